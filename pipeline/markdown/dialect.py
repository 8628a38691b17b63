"""How one engine's Markdown differs from another's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialect:
    """The engine's rendering choices.

    `breaks`: a soft line break is a `<br>` (Hexo's marked by default, not Jekyll's kramdown).
    `tags`: the name of the engine's tag plugins, "" for none.
    """

    breaks: bool = False
    tags: str = ""

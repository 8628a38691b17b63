"""How one engine's Markdown differs from another's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .code import Fence, plain_fence
from .slugger import Slugger
from .tags import Notation


@dataclass(frozen=True, slots=True)
class Dialect:
    """The engine's rendering choices.

    `breaks`: a soft line break is a `<br>` (marked in Hexo by default, not kramdown).
    `tags`: the engine's tag plugins, and how they are written; without any, what looks like a tag is text.
    `prepare`: what the engine does to a post's body before it is read as Markdown; it keeps the number of
    lines. `definition_lists`: a line that begins with a colon defines the one above it (kramdown,
    "Definition Lists"). `fence`: how the line that opens a block of code is read.
    `inline_double_dollars`: `$$x$$` within a line is a formula of that line (kramdown, "Math Blocks").
    `literal_formulas`: the signs, `$` or `$$`, around formulas in which the engine keeps backslashes; from
    others its Markdown takes them out, as from any text.
    `slugger`: how headings get ids; None where that is not known.
    """

    breaks: bool = False
    tags: tuple[Notation, ...] = ()
    prepare: Callable[[str], str] | None = None
    definition_lists: bool = False
    inline_double_dollars: bool = False
    literal_formulas: frozenset[str] = frozenset()
    fence: Callable[[str], Fence] = plain_fence
    slugger: Slugger | None = None

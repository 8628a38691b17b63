"""What a format of front matter or of settings gives: values with their lines, or what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ...findings import FilledText
from .js_types import Value


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text is refused, or for a `repeated` key what is worth telling; lines and columns count
    from 0 in it.

    `what` is the reason why the syntax is wrong, or the key that is there twice.
    `first_line` is that of the other key of the same name.
    """

    kind: Literal["syntax", "duplicate", "repeated"]
    what: str | FilledText
    line: int
    column: int
    first_line: int | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a text holds: its value, the lines (from 0) of its top-level keys, its problems. `cleaned`:
    it held control characters, which were replaced (`characters.clean`).
    """

    value: Value
    lines: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    cleaned: bool = False

    @property
    def failed(self) -> bool:
        """Whether the text is refused."""
        return any(problem.kind != "repeated" for problem in self.problems)

"""A candidate: a line that could be a prompt, and the style that it is written in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pipeline.ir import Numbering, Span
from pipeline.markdown.inline import Inline
from pipeline.questions.numbers import Number
from pipeline.questions.wording import asks

Measure = Callable[[str], Inline]
Shape = Literal["heading", "line", "bold", "bullet", "summary", "sentence"]

_LONG = 200
_SHORT = 40
_LEVELS: tuple[Numbering, ...] = (
    "heading-1", "heading-2", "heading-3", "heading-4", "heading-5", "heading-6",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """A way of writing prompts: a shape, a heading's level, a family.

    A `line` is a line of text, plain, bold or of a list, that bears a number or begins with "Q:".
    `bold`, `bullet`, `summary` and `sentence` (a plain line that ends in a question mark) bear no
    number; a heading may do without. The family is that of the
    numbers, "" for none, "any" where headings with a number and without are prompts alike.
    """

    shape: Shape
    level: int = 0
    family: str = ""

    @property
    def numbered(self) -> bool:
        """Tell whether its prompts bear numbers of one family."""
        return self.family not in {"", "any", "bold", "Q:"}

    def __str__(self) -> str:
        """Name the style for people."""
        name = f"heading-{self.level}" if self.shape == "heading" else self.shape
        return f"{name} ({self.family})" if self.family else name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that could be a prompt.

    `block` is its top-level block, `span` its lines, `indent` that of its answer. `prompt` is its
    Markdown without number and marker, `text` what it shows. `opening` is the part of its last line
    that already answers; `tail` is one that would, were there nothing below. `bare`: nothing stands
    between it and the next of its style. `put`: "Q:" or its number says that it asks.
    """

    style: Style
    number: Number | None
    block: int
    span: Span
    prompt: str
    text: str
    in_list: bool = False
    bold: bool = False
    indent: int = 0
    opening: str = ""
    tail: str = ""
    bare: bool = False
    put: bool = False

    @property
    def asks(self) -> bool:
        """Tell whether this is put as a question, by its words or by its mark."""
        return self.put or asks(self.text)

    @property
    def weight(self) -> float:
        """Tell how much this looks like a prompt, from 0.1 to 1.4."""
        worded = self.asks
        weight = 0.4 + 0.6 * worded + 0.2 * (len(self.text) <= _SHORT)
        if self.style.shape in {"heading", "summary"}:
            return weight + 0.2
        stated = self.text.endswith(("。", "；", ";", ".")) and not worded
        weight += 0.2 * self.bold + 0.3 * bool(self.opening)
        return max(0.1, weight - 0.3 * stated - 0.3 * (len(self.text) > _LONG))

    def numbering(self) -> Numbering:
        """Name the shape as the IR does."""
        if self.style.shape == "heading":
            return _LEVELS[self.style.level - 1]
        if self.style.shape == "summary":
            return "summary"
        if self.in_list:
            return "list"
        return "bold" if self.bold else "paragraph"

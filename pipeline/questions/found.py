"""What is found in a post: its questions, its terms, its regions, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..findings import Finding
from ..ir import Region, Span, Status
from ..outline.nodes import Node
from .chances import Chances, best_reading
from .extents import Extent
from .glossary import GlossaryEntry
from .naming import selection_of
from .readings import Readings
from .selection import Selection

Judge = Literal["front matter", "choice", "settings", "earlier build", "weights"]
"""Who says how a post is read: its author in the front matter, somebody in `readings.toml` or in
`postdeck.toml`, the build that made its cards, or the weighed signs.
"""


@dataclass(frozen=True, slots=True)
class GivenSelection:
    """A selection that somebody gave, and who did."""

    selection: Selection
    judge: Judge


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question: its prompt and answer in Markdown, and their lines. `prompt_span` is None for a title
    that stands on no line; `section` holds the titles of the headings above it, from the outermost on.
    """

    number: str
    prompt: str
    prompt_span: Span | None
    answer: str
    answer_span: Span | None
    status: Status
    section: tuple[str, ...] = ()

    @property
    def lines(self) -> Span:
        """The lines from its first to its last."""
        first = self.prompt_span or self.answer_span or Span(1, 1)
        return Span(first.start, (self.answer_span or first).end)


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A glossary's entry; `question` is the index of the question that holds it, None for none."""

    entry: GlossaryEntry
    question: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a post was read so: all its readings with their chances; the selection that was taken, and who
    says so; why the last answer ends where it does; and the share of the post's text that is in
    no question and no footer.
    """

    readings: Readings
    chances: Chances
    selection: Selection
    judge: Judge
    prompts: Sequence[Node]
    extents: Sequence[Extent]
    ending: str
    left_out: float

    @property
    def best(self) -> Selection:
        """The selection of the reading that the weights take."""
        return selection_of(self.readings, best_reading(self.readings, self.chances))

    @property
    def sure(self) -> bool:
        """Whether nobody needs to be asked: somebody has said it, or one reading is likely enough."""
        if self.judge == "weights":
            return self.chances.sure
        if self.judge == "earlier build":
            return self.chances.sure and self.selection == self.best
        given = self.selection.lines
        return given is None or len(self.prompts) == len(given.prompts)


@dataclass(frozen=True, slots=True)
class Found:
    """What a post holds, by which selection. The regions tile its lines."""

    selection: Selection
    questions: tuple[FoundQuestion, ...]
    terms: tuple[FoundTerm, ...]
    regions: tuple[Region, ...]
    findings: tuple[Finding, ...]
    evidence: Evidence

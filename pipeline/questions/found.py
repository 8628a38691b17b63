"""What is found in a post: its questions, its terms, its regions, and the evidence."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.findings import Finding
from pipeline.ir import Numbering, Region, Span, Status
from pipeline.questions.explanations import Explanation
from pipeline.questions.glossary import Entry
from pipeline.questions.wording import Promise


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question: its prompt and answer in Markdown, and their lines."""

    number: str
    prompt: str
    prompt_span: Span
    answer: str
    answer_span: Span | None
    status: Status


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A glossary's entry; `question` is the index of the question that holds it, None for none."""

    entry: Entry
    question: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a post was understood so: what its title and names promise; every style's reading of it, the
    best first; the one that was chosen, None where there is none or the author asks for every heading of
    a level; and why the last answer ends where it does.
    """

    promised: Promise = Promise.NONE
    readings: tuple[Explanation, ...] = ()
    chosen: Explanation | None = None
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a post holds. The regions tile its lines."""

    numbering: Numbering
    questions: tuple[FoundQuestion, ...]
    terms: tuple[FoundTerm, ...]
    regions: tuple[Region, ...]
    findings: tuple[Finding, ...]
    evidence: Evidence = field(default_factory=Evidence)

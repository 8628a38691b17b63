"""The account of one post: what was found in it, and the readings that it could have.

The fields are the names in the JSON of `postdeck explain`; lines count from 1 in the file as stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ...files import decode, read_file
from ...findings import Finding
from ...ir import RegionKind, Span, Status
from ...outline.nodes import ancestors
from ...outline.wording import asks
from ...questions.advice import advice
from ...questions.found import Evidence, Judge
from ...questions.naming import way_of
from ...stages import Understood
from ...stages.parse import Parsed
from .readings import LONGEST, MarkerRead, ReadingRow, marker_of, reading_rows, shown

PromiseName = Literal["none", "hint", "plain"]
Became = Literal["prompt", "part of an answer", "section", "outside"]


@dataclass(frozen=True, slots=True)
class Promised:
    """How far title, names, categories and tags promise questions; `asks`: the title is one."""

    says: PromiseName
    asks: bool


@dataclass(frozen=True, slots=True)
class TakenAccount:
    """The selection by which the post was read, and who made it; `sure`: nobody has to choose."""

    selection: str
    judge: Judge
    sure: bool


@dataclass(frozen=True, slots=True)
class NodeRead:
    """A line of the outline: how deep it stands, how it is written, and what it became."""

    line: int
    depth: int
    written: str
    text: str
    became: Became


@dataclass(frozen=True, slots=True)
class RegionRead:
    """A region, and the first words in it."""

    kind: RegionKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question; `number` is as written, "" without one. `marker` is the line for which its answer counts
    as marked.
    """

    number: str
    prompt: str
    prompt_span: Span | None
    answer_span: Span | None
    status: Status
    marker: MarkerRead | None


@dataclass(frozen=True, slots=True)
class TermRead:
    """A term of a glossary; `question` counts from 1, None outside all questions."""

    term: str
    span: Span
    question: int | None


@dataclass(frozen=True, slots=True)
class EndingAccount:
    """The line with which the last answer ends, and why it ends there."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class AdviceRead:
    """The line of front matter that would change how the post is understood, and how many
    questions, and how many with an answer, it would make.
    """

    line: str
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class Account:
    """How one post was understood. `path` is as the user can open it; `site` is the key of its site;
    `left_out` is the share of its text that is in no question and no footer. `more_readings` counts those
    that are not among `readings`, which are less likely.

    Where the file cannot be read at all, `title` is None and only `findings` say something.
    """

    path: str
    site: str
    title: str | None = None
    promise: Promised | None = None
    taken: TakenAccount | None = None
    readings: tuple[ReadingRow, ...] = ()
    more_readings: int = 0
    outline: tuple[NodeRead, ...] = ()
    regions: tuple[RegionRead, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    terms: tuple[TermRead, ...] = ()
    ending: EndingAccount | None = None
    left_out: float = 0.0
    findings: tuple[Finding, ...] = ()
    advice: AdviceRead | None = None


def account(understood: Understood, path: str, *, every: bool = False) -> Account:
    """Return how a post was understood, with the likeliest readings or with `every` one; `path` is as the
    user can open it. A post with an error is described as if it had none, and the error is among its
    findings.
    """
    blog = understood.blog
    findings = tuple(replace(found, path=path, root="") for found in understood.findings)
    bare = Account(path, blog.site.key, findings=findings)
    parsed = understood.again()
    if parsed is None:
        return bare
    post, evidence, lines = parsed.read.post, parsed.evidence, _source(understood)
    readings = reading_rows(evidence, lines)
    listed = readings if every else shown(readings)
    return replace(
        bare,
        title=post.title,
        promise=_promised(post.title, evidence),
        taken=TakenAccount(str(evidence.selection), evidence.judge, evidence.sure),
        readings=tuple(listed),
        more_readings=len(readings) - len(listed),
        outline=tuple(_outline(evidence)),
        regions=tuple(
            RegionRead(
                r.kind, r.span.start, r.span.end, _opening(lines[r.span.start - 1 : r.span.end])
            )
            for r in post.regions
        ),
        questions=tuple(
            QuestionRow(
                q.number,
                q.prompt.text,
                q.prompt_span,
                q.answer_span,
                q.status,
                marker_of(extent.node, lines),
            )
            for q, extent in zip(post.questions, evidence.extents, strict=True)
        ),
        terms=tuple(TermRead(term.term, term.span, term.question) for term in post.terms),
        ending=_ending(parsed),
        left_out=round(evidence.left_out, 2),
        advice=_advice(evidence),
    )


def _promised(title: str, evidence: Evidence) -> Promised:
    promises = evidence.readings.post.promises
    says: PromiseName = "plain" if promises.questions else "hint" if promises.hints else "none"
    return Promised(says, asks(title))


def _outline(evidence: Evidence) -> Iterable[NodeRead]:
    prompts = {id(node) for node in evidence.prompts}
    holders = {id(up) for node in evidence.prompts for up in ancestors(node)}
    lines = [extent.lines for extent in evidence.extents]
    for node in evidence.readings.nodes[1:]:
        became: Became = "outside"
        if id(node) in prompts:
            became = "prompt"
        elif id(node) in holders:
            became = "section"
        elif any(span.start <= node.span.start <= span.end for span in lines):
            became = "part of an answer"
        depth = len(ancestors(node)) - 1
        text = node.text or (node.number.label if node.number else "")
        yield NodeRead(node.span.start, depth, way_of(node), text[:LONGEST], became)


def _source(understood: Understood) -> list[str]:
    data = read_file(understood.blog.root, understood.path)
    decoded = data if isinstance(data, Finding) else decode(data, understood.path)
    return [] if isinstance(decoded, Finding) else decoded.text.split("\n")


def _opening(lines: Sequence[str]) -> str:
    """Return the first of some lines that holds a word, else the first that is not blank."""
    filled = [line.strip() for line in lines if line.strip()]
    worded = [line for line in filled if any(char.isalnum() for char in line)]
    return next(iter(worded or filled), "")[:LONGEST]


def _ending(parsed: Parsed) -> EndingAccount | None:
    questions, ending = parsed.read.post.questions, parsed.evidence.ending
    return EndingAccount(questions[-1].lines.end, ending) if questions and ending else None


def _advice(evidence: Evidence) -> AdviceRead | None:
    made = advice(evidence)
    if made is None:
        return None
    return AdviceRead(f"questions: {made.selection}", len(made.prompts), made.answered)

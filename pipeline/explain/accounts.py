"""The account of one post: what was found in it, what speaks for and against each style.

The fields are the names in the JSON of `postdeck explain`; lines count from 1 in the file as stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.findings import Finding
from pipeline.ir import Post, RegionKind, Span, Status
from pipeline.parse import ReadPost
from pipeline.questions.explanations import Explanation
from pipeline.questions.wording import Promise, asks
from pipeline.readers.files import decode, read_file
from pipeline.settings import STYLES
from pipeline.stages import Understood

_HALF = 0.5
_CLOSE = 0.8  # of the score of the style that was chosen
_TRIED = 4
_LONGEST = 200  # characters of a line that is quoted

PromiseName = Literal["none", "hint", "plain"]


@dataclass(frozen=True, slots=True)
class Promised:
    """What the title, categories and tags promise; `asks`: the title itself is a question."""

    says: PromiseName
    asks: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The style that the author set, and where: in the front matter or in the settings."""

    style: str
    where: Literal["front matter", "settings"]


@dataclass(frozen=True, slots=True)
class StyleRead:
    """One style's reading of the post. `questions` is what front matter would call it. From 0 to 1 are
    the shares of prompts that ask, that have an answer marker and, but for the last, that have anything
    behind them. `promise` is that of the title or of a heading above; `line` and `first` are the first
    prompt as written. `doubt` says why the style is not believed, "" where it is.
    """

    style: str
    questions: str
    prompts: int
    score: float
    asked: float
    marked: float
    answered: float
    promise: PromiseName
    line: int
    first: str
    chosen: bool
    doubt: str


@dataclass(frozen=True, slots=True)
class RegionRead:
    """A region, and the first words in it."""

    kind: RegionKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class QuestionRead:
    """A question, its number as written; "" without one."""

    number: str
    prompt: str
    prompt_span: Span
    answer_span: Span | None
    status: Status


@dataclass(frozen=True, slots=True)
class TermRead:
    """A term of a glossary; `question` counts from 1, None outside all questions."""

    term: str
    span: Span
    question: int | None


@dataclass(frozen=True, slots=True)
class Ending:
    """The line with which the last answer ends, and why it ends there."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Advice:
    """The line of front matter that would change how the post is understood, when to write it, and
    how many questions it would make, with and without an answer.
    """

    when: str
    line: str
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class Account:
    """How one post was understood. `path` is as the user can open it; `site` is the key of its site.

    Where the file cannot be read at all, `title` is None and only `findings` tell.
    """

    path: str
    site: str
    title: str | None = None
    promise: Promised | None = None
    choice: Choice | None = None
    numbering: str = "none"
    styles: tuple[StyleRead, ...] = ()
    regions: tuple[RegionRead, ...] = ()
    questions: tuple[QuestionRead, ...] = ()
    terms: tuple[TermRead, ...] = ()
    ending: Ending | None = None
    findings: tuple[Finding, ...] = ()
    advice: Advice | None = None


def account(understood: Understood, path: str) -> Account:
    """Tell how a post was understood; `path` is as the user can open it. A post with an error is told
    as if it had none, with the error.
    """
    blog = understood.blog
    findings = tuple(replace(found, path=path, root="") for found in understood.findings)
    bare = Account(path, blog.site.key, findings=findings)
    read = understood.read or understood.again(None)
    if read is None:
        return bare
    post, evidence, lines = read.post, read.evidence, _source(understood)
    choice = _choice(post, understood.setting) if understood.read else None
    return replace(
        bare,
        title=post.title,
        promise=Promised(_promise(evidence.promised), asks(post.title)),
        choice=choice,
        numbering=post.numbering,
        styles=tuple(
            _style(reading, lines, chosen=reading is evidence.chosen)
            for reading in evidence.readings
        ),
        regions=tuple(
            RegionRead(r.kind, r.start, r.end, _opening(lines[r.start - 1 : r.end]))
            for r in post.regions
        ),
        questions=tuple(
            QuestionRead(q.number, q.prompt.text, q.prompt_span, q.answer_span, q.status)
            for q in post.questions
        ),
        terms=tuple(TermRead(term.term, term.span, term.question) for term in post.terms),
        ending=_ending(read),
        advice=_advice(understood, read, choice),
    )


def _choice(post: Post, setting: str | None) -> Choice | None:
    written = post.front_matter.get("questions")
    if isinstance(written, str) and written.strip() in STYLES:
        return Choice(written.strip(), "front matter")
    return Choice(setting, "settings") if setting is not None and written is None else None


def _promise(given: Promise) -> PromiseName:
    names: dict[Promise, PromiseName] = {
        Promise.NONE: "none",
        Promise.HINT: "hint",
        Promise.PLAIN: "plain",
    }
    return names[given]


def _style(reading: Explanation, lines: Sequence[str], *, chosen: bool) -> StyleRead:
    first, *_ = reading.chain.links
    return StyleRead(
        style=str(reading.style),
        questions=_numbering(reading),
        prompts=len(reading.chain.links),
        score=round(reading.score, 2),
        asked=round(reading.asked, 3),
        marked=round(reading.marked, 3),
        answered=round(reading.answered, 3),
        promise=_promise(reading.promised),
        line=first.span.start,
        first=_opening(lines[first.span.start - 1 : first.span.end]),
        chosen=chosen,
        doubt=reading.doubt,
    )


def _numbering(reading: Explanation) -> str:
    [(numbering, _)] = Counter(link.numbering() for link in reading.chain.links).most_common(1)
    return numbering


def _source(understood: Understood) -> list[str]:
    data = read_file(understood.blog.root, understood.path)
    decoded = data if isinstance(data, Finding) else decode(data, understood.path)
    return [] if isinstance(decoded, Finding) else decoded.text.split("\n")


def _opening(lines: Sequence[str]) -> str:
    """Give the first of some lines that holds a word, else the first that is not blank."""
    filled = [line.strip() for line in lines if line.strip()]
    worded = [line for line in filled if any(char.isalnum() for char in line)]
    return next(iter(worded or filled), "")[:_LONGEST]


def _ending(read: ReadPost) -> Ending | None:
    if not read.post.questions or not read.evidence.ending:
        return None
    last = read.post.questions[-1]
    span = last.answer_span or last.prompt_span
    return Ending(max(span.end, last.prompt_span.end), read.evidence.ending)


def _advice(understood: Understood, read: ReadPost, choice: Choice | None) -> Advice | None:
    """Say what the author can write where nothing was found, or what was found is doubtful."""
    evidence = read.evidence
    if not read.post.questions:
        return _advice_for_none(understood, read, choice)
    chosen = evidence.chosen
    if choice is not None or chosen is None:
        return None
    for rival in evidence.readings:
        close = rival.believed and rival.score >= _CLOSE * chosen.score
        says = rival.asked + rival.marked >= chosen.asked + chosen.marked
        if close and says and _numbering(rival) != _numbering(chosen):
            advice = _tried(understood, _numbering(rival), "the questions are others")
            if advice is not None and advice.answered >= _HALF * advice.questions:
                return advice
    if chosen.promised is not Promise.PLAIN and max(chosen.asked, chosen.marked) < _HALF:
        return Advice("these are no questions", "questions: none", 0, 0)
    return None


def _advice_for_none(
    understood: Understood, read: ReadPost, choice: Choice | None
) -> Advice | None:
    if choice is not None and choice.style == "none":
        return None
    readings: Sequence[Explanation] = read.evidence.readings
    if choice is not None:
        free = understood.again(None)
        readings = free.evidence.readings if free else ()
    likely = sorted(
        readings, key=lambda reading: (len(reading.chain.links) == 1, reading.answered < _HALF)
    )
    for style in list(dict.fromkeys(_numbering(reading) for reading in likely))[:_TRIED]:
        advice = _tried(understood, style, "this post holds questions")
        if advice is not None and advice.answered and advice.questions > 1:
            return advice
    return None


def _tried(understood: Understood, style: str, when: str) -> Advice | None:
    """Read the post with a style set, and say what that makes of it."""
    read = understood.again(style)
    if read is None or not read.post.questions:
        return None
    answered = sum(question.status == "answered" for question in read.post.questions)
    return Advice(when, f"questions: {style}", len(read.post.questions), answered)

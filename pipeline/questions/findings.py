"""What an author is told about the questions of a post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..findings import Code, FilledText, Finding, Message, Phrase
from ..outline.marks import OPTION
from ..outline.nodes import Node, Outline
from .advice import advice, near
from .candidates import Candidate
from .found import Evidence, FoundQuestion, Judge
from .selection import Selection

_FILES: dict[Judge, str] = {
    "choice": "readings.toml", "settings": "postdeck.toml", "earlier build": "cards.lock.json",
}  # fmt: skip
_THIRD = 0.33
_LONG = 500  # letters that a post has, to be told of
_LONG_PROMPT = 400  # characters of a prompt's prose
_MANY_LINES = 12  # lines of it


def question_findings(
    evidence: Evidence, questions: Sequence[FoundQuestion], path: str
) -> Iterator[Finding]:
    """Yield what is to be told of a post's questions; `path` is where findings are placed."""
    title = _title(evidence) if any(one.status == "answered" for one in questions) else None
    if title is not None:
        yield Finding.of(title, path, questions[0].lines.start)
    else:
        yield from _doubtful(evidence, questions, path)
    if questions:
        yield from _left_out(evidence, path)
        yield from _numbers(evidence.prompts, path)
        yield from _stubs(questions, path)
        yield from _long_prompts(evidence.readings.post.outline, questions, path)
    elif evidence.judge == "weights" or evidence.selection.ways or evidence.selection.title:
        yield _nothing(evidence, path)


def _title(evidence: Evidence) -> Message | None:
    """Return what is told of a post that its title makes one card: that the card is new, or that it stays
    though the title asks no question.
    """
    if not evidence.selection.title:
        return None
    hint = Phrase.NO_QUESTIONS.text()
    if evidence.judge == "weights" and evidence.sure:
        return Code.TITLE_QUESTION.message(advice=hint)
    asks = evidence.readings.post.promises.asks or evidence.best != Selection()
    if evidence.judge == "earlier build" and not asks:
        return Code.TITLE_QUESTION.message("earlier", advice=hint)
    return None


def _nothing(evidence: Evidence, path: str) -> Finding:
    post = evidence.readings.post
    line = post.outline.document.body_line
    if evidence.judge == "weights" and not post.promises.questions:
        return Finding.of(Code.NO_QUESTIONS.message(advice=hinted(near(evidence))), path, line)
    return Finding.of(_missed(evidence, hinted(advice(evidence))), path, line)


def _missed(evidence: Evidence, hint: FilledText | None) -> Message:
    reading = str(evidence.selection)
    if evidence.judge == "weights":
        return Code.NO_QUESTIONS_EXPECTED.message("title", advice=hint)
    if evidence.judge == "front matter":
        return Code.NO_QUESTIONS_EXPECTED.message("front-matter", reading=reading, advice=hint)
    file = _FILES[evidence.judge]
    return Code.NO_QUESTIONS_EXPECTED.message("file", reading=reading, file=file, advice=hint)


def hinted(given: Candidate | None) -> FilledText | None:
    """Return an advice as a sentence."""
    if given is None:
        return None
    if not given.prompts:
        return Phrase.NO_QUESTIONS.text()
    return Phrase.OTHER_READING.text(
        questions=len(given.prompts), answered=given.answered, reading=str(given.selection)
    )


def _doubtful(
    evidence: Evidence, questions: Sequence[FoundQuestion], path: str
) -> Iterator[Finding]:
    if evidence.sure:
        return
    line = (
        questions[0].lines.start if questions else evidence.readings.post.outline.document.body_line
    )
    reading, count, hint = str(evidence.selection), len(questions), hinted(advice(evidence))
    message = Code.UNSURE_QUESTIONS.message(reading=reading, questions=count, advice=hint)
    if evidence.judge == "earlier build" and evidence.selection != evidence.best:
        best = str(evidence.best)
        message = Code.UNSURE_QUESTIONS.message(
            "earlier", reading=reading, questions=count, best=best, advice=hint
        )
    yield Finding.of(message, path, line)


def _left_out(evidence: Evidence, path: str) -> Iterator[Finding]:
    post = evidence.readings.post
    if evidence.left_out >= _THIRD and post.lines.letters[-1] >= _LONG:
        hint = hinted(advice(evidence))
        message = Code.TEXT_LEFT_OUT.message(share=evidence.left_out, advice=hint)
        yield Finding.of(message, path, post.outline.document.body_line)


def _stubs(questions: Sequence[FoundQuestion], path: str) -> Iterator[Finding]:
    for question in questions:
        if question.status != "answered" and question.prompt_span is not None:
            number, prompt = question.number, question.prompt[:40]
            message = Code.STUB.message(prompt=prompt)
            if number:
                message = Code.STUB.message("number", number=number, prompt=prompt)
            yield Finding.of(message, path, question.prompt_span.start)


def _long_prompts(
    outline: Outline, questions: Sequence[FoundQuestion], path: str
) -> Iterator[Finding]:
    """Yield where much prose was taken into a prompt."""
    for question in questions:
        lines = _prose(outline, question)
        length = len("".join("".join(lines).split()))
        if question.prompt_span and (length > _LONG_PROMPT or len(lines) > _MANY_LINES):
            prompt = " ".join(question.prompt.split())[:40].rstrip()
            message = Code.LONG_PROMPT.message(lines=len(lines), length=length, prompt=prompt)
            yield Finding.of(message, path, question.prompt_span.start)


def _prose(outline: Outline, question: FoundQuestion) -> list[str]:
    """Return the lines of a prompt alone that are text: no code, no table, no options."""
    asked, answer = question.prompt_span, question.answer_span
    if asked is None:
        return []
    end = min(asked.end + 1, answer.start if answer else asked.end + 1)
    numbers = (n for n in range(asked.start, end) if n not in outline.kinds)
    texts = (outline.lines[n - 1] for n in numbers)
    return [text for text in texts if text.strip() and not OPTION.match(text)]


def _numbers(prompts: Sequence[Node], path: str) -> Iterator[Finding]:
    """Yield where the numbers skip one, repeat one or fall back."""
    for before, prompt in pairwise(prompts):
        if before.number is None or prompt.number is None:
            continue
        if before.number.family != prompt.number.family:
            continue
        *chapter, last = before.number.value
        *this_chapter, number = prompt.number.value
        if chapter != this_chapter or number in (0, 1):  # they begin anew
            continue
        one, other = prompt.number.label, before.number.label
        if number > last + 1:
            message = Code.NUMBER_GAP.message(number=one, before=other)
        elif number <= last:
            message = Code.NUMBER_REPEAT.message(number=one, before=other)
        else:
            continue
        yield Finding.of(message, path, prompt.span.start)

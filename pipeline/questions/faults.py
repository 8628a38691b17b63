"""What an author is told about the questions of a post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.findings import Code, Finding
from pipeline.outline.nodes import Node
from pipeline.plurals import counted
from pipeline.questions.advice import Advice, advice
from pipeline.questions.found import Evidence, FoundQuestion, Judge

_SAYS: dict[Judge, str] = {
    "front matter": "the front matter", "choice": "readings.toml", "settings": "postdeck.toml",
    "earlier build": "the build that made its cards",
}  # fmt: skip
_THIRD = 0.33
_LONG = 500  # letters that a post has, to be told of


def told(evidence: Evidence, questions: Sequence[FoundQuestion], path: str) -> Iterator[Finding]:
    """Yield what is to be told of a post's questions; `path` is where findings are placed."""
    yield from _doubtful(evidence, questions, path)
    if questions:
        yield from _left_out(evidence, path)
        yield from _numbers(evidence.prompts, path)
        yield from _stubs(questions, path)
    elif evidence.judge == "weights" or evidence.selection.ways or evidence.selection.title:
        yield _nothing(evidence, path)


def _nothing(evidence: Evidence, path: str) -> Finding:
    post = evidence.readings.post
    expected = post.promised or evidence.judge != "weights"
    code = Code.NO_QUESTIONS_EXPECTED if expected else Code.NO_QUESTIONS
    message = "no question was found"
    if evidence.judge != "weights":
        message += f" as `{evidence.selection}`, as {_SAYS[evidence.judge]} has it"
    elif expected:
        message += ", though the post promises some"
    line = post.outline.document.body_line
    hint = hinted(advice(evidence)) if expected else None
    return Finding.of(code, message, path, line, hint=hint)


def hinted(given: Advice | None) -> str | None:
    """Return an advice as a sentence."""
    if given is None:
        return None
    written = f"write `questions: {given.selection}` in the front matter"
    if not given.selection.ways:
        return f"if it holds none, {written}"
    return (
        f"if these are questions, {written}: it makes {given.questions}, {given.answered} answered"
    )


def _doubtful(
    evidence: Evidence, questions: Sequence[FoundQuestion], path: str
) -> Iterator[Finding]:
    if evidence.sure:
        return
    line = (
        questions[0].lines.start if questions else evidence.readings.post.outline.document.body_line
    )
    count = len(questions)
    what = counted(count, "question") if count else "no questions"
    message = f"this post can be read in more than one way; as `{evidence.selection}` it has {what}"
    if evidence.judge == "earlier build" and evidence.selection != evidence.likeliest:
        message += f", as in the build that made its cards; now `{evidence.likeliest}` is likeliest"
    yield Finding.of(Code.UNSURE_QUESTIONS, message, path, line, hint=hinted(advice(evidence)))


def _left_out(evidence: Evidence, path: str) -> Iterator[Finding]:
    post = evidence.readings.post
    if evidence.left_out >= _THIRD and post.letters[-1] >= _LONG:
        message = f"{evidence.left_out:.0%} of this post is in no card"
        line = post.outline.document.body_line
        yield Finding.of(Code.TEXT_LEFT_OUT, message, path, line, hint=hinted(advice(evidence)))


def _stubs(questions: Sequence[FoundQuestion], path: str) -> Iterator[Finding]:
    for question in questions:
        if question.status != "answered" and question.prompt_span is not None:
            what = f"question {question.number} has no answer yet: {question.prompt[:40]}"
            yield Finding.of(Code.STUB, what.replace("  ", " "), path, question.prompt_span.start)


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
        if number > last + 1:
            code, what = Code.NUMBER_GAP, "follows"
        elif number <= last:
            code, what = Code.NUMBER_REPEAT, "stands after"
        else:
            continue
        message = f"question {prompt.number.label} {what} question {before.number.label}"
        yield Finding.of(code, message, path, prompt.span.start)

"""What an author is told about the questions of a post."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.findings import Code, Finding
from pipeline.questions.candidates import Candidate
from pipeline.questions.explanations import Explanation
from pipeline.questions.found import FoundQuestion
from pipeline.questions.sections import restarts
from pipeline.questions.wording import Promise

_WORTH_A_HINT = 5  # prompts
_LITTLE = 0.3
_FEW = 6


def nothing_found(
    path: str, line: int, readings: Sequence[Explanation], *, expected: bool
) -> Finding:
    """Tell that a post holds no question; where it promises some, with what came nearest."""
    code = Code.NO_QUESTIONS_EXPECTED if expected else Code.NO_QUESTIONS
    message = "no question was found" + (", though the post promises some" if expected else "")
    promised = [reading for reading in readings if reading.promised]
    near = max(promised, key=lambda reading: len(reading.chain.links), default=None)
    hint = None
    if near is not None and len(near.chain.links) >= _WORTH_A_HINT:
        links = near.chain.links
        hint = (
            f"if the {len(links)} prompts from line {links[0].span.start} on are questions ({near.doubt}),"
            f" write `questions: {links[0].numbering()}` in the front matter"
        )
    return Finding.of(code, message, path, line, hint=hint)


def doubtful(winner: Explanation, path: str) -> list[Finding]:
    """Tell an author when little spoke for the questions that were found."""
    links = winner.chain.links
    if winner.marked >= _LITTLE or links[0].put:
        return []
    if winner.asked < _LITTLE and not winner.style.numbered:
        message = f"of these {len(links)} questions {round(winner.asked * len(links))} ask"
    elif winner.promised is Promise.NONE and len(links) < _FEW:
        message = f"nothing promises questions, but these {len(links)} prompts ask"
    else:
        return []
    hint = "if they are none, write `questions: none` in the front matter"
    return [Finding.of(Code.DOUBTFUL_QUESTIONS, message, path, links[0].span.start, hint=hint)]


def stubs(questions: Sequence[FoundQuestion], path: str) -> list[Finding]:
    """Tell the questions that have no answer yet."""
    return [
        Finding.of(
            Code.STUB,
            f"question {question.number} has no answer yet: {question.prompt[:40]}".replace(
                "  ", " "
            ),
            path,
            question.prompt_span.start,
        )
        for question in questions
        if question.status != "answered"
    ]


def doubtful_numbers(prompts: Sequence[Candidate], path: str) -> list[Finding]:
    """Tell where the numbers skip one, repeat one or fall back."""
    findings = []
    for before, prompt in pairwise(prompts):
        if before.number is None or prompt.number is None or restarts(before, prompt):
            continue
        *chapter, last = before.number.value
        *this_chapter, number = prompt.number.value
        if chapter != this_chapter:
            continue
        if number > last + 1:
            code, what = Code.NUMBER_GAP, "follows"
        elif number <= last:
            code, what = Code.NUMBER_REPEAT, "stands after"
        else:
            continue
        message = f"question {prompt.number.label} {what} question {before.number.label}"
        findings.append(Finding.of(code, message, path, prompt.span.start))
    return findings

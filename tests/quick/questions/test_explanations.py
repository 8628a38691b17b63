"""How much evidence is enough to believe one style's reading of a post."""

from __future__ import annotations

import pytest

from pipeline.questions.candidates import Style
from pipeline.questions.chains import Chain
from pipeline.questions.explanations import Explanation
from pipeline.questions.wording import Promise
from tests.quick.questions.helpers import (
    BOLD,
    BULLET,
    HEADING,
    HINT,
    NONE,
    NUMBERED,
    PLAIN,
    SENTENCE,
    SUMMARY,
    link,
)

ANY, BOLD_BULLET = Style("heading", 2, "any"), Style("bullet", 0, "bold")
HINTS_ONLY = "the title only hints at questions, and too few prompts ask"
NO_PROMPTS = "plain lines are no prompts"
TOO_FEW = "too few prompts for a post that promises none"
EVIDENCE = [
    # style, prompts, asked, marked, answered, promised, title asks, marks, grouping; the doubt
    (NUMBERED, 5, 1.0, 0.0, 0.0, PLAIN, False, 1.0, 0.0, "nothing is answered"),
    (NUMBERED, 2, 1.0, 0.0, 0.0, PLAIN, False, 1.0, 0.0, "nothing is answered"),
    (NUMBERED, 1, 1.0, 0.0, 0.0, PLAIN, False, 1.0, 0.0, ""),
    (NUMBERED, 5, 0.4, 0.4, 0.4, PLAIN, False, 1.0, 0.0, "too little is asked or answered"),
    (NUMBERED, 5, 0.5, 0.0, 0.1, PLAIN, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.5, 0.1, PLAIN, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.0, 0.5, PLAIN, False, 0.0, 0.0, ""),
    (NUMBERED, 2, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (NUMBERED, 1, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, "a single number that does not ask"),
    (NUMBERED, 1, 1.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (NUMBERED, 1, 1.0, 1.0, 1.0, HINT, False, 1.0, 0.0, "a single question"),
    (NUMBERED, 2, 1.0, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.4, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.4, 1.0, HINT, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.3, 0.3, 1.0, HINT, False, 0.0, 0.0, HINTS_ONLY),
    (NUMBERED, 10, 0.2, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (NUMBERED, 10, 0.1, 0.1, 1.0, HINT, False, 0.0, 0.0, HINTS_ONLY),
    (NUMBERED, 9, 0.3, 0.0, 1.0, HINT, False, 0.0, 0.0, HINTS_ONLY),
    (NUMBERED, 5, 0.6, 0.0, 1.0, NONE, False, 0.0, 0.0, "too few prompts ask"),
    (NUMBERED, 6, 4 / 6, 0.0, 1.0, NONE, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.5, 1.0, NONE, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.4, 1.0, NONE, False, 0.0, 0.0, "too few prompts ask"),
    (NUMBERED, 2, 0.5, 0.0, 1.0, NONE, False, 0.0, 0.0, "too few prompts ask"),
    (NUMBERED, 2, 1.0, 0.0, 1.0, NONE, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.7, 0.0, 1.0, NONE, True, 0.0, 0.0, "too few prompts ask"),
    (NUMBERED, 5, 0.8, 0.0, 1.0, NONE, True, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.5, 1.0, NONE, True, 0.0, 0.0, ""),
    (ANY, 5, 0.7, 0.0, 1.0, NONE, False, 0.0, 0.0, ""),
    (ANY, 5, 0.6, 0.0, 1.0, NONE, False, 0.0, 0.0, "too few prompts ask"),
    (HEADING, 5, 1.0, 0.0, 0.1, PLAIN, False, 1.0, 0.0, "too few prompts are answered"),
    (HEADING, 5, 1.0, 0.0, 0.2, PLAIN, False, 1.0, 0.0, ""),
    (HEADING, 5, 0.5, 0.0, 0.2, PLAIN, False, 1.0, 0.0, ""),
    (HEADING, 5, 0.8, 0.0, 0.2, HINT, False, 1.0, 0.0, ""),
    (HEADING, 5, 0.7, 0.0, 0.2, HINT, False, 1.0, 0.0, "too few prompts are answered"),
    (HEADING, 5, 1.0, 0.0, 0.4, NONE, False, 1.0, 0.0, "too few prompts are answered"),
    (HEADING, 5, 1.0, 0.0, 0.5, NONE, False, 1.0, 0.0, ""),
    (BOLD, 5, 0.8, 0.0, 0.2, PLAIN, False, 1.0, 0.0, ""),
    (BOLD, 5, 0.7, 0.0, 0.4, PLAIN, False, 1.0, 0.0, "too few prompts are answered"),
    (SENTENCE, 5, 1.0, 0.0, 0.5, PLAIN, False, 1.0, 0.0, ""),
    (SENTENCE, 5, 1.0, 0.0, 0.4, PLAIN, False, 1.0, 0.0, NO_PROMPTS),
    (SENTENCE, 4, 1.0, 0.0, 1.0, PLAIN, False, 1.0, 0.0, NO_PROMPTS),
    (SENTENCE, 5, 1.0, 1.0, 1.0, HINT, False, 1.0, 0.0, NO_PROMPTS),
    (HEADING, 3, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (HEADING, 2, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (HEADING, 2, 0.5, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (HEADING, 1, 1.0, 0.0, 1.0, PLAIN, False, 1.0, 0.0, TOO_FEW),
    (BOLD, 3, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (BOLD_BULLET, 3, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (BULLET, 3, 0.4, 0.0, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (BULLET, 3, 0.5, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (BULLET, 3, 0.4, 1.0, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (SUMMARY, 3, 0.4, 0.0, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (SUMMARY, 3, 0.4, 0.5, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (SUMMARY, 3, 0.4, 0.4, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (SUMMARY, 3, 0.3, 0.5, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (SUMMARY, 3, 0.2, 0.7, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (SUMMARY, 3, 0.2, 0.8, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (HEADING, 10, 0.3, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (HEADING, 10, 0.2, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (HEADING, 10, 0.1, 0.0, 1.0, HINT, False, 0.0, 0.0, "too few prompts ask"),
    (SUMMARY, 10, 0.3, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (HEADING, 9, 0.4, 0.0, 1.0, HINT, False, 0.0, 0.0, "too few prompts ask"),
    (HEADING, 4, 0.5, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (BOLD, 5, 0.7, 0.0, 1.0, HINT, False, 0.0, 0.0, "too few prompts ask"),
    (BOLD, 5, 0.8, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (HEADING, 2, 1.0, 0.0, 1.0, HINT, False, 1.0, 0.0, TOO_FEW),
    (HEADING, 3, 1.0, 0.0, 1.0, HINT, False, 1.0, 0.0, ""),
    (HEADING, 2, 1.0, 0.5, 1.0, HINT, False, 1.0, 0.0, ""),
    (HEADING, 2, 1.0, 0.4, 1.0, HINT, False, 1.0, 0.0, TOO_FEW),
    (HEADING, 5, 0.7, 0.0, 1.0, NONE, False, 0.7, 0.0, "too few prompts ask"),
    (HEADING, 5, 0.8, 0.0, 1.0, NONE, False, 0.5, 0.0, ""),
    (HEADING, 5, 1.0, 0.0, 1.0, NONE, False, 0.4, 0.0, "too few prompts end in a question mark"),
    (HEADING, 5, 1.0, 0.5, 1.0, NONE, False, 0.0, 0.0, ""),
    (HEADING, 5, 1.0, 0.4, 1.0, NONE, False, 0.0, 0.0, "too few prompts end in a question mark"),
    (HEADING, 3, 0.4, 0.0, 1.0, PLAIN, False, 0.0, 0.3, "they name lists of questions"),
    (HEADING, 3, 0.5, 0.0, 1.0, PLAIN, False, 0.0, 0.3, ""),
    (HEADING, 3, 0.4, 0.0, 1.0, PLAIN, False, 0.0, 0.2, ""),
]


@pytest.mark.parametrize("told", EVIDENCE)
def test_what_is_believed(
    told: tuple[Style, int, float, float, float, Promise, bool, float, float, str],
) -> None:
    style, count, *evidence, doubt = told
    chain = Chain(tuple(link(style, n) for n in range(count)), float(count))
    read = Explanation(style, chain, *evidence)  # type: ignore[arg-type]
    assert read.doubt == doubt
    assert read.believed == (not doubt)


@pytest.mark.parametrize(
    ("score", "marked", "promised", "doubt"),
    [
        (7.0, 0.0, NONE, ""),
        (6.9, 0.0, NONE, "the numbers do not climb"),
        (6.9, 0.0, PLAIN, ""),
        (6.9, 0.2, NONE, ""),
        (2.0, 1.0, NONE, ""),
        (1.9, 1.0, NONE, "the numbers do not climb"),
    ],
)
def test_numbers_have_to_climb(score: float, marked: float, promised: Promise, doubt: str) -> None:
    chain = Chain(tuple(link(NUMBERED, n) for n in range(10)), score)
    read = Explanation(NUMBERED, chain, 0.7, marked, 1.0, promised)
    assert read.doubt == doubt


@pytest.mark.parametrize(
    ("distinct", "asked", "doubt"),
    [
        (5, 1.0, ""),
        (4, 1.0, "the prompts repeat"),
        (5, 0.5, ""),
        (7, 0.4, "the prompts repeat"),
        (8, 0.4, ""),
    ],
)
def test_prompts_that_repeat(distinct: int, asked: float, doubt: str) -> None:
    links = tuple(link(HEADING, min(n, distinct - 1)) for n in range(10))
    read = Explanation(HEADING, Chain(links, 10.0), asked, 0.0, 1.0, PLAIN)
    assert read.doubt == doubt

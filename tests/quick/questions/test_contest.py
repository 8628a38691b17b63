"""Which one wins of several explanations that are believed."""

from __future__ import annotations

import pytest

from pipeline.questions.candidates import Style
from pipeline.questions.chains import Chain
from pipeline.questions.contest import choose
from pipeline.questions.explanations import Explanation
from tests.quick.questions.helpers import (
    BOLD,
    BULLET,
    HEADING,
    NONE,
    NUMBERED,
    PLAIN,
    SENTENCE,
    link,
)

H2, H3 = Style("heading", 2, "plain"), Style("heading", 3, "plain")
CONTESTS: list[tuple[list[tuple[Style, list[int], float, float]], int | None]] = [
    # each a style, the lines of its prompts, asked and marked; which one wins
    ([], None),
    ([(NUMBERED, [1, 5, 9], 0.0, 0.0)], None),
    ([(NUMBERED, [1, 5, 9], 1.0, 0.0)], 0),
    # one that holds the winner in its answers and asks about as often
    ([(H3, [3, 5, 7, 13, 15], 1.0, 0.0), (H2, [1, 11], 1.0, 0.0)], 1),
    ([(H3, [3, 5, 7, 13, 15], 1.0, 0.0), (H2, [1, 11], 0.8, 0.0)], 1),
    ([(H3, [3, 5, 7, 13, 15], 1.0, 0.0), (H2, [1, 11], 0.75, 0.0)], 0),
    ([(H3, [3, 5, 7, 13, 15], 1.0, 0.0), (H2, [3, 11], 1.0, 0.0)], 0),
    ([(H3, [3, 5, 7, 13, 15], 1.0, 0.0), (H2, [4, 11], 1.0, 0.0)], 0),
    ([(H2, [1, 11], 1.0, 0.0), (H3, [3, 5, 7, 13, 15], 1.0, 0.0)], 0),
    ([(H3, [3, 5, 7], 0.5, 0.0), (NUMBERED, [1, 11], 0.9, 0.0)], 0),
    ([(H3, [3, 5, 7], 0.5, 0.0), (NUMBERED, [1, 11], 1.0, 0.0)], 1),
    ([(H2, [3, 5, 7], 0.5, 0.0), (Style("heading", 2, "han"), [1, 11], 1.0, 0.0)], 1),
    ([(H2, [3, 5, 7], 0.6, 0.0), (Style("heading", 2, "han"), [1, 11], 1.0, 0.0)], 0),
    ([(NUMBERED, [3, 5, 7], 1.0, 0.0), (Style("line", 0, "han"), [1, 11], 1.0, 0.0)], 1),
    ([(NUMBERED, [3, 5, 7], 1.0, 0.0), (H2, [1, 11], 1.0, 0.0)], 1),
    ([(H3, [3, 5, 7, 13, 15], 0.5, 0.0), (H2, [1, 11], 0.3, 0.0)], 1),
    ([(NUMBERED, [3, 5, 7], 1.0, 0.0), (Style("heading", 6, "han"), [1, 11], 1.0, 0.0)], 1),
    ([(Style("heading", 6), [3, 5, 7], 1.0, 0.0), (NUMBERED, [1, 11], 1.0, 0.0)], 0),
    # one that holds it but only groups
    ([(H3, [2, 5, 12, 15], 1.0, 0.0), (H2, [1, 11], 1.0, 0.0)], 0),
    ([(H3, [2, 5, 12, 15], 0.5, 0.0), (H2, [1, 11], 0.9, 0.0)], 0),
    ([(H3, [2, 5, 12, 15], 0.5, 0.0), (H2, [1, 11], 1.0, 0.0)], 1),
    ([(H3, [2, 5, 14, 15], 1.0, 0.0), (H2, [1, 11], 1.0, 0.0)], 0),
    ([(H3, [2, 5, 14, 15], 1.0, 0.0), (H2, [1, 11, 20], 1.0, 0.0)], 1),
    # names of groups that do not ask are out at once
    ([(H2, [1, 11], 0.2, 0.5), (H3, [2, 5, 12, 15], 0.5, 0.0)], 1),
    ([(H2, [1, 11], 0.3, 0.5), (H3, [2, 5, 12, 15], 1.0, 0.0)], 0),
    ([(H2, [1, 11], 0.2, 0.5), (H3, [2, 5, 12, 15], 0.45, 0.5)], 0),
    ([(H2, [1, 11], 0.2, 0.5), (H3, [3, 5, 13, 15], 0.5, 0.0)], 0),
    ([(H2, [5, 11], 0.2, 0.5), (H3, [2, 6, 12, 15], 0.5, 0.0)], 0),
    # plain lines come last
    ([(SENTENCE, [1, 3, 5, 7, 9], 1.0, 0.0), (H2, [2, 20, 30], 0.0, 0.0)], 1),
    ([(SENTENCE, [1, 3, 5, 7, 9], 1.0, 0.0), (HEADING, [2, 20, 30], 0.5, 0.0)], 1),
    ([(SENTENCE, [1, 3, 5, 7, 9], 1.0, 0.0), (NUMBERED, [2], 0.3, 0.0)], 1),
    ([(SENTENCE, [1, 3, 5, 7, 9, 11], 1.0, 0.0), (NUMBERED, [2, 4], 0.0, 0.6)], 1),
    ([(SENTENCE, list(range(1, 14, 2)), 1.0, 0.0), (NUMBERED, [2, 20], 0.0, 0.5)], 1),
    ([(SENTENCE, list(range(1, 14, 2)), 1.0, 0.0), (NUMBERED, [2, 20], 0.0, 0.4)], 0),
    ([(SENTENCE, list(range(1, 13, 2)), 1.0, 0.0), (NUMBERED, [2, 20], 0.0, 0.4)], 1),
    (
        [
            (SENTENCE, list(range(1, 14, 2)), 1.0, 0.0),
            (NUMBERED, [2, 20], 0.0, 0.4),
            (HEADING, [2, 20, 30], 0.5, 0.0),
        ],
        1,
    ),
    # the text of numbered prompts is no style of its own
    ([(BOLD, [1, 5, 9], 1.0, 0.0), (NUMBERED, [1, 5, 9], 1.0, 0.0)], 1),
    ([(BOLD, [1, 5, 9], 1.0, 0.0), (NUMBERED, [1, 5, 9, 11], 1.0, 0.0)], 1),
    ([(BOLD, [1, 5, 9, 13], 1.0, 0.0), (NUMBERED, [1, 5, 9], 1.0, 0.0)], 0),
    ([(H2, [1, 5, 9], 1.0, 0.0), (NUMBERED, [1, 5, 9], 1.0, 0.0)], 0),
    ([(BOLD, [1, 5, 9], 1.0, 0.0), (BULLET, [1, 5, 9], 1.0, 0.0)], 0),
]


@pytest.mark.parametrize(("told", "winner"), CONTESTS)
def test_the_contest(told: list[tuple[Style, list[int], float, float]], winner: int | None) -> None:
    readings = [
        Explanation(
            style,
            Chain(tuple(link(style, line) for line in lines), float(len(lines))),
            asked,
            marked,
            answered=1.0,
            promised=PLAIN if style is SENTENCE or len(told) > 1 else NONE,
            marks=asked,
        )
        for style, lines, asked, marked in told
    ]
    chosen = choose(readings)
    assert (None if chosen is None else readings.index(chosen)) == winner

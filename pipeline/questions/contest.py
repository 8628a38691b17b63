"""The contest: of the explanations of one post that are believed, which one is right."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from pipeline.questions.explanations import Explanation

_ABOUT = 0.2
_SOME = 0.3
_HALF = 0.5
_FEWEST = 3  # prompts without a number, where no title promises any
_TEXT = inf  # deeper than any heading


def choose(readings: Sequence[Explanation]) -> Explanation | None:
    """Give the reading that wins, or None when no style has evidence enough.

    Where another believed style holds all of the winner's prompts inside its answers, and asks about
    as often, it wins: its answers are numbered. Unless it only groups: most of its headings are
    followed by the inner prompts at once. Plain lines that end in a question mark come last: answers
    hold such lines too.
    """
    believed = [
        reading for reading in readings
        if reading.believed and not any(_names_groups(reading, other) for other in readings)
    ]  # fmt: skip
    if not believed:
        return None
    believed = [r for r in believed if not (_is_last_resort(r, believed) or _is_part(r, believed))]
    winner, *others = believed
    for other in others:
        asks_more = other.asked - winner.asked
        groups = asks_more < _HALF and _groups(other, winner)
        if _holds(other, winner) and asks_more >= -_ABOUT and not groups:
            winner = other
    return winner


def _is_last_resort(reading: Explanation, believed: Sequence[Explanation]) -> bool:
    """Tell plain lines that another style explains too: one that asks, or has not far fewer prompts."""
    few = len(reading.chain.links) / _FEWEST
    return reading.style.shape == "sentence" and any(
        other.asked >= _SOME or other.marked >= _HALF or len(other.chain.links) >= few
        for other in believed
        if other is not reading
    )


def _is_part(reading: Explanation, believed: Sequence[Explanation]) -> bool:
    """Tell a style whose prompts are all lines of the prompts of a numbered one ("1." above "**x**")."""
    lines = {link.span.end for link in reading.chain.links}
    return not reading.style.numbered and any(
        other.style.numbered and lines <= {link.span.end for link in other.chain.links}
        for other in believed
    )


def _names_groups(outer: Explanation, inner: Explanation) -> bool:
    """Tell a style that asks nothing and whose prompts only stand above those of one that does."""
    asks_more = inner.asked - outer.asked
    return (
        asks_more >= _SOME
        and outer.asked < _SOME
        and _holds(outer, inner)
        and _groups(outer, inner)
    )


def _holds(outer: Explanation, inner: Explanation) -> bool:
    """Tell whether the prompts of one style can all stand inside the answers of another."""
    depth = outer.style.level or _TEXT, inner.style.level or _TEXT
    deeper = depth[0] < depth[1] or depth[1] == _TEXT
    first = outer.chain.links[0].span.start
    below = all(link.span.start > first for link in inner.chain.links)
    return below and (deeper or outer.asked - inner.asked >= _HALF)


def _groups(outer: Explanation, inner: Explanation) -> bool:
    starts = {link.block for link in inner.chain.links}
    direct = sum(link.block + 1 in starts for link in outer.chain.links)
    return direct * 2 >= len(outer.chain.links)

"""How numbers go on: from one to the next, into the next chapter, and behind a list that stands between."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from .nodes import Node, Shape

STEPS = (1, 2)
"""How far a number stands behind the one that it goes on from; the likelier first."""


def same_family(one: Node, other: Node) -> bool:
    """Whether two nodes bear numbers that are written alike."""
    if one.number is None or other.number is None:
        return False
    return one.number.family == other.number.family


def levels(node: Node) -> int:
    """Return of how many levels a number is: 2 for 4.1, 0 without one."""
    return len(node.number.value) if node.number is not None else 0


def step(before: Node, node: Node) -> int:
    """Return how far a number stands behind another of its chapter; 1 also where a chapter ends."""
    if before.number is None or node.number is None:
        return 0
    a, b = before.number.value, node.number.value
    a = a[: len(b)]
    if len(a) != len(b):
        return 0
    if a[:-1] == b[:-1]:
        return b[-1] - a[-1]
    new_chapter = b[-1] in (0, 1) and a[-2] + 1 == b[-2] and a[:-2] == b[:-2]
    return int(new_chapter)


def goes_on(before: Node, node: Node) -> bool:
    """Whether a number goes on from another; it may skip one."""
    return step(before, node) in STEPS


def is_chapter(before: Node, node: Node) -> bool:
    """Whether a number is a part of the one before: 4.1 of 4."""
    assert before.number is not None
    assert node.number is not None
    a, b = before.number.value, node.number.value
    return len(b) > len(a) and b[: len(a)] == a


class Later:
    """What stands behind a node: does a number go on behind the list that begins there?"""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._headings = [at for at, node in enumerate(nodes) if node.kind == "heading"]
        self._jumps: defaultdict[tuple[Shape, tuple[int, ...]], list[int]] = defaultdict(list)
        before: dict[Shape, int] = {}
        for at, node in enumerate(nodes):
            if node.number is None:
                continue
            value = node.number.value
            if value[-1] != before.get(node.shape, -1) + 1:  # it goes on from no neighbour
                self._jumps[node.shape, value].append(at)
            before[node.shape] = value[-1]

    def comes(self, shape: Shape, value: tuple[int, ...], at: int) -> bool:
        """Whether a number that goes on from no neighbour comes behind a place."""
        jumps = self._jumps.get((shape, value), [])
        return bisect_right(jumps, at) < len(jumps)

    def resumes(self, outer: Node, node: Node, at: int) -> bool:
        """Whether the number of `outer` goes on behind the list that `node`, at place `at`, begins."""
        assert outer.number is not None
        *chapter, number = outer.number.value
        jumps = self._jumps.get((node.shape, (*chapter, number + 1)), [])
        after = bisect_right(jumps, at)
        if after == len(jumps):
            return False
        if node.kind == "heading":
            return True
        heading = bisect_right(self._headings, at)
        return heading == len(self._headings) or jumps[after] < self._headings[heading]

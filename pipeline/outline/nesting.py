"""How the nodes of a post nest: by Markdown where it says so, else by numbers and order.

A heading closes what is not above it, a line or an item the last one that is written like it. A number
says more than a shape: it goes on where its predecessor stands, and a `1` nests below a number that goes
on behind its list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from pipeline.outline.nodes import Node, Shape
from pipeline.outline.opening import Opening

_TWO = 2


def nest(title: Node, openings: Sequence[Opening], lines: Sequence[str]) -> list[Node]:
    """Set each node's parent, end and series, below the title, which has its end; return them in order."""
    nodes = [opening.node for opening in openings if opening.node is not None]
    _Nesting(title, nodes, lines).run(openings)
    _settle(title)
    for parent in (title, *nodes):
        _join_series(parent)
    return nodes


class _Nesting:
    """Folds openings into a forest; the stack holds the nodes that are open, the title first."""

    def __init__(self, title: Node, nodes: Sequence[Node], lines: Sequence[str]) -> None:
        self._stack = [title]
        self._lines = lines
        self._series = 0
        self._last: dict[Shape, Node] = {}
        self._later = _Later(nodes)

    def run(self, openings: Sequence[Opening]) -> None:
        at = 0
        for opening in openings:
            if opening.node is None:
                self._end_container(opening.depth)
                continue
            self._add(opening.node, at)
            at += 1

    def _end_container(self, depth: int) -> None:
        stack = self._stack
        while len(stack) > 1 and stack[-1].depth > depth and stack[-1].kind != "heading":
            node = stack.pop()
            node.end = node.inside if node.inside and node.depth else 0

    def _add(self, node: Node, at: int) -> None:
        self._leave_folds(node)
        self._leave_bullets(node)
        brother = self._place(node, at)
        if brother is not None:
            while self._stack[-1] is not brother:
                self._pop(node)
            self._pop(node)
            node.previous, node.series = brother, brother.series
        else:
            self._series += 1
            node.series = self._series
        node.parent = self._stack[-1]
        node.parent.children.append(node)
        self._stack.append(node)

    def _leave_folds(self, node: Node) -> None:
        """Close the folds that ended before a node, with all that they hold."""
        ended = (
            at for at, open_ in enumerate(self._stack)
            if open_.kind == "summary" and 0 < open_.inside < node.span.start
        )  # fmt: skip
        outermost = next(ended, len(self._stack))
        while len(self._stack) > outermost:
            self._pop(node)

    def _leave_bullets(self, node: Node) -> None:
        """Close bullets that have ended where a number goes on from one before them, in another list."""
        before = self._last.get(node.shape)
        self._last[node.shape] = node
        if before is None or _step(before, node) != 1:
            return
        top = self._stack[-1]
        while (
            top.kind == "item" and top.number is None and top.depth == node.depth
            and top.inside < node.span.start
        ):  # fmt: skip
            self._pop(node)
            top = self._stack[-1]

    def _pop(self, before: Node) -> None:
        self._stack.pop().end = before.span.start - 1

    def _place(self, node: Node, at: int) -> Node | None:
        """Return the sibling behind which a node stands; None where it is a first child."""
        if node.kind == "heading":
            return self._place_heading(node, at)
        stack = self._stack
        floor = max(
            (
                k
                for k, open_ in enumerate(stack)
                if open_.kind in {"heading", "title"} or open_.depth < node.depth
            ),
            default=0,
        )
        near = stack[:floor:-1]
        if node.number is None:
            return next((open_ for open_ in near if open_.shape == node.shape), None)
        return self._place_number(node, near, stack[floor], at)

    def _place_heading(self, node: Node, at: int) -> Node | None:
        stack = self._stack
        top = next((open_ for open_ in reversed(stack) if open_.kind == "heading"), None)
        if top is not None and node.level == top.level + 1 and self._fills_gap(top, node, at):
            node.level, node.shape = top.level, top.shape
        while stack[-1].kind not in {"heading", "title"} or (
            stack[-1].kind == "heading" and stack[-1].level > node.level
        ):
            self._pop(node)
        top = stack[-1]
        if top.kind != "heading" or top.level != node.level or _begins_below(top, node):
            return None
        while _is_beside(stack[-2], node) and (
            not _goes_on(top, node) or _length(top) > _length(node)
        ):
            self._pop(node)
            top = stack[-1]
        return top

    def _fills_gap(self, top: Node, node: Node, at: int) -> bool:
        """Whether a number goes on from that of a heading one level up, which itself goes on behind it."""
        if not _same_family(top, node) or _step(top, node) != 1:
            return False
        assert node.number is not None
        *chapter, number = node.number.value
        return self._later.comes(top.shape, (*chapter, number + 1), at)

    def _place_number(self, node: Node, near: Sequence[Node], top: Node, at: int) -> Node | None:
        assert node.number is not None
        family, length = node.number.family, len(node.number.value)
        same = [
            open_
            for open_ in near
            if open_.number is not None
            and open_.number.family == family
            and open_.depth == node.depth
        ]
        alike = [open_ for open_ in same if open_.shape == node.shape]
        begins = node.number.value[-1] in (0, 1)  # a list of its own, if it is written otherwise
        nearest = sorted(
            alike if begins else (*alike, *same), key=lambda open_: _length(open_) != length
        )
        for step in (1, _TWO):
            for open_ in nearest:
                if _step(open_, node) == step:
                    return open_
            outside = self._continued_outside(node) if step == 1 else None
            if outside is not None:
                return outside
        headed = top.kind == "heading" and _same_family(top, node) and _step(top, node) == 1
        if headed and not near and not node.depth:
            return top
        if any(_is_chapter(open_, node) for open_ in alike) or not alike:
            return None
        if node.number.value[-1] not in (0, 1):
            return alike[0]
        if any(self._later.resumes(o, node, at) for o in alike) or self._answers(alike[0], node):
            return None
        return alike[-1]

    def _answers(self, before: Node, node: Node) -> bool:
        """Whether a list begins right below a prompt that asks, and does not ask itself."""
        between = self._lines[before.span.end : node.span.start - 1]
        follows = not before.children and not any(line.strip() for line in between)
        return follows and before.asks and not before.opening and not node.asks

    def _continued_outside(self, node: Node) -> Node | None:
        """Return the line that a number goes on from though it stands indented below an item."""
        if node.kind != "line" or node.number is None:
            return None
        stack = self._stack
        top = next((k for k in range(len(stack) - 1, 0, -1) if stack[k].kind == "heading"), 0)
        for open_ in stack[:top:-1]:
            if open_.kind != "line" or not _same_family(open_, node) or _step(open_, node) != 1:
                continue
            if len(node.number.value) > 1 or open_.shape[2:3] == node.shape[2:3]:
                node.depth = open_.depth
                return open_
        return None


class _Later:
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


def _length(node: Node) -> int:
    return len(node.number.value) if node.number is not None else 0


def _same_family(one: Node, other: Node) -> bool:
    if one.number is None or other.number is None:
        return False
    return one.number.family == other.number.family


def _step(before: Node, node: Node) -> int:
    """Return how far a number stands behind another of its chapter; 1 also where a chapter ends."""
    if before.number is None or node.number is None:
        return 0
    a, b = before.number.value, node.number.value
    a = a[: len(b)]
    if len(a) != len(b):
        return 0
    if a[:-1] == b[:-1]:
        return b[-1] - a[-1]
    if len(b) == 1:
        return 0
    new_chapter = b[-1] in (0, 1) and a[-2] + 1 == b[-2] and a[:-2] == b[:-2]
    return int(new_chapter)


def _is_chapter(before: Node, node: Node) -> bool:
    """Whether a number is a part of another: 4.1 of 4."""
    assert before.number is not None
    assert node.number is not None
    a, b = before.number.value, node.number.value
    return len(b) > len(a) and b[: len(a)] == a


def _goes_on(before: Node, node: Node) -> bool:
    return 0 < _step(before, node) <= _TWO


def _is_beside(open_: Node, node: Node) -> bool:
    return open_.kind == "heading" and open_.level == node.level


def _begins_below(top: Node, node: Node) -> bool:
    """Whether a heading of the same level is a part of the one above: its numbers begin anew in another
    family, or they are parts of that number.
    """
    if top.number is None or node.number is None:
        return False
    if top.number.family != node.number.family:
        return node.number.value[-1] in (0, 1)
    return _is_chapter(top, node)


def _settle(title: Node) -> None:
    """Set every node's end: not beyond its parent's, nor into the next sibling."""
    todo = [title]
    while todo:
        node = todo.pop()
        for at, child in enumerate(node.children):
            limit = node.end
            if at + 1 < len(node.children):
                limit = min(limit, node.children[at + 1].span.start - 1)
            if child.end <= 0 or child.end > limit:
                child.end = limit
        todo += node.children


def _join_series(parent: Node) -> None:
    """Join what stands in one parent and is written alike to one series."""
    known: dict[object, int] = {}
    for child in parent.children:
        if child.previous is None:
            child.series = known.get(child.shape, child.series)
        elif child.previous.parent is parent:
            child.series = child.previous.series
        known.setdefault(child.shape, child.series)

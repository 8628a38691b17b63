"""How the nodes of a post nest: by Markdown where it says so, else by numbers and order.

A heading closes what is not above it, a line or an item the last one that is written like it. A number
says more than a shape: it goes on where its predecessor stands, and a `1` nests below a number that goes
on behind its list.
"""

from __future__ import annotations

from collections.abc import Sequence

from .counting import STEPS, Later, goes_on, is_chapter, levels, same_family, step
from .nodes import Node, Shape
from .opener import Opening


def nest(title: Node, openings: Sequence[Opening], lines: Sequence[str]) -> list[Node]:
    """Set each node's parent, end and series, below the title, which has its end; return them in order."""
    nodes = [opening.node for opening in openings if opening.node is not None]
    _Nesting(title, nodes, lines).run(openings)
    _settle(title)
    for parent in (title, *nodes):
        _join_series(parent)
    return nodes


class _Nesting:
    """Makes a forest of openings; the stack holds the nodes that are open, the title first."""

    def __init__(self, title: Node, nodes: Sequence[Node], lines: Sequence[str]) -> None:
        self._stack = [title]
        self._lines = lines
        self._series = 0
        self._last: dict[Shape, Node] = {}
        self._later = Later(nodes)

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
        if before is None or step(before, node) != 1:
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
            not goes_on(top, node) or levels(top) > levels(node)
        ):
            self._pop(node)
            top = stack[-1]
        return top

    def _fills_gap(self, top: Node, node: Node, at: int) -> bool:
        """Whether a number goes on from that of a heading one level up, which itself goes on behind it."""
        if not same_family(top, node) or step(top, node) != 1:
            return False
        assert node.number is not None
        *chapter, number = node.number.value
        return self._later.comes(top.shape, (*chapter, number + 1), at)

    def _place_number(self, node: Node, near: Sequence[Node], top: Node, at: int) -> Node | None:
        assert node.number is not None
        same = [open_ for open_ in near if same_family(open_, node) and open_.depth == node.depth]
        alike = [open_ for open_ in same if open_.shape == node.shape]
        begins = node.number.value[-1] in (0, 1)  # a list of its own, if it is written otherwise
        before = self._predecessor(node, alike if begins else (*alike, *same))
        if before is not None:
            return before
        headed = top.kind == "heading" and same_family(top, node) and step(top, node) == 1
        if headed and not near and not node.depth:
            return top
        if any(is_chapter(open_, node) for open_ in alike) or not alike:
            return None
        if not begins:
            return alike[0]
        if any(self._later.resumes(o, node, at) for o in alike) or self._answers(alike[0], node):
            return None
        return alike[-1]

    def _predecessor(self, node: Node, among: Sequence[Node]) -> Node | None:
        """Return what a number goes on from, the next one rather than one that skips a number."""
        nearest = sorted(among, key=lambda open_: levels(open_) != levels(node))
        for far in STEPS:
            for open_ in nearest:
                if step(open_, node) == far:
                    return open_
            outside = self._continued_outside(node) if far == 1 else None
            if outside is not None:
                return outside
        return None

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
            if open_.kind != "line" or not same_family(open_, node) or step(open_, node) != 1:
                continue
            if len(node.number.value) > 1 or open_.shape[2:3] == node.shape[2:3]:
                node.depth = open_.depth
                return open_
        return None


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
    return is_chapter(top, node)


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

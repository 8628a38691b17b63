"""Where an answer ends at the latest: before the next prompt, a section's name, or what stands beside its
prompt.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from ..outline.facts import PostFacts
from ..outline.nodes import Node
from ..outline.wording import is_frame

_CLOSES = re.compile(r"\s*(?::::|\{[{%])")
_GROUP_NAME = 20


class Limits:
    """Finds the last line that could be a prompt's own."""

    def __init__(self, post: PostFacts) -> None:
        self._says = post.lines.says
        self._outline = post.outline
        self._starts = {node.span.start: node for node in self._outline.nodes}
        self._lines = [node.span.start for node in self._outline.nodes]

    def of(self, node: Node, following: Node | None) -> int:
        """Return the last line for a prompt; `following` is the next one, None for the last."""
        end = self._beyond(node, following)
        if node.kind == "box" and self._says(node.span.end + 1, node.inside) > self._closes(
            node.inside
        ):
            after = next((n for n in range(node.inside + 1, end + 1) if self._says(n, n)), None)
            if after not in self._outline.markers:  # else the box with the answer
                return min(end, node.inside - self._closes(node.inside))
        if node.kind == "item" and following is None and not self._goes_on_outside(node):
            end = node.inside
        end = min(end, self._group_name(node, following, end))
        for other in self._between(node.span.end, end):
            if not node.level and other.kind == "heading" and is_frame(other.text):
                return other.span.start - 1
        return end

    def _goes_on_outside(self, item: Node) -> bool:
        """Whether what stands behind the last list item is its answer: where it holds none itself, and
        where that of another does.
        """
        assert item.parent is not None
        brothers = [other for other in item.parent.children if other.series == item.series]
        if not brothers[1:]:
            return True
        if not self._says(item.span.end + 1, item.inside):
            return True
        return any(self._says(other.inside + 1, other.end) for other in brothers[:-1])

    def _closes(self, line: int) -> bool:
        """Whether a line only closes a box."""
        return bool(_CLOSES.match(self._outline.lines[line - 1]))

    def _beyond(self, node: Node, following: Node | None) -> int:
        """Return where a node's text ends: a plain line that is no prompt ends none, unless it names what
        comes next.
        """
        stop = self._outline.document.last_line
        if following is not None:
            stop = following.span.start - 1
        end = node.end
        if node.is_loose:
            return min(end, stop)
        goes_on = following is None or (
            node.shape == following.shape
            and node.number is not None
            and following.number is not None
            and following.number.value > node.number.value
        )
        while end < stop:
            other = self._starts.get(end + 1)
            if other is None or not (
                other.is_loose
                or (other.kind == "item" and node.kind == "line")
                or self._is_part(node, other, following)
            ):
                break
            if other.is_loose and not goes_on and not self._says(other.span.end + 1, stop):
                break
            end = max(other.end, end + 1)
        return min(end, stop)

    def _is_part(self, node: Node, other: Node, following: Node | None) -> bool:
        """Whether a heading stands in an answer though it is not below its prompt: a line's, or one of the
        prompt's own level without a number. It holds text, and numbers go on behind it.
        """
        says = other.own or (node.kind == "heading" and other.says)
        if other.kind != "heading" or is_frame(other.text) or not says:
            return False
        if node.kind == "heading" and (
            node.number is None or other.level != node.level or other.number is not None
        ):
            return False
        return (
            following is None
            or node.number is None
            or (following.number is not None and following.number.value > node.number.value)
        )

    def _group_name(self, node: Node, following: Node | None, end: int) -> int:
        """Return the line before the one that names the next group, where numbers begin anew."""
        if following is None or following.parent is not node.parent or following.previous is None:
            return end
        if node.number is None or following.number is None:
            return end
        if following.number.value > node.number.value:
            return end
        between = self._between(node.span.end, following.span.start - 1)
        if not between or self._says(between[-1].span.end + 1, following.span.start - 1):
            return end
        last = between[-1]
        above = last.span.start - 1
        names = last.kind == "line" and len(last.text) <= _GROUP_NAME and not last.asks
        return above if names and self._says(node.span.end + 1, above) else end

    def _between(self, after: int, end: int) -> list[Node]:
        first, last = (
            bisect_right(self._lines, after),
            bisect_right(self._lines, end),
        )
        return list(self._outline.nodes[first:last])

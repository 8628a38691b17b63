"""What stands at the edges of an answer and is no part of it: idle lines, wrappers, markers alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from ..outline.boxes import box
from ..outline.marks import CARD
from ..outline.nodes import Outline
from ..outline.wording import answer_marker

_TAG = re.compile(r"<(?P<closes>/?)(?P<name>details|div|center|font|span|ul|li)\b", re.IGNORECASE)
_BOX_CLOSES = re.compile(r"\s*(:{3,})\s*$")


class Edges:
    """Takes off answers what stands at their edges; `hidden` are lines of blocks that show nothing."""

    def __init__(self, outline: Outline, idle: Collection[int], hidden: Collection[int]) -> None:
        self._outline, self._lines = outline, outline.lines
        self._tags = outline.document.tags
        self._idle, self._hidden = idle, hidden

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Return the first and the last line of an answer without what is no part of it."""
        while True:
            before = start, end
            start, end = self._without_idle(*before)
            start, end = self._without_box(start, end)
            start, end = self._without_marker(start, end)
            if (start, end) == before:
                return before

    def _without_box(self, start: int, end: int) -> tuple[int, int]:
        """Leave out the box around an answer, and the end of one that holds its title alone."""
        closes = _BOX_CLOSES.match(self._lines[end - 1]) if end > start else None
        if closes is not None:
            opens = [n for n in range(start, end) if self._opens_box(n, closes[1])]
            if opens and opens[-1] == start:
                start, end = start + 1, end - 1
            elif not opens:
                end -= 1
        if start <= end and _BOX_CLOSES.match(self._lines[start - 1]):
            start += 1
        return start, end

    def _without_marker(self, start: int, end: int) -> tuple[int, int]:
        """Leave out a first line that only marks the answer, with the tag that it opens."""
        if start >= end or start not in self._outline.markers or not self._is_bare_marker(start):
            return start, end
        found = box(self._lines[start - 1], self._tags)
        close = 0
        if found is not None and found.kind == "tag":
            close = found.end(self._lines, start, self._outline.closing)
        return (start + 1, end - bool(close)) if close in {0, end} else (start, end)

    def _without_idle(self, start: int, end: int) -> tuple[int, int]:
        """Leave out idle lines at the edges; a tag stays where its partner stands inside, as in a fold."""
        left: Counter[str] | None = None  # how often each element opens beyond its closing

        def stays(line: int) -> bool:
            nonlocal left
            tags = _tags(self._lines[line - 1])
            if not tags or line in self._hidden:
                return False
            if left is None:
                left = Counter()
                for number in range(start, end + 1):
                    left.update(_tags(self._lines[number - 1]))
            if all(left[name] == 0 for name in tags):
                return True
            left.subtract(tags)
            return False

        while end >= start and end in self._idle and not stays(end):
            end -= 1
        while start <= end and start in self._idle and not stays(start):
            start += 1
        return start, end

    def _opens_box(self, line: int, colons: str) -> bool:
        found = box(self._lines[line - 1], self._tags)
        return found is not None and found.colons == colons

    def _is_bare_marker(self, line: int) -> bool:
        text = self._lines[line - 1]
        headed = text.lstrip().startswith("#") and not _says_more(text)
        return not CARD.match(text) and (headed or box(text, self._tags) is not None)


def _tags(line: str) -> Counter[str]:
    """Return how often each element opens on a line, less how often it closes."""
    found: Counter[str] = Counter()
    for match in _TAG.finditer(line):
        found[match["name"].lower()] += -1 if match["closes"] else 1
    return Counter({name: count for name, count in found.items() if count})


def _says_more(heading: str) -> bool:
    """Whether a heading that marks an answer holds some of it ("### Answer: C")."""
    return any(map(str.isalnum, heading[answer_marker(heading) :]))

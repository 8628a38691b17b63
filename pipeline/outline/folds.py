"""Folds (`<details>`): where each begins and ends, and which only hide an answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import unescape

from ..markdown.blocks import Document
from .wording import answer_marker, asks, is_question_word, unfolds, without_tags

SUMMARY = re.compile(
    r"<summary[^<>]*>(?P<text>(?>(?:[^<]|<(?!/?summary))*))</summary>", re.IGNORECASE
)
_DETAILS = re.compile(r"\s*<details\b[^>]*>\s*", re.IGNORECASE)
_SUMMARY_LINES = 9  # of a fold, in which its summary stands


class Folds:
    """The folds of a post."""

    def __init__(self, document: Document, kinds: Mapping[int, str]) -> None:
        self._lines = document.lines
        self._body = range(document.body_line, len(self._lines) + 1)
        self._ends = dict(self._pairs(kinds))
        self._alike = self._called_alike()
        self._within = self._lines_within()

    def only_unfolds(self, summary: str) -> bool:
        """Whether a summary says no more than that it hides something, or an answer."""
        return summary in self._alike or unfolds(summary) or answer_marker(summary) > 0

    def holds(self, line: int) -> bool:
        """Whether a line stands in a fold that asks or answers: a heading there is a part of it."""
        return line in self._within

    def start(self, line: int) -> int:
        """Return the line on which the fold of a summary opens: its own, or the one above."""
        above = self._lines[line - 2] if line - 1 in self._body else ""
        return line - 1 if _DETAILS.fullmatch(above) else line

    def end(self, line: int) -> int:
        """Return the last line of the fold that a summary opens, 0 where it holds nothing."""
        end = self._ends.get(line) or self._ends.get(line - 1) or 0
        held = "\n".join(self._lines[line : end - 1])
        return end if without_tags(held).strip() else 0

    def _pairs(self, kinds: Mapping[int, str]) -> Iterator[tuple[int, int]]:
        """Yield the first and the last line of each fold, inner ones before those that hold them."""
        open_: list[int] = []
        for number in self._body:
            line = self._lines[number - 1].lower()
            if "details" not in line or kinds.get(number) == "code":
                continue
            if "<details" in line:
                open_.append(number)
            if "</details>" in line and open_:
                yield open_.pop(), number

    def _called_alike(self) -> frozenset[str]:
        """Return what several folds are called that does not ask: they only unfold."""
        source = "\n".join(self._lines)
        count = Counter(said(match) for match in SUMMARY.finditer(source))
        return frozenset(
            text
            for text, folds in count.items()
            if folds > 1 and not asks(text) and not is_question_word(text)
        )

    def _lines_within(self) -> set[int]:
        """Return the lines of the folds that ask or answer; "click to unfold" may hold anything."""
        inside: set[int] = set()
        reached = 0
        for start, end in sorted(self._ends.items()):  # each line once, however deep folds nest
            if self._asks_or_answers(start, end):
                inside.update(range(max(start + 1, reached), end))
                reached = max(reached, end)
        return inside

    def _asks_or_answers(self, start: int, end: int) -> bool:
        source = "\n".join(self._lines[start - 1 : min(end, start + _SUMMARY_LINES)])
        summary = SUMMARY.search(source)
        text = said(summary) if summary else ""
        return not text or text in self._alike or answer_marker(text) > 0 or not unfolds(text)


def said(match: re.Match[str]) -> str:
    """Return what an element of HTML shows."""
    return unescape(without_tags(match["text"])).strip()

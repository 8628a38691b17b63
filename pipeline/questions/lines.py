"""What the lines of a post tell apart from their words: which are filled, which begin an answer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, zip_longest

from pipeline.markdown.blocks import Block, Document
from pipeline.questions.candidates import Candidate
from pipeline.questions.sections import restarts
from pipeline.questions.wording import answer_marker, unfolds, without_tags

_SUMMARY = re.compile(r"<summary[^<>]*>(?P<text>.*?)(?:</summary>|$)", re.IGNORECASE)
_DETAILS = re.compile(r"\s*<details[^>]*>\s*", re.IGNORECASE)
_OPTION = re.compile(r"\s*(?:[-*+]\s+)?(?:\*\*)?[(（]?[B-Z](?:\*\*)?\s*[.．、:：)）]")
_VERBATIM = frozenset({"code", "math", "table"})


class Lines:
    """The lines of a post: the filled ones, those of code, and those on which an answer is marked."""

    def __init__(self, document: Document) -> None:
        self._document = document
        rules = _lines_of(document.blocks, {"rule"})
        self._filled = _counted(document, rules)
        self._filled_below_headings = _counted(
            document, rules | _lines_of(document.blocks, {"heading"})
        )
        self.verbatim = frozenset(_verbatim(document.blocks))
        self._marked = [
            number
            for number in range(document.body_line, len(document.lines) + 1)
            if number not in self.verbatim and self._marks(number)
        ]

    def answers(self, start: int, end: int, *, headings: bool) -> bool:
        """Tell whether the lines from `start` to `end`, both included, can answer: they hold more than
        rules and, unless `headings` may answer, headings.
        """
        filled = self._filled if headings else self._filled_below_headings
        return filled[end] > filled[start - 1]

    def first_filled(self, start: int, end: int) -> int | None:
        """Give the first line from `start` to `end` that holds something."""
        return next((n for n in range(start, end + 1) if self._document.lines[n - 1].strip()), None)

    def marker(self, start: int, end: int) -> int | None:
        """Give the first line from `start` to `end` on which an answer is marked, None without."""
        at = bisect_left(self._marked, start)
        return self._marked[at] if at < len(self._marked) and self._marked[at] <= end else None

    def is_marked(self, candidate: Candidate, following: Candidate | None) -> bool:
        """Tell whether an answer is marked between two candidates."""
        end = following.span.start - 1 if following is not None else len(self._document.lines)
        opens = answer_marker(candidate.opening) > 0
        return opens or self.marker(candidate.span.end + 1, end) is not None

    def with_gaps(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Mark those behind which the next one follows at once; some answer on their own line."""
        marked = []
        for candidate, following in zip_longest(candidates, candidates[1:]):
            bare = following is not None and not self.answers(
                candidate.span.end + 1,
                following.span.start - 1,
                headings=_may_hold_headings(candidate, following),
            )
            marked.append(_settled(candidate, bare=bare))
        return marked

    def _marks(self, number: int) -> bool:
        line = self._document.lines[number - 1]
        if answer_marker(line, letter=False):
            return True
        if answer_marker(line):  # a bare "A:", unless it is the first of some options
            following = self.first_filled(number + 1, min(number + 4, len(self._document.lines)))
            return following is None or not _OPTION.match(self._document.lines[following - 1])
        summary = _SUMMARY.search(line)
        if summary is not None:
            return unfolds(without_tags(summary["text"]))
        if not _DETAILS.fullmatch(line) or number == len(self._document.lines):
            return False
        summary = _SUMMARY.search(self._document.lines[number])
        return summary is not None and unfolds(without_tags(summary["text"]))


def is_option(line: str) -> bool:
    """Tell a line that offers an answer to choose, from the second on ("B. …")."""
    return bool(_OPTION.match(line))


def _may_hold_headings(candidate: Candidate, following: Candidate) -> bool:
    """Tell whether headings between two candidates are an answer, not the name of the next group."""
    if candidate.style.shape == "heading":
        return True
    return candidate.number is not None and not restarts(candidate, following)


def answered_by_tail(candidate: Candidate) -> Candidate:
    """Give a prompt that nothing follows its answer from its own line."""
    head = candidate.prompt.removesuffix(candidate.tail).rstrip()
    text = candidate.text.removesuffix(candidate.tail).rstrip()
    return replace(candidate, prompt=head, text=text, opening=candidate.tail, tail="", bare=False)


def _settled(candidate: Candidate, *, bare: bool) -> Candidate:
    if candidate.opening:
        return candidate
    if bare and candidate.tail:
        return answered_by_tail(candidate)
    return replace(candidate, bare=bare)


def _counted(document: Document, without: Collection[int]) -> list[int]:
    """Count for every line the filled ones up to it."""
    return [
        0,
        *accumulate(
            bool(line.strip()) and number not in without
            for number, line in enumerate(document.lines, start=1)
        ),
    ]


def _lines_of(blocks: Iterable[Block], kinds: Collection[str]) -> set[int]:
    return {
        line
        for block in blocks
        if block.kind in kinds
        for line in range(block.start, block.end + 1)
    }


def _verbatim(blocks: Iterable[Block]) -> Iterator[int]:
    for block in blocks:
        if block.kind in _VERBATIM:
            yield from range(block.start, block.end + 1)
        else:
            yield from _verbatim(block.children)

"""What every line of a post holds, and which lines open an answer."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from .fences import answers, every_block
from .nodes import Outline
from .wording import (
    answer_marker,
    asks,
    is_answer_label,
    opens_solution,
    solves,
    unfolds,
    without_tags,
)

LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*\]\([^)]{0,1000}+\)|https?://\S+")
"""A link, with the text that it is written behind."""

_EMPTY = frozenset({"<br>", "<br/>", "<br />", "&nbsp;", "<!-- more -->", "<!--more-->"})
_SUMMARY_OPENS = re.compile(
    r"<summary[^<>]*>(?P<text>.*?)(?:</summary>|$)", re.IGNORECASE | re.DOTALL
)
_LETTER_A = re.compile(r"\s*(?:\*\*|__)?A(?:\*\*|__)?\s*[.．、:：]")
_LETTER_B = re.compile(r"(?:^|\s)(?:\*\*|__)?B(?:\*\*|__)?\s*[.．、:：]")
_MARKUP = re.compile(
    r"\]\([^)]{0,1000}+\)|<[^>]{0,1000}+>|https?://\S+|[\s*_#>`~|:=\-\[\]().,，。、；：]+"
)
_ADDRESS = re.compile(r"(?<=\]\()[^)]{0,1000}+(?=\))|https?://[!-~]+")
_LEADING = " \t>#*-+0123456789.、)）"
_AROUND_MARKER = " *_:：\t"
_PICTURE = 20  # letters that a picture, a formula or a table counts for
_OPTIONS = 7  # lines in which "B." follows "A."
_NOTHING = (0,) * 6


@dataclass(slots=True)
class LineFacts:
    """What the lines of a post hold.

    `filled` to `asking` count up to each line: the lines that hold something, letters, letters outside
    links (`told`), the lines that open what solves, the lines that say something (`sentences`) and those
    of them that ask. `marked` are the lines that open an answer, `solving` those that open a solution;
    `marked_again` has for each line the first one at which a marker from there on stands a second time.
    """

    filled: Sequence[int]
    letters: Sequence[int]
    told: Sequence[int]
    solves: Sequence[int]
    sentences: Sequence[int]
    asking: Sequence[int]
    marked: Collection[int]
    solving: Collection[int]
    marked_again: Sequence[float]

    def says(self, first: int, last: int) -> int:
        """Return how many lines from `first` to `last`, both included, hold something."""
        return between(self.filled, first, last)


def read_lines(outline: Outline) -> LineFacts:
    """Return what the lines of a post hold."""
    lines, kinds = outline.lines, outline.kinds
    counts = [_NOTHING, *(_counts(outline, n, line) for n, line in enumerate(lines, start=1))]
    filled, letters, told, solved, sentences, asking = (
        list(accumulate(column)) for column in zip(*counts, strict=True)
    )
    text_lines = [
        number
        for number in range(outline.document.body_line, len(lines) + 1)
        if kinds.get(number) != "code" and lines[number - 1].strip()
    ]
    lettered = any(node.put for node in outline.nodes)
    marked = {n for n in text_lines if _marks(lines, n, lettered=lettered)} | outline.markers
    document = outline.document
    marked |= {b.start for b in every_block(document.blocks) if answers(document, b)}
    solving = {n for n in text_lines if opens_solution(lines[n - 1])}
    again = _repeats(lines, marked)
    return LineFacts(filled, letters, told, solved, sentences, asking, marked, solving, again)


def between(sums: Sequence[int], first: int, last: int) -> int:
    """Return how much of what is counted up to each line stands on these lines, both included."""
    first, last = max(first, 1), min(last, len(sums) - 1)
    return sums[last] - sums[first - 1] if last >= first else 0


def first_of(sums: Sequence[int], first: int, last: int) -> int:
    """Return the first of these lines with some of what is counted up to each line, 0 without one."""
    return bisect_right(sums, sums[first - 1]) if between(sums, first, last) else 0


def _counts(outline: Outline, number: int, line: str) -> tuple[int, ...]:
    """Return what a line adds to each count of `LineFacts`."""
    kind = outline.kinds.get(number)
    text = line.strip()
    if not text or kind == "rule":
        return _NOTHING
    shows = kind in {"math", "table"} or "![" in line or "<img" in line
    letters = _PICTURE if shows else len(_MARKUP.sub("", line))
    links = "](" in line or "://" in line
    words = "" if kind == "code" else (_ADDRESS.sub("", text) if links else text).strip(_LEADING)
    told = _PICTURE if shows else len(_MARKUP.sub("", LINK.sub("", line))) if links else letters
    if is_answer_label(text):  # it is no answer itself
        letters = told = 0
    return (
        number not in outline.document.definition_lines and text not in _EMPTY, letters, told,
        kind != "code" and solves(line), bool(words), bool(words) and asks(words),
    )  # fmt: skip


def _repeats(lines: Sequence[str], marked: Collection[int]) -> list[float]:
    """Return for each line, from 0 on, where a marker that stands on it or below is repeated."""
    nearest: list[float] = [inf] * (len(lines) + 2)
    seen: dict[str, int] = {}
    for number in range(len(lines), -1, -1):
        nearest[number] = nearest[number + 1]
        if number in marked:
            line = lines[number - 1]
            marker = line[: answer_marker(line)].strip(_AROUND_MARKER)
            nearest[number] = min(nearest[number], seen.get(marker, inf))
            seen[marker] = number
    return nearest


def _marks(lines: Sequence[str], number: int, *, lettered: bool) -> bool:
    """Whether a line opens an answer; `lettered`: the post has prompts with "Q"."""
    line = lines[number - 1]
    letter = _LETTER_A.match(line) is not None
    following = lines[number - 1 : number - 1 + _OPTIONS]
    option = letter and any(_LETTER_B.search(other) for other in following)
    if answer_marker(line, letter=not option) or (lettered and letter and not option):
        return True
    summary = _SUMMARY_OPENS.search(line)
    return summary is not None and unfolds(without_tags(summary["text"]))

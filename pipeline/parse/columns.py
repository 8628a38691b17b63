"""The column of a link: its spot in the text that was read, found again in the line of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.markdown.places import Spot

_REACH = 10_000  # not farther from the link before: linear on hostile input
_CLOSING = re.compile(r"[ \t]#+$")
_PREFIX = re.compile(r"[\s>]*(?:(?:[*+-]|\d+[.)])\s+)*")


def column_of(spot: Spot, raw: str, cursor: int) -> int:
    """Tell where a spot lies in its line, from 0; if the line does not tell, behind the link before."""
    if spot.behind is not None:
        for end in _cell_ends(raw, spot.cell) if spot.cell is not None else _ends(raw):
            at = end - spot.behind
            if at >= 0 and raw.startswith(spot.source, at):
                return at
    for part in (spot.source, spot.source[:1]):
        at = raw.find(part, cursor, cursor + _REACH + len(part))
        if at >= 0:
            return at
    return min(cursor, max(0, len(raw) - 1))


@lru_cache(maxsize=1)
def _ends(raw: str) -> tuple[int, ...]:
    """Give where a line's text can end: at its end, or before the signs that close a heading."""
    text = raw.rstrip()
    return len(text), len(_CLOSING.sub("", text).rstrip())


def _cell_ends(raw: str, cell: int) -> Iterator[int]:
    ends = _all_cell_ends(raw)
    if cell < len(ends):
        yield ends[cell]


@lru_cache(maxsize=1)
def _all_cell_ends(raw: str) -> tuple[int, ...]:
    """Give where the text of each cell of a table's row ends."""
    ends: list[int] = []
    start = 0
    for pipe in (*(match.start() for match in re.finditer(r"(?<!\\)\|", raw)), len(raw)):
        text = raw[start:pipe].rstrip()
        if start or not _PREFIX.fullmatch(raw[:pipe]):
            ends.append(start + len(text))
        start = pipe + 1
    return tuple(ends)


def stored(at: int, source: str, raw: str, line: str) -> int:
    """Give the place in the stored line of what lies at a place of the line as it was read: an engine may
    write something else in place of its own signs before that.
    """
    same, behind = _edges(raw, line)
    if at < same or raw == line:
        return at
    if at >= len(raw) - behind:
        return at + len(line) - len(raw)
    for part in (source.partition("](")[0], source[:1]):
        found = line.find(part, same, same + _REACH)
        if found >= 0:
            return found
    return min(at, max(0, len(line) - 1))


@lru_cache(maxsize=1)
def _edges(raw: str, line: str) -> tuple[int, int]:
    """Tell how much two lines have in common in front, and behind that at their ends."""
    front = _same(raw, line)
    return front, _same(raw[front:][::-1], line[front:][::-1])


def _same(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))

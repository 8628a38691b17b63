"""The column of a link: its spot in the text that was read, found again in the file's line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ..markdown.places import Spot

_REACH = 10_000  # not farther from the link before: linear on hostile input
_BELOW = 3
_CLOSING = re.compile(r"[ \t]#+$")
_PREFIX = re.compile(r"[\s>]*(?:(?:[*+-]|\d+[.)])\s+)*")


def column_of(spot: Spot, lines: Sequence[str], cursor: int) -> tuple[int, int]:
    """Return the line of a spot and its place there, from 0; it is searched for from `cursor` on
    where the spot does not say how many characters follow it.

    A prompt whose number has a line of its own begins below that.
    """
    for line in range(spot.line, min(spot.line + _BELOW, len(lines)) + 1):
        raw = lines[line - 1]
        if (at := _at_end(spot, raw)) is not None:
            return line, at
        at = raw.find(spot.source, cursor, cursor + _REACH) if line == spot.line else -1
        if at >= 0:
            return line, at
    raw = lines[spot.line - 1]
    at = raw.find(spot.source[:1], cursor, cursor + _REACH)
    return spot.line, at if at >= 0 else min(cursor, max(0, len(raw) - 1))


def _at_end(spot: Spot, raw: str) -> int | None:
    """Return where a spot lies by the number of characters behind it, or None."""
    if spot.behind is not None:
        for end in _cell_ends(raw, spot.cell) if spot.cell is not None else _ends(raw):
            at = end - spot.behind
            if at >= 0 and raw.startswith(spot.source, at):
                return at
    return None


@lru_cache(maxsize=8)
def _ends(raw: str) -> tuple[int, ...]:
    """Return where a line's text can end: at its end, or before the signs that close a heading."""
    text = raw.rstrip()
    return len(text), len(_CLOSING.sub("", text).rstrip())


def _cell_ends(raw: str, cell: int) -> Iterator[int]:
    ends = _all_cell_ends(raw)
    if cell < len(ends):
        yield ends[cell]


@lru_cache(maxsize=8)
def _all_cell_ends(raw: str) -> tuple[int, ...]:
    """Return where the text of each cell of a table's row ends."""
    ends: list[int] = []
    start = 0
    for pipe in (*(match.start() for match in re.finditer(r"(?<!\\)\|", raw)), len(raw)):
        text = raw[start:pipe].rstrip()
        if start or not _PREFIX.fullmatch(raw[:pipe]):
            ends.append(start + len(text))
        start = pipe + 1
    return tuple(ends)


def stored(at: int, source: str, raw: str, line: str) -> int:
    """Return the place in the stored `line` of what lies at `at` in `raw`, the line as it was read:
    an engine may have replaced its own signs in it before.
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
    """Return how many characters two lines share at their start, and then at their end."""
    front = _same(raw, line)
    return front, _same(raw[front:][::-1], line[front:][::-1])


def _same(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))

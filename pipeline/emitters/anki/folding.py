"""Long answers: their beginning is shown, and the rest folded away at headings or paragraphs.

`<details>` needs no script, and nothing is dropped. All of it works on canonical HTML.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ...html import text_of
from ...html.canonical import TAG
from ...html.raw import VOID

LONG = 1200
"""Visible characters; a longer answer is folded."""
_SHOWN = 500  # characters that are shown at least where no heading ends what is shown
_FEW = 300  # characters that are not worth a fold
_BLOCK = re.compile(r"<(?:p|div|ul|ol|li|dl|pre|blockquote|table|figure|details|hr|h[1-6])\b")
_HEADING = re.compile(r"<h([1-6])\b")
_NOTES = '<ol class="footnotes"'
_LIST = re.compile(r"(<[ou]l\b[^<>]*>)(.*)(</[ou]l>)", re.DOTALL)
_START = re.compile(r' start="([0-9]{1,9})"')

More = Callable[[int], str]
"""Returns the words on a fold that hides so many characters, as HTML."""


def folded(html: str, more: More) -> str:
    """Return an answer, folded if it is long; footnotes stay below it."""
    if len(html) <= LONG or len(text_of(html)) <= LONG:
        return html
    pieces = list(_pieces(html))
    notes = pieces.pop() if pieces[-1].startswith(_NOTES) else ""
    return _folded(pieces, more) + notes


def _folded(pieces: Sequence[str], more: More) -> str:
    """Return pieces with folds behind what stands above the second heading, or behind the first ones."""
    if sum(map(_size, pieces)) <= LONG:
        return "".join(pieces)
    title = pieces[0] if _HEADING.match(pieces[0]) else ""
    shown, *sections = _sections(pieces[1:] if title else pieces)
    if not sections:
        return title + _folded_behind_first(shown, more)
    above = ""
    if not any(map(_size, shown)):  # a rule, or nothing
        above = "".join(shown).strip()
        shown, *sections = sections
    return title + above + _folded(shown, more) + "".join(map(_fold, sections))


def _size(piece: str) -> int:
    return len(text_of(piece))


def _pieces(html: str) -> Iterator[str]:
    """Yield the outermost blocks of some HTML; text and elements of a line between two are one piece."""
    depth = at = 0
    in_block = False
    for tag in TAG.finditer(html):
        if depth == 0 and _BLOCK.match(tag[0]):
            if tag.start() > at:
                yield html[at : tag.start()]
            at, in_block = tag.start(), True
        if tag["name"] not in VOID:
            depth += -1 if tag["closes"] else 1
        if depth == 0 and in_block:
            yield html[at : tag.end()]
            at, in_block = tag.end(), False
    if at < len(html):
        yield html[at:]


def _sections(pieces: Sequence[str]) -> list[list[str]]:
    """Return the pieces above the first heading of the outermost level with several, and below each."""
    levels = Counter(int(match[1]) for piece in pieces if (match := _HEADING.match(piece)))
    several = [level for level, count in levels.items() if count > 1]
    deepest = min(several or levels, default=0)
    sections: list[list[str]] = [[]]
    for piece in pieces:
        heading = _HEADING.match(piece)
        if heading and int(heading[1]) <= deepest:
            sections.append([])
        sections[-1].append(piece)
    return sections


def _fold(section: Sequence[str]) -> str:
    heading, inside = section[0], "".join(section[1:])
    if not inside.strip():
        return heading
    return f"<details><summary>{heading}</summary>{inside}</details>"


def _folded_behind_first(pieces: Sequence[str], more: More) -> str:
    """Return pieces with one fold behind the first of them, or behind the first items of a list.

    A list behind a short lead, such as a heading of its items, is shown in part too.
    """
    kept = _fitting(pieces)
    short = sum(map(_size, pieces[:kept])) < _SHOWN
    if short and kept < len(pieces) and _cut_list(pieces[kept])[1]:
        kept += 1
    last, rest = pieces[kept - 1], "".join(pieces[kept:])
    if _size(last) > LONG or short:
        last, cut_off = _cut_list(last)
        rest = cut_off + rest
    if _size(rest) < _FEW:
        return "".join(pieces)
    fold = f"<details><summary>{more(_size(rest))}</summary>{rest}</details>"
    return "".join(pieces[: kept - 1]) + last + fold


def _fitting(pieces: Sequence[str]) -> int:
    """Return how many of some pieces are shown: one, or more if they are short."""
    shown = 0
    for at, piece in enumerate(pieces):
        size = _size(piece)
        if shown >= _SHOWN or (shown and shown + size > LONG):
            return at
        shown += size
    return len(pieces)


def _cut_list(piece: str) -> tuple[str, str]:
    """Return the beginning of a list, and its rest as a list that counts on; any other piece is whole."""
    parts = _LIST.fullmatch(piece)
    if not parts:
        return piece, ""
    opening, inside, closing = parts.groups()
    items = [item for item in _pieces(inside) if item.strip()]
    kept = _fitting(items)
    if kept == len(items):
        return piece, ""
    start = _START.search(opening)
    number = (int(start[1]) if start else 1) + kept
    counting = f' start="{number}">' if opening.startswith("<ol") else ">"
    again = _START.sub("", opening)[:-1] + counting
    return f"{opening}{''.join(items[:kept])}{closing}", f"{again}{''.join(items[kept:])}{closing}"

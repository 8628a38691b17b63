"""Tables of a sheet: each in a box that scrolls, and with columns whose words are not torn apart.

A browser gives a column whatever room its neighbours leave, and breaks a word that is longer. So columns
whose words all fit beside each other keep them whole; in the others a word is broken where it must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from ...widths import columns

WIDE = 7
"""A table of so many columns or more spans all columns of the page."""

LABEL = 6.0
"""A cell that is no wider than this (em) is a label, which stands in one line."""

_SMALLER = 7.6 / 8.6  # the size of a table's text, of which lengths here are multiples (print.css)
_LETTER = 0.62  # em of a wide letter: one that is bold, or of code
_PADDING = 0.9  # em, of a cell and its border
_LEAST = 3.0  # em that a column gets whose words may be broken
_ROW = re.compile(r"<tr\b(?:(?!<tr\b).)*?</tr>", re.DOTALL)
_CELL = re.compile(r"(<t[dh]\b[^<>]*>)(.*?)(?=</t[dh]>)", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(
    r"[!-,.0-~\u00a1-\u2e7f]+[-/]?|.", re.DOTALL
)  # a line may end behind a hyphen or slash
_NO_TEXT = re.compile(r"<(?:p|div|ul|ol|dl|table|pre|blockquote|details|figure|img|math|h[1-6])\b")


def boxed(table: str, column: float, page: float) -> str:
    """Return a table in its box; `column` and `page` are the widths in em that it may have."""
    rows = [[cell[2] for cell in _CELL.finditer(row)] for row in _ROW.findall(table)]
    wide = bool(rows) and len(rows[0]) >= WIDE
    keeping = _keeping(rows, page if wide else column) if table.count("<table") == 1 else {}
    table = _ROW.sub(lambda row: _marked(row[0], keeping), table)
    return f'<div class="table{" wide" if wide else ""}" tabindex="0">{table}</div>'


def _keeping(rows: list[list[str]], width: float) -> Mapping[int, float]:
    """Return the columns that keep their words, each with the width that it needs for that: as many as
    there is room for, the narrowest first.
    """
    needs = [
        max(_need(row[at]) for row in rows if at < len(row)) + _PADDING
        for at in range(max(map(len, rows), default=0))
    ]
    room = width / _SMALLER - _LEAST * len(needs)
    keeping: dict[int, float] = {}
    for at in sorted(range(len(needs)), key=needs.__getitem__):
        room -= needs[at] - _LEAST
        if room < 0:
            break
        keeping[at] = needs[at]
    return keeping


def _need(cell: str) -> float:
    text = _text(cell)
    return _width(text) if _width(text) <= LABEL else max(map(_width, _words(text)), default=0.0)


def _words(text: str) -> Iterator[str]:
    return (word[0] for word in _WORD.finditer(text))


def _text(cell: str) -> str:
    return unescape(_TAG.sub("", cell.replace("<wbr>", " "))).strip()


def _width(text: str) -> float:
    wide = columns(text) - len(text)
    return wide + _LETTER * (len(text) - wide)


def _marked(row: str, keeping: Mapping[int, float]) -> str:
    """Return a row in which the text of cells that keep their words is marked as a label or as whole."""
    number = iter(range(len(row)))

    def mark(cell: re.Match[str]) -> str:
        kept = next(number) in keeping and cell[2].strip() and not _NO_TEXT.search(cell[2])
        if not kept:
            return cell[0]
        kind = "label" if _width(_text(cell[2])) <= LABEL else "whole"
        return f'{cell[1]}<span class="{kind}">{cell[2]}</span>'

    return _CELL.sub(mark, row)

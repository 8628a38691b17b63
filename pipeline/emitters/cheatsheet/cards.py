"""Cards to cut out: fronts and backs on pages of their own, packed so that they lie back to back.

A page holds two columns of four rows. A card takes one to four rows, as many as its answer needs,
by an estimate on the safe side; an answer that is longer still continues on further cards. On the
page of the backs the columns are the other way round, for paper that is turned over its long edge.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from .em_widths import text_width
from .layout import MARGIN, POINT, Layout

if TYPE_CHECKING:
    from .sheet import QuestionEntry, SheetPost

COLUMNS, ROWS = 2, 4
SIZE, LEADING = 7.6, 1.38  # of the text on cards: pt, and the height of a line in em
PADDING = 4.0  # mm, inside a card, on each side
_FOOT = 1.6  # lines that the post's title takes
_SAFETY = 1.1  # measured on a hundred answers, a browser needs 60 to 97 % of it
_PICTURE = 13.0  # lines that a picture takes at most (see .card img in cards.css)


@dataclass(frozen=True, slots=True)
class CutCard:
    """A card, or a part of one: `part` of `parts`. `back` is HTML."""

    post: SheetPost
    question: QuestionEntry
    back: str
    rows: int
    part: int
    parts: int


@dataclass(frozen=True, slots=True)
class CutPage:
    """The cards of a sheet of paper, by column."""

    columns: tuple[tuple[CutCard, ...], ...]


def cut_pages(posts: Sequence[SheetPost], layout: Layout) -> tuple[CutPage, ...]:
    """Return pages with the answered questions of the posts, packed in their order."""
    pages: list[list[list[CutCard]]] = []
    for card in _cards(posts, layout):
        free = (
            column for column in (pages[-1] if pages else []) if _used(column) + card.rows <= ROWS
        )
        column = next(free, None)
        if column is None:
            pages.append([[] for _ in range(COLUMNS)])
            column = pages[-1][0]
        column.append(card)
    return tuple(CutPage(tuple(map(tuple, page))) for page in pages)


def line_width(layout: Layout) -> float:
    """Return the width of a line on a card in em of its text."""
    return (layout.size[0] / COLUMNS - MARGIN - 2 * PADDING) / (SIZE * POINT)


def _used(column: Sequence[CutCard]) -> int:
    return sum(card.rows for card in column)


def _cards(posts: Sequence[SheetPost], layout: Layout) -> Iterator[CutCard]:
    for post in posts:
        for question in post.questions:
            if not question.open:
                yield from _cards_of_question(post, question, layout)


def _cards_of_question(
    post: SheetPost, question: QuestionEntry, layout: Layout
) -> Iterator[CutCard]:
    """Yield the cards of a question: one, or more where its answer does not fit on one."""
    em, line = SIZE * POINT, line_width(layout)
    row = (layout.size[1] - 2 * MARGIN) / ROWS / (em * LEADING)
    edge = 2 * PADDING / (em * LEADING) + _FOOT
    fits = {rows: row * rows - edge for rows in range(1, ROWS + 1)}
    parts: list[tuple[str, float]] = []
    for html, lines in _blocks(question.answer, line, fits[ROWS]):
        if parts and parts[-1][1] + lines <= fits[ROWS]:
            parts[-1] = (parts[-1][0] + html, parts[-1][1] + lines)
        else:
            parts.append((html, lines))
    for part, (html, lines) in enumerate(parts, 1):
        rows = next((rows for rows, room in fits.items() if lines <= room), ROWS)
        yield CutCard(post, question, html, rows, part, len(parts))


def _blocks(html: str, width: float, most: float) -> Iterator[tuple[str, float]]:
    """Yield the blocks of an answer with the lines that each takes; what is too long is split."""
    for node in BeautifulSoup(html, "html.parser").contents:
        if isinstance(node, NavigableString) and not node.strip():
            continue
        lines = _lines(node, width) * _SAFETY
        if lines <= most or not isinstance(node, Tag):
            yield str(node), lines
            continue
        for piece in _split(node):
            yield str(piece), _lines(piece, width) * _SAFETY


def _split(block: Tag) -> Iterator[Tag]:
    """Yield the parts of a long block: items of a list, some lines of code; others stay whole."""
    if block.name in {"ul", "ol"}:
        start = int(str(block.get("start") or 1))
        for n, item in enumerate(block.find_all("li", recursive=False)):
            piece = _parsed(f"<{block.name}></{block.name}>")
            if block.name == "ol":
                piece["start"] = str(start + n)
            piece.append(_parsed(str(item)))
            yield piece
    elif block.name == "pre" and block.code:
        lines = block.code.decode_contents().split("\n")
        for at in range(0, len(lines), 30):
            yield _parsed(f"<pre><code>{chr(10).join(lines[at : at + 30])}</code></pre>")
    else:
        yield block


def _parsed(html: str) -> Tag:
    tag = BeautifulSoup(html, "html.parser").contents[0]
    assert isinstance(tag, Tag)
    return tag


def _lines(node: object, width: float) -> float:
    """Return the number of lines that a block takes in a card of this width (em)."""
    if not isinstance(node, Tag):
        return math.ceil(text_width(str(node)) / width)
    if node.name == "pre":
        rows = node.get_text().rstrip("\n").split("\n")
        return 0.9 * sum(max(1, math.ceil(text_width(row) * 1.1 / width)) for row in rows) + 1
    if node.name == "table":
        return _table(node, width)
    if node.name in {"li", "dd"}:
        return sum(_lines(child, width) for child in _grouped(node))
    if node.name in {"ul", "ol", "dl", "blockquote", "div", "details", "figure"}:
        inner = width - (0 if node.name == "div" else 1.6)
        return sum(_lines(child, inner) for child in _grouped(node)) + 0.4
    formulas = 1.8 * len(node.select(".formula")) + 1.3 * len(node.select(".formula mtr"))
    pictures = _PICTURE * len(node.find_all("img"))
    spacing = 0.0 if node.find_parent("li") or node.name == "span" else 0.4
    rows = "".join(map(_shown, node.descendants)).split("\f")
    texts = sum(math.ceil(text_width(row.strip()) / width) for row in rows)
    return texts + formulas + pictures + spacing


def _shown(node: object) -> str:
    """Return the text of a text node, a form feed for a line break."""
    if isinstance(node, NavigableString):
        return str(node)
    return "\f" if isinstance(node, Tag) and node.name == "br" else ""


def _grouped(node: Tag) -> Iterator[object]:
    """Yield the blocks in a block, then its text and inline elements together as one paragraph."""
    blocks = "p ul ol dl pre table blockquote div details li dt dd h5 h6 figure".split()
    inline = BeautifulSoup("<p></p>", "html.parser").p
    assert inline
    for child in list(node.contents):
        if isinstance(child, Tag) and child.name in blocks:
            yield child
        elif str(child).strip():
            inline.append(_copied(child))
    if inline.contents:
        yield inline


def _copied(node: object) -> BeautifulSoup:
    return BeautifulSoup(str(node), "html.parser")


def _table(table: Tag, width: float) -> float:
    """Return the lines of a table whose columns share the width (em) by their longest cells."""
    rows = [
        [text_width(cell.get_text()) for cell in row.find_all(["td", "th"])]
        for row in table.find_all("tr")
    ]
    columns = max(map(len, rows), default=1)
    longest = [max((row[i] for row in rows if i < len(row)), default=1.0) for i in range(columns)]
    scale = min(1.0, (width - 0.8 * columns) / (sum(longest) or 1.0))
    shares = [max(each * scale, 2.0) for each in longest]
    lines = (
        max((math.ceil(w / share) for w, share in zip(row, shares, strict=False)), default=1)
        for row in rows
    )
    return 0.92 * sum(line + 0.35 for line in lines) + 0.6

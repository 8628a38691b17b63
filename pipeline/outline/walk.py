"""The outline of a post: every line that could be a prompt is a node, and nodes nest.

Blocks are walked in order, and each kind of block has its module, which opens nodes for its lines. What
Markdown nests (list items, quotes, boxes) closes when its container ends; the rest is `nesting`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from ..ir import Span
from ..markdown.blocks import Block, Document
from .boxes import open_tag
from .fences import every_block, open_code
from .headings import open_heading
from .items import open_list
from .lines import open_paragraph
from .nesting import nest
from .nodes import Measure, Node, Outline
from .opener import Opener
from .quotes import open_quote
from .raw_html import open_html
from .tables import open_table, open_terms

_TITLE_LINE = re.compile(r"\s*[\"']?title[\"']?\s*[:=]")
_MARKUP = re.compile(r"[\\`*_\[\]<>&$~|!{}]")
_VERBATIM = frozenset({"code", "table", "rule", "math", "html"})
_OPENS: Mapping[str, Callable[[Opener, Block, int], None]] = {
    "heading": open_heading,
    "list": open_list,
    "quote": open_quote,
    "html": open_html,
    "table": open_table,
    "code": open_code,
    "terms": open_terms,
    "tag": open_tag,
}


def outline(document: Document, measure: Measure, title: str) -> Outline:
    """Return the outline of a post."""
    line, markdown = _title_line(document, measure, title)
    top = Node("title", Span(line, line), title, markdown, ("title",), end=document.last_line)
    made = Outline(document, measure, top, kinds=dict(_kinds(document.blocks)))
    walk = _Walk(made)
    walk.walk(document.blocks, 0)
    made.nodes = nest(top, walk.openings, document.lines)
    return made


def _title_line(document: Document, measure: Measure, title: str) -> tuple[int, str]:
    """Return the line that bears the title, and its Markdown: `title:`, which is plain text, or the
    heading that says it; line 0 for none.
    """
    plain = _MARKUP.sub(r"\\\g<0>", title)
    for number in range(1, document.body_line):
        if _TITLE_LINE.match(document.lines[number - 1]):
            return number, plain
    first = next((block for block in document.blocks if block.kind == "heading"), None)
    if first is not None and measure(first.content).text.strip() == title.strip():
        return first.start, first.content
    return 0, plain


def _kinds(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are no text, and what holds each; of two the inner one comes last."""
    for block in every_block(blocks):
        if block.kind in _VERBATIM:
            yield from ((line, block.kind) for line in range(block.start, block.end + 1))


class _Walk(Opener):
    def walk(self, blocks: Sequence[Block], depth: int) -> None:
        """Open the nodes of blocks that so many containers hold."""
        around = zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)
        for above, block, below in around:
            if block.kind == "paragraph":
                open_paragraph(self, above, block, below, depth)
            elif block.kind in _OPENS:
                _OPENS[block.kind](self, block, depth)

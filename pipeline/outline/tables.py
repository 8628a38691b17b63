"""Rows of tables and terms of definition lists as prompts."""

from __future__ import annotations

import re

from ..ir import Span
from ..markdown.blocks import Block
from .opener import Opener

_ASKING_COLUMN = re.compile(r"题|问|問|질문|question|^q$", re.IGNORECASE)


def open_table(opener: Opener, block: Block, depth: int) -> None:
    """Open the rows of a table in which one column asks and the next one answers."""
    rows = [child for child in block.children if child.kind == "row"]
    if len(rows) < 2:
        return
    head, *others = rows
    names = (opener.measure(cell.content).text for cell in head.children)
    column = next((at for at, name in enumerate(names) if _ASKING_COLUMN.search(name)), None)
    if column is None or column + 1 >= len(head.children):
        return
    for row in others:
        if len(row.children) <= column + 1:
            continue
        asked, answer, *_ = row.children[column:]
        node = opener.prompt(asked.content, Span(row.start, row.end), "row", depth)
        node.shape, node.inside = ("row",), row.end
        node.opening = answer.content.strip()
        node.opened = bool(node.opening)
        opener.open(node)


def open_terms(opener: Opener, block: Block, depth: int) -> None:
    """Open the terms of a definition list, which its dialect reads as one."""
    for child in block.children:
        if child.kind == "term":
            node = opener.prompt(child.content, Span(child.start, child.end), "line", depth)
            node.shape = ("term", depth)
            opener.open(node)
        else:
            opener.walk(child.children, depth + 1)
            opener.close(depth)

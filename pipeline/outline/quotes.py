"""Quotes as prompts: a short one as a whole, a long one by its first line."""

from __future__ import annotations

import re

from ..ir import Span
from ..markdown.blocks import Block
from .boxes import open_box
from .lines import open_lines
from .opener import Opener
from .wording import answer_marker

_MARKS = re.compile(r"^(?:[ \t]*>[ \t]?)+")
_SMALL = 5  # lines


def open_quote(opener: Opener, block: Block, depth: int) -> None:
    """Open a quote, or the box that it is, and what it holds."""
    first = block.children[0] if block.children else None
    marks = _MARKS.match(opener.lines[block.start - 1])
    outer, opener.indent = opener.indent, marks.end() if marks else 0
    if open_box(opener, block.start, depth):
        if first is not None and first.kind == "paragraph":
            lines = first.content.split("\n")[1:]
            open_lines(opener, lines, block.start + 1, depth + 1, first=False)
        opener.walk(block.children[1:], depth + 1)
    elif (
        first is not None
        and first.kind in {"paragraph", "heading"}
        and not answer_marker(first.content)
    ):
        _open_first_line(opener, block, first, depth)
    else:
        opener.walk(block.children, depth + 1)
    opener.indent = outer
    opener.close(depth)


def _open_first_line(opener: Opener, block: Block, first: Block, depth: int) -> None:
    """Open a quote by its first line; of a long one also what follows."""
    lines = first.content.split("\n")
    node = opener.prompt(lines[0], Span(block.start, block.start), "quote", depth)
    small = block.end - block.start < _SMALL and all(
        child.kind == "paragraph" for child in block.children
    )
    if small and not node.opening:
        others = (_MARKS.sub("", line, count=1) for line in opener.lines[block.start : block.end])
        node.span = Span(block.start, block.end)
        node.markdown = "\n".join([node.markdown, *others])
    node.inside, node.shape = block.end, ("quote", depth)
    opener.open(node)
    if not small:
        open_lines(opener, lines[1:], first.start + 1, depth + 1, first=False)
        opener.walk(block.children[1:], depth + 1)

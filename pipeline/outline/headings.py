"""Headings as prompts: of Markdown, in raw HTML, and lines that only look like one."""

from __future__ import annotations

import re

from ..ir import Span
from ..markdown.blocks import Block
from .nodes import Node
from .opener import Opener
from .wording import answer_marker, asks, heading_answers

WITHOUT_SPACE = re.compile(r"(?P<marks>#{1,6})(?=[^#\s!])\s*(?P<text>.*)$")
"""A line that Markdown takes for text: "##栈"."""

AMONG_HTML = re.compile(r"(?P<marks>#{1,6})\s++(?P<text>(?!#*$).*?\S|)(?:\s++#*|(?<!#)#*+)$")
"""A heading of Markdown on a line of raw HTML."""

_HTML = re.compile(
    r"\s*<h(?P<level>[1-6])[^>]*>(?P<text>.*?)</h(?P=level)>\s*$", re.IGNORECASE | re.DOTALL
)


def open_heading(opener: Opener, block: Block, depth: int) -> None:
    """Open a heading, or note one that only marks an answer."""
    content, level = block.content, block.level
    if opener.folds.holds(block.start):
        depth = max(depth, 1)
    html = _HTML.match(content)
    if html is not None:
        content, level = html["text"], int(html["level"])
    marker = answer_marker(content)
    if (marker and not asks(content[marker:])) or heading_answers(content):
        opener.markers.add(block.start)
        return
    span = Span(block.start, block.end)
    open_as_heading(opener, opener.prompt(content, span, "heading", depth), level)


def open_heading_line(opener: Opener, heading: re.Match[str], line: int) -> None:
    """Open a heading of Markdown that is no block of its own."""
    node = opener.prompt(heading["text"], Span(line, line), "heading", 0)
    open_as_heading(opener, node, len(heading["marks"]))


def open_as_heading(opener: Opener, node: Node, level: int) -> None:
    """Open a heading; inside a container it is a bold line."""
    if node.depth:
        node.kind, node.bold, node.shape = "line", True, ("inner heading", level, node.depth)
    else:
        node.level, node.shape = level, ("heading", level)
    opener.open(node)

"""Fences whose code a blog shows as a drawing: cards show them as code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .blocks import Block, Document

_LANGUAGES = frozenset(
    "mermaid plantuml puml uml dot graphviz flow flowchart sequence seq chart echarts markmap mindmap "
    "nomnoml d2 ditaa wavedrom vega vega-lite bytefield blockdiag seqdiag erd tikz abc".split()
)
_OPENS = re.compile(
    r"[\s>]*(?:(?:[*+-]|\d{1,9}[.)])\s+)*(?:`{3,}|~{3,}|:{3,})\s*\{?\.?(?P<name>[\w-]+)"
)


def drawn_fences(document: Document) -> Iterator[tuple[int, str]]:
    """Yield the line and the language of each fence that is drawn."""
    for block in _codes(document.blocks):
        opening = _OPENS.match(document.lines[block.start - 1])
        if opening and opening["name"].lower() in _LANGUAGES:
            yield block.start, opening["name"].lower()


def _codes(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        if block.kind == "code":
            yield block
        yield from _codes(block.children)

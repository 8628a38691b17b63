"""Idle lines: they say nothing, so that no answer begins or ends with one."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..ir import Span
from ..markdown.blocks import Block
from ..outline.fences import every_block
from ..outline.nodes import Outline

SHOWN = frozenset({"code", "table", "math"})
"""What holds lines that are shown whatever they hold."""

_IDLE = re.compile(
    r"(?>(?:\s|&nbsp;|\u200b|<br\s*/?>|<!--.*?-->|</?(?:p|div|center|details|font|span|ul|li|a|hr)\b[^>]*>"
    r"|\{\{[<%]\s*/[^>%]*[>%]\}\}|>)*)$",
    re.IGNORECASE,
)
_SHOWS_NOTHING = re.compile(
    r"(?>(?:\s|<!--.*?-->|<(script|style|ins)\b.+?</\1>|<(div|p|a|span)\b[^>]*>\s*</\2>)+)",
    re.IGNORECASE | re.DOTALL,
)
_RULE = re.compile(r"^[\s>]*([-*_=])(?:\s*\1){2,}\s*$")


def hidden_lines(outline: Outline) -> frozenset[int]:
    """Return the lines of blocks that show nothing."""
    return frozenset(
        line
        for block in outline.document.blocks
        if _shows_nothing(outline, block)
        for line in range(block.start, block.end + 1)
    )


def idle_lines(outline: Outline) -> set[int]:
    """Return the lines that say nothing by themselves: blank ones, rules, definitions, tags alone."""
    tags = [block for block in every_block(outline.document.blocks) if block.kind == "tag"]
    read = {line for tag in tags for line in (tag.start, tag.end)}
    lines = enumerate(outline.lines, start=1)
    return {n for n, line in lines if _is_idle(outline, n, line, read)}


def _is_idle(outline: Outline, number: int, line: str, read: Collection[int]) -> bool:
    """Whether a line says nothing; `read` holds those of tags that the engine reads."""
    kind = outline.kinds.get(number)
    if number in outline.document.definition_lines or line.startswith("#flashcards"):
        return True
    if kind == "rule":
        return True
    if kind in SHOWN or number in read:
        return False
    return bool(_IDLE.match(line) or (kind is None and _RULE.match(line)))


def _shows_nothing(outline: Outline, block: Block) -> bool:
    source = outline.document.source(Span(block.start, block.end))
    if block.kind == "html":
        return _SHOWS_NOTHING.fullmatch(source) is not None
    if block.kind != "paragraph" or not source.lstrip().startswith("<"):
        return False
    shown = outline.measure(block.content)
    return not shown.text and not shown.pictures

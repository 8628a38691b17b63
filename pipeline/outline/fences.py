"""Fences that Markdown leaves open though nobody meant it so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.markdown.blocks import Block, Document, Markdown

_FENCE = re.compile(r"(?P<indent>\s*)(?P<mark>`{3,}|~{3,})\s*(?P<info>.*)$")
_TRIES = 9


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with all that they hold."""
    for block in blocks:
        yield block
        yield from every_block(block.children)


def closed(document: Document, markdown: Markdown) -> Document:
    """Close each fence that its author closed too far indented, and take one that stays open to the end
    with whole fences in it for an ornament.
    """
    for _ in range(_TRIES):
        lines = list(document.lines)
        fences = (block for block in every_block(document.blocks) if block.kind == "code")
        if not any(_mended(lines, block) for block in fences if block.end > block.start):
            break
        document = markdown.document("\n".join(lines), document.body_line)
    return document


def _mended(lines: list[str], block: Block) -> bool:
    """Mend one fence in place; whether there was something to mend."""
    opening = _FENCE.match(lines[block.start - 1])
    if opening is None:
        return False
    mark = re.escape(opening["mark"])
    inside = range(block.start, block.end)  # as indices: the lines below the opening one
    ends = re.match(rf"\s*{mark}+\s*$", lines[block.end - 1])
    deep = re.compile(rf"\s{{4,}}{mark}+\s*$")
    at = next((n for n in inside if deep.match(lines[n])), block.end)
    begins = re.compile(rf"\s*{mark}[a-zA-Z]")
    if at < block.end - 1 and (
        not ends or any(begins.match(lines[n]) for n in range(at + 1, block.end))
    ):
        lines[at] = opening["indent"] + opening["mark"]
        return True
    other = "~~~" if opening["mark"].startswith("`") else "```"
    if not ends and not opening["info"] and sum(lines[n].startswith(other) for n in inside) > 1:
        lines[block.start - 1] = ""
        return True
    return False

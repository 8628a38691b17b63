"""The marks that git leaves in a file where two branches changed the same lines."""

from __future__ import annotations

import re

from .blocks import Block, Document

_MARKS = (re.compile(r"<{7} .*\S"), re.compile(r"={7}"), re.compile(r">{7} .*\S"))


def conflict_in(document: Document) -> int | None:
    """Return the line of the first mark of a conflict in a body, outside its code; None for none."""
    code = {
        line
        for block in document.blocks
        for found in _code(block)
        for line in range(found.start, found.end + 1)
    }
    first, wanted = None, 0
    for number in range(document.body_line, document.last_line + 1):
        line = document.lines[number - 1].rstrip()
        if number in code:
            continue
        if _MARKS[0].fullmatch(line):
            first, wanted = number, 1
        elif wanted and _MARKS[wanted].fullmatch(line):
            wanted += 1
            if wanted == len(_MARKS):
                return first
    return None


def _code(block: Block) -> list[Block]:
    """Return the blocks of code in a block, those in `<pre>` and in tags that keep their text too."""
    if block.kind in {"code", "math"} or block.content.lstrip().lower().startswith("<pre"):
        return [block]
    if block.kind == "tag" and not block.children:
        return [block]
    return [found for child in block.children for found in _code(child)]

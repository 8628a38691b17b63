"""Code fences: those that Markdown leaves open though nobody meant it, and those that hold a question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..ir import Span
from ..markdown.blocks import Block, Document, Markdown
from .opener import Opener
from .wording import answer_marker

_FENCE = re.compile(r"(?P<indent>\s*+)(?P<mark>`{3,}+|~{3,}+)\s*+(?P<info>.*)$")
_ASKS = re.compile(
    r"\s*+(?:(?://|#|/\*)\s*+)?(?:问题|题目|面试题|question|Q)\s*+(?:[0-9一二三四五六七八九十]++\s*+)?[:：.、]?",
    re.IGNORECASE,
)
_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext"})
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


def answers(document: Document, block: Block) -> bool:
    """Whether a block is a fence of no language that holds an answer as text: its first line marks it."""
    fence = _FENCE.match(document.lines[block.start - 1]) if block.kind == "code" else None
    if fence is None or fence["info"].strip().lower() not in _PLAIN or block.end == block.start:
        return False
    return answer_marker(document.lines[block.start], letter=False) > 0


def open_code(opener: Opener, block: Block, depth: int) -> None:
    """Open a fence that holds a question as text: its first line says so."""
    first = opener.lines[block.start] if block.start < len(opener.lines) else ""
    asked = _ASKS.match(first)
    fenced = opener.lines[block.start - 1].lstrip(" \t>").startswith(("```", "~~~"))
    if block.end > block.start and fenced and asked is not None and asked[0].strip(" /#*"):
        span = Span(block.start, block.end)
        node = opener.prompt(f"{first.strip(' /#*')}：", span, "code", depth)
        node.shape, node.put, node.inside = ("code",), True, block.end
        node.markdown = "\n".join(opener.lines[block.start - 1 : block.end])
        node.text = node.text.rstrip("：") or first
        opener.open(node)

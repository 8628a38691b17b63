"""Lines that end other posts of the same blog too."""

from __future__ import annotations

from collections.abc import Collection

from ..ir import Span
from ..markdown.blocks import Block, Document
from ..outline.wording import without_tags
from ..widths import columns

_CLOSING = 40  # lines at the end of a post
_SAYS_SOMETHING = 8  # columns of letters and digits


def closing_lines(text: str) -> frozenset[str]:
    """Return the last lines of a post that say something, to know what ends many posts of a blog."""
    return frozenset(line.strip() for line in text.split("\n")[-_CLOSING:] if _says_something(line))


def recurs(document: Document, common: Collection[str], prompt: Span, block: Block) -> bool:
    """Whether a block is one all of whose lines end other posts too. Where the question itself does,
    the posts hold the same question.
    """
    if block.kind in {"code", "math"}:
        return False
    if document.lines[prompt.start - 1].strip() in common:
        return False
    lines = document.lines[block.start - 1 : block.end]
    said = [line.strip() for line in lines if _says_something(line)]
    return bool(said) and all(line in common for line in said)


def _says_something(line: str) -> bool:
    """Whether a line has some words: not tags, rules or a single letter alone."""
    return columns("".join(filter(str.isalnum, without_tags(line)))) >= _SAYS_SOMETHING

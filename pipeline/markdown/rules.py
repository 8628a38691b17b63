"""Where we part from markdown-it, so that no text of a post is lost in silence.

A label that begins with `^` is a footnote's, whose text stays a paragraph. A table row says how many
of its cells have no column. An address remembers how it was written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock, reference, table
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.token import Token

MAX_EXPANSION = 1_000_000
"""Characters that a short post's definitions may grow to in all the places that use them."""

_LABEL = re.compile(r"\\.|\[((?>(?:[^\[\]\\]|\\.)+))\]", re.DOTALL)


class Address(str):
    """A normalised address that knows how it was written."""

    __slots__ = ("written",)
    written: str


def written(address: object) -> str:
    """Return a token's address as its author wrote it."""
    return address.written if isinstance(address, Address) else str(address)


def rules_plugin(md: MarkdownIt) -> None:
    """Teach a parser our ways with definitions, tables and addresses."""

    def normalised(url: str) -> str:
        address = Address(normalizeLink(url))
        address.written = url
        return address

    md.normalizeLink = normalised  # type: ignore[method-assign]
    md.block.ruler.at("reference", _reference)
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def _reference(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.src.startswith("[^", start):
        return False
    return reference(state, start_line, end_line, silent)


def _table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    first = len(state.tokens)
    if not table(state, start_line, end_line, silent):
        return False
    columns = sum(t.type == "th_open" for t in state.tokens[first:])
    for token in state.tokens[first:]:
        if token.type == "tr_open" and token.map:
            cells = escapedSplit(getLine(state, token.map[0]).strip())
            extra = cells[columns + (cells[0] == "") :]
            token.meta["extra_cells"] = sum(bool(cell.strip()) for cell in extra)
    return True


def most(text: str) -> int:
    """Return how many characters the definitions of a post may grow to."""
    return max(MAX_EXPANSION, 4 * len(text))


def oversized(text: str, definitions: Collection[Token], references: dict[str, Any]) -> set[str]:
    """Return the labels that must not be used: with them the post would grow too large.

    Where 8 kB are used 8,000 times they become 64 MB. Definitions may grow to four times the post, or
    to a million characters; the ones that grow most go first. Honest posts stay far below.
    """
    if not definitions:
        return set()
    used = Counter(normalizeReference(label) for label in _LABEL.findall(text) if label)
    sizes = {
        label: (len(found["href"]) + len(found["title"])) * used[label]
        for token in definitions
        if (found := references.get(label := token.meta["id"]))
    }
    excess = sum(sizes.values()) - most(text)
    refused: set[str] = set()
    for label in sorted(sizes, key=lambda label: (-sizes[label], label)):
        if excess <= 0:
            break
        refused.add(label)
        excess -= sizes[label]
    return refused

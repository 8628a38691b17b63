"""Marked words: `==these==` (markdown-it-mark, Obsidian, pymdownx.mark)."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_MARK = "=="
_LONGEST = 500
_CLOSES = re.compile(r"(?<![\s=])==(?!=)")


def marks_plugin(md: MarkdownIt) -> None:
    """Teach a parser marked words, which hold no sign of equality beside their ends."""
    md.inline.ruler.before("emphasis", "mark", _mark)
    add = md.inline.add_terminator_char
    add("=")


def _cuts_a_link(text: str) -> bool:
    return text.count("[") != text.count("]")


def _mark(state: StateInline, silent: bool) -> bool:
    start = state.pos + 2
    if (
        not state.src.startswith(_MARK, state.pos)
        or state.src[start : start + 1] in {"", "=", " ", "\n", "\t"}
        or state.src[state.pos - 1 : state.pos] == "="
    ):
        return False
    closing = _CLOSES.search(state.src, start, min(start + _LONGEST, state.posMax))
    if closing is None or _cuts_a_link(state.src[start : closing.start()]):
        return False
    if not silent:
        state.push("mark_open", "mark", 1).markup = _MARK
        state.pos, outer, state.posMax = start, state.posMax, closing.start()
        state.md.inline.tokenize(state)
        state.posMax = outer
        state.push("mark_close", "mark", -1).markup = _MARK
    state.pos = closing.end()
    return True

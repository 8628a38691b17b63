"""Markdown in blocks of HTML: `<div markdown="1">`, as kramdown and Python-Markdown have it."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from .tokens import push_block

_TAG = re.compile(
    r"<[A-Za-z][\w-]*+(?=[^<>]*\smarkdown(?:[\s>]|\s*=\s*[\"']?(?:1|block|span)\b))[^<>]*>\s*"
)


def html_with_markdown_plugin(md: MarkdownIt) -> None:
    """Teach a parser that what follows a line of such a tag is Markdown."""
    others = ["paragraph", "reference", "blockquote"]
    md.block.ruler.before("html_block", "html_with_markdown", _opening, {"alt": others})


def _opening(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start, end = state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]
    if state.is_code_block(start_line) or not _TAG.fullmatch(state.src, start, end):
        return False
    if not silent:
        token = push_block(state, "html_block", start_line, start_line + 1)
        token.content = state.src[start:end] + "\n"
    return True

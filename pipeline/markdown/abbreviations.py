"""Abbreviations: a line `*[HTML]: Hypertext Markup Language` shows no text, but says what a word stands for
(kramdown and PHP Markdown Extra, "Abbreviations").
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from .tokens import push_block

_DEFINITION = re.compile(r"\*\[[^\]]+\]:")


def abbreviations_plugin(md: MarkdownIt) -> None:
    """Teach a parser the definitions of abbreviations, which arrive as tokens `abbreviation`."""
    md.block.ruler.before("list", "abbreviation", _definition, {"alt": ["reference"]})


def _definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line) or not _DEFINITION.match(
        state.src, start, state.eMarks[start_line]
    ):
        return False
    if not silent:
        push_block(state, "abbreviation", start_line, start_line + 1)
    return True

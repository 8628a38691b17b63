"""Quotes, dashes and dots as an engine shows them; code, formulas and bare addresses stay as written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .bare_links import MARKUP

AS_WRITTEN = "as_written"
"""What is in the `env` of a parse whose text stays as written."""

Typography = Callable[[str, str, str], str]
"""Returns how a text is shown that stands in its block between two others, of which a few signs are given;
these are "" at the block's ends.
"""

_BREAKS = frozenset({"softbreak", "hardbreak"})


Typographer = Callable[[], Typography]
"""Returns how the texts of a block are shown, which are given one after another."""


def typography_plugin(md: MarkdownIt, typography: Typographer) -> None:
    """Teach a parser how an engine shows quotes, dashes and dots. What a backslash or an entity makes is
    no such sign: its tokens are joined with others only after this.
    """
    md.core.ruler.before("text_join", "typography", partial(_show, typography))


def _show(typography: Typographer, state: StateCore) -> None:
    if state.env.get(AS_WRITTEN):
        return
    for block in state.tokens:
        if block.type == "inline" and block.children:
            _show_in(typography(), block.children)


def _show_in(typography: Typography, tokens: Sequence[Token]) -> None:
    inside = False
    for at, token in enumerate(tokens):
        if token.markup == MARKUP and token.type.startswith("link_"):
            inside = token.nesting > 0
        if token.type != "text" or inside:
            continue
        before = "\n" if at and tokens[at - 1].type in _BREAKS else ""
        after = _opening(tokens[at + 1]) if at + 1 < len(tokens) else ""
        token.content = typography(before, token.content, after)


def _opening(token: Token) -> str:
    """Return how the source of a token begins, as far as it matters."""
    if token.type in _BREAKS:
        return "\n"
    return token.markup or {"link_open": "[", "link_close": "]", "image": "!["}.get(token.type, "<")

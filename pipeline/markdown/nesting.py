"""A limit of the nesting of blocks that loses no text: what would nest deeper stays a paragraph.

markdown-it has a limit of its own, below which it leaves out all that follows, to the end of the post.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

MAX_NESTING = 100
_HOLD_BLOCKS = frozenset(
    {"list", "blockquote", "deflist", "tag_block", "footnote_def", "container_box"}
)
_BEYOND = MAX_NESTING + 10
"""Deeper than blocks get."""
_BRACKETS = 20
"""How deep brackets within a line are paired, as in CommonMark's own preset; each costs as many steps."""

Rule = Callable[[StateBlock, int, int, bool], bool]


def nesting_plugin(md: MarkdownIt) -> None:
    """Hold every rule for blocks that hold others to the limit; to be used after all that adds rules."""
    parse = md.block.parse

    def parse_blocks(src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> object:
        md.options["maxNesting"] = _BEYOND
        try:
            return parse(src, md, env, tokens)
        finally:
            md.options["maxNesting"] = _BRACKETS

    md.options["maxNesting"] = _BRACKETS
    md.block.parse = parse_blocks  # type: ignore[assignment,method-assign]
    for rule in md.block.ruler.__rules__:
        if rule.name.partition(" ")[0] in _HOLD_BLOCKS:
            md.block.ruler.at(rule.name, partial(_limited, rule.fn), {"alt": rule.alt})


def _limited(rule: Rule, state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a block unless it stands too deep; it ends a paragraph even there. The token before one that
    is not read has its line as `too_deep` in its `meta`.
    """
    if silent or state.level < MAX_NESTING:
        return rule(state, start, end, silent)
    if rule(state, start, end, True):
        state.tokens[-1].meta.setdefault("too_deep", start)
    return False

"""Tokens that our own rules make."""

from __future__ import annotations

from copy import copy

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token


def push_block(
    state: StateBlock, kind: str, start_line: int, end_line: int, *, tag: str = ""
) -> Token:
    """Add and return a block token that ends before `end_line`; parsing goes on there."""
    token = state.push(kind, tag, 0)
    token.block, token.map = True, [start_line, end_line]
    state.line = end_line
    return token


def with_content(token: Token, content: str, lines: int = 0) -> Token:
    """Return a copy of a token with a piece of its content, which begins so many lines below."""
    piece = copy(token)
    piece.content, piece.meta = content, dict(token.meta)
    if token.map is not None:
        piece.map = [token.map[0] + lines, token.map[1]]
    return piece

"""Tags in a block of HTML: engines run tags before Markdown is read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from ..tokens import with_content
from .syntax import name_of
from .table import Notation


def within_html(notation: Notation, md: MarkdownIt, state: StateCore) -> None:
    """Cut each block of HTML at the tags in it."""
    state.tokens = [
        piece for token in state.tokens for piece in _pieces(notation, md, state, token)
    ]


def _pieces(notation: Notation, md: MarkdownIt, state: StateCore, token: Token) -> Sequence[Token]:
    """Return a token in pieces. A tag's body is text that a parser reads anew, its own tags and
    Markdown included.
    """
    syntax = notation.syntax
    if token.type != "html_block" or syntax.opening not in token.content:
        return (token,)
    pieces: list[Token] = []
    source, at, lines = token.content, 0, 0
    ends: dict[str, list[re.Match[str]]] = {}
    matches = [match for match in syntax.tag_or_comment.finditer(source) if match["name"]]
    for match in reversed(matches):
        ends.setdefault(name_of(match), []).append(match)  # the first of them last
    for match in matches:
        tag = notation.tags.get(name_of(match))
        closing = ends.get(syntax.end + name_of(match), [])
        while closing and closing[-1].start() < match.end():
            closing.pop()
        has_body = tag is not None and tag.body != "none"
        if match.start() < at or (has_body and not closing):
            continue
        pieces.append(with_content(token, source[at : match.start()], lines))
        lines += source.count("\n", at, match.start())
        at = closing[-1].end() if has_body else match.end()
        read: list[Token] = []
        md.block.parse(source[match.start() : at] + "\n", md, state.env, read)
        for piece in read:
            piece.map = piece.map and token.map and [n + token.map[0] + lines for n in piece.map]
        lines += source.count("\n", match.start(), at)
        pieces += read[1:-1] if read and read[0].type == "paragraph_open" else read
    return (*pieces, with_content(token, source[at:], lines))

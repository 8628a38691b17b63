"""Tags that stand alone on a line, with their bodies up to the line of their end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from ..tokens import push_block
from .syntax import name_of
from .table import Call, Notation, Tag, fill, unknown

_KINDS = {"verbatim": "tag", "html": "html_block", "formula": "math_block"}
"""The tokens of tags that take their bodies as they stand."""


def block(
    notation: Notation, state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """Read a tag; one without a body that makes no block is left to its paragraph, like a picture."""
    if state.is_code_block(start_line):
        return False
    text = state.src[
        state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]
    ].rstrip()
    match = notation.syntax.tag.match(text)
    if match is None or match.end() != len(text):
        return False
    name = name_of(match)
    tag = notation.tags.get(name)
    if tag is None and notation.syntax.is_inner(name):
        return False
    if tag is not None and tag.body == "none":
        if tag.block and not silent:
            token = push_block(state, "tag", start_line, start_line + 1)
            _fill(notation, token, tag, Call.of(match))
        return tag.block
    end = _find_end(notation, state, name, start_line, end_line)
    if end is None:
        return False
    if silent:
        return True
    if tag is not None and tag.body in _KINDS:
        _read_verbatim(notation, tag, match, state, start_line, end)
    else:
        _read_markdown(notation, tag, match, state, start_line, end)
    return True


def _fill(notation: Notation, token: Token, tag: Tag, call: Call) -> None:
    result = tag.render(call)
    token.markup = notation.syntax.opening
    fill(token, result.before + result.after, result)


def _find_end(
    notation: Notation, state: StateBlock, name: str, start_line: int, end_line: int
) -> int | None:
    """Return the line of the matching end tag, or None; the same tag may stand inside."""
    syntax = notation.syntax
    ends: dict[tuple[str, str, int], int | None] = state.env.setdefault("tag_ends", {})
    key = (syntax.opening, name, end_line)
    if ends.get(key, 0) is None:
        return None  # no end tag below an earlier line, so none below this one
    depth = 0
    for line in range(start_line, end_line):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        last = text.rfind(syntax.closing) + len(syntax.closing)
        for found in map(name_of, syntax.tag.finditer(text, 0, last)):
            depth += (found == name) - (found == syntax.end + name)
            if depth == 0 and found == syntax.end + name:
                return line
    ends[key] = None
    return None


def _read_verbatim(
    notation: Notation,
    tag: Tag,
    match: re.Match[str],
    state: StateBlock,
    start_line: int,
    end: int,
) -> None:
    """Read a tag that takes its body as it stands."""
    lines = state.getLines(start_line + 1, end, state.blkIndent, False)
    body = lines.strip("\n")
    token = push_block(state, _KINDS[tag.body], start_line, end + 1)
    token.content, token.markup = body + "\n", notation.syntax.opening
    if tag.body == "verbatim":
        _fill(notation, token, tag, Call.of(match, body))
    elif tag.body == "html":
        token.meta["below"] = 1 + len(lines) - len(lines.lstrip("\n"))


def _read_markdown(
    notation: Notation,
    tag: Tag | None,
    match: re.Match[str],
    state: StateBlock,
    start_line: int,
    end: int,
) -> None:
    """Read a tag whose body is Markdown; so is that of a tag that is not known."""
    call = Call.of(match)
    result = tag.render(call) if tag is not None else unknown(call)
    opening = state.push("tag_open", "", 1)
    opening.block, opening.map, opening.info = True, [start_line, end + 1], call.name
    opening.markup = notation.syntax.opening
    fill(opening, result.before, result)
    parent, limit = state.parentType, state.lineMax
    state.parentType, state.lineMax = "blockquote", end
    first = len(state.tokens)
    state.md.block.tokenize(state, start_line + 1, end)
    state.parentType, state.lineMax = parent, limit
    if tag is not None and tag.divide is not None:
        _divide(notation, state.tokens[first:], tag.divide)
    closing = state.push("tag_close", "", -1)
    closing.block, closing.content = True, result.after
    closing.markup = notation.syntax.opening
    state.line = end + 1


def _divide(notation: Notation, tokens: Sequence[Token], divide: Callable[[str], str]) -> None:
    """Replace the comments of a body by the HTML that they stand for, but not in inner tags."""
    depth = 0
    for token in tokens:
        depth += (token.type == "tag_open") - (token.type == "tag_close")
        if depth == 0 and token.type == "html_block":
            html = _divided(token.content, divide)
            if html != token.content:
                token.type, token.content = "tag", html
                token.markup = notation.syntax.opening


def _divided(source: str, divide: Callable[[str], str]) -> str:
    out: list[str] = []
    at = 0
    while (start := source.find("<!--", at)) >= 0 and (end := source.find("-->", start + 4)) >= 0:
        out += (source[at:start], divide(source[start + 4 : end].strip()))
        at = end + 3
    return "".join((*out, source[at:].lstrip("\n") if out else source))

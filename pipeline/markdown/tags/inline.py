"""Tags within a line, with their bodies in the same paragraph."""

from __future__ import annotations

import re
from html import escape

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from ...findings import Code
from .syntax import name_of
from .table import Call, Html, Notation, Tag, endless, fill, shown, unknown


def inline(notation: Notation, state: StateInline, silent: bool) -> bool:
    """Read a tag, or the end of one."""
    syntax = notation.syntax
    if not state.src.startswith(syntax.opening, state.pos):
        return False
    unclosed: dict[str, tuple[str, int]] = state.env.setdefault("unclosed_tags", {})
    source, until = unclosed.get(syntax.opening, ("", 0))
    if source is state.src and state.pos < until:
        return False
    match = syntax.tag.match(state.src, state.pos, state.posMax)
    if match is None:
        line_end = (state.src + "\n").index("\n", state.pos)
        if state.src.find(syntax.closing, state.pos, line_end) < 0:  # nor does the next one close
            unclosed[syntax.opening] = (state.src, line_end)
        return False
    if silent:
        state.pos = match.end()
        return True
    token = state.push("tag", "", 0)
    token.markup = syntax.opening
    state.pos = match.end()
    name = name_of(match)
    tag = notation.tags.get(name)
    if name.startswith(syntax.end):
        _close(notation, state, token, match)
    elif tag is not None and tag.body in {"verbatim", "html", "formula"}:
        _fill_with_body(notation, token, tag, state, match)
    else:
        call = Call.of(match)
        result = tag.render(call) if tag is not None else unknown(call)
        fill(token, result.before, result)
        if (result.after or tag is None) and _has_end(notation, state, name):
            _opened(notation, state).append((name, result.after))
        elif result.after:
            _close_at_once(token, result, call)
    return True


def _opened(notation: Notation, state: StateInline) -> list[tuple[str, str]]:
    """Return the tags whose end is to come, with the HTML that stands for it."""
    opened: dict[str, list[tuple[str, str]]] = state.env.setdefault("open_tags", {})
    return opened.setdefault(notation.syntax.opening, [])


def _close(notation: Notation, state: StateInline, token: Token, match: re.Match[str]) -> None:
    opened = _opened(notation, state)
    if opened and opened[-1][0] == name_of(match).removeprefix(notation.syntax.end):
        token.content = opened.pop()[1]
    else:
        token.meta["finding"] = Code.BAD_TAG.message("no-beginning", tag=shown(match))


def _close_at_once(token: Token, result: Html, call: Call) -> None:
    """End a tag that lacks its end, with a finding; Volantis' `note style, text` needs none."""
    token.content += result.after
    if "," not in call.raw:
        token.meta.setdefault("finding", endless(call))


def _has_end(notation: Notation, state: StateInline, name: str) -> bool:
    """Whether a tag's end follows it in its paragraph; each end is looked for once."""
    known: dict[tuple[str, str, str], int] = state.env.setdefault("inline_ends", {})
    key = (notation.syntax.opening, name, state.src)
    if known.get(key, 0) <= state.pos and known.get(key) != -1:
        found = notation.syntax.end_of(name).search(state.src, state.pos)
        known[key] = found.start() if found else -1
    return known[key] >= 0


def _fill_with_body(
    notation: Notation, token: Token, tag: Tag, state: StateInline, match: re.Match[str]
) -> None:
    """Take the text up to the tag's end; without one the tag is kept as it is written."""
    found = _body(notation, state, match)
    if found is None:
        token.content = escape(match[0])
        token.meta["finding"] = endless(Call.of(match))
        return
    body, state.pos = found
    if tag.body == "html":
        token.type, token.content = "html_inline", body
    elif tag.body == "formula":  # of one line within the line (hexo-math, "Tag")
        token.type = "math_inline_double" if "\n" in body else "math_inline"
        token.content = body
    else:
        call = Call.of(match, body)
        result = tag.render(call)
        fill(token, result.before + result.after, result)


def _body(notation: Notation, state: StateInline, match: re.Match[str]) -> tuple[str, int] | None:
    """Return the text up to a tag's end and the position behind that end, or None without one."""
    missing: set[tuple[str, str, str, int]] = state.env.setdefault("missing_ends", set())
    name = name_of(match)
    key = (notation.syntax.opening, name, state.src, state.posMax)
    if key in missing:
        return None  # not below an earlier tag, so not below this one
    end = notation.syntax.end_of(name).search(state.src, match.end(), state.posMax)
    if end is None:
        missing.add(key)
        return None
    return state.src[match.end() : end.start()], end.end()

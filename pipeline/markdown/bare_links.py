"""Bare addresses as links: `http://…`, `https://…`, `www.…` (GitHub Flavored Markdown, 6.9,
"Autolinks").

They begin where marked begins one (its rules.ts, `url`): behind any letter that is not Latin too.
They end where Chinese text goes on, as well as at a blank or `<`; but one that stands alone on its line is
whole, since no text goes on there. Then what GFM trims goes: punctuation, a bracket that was opened before
the address, an entity. A name such as `AGENTS.md` and a mail address are no links.

One scan of the text, at the places where an address can begin; linkify-it is not linear on hostile
text.
"""

from __future__ import annotations

import re
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

MARKUP = "bare"
"""The `markup` of the tokens of such a link."""

_OPENING = (
    r"(?<![A-Za-z])https?://(?=[A-Za-z0-9])"
    r"|(?<![A-Za-z0-9/@.+%&=?#$\\-])www\.(?=[A-Za-z0-9])"
)
_LETTERS = (  # of Chinese, Japanese and Korean, and what stands for Latin ones between them
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u312f\u3131-\u318f\u31a0-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc\U00020000-\U0003ffff"
)
_SIGNS = "\u2000-\u206f\u3000-\u303f\u30fb\ufe10-\ufe4f\uff00-\uffef\ufeff"
_STOPS = rf"\s<>`\[\]{_SIGNS}"
"""Brackets and backticks too: links, footnotes and code go on there."""
_START = re.compile(_OPENING)
_ADDRESS = re.compile(rf"(?:[^{_STOPS}{_LETTERS}{{]|\{{(?!%))+")
_WHOLE = re.compile(rf"(?:[^{_STOPS}{{]|\{{(?!%))+(?=[ \t]*(?:\n|\Z))")
_GLUED = re.compile(rf"[{_LETTERS}\[]")
_PUNCTUATION = frozenset("?!.,:;*_~'\"")
_LONGEST_ENTITY = 40
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{0,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def bare_links_plugin(md: MarkdownIt) -> None:
    """Teach a parser bare addresses. A `link_open` whose address ends in the middle of a text has
    the length of that address as `cut` in its `meta`.
    """
    md.inline.terminator_re = re.compile(f"{md.inline.terminator_re.pattern}|{_OPENING}")
    md.inline.ruler.before("text", "bare_link", _bare_link)


def _bare_link(state: StateInline, silent: bool) -> bool:
    if silent or state.linkLevel > 0:  # silent: a link is measured, in whose text there is none
        return False
    start = _START.match(state.src, state.pos, state.posMax)
    if start is None:
        return False
    whole = _WHOLE.match(state.src, state.pos, state.posMax) if _begins_line(state) else None
    found = whole or _ADDRESS.match(state.src, state.pos, state.posMax)
    assert found is not None
    source = trimmed(found[0])
    text = _ENTITY.sub(lambda entity: unescape(entity[0]), source)
    opening = state.push("link_open", "a", 1)
    address = text if start[0].endswith("/") else f"http://{text}"
    opening.attrs = {"href": state.md.normalizeLink(address)}
    opening.markup, opening.info = MARKUP, "auto"
    if len(source) == len(found[0]) and _GLUED.match(state.src, found.end(), state.posMax):
        opening.meta["cut"] = len(source)
    state.push("text", "", 0).content = text
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = MARKUP, "auto"
    state.pos += len(source)
    return True


def _begins_line(state: StateInline) -> bool:
    """Whether nothing but blanks stands before a place on its line."""
    at = state.pos
    while at and state.src[at - 1] in " \t":
        at -= 1
    return not at or state.src[at - 1] == "\n"


def trimmed(address: str) -> str:
    """Return an address without what GFM says does not belong to its end."""
    end = len(address)
    closed = address.count(")") - address.count("(")
    while end:
        last = address[end - 1]
        if last == ")" and closed > 0:
            closed -= 1
        elif last == ";":
            start = address.rfind("&", max(0, end - _LONGEST_ENTITY), end)
            if start >= 0 and address[start + 1 : end - 1].isalnum():
                end = start + 1  # and the sign itself
        elif last not in _PUNCTUATION:
            break
        end -= 1
    return address[:end]

"""Links and pictures by name, as in Obsidian: `[[post#heading|text]]`, `![[picture.png|300]]`.

What a name means is up to the reader. A name that means nothing is text: `[[Prototype]]` is no link.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Wiki = Callable[[str, bool], str | None]
"""Returns the address that a name means, of a picture or of a post; None for none."""

_NAMED = re.compile(
    r"!?\[\[(?P<name>[^\[\]|#\n]{1,200})(?:#(?P<heading>[^\[\]|\n]*+))?(?:\\?\|(?P<said>[^\[\]\n]*+))?\]\]"
)
_SIZE = re.compile(r"(?P<width>\d{1,5})(?:x(?P<height>\d{1,5}))?")


def wiki_plugin(md: MarkdownIt, address_of: Wiki) -> None:
    """Teach a parser links and pictures by name."""
    md.inline.ruler.before("link", "wiki", partial(_read, address_of))


def _read(address_of: Wiki, state: StateInline, silent: bool) -> bool:
    match = _NAMED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    is_picture = match[0].startswith("!")
    name = match["name"].strip()
    address = address_of(name, is_picture) if is_picture else None
    is_picture = address is not None
    address = address or address_of(name, False)
    if address is None:
        return False
    if not silent:
        if is_picture:
            _push_picture(state, address, name, match["said"] or "")
        else:
            _push_link(state, address, match)
    state.pos = match.end()
    return True


def _push_picture(state: StateInline, address: str, name: str, said: str) -> None:
    token = state.push("image", "img", 0)
    size = _SIZE.fullmatch(said.strip())
    text = name if size or not said else said
    token.attrs = {"src": address, "alt": ""}
    for side in ("width", "height"):
        if size and size[side]:
            token.attrs[side] = size[side]
    token.content = text
    token.children = [Token("text", "", 0, content=text)]


def _push_link(state: StateInline, address: str, match: re.Match[str]) -> None:
    heading = match["heading"] or ""
    said = (match["said"] or "").strip()
    shown = said or match["name"].strip() + (f" > {heading}" if heading else "")
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": f"{address}#{quote(heading)}" if heading else address}
    opening.markup = "wiki"
    state.push("text", "", 0).content = shown
    state.push("link_close", "a", -1).markup = "wiki"

"""Links to posts by name, as in Obsidian: `[[post#heading|text]]`, and embedded ones: `![[post]]`.

What a name means is up to the reader. A name that means nothing is text: `[[Prototype]]` is no link.
Pictures by name are those of every dialect (`pictures`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

Wiki = Callable[[str], str | None]
"""Returns the address of the post that a name means, None for none."""

_NAMED = re.compile(
    r"!?\[\[(?P<name>[^\[\]|#\n]{1,200})(?:#(?P<heading>[^\[\]|\n]*+))?(?:\\?\|(?P<said>[^\[\]\n]*+))?\]\]"
)


def wiki_plugin(md: MarkdownIt, address_of: Wiki) -> None:
    """Teach a parser links by name."""
    md.inline.ruler.before("link", "wiki", partial(_read, address_of))


def _read(address_of: Wiki, state: StateInline, silent: bool) -> bool:
    match = _NAMED.match(state.src, state.pos, state.posMax)
    address = address_of(match["name"].strip()) if match is not None else None
    if match is None or address is None:
        return False
    if not silent:
        _push_link(state, address, match)
    state.pos = match.end()
    return True


def _push_link(state: StateInline, address: str, match: re.Match[str]) -> None:
    heading = match["heading"] or ""
    said = (match["said"] or "").strip()
    shown = said or match["name"].strip() + (f" > {heading}" if heading else "")
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": f"{address}#{quote(heading)}" if heading else address}
    opening.markup = "wiki"
    state.push("text", "", 0).content = shown
    state.push("link_close", "a", -1).markup = "wiki"

"""Boxes with a title: containers (`::: tip Title`) and callouts (`> [!NOTE]`).

Blocks know a container by its lines alone; its title is read when the piece is rendered, and may hold
Markdown. What a box is called decides its colour; one that folds is shown unfolded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin

from ..html.attributes import attribute

TITLES: Mapping[str, str] = {
    **{
        name: name.capitalize() for name in "note tip info important warning caution danger".split()
    },
    "details": "Details",
}
"""The boxes that most engines have, and what one without a title of its own is called."""
UNTITLED: Mapping[str, str] = dict.fromkeys(
    "code-group code-tabs tabs raw v-pre center right left".split(), ""
)
"""Containers that show no title."""
CALLOUTS: Mapping[str, str] = {
    name: name.capitalize()
    for name in (
        "note tip important warning caution abstract summary tldr info todo hint success check done "
        "question help faq attention failure fail missing danger error bug example quote cite"
    ).split()
}
"""The callouts of GitHub and of Obsidian."""

_KINDS = {
    **dict.fromkeys("tip hint success check done".split(), "success"),
    **dict.fromkeys("info note abstract summary tldr todo".split(), "info"),
    **dict.fromkeys("warning caution attention important question help faq".split(), "warning"),
    **dict.fromkeys("danger error bug failure fail missing".split(), "danger"),
}
_PARAMS = re.compile(
    r"\s*\{?\.?(?P<name>[\w-]++)(?:[ \t]*\[(?P<braced>[^\]]*+)\])?"
    r"(?P<attributes>[ \t]*\{[^{}]*+\})?\}?(?P<title>(?:[ \t].*)?)$"
)
_CALLOUT = re.compile(r"\[!(?P<name>[\w-]++)\][+-]?(?![(\[:])[ \t]*+(?P<title>[^\n]*+)(?:\n|$)")


def container(params: str) -> tuple[str, str] | None:
    """Return the name of a container and its own title, of what follows the colons; None if it is none."""
    match = _PARAMS.match(params)
    if match is None:
        return None
    attributes = f" {(match['attributes'] or '').strip(' {}')}"
    said = match["braced"] or attribute(attributes, "title") or match["title"]
    return match["name"].lower(), said.strip()


def callout(text: str) -> tuple[str, str] | None:
    """Return the name of a callout and its own title, of the text in a quote; None if it is none."""
    match = _CALLOUT.match(text)
    return (match["name"].lower(), match["title"].strip()) if match is not None else None


def containers_plugin(md: MarkdownIt, titles: Mapping[str, str]) -> None:
    """Teach a parser the containers of these names; without a title of its own one has that of `titles`."""

    def is_one(params: str, *_: Any) -> bool:
        found = container(params)
        return found is not None and found[0] in titles

    md.use(container_plugin, name="box", validate=is_one)
    md.core.ruler.after("block", "containers", partial(_open_containers, titles))


def callouts_plugin(md: MarkdownIt, titles: Mapping[str, str]) -> None:
    """Teach a parser the callouts of these names; without a title of its own one has that of `titles`."""
    md.core.ruler.after("block", "callouts", partial(_open_callouts, titles))


def _open_containers(titles: Mapping[str, str], state: StateCore) -> None:
    tokens: list[Token] = []
    ends: list[Token] = []
    for token in state.tokens:
        if token.type == "container_box_open":
            found = container(token.info)
            assert found is not None  # else it would be no container
            name, title = found
            folds = name == "details"
            ends.append(closed(folds=folds))
            tokens += opened(token, name, title or titles[name], folds=folds)
        elif token.type == "container_box_close":
            tokens.append(ends.pop())
        else:
            tokens.append(token)
    state.tokens = tokens


def _open_callouts(titles: Mapping[str, str], state: StateCore) -> None:
    tokens: list[Token] = []
    ends: list[str] = []
    at = 0
    while at < len(state.tokens):
        token = state.tokens[at]
        at += 1
        if token.type == "blockquote_open":
            inline = state.tokens[at + 1] if state.tokens[at].type == "paragraph_open" else None
            found = callout(inline.content) if inline is not None else None
            ends.append("</div>\n" if found and found[0] in titles else "")
            if inline is None or found is None or not ends[-1]:
                tokens.append(token)
                continue
            name, title = found
            tokens += opened(token, name, title or titles[name], folds=False)
            inline.content = inline.content.partition("\n")[2]
            if inline.map:
                inline.map = [inline.map[0] + 1, inline.map[1]]
            at += 0 if inline.content else 3
        elif token.type == "blockquote_close" and (html := ends.pop()):
            tokens.append(_tag("tag_close", html))
        else:
            tokens.append(token)
    state.tokens = tokens


def closed(*, folds: bool) -> Token:
    """Return the token that closes a box."""
    return _tag("tag_close", "</details>\n" if folds else "</div>\n")


def opened(box: Token, name: str, title: str, *, folds: bool) -> Iterator[Token]:
    """Yield the tokens that open a box and show its title."""
    kind = _KINDS.get(name, "")
    box_class = f' class="{f"note {kind}".strip()}"' if title or kind else ""
    before = "<details>" if folds else f"<div{box_class}>"
    opening = _tag("tag_open", before)
    opening.map, opening.level = box.map, box.level
    yield opening
    if not title:
        return
    yield _tag("tag_open", "<summary>" if folds else '<div class="caption">')
    start = box.map[0] if box.map else 0
    yield Token("inline", "", 0, content=title, map=[start, start + 1], children=[], block=True)
    yield _tag("tag_close", "</summary>\n" if folds else "</div>\n")


def _tag(kind: str, html: str) -> Token:
    return Token(kind, "", 1 if kind == "tag_open" else -1, content=html, block=True)

"""Pictures that CommonMark does not read as such, but many writers and their programs do, and sizes.

A blank in a file's name (`![](b c.png)`), a size behind the address (`![](d.png =300x200)`), an attribute
list behind the picture (`![](d.png){width=50%}`), Obsidian's embeds (`![[d.png|300]]`), and addresses of
the author's disk or of pictures inside the post (`file:`, `data:`).
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, image
from markdown_it.token import Token

from ..html.attributes import sizes
from .rules import Address
from .rules import written as as_written

_NAME = r"\.(?:png|jpe?g|jfif|gif|webp|avif|svg|bmp|tiff?|ico)"
_NUMBERS = r"(?P<width>\d{1,5}(?:px|%)?)?(?:[xX*](?P<height>\d{1,5}(?:px|%)?)?)?"
_DESTINATION = re.compile(
    rf"""\(\s*+
    (?:<(?P<angled>[^<>\n]+)>
      |(?P<plain>data:[^\s()<>]+|(?:(?!\]\(|{_NAME}[?\#])[^\n<>]){{1,1000}}?{_NAME}(?:[?\#][^\s()]*+)?)
      |(?P<sized>[^\s()<>]+)(?=\s+=)
    )
    (?:\s+={_NUMBERS})?
    (?:\s+(?P<quote>["'])(?P<title>[^\n]{{0,1000}}?)(?P=quote))?
    (?:\s+={_NUMBERS.replace("?P<width>", "?P<width2>").replace("?P<height>", "?P<height2>")})?
    \s*\)""",
    re.IGNORECASE | re.VERBOSE,
)
_EMBED = re.compile(
    rf"!(?P<address>\[\[[^\[\]|\n]{{1,1000}}?{_NAME})(?:\#[^\[\]|\n]*+)?(?P<rest>(?:\|[^\[\]\n]*+)?)\]\]",
    re.IGNORECASE,
)
_GLUED_SIZE = re.compile(rf"(?<=\.)(?P<suffix>\w{{3,4}})={_NUMBERS}$", re.IGNORECASE)
_SIZE_OF_LABEL = re.compile(r"(?:^|\|)\s*(?P<width>\d{1,5})(?:x(?P<height>\d{1,5}))?\s*$")
_ATTRIBUTES = re.compile(
    r"""\{:?\s*(?P<items>(?>(?:[.#][\w-]+|[\w-]+=(?>"[^"\n{}]*"|'[^'\n{}]*'|[^\s"'{}]+))\s*){1,20})\}"""
)
_ITEM = re.compile(
    r"""(?<![\w-])(?P<name>[\w-]+)=["']?(?P<value>(?>(?:[^\s"'{}]|[^\S\n]++(?![\w.#-]+=|$))*))(?=["'}\s]|$)"""
)
_OF_THE_DISK = re.compile(r"(?:file:|data:|[a-z]:\\)", re.IGNORECASE)


def pictures_plugin(md: MarkdownIt) -> None:
    """Teach a parser these pictures, and let each `image` have its size as attributes."""
    md.inline.ruler.at("image", _picture)


def size_of_list(items: str) -> dict[str, str]:
    """Return the size that a list of attributes tells, as attributes of a picture."""
    given = {match["name"]: match["value"] for match in _ITEM.finditer(items)}
    return sizes(given.get("width", ""), given.get("height", ""), given.get("style", ""))


def _picture(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("![", state.pos):
        return False
    if not (_embed(state, silent) or image(state, silent) or _lenient(state, silent)):
        return False
    token = None if silent else state.tokens[-1]
    if token is not None:
        _read_sizes(token, state)
    behind = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if behind is not None:
        state.pos = behind.end()
        if token is not None:
            token.attrs |= size_of_list(behind["items"])
    return True


def _embed(state: StateInline, silent: bool) -> bool:
    match = _EMBED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        *texts, last = match["rest"].split("|")
        size = _SIZE_OF_LABEL.fullmatch(last)
        token = _push(state, f"{match['address']}]]", " ".join([*texts, *([] if size else [last])]))
        token.attrs |= sizes(*size.groups("")) if size else {}
    state.pos = match.end()
    return True


def _lenient(state: StateInline, silent: bool) -> bool:
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1, False)
    match = _DESTINATION.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if match is None:
        return False
    address = match["angled"] or match["plain"] or match["sized"]
    if not (_OF_THE_DISK.match(address) or state.md.validateLink(state.md.normalizeLink(address))):
        return False
    if not silent:
        token = _push(state, address, state.src[state.pos + 2 : end], match["title"])
        width, height = (match[name] or match[f"{name}2"] or "" for name in ("width", "height"))
        token.attrs |= sizes(width, height)
    state.pos = match.end()
    return True


def _push(state: StateInline, address: str, label: str, title: str | None = None) -> Token:
    """Add and return a picture with a label."""
    token = state.push("image", "img", 0)
    href: Any = Address(address)
    href.written = address
    if not _OF_THE_DISK.match(address) and not address.startswith("[["):
        href = state.md.normalizeLink(address)
    token.attrs = {"src": href, "alt": "", **({"title": title} if title else {})}
    _label(state, token, label.strip())
    return token


def _label(state: StateInline, token: Token, label: str) -> None:
    children: list[Token] = []
    state.md.inline.parse(label, state.md, state.env, children)
    token.children, token.content = children or None, label


def _read_sizes(token: Token, state: StateInline) -> None:
    """Take a size that is written into the address or the label for one."""
    source = as_written(token.attrs["src"])
    glued = _GLUED_SIZE.search(source[-20:])
    if glued is not None and (glued["width"] or glued["height"]):
        token.attrs["src"] = state.md.normalizeLink(source.rpartition("=")[0])
        token.attrs |= sizes(*glued.group("width", "height"))
    label = _SIZE_OF_LABEL.search(token.content[-20:])
    if label is not None and label[0].startswith("|"):
        token.attrs |= sizes(*label.groups(""))
        _label(state, token, token.content[: -len(label[0])].strip())

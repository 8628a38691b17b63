"""One way for every emitter to change what canonical HTML holds: pictures, links, formulas and code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from .addresses import followed
from .canonical import split

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PreformattedString

_VOID = r"(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b"
_OPEN_VOID = re.compile(rf"<({_VOID}[^<>]*)(?<!/)>")
_SEVERAL = re.compile(r'(?<=[a-z0-9])(?: [a-z-]+="[^"<>]*"){2,}(?=/?>)')
_ATTRIBUTE = re.compile(r' [a-z-]+="[^"<>]*"')
_VALUE = r'(?>[^"<>&\s]|&amp;|(?<![ "]) (?![ "]))*'
_ATTRIBUTES = f'(?> [a-z-]++="{_VALUE}")*'
_CHARACTER = "(?>[^<>&]|&(?:amp|lt|gt);)"
_PLAIN = re.compile(
    rf"(?><(?:{_VOID}{_ATTRIBUTES}/|(?!{_VOID})/?[a-z][a-z0-9]*+{_ATTRIBUTES})>"
    rf"|(?<![^>])(?:[ \n](?![^<])|\s*+(?!\s){_CHARACTER}(?>{_CHARACTER}*)))*"
)
"""HTML that a parser would write as it is, where its elements are closed."""
_HREF = re.compile(r' href="([^"]*)"')
_MARKS = ("<img", '<span class="math', "<pre")


@dataclass(frozen=True, slots=True)
class PictureElement:
    """A picture: `src` is `pictures/NAME` in canonical HTML; sizes in CSS pixels, as written."""

    src: str
    alt: str
    title: str | None
    width: str | None
    height: str | None


@dataclass(frozen=True, slots=True)
class CodeElement:
    """A block of code: its language in lower case, and the lines that are marked, from 1."""

    source: str
    language: str | None
    marked: tuple[int, ...]


def rewrite(
    html: str,
    *,
    picture: Callable[[PictureElement], str] | None = None,
    link: Callable[[str, str], str] | None = None,
    math: Callable[[str, bool], str] | None = None,
    code: Callable[[CodeElement], str] | None = None,
) -> str:
    r"""Return canonical HTML with elements replaced by the HTML that the callbacks return.

    - `picture(element)`
    - `link(href, inner_html)`, `href` "" where nothing may lead to the address
    - `math(tex, display)`, the formula without its `\(…\)` or `\[…\]`
    - `code(block)` for a block of code, not for code within a line
    """
    if not any(mark in html for mark in _MARKS):
        if "<a " not in html:
            return html
        html = _normal(html)
        if link is None or _PLAIN.fullmatch(html):
            return _with_links(html, link) if link else html
    soup = _parsed(html)
    if picture is not None:
        for tag in soup.find_all("img"):
            element = PictureElement(
                _attribute(tag, "src") or "",
                _attribute(tag, "alt") or "",
                *(_attribute(tag, name) for name in ("title", "width", "height")),
            )
            _replace(tag, picture(element))
    if math is not None:
        for tag in soup.find_all("span", class_="math"):
            tex = tag.get_text()[2:-2]
            _replace(tag, math(tex, "display" in (tag.get("class") or ())))
    if code is not None:
        for tag in soup.find_all("pre"):
            inner = tag.find("code")
            if inner is None:
                continue
            language = next(
                (
                    name.removeprefix("language-")
                    for name in inner.get("class") or ()
                    if name.startswith("language-")
                ),
                None,
            )
            marked = (_attribute(inner, "data-marked") or "").split(",")
            lines = tuple(int(line) for line in marked if line)
            _replace(tag, code(CodeElement(_text(inner), language, lines)))
    if link is not None:
        for tag in soup.find_all("a"):
            href = followed(_attribute(tag, "href")) or ""
            _replace(tag, link(href, tag.decode_contents()))
    return soup.decode(formatter="minimal")


def _parsed(markup: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup  # costs 0.1 s at start-up

    return BeautifulSoup(markup, "html.parser")


def _with_links(html: str, link: Callable[[str, str], str]) -> str:
    """Return plain HTML with its links replaced."""
    pieces = split(html, "a")
    for at in range(1, len(pieces), 2):
        opening, _, inner = pieces[at].partition(">")
        href = _HREF.search(opening)
        address = followed(unescape(href[1]) if href else None) or ""
        pieces[at] = _normal(link(address, inner.removesuffix("</a>")))
    return "".join(pieces)


def _normal(html: str) -> str:
    """Return HTML as a parser writes it; nearly all of it is so already, and a parser is slow."""
    closed = _SEVERAL.sub(_in_order, _OPEN_VOID.sub(r"<\1/>", html))
    return closed if _PLAIN.fullmatch(closed) else _parsed(html).decode(formatter="minimal")


def _in_order(attributes: re.Match[str]) -> str:
    named = _ATTRIBUTE.findall(attributes[0])
    return "".join(sorted(named, key=lambda attribute: attribute.partition("=")[0]))


def _replace(tag: Tag, fragment: str) -> None:
    """Show a fragment instead of a tag, which stays, unseen: bs4's `replace_with` is not linear."""
    tag.clear()
    tag.append(_written()(_normal(fragment)))
    tag.hidden = True


def _text(tag: Tag) -> str:
    """Return the text of a block of code, where tags may have been replaced in it."""
    whole = _parsed(f"<pre>{tag.decode_contents()}</pre>") if tag.find(True) else tag
    return whole.get_text()


@cache
def _written() -> type[PreformattedString]:
    """Return the type of HTML that is written as it is."""
    from bs4.element import PreformattedString

    class Written(PreformattedString):
        def output_ready(self, formatter: object = None) -> str:
            return str(self)

    return Written


def _attribute(tag: Tag, name: str) -> str | None:
    value = tag.get(name)
    return value if isinstance(value, str) else None

"""One way for every emitter to change what canonical HTML holds: pictures, links, formulas and code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .addresses import followed

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PreformattedString

_VOID = "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr"
_VALUE = r'(?>[^"<>&\s]|&amp;|(?<![ "]) (?![ "]))*'
_CHARACTER = "(?>[^<>&]|&(?:amp|lt|gt);)"
_PLAIN = re.compile(
    rf'(?><(?!(?:{_VOID})\b)/?[a-z][a-z0-9]*+(?> [a-z-]++="{_VALUE}")*>'
    rf"|(?<![^>])\s*+(?!\s){_CHARACTER}(?>{_CHARACTER}*))*"
)
"""HTML that a parser would write as it is."""
_MARKS = ("<img", "<a ", '<span class="math', "<pre")


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
        return html
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


def _replace(tag: Tag, fragment: str) -> None:
    """Show a fragment instead of a tag, which stays, unseen: bs4's `replace_with` is not linear."""
    tag.clear()
    tag.append(_written()(fragment) if _PLAIN.fullmatch(fragment) else _parsed(fragment))
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

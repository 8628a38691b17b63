"""One way for every emitter to change what canonical HTML holds: pictures, links, formulas and code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape

from .addresses import followed
from .canonical import split

_VOID = r"(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b"
_OPEN_VOID = re.compile(rf"<({_VOID}[^<>]*)(?<!/)>")
_SEVERAL = re.compile(r'(?<=[a-z0-9])(?: [a-z-]+="[^"<>]*"){2,}(?=/?>)')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"<>]*)"')
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot);)#?\w+;")
_BLANK = re.compile(r"(?:(?<=>)|\A)[ \t\n\f\r]{2,}(?=<|\Z)")
_PICTURE = re.compile(r"<img\b([^<>]*)>")
_FORMULA = re.compile(r'<span class="math (inline|display)">([^<>]*)</span>')
_TAG = re.compile(r"<[^<>]*>")
_MARKS = ("<a ", "<img", '<span class="math', "<pre")


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
    - `math(tex, display)`, the formula without its `\(…\)` or `\[…\]`
    - `code(block)` for a block of code, not for code within a line
    - `link(href, inner_html)`, `href` "" where nothing may lead to the address

    They are called in this order, so that the inside of a link is finished, and code is text.
    """
    if not any(mark in html for mark in _MARKS):
        return html
    if picture is not None:
        html = _PICTURE.sub(lambda tag: picture(_picture(_attributes(tag[1]))), html)
    if math is not None:
        html = _FORMULA.sub(
            lambda formula: math(unescape(formula[2])[2:-2], formula[1] == "display"), html
        )
    if code is not None:
        html = _each(html, "pre", lambda _, inner: _code(inner, code))
    if link is not None:
        html = _each(html, "a", lambda given, inner: link(_address(given), inner))
    return _written(html)


def _each(html: str, name: str, instead: Callable[[dict[str, str], str], str | None]) -> str:
    """Return HTML with each outermost element of this name replaced, given its attributes and its inside;
    it stays for None.
    """
    pieces = split(html, name)
    for at in range(1, len(pieces), 2):
        opening, _, inner = pieces[at].partition(">")
        new = instead(_attributes(opening), inner.removesuffix(f"</{name}>"))
        pieces[at] = pieces[at] if new is None else new
    return "".join(pieces)


def _attributes(written: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(written)}


def _picture(given: dict[str, str]) -> PictureElement:
    return PictureElement(
        given.get("src", ""), given.get("alt", ""), *map(given.get, ("title", "width", "height"))
    )


def _address(given: dict[str, str]) -> str:
    return followed(given.get("href")) or ""


def _code(inner: str, code: Callable[[CodeElement], str]) -> str | None:
    _, *found = split(inner, "code")
    if not found:
        return None
    opening, _, source = found[0].partition(">")
    given = _attributes(opening)
    language = given.get("class", "").partition("language-")[2] or None
    marked = tuple(int(line) for line in given.get("data-marked", "").split(",") if line)
    return code(CodeElement(unescape(_TAG.sub("", source)), language, marked))


def _written(html: str) -> str:
    """Return HTML in one form: each element closed, attributes in their order, characters as such, and one
    blank where an element of a line or a block ends and the next begins.
    """
    html = _SEVERAL.sub(_in_order, _OPEN_VOID.sub(r"<\1/>", html))
    html = _ENTITY.sub(lambda entity: _escaped(unescape(entity[0])), html)
    if not _BLANK.search(html):
        return html
    pieces = split(html, "pre")
    pieces[::2] = (
        _BLANK.sub(lambda blank: "\n" if "\n" in blank[0] else " ", piece) for piece in pieces[::2]
    )
    return "".join(pieces)


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace('"', "&quot;")


def _in_order(attributes: re.Match[str]) -> str:
    return "".join(
        f' {name}="{value}"' for name, value in sorted(_ATTRIBUTE.findall(attributes[0]))
    )

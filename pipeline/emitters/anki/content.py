"""Canonical HTML as the HTML of a field, made in one pass with the rules of `fields`."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ...html import rewrite
from ...html.abbreviations import spelt_out
from ...html.highlight import highlight
from ...html.missing import marks_replaced
from . import fields

if TYPE_CHECKING:
    from ...html.rewrite import CodeElement, PictureElement


_FORMULA = r'<span class="math inline">[^<>]*</span>'
_TIED = re.compile(
    rf"(?<![（【《「『“‘(])(?P<opens>[（【《「『“‘(]*)(?P<formula>{_FORMULA})(?P<closes>[，。、；：！？）】》」』”’,.;:!?)]*)"
)


def without_term(html: str, term: str) -> str:
    """Return a definition with a gap wherever its text names the term, so that it can be asked for."""
    words = re.escape(escape(term))
    named = rf"(?<![A-Za-z0-9]){words}(?![A-Za-z0-9])" if term.isascii() else words
    formula = _FORMULA.replace("inline", "(?:inline|display)")
    pieces = re.compile(rf"{formula}|<[^<>]*>|(?P<named>{named})", re.IGNORECASE)
    return pieces.sub(lambda match: "＿＿" if match["named"] else match[0], html)


def field_html(html: str) -> tuple[str, tuple[str, ...]]:
    """Return canonical HTML as a field holds it, and the names of the pictures in it."""
    media: list[str] = []

    def image(picture: PictureElement) -> str:
        name = fields.picture(picture.src)
        if name is None:
            return f"<em>{escape(picture.alt, quote=False)}</em>" if picture.alt else ""
        media.append(name)
        return _image(picture, name)

    html = marks_replaced(spelt_out(html), _without_file)
    html = rewrite(html, picture=image, link=_link, code=_code)
    html = _TIED.sub(_tied, fields.harmless(html.strip()))
    return html, tuple(dict.fromkeys(media))


def _without_file(words: str, _file: str) -> str:
    """Return the mark of a missing picture by its words alone: a file that is renamed edits no note."""
    return f'<span class="missing">{words}</span>'


def _tied(match: re.Match[str]) -> str:
    """Return a formula in one line with the marks at its ends, as browsers break lines at each formula."""
    marked = match["opens"] or match["closes"]
    return f'<span class="tied">{match[0]}</span>' if marked else match[0]


def _image(picture: PictureElement, name: str) -> str:
    attributes = {
        "src": name, "alt": picture.alt, "title": picture.title,
        "width": picture.width, "height": picture.height,
    }  # fmt: skip
    written = (f'{key}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    return f"<img {' '.join(written)}>"


def _link(href: str, inner: str) -> str:
    target = fields.link(href)
    return f'<a href="{escape(target)}">{inner}</a>' if target else f"<span>{inner}</span>"


def _code(block: CodeElement) -> str:
    return f"<pre><code>{highlight(block)}</code></pre>"

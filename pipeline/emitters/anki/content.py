"""Canonical HTML as the HTML of a field, made in one pass with the rules of `fields`."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ...html import rewrite
from ...html.highlight import highlight
from . import fields

if TYPE_CHECKING:
    from ...html.rewrite import CodeElement, PictureElement


def field_html(html: str) -> tuple[str, tuple[str, ...]]:
    """Return canonical HTML as a field holds it, and the names of the pictures in it."""
    media: list[str] = []

    def image(picture: PictureElement) -> str:
        name = fields.picture(picture.src)
        if name is None:
            return f"<em>{escape(picture.alt)}</em>" if picture.alt else ""
        media.append(name)
        return _image(picture, name)

    html = rewrite(html, picture=image, link=_link, code=_code)
    return fields.harmless(html.strip()), tuple(dict.fromkeys(media))


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

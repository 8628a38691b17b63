"""One pass over a piece of canonical HTML with the rules of `fields`."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from pipeline.emitters.anki import fields
from pipeline.html import rewrite

if TYPE_CHECKING:
    from pipeline.html.rewrite import Code, Image

_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")


def field_html(html: str) -> tuple[str, tuple[str, ...]]:
    """Give what a field holds, and the names of the pictures in it."""
    media: list[str] = []

    def image(picture: Image) -> str:
        name = fields.picture(picture.src)
        if name is None:
            return f"<em>{escape(picture.alt)}</em>" if picture.alt else ""
        media.append(name)
        return _image(picture, name)

    math = _math if "\\label" in html else None
    html = rewrite(html, image=image, link=_link, math=math, code=_code)
    return fields.harmless(html.strip()), tuple(dict.fromkeys(media))


def _image(picture: Image, name: str) -> str:
    attributes = {
        "src": name, "alt": picture.alt, "title": picture.title,
        "width": picture.width, "height": picture.height,
    }  # fmt: skip
    written = (f'{key}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    return f"<img {' '.join(written)}>"


def _link(href: str, inner: str) -> str:
    target = fields.link(href)
    return f'<a href="{escape(target)}">{inner}</a>' if target else f"<span>{inner}</span>"


def _math(tex: str, display: bool) -> str:
    r"""Leave `\label` out: MathJax refuses to show one a second time, as on the back of a card."""
    opening, closing = ("\\[", "\\]") if display else ("\\(", "\\)")
    kind = "display" if display else "inline"
    tex = escape(_LABEL.sub("", tex), quote=False)
    return f'<span class="math {kind}">{opening}{tex}{closing}</span>'


def _code(block: Code) -> str:
    return f"<pre><code>{fields.code(block)}</code></pre>"

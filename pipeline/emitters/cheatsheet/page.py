"""A sheet as one HTML file, made of its templates."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...html.highlight import colours
from ..self_contained import policy, read, styles, words
from ..templates import template_folder, templates
from .cards import cut_pages
from .running import header_rules

if TYPE_CHECKING:
    from .layout import Layout
    from .running import Place
    from .sheet import Sheet

_NAME = "cheatsheet"
_FONT = "STIXTwoMath-subset.woff2"


def render(sheet: Sheet, layout: Layout, *, has_math: bool, places: Mapping[str, Place]) -> str:
    """Return the sheet as HTML. `places` tells where anchors were printed, for contents and headers."""
    said = words(_NAME, sheet.language)
    titles = {post.anchor: post.title for post in sheet.posts} | {"links": said["links"]}
    headers = () if layout.edition == "cards" else header_rules(titles, places, _string)
    style = "\n".join([_style(layout, sheet.title, has_math=has_math), *headers]) + "\n"
    script = read(_NAME, "sheet.js") if layout.edition == "full" else ""
    cut = cut_pages(sheet.posts, layout) if layout.edition == "cards" else ()
    return templates(_NAME).get_template("sheet.html").render(
        sheet=sheet, layout=layout, words=said, cut_pages=cut,
        pages={anchor: place.page for anchor, place in places.items()},
        style=Markup(style), script=Markup(script), policy=policy(style, script),  # noqa: S704  # ours
    )  # fmt: skip


def _style(layout: Layout, title: str, *, has_math: bool) -> str:
    width, height = layout.size
    edition = () if layout.edition == "full" else (layout.edition,)
    parts = [
        _font() if has_math else "",
        styles(_NAME, ("sheet", "screen", "print", *edition)),
        f"@page {{ size: {width}mm {height}mm; }}",
        f":root {{ --columns: {layout.columns}; --height: {height}mm; }}",
        "" if edition == ("cards",) else f"@page {{ @top-left {{ content: {_string(title)}; }} }}",
        _only("screen", colours("xcode")),
        _only("screen", colours("github-dark", (':root[data-theme="dark"] pre',))),
        _only(
            "screen and (prefers-color-scheme: dark)",
            colours("github-dark", (':root:not([data-theme="light"]) pre',)),
        ),
        _only("print", colours("bw")),
    ]
    return "\n".join(filter(None, parts))


def _string(text: str) -> str:
    """Return a text as a CSS string that cannot end its rule or the style element."""
    plain = "".join(c if c.isalnum() or c in " -_.,:·" else f"\\{ord(c):x} " for c in text)
    return f'"{plain}"'


def _only(medium: str, rules: Iterable[str]) -> str:
    return "\n".join([f"@media {medium} {{", *rules, "}"])


def _font() -> str:
    data = (template_folder(_NAME) / "fonts" / _FONT).read_bytes()
    return (
        '@font-face { font-family: "STIX Two Math Subset"; src: '
        f'url("data:font/woff2;base64,{base64.b64encode(data).decode()}") format("woff2"); }}'
    )

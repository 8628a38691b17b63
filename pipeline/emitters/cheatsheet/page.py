"""A sheet as one HTML file that needs no other: its styles, script, font and pictures are inside.

The Content-Security-Policy lets the browser run and load just these, by their hashes (W3C CSP 3).
"""

from __future__ import annotations

import base64
import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from pipeline.emitters.cheatsheet.cards import cut_pages
from pipeline.emitters.templates import template_folder, templates
from pipeline.html.highlight import colours

if TYPE_CHECKING:
    from pipeline.emitters.cheatsheet.layout import Layout
    from pipeline.emitters.cheatsheet.sheet import Sheet

_NAME = "cheatsheet"
_FONT = "STIXTwoMath-subset.woff2"


def render(sheet: Sheet, layout: Layout, *, has_math: bool, pages: Mapping[str, int]) -> str:
    """Give the sheet as HTML. `pages` are the page numbers of anchors, for its table of contents."""
    style = _style(layout, sheet.title, has_math=has_math)
    script = _read("sheet.js") if layout.edition == "full" else ""
    words = _words()["zh" if sheet.language.lower().startswith("zh") else "en"]
    cut = cut_pages(sheet.posts, layout) if layout.edition == "cards" else ()
    return templates(_NAME).get_template("sheet.html").render(
        sheet=sheet, layout=layout, words=words, pages=dict(pages), cut_pages=cut,
        style=Markup(style), script=Markup(script), policy=_policy(style, script),  # noqa: S704  # ours
    )  # fmt: skip


def _style(layout: Layout, title: str, *, has_math: bool) -> str:
    width, height = layout.size
    edition = () if layout.edition == "full" else (layout.edition,)
    parts = [
        _font() if has_math else "",
        *(_read(f"{name}.css") for name in ("sheet", "screen", "print", *edition)),
        f"@page {{ size: {width}mm {height}mm; }}",
        f":root {{ --columns: {layout.columns}; --height: {height}mm; --align: {layout.align}; }}",
        "" if edition == ("cards",) else f"@page {{ @top-left {{ content: {_string(title)}; }} }}",
        _only("screen", colours("xcode")),
        _only("screen", colours("github-dark", (':root[data-theme="dark"] pre',))),
        _only(
            "screen and (prefers-color-scheme: dark)",
            colours("github-dark", (':root:not([data-theme="light"]) pre',)),
        ),
        _only("print", colours("bw")),
    ]
    return "\n".join(filter(None, parts)) + "\n"


def _string(text: str) -> str:
    """Write a text as a CSS string that cannot end its rule or the style element."""
    plain = "".join(c if c.isalnum() or c in " -_.,:·" else f"\\{ord(c):x} " for c in text)
    return f'"{plain}"'


def _only(medium: str, rules: Iterable[str]) -> str:
    return "\n".join([f"@media {medium} {{", *rules, "}"])


def _policy(style: str, script: str) -> str:
    scripts = f"'sha256-{_hash(script)}'" if script else "'none'"
    return (
        "default-src 'none'; img-src data:; font-src data:; "
        f"style-src 'sha256-{_hash(style)}'; style-src-attr 'unsafe-inline'; script-src {scripts}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _font() -> str:
    data = (template_folder(_NAME) / "fonts" / _FONT).read_bytes()
    return (
        '@font-face { font-family: "STIX Two Math Subset"; src: '
        f'url("data:font/woff2;base64,{base64.b64encode(data).decode()}") format("woff2"); }}'
    )


@cache
def _read(name: str) -> str:
    return (template_folder(_NAME) / name).read_text(encoding="utf-8").strip()


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(_read("words.toml"))

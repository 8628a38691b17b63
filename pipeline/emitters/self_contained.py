"""An HTML file that needs no other: its styles, script, font and pictures are inside.

The Content-Security-Policy lets the browser run and load just these, by their hashes (W3C CSP 3).
"""

from __future__ import annotations

import base64
import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from ..ir import Post, Site
from .templates import template_folder


def policy(style: str, script: str) -> str:
    """Return the Content-Security-Policy of a page with this style and script, "" for no script."""
    scripts = f"'sha256-{_hash(script)}'" if script else "'none'"
    return (
        "default-src 'none'; img-src data:; font-src data:; "
        f"style-src 'sha256-{_hash(style)}'; style-src-attr 'unsafe-inline'; script-src {scripts}; "
        "base-uri 'none'; form-action 'none'"
    )


def styles(emitter: str, names: Iterable[str]) -> str:
    """Return the base stylesheet of all pages, followed by some of an emitter's own."""
    own = (read(emitter, f"{name}.css") for name in names)
    return "\n".join([read("pages", "base.css"), *own])


@cache
def read(emitter: str, name: str) -> str:
    """Return the text of a file among an emitter's templates."""
    return (template_folder(emitter) / name).read_text(encoding="utf-8").strip()


def words(emitter: str, language: str) -> Mapping[str, str]:
    """Return the words of an emitter's pages in the language that they speak."""
    table = _words(emitter)[spoken(language)]
    assert isinstance(table, dict)
    return table


def spoken(language: str) -> str:
    """Return the language in which a page speaks by itself: Chinese to a Chinese blog, else English."""
    return "zh" if language.lower().startswith("zh") else "en"


def say(text: str, *numbers: int) -> str:
    """Return a text of `words.toml` with numbers in it; of `one|many`, `one` is for 1."""
    one, _, many = text.partition("|")
    return (one if not many or numbers[0] == 1 else many).format(*(f"{n:,}" for n in numbers))


def language_of(sites: Sequence[Site], posts: Iterable[Post]) -> str:
    """Return the language of a page: that of the first site, else by the titles zh-CN or en."""
    if sites and sites[0].language:
        return sites[0].language
    titles = "".join([*(site.title for site in sites), *(post.title for post in posts)])
    return "zh-CN" if any("\u4e00" <= char <= "\u9fff" for char in titles) else "en"


def anchor(kind: str, name: str) -> str:
    """Return the HTML id of what has this name, the same in every build."""
    return f"{kind}-{hashlib.sha256(name.encode()).hexdigest()[:10]}"


@cache
def _words(emitter: str) -> dict[str, Any]:
    return tomllib.loads(read(emitter, "words.toml"))


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

"""The ids of headings, as Hugo makes them (`markup/goldmark/autoid.go`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...markdown.slugger import Slugger

if TYPE_CHECKING:
    from ..front_matter.js_types import Value

_MADE = re.compile(r"\{\{[<%]")
"""Shortcodes, of which headings may come."""


def slugger_of(parser: Mapping[str, Value]) -> Slugger | None:
    """Return how headings get ids, by the settings `markup.goldmark.parser`; None where they get none."""
    if parser.get("autoheadingid") is False:
        return None
    kind = parser.get("autoheadingidtype") or parser.get("autoidtype") or "github"
    make = {"github-ascii": _ascii, "blackfriday": _blackfriday}.get(str(kind), _github)
    return Slugger(lambda raw, shown: (make(raw), make(shown)), opaque=_MADE, attributes=True)


def _github(text: str) -> str:
    return _slug(text.strip())


def _ascii(text: str) -> str:
    """Return the id of a text without accents, and without what is not ASCII then."""
    letters = unicodedata.normalize("NFD", text)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _slug("".join(letter for letter in plain.strip() if letter.isascii()))


def _slug(text: str) -> str:
    kept = ("-" if c in "- " else c.lower() for c in text if c in "- _" or _is_word(c))
    return "".join(kept) or "heading"


def _blackfriday(text: str) -> str:
    """Return the words of a text, with one hyphen between them (`markup/blackfriday/anchors.go`)."""
    words = "".join(c.lower() if _is_word(c) else " " for c in text)
    return "-".join(words.split()) or "heading"


def _is_word(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return kind[0] == "L" or kind == "Nd"

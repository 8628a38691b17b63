"""The visible text of canonical HTML."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*+)((?>(?:[^<>\"]++|\"[^\"]*+\"){0,200}))>")
_ALT = re.compile(r'\salt="([^"]*)"')
_BREAKS = frozenset(
    "br p div li ul ol pre blockquote table tr h1 h2 h3 h4 h5 h6 hr dt dd figure summary details".split()
)
_BLANKS = re.compile(r"(?<![ \t])[ \t]*\n\s*\n\s*|(?<![ \t])[ \t]*\n[ \t]*")


def text_of(html: str) -> str:
    """Return the text that a reader sees: blocks on lines of their own, pictures as their `alt`."""
    out: list[str] = []
    at = 0
    for match in _TAG.finditer(html):
        out.append(html[at : match.start()])
        at = match.end()
        name = match[2]
        if name in _BREAKS:
            out.append("\n")
        elif name in {"td", "th"} and not match[1]:
            out.append(" ")
        elif name == "img" and (alt := _ALT.search(match[3])):
            out.append(alt[1])
    out.append(html[at:])
    return _BLANKS.sub("\n", unescape("".join(out))).strip()


def letters(text: str) -> str:
    """Return only the letters and digits of a text, in one case and width, to compare texts by."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())

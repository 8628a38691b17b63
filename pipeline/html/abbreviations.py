"""What abbreviations stand for, where nobody can hover over them: on a phone and on paper."""

from __future__ import annotations

import re
from html import unescape

from .canonical import split
from .text import text_of

_TITLE = re.compile(r'<abbr\b[^<>]* title="([^"<>]+)"')


def spelt_out(html: str) -> str:
    """Return canonical HTML with what an abbreviation stands for in brackets behind its first place,
    unless the text says it.
    """
    if "<abbr " not in html:
        return html
    pieces, said = split(html, "abbr"), text_of(html).casefold()
    told: set[str] = set()
    for at in range(1, len(pieces), 2):
        title = _TITLE.match(pieces[at])
        meant = unescape(title[1]).strip().casefold() if title else ""
        if title and meant and meant not in told and meant not in said:
            told.add(meant)
            pieces[at] += f" ({title[1].strip()})"
    return "".join(pieces)

"""How wide a text is in columns, as a terminal counts them, and the beginning of one that is too wide."""

from __future__ import annotations

import re
from collections.abc import Callable

from wcwidth import iter_graphemes, width

_ELLIPSIS = "…"
_LETTER = r"[0-9A-Za-z\u00c0-\u02af\u0370-\u052f]"
_WORD = re.compile(rf"(?<!{_LETTER}){_LETTER}+$")

_OPEN, _CLOSE, _WIDE = (
    "（【「『“‘《",
    "，。；：！？、）】」』”’》…",
    r"\u2e80-\u2fff\u3040-\ud7af\uf900-\ufaff",
)
_PIECE = re.compile(rf"\s*[{_OPEN}]*(?:[{_WIDE}]|[^\s{_OPEN}{_CLOSE}{_WIDE}]+)?[{_CLOSE}]*")


def columns(text: str, *, ambiguous: int = 1) -> int:
    """Return how many columns a text takes: two for a wide character or an emoji, none for a mark.

    `ambiguous` are those of a character that is wide in the fonts of East Asia alone, such as α.
    """
    return width(text, ambiguous_width=ambiguous)


def cut(text: str, most: float, measure: Callable[[str], float] = columns) -> str:
    """Return a text or, if it measures more than `most`, its beginning and an ellipsis.

    No character is parted from its marks, no emoji is taken apart, and no word of a script that parts
    words by spaces, unless little would be left.
    """
    if measure(text) <= most:
        return text
    kept, used = "", measure(_ELLIPSIS)
    for grapheme in iter_graphemes(text):
        used += measure(grapheme)
        if used > most:
            return _without_part(kept, grapheme).rstrip() + _ELLIPSIS
        kept += grapheme
    return kept


def wrapped(text: str, most: int) -> list[str]:
    """Return a text as lines of at most so many columns, where possible.

    It is broken between words and between characters of East Asia, but not before a mark that closes.
    """
    lines = [""]
    for piece in filter(None, _PIECE.findall(text)):
        longer = lines[-1] + piece
        if not lines[-1] or columns(longer) <= most:
            lines[-1] = longer
        else:
            lines.append(piece.lstrip())
    return lines


def _without_part(kept: str, following: str) -> str:
    """Return a text without the word at its end, if that goes on and is not most of it."""
    part = _WORD.search(kept)
    if part and _WORD.match(following) and part.start() > len(kept) // 2:
        return kept[: part.start()]
    return kept

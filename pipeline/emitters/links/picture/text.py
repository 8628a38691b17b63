"""Labels of a picture: how wide a text is, before any browser has drawn it."""

from __future__ import annotations

import unicodedata

SIZE = 12
"""Pixels of the letters of a label."""

_LONGEST = 16.0  # em: so many Chinese characters, or some 28 Latin letters
_NARROW = frozenset("iljtfrI.,:;'|!()[]- ")
_BROAD = frozenset("mwMW@%—…")


def label(title: str) -> str:
    """Return a title as a label: if it is too long, its beginning and an ellipsis."""
    title = " ".join(title.split())
    width = 0.0
    for at, char in enumerate(title):
        width += _em(char)
        if width > _LONGEST:
            return title[:at].rstrip() + "…"
    return title


def width_of(text: str) -> float:
    """Return the width of a label in pixels, rather too much than too little, as fonts differ."""
    return sum(map(_em, text)) * SIZE


def _em(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in "WFA" or char in _BROAD:
        return 1
    if char in _NARROW:
        return 0.42
    if char.isupper():
        return 0.76
    return 0.62 if char.isascii() else 0.8

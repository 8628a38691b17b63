"""Labels of a picture: how wide a text is, before any browser has drawn it."""

from __future__ import annotations

from wcwidth import iter_graphemes

from ....widths import columns, cut

SIZE = 12
"""Pixels of the letters of a label."""

_LONGEST = 17.0  # em: so many Chinese characters, or some 30 Latin letters
_NARROW = frozenset("iljtfrI.,:;'|!()[]- ")
_BROAD = frozenset("mwMW@%")


def label(title: str) -> str:
    """Return a title as a label: if it is too long, its beginning and an ellipsis."""
    return cut(" ".join(title.split()), _LONGEST, _width)


def width_of(text: str) -> float:
    """Return the width of a label in pixels, rather too much than too little, as fonts differ."""
    return _width(text) * SIZE


def _width(text: str) -> float:
    return sum(map(_em, iter_graphemes(text)))


def _em(grapheme: str) -> float:
    wide = columns(grapheme, ambiguous=2)
    if wide != 1:
        return wide / 2
    if grapheme in _BROAD:
        return 1
    if grapheme in _NARROW:
        return 0.42
    if grapheme.isupper():
        return 0.76
    return 0.62 if grapheme.isascii() else 0.8

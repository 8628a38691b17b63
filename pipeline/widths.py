"""How wide a text is in columns, as a terminal counts them, and the beginning of one that is too wide."""

from __future__ import annotations

from collections.abc import Callable

from wcwidth import iter_graphemes, width

_ELLIPSIS = "…"


def columns(text: str, *, ambiguous: int = 1) -> int:
    """Return how many columns a text takes: two for a wide character or an emoji, none for a mark.

    `ambiguous` are those of a character that is wide in the fonts of East Asia alone, such as α.
    """
    return width(text, ambiguous_width=ambiguous)


def cut(text: str, most: float, measure: Callable[[str], float] = columns) -> str:
    """Return a text or, if it measures more than `most`, its beginning and an ellipsis.

    No character is parted from its marks, and no emoji is taken apart.
    """
    if measure(text) <= most:
        return text
    kept, used = "", measure(_ELLIPSIS)
    for grapheme in iter_graphemes(text):
        used += measure(grapheme)
        if used > most:
            break
        kept += grapheme
    return kept.rstrip() + _ELLIPSIS

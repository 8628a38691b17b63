"""Text for a terminal: free of commands but those for colours."""

from __future__ import annotations

import unicodedata

from ..characters import REPLACEMENT

_COLOURS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


def plain(text: str) -> str:
    """Return a text as one line that no terminal takes for commands.

    White space is a space each, format characters but U+200D are removed, and control characters
    become U+FFFD.
    """
    return "".join(map(_plain, text))


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category == "Cc":
        return REPLACEMENT
    return "" if category == "Cf" and char != "\u200d" else char


def painted(text: str, colour: str) -> str:
    """Return a text in a colour; "" is none."""
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if colour and text.strip() else text

"""Text for a terminal: its width in columns, cut to a width, free of commands; and counts."""

from __future__ import annotations

import unicodedata


def columns(text: str) -> int:
    """Return how many columns a text takes in a terminal: two for a wide character, none for a mark."""
    return sum(
        0 if unicodedata.combining(c) or unicodedata.category(c) in {"Mn", "Me", "Cf"}
        else 2 if unicodedata.east_asian_width(c) in {"W", "F"}
        else 1
        for c in text
    )  # fmt: skip


def cut(text: str, width: int) -> str:
    """Return a text cut to a number of columns, with an ellipsis where something is missing."""
    if columns(text) <= width:
        return text
    kept, used = "", 0
    for char in text:
        used += columns(char)
        if used > width - 1:
            break
        kept += char
    return kept.rstrip() + "…"


def plain(text: str) -> str:
    """Return a text as one line that no terminal takes for commands.

    Format characters but U+200D are removed, and control characters become U+FFFD.
    """
    visible = (
        c for c in " ".join(text.split()) if unicodedata.category(c) != "Cf" or c == "\u200d"
    )
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) == "Cc" else c for c in visible
    )


def counted(count: int, name: str) -> str:
    """Return a number with the name of what it counts: "1 question", "2 questions"."""
    return f"{count} {name}{'' if count == 1 else 's'}"

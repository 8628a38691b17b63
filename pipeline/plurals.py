"""Numbers with what they count, as English says it."""

from __future__ import annotations


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with the name of what it counts: "1 question", "2 questions".

    `many` is given where it is not `one` with an s: "2 addresses".
    """
    return f"{count} {one if count == 1 else many or f'{one}s'}"

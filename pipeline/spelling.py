"""The known word that somebody must have meant."""

from __future__ import annotations

from collections.abc import Iterable

from .language import say


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like `word`, in capitals or not; None where none is like it."""
    from difflib import get_close_matches  # start-up time

    by_folded = {name.casefold(): name for name in sorted(known)}
    return next(
        (by_folded[near] for near in get_close_matches(word.casefold(), by_folded, n=1)), None
    )


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return what to say after a word that is not known, "" where no known one is like it."""
    near = nearest(word, known)
    return say(" (did you mean {near}?)", near=near) if near else ""

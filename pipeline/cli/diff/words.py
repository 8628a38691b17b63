"""Which words of a text changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_WORD = re.compile(r"[A-Za-z0-9_]+|\s+|.", re.DOTALL)  # a Han character is a word
_LARGEST = 40_000_000  # pairs of words that are compared; beyond, a text is new as a whole
_CONTEXT = 12  # characters that are kept on each side of a change


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """A part of a text that stayed, is gone or is new."""

    what: Literal["same", "gone", "new"]
    text: str


def changed_words(before: str, after: str) -> tuple[ChangedWords, ...]:
    """Return the changes between two texts in their order, with a little of the text around them.

    Text that stayed is shortened with an ellipsis, in its middle or at the ends of the whole.
    """
    return tuple(_shortened(_pieces(_WORD.findall(before), _WORD.findall(after))))


def _pieces(before: Sequence[str], after: Sequence[str]) -> list[ChangedWords]:
    if len(before) * len(after) > _LARGEST:
        return list(_filled([("gone", before), ("new", after)]))
    from rapidfuzz.distance import Indel  # costs 0.1 s at start-up

    runs: list[tuple[Literal["same", "gone", "new"], Sequence[str]]] = []
    gone: list[str] = []
    new: list[str] = []
    codes = list(Indel.opcodes(before, after))
    for code in codes:
        was, now = before[code.src_start : code.src_end], after[code.dest_start : code.dest_end]
        # One word that stayed between two changes says little, and would tear the two apart.
        between = (gone or new) and code is not codes[-1]
        if code.tag == "equal" and (len(was) > 1 or not between):
            runs += [("gone", gone), ("new", new), ("same", was)]
            gone, new = [], []
        else:
            gone, new = [*gone, *was], [*new, *now]
    return list(_filled([*runs, ("gone", gone), ("new", new)]))


def _filled(
    runs: Iterable[tuple[Literal["same", "gone", "new"], Sequence[str]]],
) -> Iterator[ChangedWords]:
    return (ChangedWords(what, "".join(words)) for what, words in runs if words)


def _shortened(pieces: Sequence[ChangedWords]) -> Iterator[ChangedWords]:
    for at, piece in enumerate(pieces):
        text = " ".join(piece.text.split("\n")) if piece.what == "same" else piece.text
        first, last = at == 0, at == len(pieces) - 1
        if piece.what == "same" and len(text) > _CONTEXT * (1 if first or last else 2):
            head = "" if first else text[:_CONTEXT]
            tail = "" if last else text[-_CONTEXT:]
            text = f"{head}…{tail}"
        yield ChangedWords(piece.what, text)

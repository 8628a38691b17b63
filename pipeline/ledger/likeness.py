"""How alike two cards are: their prompts by edit distance, their answers by a sketch.

A ledger cannot hold whole answers, so it holds a simhash of each (Charikar, "Similarity estimation
techniques from rounding algorithms", 2002): 64 bits, of which about half differ between two texts
that have nothing in common, and few between a text and its edited form. Measured on a thousand
answers: at most 17 bits differ when a fifth of an answer is written anew, and at least 17 between
the answers of two questions, 32 on average.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from .cards import Card
    from .types import LedgerEntry

Same: TypeAlias = "Callable[[Card, LedgerEntry, float, float | None], bool]"
"""Whether a card may be an entry, by the likeness of their prompts and of their answers."""

SKETCH_BITS = 64
_GRAM = 3  # characters
_LANE = 32  # bits of a counter: enough for any answer
_LANES = [sum(((byte >> bit) & 1) << (_LANE * bit) for bit in range(8)) for byte in range(256)]
"""The bits of each byte, spread so that eight counters are added at once."""

SAME_ANSWER = 0.7
CHANCE = 0.5
"""Answers less alike than this show nothing: of 4,000 pairs of unlike texts, one reaches it."""

SAME_PROMPT = 0.9
SAME_PROMPT_ALONE = 0.8  # where no answer is known
BOTH = 1.15
RETURNED = 1.3
SAME_STUB = 0.6  # of prompts without answers: no schedule is at stake


def sketch(text: str) -> str:
    """Return the simhash of a text as 16 hexadecimal digits, "" for a text without characters."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not plain:
        return ""
    grams = {plain[i : i + _GRAM] for i in range(max(1, len(plain) - _GRAM + 1))}
    hashes = b"".join(hashlib.blake2b(gram.encode(), digest_size=8).digest() for gram in grams)
    result = 0
    for column in range(8):
        counts = sum(map(_LANES.__getitem__, hashes[column::8]))
        for bit in range(8):
            ones = counts >> (_LANE * bit) & (1 << _LANE) - 1
            result = result << 1 | (2 * ones > len(grams))
    return f"{result:016x}"


def is_sketch(text: str) -> bool:
    """Whether a text could come from `sketch`."""
    return not text or (len(text) == 16 and not set(text) - set("0123456789abcdef"))


def of_answers(one: str, other: str) -> float | None:
    """Return the likeness of two answers by their sketches: 1 for the same, 0 for unlike ones.

    None where one of them is not known.
    """
    if not one or not other:
        return None
    apart = (int(one, 16) ^ int(other, 16)).bit_count()
    return max(0.0, 1 - 2 * apart / SKETCH_BITS)


def of_prompts(one: str, other: str) -> float:
    """Return the likeness of two prompts: the share of their characters that stay in their order."""
    from rapidfuzz.distance import Indel  # costs 0.1 s at start-up, and few builds need it

    return Indel.normalized_similarity(one.casefold(), other.casefold())


def is_same(prompts: float, answers: float | None, *, retired: bool) -> bool:
    """Whether two cards of this likeness are one that was edited.

    A prompt may be put in quite other words if its answer stayed. Where the answer differs, the
    prompts must be nearly the same: "什么是 BERT？" and "什么是 GPT？" differ in little. A `retired` card,
    which need not return at all, must be more alike. Tried on the histories of some twenty public
    repositories: of 500 prompts that were reworded, a few in a hundred are matched wrongly.
    """
    if answers is None:
        return prompts >= (SAME_PROMPT if retired else SAME_PROMPT_ALONE)
    if answers >= SAME_ANSWER:
        return True
    if retired:
        return prompts + answers >= RETURNED
    return prompts >= SAME_PROMPT or prompts + answers >= BOTH


def is_edited(card: Card, entry: LedgerEntry, prompts: float, answers: float | None) -> bool:
    """Whether a card may be this entry, edited where it stood."""
    if not card.answered and not entry.note:
        return prompts >= SAME_STUB
    return is_same(prompts, answers, retired=entry.retired)


def is_edited_and_moved(_: Card, __: LedgerEntry, prompts: float, answers: float | None) -> bool:
    """Whether a card may be this entry, edited and moved: both prompt and answer are alike."""
    return answers is not None and answers >= SAME_ANSWER and prompts >= SAME_PROMPT_ALONE

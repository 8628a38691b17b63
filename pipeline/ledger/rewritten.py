"""New cards that an author may mean to be old ones, though nothing in them is alike: they are only told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, TypeVar

from . import doubts
from .cards import Card, comparable
from .matching import CardKey, card_key
from .types import LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..findings import Finding

T = TypeVar("T", Card, LedgerEntry)

_FEWEST = 3
"""Questions of a post; with fewer, chance may give the same numbers."""
_WORD = re.compile(r"(?<![^\W_])[A-Za-z][A-Za-z0-9+#]+")
_NAME = re.compile(r".+[A-Z0-9+#]")
_OTHER_SCRIPT = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def rewritten_posts(
    guids: Mapping[CardKey, str], new: Iterable[Card], gone: Iterable[LedgerEntry]
) -> Iterator[Finding]:
    """Yield a finding for each post whose questions are all new, with the numbers of those that are gone.

    `guids` are those of all cards of a site, `new` its new cards, `gone` the entries that no card has.
    """
    matched = {
        post for post, kind, _ in guids.keys() - set(map(card_key, new)) if kind == "question"
    }
    cards = _by_post(
        c for c in new if c.kind == "question" and c.answered and c.post not in matched
    )
    entries = _by_post(entry for entry in gone if entry.kind == "question")
    for post, now in cards.items():
        if _count_alike(now, entries.get(post, ())):
            yield doubts.rewritten_post(now[0], _pairs(guids, now, entries[post]))


def renamed_and_rewritten_posts(
    guids: Mapping[CardKey, str],
    new: Iterable[Card],
    gone: Iterable[LedgerEntry],
    known: Iterable[LedgerEntry],
) -> Iterator[Finding]:
    """Yield a finding for each new post that may be one that is gone, in other words.

    Many posts have the same numbers, so half of their questions at least have to share a name, such as
    LoRA, with that of their number, and no other post may fit. `known` are all entries of a site.
    """
    entries, taken = list(known), set(guids.values())
    earlier = {entry.post for entry in entries}
    there = {post for post, *_ in guids} | {e.post for e in entries if e.guid in taken}
    cards = _by_post(
        c for c in new if c.kind == "question" and c.answered and c.post not in earlier
    )
    lost = _by_post(e for e in gone if e.kind == "question" and e.post not in there)
    fitting = [
        (now, before)
        for now in cards.values()
        for before in lost.values()
        if _count_alike(now, before) and _share_names(now, before)
    ]
    fits = Counter(items[0].post for pair in fitting for items in pair)
    for now, before in fitting:
        if fits[now[0].post] == fits[before[0].post] == 1:
            yield doubts.rewritten_post(now[0], _pairs(guids, now, before), before[0].post)


def _by_post(items: Iterable[T]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for item in items:
        found[item.post].append(item)
    return found


def _count_alike(now: Sequence[Card], before: Sequence[LedgerEntry]) -> bool:
    """Whether questions have the same numbers in the same order."""
    same = [card.number for card in now] == [entry.number for entry in before]
    return same and len(now) >= _FEWEST


def _share_names(now: Sequence[Card], before: Sequence[LedgerEntry]) -> bool:
    pairs = zip(now, before, strict=True)
    return 2 * sum(_share_name(new.prompt, old.prompt) for new, old in pairs) >= len(now)


def _share_name(one: str, other: str) -> bool:
    """Whether a name in one prompt is a word of the other: a word with capitals or digits behind its
    first letter, or any Latin word in a text of another script.
    """
    return not (_names(one).isdisjoint(_words(other)) and _names(other).isdisjoint(_words(one)))


def _words(prompt: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(prompt)}


def _names(prompt: str) -> set[str]:
    if _OTHER_SCRIPT.search(prompt):
        return _words(prompt)
    return {word.casefold() for word in _WORD.findall(prompt) if _NAME.match(word)}


def _pairs(
    guids: Mapping[CardKey, str], now: Sequence[Card], before: Sequence[LedgerEntry]
) -> list[tuple[str, str]]:
    return [(guids[card_key(card)], old.guid) for card, old in zip(now, before, strict=True)]


def changed_kinds(new: Iterable[Card], gone: Iterable[LedgerEntry]) -> Iterator[Finding]:
    """Yield a finding for each new card whose prompt a card of the other kind had in the same post."""
    was = {(entry.post, comparable(entry.prompt)): entry for entry in gone}
    for card in new:
        entry = was.get((card.post, comparable(card.prompt)))
        if entry and entry.kind != card.kind and card.answered:
            yield doubts.of_another_kind(card, entry)

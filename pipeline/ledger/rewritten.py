"""New cards that an author may mean to be old ones, though nothing in them is alike: they are only told."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from . import doubts
from .cards import Card, comparable
from .matching import CardKey, card_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..findings import Finding
    from .types import LedgerEntry

_FEWEST = 3
"""Questions of a post; with fewer, chance may give the same numbers."""


def rewritten_posts(
    guids: Mapping[CardKey, str], new: Iterable[Card], gone: Iterable[LedgerEntry]
) -> Iterator[Finding]:
    """Yield a finding for each post whose questions are all new, with the numbers of those that are gone.

    `guids` are those of all cards of a site, `new` its new cards, `gone` the entries that no card has.
    """
    matched = {
        post for post, kind, _ in guids.keys() - set(map(card_key, new)) if kind == "question"
    }
    cards: dict[str, list[Card]] = defaultdict(list)
    for card in new:
        if card.kind == "question" and card.answered and card.post not in matched:
            cards[card.post].append(card)
    entries: dict[str, list[LedgerEntry]] = defaultdict(list)
    for entry in gone:
        if entry.kind == "question":
            entries[entry.post].append(entry)
    for post, now in cards.items():
        before = entries[post]
        same = [card.number for card in now] == [entry.number for entry in before]
        if same and len(now) >= _FEWEST:
            pairs = [
                (guids[card_key(card)], old.guid) for card, old in zip(now, before, strict=True)
            ]
            yield doubts.rewritten_post(now[0], pairs)


def changed_kinds(new: Iterable[Card], gone: Iterable[LedgerEntry]) -> Iterator[Finding]:
    """Yield a finding for each new card whose prompt a card of the other kind had in the same post."""
    was = {(entry.post, comparable(entry.prompt)): entry for entry in gone}
    for card in new:
        entry = was.get((card.post, comparable(card.prompt)))
        if entry and entry.kind != card.kind and card.answered:
            yield doubts.of_another_kind(card, entry)

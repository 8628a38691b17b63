"""What an author is told of cards that could as well have been matched otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..findings import Code, Finding, Message, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .cards import Card
    from .types import LedgerEntry

_SHOWN = 3
"""The most cards or places that a finding names."""


def asked_more_or_less_often(cards: Sequence[Card], before: int) -> Finding:
    """Return a finding on a prompt that its post asks more or less often than `before`."""
    message = Code.AMBIGUOUS_CARD.message(
        "times", prompt=cards[0].prompt, now=len(cards), before=before
    )
    return _doubt(cards[0], message, map(_place, cards))


def as_like_others(
    card: Card, entry: LedgerEntry, rivals: Sequence[LedgerEntry], claims: Sequence[Card]
) -> Finding:
    """Return a finding on an edited card that is as like other entries, or whose entry is as like other
    cards.
    """
    others = [f"“{rival.prompt}” ({rival.guid})" for rival in rivals]
    others += [f"“{claim.prompt}”" for claim in claims]
    message = Code.AMBIGUOUS_CARD.message(
        "similar", prompt=card.prompt, earlier=entry.prompt, guid=entry.guid,
        others=", ".join(others[:_SHOWN]),
    )  # fmt: skip
    return _doubt(card, message, map(_place, claims[:_SHOWN]))


def another_answer(card: Card, entry: LedgerEntry) -> Finding:
    """Return a finding on an edited card whose answer is quite another."""
    message = Code.REWRITTEN_CARD.message(prompt=card.prompt, earlier=entry.prompt, guid=entry.guid)
    return _doubt(card, message, ())


def rewritten_post(first: Card, pairs: Sequence[tuple[str, str]], earlier: str = "") -> Finding:
    """Return a finding on a post, by its first card, of whose cards each may be an earlier one: pairs of
    the guid that it has now and that of the earlier one. `earlier` is the post of these, if it is
    another one.
    """
    lines = "; ".join(f'"guid": "{new}", "same-as": "{old}"' for new, old in pairs)
    message = (
        Code.REWRITTEN_POST.message("renamed", cards=len(pairs), lines=lines, earlier=earlier)
        if earlier
        else Code.REWRITTEN_POST.message(cards=len(pairs), lines=lines)
    )
    return _doubt(first, message, ())


def of_another_kind(card: Card, entry: LedgerEntry) -> Finding:
    """Return a finding on a question that was a term, or a term that was a question."""
    message = Code.AMBIGUOUS_CARD.message(
        "kind", prompt=card.prompt, before=entry.kind, now=card.kind, guid=entry.guid
    )
    return _doubt(card, message, ())


def matched_in_order(cards: Sequence[Card], known: Sequence[LedgerEntry]) -> Finding:
    """Return a finding on equal prompts that were matched by their order alone."""
    message = Code.AMBIGUOUS_CARD.message(
        "order", prompt=cards[0].prompt, post=known[0].post, now=len(cards), before=len(known)
    )
    places = [Place(entry.post, None) for entry in known[:_SHOWN]]
    return _doubt(cards[0], message, [*places, *map(_place, cards[1:_SHOWN])])


def _doubt(card: Card, message: Message, related: Iterable[Place]) -> Finding:
    places = tuple(dict.fromkeys(related))
    return Finding.of(message, card.path, card.line, related=places)


def _place(card: Card) -> Place:
    return Place(card.path, card.line)

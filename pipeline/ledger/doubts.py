"""What an author is told of cards that could as well have been matched otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.findings import Code, Finding, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.ledger.cards import Card
    from pipeline.ledger.types import LedgerEntry

_SETTLE = (
    'To say otherwise, edit the line of this card in the ledger: add "same-as": "GUID" for another '
    'card, or "new": true if it is a new one.'
)
_SHOWN = 3
"""The most cards or places that a finding names."""


def asked_more_or_less_often(cards: Sequence[Card], before: int) -> Finding:
    """Return a finding on a prompt that its post asks more or less often than `before`."""
    asked = f"“{cards[0].prompt}” is asked {_times(len(cards))} here"
    message = f"{asked}, and was asked {_times(before)}."
    return _doubt(cards[0], message, map(_place, cards))


def as_like_others(
    card: Card, entry: LedgerEntry, rivals: Sequence[LedgerEntry], claims: Sequence[Card]
) -> Finding:
    """Return a finding on an edited card that is as like other entries, or whose entry is as like other
    cards.
    """
    others = [f"“{rival.prompt}” ({rival.guid})" for rival in rivals]
    others += [f"“{claim.prompt}” now" for claim in claims]
    message = f"{_taken_for(card, entry)}; as like it is {', '.join(others[:_SHOWN])}."
    return _doubt(card, message, map(_place, claims[:_SHOWN]))


def another_answer(card: Card, entry: LedgerEntry) -> Finding:
    """Return a finding on an edited card whose answer is quite another."""
    message = f"{_taken_for(card, entry)}, though its answer is another."
    return _doubt(card, message, (), Code.REWRITTEN_CARD)


def matched_in_order(cards: Sequence[Card], known: Sequence[LedgerEntry]) -> Finding:
    """Return a finding on equal prompts that were matched by their order alone."""
    message = (
        f"“{cards[0].prompt}” may be the card of that name in “{known[0].post}”: it is asked "
        f"{_times(len(cards))} now, and was {_times(len(known))}. They were matched in order."
    )
    places = [Place(entry.post, None) for entry in known[:_SHOWN]]
    return _doubt(cards[0], message, [*places, *map(_place, cards[1:_SHOWN])])


def _doubt(
    card: Card, message: str, related: Iterable[Place], code: Code = Code.AMBIGUOUS_CARD
) -> Finding:
    places = tuple(dict.fromkeys(related))
    return Finding.of(code, message, card.path, card.line, related=places, hint=_SETTLE)


def _place(card: Card) -> Place:
    return Place(card.path, card.line)


def _taken_for(card: Card, entry: LedgerEntry) -> str:
    return f"“{card.prompt}” was taken for what was “{entry.prompt}” ({entry.guid})"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"

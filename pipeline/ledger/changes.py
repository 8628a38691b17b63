"""What an import of the next deck changes in Anki, by what was shipped before and by the next ledger.

Anki updates a note whose guid it knows if the package's note is newer, adds a note that it does not know,
and leaves alone what the package lacks. A card stays in its deck (measured with 2.1.54 to 26.9.3).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from ..findings import Code, Finding
from ..language import Say, english, marked
from .types import Ledger, LedgerEntry

if TYPE_CHECKING:
    from ..ir import Corpus

Event = Literal["added", "returned", "edited", "refused", "renewed", "retired"]
"""What becomes of a note. `added`: it is new in Anki. `returned`: it is back in the deck. `edited`:
Anki updates it. `refused`: it changed, but is older than what Anki has, so Anki does not take the
change. `renewed`: it is the same, but newer, so a learner's own edits are lost. `retired`: it is no
longer in the deck, and stays in Anki as it is.
"""

_WORDS = {
    "added": marked("{n} new"), "returned": marked("{n} back"), "edited": marked("{n} edited"),
    "refused": marked("{n} refused"), "renewed": marked("{n} sent again"),
    "retired": marked("{n} retired"), "unchanged": marked("{n} as before"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShippedCard:
    """A card as Anki may have it. `deck` and the entry's post are "" where they are not known."""

    site: str
    entry: LedgerEntry
    deck: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """What went to learners before: the cards by guid, and the digests of the note type."""

    cards: Mapping[str, ShippedCard] = field(default_factory=dict)
    note_types: frozenset[str] = frozenset()


def shipped_by(ledger: Ledger) -> Shipped:
    """Return what was shipped by the builds that a ledger remembers."""
    return Shipped(
        {
            entry.guid: ShippedCard(key, entry, site.decks.get(entry.post, ""))
            for key, site in ledger.sites.items()
            for entry in site.cards
        },
        frozenset(site.note_type.hash for site in ledger.sites.values() if site.note_type),
    )


@dataclass(frozen=True, slots=True)
class CardChange:
    """A card as it was shipped `before` and as it is `after`, None where that build did not know it.

    `event` is None where an import leaves the note as it is.
    """

    before: ShippedCard | None
    after: ShippedCard | None
    event: Event | None

    @property
    def now(self) -> ShippedCard:
        """The card as it is now or, where it is gone, as it was."""
        known = self.after or self.before
        assert known
        return known

    @property
    def deck(self) -> str:
        """The deck in which Anki has the card after an import: the earlier one, if that is known."""
        return self.before.deck if self.before and self.before.deck else self.now.deck

    @property
    def stays(self) -> bool:
        """Whether the package has the card in another deck than Anki: an import moves no card."""
        return bool(self.after and self.after.deck) and self.deck != self.now.deck

    @property
    def moved(self) -> bool:
        """Whether the card is in another post now."""
        return self._differs("post")

    @property
    def renumbered(self) -> bool:
        """Whether the question has another number now."""
        return self._differs("number")

    @property
    def reworded(self) -> bool:
        """Whether the prompt was edited."""
        return self._differs("prompt")

    def _differs(self, name: str) -> bool:
        if not self.before or not self.after or not self.before.entry.post:
            return False
        return bool(getattr(self.before.entry, name) != getattr(self.after.entry, name))


@dataclass(frozen=True, slots=True)
class ImportChanges:
    """The cards that differ between two builds, by post, and how many do not.

    `note_type`: the look of the cards changed.
    """

    cards: tuple[CardChange, ...] = ()
    unchanged: int = 0
    note_type: bool = False

    def counts(self) -> dict[str, int]:
        """Return the number of cards for each event, and of moved, renumbered and unchanged ones."""
        events = Counter(change.event for change in self.cards)
        return {event: events[event] for event in get_args(Event)} | {
            "moved": sum(change.moved for change in self.cards),
            "renumbered": sum(change.renumbered for change in self.cards),
            "unchanged": self.unchanged,
        }

    @property
    def search(self) -> str:
        """What finds the retired cards in Anki's browser, "" where there are none."""
        retired = [change.now.entry.guid for change in self.cards if change.event == "retired"]
        return f'"Key:re:#({"|".join(retired)})$"' if retired else ""

    def summary(self, say: Say = english) -> str:
        """Return the counts in words, as in `2 new, 1 edited, 68 as before`."""
        counts = self.counts()
        parts = [say(words, n=counts[event]) for event, words in _WORDS.items() if counts[event]]
        parts += [say("a new look")] if self.note_type else []
        staying = sum(change.stays for change in self.cards)
        parts += [say("{n} in a deck of another name", n=staying)] if staying else []
        return say(", ").join(parts) or say("nothing")


def compare(before: Shipped, after: Ledger) -> ImportChanges:
    """Return what differs between what was shipped and the ledger of the next build.

    Sites that this ledger does not hold are left out.
    """
    found: list[CardChange] = []
    unchanged = 0
    for change in _compared(before, after):
        if change.event or change.stays:
            found.append(change)
        else:
            unchanged += change.now.entry.in_deck
    types = {site.note_type.hash for site in after.sites.values() if site.note_type}
    return ImportChanges(
        tuple(found), unchanged, bool(before.note_types and types - before.note_types)
    )


def renamed_decks(changes: ImportChanges, corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding for each deck that has a new name, while its cards stay in the old one: at the first
    post of it.
    """
    posts = {(post.site, post.key): post for post in corpus.posts}
    staying: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for change in changes.cards:
        if change.stays:
            decks = (change.now.site, change.deck, change.now.deck)
            staying[decks].append(change.now.entry.post)
    for (site, old, new), keys in sorted(staying.items()):
        message = Code.DECK_CHANGED.message(deck=new, cards=len(keys), earlier=old)
        yield Finding.of(message, posts[site, min(keys)].path)


def _compared(before: Shipped, after: Ledger) -> Iterator[CardChange]:
    places = {guid: place for place, guid in enumerate(before.cards)}
    for key, site in after.sites.items():
        for entry in sorted(site.cards, key=lambda e: _order(e, places)):
            was = before.cards.get(entry.guid)
            deck = site.decks.get(entry.post, "") if entry.in_deck else ""
            yield CardChange(
                was, ShippedCard(key, entry, deck), _event(was.entry if was else None, entry)
            )
    known = {entry.guid for entry in after.entries()}
    for was in before.cards.values():
        if was.site in after.sites and was.entry.guid not in known and was.entry.in_deck:
            yield CardChange(was, None, "retired")


def _order(entry: LedgerEntry, places: Mapping[str, int]) -> tuple[str, bool, int]:
    """Return what sorts a card: as in the ledger, but the retired of a post in their former order."""
    return entry.post, entry.retired, places.get(entry.guid, 0) if entry.retired else 0


def _event(before: LedgerEntry | None, after: LedgerEntry) -> Event | None:
    """Return what an import does to a card; None for nothing."""
    if not after.in_deck:
        return "retired" if before and before.in_deck else None
    if before is None or not before.note:
        return "added"
    if before.retired:
        return "returned"
    if before.hash == after.hash:
        return "renewed" if after.mod > before.mod else None
    return "edited" if after.mod > before.mod else "refused"

"""Which notes changed since the last build, and the ledger of this one.

Anki updates a note only if its modification time is newer than that of the note it has, and then
overwrites what the learner changed. So a note keeps its time while its content stays, and gets the
build's time when the content changes; the same holds for the note type. A note's id is the time at which a
build first had it: Anki shows it as the day on which the note was added.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from ..links.identity import files_address
from .cards import Card, cards_of
from .likeness import sketch
from .types import Ledger, LedgerEntry, NoteTypeStamp, SiteLedger

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..ir import Corpus
    from .types import DeckStamp

ID_STEP = 10
"""Milliseconds from one note's id to the next: room for the ids of its cards, one for each template."""


class NoteLike(Protocol):
    """What the ledger needs to know of a note."""

    @property
    def guid(self) -> str:
        """The id of the question or term that it was made of."""

    @property
    def digest(self) -> str:
        """The hash of its final fields and tags."""

    @property
    def deck(self) -> str:
        """The name of its deck."""

    @property
    def site_deck(self) -> DeckStamp:
        """The name of its site's deck, and what the decks below it are made of."""


N = TypeVar("N", bound=NoteLike)


@dataclass(frozen=True, slots=True)
class StampedNote(Generic[N]):
    """A note, when its content was first built (epoch seconds), and its id (epoch milliseconds)."""

    note: N
    mod: int
    id: int


@dataclass(frozen=True, slots=True)
class StampedNotes(Generic[N]):
    """All notes of a run in their order, the note type's time, and the ledger to write."""

    notes: tuple[StampedNote[N], ...]
    note_type_mod: int
    ledger: Ledger


def stamp(
    corpus: Corpus,
    notes: Sequence[N],
    note_type: str,
    ledger: Ledger,
    now: int,
    keep_posts: Collection[tuple[str, str]] = frozenset(),
    reserved: Collection[LedgerEntry] = (),
) -> StampedNotes[N]:
    """Return the notes of an identified corpus with times and ids, and the new ledger.

    `note_type` is the digest of the note type, `now` is in epoch seconds. What did not change keeps
    its time and id. A change gets `now`, or one second more than the old time where the clock is
    behind. Cards that are in no deck any more are retired. Sites that the corpus does not hold, and
    `keep_posts` (site key, post key), which could not be read, are left as they were. No note gets
    the id of a `reserved` entry, nor one that another note has after a merge.
    """
    by_guid = {note.guid: note for note in notes}
    known = {entry.guid: entry for entry in ledger.entries()}
    owners = _owners((*reserved, *known.values()))
    new_ids = _free_ids(owners, now)
    note_type_mod = _note_type_mod(ledger, note_type, now)
    sites: dict[str, SiteLedger] = dict(ledger.sites)
    current: dict[str, LedgerEntry] = {}
    for key in sorted(site.key for site in corpus.sites):
        posts = sorted((p for p in corpus.posts if p.site == key), key=lambda post: post.key)
        cards = [card for post in posts for card in cards_of(post)]
        decks: dict[str, str] = {}
        for card in cards:
            entry = _renewed(card, known.get(card.id))
            if note := by_guid.get(card.id):
                own = entry.note > 0 and owners[entry.note] == entry.guid
                entry = _stamped(entry, note.digest, now, entry.note if own else next(new_ids))
                entry = entry if entry.answer else replace(entry, answer=sketch(card.answer))
                decks[card.post] = note.deck
            current[card.id] = entry
        before = ledger.site(key)
        unread = {post for site, post in keep_posts if site == key}
        decks |= {post: deck for post, deck in before.decks.items() if post in unread}
        readings = {post.key: post.reading for post in posts if post.key in decks}
        readings |= {post: kept for post, kept in before.readings.items() if post in unread}
        gone = (entry for entry in before.cards if entry.guid not in current)
        rest = (e if e.post in unread else _retired(e) for e in gone)
        entries = _sorted([*(current[card.id] for card in cards), *rest])
        shipped = (by_guid[card.id].site_deck for card in cards if card.id in by_guid)
        deck = next(shipped, before.deck)
        stamped = NoteTypeStamp(note_type, note_type_mod)
        pages = files_address((post.permalink, post.path) for post in posts) or before.pages
        sites[key] = SiteLedger(entries, stamped, deck, decks, readings, pages)
    return StampedNotes(
        tuple(StampedNote(n, current[n.guid].mod, current[n.guid].note) for n in notes),
        note_type_mod,
        Ledger(sites),
    )


def _renewed(card: Card, entry: LedgerEntry | None) -> LedgerEntry:
    """Return the entry of a card that is in a post: where it stands now, with its stamps as they were.

    A card that lost its answer is retired. Raise ValueError where the card has no id.
    """
    if not card.id:
        raise ValueError(f"{card.site}/{card.post}: a card has no id; identify comes before stamp")
    fresh = LedgerEntry(card.id, card.kind, card.post, card.number, card.prompt, anchor=card.anchor)
    if entry is None:
        return fresh
    renewed = replace(fresh, hash=entry.hash, mod=entry.mod, note=entry.note, answer=entry.answer)
    return _retired(renewed) if entry.note and not card.answered else renewed


def _retired(entry: LedgerEntry) -> LedgerEntry:
    return replace(entry, retired=True, same_as="", new=False)


def _stamped(entry: LedgerEntry, digest: str, now: int, note: int) -> LedgerEntry:
    if entry.hash == digest and entry.note:
        return replace(entry, note=note)
    mod = max(now, entry.mod + 1) if entry.hash else now
    return replace(entry, hash=digest, mod=mod, note=note, answer="")


def _owners(entries: Iterable[LedgerEntry]) -> dict[int, str]:
    """Return the guid that each note id belongs to: two notes got one where branches were built at once."""
    owners: dict[int, str] = {}
    for entry in entries:
        owners.setdefault(entry.note, entry.guid)
    return owners


def _free_ids(taken: Collection[int], now: int) -> Iterator[int]:
    """Yield ids in epoch milliseconds, from `now` (epoch seconds) on; no cards of a note with a taken id
    have them.
    """
    steps = {(note + more) // ID_STEP for note in taken for more in (0, ID_STEP - 1)}
    first = max(now, 1) * 1000 // ID_STEP  # Anki's check of the database fails at the id 0
    return (step * ID_STEP for step in count(first) if step not in steps)


def _note_type_mod(ledger: Ledger, digest: str, now: int) -> int:
    """Return the time of the note type: the newest recorded, or a later one if the type changed."""
    records = [site.note_type for site in ledger.sites.values() if site.note_type]
    if not records:
        return now
    newest = max(record.mod for record in records)
    same = all(record.hash == digest for record in records if record.mod == newest)
    return newest if same else max(now, newest + 1)


def _sorted(entries: Sequence[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Return entries by post; within one the living as they stand, then the retired by guid."""
    return tuple(sorted(entries, key=lambda e: (e.post, e.retired, e.guid if e.retired else "")))

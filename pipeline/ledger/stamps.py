"""Which notes changed since the last build, and the ledger of this one.

Anki updates a note only if its modification time is newer than that of the note it has, and then
overwrites what the learner changed. So a note keeps its time while its content stays, and gets the
build's time when the content changes; the same holds for the note type.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from .cards import Card, cards_of
from .likeness import sketch
from .types import Ledger, LedgerEntry, NoteTypeStamp, SiteLedger

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ..ir import Corpus

# Note ids are epoch milliseconds in Anki. Ours are spread over 1.16 years from 14 July 2017.
FIRST_NOTE, NOTE_SPAN = 1_500_000_000_000, 100_000_000_000


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
    the id of a `reserved` entry.
    """
    by_guid = {note.guid: note for note in notes}
    known = {entry.guid: entry for entry in ledger.entries()}
    note_ids = {entry.note for entry in (*known.values(), *reserved)}
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
                entry = _stamped(entry, note.digest, now, note_ids)
                entry = entry if entry.answer else replace(entry, answer=sketch(card.answer))
                note_ids.add(entry.note)
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
        sites[key] = SiteLedger(entries, NoteTypeStamp(note_type, note_type_mod), decks, readings)
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


def _stamped(entry: LedgerEntry, digest: str, now: int, note_ids: Collection[int]) -> LedgerEntry:
    if entry.hash == digest and entry.note:
        return entry
    mod = max(now, entry.mod + 1) if entry.hash else now
    note = entry.note or _note_id(entry.guid, note_ids)
    return replace(entry, hash=digest, mod=mod, note=note, answer="")


def _note_id(guid: str, taken: Collection[int]) -> int:
    """Return a note id made of the guid, counted up while it is taken."""
    number = int.from_bytes(hashlib.sha256(guid.encode()).digest()[:8], "big")
    note = FIRST_NOTE + number % NOTE_SPAN
    while note in taken:
        note += 1
    return note


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

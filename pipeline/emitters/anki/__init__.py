"""The deck: an Anki package in which every answered question and every term is a card.

    notes = make_notes(corpus, deck_names)
    note_type = load_note_type()
    stamped = ledger.stamp(corpus, notes, note_type.digest, known, now, keep_posts)
    findings = emit(out_file, stamped, note_type, pictures, make_decks(corpus, notes, deck_names))

Only `emit` writes. `stamped.ledger` is what to save, and `read_package` returns
what an earlier package holds, `read_ledger` the ledger that it bears. Import
this package where a deck is wanted and not before: genanki costs a tenth of a second.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ...findings import Code, Finding
from ...products import DECK_FILE
from .decks import shared_decks, undivided
from .earlier import Earlier, PackageError, read_ledger, read_package
from .notes import Deck, Note, make_decks, make_notes
from .notetype import FIELDS, NoteType, load_note_type
from .package import check_package, write_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ...ledger import StampedNotes
    from ..contract import Request

__all__ = [
    "FIELDS", "Deck", "Earlier", "Note", "NoteType", "PackageError", "check_package", "emit", "emitter",
    "load_note_type", "make_decks", "make_notes", "note_options", "read_ledger", "read_package",
    "write_package",
]  # fmt: skip


HUGE = 200_000_000
"""Bytes."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def emit(
    out_file: Path,
    stamped: StampedNotes[Note],
    note_type: NoteType,
    pictures: Path,
    decks: Sequence[Deck],
) -> tuple[Finding, ...]:
    """Write the package, read it back, and return what is wrong with it. Raise OSError."""
    write_package(out_file, stamped, note_type, pictures, decks)
    return (*check_package(out_file), *_huge(out_file))


def _huge(out_file: Path) -> Iterator[Finding]:
    """Yield a finding if a package is larger than AnkiWeb and telephones bear well. Raise OSError."""
    size = out_file.stat().st_size
    if size > HUGE:
        yield Finding.of(Code.HUGE_DECK.message(megabytes=size // 10**6), out_file.name)


def note_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of `make_notes` that a user's options are."""
    return {"reverse": options.get("reverse") == "terms"}


def _day_of(mod: int) -> str:
    """Return the day of a time in epoch seconds, "" where no calendar has it."""
    try:
        return (_EPOCH + timedelta(seconds=mod)).date().isoformat()
    except OverflowError:
        return ""


def emitter(request: Request) -> Iterable[Finding]:
    """Write the deck that `request` asks for, with the times that the ledger keeps."""
    notes = make_notes(request.corpus, request.deck_names, **note_options(request.options))
    note_type = load_note_type()
    stamped = request.stamp(notes, note_type.digest)
    day = _day_of(max((stamp.mod for stamp in stamped.notes), default=0))
    report = request.options.get("report", "")
    decks = make_decks(request.corpus, notes, request.deck_names, day=day, report=report)
    faults = emit(request.file(DECK_FILE), stamped, note_type, request.pictures, decks)
    told = undivided(request.corpus, request.deck_names)
    return (*shared_decks(notes), *told, *faults)

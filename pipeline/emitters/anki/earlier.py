"""Reading a package that was made before: what those who imported it have in Anki."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ...files import is_exhausted
from ...html import text_of
from ...language import say
from ...ledger import Ledger, LedgerEntry, Shipped, ShippedCard, parse
from .notes import content_digest
from .notetype import FIELDS, MODEL_ID, NoteType, Sides
from .package import COLLECTION, LEDGER

if TYPE_CHECKING:
    from pathlib import Path


_SHOWN = re.compile(r"Q(?=[0-9]+\Z)")
"""What a card shows before a lone number."""
_SUBJECT = re.compile(r'<span class="subject">[^<]*</span>')
"""What a card shows above a vague prompt."""
_LARGEST = 512 << 20
"""Bytes of a member; a zip file may claim any size."""
_A_STEP = 100_000  # instructions of SQLite
_STEPS, _STEPS_A_BYTE = 100, 10
"""What reading a database may cost: so many times that, and so many instructions for each of its bytes."""


class PackageError(Exception):
    """A file is no package that postdeck made; the message says why."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A note as a package holds it. `fields` are HTML, in the order of the note type."""

    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str

    @property
    def digest(self) -> str:
        """The hash of fields and tags, made as that of a new note."""
        return content_digest(self.fields, self.tags)


@dataclass(frozen=True, slots=True)
class Package:
    """The notes of a package by guid, and the same as cards that were shipped."""

    notes: Mapping[str, Earlier]
    shipped: Shipped


def read_package(path: Path) -> Package:
    """Return what a package holds. Raise PackageError where it is none of ours, and OSError."""
    with _opened(path) as archive, closing(sqlite3.connect(":memory:")) as connection:
        _load(connection, _member(archive, COLLECTION))
        return _package(connection)


def read_ledger(path: Path) -> Ledger:
    """Return the ledger that a package bears. Raise PackageError where it bears none, and OSError."""
    with _opened(path) as archive:
        if LEDGER not in archive.namelist():
            raise PackageError(
                say(
                    "{path} bears no ledger: another program or an early postdeck made it; what a ledger "
                    "kept cannot be restored from it, but questions with the same prompts keep their "
                    "cards",
                    path=path,
                )
            )
        found = parse(_member(archive, LEDGER), f"{path}/{LEDGER}")
    if isinstance(found, Ledger):
        return found
    raise PackageError(
        say(
            "{path} bears a ledger that cannot be read ({reason})",
            path=path,
            reason=found.shown_message,
        )
    )


def _load(connection: sqlite3.Connection, data: bytes) -> None:
    """Load a database of others, whose views and columns may compute without end, and give it a limit."""
    connection.deserialize(data)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(len(data), _A_STEP))
    steps = iter(range(_STEPS + _STEPS_A_BYTE * len(data) // _A_STEP))
    connection.set_progress_handler(lambda: next(steps, None) is None, _A_STEP)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _LARGEST:
        raise PackageError(
            say(
                "{path}: {name} has more than {limit} MiB",
                path=archive.filename,
                name=name,
                limit=_LARGEST >> 20,
            )
        )
    return archive.read(name)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a package; whatever is wrong in what is read of it becomes a PackageError."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (PackageError, OSError):
        raise
    except Exception as error:  # a damaged zip, database or JSON fails in many ways
        if is_exhausted(error):
            raise
        raise PackageError(
            say("{path} is no deck that postdeck made ({error})", path=path, error=error)
        ) from None


def _package(connection: sqlite3.Connection) -> Package:
    models, decks = map(json.loads, connection.execute("SELECT models, decks FROM col").fetchone())
    names = {int(key): str(deck["name"]) for key, deck in decks.items()}
    notes: dict[str, Earlier] = {}
    cards: dict[str, ShippedCard] = {}
    for guid, note_id, mod, tags, fields, deck in connection.execute(
        "SELECT guid, n.id, n.mod, tags, flds, did FROM notes n JOIN cards ON nid = n.id "
        "WHERE n.mid = ? AND ord = 0", (MODEL_ID,)
    ):  # fmt: skip
        note = Earlier(tuple(fields.split("\x1f")), tuple(tags.split()), names[deck])
        named = dict(zip(FIELDS, note.fields, strict=True))
        entry = LedgerEntry(
            guid=guid,
            kind="term" if named["Hint"] else "question",
            post="",
            number=_SHOWN.sub("", text_of(named["Number"])),
            prompt=" ".join(text_of(_SUBJECT.sub("", named["Question"])).split()),
            hash=note.digest,
            mod=mod,
            note=note_id,
        )
        if guid in notes:
            raise PackageError(say("two notes or cards have the guid {guid}", guid=guid))
        notes[guid] = note
        cards[guid] = ShippedCard(text_of(named["Key"]).partition("#")[0], entry, note.deck)
    return Package(notes, Shipped(cards, frozenset(_note_types(models))))


def _note_types(models: Mapping[str, Any]) -> Iterator[str]:
    if model := models.get(str(MODEL_ID)):
        sides = tuple(Sides(each["qfmt"], each["afmt"]) for each in model["tmpls"])
        yield NoteType(sides, model["css"]).digest

"""The .apkg: a zip of a collection in Anki's schema 11, a map of media names, and the pictures.

The same input gives the same bytes on one machine (SQLite writes its version into the file, and
zlib may compress in another way elsewhere). The legacy name `collection.anki2` is understood by
every Anki since 2.1.54; genanki knows the tables and columns.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from html import unescape
from typing import TYPE_CHECKING

import genanki

from ...findings import Code, Finding, Message
from ...ledger import dump
from .notetype import (
    ABOUT_FIELDS,
    FIELDS,
    MODEL_ID,
    NAME,
    TEMPLATES,
    NoteType,
    is_technical,
    template_id,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ...ledger import StampedNote, StampedNotes
    from .notes import Deck, Note

COLLECTION, MEDIA, LEDGER = "collection.anki2", "media", "postdeck.json"
_SRC = re.compile(r"""<img\b[^<>]*?\bsrc="([^"]*)\"""")
_OLDEST = (1980, 1, 1, 0, 0, 0)  # the first date that a zip can hold


def write_package(
    path: Path,
    stamped: StampedNotes[Note],
    note_type: NoteType,
    pictures: Path,
    decks: Sequence[Deck],
) -> None:
    """Write the package to `path`; the pictures come from the folder `pictures`.

    It bears its ledger as a member that Anki passes over, so that one that is lost can be restored.
    Raise OSError; for a picture that is missing, before `path` is touched.
    """
    names = sorted({name for stamp in stamped.notes for name in stamp.note.media})
    for name in names:
        (pictures / name).stat()
    collection = _collection(stamped, note_type, decks)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(_member(COLLECTION, zipfile.ZIP_DEFLATED), collection, compresslevel=1)
        numbered = {str(number): name for number, name in enumerate(names)}
        archive.writestr(_member(MEDIA, zipfile.ZIP_DEFLATED), json.dumps(numbered))
        ledger = dump(stamped.ledger)
        archive.writestr(_member(LEDGER, zipfile.ZIP_DEFLATED), ledger)
        for number, name in numbered.items():
            with (
                (pictures / name).open("rb") as source,
                archive.open(_member(number), "w") as target,
            ):
                shutil.copyfileobj(source, target)


def check_package(path: Path) -> tuple[Finding, ...]:
    """Read a package back and return what is wrong with it: nothing, unless postdeck has a fault.

    Raise OSError.
    """
    try:
        faults = list(_faults(path))
    except (ValueError, sqlite3.Error, zipfile.BadZipFile, KeyError) as error:
        faults = [Code.FAULTY_DECK.message(error=str(error))]
    return tuple(Finding.of(fault, path.name) for fault in faults)


class _Card(genanki.Card):  # type: ignore[misc]
    """A card of a template, in a deck of its own."""

    def __init__(self, template: int, deck: int) -> None:
        super().__init__(template)
        self.deck = deck

    def write_to_db(self, cursor: sqlite3.Cursor, mod: int, _: int, *rest: object) -> None:
        super().write_to_db(cursor, mod, self.deck, *rest)


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with an id and a time of its own, and a card of each template that its fields fill."""

    def __init__(
        self, model: genanki.Model, stamp: StampedNote[Note], decks: Mapping[str, int], due: int
    ) -> None:
        note = stamp.note
        super().__init__(model, list(note.fields), None, note.tags, note.guid, due)
        self.stamp = stamp
        self.cards = [_Card(at, decks[name]) for at, name in note.card_decks.items()]

    def write(self, cursor: sqlite3.Cursor) -> None:
        # Notes and cards are in tables of their own, so that the first card has the note's id.
        ids = iter((self.stamp.id, *(self.stamp.id + card.ord for card in self.cards)))
        self.write_to_db(cursor, self.stamp.mod, None, ids)

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Skip genanki's search for stray `<`: slow on long lines, and ours are escaped."""


def _collection(stamped: StampedNotes[Note], note_type: NoteType, decks: Sequence[Deck]) -> bytes:
    """Return the bytes of the database, made in memory; decks and model are written once."""
    model = _model(note_type)
    ids = _deck_ids(deck.name for deck in decks)
    with closing(sqlite3.connect(":memory:")) as connection:
        cursor = connection.cursor()
        genanki.Package([]).write_to_db(cursor, 0, iter(()))
        (default,) = cursor.execute("SELECT decks FROM col").fetchone()
        ours = {
            str(ids[deck.name]): genanki.Deck(ids[deck.name], deck.name, deck.description).to_json()
            for deck in decks
        }
        models = {str(MODEL_ID): model.to_json(stamped.note_type_mod, None)}
        cursor.execute(
            "UPDATE col SET decks = ?, models = ?",
            (json.dumps(json.loads(default) | ours), json.dumps(models)),
        )
        for due, stamp in enumerate(stamped.notes, 1):
            _Note(model, stamp, ids, due).write(cursor)
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()


def _model(note_type: NoteType) -> genanki.Model:
    """Return the model; `id` on fields and templates lets Anki follow one that is renamed."""
    return genanki.Model(
        MODEL_ID,
        NAME,
        fields=[
            {
                "name": name, "id": FIELDS[name], "description": about,
                "collapsed": is_technical(name), "preventDeletion": True,
            }
            for name, about in ABOUT_FIELDS.items()
        ],
        templates=[
            {"name": name, "id": template_id(name), "qfmt": sides.front, "afmt": sides.back}
            for name, sides in zip(TEMPLATES, note_type.sides, strict=True)
        ],
        css=note_type.css,
    )  # fmt: skip


def _deck_ids(names: Iterable[str]) -> dict[str, int]:
    """Return an id for each deck, made of its name: Anki knows decks by name, and wants an id."""
    ids: dict[int, str] = {}
    for name in names:
        digest = hashlib.sha256(name.encode()).digest()
        number = 1_400_000_000_000 + int.from_bytes(digest[:8], "big") % 100_000_000_000
        while number in ids:
            number += 1
        ids[number] = name
    return {name: number for number, name in ids.items()}


def _member(name: str, compress: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    """Return a zip member that shows nothing of the day and the machine."""
    member = zipfile.ZipInfo(name, _OLDEST)
    member.create_system = 3  # Unix, on Windows too
    member.external_attr = 0o644 << 16
    member.compress_type = compress
    return member


def _faults(path: Path) -> Iterable[Message]:
    with zipfile.ZipFile(path) as archive:
        if damaged := archive.testzip():
            yield Code.FAULTY_DECK.message("member", member=damaged)
        media: dict[str, str] = json.loads(archive.read(MEDIA))
        if set(archive.namelist()) != {COLLECTION, MEDIA, LEDGER, *media}:
            yield Code.FAULTY_DECK.message("members")
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(archive.read(COLLECTION))
            rows = connection.execute("SELECT guid, flds, id FROM notes").fetchall()
            cards = connection.execute("SELECT nid, ord FROM cards").fetchall()
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                yield Code.FAULTY_DECK.message("database")
    if len({guid for guid, *_ in rows}) != len(rows):
        yield Code.FAULTY_DECK.message("guid")
    filled = [(note, at) for _, text, note in rows for at in _filled_templates(text.split("\x1f"))]
    if sorted(cards) != sorted(filled):
        yield Code.FAULTY_DECK.message("card")
    used: set[str] = set()
    for guid, text, _ in rows:
        values = text.split("\x1f")
        if len(values) != len(FIELDS) or not values[0]:
            yield Code.FAULTY_DECK.message("field", guid=guid)
        used.update(unescape(src) for src in _SRC.findall(text))
    if used != set(media.values()):
        wrong = sorted(used ^ set(media.values()))
        yield Code.FAULTY_DECK.message("pictures", pictures=str(wrong))


def _filled_templates(values: Sequence[str]) -> Iterable[int]:
    """Yield the place of each template that gives a card: the first, and those whose field is filled."""
    named = dict(zip(FIELDS, values, strict=False))
    return (at for at, name in enumerate(TEMPLATES) if not at or named.get(name))

"""The bytes of a package."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipeline import ledger
from pipeline.emitters.anki import (
    Note,
    PackageError,
    check_package,
    earlier,
    emit,
    load_note_type,
    make_decks,
    make_notes,
    read_ledger,
    read_package,
    write_package,
)
from pipeline.emitters.anki.notetype import FIELDS
from pipeline.findings import Code
from pipeline.ledger import Ledger, StampedNotes
from tests.support import corpora

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.emitters.anki import Deck

NOW = 1_700_000_000


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    return corpora.draw(tmp_path / "资源 与 图")


def prepared() -> tuple[StampedNotes[Note], list[Deck]]:
    made = ledger.identify(corpora.rich(), Ledger())
    notes = make_notes(made)
    digest = load_note_type().digest
    return ledger.stamp(made, notes, digest, Ledger(), NOW), make_decks(made, notes)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(path) as archive, closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(archive.read("collection.anki2"))
        return connection.execute(query).fetchall()


def test_two_builds_are_the_same_bytes(tmp_path: Path, pictures: Path) -> None:
    paths = [tmp_path / "a.apkg", tmp_path / "b.apkg"]
    for path in paths:
        stamped, decks = prepared()
        assert emit(path, stamped, load_note_type(), pictures, decks) == ()
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_the_zip_tells_nothing_of_the_day_and_the_machine(tmp_path: Path, pictures: Path) -> None:
    stamped, decks = prepared()
    write_package(tmp_path / "a.apkg", stamped, load_note_type(), pictures, decks)
    with zipfile.ZipFile(tmp_path / "a.apkg") as archive:
        members = archive.infolist()
        names = [member.filename for member in members]
        assert names == ["collection.anki2", "media", "postdeck.json", "0"]
        assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
        assert {(m.create_system, m.external_attr >> 16) for m in members} == {(3, 0o644)}
        assert [member.compress_type for member in members] == [
            *[zipfile.ZIP_DEFLATED] * 3, zipfile.ZIP_STORED,
        ]  # fmt: skip
        assert json.loads(archive.read("media")) == {"0": corpora.PICTURE}
        assert archive.read("0") == (pictures / corpora.PICTURE).read_bytes()


def test_notes_bear_their_own_ids_times_and_places(tmp_path: Path, pictures: Path) -> None:
    stamped, decks = prepared()
    old = replace(stamped.notes[2], mod=NOW - 500)
    stamped = replace(stamped, notes=(*stamped.notes[:2], old, *stamped.notes[3:]))
    path = tmp_path / "a.apkg"
    write_package(path, stamped, load_note_type(), pictures, decks)
    found = rows(
        path, "SELECT n.id, n.guid, n.mod, c.due FROM notes n JOIN cards c ON c.nid = n.id"
    )
    expected = [(s.id, s.note.guid, s.mod, due) for due, s in enumerate(stamped.notes, 1)]
    assert sorted(found) == sorted(expected)
    [(models,)] = rows(path, "SELECT models FROM col")
    assert isinstance(models, str)
    [model] = json.loads(models).values()
    assert model["mod"] == NOW
    assert [(f["name"], f["id"]) for f in model["flds"]] == list(FIELDS.items())
    assert model["tmpls"][0]["id"]


def test_technical_fields_are_folded_away_and_say_what_they_are(
    tmp_path: Path, pictures: Path
) -> None:
    stamped, decks = prepared()
    path = tmp_path / "a.apkg"
    write_package(path, stamped, load_note_type(), pictures, decks)
    [(models,)] = rows(path, "SELECT models FROM col")
    [model] = json.loads(str(models)).values()
    assert all(field["description"] and field["preventDeletion"] for field in model["flds"])
    shown = [field["name"] for field in model["flds"] if not field["collapsed"]]
    assert shown == ["Question", "Answer", "Extra1", "Extra2", "Extra3"]


def test_a_reversed_card_has_an_id_and_a_deck_of_its_own(tmp_path: Path, pictures: Path) -> None:
    made = ledger.identify(corpora.rich(), Ledger())
    notes = make_notes(made, reverse=True)
    stamped = ledger.stamp(made, notes, "t", Ledger(), NOW)
    path = tmp_path / "a.apkg"
    assert emit(path, stamped, load_note_type(), pictures, make_decks(made, notes)) == ()
    found = rows(path, "SELECT id - nid, did, nid FROM cards WHERE ord = 1")
    assert {offset for offset, *_ in found} == {1}
    [(decks,)] = rows(path, "SELECT decks FROM col")
    assert {json.loads(str(decks))[str(deck)]["name"] for _, deck, _ in found} == {"模型笔记::反向"}
    assert {n for *_, n in found} == {s.id for s in stamped.notes if s.note.reverse_deck}
    assert len(read_package(path).notes) == len(notes)


def test_a_package_whose_database_computes_more_than_it_holds_is_refused(
    tmp_path: Path, pictures: Path
) -> None:
    stamped, decks = prepared()
    path = tmp_path / "a.apkg"
    write_package(path, stamped, load_note_type(), pictures, decks)
    with zipfile.ZipFile(path) as archive, closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(archive.read("collection.anki2"))
        connection.executescript(
            "ALTER TABLE notes RENAME TO n; CREATE VIEW notes AS SELECT id, guid, mid, mod, tags, "
            "flds || hex(zeroblob(5000000)) AS flds FROM n"
        )
        data = connection.serialize()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("collection.anki2", data)
    with pytest.raises(PackageError, match="too big"):
        read_package(path)


def test_a_member_that_is_too_large_is_not_unpacked(
    tmp_path: Path, pictures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamped, decks = prepared()
    path = tmp_path / "a.apkg"
    write_package(path, stamped, load_note_type(), pictures, decks)
    monkeypatch.setattr(earlier, "_LARGEST", 1 << 10)
    for read in (read_package, read_ledger):
        with pytest.raises(PackageError, match="has more than"):
            read(path)


def test_a_missing_picture_is_told_before_anything_is_written(
    tmp_path: Path, pictures: Path
) -> None:
    stamped, decks = prepared()
    path = tmp_path / "a.apkg"
    path.write_bytes(b"the package of yesterday")
    (pictures / corpora.PICTURE).unlink()
    with pytest.raises(FileNotFoundError):
        write_package(path, stamped, load_note_type(), pictures, decks)
    assert path.read_bytes() == b"the package of yesterday"


def test_a_note_with_too_few_fields_is_refused(tmp_path: Path, pictures: Path) -> None:
    stamped, decks = prepared()
    first = stamped.notes[0]
    short = replace(first, note=replace(first.note, fields=first.note.fields[:-1]))
    with pytest.raises(ValueError, match="Number of fields"):
        write_package(
            tmp_path / "a.apkg", replace(stamped, notes=(short,)), load_note_type(), pictures, decks
        )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"media": ()}, "pictures are missing"),
        ({"fields": ("", "x", *[""] * 12)}, "lacks a field"),
        ({"fields": ("a\x1fb", "x", *[""] * 12)}, "lacks a field"),
        ({"fields": ("a", "x", *[""] * 6, "x", *[""] * 5)}, "lacks a card"),
        ({"reverse_deck": "模型笔记"}, "lacks a card, or has one too many"),
        ({"guid": "twice"}, "two notes have the same guid"),
    ],
)
def test_faults_of_ours_are_found_in_what_was_written(
    tmp_path: Path, pictures: Path, change: dict[str, object], message: str
) -> None:
    stamped, decks = prepared()
    notes = tuple(
        replace(s, note=replace(s.note, **change))  # type: ignore[arg-type]
        if s.note.media or "guid" in change
        else s
        for s in stamped.notes
    )
    path = tmp_path / "a.apkg"
    write_package(path, replace(stamped, notes=notes), load_note_type(), pictures, decks)
    findings = check_package(path)
    assert {finding.code for finding in findings} == {Code.FAULTY_DECK}
    assert any(message in finding.message for finding in findings)


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all"])
def test_a_package_that_is_none_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.apkg"
    path.write_bytes(data)
    [finding] = check_package(path)
    assert "cannot be read back" in finding.message


def test_a_damaged_package_is_told(tmp_path: Path, pictures: Path) -> None:
    stamped, decks = prepared()
    path = tmp_path / "a.apkg"
    write_package(path, stamped, load_note_type(), pictures, decks)
    data = bytearray(path.read_bytes())
    at = data.index((pictures / corpora.PICTURE).read_bytes())
    data[at + 20] ^= 0xFF
    path.write_bytes(data)
    assert "the member 0 is damaged" in check_package(path)[0].message


def test_many_notes_with_long_lines_are_written_in_time(tmp_path: Path, pictures: Path) -> None:
    made = corpora.corpus(
        corpora.post(
            "a",
            *(corpora.question(n, f"{n}？", f"<p>{'&lt; ' * 30_000}</p>") for n in range(1, 20)),
        )
    )
    made = ledger.identify(made, Ledger())
    notes = make_notes(made)
    stamped = ledger.stamp(made, notes, "t", Ledger(), NOW)
    assert (
        emit(tmp_path / "a.apkg", stamped, load_note_type(), pictures, make_decks(made, notes))
        == ()
    )

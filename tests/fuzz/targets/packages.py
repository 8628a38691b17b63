"""Packages of others: read for `diff`, and restored from. What they hold is told, refused, or a ledger.

A text is JSON that says how a package of ours is spoilt: `ledger` takes the place of its member, `sql` is
run in its collection, and `bytes` are written over it, each at a place from 0 to 1.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import closing, redirect_stderr, redirect_stdout, suppress
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from pipeline import cli, ledger
from pipeline.characters import CONTROL
from pipeline.emitters.anki import (
    PackageError,
    load_note_type,
    make_decks,
    make_notes,
    read_package,
    write_package,
)
from pipeline.ledger import Ledger
from tests.fuzz.json_values import changed
from tests.fuzz.mutations import HOSTILE, texts
from tests.fuzz.targets.ledgers import SMALL
from tests.support.corpora import corpus, post, question

_COLUMNS = {
    "notes": ["id", "guid", "mid", "mod", "tags", "flds"],
    "cards": ["nid", "did", "ord"],
    "col": ["models", "decks"],
}
_PLACES = [(table, column) for table, columns in _COLUMNS.items() for column in columns]
_VALUES = st.none() | st.integers(-(2**63), 2**63 - 1) | st.sampled_from(HOSTILE)


@st.composite
def _updates(draw: st.DrawFn) -> str:
    table, column = draw(st.sampled_from(_PLACES))
    value = draw(_VALUES | st.text(max_size=5))
    shown = "NULL" if value is None else value if isinstance(value, int) else _quoted(value)
    return f"UPDATE {table} SET {column} = {shown}"


def _quoted(text: str) -> str:
    return "CAST(x'" + text.encode("utf-8", "surrogatepass").hex() + "' AS TEXT)"


_STATEMENTS = _updates() | st.sampled_from(
    [
        "DROP TABLE notes",
        "ALTER TABLE notes RENAME TO gone",
        "DELETE FROM col",
        f"INSERT INTO cards SELECT id + 9, nid, did, ord, {'0, ' * 13} '' FROM cards",
        "UPDATE notes SET flds = replace(flds, char(31), '')",
        "UPDATE col SET decks = '{\"1\": 0}'",
        "UPDATE col SET models = replace(models, 'tmpls', 'x')",
        "CREATE VIEW gone AS SELECT 1",
    ]
)
_LEDGERS = (
    st.none()
    | st.text(max_size=20)
    | texts([SMALL], most=60)
    | changed(json.loads(SMALL)).map(lambda value: json.dumps(value, ensure_ascii=False))
)
_BYTES = st.lists(
    st.tuples(st.floats(0, 1), st.sampled_from(["\x00", "\xff" * 9, "PK"])), max_size=3
)
TEXTS = st.fixed_dictionaries(
    {}, optional={"ledger": _LEDGERS, "sql": st.lists(_STATEMENTS, max_size=3), "bytes": _BYTES}
).map(json.dumps)


def check(text: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        deck, file = folder / "deck.apkg", folder / "cards.lock.json"
        deck.write_bytes(_spoilt(json.loads(text)))
        with suppress(PackageError):
            found = read_package(deck)
            assert found.notes.keys() == found.shipped.cards.keys()
        said = StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            code = cli.main(["restore", str(deck), "--ledger", str(file)])
        assert not CONTROL.search(said.getvalue().replace("\n", "")), said.getvalue()
        assert {path.name for path in folder.iterdir()} <= {deck.name, file.name}
        assert (code == 0) == file.exists()
        assert code in (0, 1, 2), said.getvalue()
        if code == 0:
            kept = ledger.parse(file.read_bytes(), "x")
            assert isinstance(kept, Ledger)
            assert ledger.dump(kept).encode() == file.read_bytes()


def _spoilt(how: dict[str, Any]) -> bytes:
    members = dict(_members())
    members["collection.anki2"] = _changed(members["collection.anki2"], how.get("sql", ()))
    if how.get("ledger", ""):
        members["postdeck.json"] = how["ledger"].encode("utf-8", "surrogatepass")
    elif "ledger" in how:
        del members["postdeck.json"]
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    made = bytearray(target.getvalue())
    for place, scrap in how.get("bytes", ()):
        at = int(place * len(made))
        made[at : at + len(scrap)] = scrap.encode("latin-1")
    return bytes(made)


def _changed(database: bytes, statements: Sequence[str]) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        for statement in statements:
            with suppress(sqlite3.Error):  # an earlier one took the table away
                connection.execute(statement)
        connection.commit()
        return connection.serialize()


@cache
def _members() -> dict[str, bytes]:
    """Return the members of a small package of ours."""
    made = ledger.identify(corpus(post("a", question(1, "一？"), question(2, "二？"))), Ledger())
    notes, note_type = make_notes(made), load_note_type()
    stamped = ledger.stamp(made, notes, note_type.digest, Ledger(), 1_700_000_000)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "deck.apkg"
        write_package(path, stamped, note_type, Path(name), make_decks(made, notes))
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

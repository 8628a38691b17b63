"""What the real Anki makes of the text of the emitter that the documentation shows."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from anki.collection import ImportCsvRequest

from tests.support.anki_collection import AnkiCollection
from tests.support.plugins import ANKI_TEXT, install, wheel_of
from tests.support.reading import NOW, build_to

pytestmark = pytest.mark.anki


@pytest.fixture
def blog(tmp_path: Path, demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The repository's own posts, to be edited, with the package installed."""
    folder = tmp_path / "wheel"
    folder.mkdir()
    install(wheel_of(ANKI_TEXT, folder, monkeypatch), monkeypatch, "postdeck_anki_text")
    return Path(shutil.copytree(demo / "llm-interview", tmp_path / "blog"))


def build(blog: Path, now: int = NOW) -> Path:
    """Build the deck and the text; return their folder."""
    out = blog.parent / "out"
    products = ("deck", "anki-text")
    made = build_to(out, blog, ledger=blog / "ledger.json", now=now, products=products)
    assert made.published
    return out


def import_text(anki: AnkiCollection, path: Path) -> Any:
    """Import a text as Anki's window does where nothing is chosen; return the log."""
    metadata = anki.col.get_csv_metadata(str(path), None)
    request = ImportCsvRequest(path=str(path), metadata=metadata)
    return anki.col.import_csv(request).log


def decks(anki: AnkiCollection) -> Counter[str]:
    """Return the number of cards in each deck."""
    cards = (anki.col.get_card(card) for card in anki.col.find_cards(""))
    return Counter(anki.col.decks.name(card.did) for card in cards)


def test_notes_arrive_as_they_do_from_the_deck(blog: Path, tmp_path: Path) -> None:
    out = build(blog)
    with (
        AnkiCollection(tmp_path / "text") as text,
        AnkiCollection(tmp_path / "deck") as deck,
    ):
        log = import_text(text, out / "cards.txt")
        deck.import_package(out / "deck.apkg")
        wanted, notes = deck.notes(), text.notes()
        assert len(log.new) == len(wanted) == 71
        assert notes.keys() == wanted.keys()
        for guid, note in notes.items():
            assert note.note_type()["name"] == "Basic"
            assert note["Front"] == wanted[guid]["Question"]
            assert note["Back"] == wanted[guid]["Answer"]
            assert sorted(note.tags) == sorted(wanted[guid].tags)
        assert decks(text) == decks(deck)


def test_a_second_import_updates_and_keeps_schedules(blog: Path, tmp_path: Path) -> None:
    first = build(blog) / "cards.txt"
    with AnkiCollection(tmp_path / "profile") as anki:
        import_text(anki, first)
        before = anki.notes()
        post = next(blog.glob("source/_posts/*-1.md"))
        prompt = "写出缩放点积注意力"
        post.write_text(post.read_text("utf-8").replace(prompt, f"请{prompt}"), "utf-8")
        [guid] = [g for g, note in before.items() if prompt in note["Front"]]
        kept = anki.review(guid)
        log = import_text(anki, build(blog, NOW + 86_400) / "cards.txt")
        after = anki.notes()
        assert (len(log.new), len(log.updated)) == (0, 1)
        assert after.keys() == before.keys()
        assert f"请{prompt}" in after[guid]["Front"]
        assert anki.scheduling(guid) == kept
        changed = [g for g in after if after[g].fields != before[g].fields]
        assert changed == [guid]

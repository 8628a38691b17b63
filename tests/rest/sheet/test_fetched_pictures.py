"""A browser shows fetched pictures of each type in the sheet, from the bytes that the deck has too."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser.screen import shown
from tests.support.fetched import TYPES, every_type
from tests.support.reading import build_to

pytestmark = pytest.mark.browser


def test_a_sheet_shows_each_type(tmp_path: Path, browser: Browser) -> None:
    store = every_type(tmp_path / "blog")
    out = tmp_path / "out"
    build_to(out, tmp_path / "blog", ledger=tmp_path / "blog/cards.lock.json")
    with shown(browser, out / "cheatsheet.html") as on_screen:
        pictures = on_screen.page.evaluate(
            "[...document.images].map(i => [i.src.split(',')[1], i.naturalWidth, i.clientWidth > 0])"
        )
        assert on_screen.faults == []
    assert [seen for _, *seen in pictures] == [[8, True]] * len(TYPES)
    kept = {
        name: store.folder / store.file(locked).name for name, locked in store.lock.pictures.items()
    }
    bytes_of = [kept[f"https://pics.example/{name}.png"].read_bytes() for name in TYPES]
    assert [base64.b64decode(data) for data, *_ in pictures] == bytes_of
    assert {file.read_bytes() for file in (out / "pictures").iterdir()} == set(bytes_of)

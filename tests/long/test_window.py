"""Anki's own window shows a deck of ours, a card of it, and pictures of each type."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from tests.support import ROOT
from tests.support.fetched import TYPES, every_type
from tests.support.reading import build_to
from tools.pictures.window import MissingTool, anki_python, window_shots

pytestmark = [pytest.mark.long, pytest.mark.anki]


def test_the_window_shows_the_deck_and_a_card(demo: Path, tmp_path: Path) -> None:
    """Two pictures, of text on paper, unlike each other."""
    build_to(tmp_path / "out", demo, ledger=tmp_path / "ledger.json", products=("deck",))
    try:
        shots = window_shots(tmp_path / "out" / "deck.apkg", tmp_path)
    except MissingTool as missing:
        pytest.skip(str(missing))
    pictures = [Image.open(shot).convert("L") for shot in shots]
    for picture in pictures:
        shades = picture.histogram()
        assert sum(shades[:100]) > 0
        assert sum(shades[200:]) > sum(shades[:100])
    assert pictures[0].tobytes() != pictures[1].tobytes()


def test_anki_shows_fetched_pictures_of_each_type(tmp_path: Path) -> None:
    every_type(tmp_path / "blog")
    ledger = tmp_path / "blog/cards.lock.json"
    build_to(tmp_path / "out", tmp_path / "blog", ledger=ledger, products=("deck",))
    try:
        python = anki_python()
    except MissingTool as missing:
        pytest.skip(str(missing))
    done = subprocess.run(
        [python, ROOT / "tests/support/anki_pictures.py", tmp_path / "out/deck.apkg", tmp_path / "profile"],
        env=os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "QTWEBENGINE_DISABLE_SANDBOX": "1",
            "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --disable-gpu",
        },
        cwd=tmp_path, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    seen = [line for line in done.stdout.splitlines() if line.startswith("[[")]
    assert seen, done.stderr[-1500:]
    assert json.loads(seen[0]) == [[name, 8] for name in TYPES]

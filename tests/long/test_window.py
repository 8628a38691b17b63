"""Anki's own window, on a virtual screen, shows a deck of ours and a card of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.support.reading import build_to
from tools.pictures.window import MissingTool, window_shots

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

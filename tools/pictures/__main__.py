"""Draw all pictures; Anki's window is left out where the machine lacks what it needs."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.support.reading import build_to
from tools import ROOT
from tools.pictures.cards import draw_cards
from tools.pictures.links import draw_index
from tools.pictures.overview import draw_overview
from tools.pictures.sheets import draw_sheets
from tools.pictures.window import draw_window

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        outcome = build_to(
            folder / "out", ROOT / "sources", ledger=folder / "ledger.json", products=("deck",)
        )
        assert outcome.corpus is not None
        package = folder / "out" / "deck.apkg"
        draw_cards(package, outcome.corpus, folder)
        draw_window(package, folder)
        draw_sheets(folder)
        draw_index(folder)
        draw_overview(package, outcome.corpus, folder)

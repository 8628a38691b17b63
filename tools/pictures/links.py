"""The page of the demo's link index."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.support.browser.chromium import chromium
from tests.support.reading import build_to
from tools import ROOT
from tools.pictures.drawing import save

OUT = ROOT / "docs" / "links" / "page.png"
PICTURES = [OUT]
COLOURS = 96
SIZE = {"width": 1000, "height": 1100}


def draw_index(folder: Path) -> None:
    """Build the index, and draw its page with one row open."""
    build_to(folder / "index", ROOT / "sources", ledger=folder / "ledger.json", products=("links",))
    with chromium() as browser:
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
        page.goto((folder / "index" / "links.html").as_uri())
        page.locator("details:has(> summary)").nth(1).evaluate("(row) => { row.open = true; }")
        page.screenshot(path=folder / "page.png")
    save(Image.open(folder / "page.png").convert("RGB"), OUT, COLOURS)

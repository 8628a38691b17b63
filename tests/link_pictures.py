"""Draw the link index of the demo for the README: `python -m tests.link_pictures`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.browser.reviewer import chromium
from tests.pictures import program, save
from tests.reading import build_to

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "links"
COLOURS = 96
SIZE = {"width": 1000, "height": 1100}


def main() -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_to(
            folder / "out", ROOT / "sources", ledger=folder / "ledger.json", products=("links",)
        )
        with chromium(program("chromium", "chromium")) as browser:
            page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
            page.goto((folder / "out" / "links.html").as_uri())
            page.locator("details:has(> summary)").nth(1).evaluate("(row) => { row.open = true; }")
            page.screenshot(path=folder / "page.png")
        save(Image.open(folder / "page.png").convert("RGB"), OUT / "page.png", COLOURS)
    return 0


if __name__ == "__main__":
    sys.exit(main())

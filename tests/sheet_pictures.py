"""Draw pages of the demo's cheat sheet for the README: `python -m tests.sheet_pictures`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.reviewer import chromium
from tests.pictures import program, save
from tests.reading import build_to

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "sheets"
PAGES = {"full": (1, 2), "questions": (1,), "cards": (1, 2)}
DOTS = 1.7  # a point of the page
COLOURS = 96


def main() -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for edition, pages in PAGES.items():
            build_to(
                folder / edition, ROOT / "sources", ledger=folder / "ledger.json",
                products=("pdf",), sheet=edition,
            )  # fmt: skip
            [path] = (folder / edition).glob("*.pdf")
            printed = pdfium.PdfDocument(path)
            for page in pages:
                picture = printed[page - 1].render(scale=DOTS).to_pil().convert("RGB")
                save(picture, OUT / f"{edition}-{page}.png", COLOURS)
        with chromium(program("chromium", "chromium")) as browser:
            draw_screens(browser, folder / "full" / "cheatsheet.html", folder)
    return 0


def draw_screens(browser: Browser, sheet: Path, folder: Path) -> None:
    """Draw the sheet on a screen by night, testing oneself, and on a phone."""
    desk = browser.new_page(viewport={"width": 1000, "height": 800}, color_scheme="dark")
    desk.goto(sheet.as_uri())
    for key in ("f", "j", "j", "j", " "):
        desk.keyboard.press(key)
    desk.screenshot(path=folder / "desk.png")
    phone = browser.new_page(viewport={"width": 375, "height": 800})
    phone.goto(f"{sheet.as_uri()}#?search=注意力")
    phone.screenshot(path=folder / "phone.png")
    shots = [Image.open(folder / f"{name}.png").convert("RGB") for name in ("desk", "phone")]
    both = Image.new("RGB", (sum(shot.width for shot in shots) + 42, 828), "#c8ccd2")
    both.paste(shots[0], (14, 14))
    both.paste(shots[1], (shots[0].width + 28, 14))
    save(both, OUT / "screens.png", COLOURS)


if __name__ == "__main__":
    sys.exit(main())

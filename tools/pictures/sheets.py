"""Pages of the demo's cheat sheet, and the sheet on screens."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from playwright.sync_api import Browser

from tests.support.browser.chromium import chromium
from tests.support.reading import build_to
from tools import ROOT
from tools.pictures.drawing import part_of, save, save_part

OUT = ROOT / "docs" / "sheets"
PAGES = {"full": (1, 2), "questions": (1,), "cards": (1, 2)}
PARTS = {"full-1": (46, 250), "questions-1": (46, 250), "cards-2": (46, 46)}
SCREENS = OUT / "screens.png"
DOTS = 1.7  # a point of the page
COLOURS = 96
PAPER = [OUT / f"{edition}-{page}.png" for edition, pages in PAGES.items() for page in pages]
PICTURES = [*PAPER, *(part_of(path) for path in PAPER if path.stem in PARTS), SCREENS]


def draw_sheets(folder: Path) -> None:
    """Build each edition, and draw some of its pages, and the screens of the full one."""
    for edition, pages in PAGES.items():
        build_to(
            folder / edition, ROOT / "sources", ledger=folder / "ledger.json",
            products=("pdf",), flags={"sheet": {"edition": edition}},
        )  # fmt: skip
        [path] = (folder / edition).glob("*.pdf")
        printed = pdfium.PdfDocument(path)
        for page in pages:
            picture = printed[page - 1].render(scale=DOTS).to_pil().convert("RGB")
            path = OUT / f"{edition}-{page}.png"
            save(picture, path, COLOURS)
            if corner := PARTS.get(path.stem):
                save_part(picture, path, COLOURS, corner)
    with chromium() as browser:
        draw_screens(browser, folder / "full" / "cheatsheet.html", folder)


def draw_screens(browser: Browser, sheet: Path, folder: Path) -> None:
    """Draw the sheet on a screen by night, testing oneself, and on a phone."""
    desk = browser.new_page(viewport={"width": 1000, "height": 800}, color_scheme="dark")
    desk.goto(sheet.as_uri())
    for key in ("f", "j", "j", "j", " ", "n", "k"):
        desk.keyboard.press(key)
    desk.screenshot(path=folder / "desk.png")
    phone = browser.new_page(viewport={"width": 375, "height": 800})
    phone.goto(f"{sheet.as_uri()}#?search=注意力")
    phone.screenshot(path=folder / "phone.png")
    shots = [Image.open(folder / f"{name}.png").convert("RGB") for name in ("desk", "phone")]
    both = Image.new("RGB", (sum(shot.width for shot in shots) + 42, 828), "#c8ccd2")
    both.paste(shots[0], (14, 14))
    both.paste(shots[1], (shots[0].width + 28, 14))
    save(both, SCREENS, COLOURS)

"""Every card of the demo in a real browser: by day, by night, and as narrow as a phone.

Formulas stay TeX here; Anki's MathJax draws them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.oracles.anki_collection import AnkiCollection
from tests.reading import build_to

PAGE = """<!doctype html><html><head><meta charset="utf-8"></head>
<body class="card card1 {night}">{side}</body></html>"""


@pytest.fixture(scope="module")
def cards(
    demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, dict[str, tuple[str, str]]]]:
    """The demo's cards as Anki renders them, and the folder that holds their pictures."""
    folder = tmp_path_factory.mktemp("cards")
    build_to(folder / "out", demo, ledger=folder / "ledger.json")
    with AnkiCollection(folder / "anki") as anki:
        anki.import_package(folder / "out" / "deck.apkg")
        shutil.copytree(anki.col.media.dir(), folder / "media")
        yield folder / "media", anki.sides()


@pytest.fixture(scope="module")
def browser(tool: Callable[[str], str]) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=tool("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.mark.parametrize(("width", "night"), [(900, ""), (900, "nightMode night_mode"), (360, "")])
def test_cards(
    cards: tuple[Path, dict[str, tuple[str, str]]], browser: Browser, width: int, night: str
) -> None:
    folder, sides = cards
    page = browser.new_page(viewport={"width": width, "height": 600})
    faults: list[str] = []
    requested: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: requested.append(request.url))
    for guid, (front, back) in sides.items():
        for side in (front, back):
            path = folder / "card.html"
            path.write_text(PAGE.format(night=night, side=side), encoding="utf-8")
            page.goto(path.as_uri())
            broken = page.evaluate("[...document.images].filter(i => !i.naturalWidth).length")
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            paper, ink = page.evaluate(
                "(s => [s.backgroundColor, s.color])(getComputedStyle(document.body))"
            )
            faults += [f"{guid}: {broken} broken pictures"] * bool(broken)
            faults += [f"{guid}: {wide} px too wide"] * (wide > 0)
            assert contrast(paper, ink) >= 7, (paper, ink)
    assert faults == []
    assert [url for url in requested if not url.startswith(folder.as_uri())] == []
    page.close()


def contrast(one: str, two: str) -> float:
    """Give the contrast of two colours `rgb(r, g, b)` (WCAG 2.2, "relative luminance")."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in colour.strip("rgba()").split(",")[:3]]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)

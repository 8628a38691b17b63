"""Cards to cut out: each back lies behind its front, and nothing on them is cut off."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from pipeline.products import PAPERS
from tests.rest.sheet.conftest import PrintOf
from tests.support.browser.screen import shown
from tests.support.sheets.sheets import NAMES, Layout
from tests.support.sheets.texts import plain

pytestmark = pytest.mark.browser

MARGIN, PIXEL = 11.0, 25.4 / 96  # mm
Card = dict[str, Any]


@pytest.fixture(params=[(name, paper) for name in NAMES for paper in PAPERS], ids="-".join)
def pages(
    request: pytest.FixtureRequest, print_of: PrintOf, browser: Browser
) -> tuple[list[list[Card]], list[str]]:
    """The cards of each page as they are laid out, and the text of each page as it is printed."""
    name, paper = request.param
    sheet, printed = print_of(name, Layout("cards", paper))
    width = (PAPERS[paper][0] - 2 * MARGIN) / PIXEL
    with shown(browser, sheet.html, width=round(width), height=1000) as on_paper:
        on_paper.page.emulate_media(media="print")
        cards = on_paper.check("cards")
    return cards, [page.text for page in printed.pages]


def test_cards(pages: tuple[list[list[Card]], list[str]]) -> None:
    """No text is cut off; each front has its back at the mirrored place; a page holds its cards."""
    cards, texts = pages
    faults = [
        f"page {number}: {card['cut']} px cut off below, {card['wide']} beside: {card['text']!r}"
        for number, page in enumerate(cards, 1)
        for card in page
        if card["cut"] > 1 or card["wide"] > 1
    ]
    assert not faults, "\n".join(faults)
    assert len(cards) == len(texts)
    assert len(cards) % 2 == 0
    for front, back in zip(cards[::2], cards[1::2], strict=True):
        behind = {place(card, mirrored=True): card for card in back}
        assert len(behind) == len(front) == len(back)
        for card in front:
            foot = behind[place(card)]["foot"]
            assert card["foot"] in foot
            if card["number"]:
                assert foot.startswith(f"{card['number']} · ")
    for page, text in zip(cards, texts, strict=True):
        for card in page:
            assert plain(card["foot"]) in text


def place(card: Card, *, mirrored: bool = False) -> tuple[int, int, int]:
    column = 1 - card["column"] if mirrored else card["column"]
    return column, card["top"], card["height"]

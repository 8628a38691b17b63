"""Cards of the demo as Anki's reviewer shows them: by day, by night, and on a phone."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from pipeline.ir import Corpus
from tests.support.anki_collection import AnkiCollection
from tests.support.browser.chromium import chromium
from tests.support.browser.reviewer import ANDROID, DAY, NIGHT, Look, open_reviewer
from tools import ROOT
from tools.pictures.drawing import part_of, save, save_part

OUT = ROOT / "docs" / "cards"
QUESTIONS, TERMS = 25, 5
GAP = 14

# For each sheet: how wide a card's page is, how wide it is drawn, how many stand side by side, what
# is behind them, and how much of a long card is shown.
SHEETS = {
    DAY: (640, 448, 4, "#d9dde2", 900),
    NIGHT: (640, 448, 4, "#000000", 900),
    ANDROID: (360, 288, 6, "#d9dde2", 780),
}
WHOLE = {look: OUT / f"{look.name}.png" for look in SHEETS}
PICTURES = [*WHOLE.values(), *map(part_of, WHOLE.values())]


def draw_cards(package: Path, corpus: Corpus, folder: Path) -> None:
    """Draw each sheet of cards, each card with its answer."""
    with AnkiCollection(folder / "anki") as anki:
        anki.import_package(package)
        sides = anki.sides()
        media = shutil.copytree(anki.col.media.dir(), folder / "media")
    backs = [sides[guid][1] for guid in choice(corpus)]
    with chromium() as browser:
        for look, path in WHOLE.items():
            picture = sheet(browser, look, backs, media)
            save(picture, path)
            save_part(picture, path)


def choice(corpus: Corpus) -> list[str]:
    """Return the guids of cards from all over the posts, in their order."""
    questions = [
        question.guid
        for post in corpus.posts
        for question in post.questions
        if question.status == "answered"
    ]
    terms = [term.guid for post in corpus.posts for term in post.terms]
    return [*spread(questions, QUESTIONS), *spread(terms, TERMS)]


def spread(guids: list[str], count: int) -> list[str]:
    """Return so many of the guids, evenly spread."""
    count = min(count, len(guids))
    return [guids[index * len(guids) // count] for index in range(count)]


def sheet(browser: Browser, look: Look, sides: list[str], media: Path) -> Image.Image:
    """Return a picture of cards in columns, each below others where there is most room."""
    page, width, columns, ground, longest = SHEETS[look]
    reviewer = open_reviewer(browser, look, media, width=page)
    bottoms = [GAP] * columns
    places: list[tuple[Image.Image, int, int]] = []
    for side in sides:
        reviewer.show(side)
        height = int(reviewer.page.evaluate("document.body.getBoundingClientRect().height"))
        cut = height > longest * 1.2  # a little more is shown
        reviewer.page.set_viewport_size({"width": page, "height": longest if cut else height})
        reviewer.page.evaluate("scrollTo(0, 0)")
        card = Image.open(BytesIO(reviewer.page.screenshot())).convert("RGB")
        if cut:
            fade(card)
        card = card.resize((width, card.height * width // page), Image.Resampling.LANCZOS)
        column = bottoms.index(min(bottoms))
        places.append((card, GAP + column * (width + GAP), bottoms[column]))
        bottoms[column] += card.height + GAP
    reviewer.page.close()
    result = Image.new("RGB", (GAP + columns * (width + GAP), max(bottoms)), ground)
    for card, left, top in places:
        result.paste(card, (left, top))
    return result


def fade(card: Image.Image) -> None:
    """Let a card that goes on fade into its own paper."""
    length = 60
    paper = Image.new("RGB", (card.width, length), card.getpixel((1, 1)))
    mask = Image.linear_gradient("L").resize((card.width, length))
    card.paste(paper, (0, card.height - length), mask)

"""Cards in the page of Anki's reviewer: by day, by night and on phones.

The decks are the demo, the example posts, and a post of our own that holds everything.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from playwright.sync_api import Browser

from pipeline.ir import Corpus
from tests.rest.cards.everything import write_blog
from tests.support.anki_collection import AnkiCollection
from tests.support.browser.reviewer import (
    ANDROID,
    DAY,
    IPHONE,
    NIGHT,
    Look,
    Reviewer,
    open_reviewer,
)
from tests.support.reading import build_to, example_blogs

pytestmark = [pytest.mark.anki, pytest.mark.browser]

CHECKS = Path(__file__).with_name("checks.js").read_text(encoding="utf-8")
SCREENS = {"desktop": (DAY, NIGHT), "phone": (ANDROID, IPHONE)}
DECKS = ("demo", "examples", "everything")


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck as Anki renders it: both sides of each card by guid, its pictures, and its corpus."""

    sides: dict[str, tuple[str, str]]
    media: Path
    corpus: Corpus


@pytest.fixture(scope="module")
def deck_of(
    request: pytest.FixtureRequest, demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Deck]:
    """Return a function that returns a deck by its name; each is built once."""
    decks: dict[str, Deck] = {}

    def sources(name: str) -> tuple[Path, ...]:
        if name == "demo":
            return (demo,)
        if name == "everything":
            return (write_blog(tmp_path_factory.mktemp("blog") / "everything"),)
        return example_blogs(request.getfixturevalue("shared"))

    def deck(name: str) -> Deck:
        if name not in decks:
            decks[name] = render(sources(name), tmp_path_factory.mktemp(name))
        return decks[name]

    return deck


def render(sources: tuple[Path, ...], folder: Path) -> Deck:
    """Build a deck, import it into Anki, and let Anki render it."""
    outcome = build_to(folder / "out", *sources, ledger=folder / "ledger.json", products=("deck",))
    assert outcome.corpus is not None
    with AnkiCollection(folder / "anki") as anki:
        anki.import_package(folder / "out" / "deck.apkg")
        shutil.copytree(anki.col.media.dir(), folder / "media")
        return Deck(anki.sides(), folder / "media", outcome.corpus)


@pytest.fixture(scope="module")
def reviewer_of(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Look], Reviewer]:
    """Return a function that returns the page for a look; it shows one card after another."""
    empty = tmp_path_factory.mktemp("empty")
    return cache(lambda look: open_reviewer(browser, look, empty))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", DECKS)
def test_cards(
    name: str,
    screen: str,
    deck_of: Callable[[str], Deck],
    reviewer_of: Callable[[Look], Reviewer],
) -> None:
    """Nothing is wrong with any back, by day or by night; and it holds its front."""
    day, night = SCREENS[screen]
    deck, reviewer = deck_of(name), reviewer_of(day)
    reviewer.media = deck.media
    faults: list[str] = []
    for guid, (front, back) in deck.sides.items():
        assert front[front.index("<header") :].strip() in back
        faults += [f"{guid}: {fault}" for fault in examine(reviewer, back)["faults"]]
        reviewer.wear(night)
        faults += [f"{guid} by night: {fault}" for fault in check(reviewer)["faults"]]
    assert faults == []


@pytest.mark.parametrize("name", DECKS)
def test_copied_code(
    name: str, deck_of: Callable[[str], Deck], reviewer_of: Callable[[Look], Reviewer]
) -> None:
    """Code copied from a card is the code of the post."""
    deck, reviewer = deck_of(name), reviewer_of(DAY)
    reviewer.media = deck.media
    copied = 0
    for post in deck.corpus.posts:
        for question in post.questions:
            pieces = (question.prompt, question.answer)
            if question.guid not in deck.sides or not any("<pre" in piece.html for piece in pieces):
                continue
            shown = examine(reviewer, deck.sides[question.guid][1])["code"]
            assert shown == [code for piece in pieces for code in code_in_html(piece.html)]
            for code in (code for piece in pieces for code in fences(piece.markdown)):
                assert code in shown
            copied += len(shown)
    assert copied > 0 or name == "examples"


def examine(reviewer: Reviewer, side: str) -> dict[str, Any]:
    reviewer.show(side)
    return check(reviewer)


def check(reviewer: Reviewer) -> dict[str, Any]:
    """Return the faults of what is shown, those of console and requests too, and its code."""
    found: dict[str, Any] = reviewer.page.evaluate(CHECKS)
    found["faults"] += reviewer.take_faults()
    found["code"] = [code.rstrip("\n") for code in found["code"]]
    return found


def code_in_html(html: str) -> list[str]:
    blocks = BeautifulSoup(html, "html.parser").find_all("pre")
    return [block.get_text().rstrip("\n") for block in blocks]


def fences(markdown: str) -> list[str]:
    """Return the code of the fences, read by a parser that knows nothing of blogs."""
    tokens = MarkdownIt().parse(markdown)
    return [token.content.rstrip("\n") for token in tokens if token.type == "fence"]


SQUARE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"

BROKEN = {
    "broken picture": '<img src="nowhere.png">',
    "squashed picture": f'<img src="{SQUARE}" style="width: 90px; height: 30px">',
    "asked for http://elsewhere.example/x.png": '<img src="http://elsewhere.example/x.png">',
    "console: told": "<script>console.log('told')</script>",
    "error: thrown": "<script>setTimeout(() => { throw 'thrown' })</script>",
    "wider than the page": '<p style="width: 2000px">wide</p>',
    "formula with an error": r'<span class="math">\(\left(x\)</span>',
    "unknown command": r'<span class="math">\(\nosuchthing\)</span>',
    "formula not drawn": r'<span class="math">x^2</span>',
    "formula left as text": r"<p>\(x </p>",
    "contrast 4.4": '<p><span style="color: #787878">nearly</span></p>',
    "contrast 1.0": '<p style="opacity: 0.01">faint</p>',
    "contrast 1.97": r'<span class="math">\(\color{orange}x\)</span>',
    "a picture behind": '<p style="background: url(a.png)">text</p>',
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_card_is_told(fault: str, reviewer_of: Callable[[Look], Reviewer]) -> None:
    """Each check finds what it is for, and nothing on the card without it."""
    style = "<style>.card { color: #000; background-color: #fff }</style>"
    reviewer = reviewer_of(DAY)
    assert examine(reviewer, f"{style}<p>fine</p>")["faults"] == []
    reviewer.show(style + BROKEN[fault])
    reviewer.page.wait_for_timeout(20)
    found = examine(reviewer, style + BROKEN[fault])["faults"]
    assert any(fault in word for word in found), found


def test_changed_code_is_told(reviewer_of: Callable[[Look], Reviewer]) -> None:
    """What a selection copies is not what the elements hold."""
    side = '<pre><code>a = 1<span style="user-select: none">x</span>\n\tb</code></pre>'
    assert examine(reviewer_of(DAY), side)["code"] == ["a = 1\n\tb"]


def test_what_is_wrong_by_night_alone_is_told(reviewer_of: Callable[[Look], Reviewer]) -> None:
    style = ".card p { color: #000 } .card.nightMode { background: #333 }"
    reviewer = reviewer_of(DAY)
    assert examine(reviewer, f"<style>{style}</style><p>dim</p>")["faults"] == []
    reviewer.wear(NIGHT)
    assert any("contrast" in fault for fault in check(reviewer)["faults"])

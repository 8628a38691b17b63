"""Search, filters, self-testing and colours, driven by the keyboard; the address keeps their state."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browser.printed import is_white, print_page
from tests.support.browser.screen import Shown, shown
from tests.support.sheets.sheets import NAMES, Layout, Sheet, SheetOf
from tests.support.sheets.texts import Found, answers, plain, prompts

pytestmark = pytest.mark.browser

every = pytest.mark.parametrize("name", NAMES)


ENOUGH = 8  # questions whose answers are shown and hidden again


def visible(page: Page, selector: str = ".question") -> list[str]:
    """Return the ids of what can be seen."""
    ids: list[str] = page.evaluate(
        "(selector) => [...document.querySelectorAll(selector)]"
        ".filter((element) => element.checkVisibility()).map((element) => element.id)",
        selector,
    )
    return ids


def texts_of(sheet: Sheet) -> dict[str, str]:
    """Return the text of each question by its id, by what the file says."""
    questions = sheet.soup().select(".question")
    return {str(question["id"]): plain(question.get_text()).lower() for question in questions}


def search(on_screen: Shown, text: str) -> None:
    """Search by the keyboard, as an input method enters text."""
    on_screen.page.keyboard.press("/")
    on_screen.page.keyboard.insert_text(text)


WORDS = ("的", "样本 梯度", "ＰＹＴＨＯＮ", "<b>", "没有这样的字")


@every
def test_search(name: str, sheet_of: SheetOf, browser: Browser) -> None:
    """Typing leaves the questions that hold all words; Escape brings the others back."""
    sheet = sheet_of(name, Layout(), "cheatsheet")
    with shown(browser, sheet.html) as on_screen:
        page = on_screen.page
        every_question, texts = visible(page), texts_of(sheet)
        for words in WORDS:
            parts = [plain(word).lower() for word in words.split()]
            expected = [id_ for id_, text in texts.items() if all(part in text for part in parts)]
            search(on_screen, words)
            assert visible(page) == expected, words
            status = page.inner_text("#status")
            assert (str(len(expected)) in status) if expected else status
            for part in page.query_selector_all(".posts, .series"):
                if part.is_visible():
                    assert part.query_selector(".question:not([hidden])")
            page.keyboard.press("Escape")
            assert visible(page) == every_question == list(texts)
            assert page.inner_text("#status") == ""
            assert page.evaluate("document.activeElement.id") != "search"
        assert on_screen.faults == []


@every
def test_filters(name: str, sheet_of: SheetOf, browser: Browser) -> None:
    """Each series and each tag leaves its questions; both together, those of both."""
    soup = (sheet := sheet_of(name, Layout(), "cheatsheet")).soup()
    tags: dict[str, set[str]] = {}
    for post in sheet.corpus.posts:
        for tag in post.tags:
            tags.setdefault(tag, set()).update(f"q-{question.guid}" for question in post.questions)
    with shown(browser, sheet.html) as on_screen:
        page = on_screen.page
        page.keyboard.press("/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "group"
        of_group: dict[str, list[str]] = {}
        for _ in soup.select("#group option")[1:]:
            page.keyboard.press("ArrowDown")
            value = page.input_value("#group")
            of_group[value] = visible(page)
            assert of_group[value]
        shown_once = [question for group in of_group.values() for question in group]
        page.keyboard.press("Home")
        assert sorted(shown_once) == sorted(visible(page)) == sorted(set(shown_once))
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "tag"
        for _ in soup.select("#tag option")[1:]:
            page.keyboard.press("ArrowDown")
            assert set(visible(page)) == tags.pop(page.input_value("#tag"))
        assert not any(tags.values())


@every
def test_self_test(name: str, sheet_of: SheetOf, browser: Browser) -> None:
    """F folds the answers, J and K go on and back, space shows an answer and hides it."""
    sheet = sheet_of(name, Layout(), "cheatsheet")
    with shown(browser, sheet.html) as on_screen:
        page = on_screen.page
        order, answered = visible(page), visible(page, ".answer")
        here = "document.activeElement.id"
        page.keyboard.press("f")
        assert visible(page, ".answer") == []
        assert visible(page) == order
        seen = []
        for _ in order:
            page.keyboard.press("j")
            seen.append(page.evaluate(here))
            if len(seen) > ENOUGH:
                continue
            assert page.locator(f"[id='{seen[-1]}'] .prompt").is_visible()
            box = page.locator(f"[id='{seen[-1]}']").bounding_box()
            assert box
            assert -1 <= box["y"] < 800
            page.keyboard.press("Space")
            answer = f"{seen[-1]}-answer"
            assert visible(page, ".answer") == ([answer] if answer in answered else [])
            page.keyboard.press("Space")
            assert visible(page, ".answer") == []
        assert seen == order
        page.keyboard.press("k")
        assert page.evaluate(here) == order[-2]
        page.keyboard.press("Tab")
        while not page.evaluate("document.activeElement.matches('.reveal')"):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        (revealed,) = visible(page, ".answer")
        button = page.locator(f"button[aria-controls='{revealed}']")
        assert button.get_attribute("aria-expanded") == "true"
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("f")
        assert visible(page, ".answer") == answered
        assert on_screen.faults == []


@every
def test_the_address_keeps_it(name: str, sheet_of: SheetOf, browser: Browser) -> None:
    """A reload, or the same address in another window, shows the same; also from a file."""
    sheet = sheet_of(name, Layout(), "cheatsheet")
    with shown(browser, sheet.html) as on_screen:
        page = on_screen.page
        for key in "fd":
            page.keyboard.press(key)
        search(on_screen, "是什么 & +%")
        page.keyboard.press("Escape")
        search(on_screen, "的")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")
        before = state(page)
        assert before["questions"]
        assert before["search"] == "的"
        page.reload()
        assert state(page) == before
        url = page.url
        page.keyboard.press("f")
        assert page.url != url
        assert on_screen.faults == []
        other = page.context.new_page()
        other.goto(url)
        assert state(other) == before


def state(page: Page) -> dict[str, object]:
    """Return what a reader has chosen, and what is shown of it."""
    return {
        "search": page.input_value("#search"),
        "group": page.input_value("#group"),
        "questions": visible(page),
        "answers": visible(page, ".answer"),
        "colour": page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
        "button": page.inner_text("#theme"),
        "fold": page.get_attribute("#fold", "aria-pressed"),
    }


@every
@pytest.mark.parametrize("system", ["light", "dark"])
def test_paper_shows_all_on_white(
    name: str, system: str, sheet_of: SheetOf, browser: Browser, tmp_path: Path
) -> None:
    """Whatever is folded, searched and dark on the screen."""
    sheet = sheet_of(name, Layout(), "cheatsheet")
    with shown(browser, sheet.html, color_scheme=system) as on_screen:
        if system == "light":
            on_screen.page.keyboard.press("d")
        on_screen.page.keyboard.press("f")
        search(on_screen, "没有这样的字")
        assert visible(on_screen.page) == []
        printed = print_page(on_screen.page, tmp_path / "sheet.pdf")
    assert is_white(printed.picture(0))
    assert is_white(printed.picture(len(printed.document) - 1))
    found = Found(printed.words)
    assert [prompt for prompt in prompts(sheet) if not found.has_pieces(prompt)] == []
    assert found.share(answers(sheet)) > 0.99, found.missing[:20]

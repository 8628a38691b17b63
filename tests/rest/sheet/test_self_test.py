"""Self-testing: what the reader knew and what not is kept in the browser, and the missed come again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pipeline.emitters.cheatsheet import Layout, Made
from pipeline.ledger import Ledger, identify
from tests.rest.sheet.test_controls import visible
from tests.support.browser.screen import shown
from tests.support.corpora import SITE, corpus, post, question

pytestmark = pytest.mark.browser

FORBIDDEN = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
});"""


def write_sheet(folder: Path, host: str = "a.example", language: str = "en") -> Path:
    """Write a sheet of four questions, the last of which is not answered, on the blog of a host."""
    site = replace(SITE, key=host, url=f"https://{host}", language=language)
    asked = [
        question(n, f"What is {name}?", f"<p>{name * 3}</p>") for n, name in enumerate("ABC", 1)
    ]
    made = post("a", *asked, question(4, "What is D?", "", status="empty"), site=host)
    folder.mkdir()
    html = folder / "sheet.html"
    posts = identify(corpus(made, sites=(site,)), Ledger())
    html.write_text(Made(posts, folder, Layout()).html(), "utf-8")
    return html


def answer(page: Page, keys: str) -> None:
    """Go on to the next question, and press keys there once its answer is shown."""
    page.keyboard.press("j")
    page.keyboard.press("Space")
    for key in keys:
        page.keyboard.press(key)


def missed(page: Page) -> str:
    return page.inner_text("#missed")


def test_only_what_was_missed_is_asked_again(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, write_sheet(tmp_path / "a")) as on_screen:
        page = on_screen.page
        one, two, three, _ = visible(page)
        assert not page.is_visible("#missed")
        page.keyboard.press("f")
        assert missed(page) == "Only the missed (0)"
        answer(page, "n")
        assert page.evaluate("document.activeElement.id") == two, "it goes on"
        page.keyboard.press("Space")
        page.keyboard.press("y")
        assert page.evaluate("document.activeElement.id") == three
        page.keyboard.press("Space")
        page.click(f"[id='{three}'] .verdict >> text=Did not")
        assert missed(page) == "Only the missed (2)"
        page.keyboard.press("m")
        assert visible(page) == [one, three]
        assert page.get_attribute("#missed", "aria-pressed") == "true"
        page.reload()
        assert visible(page) == [one, three]
        assert visible(page, ".answer") == []
        answer(page, "y")
        assert visible(page) == [three]
        assert page.evaluate("document.activeElement.id") == three
        page.keyboard.press("f")
        assert visible(page) == [one, two, three, visible(page)[3]]
        page.keyboard.press("f")
        assert missed(page) == "Only the missed (1)"
        assert on_screen.faults == []


def test_a_verdict_needs_the_answer_and_can_be_changed(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, write_sheet(tmp_path / "a", language="zh-CN")) as on_screen:
        page = on_screen.page
        first = visible(page)[0]
        page.keyboard.press("f")
        page.keyboard.press("j")
        page.keyboard.press("n")
        assert missed(page) == "只看没答对的 (0)"
        assert visible(page, ".verdict") == []
        page.keyboard.press("Space")
        buttons = page.locator(f"[id='{first}'] .verdict")
        assert buttons.all_inner_texts() == ["答对了", "没答对"]
        for number in (1, 0):
            buttons.nth(number).click()
            pressed = [buttons.nth(n).get_attribute("aria-pressed") for n in range(2)]
            assert pressed == [str(n == number).lower() for n in range(2)]
        assert missed(page) == "只看没答对的 (0)"


def test_each_blog_keeps_its_own_and_can_forget_it(browser: Browser, tmp_path: Path) -> None:
    with shown(browser, write_sheet(tmp_path / "a")) as on_screen:
        page = on_screen.page
        page.keyboard.press("f")
        answer(page, "n")
        other = page.context.new_page()
        other.goto(write_sheet(tmp_path / "b", "b.example").as_uri())
        other.keyboard.press("f")
        assert missed(other).endswith("(0)")
        other.goto(write_sheet(tmp_path / "again").as_uri())
        other.keyboard.press("f")
        assert missed(other).endswith("(1)"), "a new build of the same blog"
        page.once("dialog", lambda dialog: dialog.dismiss())
        page.click("#reset")
        assert missed(page).endswith("(1)")
        page.once("dialog", lambda dialog: dialog.accept())
        page.click("#reset")
        assert missed(page).endswith("(0)")
        page.reload()
        assert missed(page).endswith("(0)")
        other.wait_for_function("document.querySelector('#missed').textContent.endsWith('(0)')")


@pytest.mark.parametrize("stored", [None, "no JSON {", "[1]", "null", '"x"'])
def test_a_storage_that_is_forbidden_or_spoilt(
    stored: str | None, browser: Browser, tmp_path: Path
) -> None:
    """It works all the same, and what is known lasts as long as the page."""
    with shown(browser, write_sheet(tmp_path / "a")) as on_screen:
        page = on_screen.page
        if stored is None:
            page.add_init_script(FORBIDDEN)
        else:
            key = f"postdeck {page.evaluate('document.body.dataset.sheet')}"
            page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, stored])
        page.reload()
        page.keyboard.press("f")
        answer(page, "n")
        page.keyboard.press("Space")
        page.keyboard.press("n")
        assert missed(page) == "Only the missed (2)"
        page.keyboard.press("m")
        assert len(visible(page)) == 2
        assert on_screen.faults == []

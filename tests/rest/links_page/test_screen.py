"""The page on the screen: nothing sticks out, nothing is asked for, and all is there without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.rest.sheet.test_screen import WIDTHS
from tests.support.browser.checkers import COLOURS, violations
from tests.support.browser.printed import is_white, print_page
from tests.support.browser.screen import Shown, shown
from tests.support.link_pages import PageOf
from tests.support.sheets.texts import Found, plain

pytestmark = pytest.mark.browser

NAMES = ("demo", "examples", "awkward")
every = pytest.mark.parametrize("name", NAMES)
EVERYTHING = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const row of document.querySelectorAll(".row, .post")) row.style.contentVisibility = "visible";
}"""


def lay_out(page: Page) -> None:
    """Unfold everything, and have it laid out also where it is far from the window."""
    page.evaluate(EVERYTHING)


@pytest.mark.parametrize("name", [*NAMES, "many", "plain"])
def test_nothing_sticks_out_or_is_asked_for(name: str, page_of: PageOf, browser: Browser) -> None:
    faults: list[str] = []
    with shown(browser, page_of(name).html) as on_screen:
        for navigation in (False, True):
            on_screen.page.set_checked("#navigation", navigation)
            lay_out(on_screen.page)
            for width in WIDTHS:
                on_screen.page.set_viewport_size({"width": width, "height": 800})
                faults += [f"at {width}: {fault}" for fault in on_screen.check("overflow")]
        faults += [f"id twice: {fault}" for fault in on_screen.check("ids")]
        faults += [f"leads nowhere: {fault}" for fault in dead_anchors(on_screen)]
        faults += on_screen.faults
    assert not faults, "\n".join(faults)


def dead_anchors(on_screen: Shown) -> list[str]:
    """Return the links within the page that lead nowhere, those of pictures too."""
    found: list[str] = on_screen.check("anchors")
    return found


@every
def test_all_is_there_without_script(name: str, page_of: PageOf, browser: Browser) -> None:
    """Rows and the words around each link; the lists of past posts come and go by the checkbox."""
    made = page_of(name)
    soup = made.soup()
    with shown(browser, made.html, java_script_enabled=False) as on_screen:
        page = on_screen.page
        assert not page.locator("#controls").is_visible()
        summary = page.locator(".row:visible summary").first
        places = page.locator(".row:visible .places").first
        assert not places.is_visible()
        summary.click()
        assert places.is_visible()
        lay_out(page)
        assert on_screen.check("unseen", ".row:not(.listing), .context, .findings li, .post") == []
        found = Found(page.inner_text("body"))
        texts = [item.get_text() for item in soup.select(".row:not(.listing) .title, .context")]
        assert [text for text in texts if not found.has([plain(text)])] == []
        only_listed = len(made.rows) - len(made.named)
        assert page.locator(".row:visible").count() == len(made.named)
        doubtful = [row for row in made.named if row.faulty and row.listings]
        assert page.locator(".listed:visible").count() == len(doubtful)
        page.check("#navigation")
        assert page.locator(".row:visible").count() == len(made.named) + only_listed
        assert page.locator(".listed:visible").count() == sum(bool(r.listings) for r in made.rows)
        assert on_screen.faults == []


@every
def test_accessible(name: str, page_of: PageOf, browser: Browser, axe: str) -> None:
    """axe-core finds nothing; nor in the dark, by the system's colours and by the button."""
    with shown(browser, page_of(name).html, color_scheme="light") as on_screen:
        page = on_screen.page
        lay_out(page)
        faults = violations(page, axe)
        by_day = on_screen.check("colours")
        page.click("#theme")
        by_button = on_screen.check("colours")
        faults += [f"by the button: {fault}" for fault in violations(page, axe, COLOURS)]
        page.click("#theme")
        assert on_screen.check("colours") == by_day
    with shown(browser, page_of(name).html, color_scheme="dark") as on_screen:
        lay_out(on_screen.page)
        assert on_screen.check("colours") == by_button != by_day
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("name", "script"), [*((name, True) for name in NAMES), ("awkward", False)]
)
def test_paper_shows_all_on_white(
    name: str, script: bool, page_of: PageOf, browser: Browser, tmp_path: Path
) -> None:
    """Whatever is folded, searched and dark on the screen."""
    made = page_of(name)
    with shown(browser, made.html, color_scheme="dark", java_script_enabled=script) as on_screen:
        if script:
            on_screen.page.fill("#search", "没有这样的字")
            assert on_screen.page.locator(".row:visible").count() == 0
        printed = print_page(on_screen.page, tmp_path / "links.pdf")
    assert all(is_white(printed.picture(at)) for at in (0, len(printed.document) - 1))
    found = Found(printed.text)
    shown_texts = ".row:not(.listing) .title, .row:not(.listing) .context, .post .title"
    texts = [plain(item.get_text()) for item in made.soup().select(shown_texts)]
    assert found.share(texts) > 0.97, found.missing[:20]
    assert min(glyph.size for page in printed.pages for glyph in page.glyphs) > 6.4

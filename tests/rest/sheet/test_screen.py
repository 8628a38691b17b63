"""Each edition on the screen: nothing sticks out, nothing is asked for, and all is there without script."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser

from pipeline import ledger
from pipeline.emitters import cheatsheet
from pipeline.ledger import Ledger
from pipeline.products import Edition
from tests.support.browser.checkers import COLOURS, violations
from tests.support.browser.screen import shown
from tests.support.corpora import SITE, corpus, draw, rich
from tests.support.sheets.sheets import NAMES, Layout, SheetOf
from tests.support.sheets.texts import Found, answers, prompts

pytestmark = pytest.mark.browser

WIDTHS = (1280, 768, 360)
SEEN = {
    "full": ".top, .contents, .prompt, .more, .answer, .open, .terms, .endnotes",
    "questions": ".top, .contents, .prompt, .more, .room",
    "cards": ".card, .card h2, .card .more, .card .answer, .card .foot",
}

# The smaller editions are parts of the full one: the blog of all that is awkward judges them.
SHEETS = [*((name, "full") for name in NAMES), ("awkward", "questions"), ("awkward", "cards")]

every = pytest.mark.parametrize("name", NAMES)
each = pytest.mark.parametrize(("name", "edition"), SHEETS)


@each
def test_nothing_sticks_out_or_is_asked_for(
    name: str, edition: Edition, sheet_of: SheetOf, browser: Browser
) -> None:
    sheet = sheet_of(name, Layout(edition), "cheatsheet")
    faults: list[str] = []
    with shown(browser, sheet.html) as on_screen:
        for width in WIDTHS:
            on_screen.page.set_viewport_size({"width": width, "height": 800})
            faults += [f"at {width}: {fault}" for fault in on_screen.check("overflow")]
        faults += [f"id twice: {fault}" for fault in on_screen.check("ids")]
        faults += [f"leads nowhere: {fault}" for fault in on_screen.check("anchors")]
        faults += on_screen.faults
    assert not faults, "\n".join(faults)


@each
def test_all_is_there_without_script(
    name: str, edition: Edition, sheet_of: SheetOf, browser: Browser
) -> None:
    sheet = sheet_of(name, Layout(edition), "cheatsheet")
    with shown(browser, sheet.html, java_script_enabled=False) as on_screen:
        assert on_screen.check("unseen", SEEN[edition]) == []
        assert not on_screen.page.locator("#controls").is_visible()
        found = Found(on_screen.page.inner_text("body"))
    assert [prompt for prompt in prompts(sheet) if not found.has(prompt)] == []
    if edition != "questions":
        assert found.share(answers(sheet)) > 0.99, found.missing[:20]


@each
def test_accessible(
    name: str, edition: Edition, sheet_of: SheetOf, browser: Browser, axe: str
) -> None:
    """axe-core finds nothing; nor in the dark, by the system's colours and by the sheet's own button."""
    sheet = sheet_of(name, Layout(edition), "cheatsheet")
    with shown(browser, sheet.html, color_scheme="light") as on_screen:
        faults = violations(on_screen.page, axe)
        if edition == "full":
            on_screen.page.click("#theme")
            on_screen.page.click("#fold")
            faults += [f"by the button: {f}" for f in violations(on_screen.page, axe, COLOURS)]
        else:
            on_screen.page.emulate_media(color_scheme="dark")
            faults += [f"in the dark: {f}" for f in violations(on_screen.page, axe, COLOURS)]
    assert not faults, "\n".join(faults)


@every
def test_dark_by_the_system(name: str, sheet_of: SheetOf, browser: Browser, axe: str) -> None:
    """What the system says and what the button does are the same colours."""
    sheet = sheet_of(name, Layout(), "cheatsheet")
    with shown(browser, sheet.html, color_scheme="dark") as on_screen:
        by_system = on_screen.check("colours")
        on_screen.page.emulate_media(color_scheme="light")
        by_day = on_screen.check("colours")
        on_screen.page.click("#theme")
        assert on_screen.check("colours") == by_system
        assert len(by_system) > 2
        assert by_system != by_day


@pytest.mark.parametrize("width", [1280, 360])
def test_the_controls_stay_and_the_question_is_marked(
    width: int, sheet_of: SheetOf, browser: Browser
) -> None:
    """Search and self-test stay at the top of the window, above the question that a reader goes to."""
    sheet = sheet_of("demo", Layout(), "cheatsheet")
    with shown(browser, sheet.html, width=width, color_scheme="light") as on_screen:
        page = on_screen.page
        for _ in range(5):
            page.keyboard.press("j")
        bar, here = (page.locator(each).bounding_box() for each in ("#controls", ".question.at"))
        assert bar
        assert here
        assert bar["y"] <= 0
        assert 0 < bar["y"] + bar["height"] <= here["y"] < 400
        for control in ("#search", "#fold"):
            box = page.locator(control).bounding_box()
            assert box
            assert box["y"] >= 0
        clip: Any = {"x": here["x"], "y": here["y"] + 10, "width": 2, "height": 2}
        painted = Image.open(BytesIO(page.screenshot(clip=clip))).convert("RGB")
        assert painted.getpixel((1, 1)) == (11, 87, 164), "the accent, as base.css has it by day"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_controls_are_one_line(language: str, browser: Browser, tmp_path: Path) -> None:
    """Those of a self-test and the number of questions found too, and the keyboard reaches each in turn."""
    site = replace(SITE, language=language)
    posts = tuple(replace(each, tags=(f"{each.title} 很长的标签",)) for each in rich().posts)
    html = tmp_path / "sheet.html"
    identified = ledger.identify(corpus(*posts, sites=(site,)), Ledger())
    made = cheatsheet.Made(identified, draw(tmp_path / "pictures"), cheatsheet.Layout())
    html.write_text(made.html(), "utf-8")
    with shown(browser, html) as on_screen:
        page = on_screen.page
        page.keyboard.press("f")
        page.keyboard.press("/")
        page.keyboard.insert_text("a")
        reached = []
        for _ in range(7):
            reached.append(page.evaluate("document.activeElement.id"))
            page.keyboard.press("Tab")
        assert reached == ["search", "group", "tag", "fold", "missed", "reset", "theme"]
        boxes = [page.locator(f"#{name}").bounding_box() for name in (*reached, "status")]
        assert len({round(box["y"] + box["height"] / 2) for box in boxes if box}) == 1
        assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= 1280 for box in boxes)
        assert boxes[0]
        assert boxes[0]["width"] > 120, "the search has room"


def test_a_click_marks_its_question(sheet_of: SheetOf, browser: Browser) -> None:
    """From there the keys go on."""
    sheet = sheet_of("demo", Layout(), "cheatsheet")
    with shown(browser, sheet.html) as on_screen:
        page = on_screen.page
        ids = page.eval_on_selector_all(".question", "(all) => all.map((each) => each.id)")
        page.click(f"[id='{ids[4]}'] .answer", position={"x": 3, "y": 3})
        assert page.eval_on_selector_all(".at", "(all) => all.map((each) => each.id)") == [ids[4]]
        page.keyboard.press("j")
        assert page.eval_on_selector_all(".at", "(all) => all.map((each) => each.id)") == [ids[5]]


@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_fit_into_the_window(width: int, sheet_of: SheetOf, browser: Browser) -> None:
    sheet = sheet_of("awkward", Layout(), "cheatsheet")
    with shown(browser, sheet.html, width=width) as on_screen:
        sizes = (
            "(all) => all.map((each) => [each.naturalHeight, each.getBoundingClientRect().height])"
        )
        heights = on_screen.page.eval_on_selector_all("main img", sizes)
        assert max(natural for natural, _ in heights) > 800
        assert max(height for _, height in heights) <= 0.75 * 800

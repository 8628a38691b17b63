"""How lines and columns end on paper, and what the header of a page says."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.rest.sheet.conftest import PrintOf
from tests.rest.sheet.test_print import BUILT, Case, called, end_of_contents, laid_out
from tests.support.browser.printed import Paper
from tests.support.browser.screen import shown
from tests.support.sheets.sheets import NAMES, Layout, SheetOf
from tests.support.sheets.texts import plain

pytestmark = pytest.mark.browser

every = pytest.mark.parametrize("name", NAMES)
COLUMNS = pytest.mark.parametrize("columns", [2, 3])
TORN = [
    (":not(pre, td, td *) > code", ".answer, .prompt, .more, .terms", 1),
    ("td:first-child, th", ".table", 0.6),
]
HEAD = 11.0  # mm


@every
@COLUMNS
def test_no_line_is_stretched(name: str, columns: int, sheet_of: SheetOf, browser: Browser) -> None:
    with laid_out((name, Layout(columns=columns)), sheet_of, browser) as on_paper:
        assert on_paper.check("stretched", ".answer p, .answer li") == []


@every
@COLUMNS
def test_no_word_of_code_or_of_a_first_column_is_torn(
    name: str, columns: int, sheet_of: SheetOf, browser: Browser
) -> None:
    with laid_out((name, Layout(columns=columns)), sheet_of, browser) as on_paper:
        assert [fault for where in TORN for fault in on_paper.check("torn", *where)] == []


@every
def test_nor_on_a_screen(name: str, sheet_of: SheetOf, browser: Browser) -> None:
    sheet = sheet_of(name, Layout(), "cheatsheet")
    with shown(browser, sheet.html) as on_screen:
        for width in (1280, 360):
            on_screen.page.set_viewport_size({"width": width, "height": 800})
            torn = [fault for where in TORN for fault in on_screen.check("torn", *where)]
            assert torn == [], width


@pytest.mark.parametrize("name", ["demo", "examples"])
def test_columns_are_full(name: str, print_of: PrintOf) -> None:
    """Nowhere but on the last page is much of a column left blank."""
    _, pdf = print_of(name, Layout())
    columns = [(page, column) for page in range(len(pdf.pages) - 1) for column in (0, 1)]
    blank = {column: pdf.blank(*column, 2) for column in columns}
    assert blank
    assert {column: share for column, share in blank.items() if share > 0.15} == {}


@pytest.mark.parametrize("case", [c for c in BUILT if c[1].edition != "cards"], ids=called)
def test_the_header_names_the_posts_of_the_page(case: Case, built_pdf_of: PrintOf) -> None:
    """It ends with the last post that begins on the page or before it; the first page has none."""
    sheet, pdf = built_pdf_of(*case)
    titles = [plain(title.get_text()) for title in sheet.soup().select(".contents .entry")]
    text = "\0".join(map(body, pdf.pages))
    starts = pages_of_headings(titles, text, end_of_contents(sheet.soup(), text))
    assert head(pdf.pages[0]) == ""
    posts = {plain(post.title) for post in sheet.corpus.posts} | {titles[-1]}
    for number, page in enumerate(pdf.pages[1:], 1):
        begun = [
            t for t, start in zip(titles, starts, strict=True) if start <= number and t in posts
        ]
        last = begun[-1]
        told = head(page)
        cut = told.removesuffix("...") if told.endswith("...") else ""
        assert told.endswith(last) or any(
            cut.endswith(last[:end]) for end in range(8, len(last))
        ), f"page {number + 1}: {told!r} and not {last!r}"


def pages_of_headings(titles: list[str], text: str, at: int) -> list[int]:
    """Return the page of each heading (from 0) in the text behind `at`, in which pages end with "\\0"."""
    starts = []
    for title in titles:
        at = text.index(title, at)
        starts.append(text.count("\0", 0, at))
        at += len(title)
    return starts


def head(page: Paper) -> str:
    return plain("".join(glyph.text for glyph in page.glyphs if glyph.box.bottom < HEAD))


def body(page: Paper) -> str:
    glyphs = (g for g in page.glyphs if g.box.bottom >= HEAD and not page.in_foot(g))
    return plain("".join(glyph.text for glyph in glyphs))

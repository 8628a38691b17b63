"""Each edition on paper, as it was printed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from pipeline.emitters.cheatsheet import pdf as printer
from pipeline.emitters.cheatsheet import print_pdf
from pipeline.products import EDITIONS, PAPERS, Edition
from tests.rest.sheet.conftest import PrintOf
from tests.support.browser.chromium import program
from tests.support.browser.printed import MATH, Glyph, Print, is_white, print_in
from tests.support.browser.screen import Shown, shown
from tests.support.sheets.sheets import NAMES, Layout, Sheet, SheetOf, build_sheet
from tests.support.sheets.texts import Found, answers, plain, prompts, runs

pytestmark = pytest.mark.browser

SIDE, GAP = 11.0, 6.0  # mm
SMALLEST = 6.5  # pt
PIXEL = 25.4 / 96  # mm

BUILT = [  # printed by the build, with the pages of its contents
    ("demo", Layout()),
    ("examples", Layout(paper="Letter", columns=3)),
    ("awkward", Layout(columns=1)),
    ("awkward", Layout("questions")),
    ("demo", Layout("cards")),
]
LAYOUTS = [  # printed from a tab, which is faster
    ("awkward", Layout()),
    ("awkward", Layout(paper="Letter", columns=1)),
    ("awkward", Layout(paper="Letter", columns=3)),
    ("demo", Layout(paper="Letter", columns=1)),
    ("demo", Layout(columns=3)),
    ("examples", Layout()),
    ("examples", Layout(columns=1)),
    ("demo", Layout("questions", "Letter", 3)),
    ("examples", Layout("questions", "A4", 2)),
    ("awkward", Layout("questions", "Letter", 1)),
    *(("awkward", Layout("cards", paper)) for paper in PAPERS),
    ("demo", Layout("cards")),
    ("examples", Layout("cards", "Letter")),
]

Case = tuple[str, Layout]


def called(case: Case) -> str:
    return f"{case[0]}-{case[1]}"


built = pytest.mark.parametrize("case", BUILT, ids=called)
printed = pytest.mark.parametrize("case", LAYOUTS, ids=called)


@printed
def test_text_is_there_and_inside(case: Case, print_of: PrintOf) -> None:
    """No page is blank, all text is there, none is tiny, and nothing leaves the page's frame."""
    sheet, pdf = print_of(*case)
    width, height = PAPERS[case[1].paper]
    formulas = re.findall(r"<math\b.*?</math>", sheet.html.read_text(encoding="utf-8"), re.DOTALL)
    in_formulas = set(unescape(re.sub(r"<[^>]*>", "", "".join(formulas))))
    faults: list[str] = []
    for number, page in enumerate(pdf.pages, 1):
        assert abs(page.width - width) < 0.5
        assert abs(page.height - height) < 0.5
        if not page.text and not page.pictures:
            faults.append(f"page {number} is blank")
        for picture in page.pictures:
            if not (picture.left > SIDE - 1 and picture.right < width - SIDE + 1):
                faults.append(f"page {number}: a picture at {picture}")
            if not (picture.top > 0 and picture.bottom < height):
                faults.append(f"page {number}: a picture at {picture}")
        for glyph in page.glyphs:
            box = glyph.box
            if not (box.left > SIDE - 1 and box.right < width - SIDE + 1):
                faults.append(f"page {number}: {glyph} is beside the frame")
            if not (box.top > 0 and box.bottom < height):
                faults.append(f"page {number}: {glyph} is off the page")
            formula = MATH in glyph.font or glyph.text in in_formulas
            if glyph.size < SMALLEST - 0.01 and not formula:
                faults.append(f"page {number}: {glyph.size:.2f} pt {glyph.text} {glyph.font}")
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:20])
    found = Found(pdf.text)
    assert [prompt for prompt in prompts(sheet) if not found.has_pieces(prompt)] == []
    if case[1].edition != "questions":
        assert found.share(answers(sheet)) > 0.99, found.missing[:20]


@printed
def test_numbers_of_pages(case: Case, print_of: PrintOf) -> None:
    """Each page says which it is of how many; cards have none, and an even number of pages."""
    pages = print_of(*case)[1].pages
    if case[1].edition == "cards":
        assert len(pages) % 2 == 0
    else:
        told = [re.search(r"(\d+)/(\d+)$", page.foot) for page in pages]
        assert [match and match.groups() for match in told] == [
            (str(number), str(len(pages))) for number in range(1, len(pages) + 1)
        ]


@pytest.mark.parametrize("case", [c for c in LAYOUTS if c[1].edition != "cards"], ids=called)
def test_nothing_leaves_its_column(case: Case, sheet_of: SheetOf, browser: Browser) -> None:
    """Laid out for paper, no line of text and no picture is wider than the column it stands in."""
    with laid_out(case, sheet_of, browser) as on_paper:
        faults = on_paper.check("columns", case[1].columns, GAP / PIXEL)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_tiny(name: str, edition: Edition, sheet_of: SheetOf, browser: Browser) -> None:
    """No text is under 6.5 pt, but for scripts of scripts and formulas longer than the paper."""
    with laid_out((name, Layout(edition)), sheet_of, browser) as on_paper:
        faults = on_paper.check("tiny", SMALLEST)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("edition", "terms"), [*((e, 60) for e in EDITIONS), ("full", 300)])
def test_a_formula_beyond_the_page_makes_nothing_smaller(
    edition: Edition, terms: int, browser: Browser, tmp_path: Path
) -> None:
    sizes = []
    for number in (1, terms):
        blog = tmp_path / str(number)
        blog.mkdir()
        formula = " + ".join(f"b_{{{n}}} y^{{{n}}}" for n in range(number))
        answer = f"$${formula}$$\n\n普通文字。"
        (blog / "a.md").write_text(f"# FAQ\n\n## 1. 怎么写？\n\n{answer}\n", encoding="utf-8")
        sheet = build_sheet(tmp_path / f"out-{number}", Layout(edition), blog)
        pages = print_in(browser, sheet.html, tmp_path / f"{number}.pdf").pages
        sizes.append(
            {glyph.size for page in pages for glyph in page.glyphs if glyph.text in "普文"}
        )
    assert sizes[0] == sizes[1]


@contextmanager
def laid_out(case: Case, sheet_of: SheetOf, browser: Browser) -> Iterator[Shown]:
    """Show a sheet as it is laid out for paper, on one endless page."""
    sheet = sheet_of(case[0], case[1], "cheatsheet")
    width = (PAPERS[case[1].paper][0] - 2 * SIDE) / PIXEL
    with shown(browser, sheet.html, width=round(width), height=1000) as on_paper:
        on_paper.page.emulate_media(media="print")
        yield on_paper


@pytest.mark.parametrize("case", [c for c in LAYOUTS if c[1].edition != "cards"], ids=called)
def test_no_heading_is_left_alone(case: Case, print_of: PrintOf) -> None:
    """Below a heading stands, on the same page and in the same column, what it is the heading of."""
    sheet, pdf = print_of(*case)
    glyphs = [g for page in pdf.pages for g in page.glyphs if not page.in_foot(g)]
    text = "".join(plain(glyph.text) or "\0" for glyph in glyphs)
    owner = [glyph for glyph in glyphs for _ in (plain(glyph.text) or "\0")]
    soup = sheet.soup()
    at, alone = end_of_contents(soup, text), []
    for heading in soup.select("main h2, main h3, main h4, main h5, main h6"):
        words = heading_words(heading)
        start = text.find(words, at)
        if start < 0 or (case[1].edition == "questions" and "prompt" in heading["class"]):
            continue  # a prompt to write below has only ruled lines behind it
        at = start + len(words)
        last = owner[at - 1]
        below = next((glyph for glyph in owner[at:] if not same_line(last, glyph)), None)
        under = below and below.page == last.page and below.box.bottom > last.box.bottom
        pictures = (p for p in pdf.pages[last.page].pictures if 0 <= p.top - last.box.bottom < 12)
        first = owner[start]
        if first.page != last.page or first.box.top > last.box.bottom:
            alone.append(f"page {last.page + 1} ends a heading: {words}")
        elif not under and not any(pictures):
            alone.append(f"page {last.page + 1}: {words}")
    assert at > 0
    assert not alone, "\n".join(alone)


def same_line(last: Glyph, glyph: Glyph) -> bool:
    """Whether a glyph stands in the line of another, as the date behind a title does."""
    one, two = last.box, glyph.box
    beside = two.left > one.left and two.top < one.bottom and two.bottom > one.top - 2
    return glyph.page == last.page and beside


def heading_words(heading: Any) -> str:
    """Return the last stretch of a heading without a formula, in the form of the page's text."""
    for mark in heading.select(".back, time"):
        mark.decompose()
    html = re.sub(r"<math\b.*?</math>", "\0", str(heading), flags=re.DOTALL)
    stretches = ["".join(runs(part)) for part in html.split("\0")]
    return next(
        (stretch for stretch in reversed(stretches) if len(stretch) > 3), "".join(stretches)
    )


def end_of_contents(soup: Any, text: str) -> int:
    """Return where the table of contents ends in the text."""
    at = 0
    for entry in soup.select(".contents .entry"):
        words = plain(entry.get_text())
        at = text.index(words, at) + len(words)
    return at


@built
def test_built_pdf(case: Case, built_pdf_of: PrintOf) -> None:
    """Fonts are inside; title, language, tags and outline are there; so are the pages of contents."""
    sheet, pdf = built_pdf_of(*case)
    reader, soup = PdfReader(sheet.pdf), sheet.soup()
    catalog: Any = reader.trailer["/Root"]
    title = soup.title
    assert title
    assert reader.metadata
    assert reader.metadata.title == title.get_text()
    assert catalog["/Lang"] == soup.select("html")[0]["lang"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert outside_fonts(reader) == []
    outline = {plain(str(entry)) for entry in outlined(reader.outline)}
    assert len(outline) > 2
    headings = (
        []
        if case[1].edition == "cards"
        else [plain(heading.get_text()) for heading in soup.select("h1, h2.group")]
    )
    assert {heading for heading in headings if heading not in outline} == set()
    if case[1].edition != "cards":
        told, there = contents(sheet, pdf)
        assert told == there
        assert told


def outlined(entries: Any) -> list[str]:
    """Return the titles of an outline."""
    return [
        title
        for entry in entries
        for title in (outlined(entry) if isinstance(entry, list) else [entry.title])
    ]


def outside_fonts(reader: PdfReader) -> list[str]:
    """Return the fonts that are not inside the file."""
    found = set()
    for page in reader.pages:
        resources: Any = page["/Resources"]
        fonts: Any = resources.get("/Font", {})
        for font in (entry.get_object() for entry in fonts.values()):
            if font["/Subtype"] == "/Type3":  # drawn by the file itself
                continue
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner["/FontDescriptor"].get_object()
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
                found.add(str(font["/BaseFont"]))
    return sorted(found)


def contents(sheet: Sheet, pdf: Print) -> tuple[list[int], list[int]]:
    """Return the pages that the contents name, and those on which the headings stand."""
    soup = sheet.soup()
    entries = [plain(entry.get_text()) for entry in soup.select(".contents .entry")]
    text, at, told = pdf.text, 0, []
    for entry in entries:
        at = text.index(entry, at) + len(entry)
        match = re.match(r"\d+", text[at:])
        told.append(int(match[0]) if match else 0)
        at += len(match[0]) if match else 0
    there, ends = [], [0]
    for page in pdf.pages:
        ends.append(ends[-1] + len(page.text))
    for entry in entries:
        at = text.index(entry, at) + len(entry)
        there.append(next(n for n, (_, end) in enumerate(pairwise(ends), 1) if at <= end))
    return told, there


@built
def test_built_pdf_is_white_and_whole(case: Case, built_pdf_of: PrintOf) -> None:
    sheet, pdf = built_pdf_of(*case)
    assert all(page.text or page.pictures for page in pdf.pages)
    assert all(is_white(pdf.picture(number)) for number in range(len(pdf.pages)))
    found = Found(pdf.text)
    assert [prompt for prompt in prompts(sheet) if not found.has_pieces(prompt)] == []


def test_the_same_bytes(sheet_of: SheetOf, tmp_path: Path) -> None:
    """Printed twice, a sheet is the same file."""
    source = sheet_of("awkward", Layout("questions"), "cheatsheet").html.read_text(encoding="utf-8")
    for out in (tmp_path / "1.pdf", tmp_path / "2.pdf"):
        print_pdf(lambda _: source, out, program())
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_a_tab_prints_the_same(print_of: PrintOf, tmp_path: Path) -> None:
    """A tab prints the same bytes as the build does."""
    sheet, from_tab = print_of("awkward", Layout(columns=1))
    shutil.copyfile(sheet.html, tmp_path / "sheet.html")
    printer._print(program(), tmp_path)
    printer._finish(tmp_path / "sheet.pdf", tmp_path / "1.pdf")
    printer._finish(from_tab.path, tmp_path / "2.pdf")
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()

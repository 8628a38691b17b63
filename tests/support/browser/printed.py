"""A printed sheet: each glyph with its place and size, and the pictures of each page."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from PIL import Image
from playwright.sync_api import Browser
from pypdfium2 import raw

from tests.support.browser.screen import shown
from tests.support.sheets.texts import plain

POINT = 25.4 / 72  # mm
MATH = "STIX"


class Box(NamedTuple):
    """A place on a page, in mm from its left and upper edge."""

    left: float
    top: float
    right: float
    bottom: float


class Glyph(NamedTuple):
    """A character on a page (from 0); `size` is in pt, `font` the name of its font."""

    text: str
    page: int
    box: Box
    size: float
    font: str


@dataclass(frozen=True)
class Paper:
    """A page: its size in mm, its glyphs in reading order, its pictures."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    pictures: tuple[Box, ...]

    @cached_property
    def text(self) -> str:
        """The text of the page as a reader finds it, without its foot."""
        return plain("".join(glyph.text for glyph in self.glyphs if not self.in_foot(glyph)))

    @cached_property
    def foot(self) -> str:
        """What stands in the lower margin."""
        return plain("".join(glyph.text for glyph in self.glyphs if self.in_foot(glyph)))

    def in_foot(self, glyph: Glyph) -> bool:
        """Whether a glyph stands in the lower margin."""
        return glyph.box.top > self.height - FOOT


SIDE, TOP, BOTTOM = 11.0, 13.0, 15.0  # mm, around the columns
FOOT = 10.5  # mm, where the number of the page stands; cards go down to 11 mm


class Print:
    """A PDF as PDFium reads it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.document = pdfium.PdfDocument(path)

    @cached_property
    def pages(self) -> tuple[Paper, ...]:
        """All pages."""
        return tuple(self._page(number) for number in range(len(self.document)))

    @cached_property
    def text(self) -> str:
        """The text of all pages, in which a column or page may interrupt a paragraph."""
        return "".join(page.text for page in self.pages)

    @cached_property
    def words(self) -> str:
        """All text, feet of pages too, in the order of the file; that is quicker than glyph by glyph."""
        return "".join(page.get_textpage().get_text_range() for page in self.document)

    def picture(self, number: int) -> Image.Image:
        """Return a page, drawn in grey."""
        drawn: Image.Image = self.document[number].render(scale=0.5).to_pil().convert("L")
        return drawn

    def blank(self, number: int, column: int, columns: int) -> float:
        """Return the share of a column (from 0) that is blank, in stretches of a centimetre and more."""
        picture, page = self.picture(number), self.pages[number]
        pixel = picture.width / page.width
        width = (page.width - 2 * SIDE) / columns
        edges = (
            SIDE + width * column + 4,
            TOP,
            SIDE + width * (column + 1) - 4,
            page.height - BOTTOM,
        )
        part = picture.crop([round(edge * pixel) for edge in edges])  # type: ignore[arg-type]
        rows = "".join(
            " " if part.crop((0, y, part.width, y + 1)).getextrema()[0] > 250 else "x"  # type: ignore[operator]
            for y in range(part.height)
        )
        stretches = (len(run) for run in rows.split("x") if len(run) >= 10 * pixel)
        return sum(stretches) / part.height

    def _page(self, number: int) -> Paper:
        page = self.document[number]
        width, height = page.get_size()
        boxes = (_box(picture.get_bounds(), height) for picture in _pictures(page))
        text = page.get_textpage()
        glyphs = tuple(_glyphs(text.raw, number, height))
        return Paper(width * POINT, height * POINT, glyphs, tuple(boxes))


def _box(bounds: tuple[float, float, float, float], height: float) -> Box:
    left, bottom, right, top = bounds
    return Box(left * POINT, (height - top) * POINT, right * POINT, (height - bottom) * POINT)


def _glyphs(text: Any, number: int, height: float) -> Iterator[Glyph]:
    """Yield the glyphs of a page that are drawn: white space has no place."""
    name, matrix = ctypes.create_string_buffer(200), raw.FS_MATRIX()
    flags = ctypes.c_int()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    edges = [ctypes.byref(edge) for edge in (left, right, bottom, top)]
    fonts: dict[bytes, str] = {}
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if not char.strip():
            continue
        raw.FPDFText_GetMatrix(text, at, matrix)
        size = raw.FPDFText_GetFontSize(text, at) * (matrix.c**2 + matrix.d**2) ** 0.5
        raw.FPDFText_GetFontInfo(text, at, name, len(name), flags)
        font = fonts.get(name.value) or fonts.setdefault(
            name.value, name.value.decode("utf-8", "replace")
        )
        raw.FPDFText_GetCharBox(text, at, *edges)
        box = _box((left.value, bottom.value, right.value, top.value), height)
        yield Glyph(char, number, box, size, font)


def _pictures(page: Any) -> Iterator[Any]:
    """Yield the pictures among the objects of a page, of which nearly all are glyphs."""
    for at in range(raw.FPDFPage_CountObjects(page)):
        thing = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_IMAGE:
            yield pdfium.PdfObject(thing, page=page)


def print_in(browser: Browser, html: Path, out: Path, **context: Any) -> Print:
    """Print a sheet from a tab, as a reader would, on the paper that it names; return the print."""
    with shown(browser, html, **context) as on_screen:
        return print_page(on_screen.page, out)


def print_page(page: Any, out: Path) -> Print:
    """Print what a tab shows, and return the print."""
    page.pdf(
        path=out, prefer_css_page_size=True, print_background=True, outline=True, tagged=True
    )  # fmt: skip
    return Print(out)


def is_white(picture: Image.Image) -> bool:
    """Whether a page is white at its edges, and dark on white nearly everywhere."""
    width, height = picture.size
    edges = [picture.getpixel((x, y)) for x in (1, width - 2) for y in (1, height - 2)]
    colours = picture.histogram()
    return edges == [255] * 4 and colours[255] == max(colours)

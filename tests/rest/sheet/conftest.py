"""What was printed of the sheets that these tests look at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pipeline.emitters.cheatsheet import pdf
from tests.support.browser.printed import Print, print_in
from tests.support.sheets.sheets import Layout, Sheet, SheetOf

PrintOf = Callable[[str, Layout], tuple[Sheet, Print]]
"""A sheet by name and layout, and what was printed of it."""

WITH_WINDOWS = ("awkward", Layout("questions"))
"""The sheet for whose build a whole Chromium is started, as a user's is."""


@pytest.fixture(scope="session")
def print_of(
    sheet_of: SheetOf, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> PrintOf:
    """Return a function that prints each sheet once, from a tab."""
    folder = tmp_path_factory.mktemp("prints")

    @cache
    def printed(name: str, layout: Layout) -> tuple[Sheet, Print]:
        sheet = sheet_of(name, layout, "cheatsheet")
        return sheet, print_in(browser, sheet.html, folder / f"{name}-{layout}.pdf")

    return printed


@pytest.fixture(scope="session")
def built_pdf_of(sheet_of: SheetOf, browser: Browser) -> PrintOf:
    """Return a function that has each sheet built as PDF once; a tab of the running browser prints
    for the build, which `test_a_tab_prints_the_same` allows.
    """

    def print_from_tab(_: str, folder: Path) -> None:
        print_in(browser, folder / "sheet.html", folder / "sheet.pdf")

    @cache
    def built(name: str, layout: Layout) -> tuple[Sheet, Print]:
        with pytest.MonkeyPatch.context() as patch:
            if (name, layout) != WITH_WINDOWS:
                patch.setattr(pdf, "_print", print_from_tab)
            sheet = sheet_of(name, layout, "pdf")
        return sheet, Print(sheet.pdf)

    return built

"""The sheets that these tests look at, and what was printed of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from playwright.sync_api import Browser

from tests.support.browser.printed import Print, print_in
from tests.support.sheets.sheets import Layout, Sheet, SheetOf, sheet_of

__all__ = ["sheet_of"]

PrintOf = Callable[[str, Layout], tuple[Sheet, Print]]
"""A sheet by name and layout, and what a tab printed of it."""


@pytest.fixture(scope="session")
def print_of(
    sheet_of: SheetOf, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> PrintOf:
    """Print each sheet once, from a tab."""
    folder = tmp_path_factory.mktemp("prints")

    @cache
    def printed(name: str, layout: Layout) -> tuple[Sheet, Print]:
        sheet = sheet_of(name, layout, "cheatsheet")
        return sheet, print_in(browser, sheet.html, folder / f"{name}-{layout}.pdf")

    return printed

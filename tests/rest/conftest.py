"""What the tests with a browser share: one Chromium for each process, sheets and pages of links, and the
checkers from npm.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browser.checkers import axe_script, install
from tests.support.browser.chromium import chromium
from tests.support.link_pages import page_of
from tests.support.sheets.sheets import sheet_of

__all__ = ["page_of", "sheet_of"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def checkers() -> Path:
    """The folder of the packages from npm."""
    return install()


@pytest.fixture(scope="session")
def axe(checkers: Path) -> str:
    """The script of axe-core."""
    return axe_script(checkers)

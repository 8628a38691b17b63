"""What the tests of sheets share: a browser, the sheets, and the checkers from npm."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.reviewer import chromium
from tests.sheet.checkers import axe_script, install
from tests.sheet.sheets import SheetOf, maker


@pytest.fixture(scope="package")
def browser(tool: Callable[[str], str]) -> Iterator[Browser]:
    with chromium(tool("chromium")) as browser:
        yield browser


@pytest.fixture(scope="package")
def sheet_of(
    request: pytest.FixtureRequest, demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> SheetOf:
    """Give a sheet by its name and layout; it is built once."""

    def shared() -> Path:
        folder: Path = request.getfixturevalue("shared")
        return folder

    return maker(demo, shared, tmp_path_factory.mktemp("sheets"))


@pytest.fixture(scope="package")
def checkers(tool: Callable[[str], str]) -> Path:
    """The folder of the packages from npm."""
    return install(tool("npm"))


@pytest.fixture(scope="package")
def axe(checkers: Path) -> str:
    """The script of axe-core."""
    return axe_script(checkers)


@pytest.fixture(scope="package")
def shared_is_here(request: pytest.FixtureRequest) -> bool:
    """Tell whether the example posts are here."""
    try:
        request.getfixturevalue("shared")
    except pytest.skip.Exception:
        return False
    return True

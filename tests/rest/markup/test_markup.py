"""Sheets and link pages as the W3C checker sees them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from pipeline.products import EDITIONS
from tests.support import link_pages
from tests.support.browser.checkers import Message, w3c
from tests.support.link_pages import PageOf
from tests.support.sheets import sheets
from tests.support.sheets.sheets import Layout, SheetOf

pytestmark = pytest.mark.java

SHEETS = [f"{name}-{edition}" for name in sheets.NAMES for edition in EDITIONS]
PAGES = [*link_pages.NAMES, "many", "plain"]
BROKEN = "<!DOCTYPE html><html lang=en><title>t</title><p id=a><p id=a><table><p>x</table>"
ALLOWED = {
    r"Attribute “scriptlevel” not allowed on element “\w+”": "a global attribute of MathML Core",
    r"Trailing slash on void elements has no effect": "so does the canonical HTML write them",
    r"violates Content Security Policy": "the checker knows no hashes; the browser does",
    r"This document appears to be written in": "it counts letters of code too",
    r"CSS: Parse Error": "it does not know ::highlight()",
    r"CSS: .*(::details-content|content-visibility|paint-order)": "nor these, which are newer",
}
"""What the checker reports though all is well, each with the reason."""


@pytest.fixture(scope="module")
def told(
    request: pytest.FixtureRequest,
    sheet_of: SheetOf,
    page_of: PageOf,
    tmp_path_factory: pytest.TempPathFactory,
    checkers: Path,
) -> dict[str, list[Message]]:
    """What the checker reports on each page; all at once, as it is slow to start."""
    try:
        request.getfixturevalue("shared")
        absent = ""
    except pytest.skip.Exception:
        absent = "examples"
    broken = tmp_path_factory.mktemp("broken") / "broken.html"
    broken.write_text(BROKEN, "utf-8")
    files = {"broken": broken}
    for name in sheets.NAMES:
        for edition in EDITIONS if name != absent else ():
            files[f"{name}-{edition}"] = sheet_of(name, Layout(edition), "cheatsheet").html
    files |= {name: page_of(name).html for name in PAGES if name != absent}
    names = {str(file): name for name, file in files.items()}
    found: dict[str, list[Message]] = {name: [] for name in files}
    for message in w3c(checkers, list(files.values())):
        found[names[unquote(urlsplit(message["url"]).path)]].append(message)
    return found


@pytest.mark.parametrize("name", [*SHEETS, *PAGES])
def test_the_checker_finds_nothing(name: str, told: dict[str, list[Message]]) -> None:
    """No error and no warning."""
    if name not in told:
        pytest.skip("the example posts are not here")
    faults = {
        f"{message['message']} {message.get('extract', '')[:90]!r}"
        for message in told[name]
        if not any(re.search(allowed, message["message"]) for allowed in ALLOWED)
    }
    assert not faults, "\n".join(sorted(faults)[:40])


def test_a_fault_is_told(told: dict[str, list[Message]]) -> None:
    """The checker runs and reads the page."""
    assert any("Duplicate ID" in message["message"] for message in told["broken"])

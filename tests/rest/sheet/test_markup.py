"""The sheets as the W3C checker sees them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.emitters.cheatsheet import EDITIONS
from tests.support.browser.checkers import ALLOWED, w3c
from tests.support.sheets.sheets import NAMES, Layout, SheetOf

pytestmark = [pytest.mark.java, pytest.mark.xdist_group("sheet")]


def test_the_checker_finds_nothing(sheet_of: SheetOf, checkers: Path, shared_is_here: bool) -> None:
    """No error and no warning; all sheets at once, as the checker is slow to start."""
    names = [name for name in NAMES if name != "examples" or shared_is_here]
    pages = [
        sheet_of(name, Layout(edition), "cheatsheet").html for name in names for edition in EDITIONS
    ]
    told = [
        f"{Path(message['url']).parent.name}: {message['message']} {message.get('extract', '')[:90]!r}"
        for message in w3c(checkers, pages)
        if not any(re.search(allowed, message["message"]) for allowed in ALLOWED)
    ]
    assert not told, "\n".join(sorted(set(told))[:40])


def test_a_fault_is_told(checkers: Path, tmp_path: Path) -> None:
    """The checker runs and reads the page."""
    page = tmp_path / "page.html"
    page.write_text(
        "<!DOCTYPE html><html lang=en><title>t</title><p id=a><p id=a><table><p>x</table>", "utf-8"
    )
    told = {message["message"] for message in w3c(checkers, [page])}
    assert any("Duplicate ID" in message for message in told)

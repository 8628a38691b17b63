"""The sheets as the W3C checker sees them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.emitters.cheatsheet import EDITIONS
from tests.sheet.checkers import w3c
from tests.sheet.sheets import NAMES, Layout, SheetOf

ALLOWED = {
    r"Attribute “scriptlevel” not allowed on element “\w+”": "a global attribute of MathML Core",
    r"Trailing slash on void elements has no effect": "so does the canonical HTML write them",
    r"violates Content Security Policy": "the checker knows no hashes; the browser does",
    r"This document appears to be written in": "it counts letters of code too",
    r"CSS: Parse Error": "it does not know ::highlight()",
}
"""What the checker tells though all is well, each with the reason."""


def test_the_checker_finds_nothing(
    sheet_of: SheetOf, tool: Callable[[str], str], checkers: Path, shared_is_here: bool
) -> None:
    """No error and no warning; all sheets at once, as the checker is slow to start."""
    names = [name for name in NAMES if name != "examples" or shared_is_here]
    pages = [
        sheet_of(name, Layout(edition), "cheatsheet").html for name in names for edition in EDITIONS
    ]
    told = [
        f"{Path(message['url']).parent.name}: {message['message']} {message.get('extract', '')[:90]!r}"
        for message in w3c(tool("java"), checkers, pages)
        if not any(re.search(allowed, message["message"]) for allowed in ALLOWED)
    ]
    assert not told, "\n".join(sorted(set(told))[:40])


def test_a_fault_is_told(tool: Callable[[str], str], checkers: Path, tmp_path: Path) -> None:
    """The checker runs and reads the page."""
    page = tmp_path / "page.html"
    page.write_text(
        "<!DOCTYPE html><html lang=en><title>t</title><p id=a><p id=a><table><p>x</table>", "utf-8"
    )
    told = {message["message"] for message in w3c(tool("java"), checkers, [page])}
    assert any("Duplicate ID" in message for message in told)


@pytest.mark.parametrize("name", NAMES)
def test_no_heading_is_left_out(name: str, sheet_of: SheetOf) -> None:
    """Headings go down one level at a time, and there is one title."""
    levels = [int(h.name[1]) for h in sheet_of(name, Layout(), "cheatsheet").soup().select(
        "h1, h2, h3, h4, h5, h6"
    )]  # fmt: skip
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))

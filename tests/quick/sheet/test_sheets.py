"""Sheets as files: their headings, and cards that go on on further cards."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.support.sheets.sheets import NAMES, Layout, SheetOf


@pytest.mark.parametrize("name", NAMES)
def test_no_heading_is_left_out(name: str, sheet_of: SheetOf) -> None:
    """Headings go down one level at a time, and there is one title."""
    levels = [int(h.name[1]) for h in sheet_of(name, Layout(), "cheatsheet").soup().select(
        "h1, h2, h3, h4, h5, h6"
    )]  # fmt: skip
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_parts_follow_each_other(sheet_of: SheetOf) -> None:
    """A long answer goes on on further cards, all of which are there."""
    soup = sheet_of("awkward", Layout("cards"), "cheatsheet").soup()
    feet = [foot.get_text() for foot in soup.select(".backs .foot") if "/" in foot.get_text()]
    parts = [foot.rsplit(" · ", 1)[1].split("/") for foot in feet if foot.startswith("13 ")]
    assert len(parts) > 3
    assert sorted(int(part) for part, _ in parts) == list(range(1, len(parts) + 1))
    assert {int(of) for _, of in parts} == {len(parts)}

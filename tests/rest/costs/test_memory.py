"""What nests takes memory as it takes bytes: the peak is linear, as a ratio within one run."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from tests.support.reading import post_of
from tools.costs import GROWTH, NOISE, SMALL, _line, _lines
from tools.hostile_pieces import IN_A_LINE, LINES

NESTED = ("<details>", "<table>", "<b>", "> ", "quotes", "items", "open tags")


def peak(text: str, folder: Path) -> int:
    tracemalloc.start()
    try:
        post_of(text, folder)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", NESTED)
def test_memory_grows_as_a_post_does(name: str, tmp_path: Path) -> None:
    made = _line if name in IN_A_LINE else _lines
    pump = {**LINES, **IN_A_LINE}[name]
    post_of("x", tmp_path)  # imports
    empty, small, large = (peak(made(pump, size), tmp_path) for size in (0, SMALL, 2 * SMALL))
    assert large - empty < GROWTH * NOISE * max(small - empty, 500_000)

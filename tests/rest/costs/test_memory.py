"""What nests takes memory as it takes bytes: the peak is linear, as a ratio within one run."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from tests.support.reading import post_of
from tools.costs import GROWTH, NOISE, SMALL, _line
from tools.hostile_pieces import IN_A_LINE

NESTED = ("<details>", "<table>", "> ")


def peak(text: str, folder: Path) -> int:
    tracemalloc.start()
    try:
        post_of(text, folder)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", NESTED)
def test_memory_grows_as_a_post_does(name: str, tmp_path: Path) -> None:
    post_of("x", tmp_path)  # imports
    small, large = (peak(_line(IN_A_LINE[name], size), tmp_path) for size in (4 * SMALL, 8 * SMALL))
    assert large < GROWTH * NOISE * small

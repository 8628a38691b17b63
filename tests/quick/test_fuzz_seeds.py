"""Texts that once broke a target of the fuzzer (`tests/fuzz`), in the folder of its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

SEEDS = Path(__file__).with_name("fuzz_seeds")


@pytest.mark.parametrize(
    "path", sorted(SEEDS.glob("*/*")), ids=lambda p: f"{p.parent.name}-{p.name}"
)
def test_what_broke_it_once_breaks_it_no_more(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes().decode())

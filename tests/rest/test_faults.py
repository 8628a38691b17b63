"""Each command that writes, struck in one way at a part of its calls; `tests/long` strikes in all ways."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from tests.support.commands_struck import BLOWS, COMMANDS, BlowKind, assert_no_fault_does_harm
from tests.support.faults import LINUX

STRIDES = {"build": 11, "emit": 11, "fetch": 4}
"""Each how many-th call is struck; 2 where nothing is said."""


@LINUX
@pytest.mark.parametrize(("command", "blow"), [*zip(COMMANDS, cycle(BLOWS), strict=False)])
def test_no_fault_does_harm(command: str, blow: BlowKind, tmp_path: Path) -> None:
    assert_no_fault_does_harm(command, tmp_path, STRIDES.get(command, 2), blow)


@LINUX
def test_a_killed_fetch_loses_nothing(tmp_path: Path) -> None:
    assert_no_fault_does_harm("fetch", tmp_path, blow="killed")

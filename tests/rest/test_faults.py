"""Each command that writes, struck at a part of its calls; `tests/long` strikes at every one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands_struck import BLOWS, COMMANDS, BlowKind, assert_no_fault_does_harm
from tests.support.faults import LINUX

STRIDES = {"build": 23, "emit": 23, "fetch": 7}
"""Each how many-th call is struck; 3 where nothing is said."""


@LINUX
@pytest.mark.parametrize("blow", BLOWS)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_fault_does_harm(command: str, blow: BlowKind, tmp_path: Path) -> None:
    assert_no_fault_does_harm(command, tmp_path, STRIDES.get(command, 3), blow)


@LINUX
def test_a_killed_fetch_loses_nothing(tmp_path: Path) -> None:
    assert_no_fault_does_harm("fetch", tmp_path, blow="killed")

"""Each command that writes, struck at a part of its calls; `tests/long` strikes at every one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands_struck import BLOWS, COMMANDS, BlowKind, assert_no_fault_does_harm
from tests.support.faults import LINUX

STRIDES = {"build": 9, "emit": 9}


@LINUX
@pytest.mark.parametrize("blow", BLOWS)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_fault_does_harm(command: str, blow: BlowKind, tmp_path: Path) -> None:
    assert_no_fault_does_harm(command, tmp_path, STRIDES.get(command, 1), blow)


@LINUX
def test_a_killed_fetch_loses_nothing(tmp_path: Path) -> None:
    assert_no_fault_does_harm("fetch", tmp_path, blow="killed")

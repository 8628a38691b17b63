"""Commands struck at every single one of their calls."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands_struck import BLOWS, COMMANDS, BlowKind, assert_no_fault_does_harm
from tests.support.faults import (
    FAILURES,
    KILLS,
    LINUX,
    assert_a_full_disk_changes_nothing,
    assert_killed_builds_leave_a_whole_set,
)
from tests.support.publishing import Blog

pytestmark = pytest.mark.long


@LINUX
@pytest.mark.parametrize("kind", KILLS)
def test_a_killed_build_leaves_a_whole_set(blog: Blog, kind: str) -> None:
    assert_killed_builds_leave_a_whole_set(blog, kind)


@LINUX
@pytest.mark.parametrize("kind", FAILURES)
def test_a_full_disk_changes_nothing(blog: Blog, kind: str) -> None:
    assert_a_full_disk_changes_nothing(blog, kind)


@LINUX
@pytest.mark.parametrize("blow", BLOWS)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_fault_does_harm(command: str, blow: BlowKind, tmp_path: Path) -> None:
    assert_no_fault_does_harm(command, tmp_path, blow=blow)

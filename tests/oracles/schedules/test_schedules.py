"""A learner's schedule survives every edit, in each version of Anki.

`make test` plays the stories in the Anki that is installed, `make test-anki` in the older ones.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.oracles.schedules.judge import judged
from tests.oracles.schedules.players import played, versions
from tests.oracles.schedules.scenarios import SCENARIOS
from tests.oracles.schedules.story import Story, told

NEEDS = {"two-branches-merged": "git"}


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Story]:
    """The author's part of every scenario."""
    folder = tmp_path_factory.mktemp("stories")
    return {name: told(folder / name, play) for name, play in SCENARIOS.items()}


@pytest.fixture(scope="session")
def plays(stories: dict[str, Story], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Give what came of all stories in a version, which plays them once."""
    folder: Path = tmp_path_factory.mktemp("plays")
    return cache(lambda version: played(version, stories, folder))


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("version", versions())
def test_schedules_survive(
    version: str,
    name: str,
    stories: dict[str, Story],
    plays: Any,
    tool: Callable[[str], str],
) -> None:
    if name in NEEDS:
        tool(NEEDS[name])
    faults = judged(stories[name], plays(version)[name], version).faults
    assert not faults, "\n".join(faults)

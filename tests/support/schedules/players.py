"""Lets each version of Anki play all stories, in a process and an environment of its own."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support import ROOT
from tests.support.schedules.judge import judged
from tests.support.schedules.scenarios import SCENARIOS
from tests.support.schedules.story import Story, told

FOLDER = Path(__file__).parent
CLIENT = "tests.support.schedules.client"
INSTALLED = importlib.metadata.version("anki")


def every_version() -> list[str]:
    """Return all versions that have a lock, oldest first."""
    names = [path.stem for path in (FOLDER / "locks").glob("*.lock")]
    return sorted(names, key=lambda name: [int(part) for part in name.split(".")])


ENDS = (every_version()[0], INSTALLED)
"""The oldest version that README promises, and the one that is installed."""


def python_of(version: str) -> str:
    """Return the interpreter that has this version; make sets up the others."""
    if version == INSTALLED:
        return sys.executable
    python = ROOT / ".anki" / version / "bin" / "python"
    if not python.exists():
        raise FileNotFoundError(f"{python} is missing: run make .anki/{version}/done")
    return str(python)


def played(version: str, stories: Mapping[str, Story], folder: Path) -> dict[str, Any]:
    """Return what the client wrote about each story, by its name."""
    plan, result = folder / "plan.json", folder / f"{version}.json"
    steps = [{"name": name, "steps": story.steps} for name, story in stories.items()]
    plan.write_text(json.dumps(steps), "utf-8")
    command = [python_of(version), "-Es", "-m", CLIENT, str(plan), str(result)]
    run = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600
    )
    if run.returncode:
        raise RuntimeError(f"Anki {version}:\n{run.stdout}{run.stderr}")
    told: dict[str, Any] = json.loads(result.read_text("utf-8"))["scenarios"]
    return told


FaultsOf = Callable[[str, str], tuple[str, ...]]
"""Returns what is wrong in a version of Anki with a scenario."""

EVERY_SCENARIO = [
    pytest.param(
        name, marks=[pytest.mark.git] if name.startswith(("two-branches", "cloned")) else []
    )
    for name in SCENARIOS
]


@pytest.fixture(scope="session")
def faults_of(tmp_path_factory: pytest.TempPathFactory) -> FaultsOf:
    """Return a function that returns the faults of a scenario in a version of Anki.

    The author's part of every scenario is played once, and the learner's once in each version.
    """
    folder = tmp_path_factory.mktemp("schedules")
    stories = {name: told(folder / name, play) for name, play in SCENARIOS.items()}
    plays = cache(lambda version: played(version, stories, folder))
    return lambda version, name: judged(stories[name], plays(version)[name], version).faults

"""Lets each version of Anki play all stories, in a process and an environment of its own."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.oracles.schedules.story import Story

FOLDER = ROOT / "tests" / "oracles" / "schedules"
INSTALLED = importlib.metadata.version("anki")


def versions() -> list[str]:
    """Give the versions that POSTDECK_ANKI names, by default the one that is installed."""
    return os.environ.get("POSTDECK_ANKI", "").split() or [INSTALLED]


def every_version() -> list[str]:
    """Give all versions that have a lock, oldest first."""
    names = [path.stem for path in (FOLDER / "locks").glob("*.lock")]
    return sorted(names, key=lambda name: [int(part) for part in name.split(".")])


def python_of(version: str) -> str:
    """Give the interpreter that has this version; `make test-anki` sets up the others."""
    if version == INSTALLED:
        return sys.executable
    python = ROOT / ".anki" / version / "bin" / "python"
    if not python.exists():
        raise FileNotFoundError(f"{python} is missing: run make test-anki ANKI={version}")
    return str(python)


def played(version: str, stories: Mapping[str, Story], folder: Path) -> dict[str, Any]:
    """Give what the client tells of each story, by its name."""
    plan, result = folder / "plan.json", folder / f"{version}.json"
    steps = [{"name": name, "steps": story.steps} for name, story in stories.items()]
    plan.write_text(json.dumps(steps), "utf-8")
    command = [python_of(version), "-I", str(FOLDER / "client.py"), str(plan), str(result)]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    if run.returncode:
        raise RuntimeError(f"Anki {version}:\n{run.stdout}{run.stderr}")
    told: dict[str, Any] = json.loads(result.read_text("utf-8"))["scenarios"]
    return told

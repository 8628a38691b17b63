"""Prints what became of every scenario in every version of Anki, as a Markdown table.

    make schedules

A cell has the new, updated and kept notes of each import but the first, and whether every schedule
survived.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.support.schedules.judge import Verdict, judged
from tests.support.schedules.players import every_version, played
from tests.support.schedules.scenarios import SCENARIOS
from tests.support.schedules.story import told


def main() -> None:
    """Play all scenarios, and print the table."""
    names = every_version()
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        stories = {name: told(top / name, play) for name, play in SCENARIOS.items()}
        plays = {version: played(version, stories, top) for version in names}
        rows = [["scenario", *names], ["---"] * (1 + len(names))]
        for name, story in stories.items():
            verdicts = [judged(story, plays[version][name], version) for version in names]
            rows.append([name, *map(_cell, verdicts)])
    sys.stdout.writelines(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(verdict: Verdict) -> str:
    counts = ", ".join("/".join(map(str, each)) for each in verdict.imports[1:])
    history = "yes" if verdict.history else "NO"
    return f"{counts} {history}{' **wrong**' if verdict.faults else ''}"


if __name__ == "__main__":
    main()

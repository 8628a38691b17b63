"""The tool for mutation testing: what it changes, and that each reason is about a mutant of today."""

from __future__ import annotations

from pathlib import Path

from tools.mutants.made import Mutant, mutants, names
from tools.mutants.run import ROOMS, TESTS, reasons, survives

TINY = '''
"""A module."""
import re
from dataclasses import dataclass
_LEAST = 0.5
_WORDS = frozenset("one two".split())
_STARTS = re.compile(r"^(?:ab|[cd]+)\\s*(?!x)")
@dataclass(frozen=True)
class Counter:
    """Counts."""
    def count(self, lines: list[str], least: int = 1) -> bool:
        if not lines:
            return False
        return any(line[1:].strip() in {"a", "b"} and least < 2 for line in lines if line)
'''
CHANGES = {
    "_LEAST": ["0.5 → 0.6", "0.5 → 0.4"],
    "_WORDS": ["one → ∅", "two → ∅"],
    "_STARTS": [
        "^ → ∅", "[cd] → [d]", "[cd] → [c]", "[cd]+ → [cd]", "ab → ∅", "[cd]+ → ∅",
        r"\s* → \s+", "(?!x) → ∅",
    ],
    "Counter.count": [
        "1 → 2",
        "1 → 0",
        "if not lines → if True",
        "if not lines → if False",
        "not lines → lines",
        "least < 2 → least <= 2",
        "least < 2 → least >= 2",
        "least < 2 → least < 3",
        "least < 2 → least < 1",
        "{'a', 'b'} → {'b'}",
        "{'a', 'b'} → {'a'}",
        "line[1:].strip() → line[1:]",
        "1: → :",
        "1: → 2:",
        "1: → 0:",
        "line[1:].strip() in {'a', 'b'} → line[1:].strip() not in {'a', 'b'}",
        "lines if line → lines",
    ],
}  # fmt: skip


def _made(source: str) -> dict[str, list[str]]:
    changes: dict[str, list[str]] = {}
    for mutant in mutants("tiny", source):
        changes.setdefault(mutant.name[1], []).append(mutant.name[2])
    assert names("tiny", source) == {
        ("tiny", definition, change) for definition in changes for change in changes[definition]
    }
    return changes


def test_it_makes_each_small_change() -> None:
    made = _made(TINY)
    assert made.keys() == CHANGES.keys()
    for definition in CHANGES.keys() - {"Counter.count"}:
        assert made[definition] == CHANGES[definition]
    counted = made["Counter.count"]
    assert set(CHANGES["Counter.count"]) < set(counted)
    told = " and ".join(["line[1:].strip() in {'a', 'b'}", "least < 2"])
    assert f"{told} → least < 2" in counted
    assert sum(change.startswith("any(") for change in counted) == 1
    assert sum(change.startswith("return any(") for change in counted) == 1


def test_a_name_outlives_moved_lines_and_tells_twins_apart() -> None:
    assert _made("# moved\n\n\n" + TINY) == _made(TINY)
    twins = "def f(n: int) -> int:\n    g(n)\n    g(n)\n    return n\n"
    assert _made(twins)["f"] == ["g(n) → ∅", "g(n) → ∅ (2)", "return n → return None"]


def test_a_reason_is_about_a_mutant_of_today() -> None:
    listed = reasons()
    assert all(listed.values())
    for room in {name[0] for name in listed}:
        source = ROOMS[room].read_text(encoding="utf-8")
        assert not {name for name in listed if name[0] == room} - names(room, source)


def test_a_wrong_change_is_killed_and_a_harmless_one_survives() -> None:
    source = ROOMS["chances"].read_text(encoding="utf-8")
    stage: list[list[Path]] = [[TESTS / "questions" / "test_readings.py"]]
    for before, after, harmless in (
        ("_HALF = 0.5", "_HALF = -1.0", False),
        ("_HALF = 0.5", "_HALF = 0.5 + 0.0", True),
    ):
        mutant = Mutant(("chances", "_HALF", ""), source.replace(before, after))
        assert survives(mutant, stage) is harmless

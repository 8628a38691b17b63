"""The page for learners says what scenarios play, and nothing else."""

from __future__ import annotations

import re

import pytest

from tests.support import ROOT
from tests.support.schedules import learners
from tests.support.schedules.scenarios import SCENARIOS

PAGE = (ROOT / "docs" / "learners.md").read_text("utf-8")
SYNC = (ROOT / "tests" / "rest" / "anki" / "test_sync.py").read_text("utf-8")
SYNCS = set(re.findall(r"^def (test_\w+)", SYNC, re.MULTILINE))
TABLE_HEAD = re.compile(r"^\|.*\n\|[-|]+\n", re.MULTILINE)
PLAYED = re.compile(r"<!-- (.*?) -->")


def statements() -> list[str]:
    """Return each paragraph, item and row of the page."""
    text = TABLE_HEAD.sub("", re.sub(r"^#.*\n", "", PAGE, flags=re.MULTILINE))
    return [part.strip() for part in re.split(r"\n\n|\n(?=[-|])", text) if part.strip()]


def named() -> set[str]:
    return {name for names in PLAYED.findall(PAGE) for name in names.split()}


@pytest.mark.parametrize("statement", statements())
def test_each_statement_is_played_or_says_that_it_is_not(statement: str) -> None:
    assert PLAYED.search(statement) or re.search("not\\s+tried", statement)


def test_what_is_named_is_there() -> None:
    assert named() <= SCENARIOS.keys() | SYNCS


def test_what_learners_do_is_told() -> None:
    ours = {name for name, play in SCENARIOS.items() if play.__module__ == learners.__name__}
    assert ours | SYNCS <= named()

"""The pages for learners say what scenarios play, and nothing else, in each language."""

from __future__ import annotations

import re

import pytest
from anki.lang import set_lang, tr_legacyglobal

from tests.support import ROOT
from tests.support.schedules import learners
from tests.support.schedules.scenarios import SCENARIOS

PAGES = {
    name: (ROOT / "docs" / f"{name}.md").read_text("utf-8")
    for name in ("learners", "learners.zh-CN")
}
SYNC = (ROOT / "tests" / "rest" / "anki" / "test_sync.py").read_text("utf-8")
SYNCS = set(re.findall(r"^def (test_\w+)", SYNC, re.MULTILINE))
OF_ANKI = """
    importing_merge_notetypes importing_update_notes importing_update_notetypes
    importing_update_if_newer importing_update_always importing_update_never
    importing_also_import_progress importing_with_deck_configs browsing_toggle_suspend
    qt_misc_empty_cards exporting_anki_collection_package exporting_anki_deck_package
    exporting_include_scheduling_information
""".split()
TABLE_HEAD = re.compile(r"^\|.*\n\|[-|]+\n", re.MULTILINE)
PLAYED = re.compile(r"<!-- (.*?) -->")


def statements(page: str) -> list[str]:
    """Return each paragraph, item and row of a page."""
    text = TABLE_HEAD.sub("", re.sub(r"^#.*\n", "", page, flags=re.MULTILINE))
    return [part.strip() for part in re.split(r"\n\n|\n(?=[-|])", text) if part.strip()]


def named(page: str) -> list[str]:
    """Return what each statement of a page names, in their order."""
    return PLAYED.findall(page)


@pytest.mark.parametrize("name", PAGES)
def test_each_statement_is_played_or_says_that_it_is_not(name: str) -> None:
    for statement in statements(PAGES[name]):
        assert PLAYED.search(statement) or re.search(r"not\s+tried|没有试过", statement), statement


def test_what_is_named_is_there_and_what_learners_do_is_told() -> None:
    told = {name for names in named(PAGES["learners"]) for name in names.split()}
    ours = {name for name, play in SCENARIOS.items() if play.__module__ == learners.__name__}
    assert told <= SCENARIOS.keys() | SYNCS
    assert ours | SYNCS <= told


def test_each_language_says_the_same() -> None:
    """Compare kinds of statements with what they name, in their order."""
    english, chinese = (
        [(part[0] if part[0] in "-|" else "", *named(part)) for part in statements(page)]
        for page in PAGES.values()
    )
    assert english == chinese


def test_options_are_called_as_anki_calls_them_in_chinese() -> None:
    set_lang("zh_CN")
    try:
        words = [getattr(tr_legacyglobal, name)().rstrip("…") for name in OF_ANKI]
    finally:
        set_lang("en")
    assert [word for word in words if f"*{word}*" not in PAGES["learners.zh-CN"]] == []

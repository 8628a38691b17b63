"""Ornaments, blanks, cards and options."""

from __future__ import annotations

import re

import pytest

from pipeline.outline.marks import (
    BLANK,
    CARD,
    CARD_SIDES,
    CONTENTS,
    FILLED,
    OPTION,
    without_ornaments,
)


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("😀 甲", "甲"),
        ("✅✅ 甲 🔥", "甲"),
        ("★甲★", "甲"),
        ("→ 甲 → 乙", "甲 → 乙"),
        (":star: 甲 :star:", "甲"),
        ("[x] 甲", "甲"),
        ("  甲  ", "甲"),
        ("😀", "😀"),
        ("甲😀乙", "甲😀乙"),
        ("[甲](a) 乙", "[甲](a) 乙"),
        ("① 甲", "① 甲"),
    ],
)
def test_ornaments_are_taken_off_before_and_behind_the_words(line: str, bare: str) -> None:
    assert without_ornaments(line) == bare


@pytest.mark.parametrize(
    ("regex", "yes", "no"),
    [
        (
            FILLED,
            ["对（√）", "甲 (B)。", "是（ A ）的", "（C）是"],
            ["甲（ ）", "f(x)", "甲（丙）", "（x、y）"],
        ),
        (BLANK, ["是（ ）", "是()。", "是( )？"], ["是（A）", "（ ）是"]),
        (
            CONTENTS,
            ["[甲](#a)", "1. [甲](#a)", "**[甲](#a)**"],
            ["[甲](a.html)", "[甲](#a) 乙", "甲"],
        ),
        (
            OPTION,
            ["A. 甲", "- B、乙", "（C）丙", "**D.** 丁", "a) 甲"],
            ["甲", "AB. 甲", "A", "I. 甲"],
        ),
        (CARD, ["?", "？？", "  ? "], ["甲?", "???", "-"]),
        (CARD_SIDES, ["栈的顶::表尾", "stack ::: a list"], ["栈的顶:表尾", "a::b", "栈的顶:: "]),
    ],
)
def test_marks_are_told_from_words(regex: re.Pattern[str], yes: list[str], no: list[str]) -> None:
    find = regex.search if regex in (FILLED, BLANK) else regex.fullmatch
    if regex is OPTION:
        find = regex.match
    assert [line for line in yes if not find(line)] == []
    assert [line for line in no if find(line)] == []

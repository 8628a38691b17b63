"""What one line holds: a number, a prompt and at times an answer, or a prompt that goes on below."""

from __future__ import annotations

import pytest

from pipeline.questions.shapes import collect
from tests.questions.helpers import candidates, parsed

LINES = [
    # style · number · block:lines · prompt, and what else is known of it
    ("## [1. 甲](#x)", ["heading-2 (plain) · 1=1 · 0:1-1 · [甲](#x) · shows 甲"]),
    ("## **1. 甲**", ["heading-2 (plain) · 1=1 · 0:1-1 · **甲** · shows 甲"]),
    ("## 甲 答：乙", ["heading-2 · - · 0:1-1 · 甲 · opens 答：乙"]),
    ("## 1. 甲？答：乙", ["heading-2 (plain) · 1=1 · 0:1-1 · 甲？ · opens 答：乙"]),
    (
        "1. **甲？** （乙乙乙）",
        [
            "line (plain) · 1=1 · 0:1-1 · **甲？** （乙乙乙）"
            " · shows 甲？ （乙乙乙） · list · indent 3",
        ],
    ),
    (
        "1. **甲**：乙乙乙乙",
        [
            "line (plain) · 1=1 · 0:1-1 · **甲**：乙乙乙乙 · shows 甲：乙乙乙乙 · list · indent 3",
        ],
    ),
    (
        "1. **甲是什么：** 乙乙乙乙",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲是什么："
            " · shows 甲是什么 · list · bold · indent 3 · opens 乙乙乙乙",
        ],
    ),
    (
        "1. **甲？**乙乙是什么？",
        [
            "line (plain) · 1=1 · 0:1-1 · **甲？**乙乙是什么？ · list · indent 3",
        ],
    ),
    ("**1. 甲** 乙", ["line (plain) · 1=1 · 0:1-1 · **甲** 乙 · shows 甲 乙"]),
    ("**1.** 甲", ["line (plain) · 1=1 · 0:1-1 · 甲"]),
    ("Q: 甲\n乙", ["line (Q:) · - · 0:1-1 · 甲 · put"]),
    ("Q: 甲，\n乙？", ["line (Q:) · - · 0:1-2 · 甲，/乙？ · put", "sentence · - · 0:2-2 · 乙？"]),
    ("Q: 甲 A: 乙", ["line (Q:) · - · 0:1-1 · 甲 · put · opens A: 乙"]),
    ("问：甲？答：乙", ["line (Q:) · - · 0:1-1 · 甲？ · put · opens 答：乙"]),
    ("1、甲，\n乙？", ["line (plain) · 1=1 · 0:1-2 · 甲，/乙？", "sentence · - · 0:2-2 · 乙？"]),
    ("1、甲,\n乙？", ["line (plain) · 1=1 · 0:1-2 · 甲,/乙？", "sentence · - · 0:2-2 · 乙？"]),
    ("1、甲、\n乙？", ["line (plain) · 1=1 · 0:1-2 · 甲、/乙？", "sentence · - · 0:2-2 · 乙？"]),
    ("1、甲\n乙？", ["line (plain) · 1=1 · 0:1-1 · 甲", "sentence · - · 0:2-2 · 乙？"]),
    (
        "1、甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲\n乙？",
        [
            "line (plain) · 1=1 · 0:1-2 · 甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲/乙？",
            "sentence · - · 0:2-2 · 乙？",
        ],
    ),
    (
        "1、甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲\n乙？",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲",
            "sentence · - · 0:2-2 · 乙？",
        ],
    ),
    (
        "1、甲，\n2、乙？",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲，",
            "line (plain) · 2=2 · 0:2-2 · 乙？",
        ],
    ),
    ("1、甲，\n乙", ["line (plain) · 1=1 · 0:1-1 · 甲，"]),
    (
        "1、甲。，\n乙？",
        [
            "line (plain) · 1=1 · 0:1-2 · 甲。，/乙？",
            "sentence · - · 0:2-2 · 乙？",
        ],
    ),
    ("1、什么，\n乙？", ["line (plain) · 1=1 · 0:1-1 · 什么，", "sentence · - · 0:2-2 · 乙？"]),
    ("1. 甲，\n   乙？", ["line (plain) · 1=1 · 0:1-2 · 甲，/乙？ · list · indent 3"]),
    ("Q1：甲？A：乙", ["line (question) · 1=1 · 0:1-1 · 甲？ · put · opens A：乙"]),
    ("1、甲？**答**：乙", ["line (plain) · 1=1 · 0:1-1 · 甲？ · opens **答**：乙"]),
    (
        "1、甲乙？ 一二三四五六七八九十一二",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲乙？ 一二三四五六七八九十一二 · tail 一二三四五六七八九十一二"
        ],
    ),
    (
        "1. 甲乙? 一二三四五六七八九十一二",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲乙? 一二三四五六七八九十一二 · list · indent 3"
            " · tail 一二三四五六七八九十一二"
        ],
    ),
    (
        "1. 甲_乙？ 一二三四五六七八九十一二",
        ["line (plain) · 1=1 · 0:1-1 · 甲_乙？ 一二三四五六七八九十一二 · list · indent 3"],
    ),
    (
        "## 甲乙？一二三四五六七八九十一二",
        ["heading-2 · - · 0:1-1 · 甲乙？一二三四五六七八九十一二"],
    ),
    (
        "1、甲乙？一二三四五六七八九十一二？",
        ["line (plain) · 1=1 · 0:1-1 · 甲乙？一二三四五六七八九十一二？"],
    ),
    ("**甲是什么** 乙乙乙乙", ["bold · - · 0:1-1 · 甲是什么 · bold · opens 乙乙乙乙"]),
    ("**甲是什么**：乙乙乙乙", ["bold · - · 0:1-1 · 甲是什么 · bold · opens 乙乙乙乙"]),
    ("1、**甲是什么** 乙乙乙乙", ["line (plain) · 1=1 · 0:1-1 · 甲是什么 · bold · opens 乙乙乙乙"]),
    (
        "1、**甲是什么** [乙乙乙]",
        [
            "line (plain) · 1=1 · 0:1-1 · **甲是什么** [乙乙乙] · shows 甲是什么 [乙乙乙]",
        ],
    ),
    (
        "1、**甲是什么** 【乙乙乙】",
        [
            "line (plain) · 1=1 · 0:1-1 · **甲是什么** 【乙乙乙】 · shows 甲是什么 【乙乙乙】",
        ],
    ),
    ("1、**甲** (乙) 丙", ["line (plain) · 1=1 · 0:1-1 · **甲** (乙) 丙 · shows 甲 (乙) 丙"]),
    (
        "1、甲？ 乙乙乙乙乙乙乙乙乙乙乙乙",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲？ 乙乙乙乙乙乙乙乙乙乙乙乙",
        ],
    ),
    ("1、甲？乙乙乙乙乙乙乙乙乙乙乙", ["line (plain) · 1=1 · 0:1-1 · 甲？乙乙乙乙乙乙乙乙乙乙乙"]),
    (
        "1、`甲`？乙乙乙乙乙乙乙乙乙乙乙乙",
        [
            "line (plain) · 1=1 · 0:1-1 · `甲`？乙乙乙乙乙乙乙乙乙乙乙乙"
            " · shows 甲？乙乙乙乙乙乙乙乙乙乙乙乙",
        ],
    ),
    (
        "1、甲？乙乙乙乙乙乙乙乙乙乙乙乙？",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲？乙乙乙乙乙乙乙乙乙乙乙乙？",
        ],
    ),
    (
        "1、甲？乙乙乙乙乙乙乙乙乙乙乙乙。",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲？乙乙乙乙乙乙乙乙乙乙乙乙。",
        ],
    ),
    (
        "1、" + "甲" * 199 + "？乙乙乙乙乙乙乙乙乙乙乙乙",
        [
            "line (plain) · 1=1 · 0:1-1 · "
            + "甲" * 199
            + "？乙乙乙乙乙乙乙乙乙乙乙乙 · tail 乙乙乙乙乙乙乙乙乙乙乙乙",
        ],
    ),
    (
        "1、" + "甲" * 201 + "？乙乙乙乙乙乙乙乙乙乙乙乙",
        [
            "line (plain) · 1=1 · 0:1-1 · " + "甲" * 201 + "？乙乙乙乙乙乙乙乙乙乙乙乙",
        ],
    ),
    ("## 甲？乙乙乙乙乙乙乙乙乙乙乙乙", ["heading-2 · - · 0:1-1 · 甲？乙乙乙乙乙乙乙乙乙乙乙乙"]),
    (
        "**1、甲？** 乙乙乙乙乙乙乙乙乙乙乙乙",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲？ · bold · opens 乙乙乙乙乙乙乙乙乙乙乙乙",
        ],
    ),
    (
        "1. 甲? 乙乙乙乙乙乙乙乙乙乙乙乙",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲? 乙乙乙乙乙乙乙乙乙乙乙乙 · list · indent 3",
        ],
    ),
    (
        "1. [甲？](#a) 乙乙乙乙乙乙乙乙乙乙乙乙",
        [
            "line (plain) · 1=1 · 0:1-1 · [甲？](#a) 乙乙乙乙乙乙乙乙乙乙乙乙"
            " · shows 甲？ 乙乙乙乙乙乙乙乙乙乙乙乙 · list · indent 3",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_what_a_line_holds(text: str, expected: list[str]) -> None:
    assert candidates(text) == expected


@pytest.mark.parametrize(
    ("rest", "answers"),
    [
        ("一二三四", True),
        ("一二三", False),
        ("一二三，……", False),
        *((f"{word}一二三四", False) for word in "请 试 举例 说明 简述 并".split()),
        *((f"{word} one or two", False) for word in "please explain Give".split()),
        ("为何一二三四", False),
        ("一二三四并一", True),
    ],
)
def test_what_follows_a_question_on_its_line(rest: str, answers: bool) -> None:
    document, measure = parsed(f"1、甲乙？{rest}")
    [found] = collect(document, measure)
    assert found.tail == (rest if answers else "")

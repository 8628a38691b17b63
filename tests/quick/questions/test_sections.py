"""What stands between the questions of two groups, and where numbers begin anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.questions.numbers import Number
from pipeline.questions.sections import is_section_line, restarts
from tests.quick.questions.helpers import NUMBERED, link, parsed, starts

POSTS = [
    # blocks parted by " / ": | a prompt, § a section, ~ the footer
    "|## 1. 甲？ / §# 乙 / |## 2. 丙？ / 答。 / |## 3. 丁？ / 答。",
    "§# 前 / |## 第1题 ⏎  ⏎ 甲 / 答。 / |## 第2题 ⏎  ⏎ 乙 / 答。",
    "|## 1. 甲？ / 答。 / §# 乙 / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / §## 乙 / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / ## 乙 / 文。 / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / §## 乙 / --- / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / §## 乙 / <br> / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / §## 总结 / 文。 / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / ### 乙 / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / §# 乙 / 文。 / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / §# 乙 / ### 丁 / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / --- / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / §## 乙 / ### 丁 / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / §## 乙 / ## 丁 / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / §# 总结 / |## 2. 丙？ / 答。",
    "|## 1. 甲？ / 答。 / ### 总结 / 文。 / |## 2. 丙？ / 答。",
    "|1、甲？ / 答。 / §# 乙 / |2、丙？ / 答。",
    "|1、甲？ / 答。 / §--- / # 乙 / --- / |2、丙？ / 答。",
    "|1、甲？ / 答。 / --- / |2、丙？ / 答。",
    "|1、甲？ / 答。 / 乙部分 / |2、丙？ / 答。",
    "|1、甲？ / 答。 / # 乙 / 文。 / |2、丙？ / 答。",
    "|1、甲？ / 答。 / §###### 乙 / |2、丙？ / 答。",
    "|1、甲？ / 答。 / §乙部分 / |1、丙？ / 答。 / |2、丁？ / 答。",
    "|1、甲？ / 答。 / 乙部分 / --- / |1、丙？ / 答。 / |2、丁？ / 答。",
    "|1、甲？ / 答。 / §一一一一一一一一一一一一一一一一一一一一 / |1、丙？ / 答。 / |2、丁？ / 答。",
    "|1、甲？ / 答。 / 一一一一一一一一一一一一一一一一一一一一一 / |1、丙？ / 答。 / |2、丁？ / 答。",
    "|1、甲？ / 答。 / 乙部分。 / |1、丙？ / 答。 / |2、丁？ / 答。",
    "|1、甲？ / 答。 / 乙 ⏎ 部分 / |1、丙？ / 答。 / |2、丁？ / 答。",
    "|1、甲？ / 答。 / > 乙部分 / |1、丙？ / 答。 / |2、丁？ / 答。",
    "|1、甲？ / 乙部分 / |1、丙？ / 答。 / |2、丁？ / 答。",
    "|1、甲？ / 文。 / §乙部分 / |1、丙？ / 答。 / |2、丁？ / 答。",
    "|1. 甲？ /    答。 / §乙部分 / |1. 丙？ /    答。",
    "|1. 甲？ / 乙部分 / |1. 丙？ /    答。",
    "|## 第1题 / 甲 / 答。 / §# 乙 / |## 第2题 / 丙 / 答。",
    "|## 第1题 / > 甲 / 答。 / §## 乙 / |## 第2题 / > 丙 / 答。",
    "§# 前 / |1、甲？ / 答。 / §乙部分 / |1、丙？ / 答。 / |2、丁？ / 答。",
    "|1、甲？ / 答。 / §乙部分 / |1、丙？ / 答。 / |2、丁？ / 答。 / ~## 后 / 文。",
    "|1、甲？ / §# 乙 / |2、丙？ / 答。",
    "|## 1. 甲？ / 答。 / |## 2. 乙？ / 答。 / ~# 后记 / 文。 / # 又",
    "§# 前 / |1. / 甲？ / 答。 / |2. / 乙？ / 答。",
    "§# 前 / ## 中 / |## 1. 甲？ / 答。 / |## 2. 乙？ / 答。",
    "# 前 / 文。 / |## 1. 甲？ / 答。 / |## 2. 乙？ / 答。",
    "# 前 / ### 中 / |## 1. 甲？ / 答。 / |## 2. 乙？ / 答。",
    "文 ⏎ |1、甲？ / 答。 / |2、乙？ / 答。",
    "§# 前 / ### 中 / |1、甲？ / 答。 / |2、乙？ / 答。",
]


@pytest.mark.parametrize("told", POSTS)
def test_where_sections_begin(told: str) -> None:
    told_starts, found_starts = starts(told)
    assert found_starts == told_starts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("乙部分", True),
        ("乙", True),
        ("一、乙", True),
        ("（二）乙", True),
        ("一、什么是乙", False),
        ("甲" * 20, True),
        ("甲" * 21, False),
        *((f"甲{mark}", False) for mark in "。！？!?；;，,.：:"),
        ("1、甲", False),
        ("1 甲", True),
        ("答案", False),
        ("# 甲", False),
        ("甲\n乙", False),
        ("- 甲", False),
        ("![](p.png)", False),
    ],
)
def test_a_line_that_names_a_section(text: str, expected: bool) -> None:
    document, measure = parsed(text)
    [block] = document.blocks
    seen = is_section_line(block, measure)
    assert seen == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((3,), (1,), True),
        ((3,), (0,), True),
        ((1,), (1,), True),
        ((0,), (1,), False),
        ((3,), (2,), False),
        ((1, 2), (2, 1), False),
        ((2, 2), (1, 1), True),
        ((2, 3), (1, 2), False),
        ((2, 3), (2, 1), True),
        ((), (1,), False),
        ((3,), (), False),
    ],
)
def test_numbers_begin_anew(
    before: tuple[int, ...], after: tuple[int, ...], expected: bool
) -> None:
    first, second = (
        replace(link(NUMBERED, 1), number=Number("plain", "", value, "") if value else None)
        for value in (before, after)
    )
    assert restarts(first, second) == expected

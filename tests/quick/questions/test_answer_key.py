"""Answers that stand together at the end of a post, each with its number."""

from __future__ import annotations

import pytest

from pipeline.questions.answer_key import answer_lines
from tests.quick.outline.helpers import chosen, found

TWO, THREE = "1、栈 / 2、堆", "1、栈 / 2、堆 / 3、图"
LISTS = [
    # prompts, what stands behind them, and the lines of their answers from the first behind the prompts
    (TWO, "## 答案 / 1. 甲 ⏎ 2. 乙", [3, 4]),
    (TWO, "## 答案 / - 1. 甲 ⏎ * **2.** 乙", [3, 4]),
    (TWO, "## 答案 ⏎ 1. 甲 ⏎ 2. 乙", [2, 3]),
    (TWO, "## 答案 / 1. 甲 ⏎ 2. 乙 ⏎ 3. 丙", [3, 4]),
    (TWO, "::: tip 答案 ⏎ 1. 甲 ⏎ 2. 乙 ⏎ :::", [2, 3]),
    (TWO, "## 参考答案及解析 / 1. 甲 ⏎ 2. 乙", [3, 4]),
    *((THREE, f"## 答案 / 1{dot}甲 2{dot} 乙 3{dot}丙", [3, 3, 3]) for dot in ".．、:：)）"),
    *((THREE, f"## 答案 / 1. 甲{sign}2. 乙{sign}3. 丙", [3, 3, 3]) for sign in " ,，;；|"),
    (THREE, "## 答案 / 1. 甲 -  2. 乙 **3.** 丙", [3, 3, 3]),
    ("100、栈 / 101、堆", "## 答案 / 100. 甲 ⏎ 101. 乙", [3, 4]),
    ("1.1、栈 / 1.2、堆", "## 答案 / 1. 甲 ⏎ 2. 乙", [3, 4]),
    (TWO, "## 3. 答案 / 1. 甲 ⏎ 2. 乙", [3, 4]),
    # other numbers, none, or no list
    (TWO, "## 答案 / 1. 甲 ⏎ 3. 乙", []),
    (TWO, "## 答案 / 1. 甲2. 乙", []),
    (TWO, "## 答案 / 1. ⏎ 2. 乙", []),
    (TWO, "## 后文 / 1. 甲 ⏎ 2. 乙", []),
    (TWO, "@", []),
    ("**栈** / **堆**", "## 答案 / 1. 甲 ⏎ 2. 乙", []),
    ("1、栈 / **堆**", "## 答案 / 1. 甲 ⏎ 2. 乙", []),
    (TWO, "**答案** / 1. 甲 ⏎ 2. 乙", []),
    ("**栈** / 1、堆", "## 答案 / 0. 甲 ⏎ 1. 乙", []),
    # a heading or a marker above the last prompt is none of a list
    ("## 答案 / 1、栈 / 2、堆", "1. 甲 ⏎ 2. 乙", []),
    ("1、栈 / ## 答案 / 2、堆", "1. 甲 ⏎ 2. 乙", []),
    ("1、栈 / ::: tip 答案 / 2、堆", "1. 甲 ⏎ 2. 乙", []),
]


@pytest.mark.parametrize(("asked", "told", "lines"), LISTS)
def test_answers_by_number(asked: str, told: str, lines: list[int]) -> None:
    all_of = found(f"{asked} / {told}")
    first = 2 * (asked.count(" / ") + 1)
    nodes = [all_of.nodes[at] for at in chosen(all_of, "paragraph + bold")]
    prompts = [node for node in nodes if node.span.start < first]
    assert [line - first for line in answer_lines(all_of.post.outline, prompts)] == lines

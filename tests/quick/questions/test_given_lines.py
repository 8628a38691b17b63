"""Questions by the texts of their lines, as a program gave them."""

from __future__ import annotations

import pytest

from pipeline.questions import GivenSelection, find
from pipeline.questions.selection import GivenLines, Selection
from tests.quick.questions.helpers import MARKDOWN

POST = "1、栈\n\n  先进后出。 \n\n乙。\n\n堆是一种树。\n\n丙。\n\n丁。\n\n丙。\n"
STACK, HEAP = "1、栈", "堆是一种树。"
GIVEN = [
    # the texts of prompts, those of the last lines of their answers, and what they make of `POST`
    ([STACK, HEAP], ["", ""], "栈 5 → 7-9, 堆是一种树。 11 → 13-17"),
    ([STACK, HEAP], ["先进后出。", "丁。"], "栈 5 → 7-7, 堆是一种树。 11 → 13-15"),
    ([f" {STACK}", f" {HEAP} "], [" 先进后出。", "丁。 "], "栈 5 → 7-7, 堆是一种树。 11 → 13-15"),
    (["先进后出。"], ["丁。"], "先进后出。 7 → 9-15"),
    # what is not there once, or in another order, is left out
    (
        [STACK, "丙。", "庚。", HEAP],
        ["乙。", "", "", "丁。"],
        "栈 5 → 7-9, 堆是一种树。 11 → 13-15",
    ),
    ([HEAP, STACK, HEAP], ["", "", ""], "堆是一种树。 11 → 13-17"),
    ([HEAP, STACK, "丁。"], ["", "", ""], "堆是一种树。 11 → 13-13, 丁。 15 → 17-17"),
    ([STACK, HEAP, "乙。"], ["", "", ""], "栈 5 → 7-9, 堆是一种树。 11 → 13-17"),
    (["题"], [""], ""),
    # and so is an end that stands elsewhere or twice
    ([STACK, HEAP], ["丁。", "丙。"], "栈 5 → 7-9, 堆是一种树。 11 → 13-17"),
    ([STACK, HEAP], [STACK, "先进后出。"], "栈 5 → 7-9, 堆是一种树。 11 → 13-17"),
]


def _found(text: str, prompts: list[str], ends: list[str]) -> str:
    document = MARKDOWN.document(f"---\ntitle: 题\n\n---\n{text}", 5)
    given = Selection(lines=GivenLines(tuple(prompts), tuple(ends)))
    found = find(
        document, lambda part: MARKDOWN.inline(part, document.references), "x.md", "题",
        given=GivenSelection(given, "choice"),
    )  # fmt: skip
    spans = [(one.prompt, one.prompt_span, one.answer_span) for one in found.questions]
    return ", ".join(
        f"{prompt} {asked and asked.start} → {answer and f'{answer.start}-{answer.end}'}"
        for prompt, asked, answer in spans
    )


@pytest.mark.parametrize(("prompts", "ends", "questions"), GIVEN)
def test_lines_that_a_program_gave(prompts: list[str], ends: list[str], questions: str) -> None:
    assert _found(POST, prompts, ends) == questions


def test_an_end_that_is_not_told_is_where_the_answer_ends() -> None:
    assert _found("1、栈\n甲。\n\n乙。\n", [STACK], [""]) == "栈 5 → 6-8"
    assert _found(f"1、栈\n\n---\n\n{HEAP}\n\n文。\n", [STACK, HEAP], ["---", ""]) == (
        f"栈 5 → None, {HEAP} 9 → 11-11"
    )
    assert _found("文。\n\n乙。", ["乙。"], [""]) == "乙。 7 → None"


def test_the_nodes_of_a_post_stay_prompts() -> None:
    assert _found("## 1. 栈\n\n甲\n\n### 堆\n", ["## 1. 栈"], ["甲"]) == "栈 5 → 7-7"
    assert _found("## 1. 栈\n\n### 答案\n\n甲\n", ["## 1. 栈"], ["### 答案"]) == "栈 5 → 9-9"
    assert _found("## 栈\n\n## 堆\n\n甲\n", ["## 栈", "## 堆"], ["甲", "甲"]) == (
        "栈 5 → None, 堆 7 → 9-9"
    )

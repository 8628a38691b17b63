"""Which lines begin an answer, which answer, and which prompts have no answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

import pytest

from pipeline.questions.lines import Lines, answered_by_tail, is_option
from pipeline.questions.shapes import collect
from tests.quick.questions.helpers import MARKDOWN, parsed


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("甲", []),
        ("甲\n答：乙", [2]),
        ("### 答案\n\n乙\n\n**解析：** 丙", [1, 5]),
        ("```\n答：乙\n```", []),
        ("```\n答：乙\n```\n答：丙", [4]),
        ("甲\n\n    乙\n    答：丙", []),
        ("$$\n答：\n$$", []),
        ("| 答：乙 |\n|--|\n| A: 丙 |\n\n答：丁", [5]),
        ("答：乙 | 丙\n--|--\n甲 | 丁", []),
        ("A: 甲\n  \nB. 乙", []),
        ("- 甲\n\n  ```\n  答：乙\n  ```\n\n答：丙", [7]),
        ("A: 甲", [1]),
        ("A: 甲\n乙", [1]),
        ("A: 甲\nB: 乙", []),
        ("A. 甲\n\nB. 乙", []),
        ("A: 甲\n- C) 乙", []),
        ("A: 甲\n\n\n\nB. 乙", []),
        ("A: 甲\n\n\n\n\nB. 乙", [1]),
        ("答：甲\nB. 乙", [1]),
        ("<details>\n<summary>答案</summary>\n甲\n</details>", [1, 2]),
        ("<details open>\n<summary><b>Show</b></summary>", [1, 2]),
        ("<details>\n<summary>甲？</summary>", []),
        ("<details>\n甲", []),
        ("<details>甲\n<summary>查看</summary>", [2]),
        ("甲\n<summary>查看</summary>", [2]),
        ("<summary>查看", [1]),
        ("<summary></summary>", [1]),
        ("<details><summary>查看</summary>甲？", [1]),
        ("<summary>查看 > 甲</summary>", [1]),
        ("<summary></summary>甲？", [1]),
        ("<details>", []),
    ],
)
def test_lines_that_mark_answers(text: str, marked: list[int]) -> None:
    lines = Lines(MARKDOWN.document(text, 1))
    numbers = range(1, text.count("\n") + 2)
    assert [n for n in numbers if lines.marker(n, n) == n] == marked
    assert lines.marker(1, len(numbers)) == next(iter(marked), None)


@pytest.mark.parametrize(
    "option",
    [
        "B. 乙", "B．乙", "B、乙", "B: 乙", "B：乙", "B) 乙", "B）乙", "(B) 乙", "（B）乙",
        "(B). 乙", "（B）. 乙", "- B. 乙", "* B. 乙", "+ B. 乙", "-  B. 乙", "**B**. 乙",
        "**B. 乙**", "  B. 乙", "B . 乙", "Z. 乙",
    ],
)  # fmt: skip
def test_the_first_of_some_options_marks_no_answer(option: str) -> None:
    lines = Lines(MARKDOWN.document(f"A: 甲\n{option}", 1))
    assert lines.marker(1, 2) is None
    assert is_option(option)


@pytest.mark.parametrize(
    ("start", "end", "headings", "answers"),
    [
        (1, 1, True, True), (1, 1, False, False), (2, 4, True, False), (2, 5, True, True),
        (2, 5, False, True), (5, 5, False, True), (5, 4, True, False), (6, 6, True, False),
        (7, 8, True, True), (7, 8, False, False), (9, 9, True, True),
    ],
)  # fmt: skip
def test_lines_that_answer(start: int, end: int, headings: bool, answers: bool) -> None:
    lines = Lines(
        MARKDOWN.document("# 甲\n\n---\n\n乙\n\n丙\n===\n\n丁".replace("\n\n丁", "\n丁"), 1)
    )
    assert lines.answers(start, end, headings=headings) == answers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1、甲？\n2、乙？", "甲？ bare | 乙？"),
        ("1、甲？\n  \n2、乙？", "甲？ bare | 乙？"),
        ("1、甲？\n\n---\n丁\n\n2、乙？", "甲？ | 乙？"),
        ("1、甲？\n丁\n2、乙？", "甲？ | 乙？"),
        ("1、甲？\n答：丙\n2、乙？", "甲？ marked | 乙？"),
        ("1、甲？\n2、乙？\n答：丙", "甲？ bare | 乙？ marked"),
        ("1、甲？\n\n---\n\n2、乙？", "甲？ bare | 乙？"),
        ("1、甲？\n\n# 丙\n\n2、乙？", "甲？ | 乙？"),
        ("1、甲？\n\n# 丙\n\n1、乙？", "甲？ bare | 乙？"),
        ("**甲？**\n\n# 丙\n\n**乙？**", "甲？ bare | 乙？"),
        ("# 甲？\n\n## 丙\n\n# 乙？", "甲？ | 乙？"),
        ("# 1. 甲？\n\n## 丙\n\n# 1. 乙？", "甲？ | 乙？"),
        ("1、甲？答：丙\n2、乙？", "甲？ marked 答：丙 | 乙？"),
        ("1、**甲？** 答\n丙\n2、乙？", "甲？ marked 答 | 乙？"),
        ("1、甲？A: 丙\n2、乙？", "甲？ marked A: 丙 | 乙？"),
        ("1、甲乙？一二三四五六七八九十一二\n2、乙？", "甲乙？ 一二三四五六七八九十一二 | 乙？"),
        ("1、甲乙？一二三\n2、乙？", "甲乙？一二三 bare | 乙？"),
        ("1、甲乙？一二三四五六七八九十一二\n丙\n2、乙？", "甲乙？一二三四五六七八九十一二 | 乙？"),
    ],
)
def test_prompts_without_an_answer(text: str, expected: str) -> None:
    document, measure = parsed(text)
    found = collect(document, measure)
    lines = Lines(document)
    links = lines.with_gaps([c for c in found if c.style == found[0].style])
    said = [
        " ".join(
            [c.prompt]
            + ["bare"] * c.bare
            + ["marked"] * lines.is_marked(c, after)
            + [c.opening] * bool(c.opening)
        )
        for c, after in zip_longest(links, links[1:])
    ]
    assert " | ".join(said) == expected


def test_what_follows_a_question_on_its_line_answers_where_nothing_stands_below() -> None:
    document, measure = parsed("1、甲乙？ 一二三四")
    [found] = collect(document, measure)
    told = answered_by_tail(replace(found, bare=True))
    assert (told.prompt, told.text, told.opening) == ("甲乙？", "甲乙？", "一二三四")
    assert (told.tail, told.bare) == ("", False)

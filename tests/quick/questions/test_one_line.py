"""What one line holds: a number, a prompt and at times an answer, or a prompt that goes on below."""

from __future__ import annotations

import pytest

from pipeline.questions.one_line import BOLD, BOLD_HEAD, split
from pipeline.questions.shapes import collect
from tests.quick.questions.helpers import candidates, parsed

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
    ("**3 甲** 乙", []),
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
    ("1、\n甲？答：乙", ["line (plain) · 1=1 · 0:1-2 · 甲？ · opens 答：乙"]),
    ("1、甲？ 答：乙", ["line (plain) · 1=1 · 0:1-1 · 甲？ · opens 答：乙"]),
    (
        "1、甲，\n乙？  \n丙",
        ["line (plain) · 1=1 · 0:1-2 · 甲，/乙？", "sentence · - · 0:2-2 · 乙？"],
    ),
    (
        "1、甲，\n3 乙？",
        ["line (plain) · 1=1 · 0:1-2 · 甲，/3 乙？", "line (spaced) · 3=3 · 0:2-2 · 乙？"],
    ),
    (
        "1、甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲。\n乙？",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲。",
            "sentence · - · 0:2-2 · 乙？",
        ],
    ),
    (
        "1、**甲是什么:** 乙，丙",
        ["line (plain) · 1=1 · 0:1-1 · 甲是什么: · shows 甲是什么 · bold · opens 乙，丙"],
    ),
    (
        "1、**甲是什么** ……",
        ["line (plain) · 1=1 · 0:1-1 · **甲是什么** …… · shows 甲是什么 ……"],
    ),
    (
        "1、**甲是什么** (乙) 丙",
        ["line (plain) · 1=1 · 0:1-1 · 甲是什么 · bold · opens (乙) 丙"],
    ),
    (
        "1、**甲是什么** （乙",
        ["line (plain) · 1=1 · 0:1-1 · 甲是什么 · bold · opens （乙"],
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
        "1、" + "甲" * 200 + "？乙乙乙乙乙乙乙乙乙乙乙乙",
        [
            "line (plain) · 1=1 · 0:1-1 · "
            + "甲" * 200
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
        ("pleased one two", True),
        ("gives one two", True),
        ("explains one two", True),
        ("一二三四？五六七八", False),
        ("一二三四?五六七八", False),
        ("丙?一二三四", False),
        ("一二三四并一", True),
    ],
)
def test_what_follows_a_question_on_its_line(rest: str, answers: bool) -> None:
    document, measure = parsed(f"1、甲乙？{rest}")
    [found] = collect(document, measure)
    assert found.tail == (rest if answers else "")


@pytest.mark.parametrize("remark", ["(乙乙)", "（乙乙）", "[乙乙]", "【乙乙】", "（乙乙)", "()"])
def test_a_remark_behind_a_bold_question_is_no_answer(remark: str) -> None:
    document, measure = parsed(f"1、**甲是什么** {remark}")
    [found] = collect(document, measure)
    assert (found.prompt, found.opening) == (f"**甲是什么** {remark}", "")


@pytest.mark.parametrize(
    ("line", "inner"),
    [
        ("**甲**", "甲"), ("__甲乙__", "甲乙"), ("**甲**:", "甲"), ("**甲**：", "甲"),
        ("**甲：**", "甲："), ("** 甲**", None), ("**甲 **", None), ("**甲** 乙", None),
        ("**甲__", None), ("甲 **乙**", None), ("*甲*", None),
    ],
)  # fmt: skip
def test_a_line_that_is_bold_as_a_whole(line: str, inner: str | None) -> None:
    match = BOLD.match(line)
    assert (match and match[2]) == inner


@pytest.mark.parametrize(
    ("line", "head", "rest"),
    [
        ("**甲乙** 丙", "**甲乙**", "丙"), ("__甲__：乙", "__甲__", "乙"),
        ("**甲** : 乙 丙", "**甲**", "乙 丙"), ("**甲**", None, None), ("** 甲** 乙", None, None),
        ("**甲 ** 乙", None, None), ("**甲 ** 乙**丙** 丁", None, None), ("甲 **乙** 丙", None, None),
    ],
)  # fmt: skip
def test_a_line_that_begins_in_bold(line: str, head: str | None, rest: str | None) -> None:
    match = BOLD_HEAD.match(line)
    assert (match and match["head"], match and match["rest"]) == (head, rest)


@pytest.mark.parametrize(
    ("heading", "value", "prompt", "text"),
    [
        ("1.", (1,), "", ""),
        ("1.7", None, "1.7", "1.7"),
        ("1.7.", None, "1.7.", "1.7."),
        ("2.0 / 2.1", None, "2.0 / 2.1", "2.0 / 2.1"),
        ("3. 2024", None, "3. 2024", "3. 2024"),
        ("1.7 甲", (1, 7), "甲", "甲"),
        ("3 甲", (3,), "甲", "甲"),
        ("**3 甲**", (3,), "**甲**", "甲"),
        ("**1. 甲 1. 乙**", (1,), "**甲 1. 乙**", "甲 1. 乙"),
        ("[1.](#a)", (1,), "[](#a)", ""),
        ("**甲**", None, "**甲**", "甲"),
    ],
)
def test_a_heading_is_parted_from_its_number(
    heading: str, value: tuple[int, ...] | None, prompt: str, text: str
) -> None:
    _, measure = parsed("")
    number, *said = split(heading, measure)
    assert (number and number.value) == value
    assert said == [prompt, text]


@pytest.mark.parametrize(
    "text",
    [
        "1、甲乙?丙？一二三四",
        "1、甲乙？丙?一二三四",
        "1、甲乙？一？二三四五",
        *(f"1、甲{mark}乙？ 一二三四" for mark in "*_`[]<>"),
    ],
)
def test_no_answer_is_cut_off_where_two_questions_or_markup_stand(text: str) -> None:
    [found] = collect(*parsed(text))
    assert found.tail == ""

"""The ways in which a post can be read, and which of them is taken."""

from __future__ import annotations

from dataclasses import replace
from math import isclose

import pytest

from pipeline.questions.chances import SURE, Chances, best_reading, chances, weights
from pipeline.questions.readings import (
    MOST_CLASSES,
    MOST_OF_THREE,
    NOTHING,
    Readings,
    class_of,
    every_reading,
    prompts_among,
)
from tests.quick.outline.helpers import found, named, outlined, prompts

RULES = [
    # a post; its readings by name, each with its prompts
    ("@", {}),
    ("## 什么是栈？ / @", {"heading-2": "什么是栈？"}),
    ("## 栈 / @ / ## 堆 / @", {"heading-2": "栈 堆"}),
    # what only groups another class is not combined with it
    (
        "# 甲 / ## 什么是栈？ / @ / # 乙 / ## 什么是堆？ / @",
        {"heading-1": "甲 乙", "heading-2": "什么是栈？ 什么是堆？"},
    ),
    (
        "# 甲 / ## 什么是栈？ / @ / # 什么是乙？ / @",
        {
            "heading-1": "甲 什么是乙？",
            "heading-2": "什么是栈？",
            "heading-1 + heading-2": "什么是栈？ 什么是乙？",
        },
    ),
    # what holds others and asks is the prompt itself, if its answer begins at once
    (
        "1、什么是栈？ / @ / **什么是顶？** / @ / 2、什么是堆？ / @",
        {"paragraph": "什么是栈？ 什么是堆？", "bold": "什么是顶？"},
    ),
    (
        "1、什么是栈？ / **什么是顶？** / @ / 2、什么是堆？ / @",
        {
            "paragraph": "什么是栈？ 什么是堆？",
            "bold": "什么是顶？",
            "paragraph + bold": "什么是顶？ 什么是堆？",
        },
    ),
    (  # a heading is not
        "## 什么是栈？ / @ / **什么是顶？** / @ / ## 什么是堆？ / @",
        {
            "heading-2": "什么是栈？ 什么是堆？",
            "bold": "什么是顶？",
            "heading-2 + bold": "什么是顶？ 什么是堆？",
        },
    ),
    # parts of an answer: those inside do not ask
    (
        "## 什么是栈？ / @ / **顶** / @ / **底** / @ / ## 什么是堆？ / @",
        {"heading-2": "什么是栈？ 什么是堆？", "bold": "顶 底"},
    ),
    (
        "## 栈 / @ / **顶** / @ / **底** / @ / ## 堆 / @",
        {"heading-2": "栈 堆", "bold": "顶 底", "heading-2 + bold": "顶 底 堆"},
    ),
    (
        "## 栈 / @ / **顶在上面。** / @ / **底在下面。** / @ / ## 堆 / @",
        {"heading-2": "栈 堆", "bold": "顶在上面。 底在下面。"},
    ),
    (  # one in four asks, or one in three; half of them state
        "## 什么是栈？ / @ / **什么是顶？** / @ / **底** / @ / **边** / @ / **角** / @ / ## 堆 / @",
        {"heading-2": "什么是栈？ 堆", "bold": "什么是顶？ 底 边 角"},
    ),
    (
        "## 什么是栈？ / @ / **什么是顶？** / @ / **底** / @ / **边** / @ / ## 堆 / @",
        {
            "heading-2": "什么是栈？ 堆",
            "bold": "什么是顶？ 底 边",
            "heading-2 + bold": "什么是顶？ 底 边 堆",
        },
    ),
    (
        "## 栈 / @ / **顶在上面。** / @ / **底** / @ / ## 堆 / @",
        {"heading-2": "栈 堆", "bold": "顶在上面。 底"},
    ),
    (
        "## 栈 / @ / **顶在上面。** / @ / **底** / @ / **边** / @ / ## 堆 / @",
        {
            "heading-2": "栈 堆",
            "bold": "顶在上面。 底 边",
            "heading-2 + bold": "顶在上面。 底 边 堆",
        },
    ),
    (  # all of them hold others: they only group these
        "# 什么是甲？ / @ / ## 子 / @ / ## 丑 / @ / # 乙 / @ / ## 什么是寅？ / @ / ## 什么是卯？ / @",
        {"heading-1": "什么是甲？ 乙", "heading-2": "子 丑 什么是寅？ 什么是卯？"},
    ),
    # asides are left out
    (
        "## 什么是栈？ / @ / ## 注意 / @ / ## 什么是堆？ / @ / ## 参考资料 / @",
        {"heading-2": "什么是栈？ 什么是堆？"},
    ),
    ("## 注意 / @ / ## 总结 / @", {"heading-2": "注意 总结"}),
    # lists of questions that nobody answers
    ("## 什么是栈？", {}),
    ("## 什么是栈？ / ## 什么是堆？", {}),
    ("## 什么是栈？ / ## 什么是堆？ / @", {"heading-2": "什么是栈？ 什么是堆？"}),
    ("## 甲？ / ## 乙？ / ## 丙？ / ## 丁？ / ## 戊？ / ## 己？ / @", {}),
    (
        "## 甲？ / ## 乙？ / ## 丙？ / ## 丁？ / @ / ## 戊？ / @",
        {"heading-2": "甲？ 乙？ 丙？ 丁？ 戊？"},
    ),
    ("## 甲？ / ## 乙？ / 。", {"heading-2": "甲？ 乙？"}),
    ("## 甲？ / ## 乙？ / ## 丙？ / 。", {}),
    (
        f"{' / '.join(f'## 题{n}？' for n in range(7))} / @ / ## 甲？ / @ / ## 乙？ / @",
        {"heading-2": f"{' '.join(f'题{n}？' for n in range(7))} 甲？ 乙？"},
    ),
    ("## 问题 / ## 问题 / @ / ## 问题 / @", {"heading-2": "问题 问题 问题"}),
    # what a section promises is a class of its own
    (
        "# 面试题 / 1、栈 / @ / 2、堆 / @ / # 后来 / @",
        {
            "heading-1": "面试题 后来",
            "paragraph": "栈 堆",
            "heading-1 + paragraph": "栈 堆 后来",
        },
    ),
]
WRITTEN = [
    # pairs of lines, and whether they (the last one of each) are written alike
    ("## 甲", "### 乙", False),
    ("## 1. 甲", "## 乙", False),
    ("## 1. 甲", "## 2、乙", True),
    ("## 1. 甲", "## 第2题 乙", False),
    ("## 1. 甲", "## 一、乙", False),
    ("## 1. 甲", "## 1.1 乙", False),
    ("1、甲", "（1）乙", True),
    ("1、甲", "**2、乙**", False),
    ("**甲**", "**乙**：丙", False),
    ("**甲**", "*乙*", False),
    ("- 甲", "* 乙", True),
    ("- 甲", "1. 乙", False),
    ("- 甲", "- 甲 ⏎   - 乙", False),
    ("- 甲 ⏎   - 乙", "- 甲 ⏎   - 乙 ⏎     - 丙", False),
    ("- 甲 ⏎   - 乙 ⏎     - 丙", "- 甲 ⏎   - 乙 ⏎     - 丙 ⏎       - 丁", True),
    ("Q: 甲", "**问：** 乙", True),
    ("甲？", "短句", False),
]
CHOICE = "1、什么是栈？ / **什么是顶？** / @ / 2、什么是堆？ / @"


@pytest.mark.parametrize(("told", "by_name"), RULES)
def test_a_post_can_be_read_in_so_many_ways(told: str, by_name: dict[str, str]) -> None:
    assert named(told) == {"none": "", **by_name}


@pytest.mark.parametrize("told", [told for told, _ in RULES])
def test_the_first_reading_takes_nothing_and_no_two_take_the_same(told: str) -> None:
    all_of = found(told)
    assert all_of.readings[0] is NOTHING
    assert not any(NOTHING.signs)
    assert len({one.prompts for one in all_of.readings}) == len(all_of.readings)
    for one in all_of.readings:
        assert sorted(set(one.prompts)) == list(one.prompts)
        members = {at for key in one.classes for at in all_of.classes[key]}
        assert members.issuperset(one.prompts)
        assert prompts_among(all_of.nodes, sorted(members)) == list(one.prompts)


@pytest.mark.parametrize(("one", "other", "alike"), WRITTEN)
def test_classes_are_lines_that_are_written_alike(one: str, other: str, alike: bool) -> None:
    first, second = (outlined(told).nodes[-1] for told in (one, other))
    assert (class_of(first) == class_of(second)) is alike


def test_a_class_of_its_own_is_what_stands_below_a_promise() -> None:
    told = "# 面试题 / 1、栈 / @ / 2、堆 / @ / # 后来 / 1、表 / @ / 2、图 / @"
    assert {"栈 堆", "表 图", "栈 堆 表 图"} <= {
        prompts(found(told), r) for r in found(told).readings
    }
    promised = found(told, "面试题")
    assert "栈 堆" not in {prompts(promised, one) for one in promised.readings}


def test_of_many_classes_those_that_ask_most_are_kept() -> None:
    ways = [
        "###### {}",
        "##### {}",
        "#### {}",
        "### {}",
        "## {}",
        "# {}",
        "- {}",
        "1. {}",
        "1、{}",
        "**{}**",
        "*{}*",
        "> {}",
        "Q: {}",
        "<p>{}</p>",
        "一、{}",
    ]
    told = " / ".join(f"{way.format('什么是栈？')} / @" for way in ways)
    all_of = found(f"{told} / 短句 / @")
    assert len(all_of.classes) == MOST_CLASSES
    assert "short" not in {all_of.nodes[nodes[0]].shape[0] for nodes in all_of.classes}
    assert max(len(one.classes) for one in all_of.readings) == 3
    of_three = {key for one in all_of.readings if len(one.classes) == 3 for key in one.classes}
    assert len(of_three) <= MOST_OF_THREE


@pytest.mark.parametrize("title", ["", "常见面试题", "什么是栈？"])
@pytest.mark.parametrize("told", [told for told, _ in RULES])
def test_the_chances_of_all_readings_sum_to_one(told: str, title: str) -> None:
    given = chances(found(told, title), weights())
    assert isclose(sum(given.readings) + given.title, 1)
    assert min(*given.readings, given.title) > 0


def test_every_reading_is_one_of_bare_questions_too() -> None:
    all_of = every_reading(found("## 甲？ / ## 乙？").post)
    assert [prompts(all_of, one) for one in all_of.readings] == ["", "甲？ 乙？"]


@pytest.mark.parametrize("some", [-2000.0, 2000.0])
def test_no_score_is_too_high_or_too_low(some: float) -> None:
    given = chances(found("## 什么是栈？ / @"), replace(weights(), some=some))
    assert given.readings == ((0.0, 1.0) if some > 0 else (given.readings[0], 0.0))


@pytest.mark.parametrize(
    ("title", "told", "best"),
    [
        (
            "常见面试题",
            "## 1. 什么是栈？ / @ / ## 2. 什么是堆？ / @ / ## 3. 什么是表？ / @",
            "什么是栈？ 什么是堆？ 什么是表？",
        ),
        (
            "",
            "## 1. 什么是栈？ / 答：@ / ## 2. 什么是堆？ / 答：@ / ## 3. 什么是表？ / 答：@",
            "什么是栈？ 什么是堆？ 什么是表？",
        ),
        (
            "常见面试题",
            "# 甲 / ## 什么是栈？ / @ / # 乙 / ## 什么是堆？ / @",
            "什么是栈？ 什么是堆？",
        ),
        ("我的一天", "## 早上 / @ / ## 中午 / @ / ## 晚上 / @", ""),
        ("什么是栈？", "## 历史 / @ / ## 用处 / @", None),
    ],
)
def test_the_fitted_weights_read_plain_posts(title: str, told: str, best: str | None) -> None:
    all_of = found(told, title)
    given = chances(all_of, weights())
    assert given.sure
    assert told_of(all_of, given) == best


def told_of(all_of: Readings, given: Chances) -> str | None:
    """Return the prompts that are taken; None for the title."""
    one = best_reading(all_of, given)
    return None if one is None else prompts(all_of, one)


@pytest.mark.parametrize(
    ("nothing", "line", "bold", "both", "title", "best"),
    [
        # chances of the readings: nothing; 栈, 堆; 顶; 顶, 堆; the title
        (0.4, 0.0, 0.3, 0.3, 0.0, "什么是顶？"),
        (0.2, 0.3, 0.2, 0.3, 0.0, "什么是顶？ 什么是堆？"),
        (0.4, 0.6, 0.0, 0.0, 0.0, "什么是栈？ 什么是堆？"),
        (0.3, 0.2, 0.2, 0.1, 0.2, ""),
        (0.0, 0.2, 0.2, 0.15, 0.45, ""),
        (0.4, 0.0, 0.0, 0.0, 0.6, None),
        (0.6, 0.4, 0.0, 0.0, 0.0, ""),
        (0.55, 0.45, 0.0, 0.0, 0.0, ""),
        (0.0, 0.5, 0.0, 0.0, 0.5, ""),
    ],
)
def test_taken_is_what_wins_most_in_expectation(
    nothing: float, line: float, bold: float, both: float, title: float, best: str | None
) -> None:
    all_of = found(CHOICE)
    by_prompts = {
        "": nothing,
        "什么是栈？ 什么是堆？": line,
        "什么是顶？": bold,
        "什么是顶？ 什么是堆？": both,
    }
    assert {prompts(all_of, one) for one in all_of.readings} == by_prompts.keys()
    given = Chances(tuple(by_prompts[prompts(all_of, one)] for one in all_of.readings), title)
    assert told_of(all_of, given) == best


@pytest.mark.parametrize(
    ("of_readings", "of_title", "sure"),
    [
        ((0.1, SURE), 0.3, True),
        ((SURE, 0.1), 0.3, True),
        ((0.2, 0.2), SURE, True),
        ((0.5, 0.3), 0.2, False),
        ((1.0,), 0.0, True),
    ],
)
def test_a_reading_is_sure_where_it_is_likely_enough(
    of_readings: tuple[float, ...], of_title: float, sure: bool
) -> None:
    assert Chances(of_readings, of_title).sure is sure

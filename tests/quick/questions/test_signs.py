"""What speaks for and against a reading: there is more of a sign where the post has more of it."""

from __future__ import annotations

import pytest

from pipeline.questions.chances import weights
from pipeline.questions.readings import NOTHING
from pipeline.questions.signs import SIGNS, TITLE_SIGNS
from tests.quick.outline.helpers import found, reading

ASKED = "## 什么是栈？ / @ / ## 什么是堆？ / @"
NAMED = "## 栈的事情 / @ / ## 堆的事情 / @"
BOLD = "**什么是栈？** / @ / **什么是堆？** / @"
PAIRS = {
    # a sign; ways of writing and a post (behind "¶" its title) with less of it, and with more
    "asks": (
        ("heading-2", "## 栈的事情 / @ / ## 什么是堆？ / @"),
        ("heading-2", ASKED),
    ),
    "asking": (("heading-2", ASKED), ("heading-2", f"{ASKED} / ## 什么是表？ / @")),
    "promised": (("heading-2", NAMED), ("heading-2", f"{NAMED} ¶ 常见面试题")),
    "section": (
        ("heading-2", f"# 前言 / @ / {NAMED}"),
        ("heading-2", f"# 常见面试题 / @ / {NAMED}"),
    ),
    "solved": (
        ("heading-2", "## 栈的事情 / @ / ## 堆的事情 / 答案：@"),
        ("heading-2", "## 栈的事情 / 答案：@ / ## 堆的事情 / 答案：@"),
    ),
    "cover": (("heading-2", f"@ / @ / {NAMED}"), ("heading-2", NAMED)),
    "numbered": (
        ("heading-2", NAMED),
        ("heading-2", "## 1. 栈的事情 / @ / ## 2. 堆的事情 / @"),
    ),
    "asks-unpromised": (("heading-2", f"{ASKED} ¶ 面试题"), ("heading-2", ASKED)),
    "states-unpromised": (("heading-2", f"{NAMED} ¶ 面试题"), ("heading-2", NAMED)),
    "missed": (("heading-2", ASKED), ("heading-2", f"{BOLD} / {ASKED}")),
    "inner": (
        ("heading-2", NAMED),
        ("heading-2", "## 栈的事情 / **什么是顶？** / @ / ## 堆的事情 / @"),
    ),
    "outside": (("heading-2", f"# 前 / {ASKED}"), ("heading-2", f"# 前 / {ASKED} / # 后 / # 又")),
    "one": (("heading-2", ASKED), ("heading-2", "## 什么是栈？ / @")),
    "short": (("heading-2", ASKED), ("heading-2", "## 栈 / @ / ## 什么是堆？ / @")),
    "plain-lines": (("bold", BOLD), ("sentence", "什么是栈？ / @ / 什么是堆？ / @")),
    "in-lines": (
        ("list", "- 什么是栈？ ⏎   @ ⏎ - 什么是堆？ ⏎   @"),
        ("list-2", "- 甲 ⏎   - 什么是栈？ ⏎     @ ⏎   - 什么是堆？ ⏎     @"),
    ),
    "rounds": (("heading-2", NAMED), ("heading-2", "## 某厂一面 / @ / ## 某厂二面 / @")),
    "answers-ask": (("heading-2", ASKED), ("heading-2", f"{ASKED} / 那么什么是表？ / 表呢？")),
    "states": (("heading-2", NAMED), ("heading-2", "## 栈是一个表。 / @ / ## 堆的事情 / @")),
    "mixed": (("bold", BOLD), ("heading-2 + bold", f"{BOLD} / {ASKED} / **什么是根？** / @")),
    "differ": (
        ("heading-2 + bold", f"{BOLD} / {ASKED}"),
        ("heading-2 + bold", f"{BOLD} / {NAMED}"),
    ),
    "nested": (
        ("heading-2 + bold", f"{BOLD} / {ASKED}"),
        ("heading-2 + bold", f"{ASKED} / **什么是根？** / @"),
    ),
    "marked-again": (
        ("heading-2", f"{ASKED} / ## 图 / ### 边 / 答案：@ / ### 点 / 解析：@"),
        ("heading-2", f"{ASKED} / ## 图 / ### 边 / 答案：@ / ### 点 / **答案**：@"),
    ),
    "three": (
        ("heading-2 + heading-3", f"### 什么是表？ / @ / {ASKED}"),
        ("heading-2 + heading-3 + heading-1", f"### 什么是表？ / @ / {ASKED} / # 什么是图？ / @"),
    ),
}
TITLE_PAIRS = {
    # a sign; a title and a post with less of it, and with more
    "title-asks": (("栈的事情", ASKED), ("什么是栈？", ASKED)),
    "title-long": (("栈", ASKED), ("栈" * 31, ASKED)),
    "title-mark": (("什么是栈", ASKED), ("什么是栈？", ASKED)),
    "parts-ask": (("", NAMED), ("", ASKED)),
    "lines-ask": (("", f"{ASKED} / {NAMED}"), ("", ASKED)),
    "headings": (("", BOLD), ("", f"{BOLD} / {ASKED}")),
    "title-promises": (("栈的事情", ASKED), ("栈的面试题", ASKED)),
    "title-hints": (("栈的事情", ASKED), ("面试的事情", ASKED)),
    "marked": (("", ASKED), ("", "## 什么是栈？ / 答：@ / ## 什么是堆？ / @")),
    "lines": (("", ASKED), ("", f"{ASKED} / {BOLD}")),
}


ABSENT = [
    # a sign, ways of writing and a post with nothing of it
    ("marked-again", "heading-2", "## 什么是栈？ / 答：@ / ## 什么是堆？ / 答：@"),
    ("outside", "heading-2", f"# 前 / {ASKED} / ### 附 / # 后 / ## 什么是表？ / @"),
    ("missed", "heading-2", f"# 前 / {ASKED}"),
    ("inner", "heading-2", f"{ASKED} / **什么是根？** / @"),
    ("answers-ask", "heading-2", f"{ASKED} / ![](a.png?v=1) / 见 https://x.example/?b 。"),
    ("mixed", "heading-2", ASKED),
    ("mixed", "bold", BOLD),
    ("mixed", "heading-2 + bold", f"{BOLD} / ## 什么是表？ / @"),
    ("nested", "heading-2", ASKED),
    ("cover", "heading-2", "## 什么是栈？ / 。"),
    ("missed", "heading-2", f"{ASKED} ¶ 什么是栈？"),
    ("missed", "heading-2", f"**什么是表？** / {ASKED}"),
    ("in-lines", "heading-3", f"## 前 / {ASKED.replace('##', '###')}"),
]
TITLES = [
    # a sign, a title and a post, and how much there is of it
    ("title-long", "栈" * 30, ASKED, 0),
    ("title-mark", "What is a stack?", ASKED, 1),
    ("title-mark", "**什么是栈？** ", ASKED, 1),
    ("title-mark", "什么是栈？_ *", ASKED, 1),
    ("parts-ask", "", "## 什么是栈？ / @", 0),
    ("parts-ask", "", f"{ASKED} / # 甲 / @ / # 乙 / @ / # 丙 / @", 0),
    ("lines-ask", "", "## 什么是栈？ / @", 1),
    ("lines-ask", "", "@", 0),
]


def amount(sign: str, ways: str, told: str) -> float:
    """Return how much there is of a sign where the prompts are written in these ways."""
    told, _, title = told.partition(" ¶ ")
    signs = reading(found(told, title), ways).signs
    return dict(zip(SIGNS, signs, strict=True))[sign]


def title_amount(sign: str, title: str, told: str) -> float:
    """Return how much there is of a sign of a title."""
    return dict(zip(TITLE_SIGNS, found(told, title).title_signs, strict=True))[sign]


@pytest.mark.parametrize("sign", SIGNS)
def test_there_is_more_of_a_sign_where_the_post_has_more_of_it(sign: str) -> None:
    less, more = PAIRS[sign]
    assert amount(sign, *less) < amount(sign, *more)


def test_a_part_whose_answers_are_marked_counts_as_much_as_a_longer_one_without() -> None:
    told = f"{BOLD} / **什么是根？** / @ / ## 什么是表？ / 答：@"
    assert amount("solved", "heading-2 + bold", told) == 0.5


@pytest.mark.parametrize("sign", TITLE_SIGNS)
def test_there_is_more_of_a_title_s_sign_where_it_has_more_of_it(sign: str) -> None:
    less, more = TITLE_PAIRS[sign]
    assert title_amount(sign, *less) < title_amount(sign, *more)


@pytest.mark.parametrize(("sign", "ways", "told"), ABSENT)
def test_there_is_nothing_of_a_sign_where_the_post_has_none_of_it(
    sign: str, ways: str, told: str
) -> None:
    assert amount(sign, ways, told) == 0


@pytest.mark.parametrize(("sign", "title", "told", "amount"), TITLES)
def test_there_is_so_much_of_a_title_s_sign(
    sign: str, title: str, told: str, amount: float
) -> None:
    assert title_amount(sign, title, told) == amount


def test_an_answer_of_a_letter_covers_all_of_the_text() -> None:
    assert amount("cover", "heading-2", "## 什么是栈？ / 表。") == 1


def test_the_tables_hold_no_signs_that_are_none() -> None:
    assert PAIRS.keys() == SIGNS.keys()
    assert TITLE_PAIRS.keys() == TITLE_SIGNS.keys()


def test_each_weight_speaks_in_the_direction_of_its_sign() -> None:
    for (name, sign), weight in zip(SIGNS.items(), weights().signs, strict=True):
        assert sign.direction in {-1, 1}
        assert weight * sign.direction >= 0, name


def test_a_sign_counts_as_much_as_it_weighs() -> None:
    by = weights()
    for pair in PAIRS.values():
        for ways, told in pair:
            text, _, title = told.partition(" ¶ ")
            one = reading(found(text, title), ways)
            weighed = (w * x for w, x in zip(by.signs, one.signs, strict=True))
            assert by.score(one) == pytest.approx(by.some + sum(weighed))
    assert by.score(NOTHING) == 0


@pytest.mark.parametrize(
    ("title", "path", "label", "promised", "hinted"),
    [
        ("栈的事情", "posts/x.md", "数据", False, False),
        ("栈的面试题", "posts/x.md", "数据", True, False),
        ("栈的事情", "posts/interview-questions.md", "数据", True, False),
        ("栈的事情", "posts/x.md", "面试题", False, True),
        ("栈的事情", "interview/x.md", "数据", False, True),
        ("面试题：什么是栈？", "posts/x.md", "数据", False, False),
    ],
)
def test_a_title_a_file_a_label_or_a_folder_may_promise_questions(
    title: str, path: str, label: str, promised: bool, hinted: bool
) -> None:
    promises = found(ASKED, title, path, [label]).post.promises
    assert (promises.questions, promises.hints) == (promised, hinted)


@pytest.mark.parametrize(
    ("title", "path", "label", "asks"),
    [
        ("How I make tea", "posts/x.md", "kitchen", False),
        ("How I make tea?", "posts/x.md", "kitchen", True),
        ("How to brew black tea", "posts/x.md", "kitchen", False),
        ("How to brew black tea", "interview/x.md", "kitchen", True),
        ("How to brew black tea", "posts/x.md", "FAQ", True),
        ("How do I brew black tea", "posts/x.md", "kitchen", True),
        ("Why our tea is better", "posts/x.md", "kitchen", False),
        ("Why green tea is better", "posts/x.md", "kitchen", True),
        ("我是如何泡好一壶茶的", "posts/x.md", "厨房", False),
        ("为什么我离开了茶馆", "posts/x.md", "厨房", False),
        ("如何用 Go 写一个茶馆", "posts/x.md", "厨房", False),
        ("面试题：如何使用茶壶", "posts/x.md", "厨房", True),
        ("如何自我介绍", "posts/x.md", "厨房", True),
        ("为什么茶比咖啡好", "posts/x.md", "厨房", True),
    ],
)
def test_a_title_that_tells_of_its_author_or_shows_how_asks_only_where_questions_are_announced(
    title: str, path: str, label: str, *, asks: bool
) -> None:
    assert found("一句话。", title, path, [label]).post.promises.asks is asks


def test_a_hint_promises_less_than_a_plain_word() -> None:
    titles = ("栈的事情", "面试的事情", "常见面试题")
    told = [amount("asks-unpromised", "heading-2", f"{ASKED} ¶ {title}") for title in titles]
    assert told == [1, 0, 0]
    told = [amount("promised", "heading-2", f"{ASKED} ¶ {title}") for title in titles]
    assert told[0] == told[1] == 0 < told[2]

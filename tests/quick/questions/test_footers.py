"""Where the last answer ends, and why there."""

from __future__ import annotations

import pytest

from pipeline.questions import closing_lines
from tests.quick.questions.helpers import read_as_written

H, LN = "## {}. {}是什么？", "{}. {}是什么？"
A, B, P = "[丁](https://x.example)", "[戊](https://y.example)", "![己](p.png)"
PLAIN_ANSWER, WITH_RULE = ["答句在此。"], ["答。", "---", "又答。"]
LONG = "这一句话说了很多很多的东西，一直说到了三十个字以上，所以它不可能是一个页脚。"
SEEN, BYE = (
    "下次再见啊朋友们",
    "这一句话在别的文章里也有，它说了很多很多的东西，一直说到了三十个字以上。",
)
RULE = "a rule follows, and after it only links, pictures or short lines"
LABEL, LINKS = "a line that introduces links follows", "only links follow"
NOTICE = "lines about the post or its author follow"
OTHER_HEADING = "a heading that is not a prompt follows"
COMMON, END = "lines follow with which other posts of the blog end too", "the post ends"
FOOTERS = [
    # prompt, earlier answers, the last with its footer behind "|", lines of other posts; why it ends
    (H, PLAIN_ANSWER, ["答。", "|---", A], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "|---", P], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "|---", "短句"], [], RULE),
    (H, WITH_RULE, ["答。", "---", P], [], END),
    (H, WITH_RULE, ["答。", "|---", A], [], RULE),
    (H, ["答。", "---"], ["答。", "|---", P], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "|往期文章", f"- {A}\n- {B}"], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", "|往期文章：", f"- {A}\n- {B}"], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", "往期文章。", f"|- {A}\n- {B}"], [], LINKS),
    (H, PLAIN_ANSWER, ["答。", f"|{'一' * 24}", f"- {A}\n- {B}"], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", "一" * 25, f"|- {A}\n- {B}"], [], LINKS),
    (H, PLAIN_ANSWER, ["答。", "往期文章", A], [], END),
    (H, PLAIN_ANSWER, ["答。", "|" + A, B], [], LINKS),
    (H, PLAIN_ANSWER, ["答。", A], [], END),
    (H, PLAIN_ANSWER, [A, B], [], END),
    (H, PLAIN_ANSWER, ["答。", f"|- {A}\n- {B}"], [], LINKS),
    (H, PLAIN_ANSWER, ["答：", f"- {A}\n- {B}"], [], END),
    (H, ["答。", A], ["答。", A, B], [], END),
    (H, ["答。", A], ["答。", "往期文章", f"- {A}\n- {B}"], [], END),
    (H, ["答。", A, "又答。"], ["答。", "|" + A, B], [], LINKS),
    (H, PLAIN_ANSWER, ["答。", "往期文章", f"- {A}\n- {B}", "结束。"], [], END),
    (H, PLAIN_ANSWER, ["答。", "|往期文章", f"- {A}\n- {B}", "结束"], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", "|**往期文章**", f"- {A}\n- {B}"], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", "答案：", f"- {A}\n- {B}"], [], END),
    (H, PLAIN_ANSWER, ["答。", "|### 往期", A], [], LABEL),
    (H, ["### 小节", "答。"], ["答。", "### 往期", A], [], END),
    (H, PLAIN_ANSWER, ["答。", "|## 后文", "文。"], [], OTHER_HEADING),
    (H, PLAIN_ANSWER, ["答。", "|# 后文", "文。"], [], OTHER_HEADING),
    (H, PLAIN_ANSWER, ["答。", "### 往期", "短"], [], END),
    (H, PLAIN_ANSWER, ["答。", "### 往期", P], [], END),
    (H, ["### 小节", "答。"], ["答。", "### 总结", "文。"], [], END),
    (H, ["### 小节", "答。"], ["答。", "### 小节", A], [], END),
    (H, PLAIN_ANSWER, ["答。", "|---", "一" * 30, "---", A], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "|---", f"*{'一' * 40}*", "---", A], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "|---", f"_{'一' * 40}_", "---", A], [], RULE),
    (H, WITH_RULE, ["答。", "---", "短", "|---", A], [], RULE),
    (H, WITH_RULE, ["答。", "|---", "短", A], [], RULE),
    (H, WITH_RULE, ["答。", "|---", P, "---", A], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "|---", P, "---", "短"], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "|---", "短", "短", "---", P], [], RULE),
    (H, PLAIN_ANSWER, ["|---", A], [], RULE),
    (LN, PLAIN_ANSWER, ["|---", A], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "|---", "一" * 60], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "---", "一" * 61], [], END),
    (H, WITH_RULE, ["答。", "---", "一" * 20], [], END),
    (H, PLAIN_ANSWER, ["答。", "|---", "*" + "一" * 90 + "*"], [], RULE),
    (H, WITH_RULE, ["答。", "---", P], [], END),
    (H, PLAIN_ANSWER, ["答。", "|---", P], [], RULE),
    (H, ["## 小节", "文。"], ["答。", "## 小节", "文。"], [], END),
    (H, ["## 小节", "文。"], ["答。", "|## 参考资料", "文。"], [], OTHER_HEADING),
    (H, ["## 小节", "文。"], ["答。", "|# 后文", "文。"], [], OTHER_HEADING),
    (H, PLAIN_ANSWER, ["答。", "---", "```\nx\n```", "|---", A], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "|---", "一" * 31, A], [], RULE),
    (LN, PLAIN_ANSWER, ["答。", "|## 后文", "文。"], [], OTHER_HEADING),
    (LN, ["### 小节", "答。"], ["答。", "### 小节二", "文。"], [], END),
    (LN, ["### 小节", "答。"], ["答。", "|## 后文", "文。"], [], OTHER_HEADING),
    (LN, ["###### 小节", "答。"], ["答。", "###### 小节", "文。"], [], END),
    (LN, PLAIN_ANSWER, ["答。", "|###### 小节", "文。"], [], OTHER_HEADING),
    (LN, PLAIN_ANSWER, ["答。", "|" + A, B], [], LINKS),
    (LN, PLAIN_ANSWER, ["答。", "|往期文章", f"- {A}\n- {B}"], [], LABEL),
    (LN, PLAIN_ANSWER, [A, B], [], END),
    (H, PLAIN_ANSWER, ["答。", f"|版权声明：{'一' * 150}"], [], NOTICE),
    (H, PLAIN_ANSWER, ["答。", f"|> 版权声明：{'一' * 195}"], [], NOTICE),
    (H, PLAIN_ANSWER, ["答。", f"> 版权声明：{'一' * 196}"], [], END),
    (H, PLAIN_ANSWER, ["答。", f"|> 转载{'一' * 80}"], [], NOTICE),
    (H, PLAIN_ANSWER, ["答。", f"|- 转载{'一' * 80}"], [], NOTICE),
    (H, PLAIN_ANSWER, ["答。", f"|转载{'一' * 80}{A}"], [], NOTICE),
    (H, PLAIN_ANSWER, ["答。", f"转载{'一' * 80}"], [], END),
    (H, PLAIN_ANSWER, ["答。", f"|转载{'一' * 80}{P}"], [], NOTICE),
    (H, PLAIN_ANSWER, ["答。", "|转载", "短"], [], NOTICE),
    (H, PLAIN_ANSWER, ["答。", "短", "|转载", "短"], [], NOTICE),
    (H, PLAIN_ANSWER, ["答。", "版权归我。", LONG], [], END),
    (H, PLAIN_ANSWER, ["答。", "|---", "---", "关注我", "短"], [], NOTICE),
    (H, PLAIN_ANSWER, ["答。", "关注我", LONG, "|关注我"], [], NOTICE),
    (H, PLAIN_ANSWER, ["|关注我"], [], NOTICE),
    (LN, PLAIN_ANSWER, ["|关注我"], [], NOTICE),
    (H, PLAIN_ANSWER, ["答。", "> 关注我\n>\n> ```\n> x\n> ```"], [], END),
    (H, PLAIN_ANSWER, ["答。", P], [], END),
    (H, PLAIN_ANSWER, ["答。", P, P], [], END),
    (H, PLAIN_ANSWER, ["答。", "短", P], [], END),
    (H, PLAIN_ANSWER, ["答。", "|往期文章", f"{A}{B}"], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", "|往期", f"- {A}\n- {B}", P], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", f"|一段{A}", f"- {A}\n- {B}"], [], LINKS),
    (H, PLAIN_ANSWER, ["答。", "往期", f"- {A}\n- {B}", "这里说一句话。"], [], END),
    (H, PLAIN_ANSWER, ["答。", "|往期", f"- {A}\n- {B}", f"话。{A}"], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", "- 往期", f"|1. {A}\n2. {B}"], [], LINKS),
    (H, PLAIN_ANSWER, ["答。", "```\nx\n```", "|往期", f"- {A}\n- {B}"], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", "往期", "```\nx\n```", f"|- {A}\n- {B}"], [], LINKS),
    (H, PLAIN_ANSWER, ["答。", "|### 往期", f"- {A}"], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", "### 往期", f"看{'一' * 61}{A}"], [], END),
    (H, PLAIN_ANSWER, ["答。", "### 往期", "短", A], [], END),
    (H, PLAIN_ANSWER, ["答。", f"|{SEEN}", P], [SEEN], COMMON),
    (H, PLAIN_ANSWER, ["答。", f"|{SEEN}", "短"], [SEEN], COMMON),
    (H, PLAIN_ANSWER, ["答。", SEEN, LONG], [SEEN], END),
    (H, PLAIN_ANSWER, ["答。", LONG, f"|{SEEN}", BYE], [SEEN, BYE], COMMON),
    (H, PLAIN_ANSWER, ["答。", "|---", SEEN], [SEEN], COMMON),
    (H, PLAIN_ANSWER, [SEEN], [SEEN], END),
    (LN, PLAIN_ANSWER, [SEEN], [SEEN], END),
    (H, PLAIN_ANSWER, ["答。", SEEN], ["## 3. 丙是什么？", SEEN], END),
    (H, PLAIN_ANSWER, ["答。", f"```\n{SEEN}\n```"], ["```", SEEN], END),
    (H, PLAIN_ANSWER, ["答。", f"$$\n{SEEN}\n$$"], ["$$", SEEN], END),
    (H, PLAIN_ANSWER, ["答。", f"{SEEN}\n另外的话在这里"], [SEEN], END),
    (H, PLAIN_ANSWER, ["答。", f"|{SEEN}\n短"], [SEEN], COMMON),
    (H, PLAIN_ANSWER, ["答。", "短\n短"], ["短"], END),
    (H, PLAIN_ANSWER, ["答。", "|关注我"], [], NOTICE),
    (H, PLAIN_ANSWER, ["答。", "|关注我", f"- {A}"], [], NOTICE),
    # No other answer holds a rule: short lines behind one are a footer, up to sixty letters of them.
    (H, PLAIN_ANSWER, ["答。", "|---", "一" * 30, "一" * 30], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "---", "一" * 30, "一" * 31], [], END),
    (H, PLAIN_ANSWER, ["答。", "|---", P, "一" * 30, "一" * 31], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "|---"], [], RULE),
    (H, WITH_RULE, ["答。", "---"], [], END),
    (H, PLAIN_ANSWER, ["答。", "|---", "*短*", "一" * 30, "一" * 30], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "---", "*短*", "一" * 30, "一" * 31], [], END),
    # What names links is short, and stands right above them.
    (H, PLAIN_ANSWER, ["答。", f"### {'一' * 61}", f"|- {A}\n- {B}"], [], LINKS),
    (H, PLAIN_ANSWER, ["答。", "|### 往期", f"*{'一' * 61}{A}*"], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", f"### {A}"], [], END),
    (H, PLAIN_ANSWER, ["答。", f"- {A}\n- {B}", "短"], [], END),
    (H, PLAIN_ANSWER, ["答。", "|荐", f"- {A}\n- {B}"], [], LABEL),
    (H, PLAIN_ANSWER, ["答。", f"一二三四五六{A}", f"|- {A}\n- {B}"], [], LINKS),
    (H, PLAIN_ANSWER, ["答。", P, f"|- {A}\n- {B}"], [], LINKS),
    (H, PLAIN_ANSWER, ["答。", "|往期", f"- {A}\n- {B}", f"看{A}。"], [], LABEL),
    *(
        (H, PLAIN_ANSWER, ["答。", f"往期文章{mark}", f"|- {A}\n- {B}"], [], LINKS)
        for mark in "。.!！?？；;，,"
    ),
    (H, PLAIN_ANSWER, ["看:", f"- {A}\n- {B}"], [], END),
    # Spaces around what recurs do not matter.
    (f"{H} ", PLAIN_ANSWER, ["答。", SEEN], ["## 3. 丙是什么？", SEEN], END),
    (H, PLAIN_ANSWER, ["答。", f"|  {SEEN}"], [SEEN], COMMON),
    # The lines above and below what recurs need not.
    (H, PLAIN_ANSWER, ["答。", f"|{SEEN}", "这里是一句话"], [SEEN], COMMON),
    (H, PLAIN_ANSWER, [f"这里是答案。\n|> {SEEN}"], [f"> {SEEN}"], COMMON),
]


@pytest.mark.parametrize(("prompt", "earlier", "last", "common", "why"), FOOTERS)
def test_the_footer(
    prompt: str, earlier: list[str], last: list[str], common: list[str], why: str
) -> None:
    blocks = [prompt.format(1, "甲"), *earlier, prompt.format(2, "乙"), *earlier]
    told = "\n\n".join([*blocks, prompt.format(3, "丙"), *last]) + "\n"
    expected = next((n for n, line in enumerate(told.split("\n"), 1) if line[:1] == "|"), None)
    found = read_as_written(told.replace("\n|", "\n"), common)
    assert [r.span.start for r in found.regions if r.kind == "outro"] == [expected] * bool(expected)
    assert found.evidence.ending == why


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("1. 甲？ / ### 答案 / 答。 / #### 小节 / 文。", END),
        ("1. 甲？ / ### 答案 / 答。 / ### 后文 / 文。", OTHER_HEADING),
        ("## 1. 甲？ / ### 答案 / 答。 / ### 后文 / 文。", END),
        ("## 1. 甲？ / 答：文。 / ## 后文 / 文。", OTHER_HEADING),
        ("1. 甲？ / ### 小节 / 答。 / 2. 乙？ / ### 小节 / 答。 / #### 后文 / 文。", OTHER_HEADING),
    ],
)
def test_a_heading_that_marks_the_one_answer_keeps_deeper_ones_in_it(told: str, why: str) -> None:
    assert read_as_written(told.replace(" / ", "\n\n")).evidence.ending == why


@pytest.mark.parametrize("habit", ["### 小节\n\n文。", "文。\n\n---\n\n文。", f"文。\n\n{A}"])
@pytest.mark.parametrize("first", [True, False])
def test_one_earlier_answer_makes_a_habit(habit: str, *, first: bool) -> None:
    answers = [habit, "文。"] if first else ["文。", habit]
    last = {"#": f"### 往期\n\n{A}", "-": f"---\n\n{P}"}
    ending = next((end for sign, end in last.items() if sign * 3 in habit), f"往期\n\n{A}\n\n{B}")
    blocks = [f"{H.format(n, '甲')}\n\n{answer}" for n, answer in enumerate([*answers, ending], 1)]
    assert read_as_written("\n\n".join(blocks)).evidence.ending == END


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("甲乙丙丁", True), ("甲乙丙", False), ("甲乙丙d", False), ("甲乙丙de", True),
        ("abcdefgh", True), ("abcdefg", False), ("<p>甲乙丙</p>", False), ("---------", False),
        ("  甲乙丙丁  ", True), ("１２３４", True), ("甲 乙 丙 丁", True),
    ],
)  # fmt: skip
def test_a_line_that_may_end_posts(line: str, counts: bool) -> None:
    assert closing_lines(f"一\n{line}") == ({line.strip()} if counts else set())


def test_closing_lines_are_few() -> None:
    text = "\n".join(f"第{n}行的文字" for n in range(50))
    assert closing_lines(text) == {f"第{n}行的文字" for n in range(10, 50)}

"""The parts of questions that decide on one line: numbers in all notations, and words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import zip_longest

import pytest

from pipeline.ir import Span
from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.inline import Inline
from pipeline.questions import Found, closing_lines, find
from pipeline.questions.candidates import Candidate, Shape, Style
from pipeline.questions.chains import Chain, best_chain
from pipeline.questions.contest import choose
from pipeline.questions.explanations import Explanation
from pipeline.questions.glossary import glossary
from pipeline.questions.lines import Lines
from pipeline.questions.looks import Look, look
from pipeline.questions.numbers import Number, read_number
from pipeline.questions.sections import is_section_line, restarts
from pipeline.questions.shapes import as_headings, collect
from pipeline.questions.wording import (
    Promise,
    answer_marker,
    asks,
    ends_as_question,
    ends_sentence,
    is_frame,
    is_notice,
    is_open,
    marker_inside,
    may_be_notice,
    names_glossary,
    promise,
    question_mark,
    unfolds,
)

MARKDOWN = Markdown(Dialect(breaks=True, definition_lists=True))
NUMBERED, ANY = Style("line", 0, "plain"), Style("heading", 2, "any")
HEADING, BOLD, BULLET = Style("heading", 2), Style("bold"), Style("bullet")
SUMMARY, SENTENCE, BOLD_BULLET = Style("summary"), Style("sentence"), Style("bullet", 0, "bold")
PLAIN, HINT, NONE = Promise.PLAIN, Promise.HINT, Promise.NONE
HINTS_ONLY = "the title only hints at questions, and too few prompts ask"
NO_PROMPTS = "plain lines are no prompts"
TOO_FEW = "too few prompts for a post that promises none"


def link(style: Style, line: int) -> Candidate:
    """Give a prompt on a line of its own."""
    number = Number("plain", str(line), (line,), "") if style.numbered else None
    return Candidate(style, number, line, Span(line, line), f"甲{line}", f"甲{line}")


def read(
    text: str,
    title: str,
    labels: tuple[str, ...] = (),
    choice: str | None = None,
    common: Collection[str] = (),
    path: str = "x.md",
) -> Found:
    """Find the questions of a text."""
    document = MARKDOWN.document(text, 1)

    def measure(content: str) -> Inline:
        return MARKDOWN.inline(content, document.references)

    return find(document, measure, path, title, labels, choice, common)


READ = [
    # line, family, label, value, rest, asks
    ("Q1: 甲", "question", "1", (1,), "甲", True),
    ("Q12.甲", "question", "12", (12,), "甲", True),
    ("q3、甲", "question", "3", (3,), "甲", True),
    ("Q 4 甲", "question", "4", (4,), "甲", False),
    ("Q.5: 甲", "question", "5", (5,), "甲", True),
    ("Q#6) 甲", "question", "6", (6,), "甲", True),
    ("Q 　# 7：甲", "question", "7", (7,), "甲", True),
    ("Q8．甲", "question", "8", (8,), "甲", True),
    ("Q9。甲", "question", "9", (9,), "甲", True),
    ("Q10） 甲", "question", "10", (10,), "甲", True),
    ("Q11] 甲", "question", "11", (11,), "甲", True),
    ("Q11】甲", "question", "11", (11,), "甲", True),
    ("Q13", "question", "13", (13,), "", False),
    ("Q14 : 甲", "question", "14", (14,), "甲", True),
    ("Q1.2: 甲", "question", "1.2", (1, 2), "甲", True),
    ("Q２：甲", "question", "2", (2,), "甲", True),
    ("Q三：甲", "question", "三", (3,), "甲", True),
    ("Q二十一：甲", "question", "二十一", (21,), "甲", True),
    ("问题1：甲", "question", "1", (1,), "甲", True),
    ("问题十二：甲", "question", "十二", (12,), "甲", True),
    ("问2：甲", "question", "2", (2,), "甲", True),
    ("問題3：甲", "question", "3", (3,), "甲", True),
    ("問4：甲", "question", "4", (4,), "甲", True),
    ("設問5：甲", "question", "5", (5,), "甲", True),
    ("質問6：甲", "question", "6", (6,), "甲", True),
    ("题目7：甲", "question", "7", (7,), "甲", True),
    ("题8：甲", "question", "8", (8,), "甲", True),
    ("질문9: 甲", "question", "9", (9,), "甲", True),
    ("Question 10. 甲", "question", "10", (10,), "甲", True),
    ("EXERCISE 11: 甲", "question", "11", (11,), "甲", True),
    ("Question 12 甲", "question", "12", (12,), "甲", True),
    ("第1题 甲", "ordinal", "1", (1,), "甲", True),
    ("第3问、甲", "ordinal", "3", (3,), "甲", True),
    ("第四問. 甲", "ordinal", "四", (4,), "甲", True),
    ("第5个 甲", "ordinal", "5", (5,), "甲", False),
    ("第6个问题：甲", "ordinal", "6", (6,), "甲", True),
    ("第7道题 : 甲", "ordinal", "7", (7,), "甲", True),
    ("第8道：甲", "ordinal", "8", (8,), "甲", False),
    ("【第9题】甲", "ordinal", "9", (9,), "甲", True),
    ("[第10题] 甲", "ordinal", "10", (10,), "甲", True),
    ("第一百零二题。甲", "ordinal", "一百零二", (102,), "甲", True),
    ("第１１题．甲", "ordinal", "11", (11,), "甲", True),
    ("第2020题 甲", "ordinal", "2020", (2020,), "甲", True),
    ("（1）甲", "paren", "1", (1,), "甲", False),
    ("(2) 甲", "paren", "2", (2,), "甲", False),
    ("[3]甲", "paren", "3", (3,), "甲", False),
    ("【4】甲", "paren", "4", (4,), "甲", False),
    ("（ 5 ）、甲", "paren", "5", (5,), "甲", False),
    ("(6). 甲", "paren", "6", (6,), "甲", False),
    ("(7)．甲", "paren", "7", (7,), "甲", False),
    ("(8): 甲", "paren", "8", (8,), "甲", False),
    ("(9) ： 甲", "paren", "9", (9,), "甲", False),
    ("（十二）甲", "paren", "十二", (12,), "甲", False),
    ("（一百二十）甲", "paren", "一百二十", (120,), "甲", False),
    ("（１３）甲", "paren", "13", (13,), "甲", False),
    ("(123) 甲", "paren", "123", (123,), "甲", False),
    ("1️⃣ 甲", "plain", "1", (1,), "甲", False),
    ("2⃣甲", "plain", "2", (2,), "甲", False),
    ("3️⃣. 甲", "plain", "3", (3,), "甲", False),
    ("4️⃣ 、甲", "plain", "4", (4,), "甲", False),
    ("5️⃣：甲", "plain", "5", (5,), "甲", False),
    ("6️⃣:甲", "plain", "6", (6,), "甲", False),
    ("7️⃣．甲", "plain", "7", (7,), "甲", False),
    ("①甲", "circled", "①", (1,), "甲", False),
    ("⑳ 甲", "circled", "⑳", (20,), "甲", False),
    ("㉑甲", "circled", "㉑", (21,), "甲", False),
    ("㉟甲", "circled", "㉟", (35,), "甲", False),
    ("一、甲", "han", "一", (1,), "甲", False),
    ("二.甲", "han", "二", (2,), "甲", False),
    ("三．甲", "han", "三", (3,), "甲", False),
    ("四:甲", "han", "四", (4,), "甲", False),
    ("五：甲", "han", "五", (5,), "甲", False),
    ("六 、甲", "han", "六", (6,), "甲", False),
    ("七、甲", "han", "七", (7,), "甲", False),
    ("八、甲", "han", "八", (8,), "甲", False),
    ("九、甲", "han", "九", (9,), "甲", False),
    ("十、甲", "han", "十", (10,), "甲", False),
    ("十九、甲", "han", "十九", (19,), "甲", False),
    ("九十九、甲", "han", "九十九", (99,), "甲", False),
    ("一百二十、甲", "han", "一百二十", (120,), "甲", False),
    ("百一、甲", "han", "百一", (101,), "甲", False),
    ("1. 甲", "plain", "1", (1,), "甲", False),
    ("2.甲", "plain", "2", (2,), "甲", False),
    ("3．甲", "plain", "3", (3,), "甲", False),
    ("4。甲", "plain", "4", (4,), "甲", False),
    ("5,甲", "plain", "5", (5,), "甲", False),
    ("6，甲", "plain", "6", (6,), "甲", False),
    ("7、甲", "plain", "7", (7,), "甲", False),
    ("8：甲", "plain", "8", (8,), "甲", False),
    ("9) 甲", "plain", "9", (9,), "甲", False),
    ("10）甲", "plain", "10", (10,), "甲", False),
    ("11: 甲", "plain", "11", (11,), "甲", False),
    ("12\\. 甲", "plain", "12", (12,), "甲", False),
    ("13 . 甲", "plain", "13", (13,), "甲", False),
    ("１４．甲", "plain", "14", (14,), "甲", False),
    ("1024. 甲", "plain", "1024", (1024,), "甲", False),
    ("1.2. 甲", "plain", "1.2", (1, 2), "甲", False),
    ("1.2.3、甲", "plain", "1.2.3", (1, 2, 3), "甲", False),
    ("1.2.3.14、甲", "plain", "1.2.3.14", (1, 2, 3, 14), "甲", False),
    ("1．２、甲", "plain", "1.2", (1, 2), "甲", False),
    ("1.32位系统", "plain", "1", (1,), "32位系统", False),
    ("20.３甲", "plain", "20", (20,), "３甲", False),
    ("👉 1. 甲", "plain", "1", (1,), "甲", False),
    ("⭐️ 2. 甲", "plain", "2", (2,), "甲", False),
    ("→3. 甲", "plain", "3", (3,), "甲", False),
    ("■ 4. 甲", "plain", "4", (4,), "甲", False),
    ("\u200b5.\u200b甲\ufeff", "plain", "5", (5,), "甲", False),
    ("\u30006.\u3000甲\u00a0", "plain", "6", (6,), "甲", False),
    ("&nbsp;7.&emsp;甲", "plain", "7", (7,), "甲", False),
    ("&ensp;8.&#12288;甲", "plain", "8", (8,), "甲", False),
    ("&#160;9.\t甲", "plain", "9", (9,), "甲", False),
]


@pytest.mark.parametrize(("line", "family", "label", "value", "rest", "asking"), READ)
def test_a_number_is_read(
    line: str, family: str, label: str, value: tuple[int, ...], rest: str, asking: bool
) -> None:
    expected = Number(family, label, value, rest, asking)
    assert read_number(line, heading=False) == expected
    assert read_number(line, heading=True) == expected


@pytest.mark.parametrize(
    "line",
    [
        "甲",
        "",
        "3 个甲",
        "12345. 甲",
        "1234５. 甲",
        "8://x",
        "1,000 次",
        "Q一定要：甲",
        "Qx: 甲",
        "第几题 甲",
        "（1234）甲",
        "（甲）乙",
        "（十百）甲",
        "十百、甲",
        "一起、甲",
    ],
)
def test_no_number_is_read(line: str) -> None:
    assert read_number(line, heading=False) is None


def test_a_space_alone_delimits_in_headings() -> None:
    assert read_number("3 甲", heading=True) == Number("plain", "3", (3,), "甲")
    assert read_number("3 甲", heading=False, spaced=True) == Number("spaced", "3", (3,), "甲")
    assert read_number("1.2 甲", heading=True) == Number("plain", "1.2", (1, 2), "甲")


@pytest.mark.parametrize(
    "text",
    [
        "甲是乙？", "Is it?", "**甲？**", "（甲？）", "甲？」", "“甲？”", "甲？\"", "_甲？_",
        "甲？』", "(甲？) ", "用什么", "怎么用", "怎样用", "如何用", "为何用", "为啥用",
        "用哪些", "用哪几", "用哪个", "用哪种", "有几种", "用多少", "是否用", "能否用",
        "有没有用", "甲乙区别", "甲的优缺点", "用吗", "用呢", "简述甲", "请简述甲", "解释甲",
        "谈谈甲", "说说甲", "说一下甲", "介绍甲", "描述甲", "简单说甲", "简单介绍甲",
        "简单描述甲", "聊聊甲", "讲讲甲", "讲一下甲", "列举甲", "比较甲", "对比甲", "手写甲",
        "实现一个甲", "写一个甲", "设计一个甲", "What it is", "why so", "how so", "when so",
        "which one", "who is it", "where is it", "whose is it", "explain it", "describe it",
        "compare them", "define it", "discuss it", "the difference between a and b", "甲ですか",
        "甲でしょうか", "甲とは", "なぜ甲", "甲を説明", "甲인가요", "무엇",
    ],
)  # fmt: skip
def test_asks(text: str) -> None:
    assert asks(text)
    assert asks(f" {text} ")


@pytest.mark.parametrize(
    "text",
    [
        "甲", "吗啡", "呢子", "再简述甲", "whatever it is", "somehow", "解释甲。",
        "为什么；因为", "why; so", "why. so", "why.",
        "why:", "为什么：", "甲？乙", "为什么" + "甲" * 78,
    ],
)  # fmt: skip
def test_does_not_ask(text: str) -> None:
    assert not asks(text)


def test_a_long_question_asks_by_its_mark_alone() -> None:
    assert asks("为什么" + "甲" * 77)
    assert asks("为什么" + "甲" * 78 + "？")
    assert asks("甲。" * 50 + "乙？")


def test_ends_as_question() -> None:
    assert ends_as_question("甲？")
    assert ends_as_question("甲?**")
    assert not ends_as_question("为什么")


@pytest.mark.parametrize("mark", [*"。！？!?；;：:.…"])
def test_ends_sentence(mark: str) -> None:
    assert ends_sentence(f"甲{mark}")
    assert ends_sentence(f"**甲{mark}** ")
    assert ends_sentence(f"_甲{mark}_")


@pytest.mark.parametrize("text", ["甲", "甲，", "甲。乙", ""])
def test_does_not_end_a_sentence(text: str) -> None:
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    "title",
    [
        "Java面试题", "面试高频题", "面试一二三题", "笔试试题", "八股", "算法题", "题库", "题集",
        "习题", "问答", "常见问题", "问题集", "问题汇总", "问题合集", "问与答", "FAQ", "FAQs",
        "faq", "Q&A", "q & a", "Q/A", "Q / A", "interview question", "Interview Questions",
        "interview q", "A Quiz", "20 questions", "よくある質問", "質問集", "面接質問",
        "面试题：甲",
    ],
)  # fmt: skip
def test_a_title_promises(title: str) -> None:
    assert promise(title) is Promise.PLAIN


@pytest.mark.parametrize(
    ("title", "labels"),
    [
        ("面试题：什么是甲", ()),
        ("面试题 : 什么是甲", ()),
        ("面试之旅", ()),
        ("面经", ()),
        ("笔试", ()),
        ("An interview", ()),
        ("甲", ("面试题",)),
        ("甲", ("FAQ",)),
        ("问答：什么是甲", ()),
        ("甲", ("乙", "面经")),
    ],
)
def test_a_title_or_a_label_hints(title: str, labels: tuple[str, ...]) -> None:
    assert promise(title, labels) is Promise.HINT


@pytest.mark.parametrize(
    "title", ["甲", "questionsx", "myFAQ", "FAQx", "preinterview", "BQ&A", "Q&Ax", "BQ/A", "Q/Ax"]
)
def test_a_title_promises_nothing(title: str) -> None:
    assert promise(title, ("乙",)) is Promise.NONE


@pytest.mark.parametrize(
    "text",
    [
        "前言", "引言", "序", "序言", "导读", "简介", "背景", "说明", "写在前面", "写在最后",
        "写在前面的话", "写在前", "目录", "大纲", "参考", "参考文献", "参考资料与文献", "引用",
        "延伸阅读", "扩展阅读", "相关阅读", "总结", "小结", "结语", "结束语", "后记", "最后",
        "附录", "致谢", "更新日志", "更新记录", "未完待续", "Preface", "introduction",
        "overview", "reference", "references", "resources", "further reading", "conclusion",
        "conclusions", "summary", "table of contents", "contents", "TOC", "appendix",
        "changelog", "credits", "はじめに", "まとめ", "おわりに", "目次", "题目",
        "题目描述", "输入", "输出", "样例", "示例", "输入描述", "输出格式", "样例输入",
        "样例输出", "样例 1", "示例2", "解题思路", "思路", "代码", "代码实现", "复杂度",
        "复杂度分析", "题解", "description", "problem description", "example", "examples",
        "constraints", "input", "output", "approach", "complexity", "总结：", "总结:", " 总结 ",
        "总结。", "总结.", "总结…", "总结！", "总结!", "最后……",
    ],
)  # fmt: skip
def test_is_frame(text: str) -> None:
    assert is_frame(text)


@pytest.mark.parametrize(
    "text",
    [
        "甲",
        "总结甲",
        "甲总结",
        "参考一二三四五六七",
        "写在前面一二三四",
        "summary of it",
        "样例 12",
    ],
)
def test_is_no_frame(text: str) -> None:
    assert not is_frame(text)


MARKS = [
    "答案", "答案要点", "答案解析", "回答", "解答", "解析", "题解", "答", "参考答案", "标准答案",
    "正确答案", "简要回答", "answer", "Answers", "ans", "Solution", "solutions",
]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize(
    "written",
    [
        "{}：", "{}:", "{} : ", "**{}**：", "**{}：**", "__{}__:", "【{}】", "【{}】：", "[{}]:",
        "> {}：", "- {}:", "* {}：", "+ {}:", "## {}:", "<b>{}</b>：", "<strong>{}：</strong>",
        "<p>{}：", "**【{}】**：", "  {}：", "<p><b>{}</b>:",
    ],
)  # fmt: skip
def test_an_answer_marker_with_a_colon(mark: str, written: str) -> None:
    line = written.format(mark)
    assert answer_marker(line, letter=False) == len(line)
    assert answer_marker(f"{line}甲", letter=False) == len(line)
    assert unfolds(mark)


@pytest.mark.parametrize(
    "line",
    ["答案", "### 答案", "### 答案 ##", "**答案**", "- 答案", "<b>答案</b>", "[答案]", "Answer "],
)
def test_an_answer_marker_alone(line: str) -> None:
    assert answer_marker(line, letter=False) == len(line)


@pytest.mark.parametrize(
    "line",
    [
        "A:",
        "A：",
        "**A:**",
        "**A**：",
        "__A__:",
        "  A: ",
        "A . ",
        "A. ",
        "A． ",
        "A :",
        "A: **",
        "A: __",
    ],
)
def test_a_letter_marks_an_answer(line: str) -> None:
    assert answer_marker(line) == answer_marker(f"{line}甲") == len(line)
    assert answer_marker(line, letter=False) == 0


@pytest.mark.parametrize(
    "line",
    [
        "答案甲", "甲答案：", "answered:", "A.甲", "a: 甲", "AB: 甲",
        "A 甲", "## 答案 甲", "##答案", "回答者：甲",
    ],
)  # fmt: skip
def test_no_answer_marker(line: str) -> None:
    assert answer_marker(line) == 0


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("甲？答：乙", "甲？"),
        ("Is it? Answer: yes", "Is it?"),
        ("甲。答案:乙", "甲。"),
        ("a. ans: b", "a."),
        ("甲！答：乙", "甲！"),
        ("甲! 答：乙", "甲!"),
        ("（甲）答：乙", "（甲）"),
        ("(甲) 答：乙", "(甲)"),
        ("甲 **答**：乙", "甲"),
        ("甲？【答案】：乙", "甲？"),
        ("甲？[解析] : 乙", "甲？"),
        ("甲？A：乙", "甲？"),
        ("What? A: this", "What?"),
        ("甲 A:乙", "甲"),
    ],
)
def test_a_marker_inside(text: str, head: str) -> None:
    assert text[: marker_inside(text)].rstrip() == head


@pytest.mark.parametrize(
    "text", ["甲答：乙", "答：乙", "甲？答乙", "甲A:乙", "甲。A:乙", "甲？a；乙"]
)
def test_no_marker_inside(text: str) -> None:
    assert marker_inside(text) == 0


@pytest.mark.parametrize(
    "summary",
    [
        "", " ", "点击", "展开", "查看", "显示", "Show", "click me", "expand", "reveal",
        "toggle", "spoiler", "view", "hint",
    ],
)  # fmt: skip
def test_unfolds(summary: str) -> None:
    assert unfolds(summary)


@pytest.mark.parametrize("summary", ["甲", "点击是什么？", "how to toggle"])
def test_does_not_unfold(summary: str) -> None:
    assert not unfolds(summary)


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Q: 甲", "甲"),
        ("q：甲", "甲"),
        ("  Q : 甲", "甲"),
        ("Question: 甲", "甲"),
        ("问：甲", "甲"),
        ("问题：甲", "甲"),
        ("問：甲", "甲"),
        ("質問：甲", "甲"),
        ("Q. 甲", "甲"),
        ("Q． 甲", "甲"),
        ("**Q:** 甲", "甲"),
        ("**Q**: 甲", "甲"),
        ("__Q__ ：甲", "甲"),
        ("**Q: 甲**", "甲"),
        ("__问：甲__", "甲"),
        ("** Q: 甲**", "甲"),
        ("Q: **甲**", "**甲**"),
        ("**Q**: 甲**乙**", "甲**乙**"),
        ("**Q:** 甲**乙**", "甲**乙**"),
        ("Q: ", ""),
    ],
)
def test_a_question_mark(line: str, rest: str) -> None:
    assert question_mark(line) == rest


@pytest.mark.parametrize(
    "line", ["甲", "Q1: 甲", "Q.甲", "问. 甲", "甲 Q: 乙", "Quiz: 甲", "问题是：甲"]
)
def test_no_question_mark(line: str) -> None:
    assert question_mark(line) is None


@pytest.mark.parametrize(
    "text",
    [
        "版权声明", "转载请注明", "著作权", "本文作者", "文章作者", "原文链接", "本文链接",
        "文章链接", "欢迎关注", "关注我", "关注作者", "扫码关注", "感谢阅读", "感谢观看",
        "感谢大家", "谢谢阅读", "谢谢观看", "谢谢大家", "以上就是甲的内容", "以上是全部",
        "以上是一二三四五六七八九十一二三四五六分享", "分享就到这", "文章就到这", "下期再见",
         "欢迎指正", "欢迎大家留言", "欢迎点赞",
        "欢迎一二三四五六七八九十一二三四五六评论", "all rights reserved", "creative commons",
        "CC BY", "cc-by", "Thanks for reading", "leave a comment", "Follow me",
    ],
)  # fmt: skip
def test_is_notice(text: str) -> None:
    assert is_notice(text)
    assert may_be_notice(f"甲{text}乙")


@pytest.mark.parametrize(
    "text",
    [
        "版权", "转载", "公众号", "扫码", "扫一扫", "二维码", "QR code", "qrcode", "weixin",
        "WeChat", "打赏", "赞赏", "点赞", "Copyright", "reward", "donate", "subscribe",
    ],
)  # fmt: skip
def test_may_be_notice(text: str) -> None:
    assert may_be_notice(f"甲{text}乙")
    assert not is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "甲的作者", "以上是甲", "以上是一二三四五六七八九十一二三四五六七分享", "欢迎甲",
        "欢迎一二三四五六七八九十一二三四五六七评论",
    ],
)  # fmt: skip
def test_is_no_notice(text: str) -> None:
    assert not is_notice(text)
    assert not may_be_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "to be completed", "To be continued...", "to be done", "to be added", "TODO", "tbd",
        "WIP", "待补充", "待完善", "待续", "待写", "未完待续", "略", "无", "暂无", "暂缺", "空",
        "略。", "略 ", "略……", "略!", "略！", "略.", "答：略", "A: 略", "**答案：**", "答案",
        "- 略", "* 略", "· 略", "— 略", "…", "甲？", "甲？乙?", "甲是什么？\n乙呢?", "-", "略\n",
    ],
)  # fmt: skip
def test_is_open(text: str) -> None:
    assert is_open(text)


@pytest.mark.parametrize(
    "text", ["甲", "略甲", "甲略", "甲？乙。", "甲？乙", "甲！乙？", "甲\n乙？", "答：甲", "todos"]
)
def test_is_not_open(text: str) -> None:
    assert not is_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "术语表", "名词解释", "缩写", "词汇", "A Glossary", "terminology", "Abbreviation",
        "abbreviations", "acronym", "acronyms", "用語集",
    ],
)  # fmt: skip
def test_names_glossary(text: str) -> None:
    assert names_glossary(text)


def test_names_no_glossary() -> None:
    assert not names_glossary("甲")


CHAINS = [
    # ? asks, * bold, _ without an answer, | a section begins, [] a link; what the faults cost
    ("line", "", 0.0),
    ("line", "[1]", 0.0),
    ("line", "[0]", 0.0),
    ("line", "[2]", 1.5),
    ("line", "[7]", 1.5),
    ("line", "[2] [3]", 1.5),
    ("line", "[1] [2] [3]", 0.0),
    ("line", "[0] [1] [2]", 0.0),
    ("line", "[1] [2] [4] [5]", 0.3),
    ("line", "[1] [2] [5] [6]", 0.3),
    ("line", "[1?] [2?] 6? 7?", 0.5),
    ("line", "1? [5?] [6?] [7?]", 1.5),
    ("line", "[1] [2] [2] [3]", 0.9),
    ("line", "[1?] [2?] 1 2 [3?] [4?]", 1.0),
    ("line", "[1?] 1 2 3 [2?] 1 2 [3?]", 0.5),
    ("line", "[1?] [2?] [3?] 1 2 3 4 5 [4?] [5?]", 0.0),
    ("line", "[1?] [2?] 1 2 4 [3?] [4?]", 0.5),
    ("line", "[1?] [2?] 7 8 [3?] [4?]", 0.5),
    ("line", "[1?] [2?] [3?] 9 10 11", 0.5),
    ("line", "9 [1?] [2?]", 0.5),
    ("line", "1 2 3 [1?] [2?] [3?]", 0.0),
    ("line", "[1?] [2?] [3] 1 2 3 [4] [5]", 1.0),
    ("line", "[1?] 3? [2?] [4?]", 0.8),
    ("line", "[1?] [2?] | [1?] [2?]", 0.2),
    ("line", "[1?] [2?] | [0?] [1?]", 0.2),
    ("line", "[1?] [2?] | [1] [2] [3]", 0.2),
    ("line", "[1?] [2?] | [3?] [4?] | [1?] [2?]", 0.2),
    ("line", "[1?] [2?] | 5 [1?] [2?]", 0.7),
    ("line", "[1?] [2?] | 1 [1?] [2?] [3?]", 0.2),
    ("line", "[1?] [2?] | [1?] [2?] 1? 2?", 0.2),
    ("line", "[1?] [2?] 1? 2?", 0.0),
    ("line", "[1?_] [2?]", 0.5),
    ("line", "[1?_] [2?_]", 0.5),
    ("line", "[1*] [2*] [3]", 0.9),
    ("line", "[1*] [2*] [3?]", 0.0),
    ("line", "[1*] 1 2 3 [2*] 1 2 3 4 [3*]", 0.0),
    ("line", "[1.1] [1.2] [2.1] [2.2]", 0.0),
    ("line", "[1.0] [1.1] [2.0] [2.1]", 0.0),
    ("line", "[0.1] [0.2] [1.1]", 0.0),
    ("line", "[2.1] [2.2]", 1.5),
    ("line", "[1.2] [2.1]", 1.5),
    ("line", "[1.1] [1.2] 3.1 3.2", 0.0),
    ("line", "[1.1] [1.2] 1.1 1.2 [2.1] [2.2]", 0.0),
    ("line", "[1.1.1] [1.1.2] [1.2.1] [1.2.2]", 0.0),
    ("line", "[1?] | [1?] [2?]", 0.2),
    ("line", "[1?] [2?] | [1?] [1?] [2?] [3?]", 1.1),
    ("line", "[1?] [2?] 1 2 3", 0.0),
    ("line", "[3?] [4?] [5?] 2", 2.0),
    ("line", "[5*_] 6", 2.0),
    ("heading", "[1?] [2?] [3?] 7?", 0.5),
    ("heading", "[2.1] [2.2]", 1.5),
    ("heading", "[1?] [2?] [1?] [2?]", 1.0),
    ("heading", "[1?] [2?] [0?] [1?]", 1.0),
]


@pytest.mark.parametrize(("shape", "told", "cost"), CHAINS)
def test_the_best_chain(shape: Shape, told: str, cost: float) -> None:
    candidates: list[Candidate] = []
    sections: list[int] = []
    expected = []
    for token in told.split():
        if token == "|":
            continue
        value = tuple(int(part) for part in token.strip("[]?*_").split("."))
        number, at = Number("plain", token, value, ""), len(candidates)
        text = "甲？" if "?" in token else "甲"
        style = Style(shape, 2 if shape == "heading" else 0, "plain")
        bold, bare = "*" in token, "_" in token
        candidates.append(
            Candidate(style, number, at, Span(at, at), text, text, bold=bold, bare=bare)
        )
        expected += [token] if "[" in token else []
    for part, group in enumerate(told.split("|")):
        sections += [part] * len(group.split())
    chain = best_chain(candidates, sections)
    assert [link.number.label for link in chain.links if link.number] == expected
    weights = sum(link.weight for link in chain.links)
    assert weights - chain.score == pytest.approx(cost, abs=1e-6)


EVIDENCE = [
    # style, prompts, asked, marked, answered, promised, title asks, marks, grouping; the doubt
    (NUMBERED, 5, 1.0, 0.0, 0.0, PLAIN, False, 1.0, 0.0, "nothing is answered"),
    (NUMBERED, 2, 1.0, 0.0, 0.0, PLAIN, False, 1.0, 0.0, "nothing is answered"),
    (NUMBERED, 1, 1.0, 0.0, 0.0, PLAIN, False, 1.0, 0.0, ""),
    (NUMBERED, 5, 0.4, 0.4, 0.4, PLAIN, False, 1.0, 0.0, "too little is asked or answered"),
    (NUMBERED, 5, 0.5, 0.0, 0.1, PLAIN, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.5, 0.1, PLAIN, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.0, 0.5, PLAIN, False, 0.0, 0.0, ""),
    (NUMBERED, 2, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (NUMBERED, 1, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, "a single number that does not ask"),
    (NUMBERED, 1, 1.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (NUMBERED, 1, 1.0, 1.0, 1.0, HINT, False, 1.0, 0.0, "a single question"),
    (NUMBERED, 2, 1.0, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.4, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.4, 1.0, HINT, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.3, 0.3, 1.0, HINT, False, 0.0, 0.0, HINTS_ONLY),
    (NUMBERED, 5, 0.4, 0.0, 1.0, NONE, False, 0.0, 0.0, "too few prompts ask"),
    (NUMBERED, 5, 0.5, 0.0, 1.0, NONE, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.5, 1.0, NONE, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.4, 1.0, NONE, False, 0.0, 0.0, "too few prompts ask"),
    (NUMBERED, 2, 0.5, 0.0, 1.0, NONE, False, 0.0, 0.0, "too few prompts ask"),
    (NUMBERED, 2, 1.0, 0.0, 1.0, NONE, False, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.7, 0.0, 1.0, NONE, True, 0.0, 0.0, "too few prompts ask"),
    (NUMBERED, 5, 0.8, 0.0, 1.0, NONE, True, 0.0, 0.0, ""),
    (NUMBERED, 5, 0.0, 0.5, 1.0, NONE, True, 0.0, 0.0, ""),
    (ANY, 5, 0.5, 0.0, 1.0, NONE, False, 0.0, 0.0, ""),
    (ANY, 5, 0.4, 0.0, 1.0, NONE, False, 0.0, 0.0, "too few prompts ask"),
    (HEADING, 5, 1.0, 0.0, 0.1, PLAIN, False, 1.0, 0.0, "too few prompts are answered"),
    (HEADING, 5, 1.0, 0.0, 0.2, PLAIN, False, 1.0, 0.0, ""),
    (HEADING, 5, 0.5, 0.0, 0.2, PLAIN, False, 1.0, 0.0, ""),
    (HEADING, 5, 0.8, 0.0, 0.2, HINT, False, 1.0, 0.0, ""),
    (HEADING, 5, 0.7, 0.0, 0.2, HINT, False, 1.0, 0.0, "too few prompts are answered"),
    (HEADING, 5, 1.0, 0.0, 0.4, NONE, False, 1.0, 0.0, "too few prompts are answered"),
    (HEADING, 5, 1.0, 0.0, 0.5, NONE, False, 1.0, 0.0, ""),
    (BOLD, 5, 0.8, 0.0, 0.2, PLAIN, False, 1.0, 0.0, ""),
    (BOLD, 5, 0.7, 0.0, 0.4, PLAIN, False, 1.0, 0.0, "too few prompts are answered"),
    (SENTENCE, 5, 1.0, 0.0, 0.5, PLAIN, False, 1.0, 0.0, ""),
    (SENTENCE, 5, 1.0, 0.0, 0.4, PLAIN, False, 1.0, 0.0, NO_PROMPTS),
    (SENTENCE, 4, 1.0, 0.0, 1.0, PLAIN, False, 1.0, 0.0, NO_PROMPTS),
    (SENTENCE, 5, 1.0, 1.0, 1.0, HINT, False, 1.0, 0.0, NO_PROMPTS),
    (HEADING, 3, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (HEADING, 2, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (HEADING, 2, 0.5, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (HEADING, 1, 1.0, 0.0, 1.0, PLAIN, False, 1.0, 0.0, TOO_FEW),
    (BOLD, 3, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (BOLD_BULLET, 3, 0.0, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (BULLET, 3, 0.4, 0.0, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (BULLET, 3, 0.5, 0.0, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (BULLET, 3, 0.4, 1.0, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (SUMMARY, 3, 0.4, 0.0, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (SUMMARY, 3, 0.4, 0.5, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (SUMMARY, 3, 0.4, 0.4, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (SUMMARY, 3, 0.3, 0.5, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (SUMMARY, 3, 0.2, 0.7, 1.0, PLAIN, False, 0.0, 0.0, "too few prompts ask"),
    (SUMMARY, 3, 0.2, 0.8, 1.0, PLAIN, False, 0.0, 0.0, ""),
    (HEADING, 10, 0.3, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (HEADING, 10, 0.2, 0.0, 1.0, HINT, False, 0.0, 0.0, "too few prompts ask"),
    (SUMMARY, 10, 0.3, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (HEADING, 9, 0.4, 0.0, 1.0, HINT, False, 0.0, 0.0, "too few prompts ask"),
    (HEADING, 4, 0.5, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (BOLD, 5, 0.7, 0.0, 1.0, HINT, False, 0.0, 0.0, "too few prompts ask"),
    (BOLD, 5, 0.8, 0.0, 1.0, HINT, False, 0.0, 0.0, ""),
    (HEADING, 2, 1.0, 0.0, 1.0, HINT, False, 1.0, 0.0, TOO_FEW),
    (HEADING, 3, 1.0, 0.0, 1.0, HINT, False, 1.0, 0.0, ""),
    (HEADING, 2, 1.0, 0.5, 1.0, HINT, False, 1.0, 0.0, ""),
    (HEADING, 2, 1.0, 0.4, 1.0, HINT, False, 1.0, 0.0, TOO_FEW),
    (HEADING, 5, 0.7, 0.0, 1.0, NONE, False, 0.7, 0.0, "too few prompts ask"),
    (HEADING, 5, 0.8, 0.0, 1.0, NONE, False, 0.5, 0.0, ""),
    (HEADING, 5, 1.0, 0.0, 1.0, NONE, False, 0.4, 0.0, "too few prompts end in a question mark"),
    (HEADING, 5, 1.0, 0.5, 1.0, NONE, False, 0.0, 0.0, ""),
    (HEADING, 5, 1.0, 0.4, 1.0, NONE, False, 0.0, 0.0, "too few prompts end in a question mark"),
    (HEADING, 3, 0.4, 0.0, 1.0, PLAIN, False, 0.0, 0.3, "they name lists of questions"),
    (HEADING, 3, 0.5, 0.0, 1.0, PLAIN, False, 0.0, 0.3, ""),
    (HEADING, 3, 0.4, 0.0, 1.0, PLAIN, False, 0.0, 0.2, ""),
]


@pytest.mark.parametrize("told", EVIDENCE)
def test_what_is_believed(
    told: tuple[Style, int, float, float, float, Promise, bool, float, float, str],
) -> None:
    style, count, *evidence, doubt = told
    chain = Chain(tuple(link(style, n) for n in range(count)), float(count))
    read = Explanation(style, chain, *evidence)  # type: ignore[arg-type]
    assert read.doubt == doubt
    assert read.believed == (not doubt)


@pytest.mark.parametrize(
    ("score", "marked", "promised", "doubt"),
    [
        (7.0, 0.0, NONE, ""),
        (6.9, 0.0, NONE, "the numbers do not climb"),
        (6.9, 0.0, PLAIN, ""),
        (6.9, 0.2, NONE, ""),
        (2.0, 1.0, NONE, ""),
        (1.9, 1.0, NONE, "the numbers do not climb"),
    ],
)
def test_numbers_have_to_climb(score: float, marked: float, promised: Promise, doubt: str) -> None:
    chain = Chain(tuple(link(NUMBERED, n) for n in range(10)), score)
    read = Explanation(NUMBERED, chain, 0.5, marked, 1.0, promised)
    assert read.doubt == doubt


@pytest.mark.parametrize(
    ("distinct", "asked", "doubt"),
    [
        (5, 1.0, ""),
        (4, 1.0, "the prompts repeat"),
        (5, 0.5, ""),
        (7, 0.4, "the prompts repeat"),
        (8, 0.4, ""),
    ],
)
def test_prompts_that_repeat(distinct: int, asked: float, doubt: str) -> None:
    links = tuple(link(HEADING, min(n, distinct - 1)) for n in range(10))
    read = Explanation(HEADING, Chain(links, 10.0), asked, 0.0, 1.0, PLAIN)
    assert read.doubt == doubt


H2, H3 = Style("heading", 2, "plain"), Style("heading", 3, "plain")
CONTESTS: list[tuple[list[tuple[Style, list[int], float, float]], int | None]] = [
    # each a style, the lines of its prompts, asked and marked; which one wins
    ([], None),
    ([(NUMBERED, [1, 5, 9], 0.0, 0.0)], None),
    ([(NUMBERED, [1, 5, 9], 1.0, 0.0)], 0),
    # one that holds the winner in its answers and asks about as often
    ([(H3, [3, 5, 7, 13, 15], 1.0, 0.0), (H2, [1, 11], 1.0, 0.0)], 1),
    ([(H3, [3, 5, 7, 13, 15], 1.0, 0.0), (H2, [1, 11], 0.8, 0.0)], 1),
    ([(H3, [3, 5, 7, 13, 15], 1.0, 0.0), (H2, [1, 11], 0.75, 0.0)], 0),
    ([(H3, [3, 5, 7, 13, 15], 1.0, 0.0), (H2, [3, 11], 1.0, 0.0)], 0),
    ([(H3, [3, 5, 7, 13, 15], 1.0, 0.0), (H2, [4, 11], 1.0, 0.0)], 0),
    ([(H2, [1, 11], 1.0, 0.0), (H3, [3, 5, 7, 13, 15], 1.0, 0.0)], 0),
    ([(H3, [3, 5, 7], 0.5, 0.0), (NUMBERED, [1, 11], 0.9, 0.0)], 0),
    ([(H3, [3, 5, 7], 0.5, 0.0), (NUMBERED, [1, 11], 1.0, 0.0)], 1),
    ([(H2, [3, 5, 7], 0.5, 0.0), (Style("heading", 2, "han"), [1, 11], 1.0, 0.0)], 1),
    ([(H2, [3, 5, 7], 0.6, 0.0), (Style("heading", 2, "han"), [1, 11], 1.0, 0.0)], 0),
    ([(NUMBERED, [3, 5, 7], 1.0, 0.0), (Style("line", 0, "han"), [1, 11], 1.0, 0.0)], 1),
    ([(NUMBERED, [3, 5, 7], 1.0, 0.0), (H2, [1, 11], 1.0, 0.0)], 1),
    ([(H3, [3, 5, 7, 13, 15], 0.5, 0.0), (H2, [1, 11], 0.3, 0.0)], 1),
    ([(NUMBERED, [3, 5, 7], 1.0, 0.0), (Style("heading", 6, "han"), [1, 11], 1.0, 0.0)], 1),
    # one that holds it but only groups
    ([(H3, [2, 5, 12, 15], 1.0, 0.0), (H2, [1, 11], 1.0, 0.0)], 0),
    ([(H3, [2, 5, 12, 15], 0.5, 0.0), (H2, [1, 11], 0.9, 0.0)], 0),
    ([(H3, [2, 5, 12, 15], 0.5, 0.0), (H2, [1, 11], 1.0, 0.0)], 1),
    ([(H3, [2, 5, 14, 15], 1.0, 0.0), (H2, [1, 11], 1.0, 0.0)], 0),
    ([(H3, [2, 5, 14, 15], 1.0, 0.0), (H2, [1, 11, 20], 1.0, 0.0)], 1),
    # names of groups that do not ask are out at once
    ([(H2, [1, 11], 0.2, 0.5), (H3, [2, 5, 12, 15], 0.5, 0.0)], 1),
    ([(H2, [1, 11], 0.3, 0.5), (H3, [2, 5, 12, 15], 1.0, 0.0)], 0),
    ([(H2, [1, 11], 0.2, 0.5), (H3, [2, 5, 12, 15], 0.45, 0.5)], 0),
    ([(H2, [1, 11], 0.2, 0.5), (H3, [3, 5, 13, 15], 0.5, 0.0)], 0),
    ([(H2, [5, 11], 0.2, 0.5), (H3, [2, 6, 12, 15], 0.5, 0.0)], 0),
    # plain lines come last
    ([(SENTENCE, [1, 3, 5, 7, 9], 1.0, 0.0), (H2, [2, 20, 30], 0.0, 0.0)], 1),
    ([(SENTENCE, [1, 3, 5, 7, 9], 1.0, 0.0), (HEADING, [2, 20, 30], 0.5, 0.0)], 1),
    ([(SENTENCE, [1, 3, 5, 7, 9], 1.0, 0.0), (NUMBERED, [2], 0.3, 0.0)], 1),
    ([(SENTENCE, [1, 3, 5, 7, 9, 11], 1.0, 0.0), (NUMBERED, [2, 4], 0.0, 0.6)], 1),
    ([(SENTENCE, list(range(1, 14, 2)), 1.0, 0.0), (NUMBERED, [2, 20], 0.0, 0.5)], 1),
    ([(SENTENCE, list(range(1, 14, 2)), 1.0, 0.0), (NUMBERED, [2, 20], 0.0, 0.4)], 0),
    ([(SENTENCE, list(range(1, 13, 2)), 1.0, 0.0), (NUMBERED, [2, 20], 0.0, 0.4)], 1),
    # the text of numbered prompts is no style of its own
    ([(BOLD, [1, 5, 9], 1.0, 0.0), (NUMBERED, [1, 5, 9], 1.0, 0.0)], 1),
    ([(BOLD, [1, 5, 9], 1.0, 0.0), (NUMBERED, [1, 5, 9, 11], 1.0, 0.0)], 1),
    ([(BOLD, [1, 5, 9, 13], 1.0, 0.0), (NUMBERED, [1, 5, 9], 1.0, 0.0)], 0),
    ([(H2, [1, 5, 9], 1.0, 0.0), (NUMBERED, [1, 5, 9], 1.0, 0.0)], 0),
    ([(BOLD, [1, 5, 9], 1.0, 0.0), (BULLET, [1, 5, 9], 1.0, 0.0)], 0),
]


@pytest.mark.parametrize(("told", "winner"), CONTESTS)
def test_the_contest(told: list[tuple[Style, list[int], float, float]], winner: int | None) -> None:
    readings = [
        Explanation(
            style,
            Chain(tuple(link(style, line) for line in lines), float(len(lines))),
            asked,
            marked,
            answered=1.0,
            promised=PLAIN if style is SENTENCE or len(told) > 1 else NONE,
            marks=asked,
        )
        for style, lines, asked, marked in told
    ]
    chosen = choose(readings)
    assert (None if chosen is None else readings.index(chosen)) == winner


LOOKS = [
    # text, linked, links, pictures, plain, states; furniture, links only, navigation
    ((0, 0, 0, 0, True, False), (True, False, False)),
    ((60, 0, 0, 0, True, False), (True, False, False)),
    ((61, 0, 0, 0, True, False), (False, False, False)),
    ((30, 0, 0, 0, True, True), (True, False, False)),
    ((31, 0, 0, 0, True, True), (False, False, False)),
    ((10, 0, 0, 0, False, False), (False, False, False)),
    ((60, 0, 0, 1, True, True), (True, False, True)),
    ((61, 0, 0, 1, True, False), (False, False, False)),
    ((60, 0, 1, 0, True, True), (True, False, True)),
    ((61, 30, 1, 0, True, False), (False, False, False)),
    ((62, 31, 1, 0, True, False), (True, True, True)),
    ((62, 31, 1, 0, False, False), (False, False, True)),
    ((63, 31, 1, 0, True, False), (False, False, False)),
    ((6, 2, 1, 0, True, False), (True, True, True)),
    ((7, 2, 1, 0, True, False), (True, False, True)),
    ((20, 4, 2, 0, True, False), (True, True, True)),
    ((21, 4, 2, 0, True, False), (True, False, True)),
    ((28, 4, 3, 0, True, False), (True, True, True)),
    ((0, 0, 1, 0, True, False), (True, True, True)),
]


@pytest.mark.parametrize(("told", "expected"), LOOKS)
def test_looks(
    told: tuple[int, int, int, int, bool, bool], expected: tuple[bool, bool, bool]
) -> None:
    seen = Look(*told)
    assert (seen.furniture, seen.links_only, seen.navigation) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 甲", Look(1, 0, 0, 0, True)),
        ("甲乙[丙](https://x.example)", Look(3, 1, 1, 0, True)),
        ("甲。", Look(2, 0, 0, 0, True, True)),
        ("甲！", Look(2, 0, 0, 0, True, True)),
        ("a.", Look(2, 0, 0, 0, True, True)),
        ("a!", Look(2, 0, 0, 0, True, True)),
        ("---", Look(0, 0, 0, 0, True)),
        ("<div></div>", Look(0, 0, 0, 0, True)),
        ("[甲]: https://x.example", Look(0, 0, 0, 0, True)),
        ("- 甲\n- [乙](https://x.example)", Look(2, 1, 1, 0, True)),
        ("1. 甲\n   - 乙", Look(2, 0, 0, 0, True)),
        ("> 甲", Look(1, 0, 0, 0, True)),
        ("| 甲 | 乙 |\n|--|--|\n| ![丙](p.png) | 丁 |", Look(3, 0, 0, 1, True)),
        ("甲\n: 乙", Look(2, 0, 0, 0, True)),
        ("{% note %}\n甲\n{% endnote %}", Look(1, 0, 0, 0, True)),
        ("```\n甲\n```", Look(0, 0, 0, 0, False)),
        ("- 甲\n\n  ```\n  乙\n  ```", Look(1, 0, 0, 0, False)),
    ],
)
def test_the_look_of_a_block(text: str, expected: Look) -> None:
    document = MARKDOWN.document(text, 1)
    [block] = document.blocks
    assert look(block, lambda part: MARKDOWN.inline(part, document.references)) == expected


H, LN = "## {}. {}是什么？", "{}. {}是什么？"
A, B, P = "[丁](https://x.example)", "[戊](https://y.example)", "![己](p.png)"
PLAIN_ANSWER, WITH_RULE = ["答句在此。"], ["答。", "---", "又答。"]
LONG = "这一句话说了很多很多的东西，一直说到了三十个字以上，所以它不可能是一个页脚。"
SEEN, BYE = (
    "下次再见啊朋友们",
    "这一句话在别的文章里也有，它说了很多很多的东西，一直说到了三十个字以上。",
)
RULE = "a rule follows, and behind it links, pictures or short lines alone"
LABEL, LINKS = "a label of links follows", "only links follow"
NOTICE = "lines on the post and its author follow"
OTHER_HEADING = "a heading that is no prompt follows"
COMMON, END = "what follows ends other posts of the blog too", "the post ends"
FOOTERS = [
    # prompt, earlier answers, the last with its footer behind "|", lines of other posts; why it ends
    (H, PLAIN_ANSWER, ["答。", "|---", A], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "|---", P], [], RULE),
    (H, PLAIN_ANSWER, ["答。", "---", "短句"], [], END),
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
]


@pytest.mark.parametrize(("prompt", "earlier", "last", "common", "why"), FOOTERS)
def test_the_footer(
    prompt: str, earlier: list[str], last: list[str], common: list[str], why: str
) -> None:
    blocks = [prompt.format(1, "甲"), *earlier, prompt.format(2, "乙"), *earlier]
    told = "\n\n".join([*blocks, prompt.format(3, "丙"), *last]) + "\n"
    expected = next((n for n, line in enumerate(told.split("\n"), 1) if line[:1] == "|"), None)
    found = read(told.replace("\n|", "\n"), "面试题", common=common)
    assert [r.start for r in found.regions if r.kind == "outro"] == [expected] * bool(expected)
    assert found.evidence.ending == why


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


COLLECTED = [
    # style · number · block:lines · prompt, and what else is known of it
    ("###### 前言\n\n**甲**", ["heading-6 · - · 0:1-1 · 前言"]),
    ("1.\n2. 甲\n\n乙", ["line (plain) · 2=2 · 0:2-2 · 甲 · list · indent 3"]),
    ("# 1. 甲", ["heading-1 (plain) · 1=1 · 0:1-1 · 甲"]),
    ("## 甲", ["heading-2 · - · 0:1-1 · 甲"]),
    ("## **甲**", ["heading-2 · - · 0:1-1 · **甲** · shows 甲"]),
    ("## Q: 甲", ["heading-2 · - · 0:1-1 · 甲 · put"]),
    ("## Q1: 甲", ["heading-2 (question) · 1=1 · 0:1-1 · 甲 · put"]),
    ("## Q：**甲**", ["heading-2 · - · 0:1-1 · **甲** · shows 甲 · put"]),
    ("## [1. 甲](#x)", ["heading-2 (plain) · 1=1 · 0:1-1 · [甲](#x) · shows 甲"]),
    ("## **1. 甲**", ["heading-2 (plain) · 1=1 · 0:1-1 · **甲** · shows 甲"]),
    ("## 第 1 题", ["heading-2 (ordinal) · 1=1 · 0:1-1 · 第 1 题 · put"]),
    (
        "## 第1题\n\n甲是什么？",
        [
            "heading-2 (ordinal) · 1=1 · 1:1-3 · 甲是什么？ · put",
            "sentence · - · 1:3-3 · 甲是什么？",
        ],
    ),
    (
        "## 第1题\n\n**甲**\n\n乙",
        [
            "heading-2 (ordinal) · 1=1 · 1:1-3 · 甲 · bold · put",
            "bold · - · 1:3-3 · 甲 · bold",
        ],
    ),
    ("## 第1题\n\n甲\n乙\n答案：丙", ["heading-2 (ordinal) · 1=1 · 1:1-4 · 甲/乙 · put"]),
    ("## 第1题\n\n> 甲", ["heading-2 (ordinal) · 1=1 · 1:1-3 · 甲 · put"]),
    ("## 第1题\n\n> > 甲", ["heading-2 (ordinal) · 1=1 · 0:1-1 · 第1题 · put"]),
    ("## 第1题\n\n答案：甲", ["heading-2 (ordinal) · 1=1 · 0:1-1 · 第1题 · put"]),
    (
        "## 第1题\n\n- 甲",
        [
            "heading-2 (ordinal) · 1=1 · 0:1-1 · 第1题 · put",
            "bullet · - · 1:3-3 · 甲 · list · indent 2",
        ],
    ),
    (
        "## 第1题\n\n## 第2题",
        [
            "heading-2 (ordinal) · 1=1 · 0:1-1 · 第1题 · put",
            "heading-2 (ordinal) · 2=2 · 1:3-3 · 第2题 · put",
        ],
    ),
    ("## 甲 答：乙", ["heading-2 · - · 0:1-1 · 甲 · opens 答：乙"]),
    ("甲\n===", ["heading-1 · - · 0:1-2 · 甲"]),
    ("## 1. 甲？答：乙", ["heading-2 (plain) · 1=1 · 0:1-1 · 甲？ · opens 答：乙"]),
    ("1. 甲", ["line (plain) · 1=1 · 0:1-1 · 甲 · list · indent 3"]),
    (
        "3. 甲\n4. 乙",
        [
            "line (plain) · 3=3 · 0:1-1 · 甲 · list · indent 3",
            "line (plain) · 4=4 · 0:2-2 · 乙 · list · indent 3",
        ],
    ),
    (
        "1. 甲\n1. 乙\n1. 丙",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲 · list · indent 3",
            "line (plain) · 1=2 · 0:2-2 · 乙 · list · indent 3",
            "line (plain) · 1=3 · 0:3-3 · 丙 · list · indent 3",
        ],
    ),
    (
        "1. 甲\n1. 乙",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲 · list · indent 3",
            "line (plain) · 1=1 · 0:2-2 · 乙 · list · indent 3",
        ],
    ),
    (
        "2. 甲\n2. 乙\n2. 丙\n2. 丁",
        [
            "line (plain) · 2=2 · 0:1-1 · 甲 · list · indent 3",
            "line (plain) · 2=3 · 0:2-2 · 乙 · list · indent 3",
            "line (plain) · 2=4 · 0:3-3 · 丙 · list · indent 3",
            "line (plain) · 2=5 · 0:4-4 · 丁 · list · indent 3",
        ],
    ),
    ("1) **甲**\n   乙", ["line (plain) · 1=1 · 0:1-1 · 甲 · list · bold · indent 3"]),
    ("1. # 甲", ["line (plain) · 1=1 · 0:1-1 · 甲 · list · bold · indent 3"]),
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
    ("1. ```\n   甲\n   ```", []),
    ("1. 甲\n2.", ["line (plain) · 1=1 · 0:1-1 · 甲 · list · indent 3"]),
    (
        "1. 甲\n2.\n\n乙",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲 · list · indent 3",
            "line (plain) · 2=2 · 1:2-4 · 乙",
        ],
    ),
    (
        "1.\n\n乙\n\n2. 丙",
        [
            "line (plain) · 1=1 · 1:1-3 · 乙",
            "line (plain) · 2=2 · 2:5-5 · 丙 · list · indent 3",
        ],
    ),
    ("- 甲", ["bullet · - · 0:1-1 · 甲 · list · indent 2"]),
    ("- 甲？", ["bullet · - · 0:1-1 · 甲？ · list · indent 2"]),
    ("- **甲**", ["bullet (bold) · - · 0:1-1 · 甲 · list · bold · indent 2"]),
    ("- [甲](https://x.example)", []),
    (
        "- [甲？](https://x.example)",
        [
            "bullet · - · 0:1-1 · [甲？](https://x.example) · shows 甲？ · list · indent 2",
        ],
    ),
    (
        "- [甲](https://x.example)乙",
        [
            "bullet · - · 0:1-1 · [甲](https://x.example)乙 · shows 甲乙 · list · indent 2",
        ],
    ),
    ("- Q: 甲", ["line (Q:) · - · 0:1-1 · 甲 · list · put · indent 2"]),
    ("- **Q: 甲**", ["line (Q:) · - · 0:1-1 · 甲 · list · bold · put · indent 2"]),
    ("- # 甲", ["bullet (bold) · - · 0:1-1 · 甲 · list · bold · indent 2"]),
    ("- 甲\n  乙", ["bullet · - · 0:1-1 · 甲 · list · indent 2"]),
    ("-", []),
    ("- > 甲", []),
    ("- [甲](#a)\n- [乙](#b)", []),
    (
        "- [甲？](#a)\n- [乙？](#b)\n- 丙？\n- 丁？",
        [
            "bullet · - · 0:1-1 · [甲？](#a) · shows 甲？ · list · indent 2",
            "bullet · - · 0:2-2 · [乙？](#b) · shows 乙？ · list · indent 2",
            "bullet · - · 0:3-3 · 丙？ · list · indent 2",
            "bullet · - · 0:4-4 · 丁？ · list · indent 2",
        ],
    ),
    ("- [甲？](#a)\n- [乙？](#b)\n- 丙？", ["bullet · - · 0:3-3 · 丙？ · list · indent 2"]),
    ("- [甲？](#a)", ["bullet · - · 0:1-1 · [甲？](#a) · shows 甲？ · list · indent 2"]),
    ("1. [甲](#a)\n2. [乙](#b)\n3. 丙", ["line (plain) · 3=3 · 0:3-3 · 丙 · list · indent 3"]),
    (
        "- [甲？](#a) 乙\n- [乙？](#b) 丙",
        [
            "bullet · - · 0:1-1 · [甲？](#a) 乙 · shows 甲？ 乙 · list · indent 2",
            "bullet · - · 0:2-2 · [乙？](#b) 丙 · shows 乙？ 丙 · list · indent 2",
        ],
    ),
    ("- [甲？](#a)\n  乙\n- [乙？](#b)\n  丙", []),
    (
        "- 甲\n1、乙",
        [
            "bullet · - · 0:1-1 · 甲 · list · indent 2",
            "line (plain) · 1=1 · 0:2-2 · 乙",
        ],
    ),
    (
        "- 甲\n 1、乙",
        [
            "bullet · - · 0:1-1 · 甲 · list · indent 2",
            "line (plain) · 1=1 · 0:2-2 · 乙",
        ],
    ),
    ("- 甲\n  1、乙", ["bullet · - · 0:1-1 · 甲 · list · indent 2"]),
    (
        "- 甲\n  - 乙\n  2、丙\n3、丁",
        [
            "bullet · - · 0:1-1 · 甲 · list · indent 2",
            "line (plain) · 2=2 · 0:3-3 · 丙",
            "line (plain) · 3=3 · 0:4-4 · 丁",
        ],
    ),
    ("> 甲\n1、乙", ["line (plain) · 1=1 · 0:2-2 · 乙"]),
    ("> 1、甲\n> 2、乙", []),
    ("> ```\n> 1、乙\n> ```\n1、丙", ["line (plain) · 1=1 · 1:4-4 · 丙"]),
    ("1、甲\n2、乙", ["line (plain) · 1=1 · 0:1-1 · 甲", "line (plain) · 2=2 · 0:2-2 · 乙"]),
    ("**1、甲**", ["line (plain) · 1=1 · 0:1-1 · 甲 · bold"]),
    ("**甲**", ["bold · - · 0:1-1 · 甲 · bold"]),
    ("**甲**：", ["bold · - · 0:1-1 · 甲 · bold"]),
    ("__甲__", ["bold · - · 0:1-1 · 甲 · bold"]),
    ("**甲** 乙", []),
    ("**1. 甲** 乙", ["line (plain) · 1=1 · 0:1-1 · **甲** 乙 · shows 甲 乙"]),
    ("**1.** 甲", ["line (plain) · 1=1 · 0:1-1 · 甲"]),
    ("甲？", ["sentence · - · 0:1-1 · 甲？"]),
    ("甲是什么", []),
    ("**甲？**", ["bold · - · 0:1-1 · 甲？ · bold"]),
    ("**答案：** 甲", []),
    ("**答案**", []),
    ("1、\n甲", ["line (plain) · 1=1 · 0:1-2 · 甲"]),
    ("1、\n**甲**", ["line (plain) · 1=1 · 0:1-2 · 甲 · bold", "bold · - · 0:2-2 · 甲 · bold"]),
    ("1、\n", []),
    ("1 甲", ["line (spaced) · 1=1 · 0:1-1 · 甲"]),
    ("**1 甲**", ["bold · - · 0:1-1 · 1 甲 · bold"]),
    ("甲\n1、乙", ["line (plain) · 1=1 · 0:2-2 · 乙"]),
    ("Q: 甲\n乙", ["line (Q:) · - · 0:1-1 · 甲 · put"]),
    ("Q: 甲，\n乙？", ["line (Q:) · - · 0:1-2 · 甲，/乙？ · put", "sentence · - · 0:2-2 · 乙？"]),
    ("**Q: 甲**", ["line (Q:) · - · 0:1-1 · 甲 · bold · put"]),
    ("Q:\n甲", []),
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
    ("1、甲，\n\n乙？", ["line (plain) · 1=1 · 0:1-1 · 甲，", "sentence · - · 1:3-3 · 乙？"]),
    ("1. 甲，\n   乙？", ["line (plain) · 1=1 · 0:1-2 · 甲，/乙？ · list · indent 3"]),
    ("Q1：甲？A：乙", ["line (question) · 1=1 · 0:1-1 · 甲？ · put · opens A：乙"]),
    ("1、甲？**答**：乙", ["line (plain) · 1=1 · 0:1-1 · 甲？ · opens **答**：乙"]),
    (
        "1、[甲](https://x.example)",
        [
            "line (plain) · 1=1 · 0:1-1 · [甲](https://x.example) · shows 甲",
        ],
    ),
    (
        "<details><summary>甲？</summary>乙</details>",
        [
            "summary · - · 0:1-1 · 甲？ · opens 乙</details>",
        ],
    ),
    ("<details>\n<summary>1. 甲？</summary>\n乙\n</details>", ["summary · 1=1 · 0:1-2 · 甲？"]),
    ("<summary>点击查看</summary>", []),
    (
        "<details>\n<summary>甲</summary>\n</details>\n<details>\n<summary>乙</summary>\n</details>",
        [
            "summary · - · 0:1-2 · 甲",
            "summary · - · 0:4-5 · 乙",
        ],
    ),
    ("<summary>\n甲&amp;乙\n</summary> 丙", ["summary · - · 0:1-3 · 甲&乙 · opens 丙"]),
    ("<summary>甲</summary><br><b>", ["summary · - · 0:1-1 · 甲"]),
    ("<summary><b>甲</b></summary>", ["summary · - · 0:1-1 · 甲"]),
    ("<summary>第1题</summary>", ["summary · 1=1 · 0:1-1 · 第1题 · put"]),
    ('<SUMMARY class="x">甲</SUMMARY>', ["summary · - · 0:1-1 · 甲"]),
    ("<div>\n<summary>点开显示</summary>\n<summary>甲</summary>", ["summary · - · 0:3-3 · 甲"]),
    (
        "# 前言\n\n**甲**\n\n- 乙？\n\n# 丙\n\n**丁**",
        [
            "heading-1 · - · 0:1-1 · 前言",
            "heading-1 · - · 3:7-7 · 丙",
            "bold · - · 4:9-9 · 丁 · bold",
        ],
    ),
    (
        "## 前言\n\n**甲**\n\n### 乙\n\n**丙**\n\n# 丁\n\n**戊**",
        [
            "heading-2 · - · 0:1-1 · 前言",
            "heading-3 · - · 2:5-5 · 乙",
            "heading-1 · - · 4:9-9 · 丁",
            "bold · - · 5:11-11 · 戊 · bold",
        ],
    ),
    (
        "## 前言\n\n### 乙\n\n**丙**\n\n## 丁\n\n**戊**",
        [
            "heading-2 · - · 0:1-1 · 前言",
            "heading-3 · - · 1:3-3 · 乙",
            "heading-2 · - · 3:7-7 · 丁",
            "bold · - · 4:9-9 · 戊 · bold",
        ],
    ),
    (
        "## 前言\n\n1. 甲",
        [
            "heading-2 · - · 0:1-1 · 前言",
            "line (plain) · 1=1 · 1:3-3 · 甲 · list · indent 3",
        ],
    ),
    ("**关注我**", []),
    ("- 关注我\n- 甲", ["bullet · - · 0:2-2 · 甲 · list · indent 2"]),
    ("**欢迎关注**\n\n**甲**", ["bold · - · 1:3-3 · 甲 · bold"]),
    ("1. 关注我", ["line (plain) · 1=1 · 0:1-1 · 关注我 · list · indent 3"]),
    ("## 答案\n\n## 答案", []),
    ("## 答案", ["heading-2 · - · 0:1-1 · 答案"]),
    ("## 甲\n\n## 答案", ["heading-2 · - · 0:1-1 · 甲", "heading-2 · - · 1:3-3 · 答案"]),
    (
        "## 甲\n\n### 答案：\n\n## 乙\n\n### 答案：",
        [
            "heading-2 · - · 0:1-1 · 甲",
            "heading-2 · - · 2:5-5 · 乙",
        ],
    ),
    ("```\n1、甲\n```", []),
    ("| 1、甲 |\n|--|", []),
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
    ("甲：\n1、乙\n2、丙", ["line (plain) · 1=1 · 0:2-2 · 乙", "line (plain) · 2=2 · 0:3-3 · 丙"]),
    ("1.甲\n2.乙", ["line (plain) · 1=1 · 0:1-1 · 甲", "line (plain) · 2=2 · 0:2-2 · 乙"]),
    ("**甲**\n**乙**", ["bold · - · 0:1-1 · 甲 · bold", "bold · - · 0:2-2 · 乙 · bold"]),
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


def shown(candidate: Candidate) -> str:
    """Tell all of a candidate on one line."""
    number, span = candidate.number, candidate.span
    value = ".".join(map(str, number.value)) if number else ""
    said = [str(candidate.style), f"{number.label}={value}" if number else "-"]
    said += [f"{candidate.block}:{span.start}-{span.end}", candidate.prompt.replace("\n", "/")]
    if candidate.text != candidate.prompt:
        said.append("shows " + candidate.text.replace("\n", "/"))
    heading = candidate.style.shape == "heading"
    said += [f"level {candidate.style.level}"] * bool(candidate.style.level and not heading)
    said += ["list"] * candidate.in_list + ["bold"] * candidate.bold + ["put"] * candidate.put
    said += [f"indent {candidate.indent}"] * bool(candidate.indent)
    said += [f"opens {candidate.opening}"] * bool(candidate.opening)
    said += [f"tail {candidate.tail}"] * bool(candidate.tail)
    return " · ".join(said)


@pytest.mark.parametrize(("text", "expected"), COLLECTED)
def test_what_could_be_a_prompt(text: str, expected: list[str]) -> None:
    document = as_headings(MARKDOWN.document(text, 1))
    candidates = collect(document, lambda part: MARKDOWN.inline(part, document.references))
    assert [shown(candidate) for candidate in candidates] == expected


@pytest.mark.parametrize(
    ("style", "text", "flags", "weight", "numbering"),
    [
        (HEADING, "甲", {}, 0.8, "heading-2"),
        (HEADING, "甲？", {}, 1.4, "heading-2"),
        (Style("heading", 6), "甲" * 40, {}, 0.8, "heading-6"),
        (HEADING, "甲" * 41, {}, 0.6, "heading-2"),
        (HEADING, "甲。", {"bold": True, "opening": "乙"}, 0.8, "heading-2"),
        (SUMMARY, "甲", {}, 0.8, "summary"),
        (SUMMARY, "甲。", {"in_list": True}, 0.8, "summary"),
        (NUMBERED, "甲", {}, 0.6, "paragraph"),
        (NUMBERED, "甲？", {}, 1.2, "paragraph"),
        (NUMBERED, "甲", {"put": True}, 1.2, "paragraph"),
        (NUMBERED, "甲", {"bold": True}, 0.8, "bold"),
        (NUMBERED, "甲", {"bold": True, "in_list": True}, 0.8, "list"),
        (NUMBERED, "甲", {"opening": "乙"}, 0.9, "paragraph"),
        (NUMBERED, "甲", {"bold": True, "opening": "乙"}, 1.1, "bold"),
        (NUMBERED, "甲。", {}, 0.3, "paragraph"),
        (NUMBERED, "甲；", {}, 0.3, "paragraph"),
        (NUMBERED, "a;", {}, 0.3, "paragraph"),
        (NUMBERED, "a.", {}, 0.3, "paragraph"),
        (NUMBERED, "甲。", {"put": True}, 1.2, "paragraph"),
        (NUMBERED, "甲" * 200, {}, 0.4, "paragraph"),
        (NUMBERED, "甲" * 201, {}, 0.1, "paragraph"),
        (NUMBERED, "甲" * 200 + "？", {}, 0.7, "paragraph"),
        (NUMBERED, "甲" * 200 + "。", {}, 0.1, "paragraph"),
    ],
)
def test_the_weight_of_a_candidate(
    style: Style, text: str, flags: dict[str, str | bool], weight: float, numbering: str
) -> None:
    candidate = replace(link(style, 1), text=text, **flags)  # type: ignore[arg-type]
    assert candidate.weight == pytest.approx(weight)
    assert candidate.numbering() == numbering


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("甲", []),
        ("甲\n答：乙", [2]),
        ("### 答案\n\n乙\n\n**解析：** 丙", [1, 5]),
        ("```\n答：乙\n```", []),
        ("$$\n答：\n$$", []),
        ("| 答：乙 |\n|--|\n| A: 丙 |\n\n答：丁", [5]),
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
        ("甲\n<summary>查看</summary>", [2]),
        ("<summary>查看", [1]),
        ("<summary></summary>", [1]),
        ("<details><summary>查看</summary>甲？", [1]),
        ("<details>", []),
    ],
)
def test_lines_that_mark_answers(text: str, marked: list[int]) -> None:
    lines = Lines(MARKDOWN.document(text, 1))
    numbers = range(1, text.count("\n") + 2)
    assert [n for n in numbers if lines.marker(n, n) == n] == marked
    assert lines.marker(1, len(numbers)) == next(iter(marked), None)


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
        ("1、甲？A: 丙\n2、乙？", "甲？ marked A: 丙 | 乙？"),
        ("1、甲乙？一二三四五六七八九十一二\n2、乙？", "甲乙？ 一二三四五六七八九十一二 | 乙？"),
        ("1、甲乙？一二三\n2、乙？", "甲乙？一二三 bare | 乙？"),
        ("1、甲乙？一二三四五六七八九十一二\n丙\n2、乙？", "甲乙？一二三四五六七八九十一二 | 乙？"),
    ],
)
def test_prompts_without_an_answer(text: str, expected: str) -> None:
    document = MARKDOWN.document(text, 1)
    found = collect(document, lambda part: MARKDOWN.inline(part, document.references))
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


def test_what_an_author_is_told() -> None:
    told = "\n\n".join(f"## {n}. 甲{n}\n\n答。" for n in range(1, 6))
    [finding] = read(told, "面试之旅").findings
    assert finding.hint is not None
    assert "if the 5 prompts from line 1 on are questions" in finding.hint
    assert "write `questions: heading-2`" in finding.hint
    fewer = "\n\n".join(f"## {n}. 甲{n}\n\n答。" for n in range(1, 5))
    [finding] = read(fewer, "面试之旅").findings
    assert finding.hint is None
    [finding] = read(told, "笔记").findings
    assert finding.message == "no question was found"
    assert finding.hint is None
    [finding] = read("甲", "面试题").findings
    assert finding.message == "no question was found, though the post promises some"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## 甲\n\n答。\n\n## 乙\n\n答。\n\n## 丙\n\n答。", ["of these 3 questions 0 ask"]),
        ("## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n", ["question 2 has no answer yet: 乙？"]),
        ("## 甲？\n\n答。\n\n## 乙？", ["question has no answer yet: 乙？"]),
        (
            "## 1. 甲？\n\n答。\n\n## 2. " + "乙" * 41 + "？",
            ["question 2 has no answer yet: " + "乙" * 40],
        ),
        ("## 1. 甲？\n\n答。\n\n## 3. 乙？\n\n答。", ["question 3 follows question 1"]),
        (
            "## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。\n\n## 2. 丙？\n\n答。",
            ["question 2 stands after question 2"],
        ),
        (
            "## 1.1 甲？\n\n答。\n\n## 2.1 乙？\n\n答。\n\n## 2.3 丙？\n\n答。",
            ["question 2.3 follows question 2.1"],
        ),
        (
            "## 1. 甲？\n\n答。\n\n## 乙？\n\n答。\n\n## 2. 丙？\n\n答。\n\n## 4. 丁？\n\n答。",
            ["question 4 follows question 2"],
        ),
        (
            "## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。\n\n## 1. 丙？\n\n答。\n\n## 3. 丁？\n\n答。",
            ["question 3 follows question 1"],
        ),
    ],
)  # fmt: skip
def test_findings(text: str, said: list[str]) -> None:
    assert [finding.message for finding in read(text, "面试题").findings] == said


ITEMS = [f"- 词{n}：意思" for n in range(10)]
FIVE = "\n".join(ITEMS[:5])


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        ("甲：乙", "甲=乙"),
        ("甲，乙", "甲=乙"),
        ("甲: 乙", "甲=乙"),
        ("甲:乙", ""),
        ("甲, 乙", "甲=乙"),
        ("甲,乙", ""),
        ("甲 - 乙", "甲=乙"),
        ("甲 – 乙", "甲=乙"),
        ("甲 —— 乙", "甲=乙"),
        ("甲-乙", ""),
        ("甲（乙）", "甲=（乙）"),
        ("甲(乙)", "甲=(乙)"),
        ("甲（乙）：", "甲=（乙）"),
        ("甲(乙):", "甲=(乙)"),
        ("甲：乙：", "甲=乙："),
        ("**甲**：乙", "甲=乙"),
        ("__甲__：乙", "甲=乙"),
        ("*甲*：乙", "甲=乙"),
        ("`甲`：乙", "甲=乙"),
        ("``甲``：乙", "甲=乙"),
        ("**甲**（乙）", "甲=（乙）"),
        ("**甲：**乙", "甲=乙"),
        ("__甲:__ 乙", "甲=乙"),
        ("**甲：** 乙", "甲=乙"),
        ("甲 ： 乙", "甲=乙"),
        ("甲：", ""),
        ("甲？：乙", ""),
        ("甲" * 30 + "：乙", "甲" * 30 + "=乙"),
        ("甲" * 31 + "：乙", ""),
        ("甲", ""),
        ("# 甲：乙", ""),
        ("", ""),
        ("甲：乙\n  丙", "甲=乙/丙"),
        ("甲：乙\n  - 丙", "甲=乙"),
        ("<b></b>：乙", ""),
    ],
)
def test_an_entry_of_a_glossary(item: str, entry: str) -> None:
    document = MARKDOWN.document("\n".join([*ITEMS[:5], f"- {item}"]), 1)
    found = glossary(
        document.blocks, "术语", lambda part: MARKDOWN.inline(part, document.references)
    )
    said = [f"{e.term}={e.definition}".replace("\n", "/") for e in found]
    assert said == [f"词{n}=意思" for n in range(5)] + [entry] * bool(entry)


@pytest.mark.parametrize(
    ("text", "heading", "count"),
    [
        (FIVE, "术语", 5),
        ("\n".join(ITEMS[:4]), "术语", 0),
        ("\n".join(ITEMS), "甲", 10),
        ("\n".join(ITEMS[:9]), "甲", 0),
        (FIVE + "\n- 甲", "术语", 5),
        ("\n".join(ITEMS[:4]) + "\n- 甲", "术语", 4),
        ("\n".join(ITEMS[:4]) + "\n- 甲\n- 乙", "术语", 0),
        ("如下。\n\n" + FIVE + "\n\n完。", "术语", 5),
        ("如下。\n\n如下。\n\n" + FIVE + "\n\n完。", "术语", 0),
        ("甲" * 60 + "\n\n" + FIVE, "术语", 5),
        ("甲" * 61 + "\n\n" + FIVE, "术语", 0),
        ("> 甲\n\n" + FIVE, "术语", 0),
        ("---\n\n甲\n\n" + FIVE + "\n\n[a]: https://x.example\n\n---\n\n乙", "术语", 5),
        (FIVE + "\n\n甲\n\n" + FIVE, "术语", 0),
        ("甲", "术语", 0),
        ("| 词 | 义 |\n|--|--|\n" + "".join(f"| 甲{n} | 乙 |\n" for n in range(5)), "术语", 5),
        ("| 词 | 义 | 例 |\n|--|--|--|\n" + "".join(f"| 甲{n} | 乙 | 丙 |\n" for n in range(5)), "术语", 0),
        ("| 词 | 义 |\n|--|--|\n" + "".join(f"| 甲{n} | |\n" for n in range(5)), "术语", 0),
        ("\n\n".join(f"甲{n}\n: 乙" for n in range(5)), "术语", 5),
        ("\n\n".join(f"甲{n}\n: 乙" for n in range(4)), "术语", 0),
        ("\n\n".join(f"甲{n}\n: 乙\n: 丙" for n in range(5)), "术语", 5),
        ("\n".join(ITEMS[:2]) + "\n- 优点：甲\n- 缺点：乙\n- pros: 丙", "术语", 0),
        ("\n".join(ITEMS[:3]) + "\n- 优点：甲\n- 缺点：乙\n- Cons: 丙", "术语", 6),
    ],
)  # fmt: skip
def test_a_glossary(text: str, heading: str, count: int) -> None:
    document = MARKDOWN.document(text, 1)
    found = glossary(
        document.blocks, heading, lambda part: MARKDOWN.inline(part, document.references)
    )
    assert len(found) == count


@pytest.mark.parametrize(
    "side", "优点 缺点 优势 劣势 不足 特点 好处 坏处 区别 相同点 不同点 pros Cons".split()
)
def test_sides_are_no_terms(side: str) -> None:
    text = "\n".join([*ITEMS[:2], *[f"- {side}：甲"] * 3])
    document = MARKDOWN.document(text, 1)
    measure = lambda part: MARKDOWN.inline(part, document.references)  # noqa: E731
    assert glossary(document.blocks, "术语", measure) == ()


def test_the_definitions_of_a_definition_list() -> None:
    text = "\n\n".join(f"甲{n}\n: 乙\n\n  丙" for n in range(5))
    document = MARKDOWN.document(text, 1)
    found = glossary(
        document.blocks, "术语", lambda part: MARKDOWN.inline(part, document.references)
    )
    assert [(e.term, e.definition) for e in found] == [(f"甲{n}", "乙\n\n丙") for n in range(5)]
    assert [(e.span.start, e.span.end) for e in found] == [(n * 5 + 1, n * 5 + 4) for n in range(5)]


REGIONS = [
    # blocks parted by " / ": | a prompt, § a section, ~ the footer
    "|## 1. 甲？ / §# 乙 / |## 2. 丙？ / 答。 / |## 3. 丁？ / 答。",
    "§# 前 / |## 第1题 ⏎  ⏎ 甲 / 答。 / |## 第2题 ⏎  ⏎ 乙 / 答。",
    "|## Q: 总结 / 答。 / |## Q: 甲 / 答。 / |## Q: 乙 / 答。",
    "|## 甲？ / 答。 / |## 乙 / |## 丙？ / 答。",
    "## 1. 前言 / 文。 / |## 2. 甲？ / 答。 / |## 3. 乙？ / 答。 / ~## 4. 总结 / 文。",
    "|## 1. 甲？ / 答。 / |## 2. 总结 / 文。 / |## 3. 乙？ / 答。",
    "|## 甲 / 答。 / |## 1. 乙 / 答。 / |## 丙 / 答。 / |## 2. 丁 / 答。",
    "## 甲 / 答。 / |## 1. 乙？ / 答。 / |## 2. 丙？ / 答。 / |## 丁？ / 答。",
    "1、甲？ / 2、乙？ / §# 解 / |1、甲？ / 答。 / |2、乙？ / 答。",
    "§# 题 / |1、甲？ / 答。 / |2、乙？ / 答。 / |3、丙？ / 答。 / ~# 书 / 1、丁 / 文。",
    "§# 题 / |1、甲？ / 答。 / |2、乙？ / 答。 / |3、丙？ / 答。 / ~# 书 / 1、丁 / 2、戊 / 文。",
    "§# 题 / |1、甲？ / 答。 / |2、乙？ / 答。 / §# 书 / |1、丁 / 文。 / |2、戊 / 文。",
    "§# 题 / |## 1. 甲？ / 答。 / |## 2. 乙？ / 答。 / §# 书 / |## 1. 丁 / 文。",
    "|1. 甲？ /    答。 / |2 乙？ / 答。 / |3 丙？ / 答。 / |4. 丁？ /    答。",
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
    "|1、甲？ / §# 乙 / |2、丙？ / 答。",
    "§# 前 / ## 中 / |## 1. 甲？ / 答。 / |## 2. 乙？ / 答。",
    "# 前 / 文。 / |## 1. 甲？ / 答。 / |## 2. 乙？ / 答。",
    "§# 前 / ### 中 / |1、甲？ / 答。 / |2、乙？ / 答。",
    "|## 甲 / 答。 / |## 乙 / 答。 / |## 1. 丙 / 答。",
    "|## 1. 甲？ / 答。 / |## 2. 乙？ / 答。 / ## 补充 / 答。 / |## 3. 丙？ / 答。",
    "|## 1. 甲 / 答。 / |## 2. 乙 / 答。 / |## 补充是什么？ / 答。 / |## 3. 丙 / 答。",
    "|## 题记 / 文。 / |## 甲？ / 答。 / |## 乙？ / 答。 / |## 丙？ / 答。 / |## 丁？ / 答。"
    " / |## 后话 / 文。",
    "|## 题记 / 文。 / |## 甲？ / 答。 / |## 乙？ / 答。 / |## 丙？ / 答。",
    "|## 甲？ / 答。 / |## 题外 / 文。 / |## 乙？ / 答。 / |## 丙？ / 答。 / |## 丁？ / 答。",
    "## 前言 / 文。 / |## 什么是前言？ / 答。 / |## 甲？ / 答。 / |## 乙？ / 答。 / ~## 参考 / 文。",
    "1. 甲？ ⏎ 2. 乙？ / §# 解 / |1. 甲？ /    答。 ⏎ |2. 乙？ /    答。",
    "§## 题 / |1. 甲？ /    答。 ⏎ |2. 乙？ /    答。 / §## 书 / |1. 某书 /    好。 ⏎ |2. 又一书 /    好。",
    "## 书 / 1. 某书 ⏎ 2. 又一书 / §## 题 / |1. 甲？ /    答。 ⏎ |2. 乙？ /    答。 ⏎ |3. 丙？ /    答。",
    "§# 常见问题 / |## 1. 甲 / 答。 / |## 2. 乙 / 答。",
]


@pytest.mark.parametrize("told", REGIONS)
def test_prompts_and_sections(told: str) -> None:
    lines = told.replace(" / ", "\n\n").replace(" ⏎ ", "\n").split("\n")
    found = read("\n".join(line.lstrip("|§~") for line in lines) + "\n", "面试题")
    marks = {"prompt": "|", "section": "§", "outro": "~"}
    starts = {r.start: marks[r.kind] for r in found.regions if r.kind in marks}
    assert starts == {n: line[0] for n, line in enumerate(lines, 1) if line[:1] in {*"|§~"}}


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
    document = MARKDOWN.document(text, 1)
    [block] = document.blocks
    seen = is_section_line(block, lambda part: MARKDOWN.inline(part, document.references))
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


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        (
            "## 1. 甲？\n\n答：一。\n\n## 2. 乙\n\n二。\n\n## 3. 什么是丙\n\n三。\n\n## 4. 丁",
            (0.5, 0.25, 1.0, 0.25, 0.0),
        ),
        ("## 1. 甲？\n\n## 2. 乙？\n\n答。\n\n## 3. 丙？", (1.0, 0.0, 0.5, 1.0, 0.0)),
        ("## 1. 甲？", (1.0, 0.0, 1.0, 1.0, 0.0)),
        ("## 甲\n\n- 一？\n- 二？\n- 三\n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.5)),
        ("## 甲\n\n- 一？\n- 二\n- 三？\n- 四\n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.5)),
        ("## 甲\n\n- 一？\n- 二\n- 三\n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.0)),
        ("## 甲\n\n- 一？\n- 二？\n\n## 乙\n\n文。", (0.0, 0.0, 1.0, 0.0, 0.0)),
        (
            "## 甲\n\n- 一？\n  文\n- 二？\n- \n\n## 乙\n\n> - 一？\n> - 二？\n> - 三？",
            (0.0, 0.0, 1.0, 0.0, 0.5),
        ),
    ],
)  # fmt: skip
def test_the_evidence(text: str, evidence: tuple[float, ...]) -> None:
    found = read(text, "面试题").evidence.readings
    [seen] = [reading for reading in found if reading.style.shape == "heading"]
    assert (seen.asked, seen.marked, seen.answered, seen.marks, seen.grouping) == evidence


@pytest.mark.parametrize(
    ("path", "text", "promised"),
    [
        ("x.md", "## 甲", NONE),
        ("面试题/x.md", "## 甲", HINT),
        ("a/面试题.md", "## 甲", PLAIN),
        ("x.md", "# 常见问题\n\n## 甲", PLAIN),
        ("x.md", "# 面试\n\n## 甲", HINT),
        ("x.md", "# 常见问题\n\n# 乙\n\n## 甲", NONE),
        ("x.md", "## 常见问题\n\n# 乙\n\n### 甲", NONE),
        ("x.md", "# 常见问题\n\n## 乙\n\n### 甲", PLAIN),
        ("x.md", "常见问题\n\n## 甲", NONE),
        ("x.md", "###### 常见问题\n\n1. 甲", PLAIN),
    ],
)
def test_what_promises(path: str, text: str, promised: Promise) -> None:
    found = read(text, "笔记", path=path).evidence.readings
    assert max(found, key=lambda r: r.chain.links[-1].span.start).promised is promised


def statuses(answer: str) -> str:
    """Give the status of a question that has this answer."""
    others = "## 2. 乙？\n\n答句。\n\n## 3. 丙？\n\n答句。"
    return read(f"## 1. 甲？\n\n{answer}\n\n{others}", "面试题").questions[0].status


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("", "empty"),
        ("略", "stub"),
        ("---\n\n略", "stub"),
        ("### 略", "answered"),
        ("- 略", "stub"),
        ("> 略", "answered"),
        ("```\n略\n```", "answered"),
        ("丙？", "stub"),
        ("丙？\n\n- 丁？\n- 戊？", "stub"),
        ("![丙？](p.png)", "answered"),
    ],
)
def test_the_status_of_an_answer(answer: str, status: str) -> None:
    assert statuses(answer) == status


@pytest.mark.parametrize(
    ("choice", "prompts"),
    [
        (None, ["甲？", "乙？"]),
        ("none", []),
        ("heading-3", ["丙", "丁"]),
        ("list", ["戊", "己"]),
        ("every 1", ["甲？", "乙？"]),
        ("every 3", ["丙", "丁"]),
        ("bold", []),
    ],
)
def test_the_author_chooses(choice: str | None, prompts: list[str]) -> None:
    text = (
        "# 1. 甲？\n\n### 1. 丙\n\n文。\n\n### 2. 丁\n\n文。\n\n# 2. 乙？\n\n1. 戊\n2. 己\n\n文。"
    )
    found = read(text, "笔记", choice=choice)
    assert [question.prompt for question in found.questions] == prompts


def test_an_author_who_chose_is_told_no_doubts() -> None:
    text = "## 甲\n\n答。\n\n## 乙\n\n答。\n\n## 丙\n\n答。"
    assert [f.code for f in read(text, "面试题").findings] == ["doubtful-questions"]
    assert read(text, "面试题", choice="heading-2").findings == ()
    assert read(text, "面试题", choice="every 2").findings == ()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (f"## 1. 甲有哪些术语？\n\n{FIVE}\n\n## 2. 乙？\n\n答。", [0] * 5),
        (f"## 1. 甲？\n\n答。\n\n## 2. 乙的术语？\n\n{FIVE}", [1] * 5),
        (f"## 术语\n\n{FIVE}\n\n## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。", [None] * 5),
        (f"## 前言\n\n{FIVE}\n\n## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。", []),
        (f"## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。\n\n# 术语\n\n{FIVE}", [None] * 5),
        (
            f"## 1. 甲的术语？\n\n答。\n\n{FIVE}\n\n## 2. 乙？\n\n答。\n\n# 术语\n\n{FIVE}",
            [0] * 5 + [None] * 5,
        ),
        (
            f"## 术语\n\n{FIVE}\n\n## 1. 甲的术语？\n\n{FIVE}\n\n## 2. 乙？\n\n答。",
            [None] * 5 + [0] * 5,
        ),
        (f"# 术语\n\n{FIVE}\n\n# 1. 甲？\n\n答。\n\n{FIVE}\n\n# 2. 乙？\n\n答。", [None] * 5),
        (f"文。\n\n# 术语\n\n{FIVE}", [None] * 5),
    ],
)  # fmt: skip
def test_terms(text: str, terms: list[int | None]) -> None:
    assert [term.question for term in read(text, "面试题").terms] == terms


def test_terms_under_the_title() -> None:
    assert len(read(FIVE, "术语表").terms) == 5
    assert read(f"# 甲\n\n{FIVE}", "术语表").terms == ()
    assert read(FIVE, "甲").terms == ()


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("甲\n", "intro 1-1"),
        ("甲\n\n", "intro 1-2"),
        ("文。\n\n[a]: /a\n\n文。\n", "intro 1-2 link-definitions 3-4 intro 5-5"),
        ("[a]: /a\n\n文。\n", "link-definitions 1-2 intro 3-3"),
        ("文。\n\n[a]: /a\n", "intro 1-2 link-definitions 3-3"),
        ("文。\n\n[a]: /a\n[b]: /b\n\n[c]: /c\n", "intro 1-2 link-definitions 3-6"),
        (
            "## 1. 甲？\n\n答。\n\n[a]: /a\n\n再答。\n\n## 2. 乙？\n\n答。\n\n[b]: /b\n",
            "prompt 1-2 answer 3-4 link-definitions 5-6 answer 7-8 prompt 9-10 answer 11-12"
            " link-definitions 13-13",
        ),
        (
            "## 1. 甲？\n\n[a]: /a\n\n答。\n\n## 2. 乙？\n\n答。\n",
            "prompt 1-2 link-definitions 3-4 answer 5-6 prompt 7-8 answer 9-9",
        ),
        (
            "## 1. 甲？\n\n答。\n\n[a]: /a\n## 2. 乙？\n\n答。\n",
            "prompt 1-2 answer 3-4 link-definitions 5-5 prompt 6-7 answer 8-8",
        ),
    ],
)
def test_regions(text: str, regions: str) -> None:
    found = read(text, "面试题")
    said = " ".join(f"{r.kind} {r.start}-{r.end}" for r in found.regions)
    assert said == regions


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
    document = MARKDOWN.document(f"1、甲乙？{rest}", 1)
    [found] = collect(document, lambda part: MARKDOWN.inline(part, document.references))
    assert found.tail == (rest if answers else "")

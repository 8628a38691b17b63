"""What the words of a prompt, a title or an answer say: each word of each list, and its limits."""

from __future__ import annotations

import pytest

from pipeline.outline.wording import (
    answer_marker,
    asks,
    ends_as_question,
    ends_sentence,
    hints_questions,
    is_frame,
    is_notice,
    is_open,
    marker_inside,
    may_be_notice,
    names_glossary,
    names_others,
    names_questions,
    only_tells,
    question_label,
    unfolds,
    without_tags,
    without_treatise,
)


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
        "甲でしょうか", "甲とは", "なぜ甲", "甲を説明してください", "甲인가요", "무엇을 하나", "v1.2怎么用",
        "甲乙？丙", "甲的用途？举例", "甲的用途?举例", "甲的用途？ 举例",
        "甲" * 77 + "？乙乙",
    ],
)  # fmt: skip
def test_asks(text: str) -> None:
    assert asks(text)
    assert asks(f" {text} ")


@pytest.mark.parametrize(
    "text",
    [
        "甲", "吗啡", "呢子", "再简述甲", "whatever it is", "somehow",
        "为什么；因为", "why; so", "why. so", "why.",
        "why:", "为什么：", "甲？乙", "为什么" + "甲" * 78, "甲甲。乙乙？丙丙", "甲甲；乙乙？丙丙",
        "甲甲;乙乙？丙丙", "甲甲:乙乙？丙丙", "甲甲：乙乙？丙丙", "甲甲\n乙乙？丙丙", "甲?乙乙？丙丙",
        "甲？乙乙?丙丙", "甲" * 78 + "？乙乙", "比较编号：大的赢。", "手写题", "請比較題",
    ],
)  # fmt: skip
def test_does_not_ask(text: str) -> None:
    assert not asks(text)


def test_a_long_question_asks_by_its_mark_alone() -> None:
    assert asks("为什么" + "甲" * 77)
    assert asks("为什么" + "甲" * 78 + "？")
    assert asks("甲。" * 50 + "乙？")


@pytest.mark.parametrize(
    ("title", "tells"),
    [
        ("介绍一个工具", True), ("手写：防抖", True), ("Describe & test", True),
        ("介绍一下什么是栈", False), ("请介绍栈", False), ("What to describe", False), ("栈的介绍", False),
    ],
)  # fmt: skip
def test_a_title_that_only_says_what_its_author_does(title: str, tells: bool) -> None:
    assert only_tells(title) is tells


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("缓存优缺点分析", "缓存"), ("甲和乙的区别总结", "甲和乙的"), ("如何做性能分析", "如何做性能分析"),
        ("分析", "分析"), ("甲和乙区别", "甲和乙区别"),
    ],
)  # fmt: skip
def test_a_title_without_what_it_treats_of(title: str, left: str) -> None:
    assert without_treatise(title) == left


@pytest.mark.parametrize(
    "text", ["Related questions", "相关问题：", "思考题", "**Open Questions**"]
)
def test_names_questions_answered_elsewhere(text: str) -> None:
    assert names_others(text)


@pytest.mark.parametrize("text", ["Redis 相关问题", "Questions", "思考题汇总"])
def test_names_questions_of_its_own(text: str) -> None:
    assert not names_others(text)


def test_ends_as_question() -> None:
    assert ends_as_question("甲？")
    assert ends_as_question("甲?**")
    assert ends_as_question("_甲？_")
    assert ends_as_question("甲？ ")
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
        "面试题：甲", "面试题：甲乙丙", "手写题", "高频题", "手撕题", "Interview  question",
    ],
)  # fmt: skip
def test_a_title_promises(title: str) -> None:
    assert names_questions(title)


@pytest.mark.parametrize(
    ("title", "labels"),
    [
        ("面试题：什么是甲", ()),
        ("面试题 : 什么是甲", ()),
        ("面试之旅", ()),
        ("面试一二三四题", ()),
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
    said = (title, *labels)
    assert any(names_questions(text) or hints_questions(text) for text in said)


@pytest.mark.parametrize(
    "title",
    [
        "甲",
        "questionsx",
        "myFAQ",
        "FAQx",
        "preinterview",
        "preinterview quality",
        "Marquiz",
        "myquestions",
        "BQ&A",
        "Q&Ax",
        "BQ/A",
        "Q/Ax",
    ],
)
def test_a_title_promises_nothing(title: str) -> None:
    assert not names_questions(title)
    assert not hints_questions(title)


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
        "写在前面一二三",
        "总结 ：", "总结。", "总结.", "总结…", "总结！", "总结!", "最后……",
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
    [
        "答案",
        "-  答案",
        "### 答案",
        "### 答案 ##",
        "**答案**",
        "-  **答案**",
        "- 答案",
        "<b>答案</b>",
        "[答案]",
        "Answer ",
    ],
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
        ("甲?答：乙", "甲?"),
        ("a.答：乙", "a."),
        ("甲!答：乙", "甲!"),
        ("(甲)答：乙", "(甲)"),
        ("What?A: this", "What?"),
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
    assert question_label(line) == rest


@pytest.mark.parametrize(
    "line", ["甲", "Q: 甲\n乙", "Q1: 甲", "Q.甲", "问. 甲", "甲 Q: 乙", "Quiz: 甲", "问题是：甲"]
)
def test_no_question_mark(line: str) -> None:
    assert question_label(line) is None


@pytest.mark.parametrize(
    "text",
    [
        "版权声明", "转载请注明", "著作权", "本文作者", "文章作者", "原文链接", "本文链接",
        "文章链接", "欢迎关注", "关注我", "关注作者", "扫码关注", "感谢阅读", "感谢观看",
        "感谢大家", "谢谢阅读", "谢谢观看", "谢谢大家", "以上就是甲的内容", "以上是全部",
        "以上是一二三四五六七八九十一二三四五六分享", "分享就到这", "文章就到这", "下期再见",
         "欢迎指正", "欢迎大家讨论", "欢迎大家留言", "欢迎点赞",
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
        "略 。", "略…。", "答：\n略", "答：\t略", "甲？ \n乙？",
        "甲？\n \n乙？", "-\t略", "—\n略",
    ],
)  # fmt: skip
def test_is_open(text: str) -> None:
    assert is_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "甲",
        "略甲",
        "甲略",
        "甲？乙。",
        "甲？乙",
        "甲！乙？",
        "甲!乙？",
        "甲。乙？",
        "甲\n乙？",
        "答：甲",
        "todos",
    ],
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


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("<p>甲</p>", "甲"),
        ("<>甲</>", "甲"),
        ("a < b <i>c</i>", "a < b c"),
        ("<i>a > b</i>", "a > b"),
    ],
)
def test_a_line_without_its_tags(line: str, shown: str) -> None:
    assert without_tags(line) == shown

"""What makes a card hard to learn: told to its author, and a tag for its learner.

The limits are those of practice: of 2,000 cards of public blogs half have less than 540 characters, and
one in ten has more than 2,100 (Wozniak's rules of formulating knowledge: short answers, no sets).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from .ir import Question, Term

Hardship = Literal["long", "vague", "list"]

LONG = 2_000
"""Visible characters of an answer."""
ITEMS = 8
"""Items of a list that is a whole answer."""

_PLAIN = re.compile(r"[\W_\d一二三四五六七八九十]+")
_NO_SUBJECT = (
    "什么是 是什么 什么 为什么 怎么样 怎么 怎样 如何 哪些 哪几种 哪种 哪个 多少 有 是 的 和 与 了 "
    "吗 呢 个 几 种 方法 方案 方式 办法 实现 区别 优点 缺点 优缺点 原理 作用 用途 用法 概念 定义 "
    "介绍一下 介绍 简介 总结 小结 例子 示例 举例 问题 步骤 流程 特点 特性 分类 场景 应用 使用 原因 "
    "背景 思路 解法 答案 解答 其他 其它 补充 说明 它 它们 这 这个 "
    "这些 那 那个 那些 该 此 其 上述 以上 前者 后者 之间 what why how when where which who is are "
    "was does do did can could should would it its that they them their these those an the of in "
    "for to and or with method way step part example examples introduction summary definition "
    "difference differences advantages disadvantages pros cons usage use question answer other "
    "others"
).split()
_ASKING = re.compile(
    rf"(?<![a-z])(?:{'|'.join(sorted(_NO_SUBJECT, key=len, reverse=True))})(?![a-z])", re.IGNORECASE
)
_BLOCK = re.compile(r"<(/?)(ul|ol|li|p|pre|table|blockquote|h[1-6]|details|dl|figure|div)\b")


def hardships(question: Question, terms: Iterable[Term]) -> Iterator[Hardship]:
    """Yield what makes a question's card hard to learn; nothing for a question without an answer.

    `terms` are those of its post: a list that is a glossary has a card for each of its items.
    """
    if question.status != "answered":
        return
    if len("".join(question.answer.text.split())) > LONG:
        yield "long"
    if is_vague(question.prompt.text):
        yield "vague"
    is_glossary = any(term.question == question.ordinal for term in terms)
    if not is_glossary and items_of(question.answer.html) >= ITEMS:
        yield "list"


def is_vague(prompt: str) -> bool:
    """Whether a prompt names no subject: nothing is left of it without words that ask, point or divide,
    and numbers.
    """
    rest, words = _ASKING.subn(" ", prompt)
    return words > 0 and not _PLAIN.sub("", rest)


def subject_of(question: Question) -> tuple[str, ...]:
    """Return the headings without which a vague prompt cannot be understood, () for any other prompt.

    They are those that it stands below, from the innermost one that names a subject on.
    """
    if not is_vague(question.prompt.text):
        return ()
    section = question.section
    named = (at for at in reversed(range(len(section))) if not is_vague(section[at]))
    return section[next(named, 0) :]


def items_of(html: str) -> int:
    """Return the number of items of the one list that an answer consists of, 0 where it is none."""
    depth = items = 0
    for close, name in _BLOCK.findall(html):
        if name in ("ul", "ol"):
            depth += -1 if close else 1
        elif not close:
            if depth == 0:
                return 0
            items += name == "li" and depth == 1
    return items

"""What the words of a prompt, a title or an answer say. No list here decides alone."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDS_AS_QUESTION = re.compile(r"[?？][\s*_）)」』”\"]*$")
_ASKS = re.compile(
    r"什么|怎么|怎样|如何|为何|为啥|哪些|哪几|哪个|哪种|几种|多少|是否|能否|有没有|区别|优缺点|吗$|呢$"
    r"|^(?:请)?(?:简述|解释|谈谈|说说|说一下|介绍|描述|简单(?:说|介绍|描述)|聊聊|讲讲|讲一下|列举|比较|对比"
    r"|手写|实现一个|写一个|设计一个)"
    r"|^(?:what|why|how|when|which|who|where|whose|explain|describe|compare|define|discuss)\b"
    r"|difference between|ですか|でしょうか|とは|なぜ|説明",
    re.IGNORECASE,
)
_STATES = re.compile(r"[。；;]|\.\s|[.:：]$")
_LONGEST = 80
_QUESTION_POST = re.compile(
    r"面试|八股|算法题|面经|题库|题集|习题|问答|常见问题|问题集|问题汇总|问题合集|问与答|"
    r"\bFAQs?\b|\bQ\s*&\s*A\b|\bQ\s*/\s*A\b|\binterview|\bquiz|\bquestions\b|よくある質問|質問集",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"^\s*(?:\*\*|__|【|\[|<strong>)?\s*(?:参考|标准|正确)?(?:答案要点|答案|回答|解答|解析|答|ans(?:wer)?|solution|a)"
    r"\s*(?:\*\*|__|】|\])?\s*[:：]\s*(?:\*\*|__)?",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"^(?:to be (?:completed|continued|done|added)|todo|tbd|wip"
    r"|待补充|待完善|待续|待写|未完待续|略|无|暂无|暂缺|空)[\s.。…!！]*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[。！？!?\n])")
_GLOSSARY = re.compile(
    r"术语|名词|缩写|词汇|glossary|terminology|abbreviations?|acronyms?", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def asks(prompt: str) -> bool:
    """Tell whether a prompt is worded as a question: by its mark, or by its words where it is one
    short sentence.
    """
    text = prompt.strip()
    if _ENDS_AS_QUESTION.search(text):
        return True
    return len(text) <= _LONGEST and not _STATES.search(text) and bool(_ASKS.search(text))


def promises_questions(*titles: str) -> bool:
    """Tell whether a title, a category or a tag says that a post holds questions."""
    return any(_QUESTION_POST.search(title) for title in titles)


def answer_marker(text: str) -> int:
    """Give the length of the answer marker that a text begins with, 0 without one."""
    match = _MARKER.match(text)
    return match.end() if match else 0


def is_open(text: str) -> bool:
    """Tell an answer that says nothing: questions only, a bare marker, "to be completed"."""
    rest = text[answer_marker(text) :].strip(" \t\n-*·—…")
    if not rest or _OPEN.match(rest):
        return True
    sentences = [part.strip() for part in _SENTENCE.split(rest) if part.strip()]
    return all(sentence[-1] in "?？" for sentence in sentences)


def names_glossary(text: str) -> bool:
    """Tell whether a heading or prompt announces a glossary."""
    return bool(_GLOSSARY.search(text))

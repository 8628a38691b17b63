"""What the words of a prompt, a title or an answer say. No list here decides alone."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

_ENDS_AS_QUESTION = re.compile(r"[?？][\s*_）)」』”\"]*$")
_BEGINS_AS_QUESTION = re.compile(r"[^。；;:：?？\n]{2,}[?？]\s*\w")
_ASKS = re.compile(
    r"什么|怎么|怎样|如何|为何|为啥|哪些|哪几|哪个|哪种|几种|多少|是否|能否|有没有|区别|优缺点|吗$|呢$"
    r"|^(?:请)?(?:简述|解释|谈谈|说说|说一下|介绍|描述|简单(?:说|介绍|描述)|聊聊|讲讲|讲一下|列举|比较|对比"
    r"|手写|实现一个|写一个|设计一个)"
    r"|^(?:what|why|how|when|which|who|where|whose|explain|describe|compare|define|discuss)\b"
    r"|difference between|ですか|でしょうか|とは|なぜ|説明|인가요|무엇",
    re.IGNORECASE,
)
_STATES = re.compile(r"[。；;]|\.\s|[.:：]$")
_LONGEST = 80
_NAMES_QUESTIONS = re.compile(
    r"面试.{0,3}题|试题|手写题|高频题|手撕题|八股|算法题|题库|题集|习题|问答|常见问题|问题汇总|问题合集|问与答|"
    r"\bFAQs?\b|\bQ\s*&\s*A\b|\bQ\s*/\s*A\b|\binterview\s+q|\bquiz|\bquestions\b"
    r"|よくある質問|質問集|面接質問",
    re.IGNORECASE,
)
_NAMES_ONE = re.compile(r"\s*[:：]\s*\S{4}")  # "面试题：什么是 X"
_HINTS_QUESTIONS = re.compile(r"面试|面经|笔试|\binterview", re.IGNORECASE)
_FRAME = re.compile(
    r"(?:前言|引言|序言?|导读|简介|背景|说明|写在[前最]面?.{0,3}|目录|大纲|参考.{0,6}|引用|延伸阅读|扩展阅读|相关阅读|总结|小结"
    r"|结语|结束语|后记|最后|附录|致谢|更新(?:日志|记录)|未完待续|preface|introduction|overview|references?|resources"
    r"|further reading|conclusions?|summary|(?:table of )?contents|toc|appendix|changelog|credits"
    r"|はじめに|まとめ|おわりに|目次"
    r"|题目|题目描述|(?:输入|输出|样例|示例)(?:描述|格式|输入|输出)?\s*\d?|(?:解题)?思路|代码(?:实现)?|复杂度(?:分析)?|题解"
    r"|(?:problem )?description|examples?|constraints|input|output|approach|complexity)[\s:：.。…!！]*$",
    re.IGNORECASE,
)
_MARKS = (
    r"(?:参考|标准|正确|简要)?"
    r"(?:答案要点|答案解析|答案|回答|解答|解析|题解|答|answers?|ans|solutions?)"
)
_OPENS = r"\s*(?:[#>*+-]+\s+)?(?:\*\*|__|【|\[|<(?:b|strong|p)>)*\s*"
_CLOSES = r"\s*(?:\*\*|__|】|\]|</(?:b|strong)>)*"
_MARKER = re.compile(rf"{_OPENS}{_MARKS}{_CLOSES}\s*[:：]{_CLOSES}|\s*【{_MARKS}】", re.IGNORECASE)
_MARKER_ALONE = re.compile(rf"{_OPENS}{_MARKS}{_CLOSES}\s*#*\s*$", re.IGNORECASE)
_LETTER_MARKER = re.compile(rf"\s*(?:\*\*|__)?A{_CLOSES}\s*(?:[:：]|[.．](?=\s)){_CLOSES}")
_MARKER_INSIDE = re.compile(
    rf"(?:(?<=[?？。.!！）)])\s*|(?<=\s))(?:\*\*|【|\[)?{_MARKS}(?:\*\*|】|\])?\s*[:：]"
    r"|(?:(?<=[?？])\s*|(?<=\s))A[:：]",
    re.IGNORECASE,
)
_UNFOLDS = re.compile(
    rf"{_MARKS}|点击|展开|查看|显示|show|click|expand|reveal|toggle|spoiler|view|hint",
    re.IGNORECASE,
)
_QUESTION_MARK = re.compile(
    r"\s*(?P<mark>\*\*|__)?\s*(?:Q|Question|问题?|問|質問)\s*"
    r"(?:(?P<closed>\*\*|__)\s*[:：]|(?:[:：]|(?<=Q)[.．](?=\s))\s*(?P<closes>(?P=mark))?)\s*(?P<rest>.*)$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"版权声明|转载请|著作权|(?:本文|文章)作者|(?:原文|本文|文章)链接|欢迎关注|关注我|关注作者|扫码关注"
    r"|(?:感谢|谢谢)(?:阅读|观看|大家)|以上(?:就)?是.{0,16}(?:内容|全部|分享)|(?:分享|文章)就到这|下期再见"
    r"|欢迎.{0,16}(?:指正|留言|点赞|评论|讨论)"
    r"|all rights reserved|creative commons|CC[ -]BY|thanks for reading|leave a comment|follow me",
    re.IGNORECASE,
)
_MENTION = re.compile(
    r"版权|转载|公众号|扫码|扫一扫|二维码|qr.?code|weixin|wechat|打赏|赞赏|点赞"
    r"|copyright|reward|donate|subscribe",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_OPEN = re.compile(
    r"(?:to be (?:completed|continued|done|added)|todo|tbd|wip"
    r"|待补充|待完善|待续|待写|未完待续|略|无|暂无|暂缺|空)[\s.。…!！]*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[。！!\n])")
_GLOSSARY = re.compile(
    r"术语|名词|缩写|词汇|glossary|terminology|abbreviations?|acronyms?|用語", re.IGNORECASE
)


class Promise(IntEnum):
    """How plainly a post says that it holds questions."""

    NONE = 0
    HINT = 1
    """A category or a tag says it, or a title speaks of interviews: articles do so too."""
    PLAIN = 2
    """The title itself names questions (面试题, FAQ), and not one ("面试题：X 是什么")."""


@lru_cache(maxsize=4096)
def asks(prompt: str) -> bool:
    """Tell whether a prompt is worded as a question: by the mark at its end or behind its first
    sentence, or by its words where it is one short sentence.
    """
    text = prompt.strip()
    if _ENDS_AS_QUESTION.search(text):
        return True
    if len(text) <= _LONGEST and _BEGINS_AS_QUESTION.match(text):
        return True
    return len(text) <= _LONGEST and not _STATES.search(text) and bool(_ASKS.search(text))


def ends_as_question(text: str) -> bool:
    """Tell whether a text ends in a question mark."""
    return bool(_ENDS_AS_QUESTION.search(text))


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends a sentence or a clause, so that the next line is another."""
    return text.rstrip(" *_")[-1:] in set("。！？!?；;：:.…")


def promise(title: str, labels: tuple[str, ...] = ()) -> Promise:
    """Tell how plainly a title, and categories and tags, promise questions."""
    named = _NAMES_QUESTIONS.search(title)
    if named is not None and not _NAMES_ONE.match(title, named.end()):
        return Promise.PLAIN
    said = (title, *labels)
    if any(_NAMES_QUESTIONS.search(text) or _HINTS_QUESTIONS.search(text) for text in said):
        return Promise.HINT
    return Promise.NONE


def is_frame(text: str) -> bool:
    """Tell a heading that asks nothing: a preface, a summary, references, a part of one problem."""
    return bool(_FRAME.match(text.strip()))


def answer_marker(text: str, *, letter: bool = True) -> int:
    """Give the length of the answer marker that a line begins with, 0 without one.

    `letter`: whether a bare "A:" is one. Among options it is not.
    """
    match = _MARKER.match(text) or _MARKER_ALONE.match(text)
    if match is None and letter:
        match = _LETTER_MARKER.match(text)
    return match.end() if match else 0


def marker_inside(text: str) -> int:
    """Give the place inside a prompt's line at which an answer begins with its marker, 0 for none."""
    match = _MARKER_INSIDE.search(text)
    return match.start() if match else 0


def unfolds(summary: str) -> bool:
    """Tell a `<summary>` that says "show the answer" from one that asks."""
    return not summary.strip() or (not asks(summary) and bool(_UNFOLDS.search(summary)))


def question_mark(text: str) -> str | None:
    """Give what follows "Q:" or "问：" at the start of a line; None without such a mark."""
    match = _QUESTION_MARK.match(text)
    if match is None:
        return None
    mark = match["mark"]
    closed = not mark or match["closed"] or match["closes"]
    return match["rest"] if closed else match["rest"].removesuffix(mark)


def is_notice(text: str) -> bool:
    """Tell a line that speaks of the post and its author: copyright, thanks, "follow me"."""
    return bool(_NOTICE.search(text))


def may_be_notice(text: str) -> bool:
    """Tell a line that may do so: its words alone do not say it, its shape has to."""
    return bool(_NOTICE.search(text) or _MENTION.search(text))


def is_open(text: str) -> bool:
    """Tell an answer that says nothing: questions only, a bare marker, "to be completed"."""
    rest = text[answer_marker(text) :].strip(" \t\n-*·—…")
    if _OPEN.match(rest):
        return True
    sentences = [part.strip() for part in _SENTENCE.split(rest) if part.strip()]
    return all(sentence[-1] in "?？" for sentence in sentences)


def without_tags(line: str) -> str:
    """Give a line of a post without its HTML tags."""
    return _TAG.sub("", line)


def names_glossary(text: str) -> bool:
    """Tell whether a heading or prompt announces a glossary."""
    return bool(_GLOSSARY.search(text))

"""What the words of a prompt, a title or an answer say. No list of words decides alone.

The words themselves are in `words/`, a file for each language.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .words import Wording

_LONGEST = 80
_REQUEST = 60  # characters of a request that ends with a full stop
_ENDS_AS_QUESTION = re.compile(r"[?？][\s*_）)」』”\"]*$")
_BEGINS_AS_QUESTION = re.compile(r"[^。；;:：?？\n]{2,}[?？]\s*\w")
_STATES = re.compile(r"[。；;]|\.\s|[.:：]$")
_SPEAKER = r"(?:\w{1,6}[:：]\s*)?"  # 面试官：
_NAMES = re.compile(r"[*_]*\s*[:：]")
_ASKS = Wording(
    rf"«asks.anywhere»|^{_SPEAKER}«asks.before»?(?:«asks.begins»|«asks.tells»(?![题題]))|«asks.ends»$"
)
_REQUESTS = Wording(
    r"^(?=[^\x00-\u2e7f])«asks.before»?(?:«asks.begins»|«asks.tells»(?![题題]))|«asks.ends»$"
)
_ASKS_ANYWHERE = Wording(r"«asks.anywhere»|^«asks.begins»|«asks.ends»$")
_LABELLED = re.compile(r"[^:：]++[:：].*\w")
_TELLS = Wording(r"«asks.tells»")
_TOLD = Wording(r"«asks.told»")
_TREATS = Wording(r"«asks.anywhere»«asks.treats»\W*$")
_MAY_ASK = Wording(r"«may_ask.anywhere»|^\s*«may_ask.begins»|«may_ask.ends»[?？!.]?\s*$")

_NAMES_QUESTIONS = Wording(r"«promises.questions»|«promises.ends»\s*$")
_HINTS_QUESTIONS = Wording(r"«promises.hints»")
_ELSEWHERE = Wording(r"\W*«promises.elsewhere»\W*$")
_TASK = Wording(r"«tasks.prompt»")
_NAMES_TASKS = Wording(r"«tasks.title»")
_ROUND = Wording(
    r"«rounds.name»|«rounds.ends»\s*$|\d{4}\s{0,9}[-./年]\s{0,9}\d{1,2}|\d{1,2}月\d{1,2}"
)
_FRAME = Wording(r"(?:«parts.frame»|«parts.numbered»\s*+\d?)[\s:：.。…!！]*$")
_ASIDE = Wording(r"«parts.aside»(?:[\s:：].*)?$")
_KEY = Wording(r"«parts.key»")

_MARK = r"(?:«answers.before»\s*)?«answers.mark»"
_OPENS = r"\s*+(?>(?:[#>*+-]++\s++)?)(?>(?:\*\*|__|【|\[|<(?:b|strong|p)>)*)\s*+"
_CLOSES = r"\s*+(?>(?:\*\*|__|】|\]|</(?:b|strong)>)*)"
_MARKER = Wording(
    rf"{_OPENS}{_MARK}{_CLOSES}\s*+[:：]{_CLOSES}"
    rf"|\s*(?:【{_MARK}】|「{_MARK}」|\[{_MARK}\](?![(\[]))"
)
_MARKER_ALONE = Wording(rf"{_OPENS}{_MARK}{_CLOSES}\s*+#*+\s*$")
_LETTER_MARKER = re.compile(rf"\s*(?:\*\*|__)?A\d{{0,3}}{_CLOSES}\s*(?:[:：]|[.．](?=\s)){_CLOSES}")
_MARKER_INSIDE = Wording(
    rf"(?:(?<=[?？。.!！）)])\s*|(?<=\s))(?:\*\*|【|\[)?{_MARK}(?:\*\*|】|\])?\s*[:：]"
    r"|(?:(?<=[?？])\s*|(?<=\s))(?-i:A)[:：]"
)
_HEADING_ANSWERS = Wording(r"«answers.heading»\s*[-–—:：(（]")
_SOLUTION = Wording(
    r"[\s>#*+\-_【\[\d.、]*+(?:«answers.before»\s*)?«answers.solution»\s*+(?:«answers.after»|\d)?"
    r"[\s*_】\]#]*(?:$|[:：])"
)
_SOLVES = Wording(
    r"[\s>#*+\-_【\[\d.、=]*+(?:«answers.before»\s*)?«answers.solves»\s*+(?:«answers.after»|\d|[A-H])?"
    r"[\s*_】\]>#=]*(?:$|[:：])"
)
_SOLVES_LONGEST = 60
_UNFOLDS = Wording(rf"«folds.unfold»|^\W*(?:«folds.begins»|{_MARK})")

_QUESTION_MARK = Wording(
    r"\s*+(?P<mark>\*\*|__)?\s*+«question.mark»\s*"
    r"(?:(?P<closed>\*\*|__)\s*[:：]|(?:[:：]|(?<=Q)[.．](?=\s))\s*(?P<closes>(?P=mark))?)\s*(?P<rest>.*)$"
)
_LETTER_QUESTION = re.compile(r"\s*Q[.．、]\s*(?P<rest>[^\W\d].+)$")
_ISSUE = Wording(r"«question.issue»")
_QUESTION_WORD = Wording(r"\W*«question.word»\s*+\d*+\W*$")

_NOTICE = Wording(r"«ends.notice»")
_MENTION = Wording(r"«ends.mention»")
_OPEN = Wording(r"«ends.open»[\s.。…!！]*$")
_GLOSSARY = Wording(r"«ends.glossary»")
_TAG = re.compile(r"<[^<>]*>")
_SENTENCE = re.compile(r"(?<=[。！!\n])")


@lru_cache(maxsize=8192)
def asks(prompt: str) -> bool:
    """Whether a prompt is worded as a question: by the mark at its end or behind its first
    sentence, or by its words where it is one short sentence.
    """
    text = prompt.strip()
    if _ENDS_AS_QUESTION.search(text):
        return True
    if len(text) <= _LONGEST and _BEGINS_AS_QUESTION.match(text):
        return True
    if len(text) <= _LONGEST and not _STATES.search(text) and _is_more(text, _ASKS.search(text)):
        return True
    return requests(text)


def requests(text: str) -> bool:
    """Whether a text is one request, with a full stop or without: 请说说闭包。 In Latin letters a request
    begins with the words that answers begin with too ("When …"). What a colon parts from a sentence is
    its label: 比较编号：大的优先。
    """
    told = text.strip().rstrip("。. ")
    labelled = told != text.strip() and _LABELLED.match(told) is not None and only_tells(told)
    return (
        len(told) <= _REQUEST
        and not labelled
        and not _STATES.search(told)
        and _is_more(told, _REQUESTS.search(told))
    )


def only_tells(title: str) -> bool:
    """Whether a title begins with what in a prompt asks to tell, and has no word that asks: 介绍 X."""
    return bool(_TELLS.match(title)) and not _ASKS_ANYWHERE.search(title)


def tells_how(title: str) -> bool:
    """Whether a title says what its author did, or that it shows how to do something: why I left X."""
    return bool(_TOLD.search(title))


def _is_more(text: str, said: re.Match[str] | None) -> bool:
    """Whether a text holds words that ask and something that they ask for. "描述" and "描述：" name a
    part.
    """
    return said is not None and said[0] != text and not _NAMES.match(text, said.end())


def without_treatise(title: str) -> str:
    """Return a title without what it treats of, where its end says that it does: 优缺点分析."""
    found = _TREATS.search(title)
    return title[: found.start()] if found is not None else title


def may_ask(text: str) -> bool:
    """Whether a text is worded as some questions are, and other texts too."""
    return bool(_MAY_ASK.search(text))


def ends_as_question(text: str) -> bool:
    """Whether a text ends in a question mark."""
    return bool(_ENDS_AS_QUESTION.search(text))


def ends_sentence(text: str) -> bool:
    """Whether a line ends a sentence or a clause, so that the next line is another."""
    return text.rstrip(" *_")[-1:] in set("。！？!?；;：:.…")


def names_questions(text: str) -> bool:
    """Whether a title plainly names questions: 面试题, FAQ."""
    return bool(_NAMES_QUESTIONS.search(text))


def hints_questions(text: str) -> bool:
    """Whether a title speaks of what often comes as questions: interviews, problems."""
    return bool(_HINTS_QUESTIONS.search(text))


def names_others(text: str) -> bool:
    """Whether a heading names questions that are answered elsewhere, or by nobody: Related questions."""
    return bool(_ELSEWHERE.match(text))


def names_tasks(text: str) -> bool:
    """Whether a title names problems to solve: LeetCode, 编程题."""
    return bool(_NAMES_TASKS.search(text))


def is_task(text: str) -> bool:
    """Whether a prompt gives something to do: to implement, to write, to compute."""
    return bool(_TASK.search(text))


def is_round(text: str) -> bool:
    """Whether a heading names a round, a date or a company of interviews."""
    return bool(_ROUND.search(text))


def is_frame(text: str) -> bool:
    """Whether a heading asks nothing: a preface, a summary, references, a part of one problem."""
    return bool(_FRAME.match(text.strip()))


def is_aside(text: str) -> bool:
    """Whether a line among prompts only adds something: 注意, notes."""
    return bool(_ASIDE.match(text))


def names_answer_key(text: str) -> bool:
    """Whether a heading begins as one above a list of answers by number does."""
    return bool(_KEY.match(text))


@lru_cache(maxsize=8192)
def answer_marker(text: str, *, letter: bool = True) -> int:
    """Return the length of the answer marker that a line begins with, 0 without one.

    `letter`: whether a bare "A:" is one. Among options it is not.
    """
    match = _MARKER.match(text) or _MARKER_ALONE.match(text)
    if match is None and letter:
        match = _LETTER_MARKER.match(text)
    return match.end() if match else 0


def is_answer_label(line: str) -> bool:
    """Whether a line only marks an answer, and says nothing of it."""
    label = line.strip()
    return label != "" and answer_marker(label) == len(label)


def marker_inside(text: str) -> int:
    """Return where in a prompt's line an answer begins with its marker, 0 for nowhere."""
    match = _MARKER_INSIDE.search(text)
    return match.start() if match else 0


def heading_answers(text: str) -> bool:
    """Whether a heading marks an answer and goes on: "Solution – greedy"."""
    return bool(_HEADING_ANSWERS.match(text))


def opens_solution(line: str) -> bool:
    """Whether a line opens the solution of a task: 思路, Approach."""
    return bool(_SOLUTION.match(line))


def solves(line: str) -> bool:
    """Whether a line opens what answers or solves: 解决办法, 原因, an answer's marker."""
    if answer_marker(line):
        return True
    return len(line) < _SOLVES_LONGEST and bool(_SOLVES.match(without_tags(line)))


def unfolds(summary: str) -> bool:
    """Whether a `<summary>` says "show the answer", and does not ask."""
    return not summary.strip() or (not asks(summary) and bool(_UNFOLDS.search(summary)))


def question_label(text: str) -> str | None:
    """Return what follows "Q:", "Q." or "问：" at the start of a line; None without such a mark."""
    letter = _LETTER_QUESTION.match(text)
    if letter is not None:
        return letter["rest"]
    match = _QUESTION_MARK.match(text)
    if match is None:
        return None
    mark = match["mark"]
    closed = not mark or match["closed"] or match["closes"]
    return match["rest"] if closed else match["rest"].removesuffix(mark)


def counts_issues(number: str) -> bool:
    """Whether the words around a number may count issues as well as questions: 问题1."""
    return bool(_ISSUE.search(number))


def is_question_word(text: str) -> bool:
    """Whether a text is only a word that names a question, perhaps with its number."""
    return bool(_QUESTION_WORD.match(text))


def is_notice(text: str) -> bool:
    """Whether a line speaks of the post and its author: copyright, thanks, "follow me"."""
    return bool(_NOTICE.search(text))


def may_be_notice(text: str) -> bool:
    """Whether a line may do so: its words alone do not say it, its shape has to."""
    return bool(_NOTICE.search(text) or _MENTION.search(text))


def is_open(text: str) -> bool:
    """Whether an answer says nothing: questions only, a bare marker, "to be completed"."""
    rest = text[answer_marker(text) :].strip(" \t\n-*·—…")
    if _OPEN.match(rest):
        return True
    sentences = [part.strip() for part in _SENTENCE.split(rest) if part.strip()]
    return all(sentence[-1] in "?？" or requests(sentence) for sentence in sentences)


def without_tags(line: str) -> str:
    """Return a line of a post without its HTML tags."""
    return _TAG.sub("", line)


def names_glossary(text: str) -> bool:
    """Whether a heading or prompt announces a glossary."""
    return bool(_GLOSSARY.search(text))

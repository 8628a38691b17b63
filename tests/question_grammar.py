"""A grammar of posts: prompts, numbers, answers, markers, groups, intros and footers, in tables.

Structure is drawn by hypothesis; words are made up by a seeded generator and never repeat, so that
no list of words can tell a prompt from a point, and each line of a post has its own origin. Real
words stand only where they are the notation itself: 答案, 前言, 参考, thanks, copyright.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from hypothesis import strategies as st

Lines = list[str]
_GLYPHS = "山川草木风云雨雪金石土火鱼鸟虫兽"
_SYLLABLES = [c + v for c in "bkmrvz" for v in "aeiou"]
_HAN = "零一二三四五六七八九"


class Words:
    """Makes up words, sentences and links; no word comes twice."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._latin = self._random.random() < 0.25
        self._used: set[str] = set()

    def word(self) -> str:
        while True:
            if self._latin:
                made = "".join(self._random.choices(_SYLLABLES, k=self._random.randint(2, 4)))
            else:
                made = "".join(self._random.choices(_GLYPHS, k=self._random.randint(3, 6)))
            if made not in self._used:
                self._used.add(made)
                return made

    def phrase(self) -> str:
        return (" " if self._latin else "").join(
            self.word() for _ in range(self._random.randint(1, 2))
        )

    def question(self) -> str:
        return self.phrase() + ("?" if self._latin else "？")

    def sentence(self) -> str:
        words = [self.word() for _ in range(self._random.randint(3, 9))]
        return " ".join(words) + "." if self._latin else "，".join(words) + "。"

    def link(self) -> str:
        return f"[{self.phrase()}](https://{self._random.randint(1, 999)}.example)"

    def picture(self) -> str:
        return f"![{self.word()}](https://{self._random.randint(1, 999)}.example/p.png)"


# --- Numbers: how the number of a prompt is written ------------------------------------------------


def han(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if tens < 2 else _HAN[tens]) + "十" * (tens > 0) + _HAN[ones] * (ones > 0)


def wide(n: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(n))


Number = Callable[[int], str]
NUMBERS: dict[str, Number] = {
    "1.": lambda n: f"{n}.",
    "1. ": lambda n: f"{n}. ",
    "1、": lambda n: f"{n}、",
    "1：": lambda n: f"{n}：",
    "1)": lambda n: f"{n}) ",
    "1 .": lambda n: f"{n} .",
    "escaped": lambda n: f"{n}\\. ",
    "（1）": lambda n: f"（{n}）",
    "(1)": lambda n: f"({n}) ",
    "Q1:": lambda n: f"Q{n}: ",
    "Q1.": lambda n: f"Q{n}. ",
    "第1题": lambda n: f"第 {n} 题 ",
    "问题1": lambda n: f"问题{n}：",
    "han": lambda n: f"{han(n)}、",
    "full-width": lambda n: f"{wide(n)}．",
    "full-width 、": lambda n: f"{wide(n)}、",
    "after nbsp": lambda n: f"\u00a0{n}、",
    "after entity": lambda n: f"&nbsp;{n}、",
    "after zero width": lambda n: f"\u200b{n}、",
    "after bom": lambda n: f"\ufeff{n}. ",
    "nbsp behind": lambda n: f"{n}.\u00a0",
    "entity behind": lambda n: f"{n}.&nbsp;",
}
IN_HEADINGS: dict[str, Number] = {
    **NUMBERS,
    "1 ": lambda n: f"{n} ",
    "1:": lambda n: f"{n}:",
}
IN_BOLD = {  # a space behind the asterisks makes no bold
    name: write for name, write in NUMBERS.items() if name not in {"after nbsp", "after entity"}
}
FROM_ONE = {"han"}  # no zero


# --- Prompts ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """How the prompts of a post are written.

    `write` gives a prompt's lines from its number and text; `indent` is put before each line of the
    answer; `close` ends a question and is part of nothing. `margin`: a blank line must stand between
    prompt and answer; `tight`: none may. `own_line`: the marker behind which an answer begins on the
    prompt's own line; `mark`: the one that the notation demands. `told`: the prompt's Markdown.
    `bare_number`: a number stands on a line of its own, which Markdown joins to a list of points.
    """

    write: Callable[[int, str], Lines]
    numbered: bool = True
    level: int = 0
    indent: int = 0
    close: tuple[str, ...] = ()
    margin: bool = False
    tight: bool = False
    chapters: bool = False
    bare_number: bool = False
    own_line: str | None = None
    mark: str | None = None
    from_one: bool = False
    wraps: bool = False
    list_like: bool = False
    number: str = ""
    told: Callable[[int, str], str] = lambda n, text: text


MakeStyle = Callable[[st.DrawFn], Style]


def _number(draw: st.DrawFn, table: dict[str, Number]) -> tuple[str, Number]:
    name = draw(st.sampled_from(sorted(table)))
    return name, table[name]


def heading(draw: st.DrawFn) -> Style:
    level = draw(st.integers(1, 6))
    name, number = _number(draw, IN_HEADINGS)
    closing = " " + "#" * level if draw(st.booleans()) and draw(st.booleans()) else ""
    return Style(
        lambda n, text: [f"{'#' * level} {number(n)}{text}{closing}"],
        level=level, from_one=name in FROM_ONE, number=name,
    )  # fmt: skip


def heading_alone(draw: st.DrawFn) -> Style:
    """The number alone in the heading, the prompt below."""
    level = draw(st.integers(1, 6))
    blank = [""] * draw(st.booleans())
    return Style(
        lambda n, text: [f"{'#' * level} 第 {n} 题", *blank, text], level=level, margin=True
    )


def plain_heading(draw: st.DrawFn) -> Style:
    level = draw(st.integers(1, 6))
    return Style(lambda n, text: [f"{'#' * level} {text}"], numbered=False, level=level)


def heading_of_mark(draw: st.DrawFn) -> Style:
    level = draw(st.integers(1, 6))
    mark = draw(st.sampled_from(["Q: ", "Q：", "问：", "问题："]))
    return Style(lambda n, text: [f"{'#' * level} {mark}{text}"], numbered=False, level=level)


def linked_heading(draw: st.DrawFn) -> Style:
    level = draw(st.integers(1, 6))
    return Style(lambda n, text: [f"{'#' * level} {n}. {_link(n, text)}"], level=level, told=_link)


def _link(n: int, text: str) -> str:
    return f"[{text}](https://x.example/{n})"


def line(draw: st.DrawFn) -> Style:
    name, number = _number(draw, NUMBERS)
    listed = name in {"1. ", "1)"}
    return Style(
        lambda n, text: [f"{number(n)}{text}"],
        from_one=name in FROM_ONE, wraps=True, list_like=listed, number=name,
    )  # fmt: skip


def bold(draw: st.DrawFn) -> Style:
    name, number = _number(draw, IN_BOLD)
    return Style(lambda n, text: [f"**{number(n)}{text}**"], from_one=name in FROM_ONE, number=name)


def item_nested(draw: st.DrawFn) -> Style:
    return Style(lambda n, text: [f"{n}. {text}"], indent=4, list_like=True)


def item_bold(draw: st.DrawFn) -> Style:
    indent = draw(st.sampled_from([0, 4]))
    return Style(lambda n, text: [f"{n}. **{text}**"], indent=indent, list_like=True)


def item_heading(draw: st.DrawFn) -> Style:
    level = draw(st.integers(1, 5))
    indent = draw(st.sampled_from([0, 4]))
    return Style(
        lambda n, text: [f"{n}. {'#' * level} {text}"], indent=indent, list_like=True, level=level
    )


def number_above_bold(draw: st.DrawFn) -> Style:
    return Style(lambda n, text: [f"{n}.", f"**{text}**"], margin=True, bare_number=True)


def plain_bold(draw: st.DrawFn) -> Style:
    return Style(lambda n, text: [f"**{text}**"], numbered=False, margin=True)


def bold_bullet(draw: st.DrawFn) -> Style:
    indent = draw(st.sampled_from([0, 2, 4]))
    mark = draw(st.sampled_from("-*+"))
    return Style(
        lambda n, text: [f"{mark} **{text}**"], numbered=False, indent=indent, list_like=True,
        margin=not indent,
    )  # fmt: skip


def bullet(draw: st.DrawFn) -> Style:
    mark = draw(st.sampled_from("-*+"))
    indent = draw(st.sampled_from([2, 4]))
    return Style(lambda n, text: [f"{mark} {text}"], numbered=False, indent=indent, list_like=True)


def letters(draw: st.DrawFn) -> Style:
    """Q:/A: and 问：/答：, without numbers."""
    question, answer = draw(
        st.sampled_from(
            [("Q: ", "A: "), ("Q：", "A："), ("问：", "答："), ("**Q:** ", "**A:** "),
             ("**问：**", "**答：**"), ("Question: ", "Answer: "), ("问题：", "回答：")]
        )
    )  # fmt: skip
    return Style(lambda n, text: [f"{question}{text}"], numbered=False, mark=answer, wraps=True)


def numbered_letters(draw: st.DrawFn) -> Style:
    question, answer = draw(
        st.sampled_from([("Q{}: ", "A{}: "), ("Q{}：", "A："), ("问{}：", "答：")])
    )
    return Style(lambda n, text: [f"{question.format(n)}{text}"], mark=answer)


def summary(draw: st.DrawFn) -> Style:
    """The summary is the prompt; the answer is Markdown between blank lines."""
    inner = draw(st.sampled_from(["{}", "<b>{}</b>", "<strong>{}</strong>"]))
    apart = draw(st.booleans())

    def write(n: int, text: str) -> Lines:
        told = f"<summary>{inner.format(text)}</summary>"
        return ["<details>", told, ""] if apart else [f"<details>{told}", ""]

    return Style(write, numbered=False, close=("", "</details>"), margin=True, number="summary")


def summary_block(draw: st.DrawFn) -> Style:
    """Prompt and answer in one block of HTML."""
    apart = draw(st.booleans())

    def write(n: int, text: str) -> Lines:
        told = f"<summary>{text}</summary>"
        return ["<details>", told] if apart else [f"<details>{told}"]

    return Style(write, numbered=False, close=("</details>",), tight=True, number="summary block")


def chapter_heading(draw: st.DrawFn) -> Style:
    """1.1, 1.2 below chapters."""
    level = draw(st.integers(2, 6))
    delimiter = draw(st.sampled_from([" ", ". ", "、", "."]))
    return Style(
        lambda n, text: [f"{'#' * level} {n // 100}.{n % 100}{delimiter}{text}"], level=level,
        chapters=True,
    )  # fmt: skip


def own_line(draw: st.DrawFn) -> Style:
    """The answer begins on the prompt's line, behind a marker."""
    name, number = _number(draw, NUMBERS)
    marker = draw(st.sampled_from(["答：", " 答案：", " Answer: ", "解答："]))
    return Style(
        lambda n, text: [f"{number(n)}{text}"], own_line=marker, from_one=name in FROM_ONE,
        number=name,
    )  # fmt: skip


STYLES: dict[str, MakeStyle] = {
    "heading": heading,
    "heading, number alone": heading_alone,
    "heading, unnumbered": plain_heading,
    "heading Q:": heading_of_mark,
    "heading that is a link": linked_heading,
    "line": line,
    "bold line": bold,
    "item, nested answer": item_nested,
    "bold item": item_bold,
    "item that holds a heading": item_heading,
    "number above bold": number_above_bold,
    "bold line, unnumbered": plain_bold,
    "bold bullet": bold_bullet,
    "asking bullet": bullet,
    "Q: and A:": letters,
    "Q1: and A1:": numbered_letters,
    "summary": summary,
    "summary in one block": summary_block,
    "heading in chapters": chapter_heading,
    "answer on the prompt's line": own_line,
}


# --- Answers ---------------------------------------------------------------------------------------

Block = Callable[[st.DrawFn, Words, int], list[Lines]]
"""Gives blocks, to be parted by blank lines; its last argument is the level of a heading that is
deeper than the prompts, 7 where there is none.
"""


def sentence(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    return [[words.sentence()]]


def two_lines(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    return [[words.sentence(), words.sentence()]]


def rhetorical(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    return [[words.question() + words.sentence()]]


def fence(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    lines = [f"1. {words.question()}", "", f"# 2. {words.question()}", f"**{words.question()}**"]
    return [["```text", *lines, "---", f"Q3: {words.question()}", "```"]]


def indented_code(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    return [[words.sentence()], [f"    {n}. {words.question()}" for n in (1, 2, 3)]]


def table(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    rows = [f"| {n}. {words.question()} | {words.word()} |" for n in (1, 2, 3)]
    return [[f"| {words.word()} | {words.word()} |", "| --- | --- |", *rows]]


def quote(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    return [[f"> {n}. {words.sentence()}" for n in (1, 2)]]


def sub_headings(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    if deeper > 6:
        return [[words.sentence()]]
    mark = "#" * deeper
    number = draw(st.sampled_from(["", "{}. ", "{}、", "({}) "]))
    return [
        block
        for n in range(1, draw(st.integers(2, 4)))
        for block in ([f"{mark} {number.format(n)}{words.phrase()}"], [words.sentence()])
    ]


def ruled(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    """A rule between paragraphs; behind it more than a footer says."""
    return [[words.sentence()], ["---"], [words.sentence() + words.sentence() + words.sentence()]]


def bullets(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    mark = draw(st.sampled_from("-*+"))
    return [[f"{mark} {words.phrase()}" for _ in range(draw(st.integers(2, 4)))]]


def points(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    number = draw(st.sampled_from(["{}. ", "{}.", "{}、", "（{}）", "{})", "**{}. "]))
    close = "**" if number.startswith("*") else ""
    lines = [
        f"{number.format(n)}{words.phrase()}{close}" for n in range(1, draw(st.integers(3, 6)))
    ]
    return [lines] if draw(st.booleans()) else [[item] for item in lines]


def points_told(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    """Points each with a paragraph of its own."""
    number = draw(st.sampled_from(["{}. ", "{}、", "（{}）"]))
    return [
        block
        for n in range(1, draw(st.integers(3, 5)))
        for block in ([f"{number.format(n)}{words.phrase()}"], [words.sentence()])
    ]


def bold_head(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    return [
        [f"**{words.word()}**：{words.sentence()}"],
        [f"**{words.word()}**: {words.sentence()}"],
    ]


def linked(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    return [[f"{words.sentence()}{words.link()}，{words.sentence()}"]]


def pictured(draw: st.DrawFn, words: Words, deeper: int) -> list[Lines]:
    return [[words.picture()], [words.sentence()]]


BLOCKS: dict[str, Block] = {
    "sentence": sentence,
    "two lines": two_lines,
    "rhetorical": rhetorical,
    "fence": fence,
    "indented code": indented_code,
    "table": table,
    "quote": quote,
    "sub-headings": sub_headings,
    "ruled": ruled,
    "bullets": bullets,
    "points": points,
    "points told": points_told,
    "bold head": bold_head,
    "linked": linked,
    "pictured": pictured,
}

MARKS = ["答：", "**答案**：", "Answer: ", "参考答案：", "【答案】", "> 答："]
MARKS_ALONE = ["答：", "**答案：**", "Answer:", "【解析】", "**答**"]
OPTIONS = ["{}. ", "- {}. ", "{}、", "({}) ", "* {}) "]
STUBS = ["待补充", "TODO", "略。", "答："]


# --- Intros and footers ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Around:
    """What an intro or a footer knows of the post."""

    words: Words
    level: int  # of the prompts; 2 where they are no headings
    texts: Lines


Piece = Callable[[Around], Lines]

INTROS: dict[str, Piece] = {
    "none": lambda a: [],
    "paragraph": lambda a: [a.words.sentence()],
    "two paragraphs": lambda a: [a.words.sentence(), "", a.words.sentence()],
    "quote": lambda a: [f"> {a.words.sentence()}"],
    "contents": lambda a: [f"- [{text}](#{n})" for n, text in enumerate(a.texts)],
    "numbered contents": lambda a: [
        f"{n}. [{text}](#{n})" for n, text in enumerate(a.texts, 1)
    ],
    "preface": lambda a: [f"{'#' * a.level} 前言", "", a.words.sentence()],
    "picture": lambda a: [a.words.picture()],
    "bullets": lambda a: [a.words.sentence(), "", *(f"- {a.words.phrase()}" for _ in range(3))],
    "more": lambda a: [a.words.sentence(), "", "<!-- more -->"],
    "toc": lambda a: ["[TOC]"],
    "rule": lambda a: [a.words.sentence(), "", "---"],
}  # fmt: skip

FOOTERS: dict[str, Piece] = {
    "none": lambda a: [],
    "rule, links": lambda a: ["---", "", f"- {a.words.link()}", f"- {a.words.link()}"],
    "rule, label, links": lambda a: [
        "---", "", f"{a.words.word()}：", "", f"- {a.words.link()}", f"- {a.words.link()}",
    ],
    "rule, one link": lambda a: ["---", "", f"{a.words.word()}：{a.words.link()}"],
    "references": lambda a: [
        f"{'#' * a.level} 参考资料", "", f"- {a.words.link()}", f"- {a.words.phrase()}",
    ],
    "references in prose": lambda a: [f"{'#' * a.level} 参考", "", f"1. {a.words.phrase()}"],
    "summary": lambda a: [f"{'#' * a.level} 总结", "", a.words.sentence()],
    "label, links": lambda a: [a.words.word(), "", a.words.link(), "", a.words.link()],
    "label, list of links": lambda a: [
        a.words.word(), "", f"- {a.words.link()}", f"- {a.words.link()}",
    ],
    "copyright": lambda a: [
        f"> 本文作者：{a.words.word()}", "> 版权声明：除特别声明外，转载请注明出处。",
    ],
    "rule, copyright": lambda a: [
        "---", "", f"- **本文作者：** {a.words.word()}", f"- **本文链接：** {a.words.link()}",
        "- **版权声明：** 转载请注明出处！",
    ],
    "rule, line, picture": lambda a: ["---", "", a.words.word(), "", a.words.picture()],
    "rule, picture, line": lambda a: ["---", "", a.words.picture(), "", a.words.word()],
    "rule, picture": lambda a: ["---", "", a.words.picture()],
    "thanks": lambda a: [f"感谢阅读，{a.words.word()}！"],
    "rule, thanks": lambda a: ["---", "", f"谢谢大家看到这里，{a.words.word()}。"],
    "follow me": lambda a: [f"欢迎关注我的公众号：{a.words.word()}", "", a.words.picture()],
    "previous, next": lambda a: [f"上一篇：{a.words.link()}", "", f"下一篇：{a.words.link()}"],
    "definitions": lambda a: [f"[{a.words.word()}]: https://d.example/{n}" for n in (1, 2)],
}  # fmt: skip
RULED_FOOTERS = {"rule, line, picture", "rule, picture, line", "rule, picture", "rule, thanks"}


# --- Posts -----------------------------------------------------------------------------------------

Span = tuple[int, int]


@dataclass(frozen=True)
class Asked:
    """A question that was put in. Spans are lines, from 1, both ends included."""

    prompt: str
    prompt_span: Span
    answer: str
    answer_span: Span | None


@dataclass
class Post:
    """A post as it grows."""

    title: str = ""
    lines: Lines = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    shape: dict[str, object] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def put(self, lines: Lines) -> Span:
        start = len(self.lines) + 1
        self.lines += lines
        return start, len(self.lines)

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")


@dataclass(frozen=True)
class Plan:
    """What was drawn for a post as a whole."""

    style: Style
    words: Words
    tight: bool
    marker: str
    lead: str
    blocks: tuple[str, ...]
    between: str = ""


def _join(blocks: list[Lines]) -> Lines:
    return [line for block in blocks for line in ("", *block)][1:]


def _indented(lines: Lines, indent: int) -> Lines:
    return [" " * indent + line if line else line for line in lines]


def _answer(draw: st.DrawFn, plan: Plan, *, last: bool) -> Lines:
    """Draw an answer, with its marker but without indentation. Where prompts are no headings, a
    heading below the last one may as well begin what is not asked: there is none.
    """
    words, style = plan.words, plan.style
    deeper = style.level + 1 if style.level else 7 if last else 4
    if style.list_like and style.level:
        deeper = 7
    most = 1 if style.tight else 3
    names = draw(st.lists(st.sampled_from(plan.blocks), min_size=1, max_size=most))
    opens = style.mark is not None or style.own_line is not None or plan.marker == "before"
    blocks = [block for name in names for block in BLOCKS[name](draw, words, deeper)]
    if opens:
        blocks.insert(0, [words.sentence()])
    lines = _join(blocks)
    if plan.marker == "before":
        lines[0] = MARKS[len(lines[0]) % 5] + lines[0]
    elif plan.marker == "alone":
        lines = [MARKS_ALONE[len(lines) % 5], "", *lines]
    elif plan.marker == "letter":
        lines = [f"答案：{'ABCD'[len(lines) % 4]}", *([] if draw(st.booleans()) else ["", *lines])]
    elif plan.marker == "details":
        lines = ["<details><summary>答案</summary>", "", *lines, "", "</details>"]
    elif plan.marker == "heading":
        lines = [f"{'#' * (deeper if style.level else 5)} 答案", "", *lines]
    return lines


def _lead(draw: st.DrawFn, plan: Plan) -> Lines:
    words = plan.words
    if plan.lead == "options":
        option = draw(st.sampled_from(OPTIONS))
        return [option.format(letter) + words.phrase() for letter in "ABCD"]
    if plan.lead == "code":
        return ["```", f"1. {words.word()}", f"2. {words.question()}", "```"]
    if plan.lead == "hint":
        return [f"> {words.sentence()}"]
    return []


def _put_question(
    draw: st.DrawFn, post: Post, plan: Plan, n: int, text: str, fill: str, *, last_one: bool
) -> None:
    style, words = plan.style, plan.words
    written, prompt = style.write(n, text), style.told(n, text)
    if fill == "wrapped":
        written[-1] = written[-1].removesuffix(text) + words.word() + "，" + words.word() + "，"
        prompt = written[-1][len(style.write(n, "")[-1]) :] + "\n" + text
        written.append(text)
    tight = style.tight or (plan.tight and not style.margin)
    first, last = post.put(written[: len(written) - (written[-1] == "")])
    if written[-1] == "":
        post.put([""])
    if style.number == "summary":
        last = first + len(written) - 2
    if style.number == "summary block":
        last = first + len(written) - 1
    if fill in {"empty", "stub"}:
        _put_stub(post, style, fill, Asked(prompt, (first, last), "", None), words)
        return
    lead = _indented(_lead(draw, plan), style.indent)
    if lead:
        gap = [] if tight and plan.lead == "options" else [""]
        post.put(gap)
        last = post.put(lead)[1]
        bare = [line[style.indent :] for line in lead]
        prompt = "\n".join([prompt, *gap, *bare])
    lines = _answer(draw, plan, last=last_one)
    if style.own_line is not None:
        post.lines[-1] += style.own_line + lines[0]
        lines[0] = style.own_line.lstrip() + lines[0]
        start, end = last, last + len(lines) - 1
        post.put(lines[1:])
    else:
        if style.mark is not None:
            lines[0] = style.mark.format(n) + lines[0]
        if not tight or lead:
            post.blank()
        start, end = post.put(_indented(lines, style.indent))
    post.asked.append(Asked(prompt, (first, last), "\n".join(lines), (start, end)))
    post.put(list(style.close))


def _put_stub(post: Post, style: Style, fill: str, asked: Asked, words: Words) -> None:
    if fill == "empty":
        post.put(list(filter(None, style.close)))
        post.asked.append(asked)
        return
    if not style.tight:
        post.blank()
    stub = STUBS[len(words.word()) % 4]
    span = post.put(_indented([stub], style.indent))
    post.asked.append(Asked(asked.prompt, asked.prompt_span, stub, span))
    post.put(list(style.close))


def _numbers(draw: st.DrawFn, style: Style, count: int, groups: str) -> list[int]:
    """Draw the numbers of one group of prompts."""
    if style.chapters:
        return list(range(1, count + 1))
    if groups in {"restart", "lines"}:
        return list(range(1, count + 1))
    starts = [1] if style.from_one else [1, 0, 7]
    start = draw(st.sampled_from(starts if style.level and not style.list_like else starts[:2]))
    numbers = list(range(start, start + count))
    if style.level and not style.list_like and count > 3:
        odd = draw(st.sampled_from(["", "gap", "repeat"]))
        at = count // 2
        if odd:
            numbers[at:] = [n + (1 if odd == "gap" else -1) for n in numbers[at:]]
    return numbers


def _groupings(style: Style) -> list[str]:
    if style.chapters:
        return ["chapters"]
    chosen = ["none", "none"]
    if style.level != 1:
        chosen.append("on")
        if style.numbered:
            chosen.append("restart")
    if style.numbered and not style.level and not style.list_like:
        chosen.append("lines")
    return chosen


def _markers(style: Style) -> list[str]:
    if style.mark is not None or style.own_line is not None or style.close:
        return ["none"]
    chosen = ["none", "none", "before", "alone", "letter", "details"]
    deepest = 6 if not style.level else style.level + 1
    return [*chosen, "heading"] if deepest <= 6 and not style.list_like else chosen


@st.composite
def posts(
    draw: st.DrawFn, /, name: str, intro: str = "", footer: str = "", block: str = ""
) -> Post:
    """Draw a post whose prompts are of one style; what is not given is drawn too."""
    words = Words(draw(st.integers(0, 2**16)))
    style = STYLES[name](draw)
    intro = intro or draw(st.sampled_from(sorted(INTROS)))
    footer = footer or draw(st.sampled_from(sorted(FOOTERS)))
    if name == "asking bullet" and intro in {"bullets", "contents"}:
        intro = "none"  # they would be one list
    plan = _plan(draw, style, words, footer, block)
    grouping = draw(st.sampled_from(_groupings(style)))
    headed = (style.level and not style.list_like) or grouping in {"on", "restart"}
    if intro == "preface" and not headed:
        intro = "none"  # without a heading of their own the questions would belong to the preface
    groups = st.lists(st.integers(2, 4), min_size=2, max_size=3)
    sizes = [draw(st.integers(3, 6))] if grouping == "none" else draw(groups)
    fills = _fills(draw, style, plan, sum(sizes), grouping)
    promised = draw(st.booleans())
    post = Post(words.word() + ("面试题" if promised else ""))
    texts = _texts(draw, plan, fills, promised=promised)
    around = Around(words, style.level or 2, texts)
    post.shape = {
        "style": name, "number": style.number, "level": style.level, "grouping": grouping,
        "marker": plan.marker, "lead": plan.lead, "intro": intro, "footer": footer,
        "between": plan.between, "blocks": plan.blocks, "tight": plan.tight, "fills": fills,
        "title": post.title,
    }  # fmt: skip
    post.put(INTROS[intro](around))
    _put_groups(draw, post, plan, grouping, sizes, list(zip(texts, fills, strict=True)))
    post.blank()
    post.put(FOOTERS[footer](around))
    return post


def _plan(draw: st.DrawFn, style: Style, words: Words, footer: str, block: str) -> Plan:
    marker = draw(st.sampled_from(_markers(style)))
    leads = ["none", "options", "code", "hint"] if marker != "none" else ["none"]
    lead = "options" if marker == "letter" else draw(st.sampled_from(leads))
    names = {block or "sentence", *draw(st.sets(st.sampled_from(sorted(BLOCKS))))}
    if footer in RULED_FOOTERS:
        names.discard("ruled")  # where answers hold rules, a picture behind one is no footer
    if style.bare_number:
        names -= {"points", "points told"}
    if style.tight:
        names = {"two lines"}
    between = draw(st.sampled_from(["", "", "", "---"]))
    blocks = tuple(sorted(names or {"sentence"}))
    return Plan(style, words, draw(st.booleans()), marker, lead, blocks, between)


def _put_groups(
    draw: st.DrawFn,
    post: Post,
    plan: Plan,
    grouping: str,
    sizes: list[int],
    prompts: list[tuple[str, str]],
) -> None:
    """Write the questions, group by group, each below its name where there are several."""
    style, words = plan.style, plan.words
    numbers, at = [0], 0
    for chapter, size in enumerate(sizes, 1):
        before = numbers[-1]
        numbers = _numbers(draw, style, size, grouping)
        if grouping == "on" and at:
            numbers = list(range(before + 1, before + size + 1))
        if grouping != "none":
            post.blank()
            head = "" if grouping == "lines" else f"{'#' * max((style.level or 2) - 1, 1)} "
            if grouping == "chapters":
                numbers = [chapter * 100 + n for n in numbers]
                head += draw(st.sampled_from(["{} ", "{}. ", "第{}章 ", ""])).format(chapter)
            post.put([f"{head}{words.word()}", ""])
        for index, number in enumerate(numbers):
            text, fill = prompts[at]
            apart = plan.between or style.close or not plan.tight
            if apart or not index or prompts[at - 1][1] != "empty":
                post.blank()
            if plan.between and index:
                post.put([plan.between, ""])
            at += 1
            _put_question(draw, post, plan, number, text, fill, last_one=at == len(prompts))


def _fills(draw: st.DrawFn, style: Style, plan: Plan, count: int, grouping: str) -> Lines:
    """Draw which questions are wrapped over two lines, empty or stubs; most are none of these. Below
    an empty one a plain line that names a group would be its answer.
    """
    kinds = ["full"]
    if plan.marker == "none" and style.own_line is None and style.mark is None:
        kinds += ["stub"] if grouping == "lines" else ["empty", "stub"]
    if style.wraps:
        kinds.append("wrapped")
    odd = draw(st.sampled_from(kinds))
    last = count - 1 if odd in {"empty", "stub"} else count  # links below might be the last answer
    where = draw(st.sets(st.integers(0, last - 1), max_size=max(count // 3, 1)))
    return [odd if n in where else "full" for n in range(count)]


def _texts(draw: st.DrawFn, plan: Plan, fills: Lines, *, promised: bool) -> Lines:
    """Make up the prompts. Where the title promises questions, headings need not ask; but among such
    as ask, one at either end that does not might be a preface or a closing word, and an empty one
    the name of a group.
    """
    words, style = plan.words, plan.style
    wording = "ask"
    if promised and style.level and not style.list_like:
        wording = draw(st.sampled_from(["ask", "ask", "mixed", "name"]))
        # Names above deeper headings could be those of groups.
        if wording == "name" and ("empty" in fills or "sub-headings" in plan.blocks):
            wording = "ask"
    last = len(fills) - 1
    return [
        words.phrase()
        if wording == "name"
        or (wording == "mixed" and 0 < n < last and fill == "full" and draw(st.booleans()))
        else words.question()
        for n, fill in enumerate(fills)
    ]


# --- Posts without questions -----------------------------------------------------------------------

OUTLINES: dict[str, MakeStyle] = {
    name: STYLES[name]
    for name in (
        "heading", "heading, unnumbered", "heading that is a link", "line", "bold line",
        "item, nested answer", "bold item", "item that holds a heading", "number above bold",
        "bold line, unnumbered", "bold bullet", "asking bullet", "summary",
    )
}  # fmt: skip
COUNTS_QUESTIONS = {"Q1:", "Q1.", "第1题", "问题1"}


@st.composite
def tutorials(draw: st.DrawFn, /, name: str) -> Post:
    """Draw a tutorial: an outline of statements, whatever stands below them."""
    words = Words(draw(st.integers(0, 2**16)))
    style = OUTLINES[name](draw)
    while style.number in COUNTS_QUESTIONS:
        style = OUTLINES[name](draw)
    post = Post(title=words.word())
    count = draw(st.integers(2, 7))
    names = draw(st.sets(st.sampled_from(sorted(BLOCKS)), min_size=1))
    plan = Plan(style, words, draw(st.booleans()), "none", "none", tuple(sorted(names)))
    texts = [words.phrase() for _ in range(count)]
    around = Around(words, style.level or 2, texts)
    intro = draw(st.sampled_from(sorted(INTROS)))
    footer = draw(st.sampled_from(sorted(FOOTERS)))
    post.shape = {"outline": name, "number": style.number, "blocks": plan.blocks, "intro": intro}
    post.put(INTROS[intro](around))
    for n, text in enumerate(texts, 1):
        post.blank()
        fill = "full" if draw(st.integers(0, 3)) else "empty"
        _put_question(draw, post, plan, n, text, fill, last_one=n == count)
    post.blank()
    post.put(FOOTERS[footer](around))
    post.asked.clear()
    return post

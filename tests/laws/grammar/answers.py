"""Answers: the blocks that they hold, and the markers that they begin with."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from tests.laws.grammar.words import Lines, Words

Block = Callable[[st.DrawFn, Words, int], list[Lines]]
"""Returns blocks, to be parted by blank lines; its last argument is the level of a heading that is
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
    """Return a rule between paragraphs, with more text behind it than a footer has."""
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
    """Return points, each with a paragraph of its own."""
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
STUBS = ["待补充", "TODO", "略。"]

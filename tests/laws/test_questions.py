"""The law of questions: a post gives exactly the questions that were put in, and each answer exactly
its lines; a post without questions gives none.

Posts are drawn from a grammar (`grammar`): styles of prompts times numbers, groups, markers,
blocks of answers, intros and footers. All words are made up, so that no list of words can pass it:
prompts ask, points and sub-headings do not. What a human could read in two ways is not drawn; the
grammar says why where it leaves something out.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.questions import Found, find
from tests.laws.grammar import (
    BLOCKS,
    FOOTERS,
    INTROS,
    OUTLINES,
    STYLES,
    Post,
    Words,
    posts,
    tutorials,
)
from tests.support.laws import tries

MARKDOWN = Markdown(Dialect(breaks=True))
HAN = "一二三四五六七八九十"
Write = Callable[[int, str], str]

PROMPTS: dict[str, Write] = {
    "heading 1.": lambda n, text: f"# {n}.{text}",
    "heading 2、": lambda n, text: f"## {n}、{text}",
    "heading 3 spaced": lambda n, text: f"### {n} {text}",
    "heading Q": lambda n, text: f"### Q{n}: {text}",
    "line 1.": lambda n, text: f"{n}.{text}",
    "line 1、": lambda n, text: f"{n}、{text}",
    "list": lambda n, text: f"{n}. {text}",
    "paren": lambda n, text: f"（{n}）{text}",
    "bold": lambda n, text: f"**{n}. {text}**",
    "line Q": lambda n, text: f"Q{n}：{text}",
    "han": lambda n, text: f"{HAN[n - 1]}、{text}",
}
POINTS: dict[str, Write] = {
    "list": lambda n, text: f"{n}. {text}",
    "line 1.": lambda n, text: f"{n}.{text}",
    "line 1、": lambda n, text: f"{n}、{text}",
    "paren": lambda n, text: f"（{n}）{text}",
    "circled": lambda n, text: f"{'①②③④⑤⑥'[n - 1]}{text}",
    "indented": lambda n, text: f"   {n}. {text}",
    "heading-4": lambda n, text: f"#### {n}. {text}",
    "bold": lambda n, text: f"**{n}. {text}**",
}


def read(text: str, title: str) -> Found:
    document = MARKDOWN.document(text, 1)
    return find(document, lambda part: MARKDOWN.inline(part, document.references), "x.md", title)


def check(post: Post) -> None:
    """Compare prompts, answers and their lines; spaces at both ends of a line do not count."""

    def row(prompt: str, prompt_lines: object, answer: str, answer_lines: object) -> str:
        told = [
            " / ".join(" ".join(line.split()) for line in t.split("\n")) for t in (prompt, answer)
        ]
        return f"{prompt_lines} {told[0]} -> {answer_lines} {told[1]}"

    wanted = [row(a.prompt, a.prompt_span, a.answer, a.answer_span) for a in post.asked]
    given = []
    for found in read(post.text, post.title).questions:
        asked, answer = found.prompt_span, found.answer_span
        span = answer and (answer.start, answer.end)
        given.append(row(found.prompt, (asked.start, asked.end), found.answer, span))
    assert given == wanted, f"{post.shape}\n{post.text}"


@pytest.mark.parametrize("style", STYLES)
@given(data=st.data())
@tries(25)
def test_a_style_of_prompts(style: str, data: st.DataObject) -> None:
    check(data.draw(posts(style)))


@pytest.mark.parametrize("footer", FOOTERS)
@given(data=st.data(), style=st.sampled_from(sorted(STYLES)))
@tries(10)
def test_a_footer_is_no_answer(footer: str, data: st.DataObject, style: str) -> None:
    check(data.draw(posts(style, footer=footer)))


@pytest.mark.parametrize("intro", INTROS)
@given(data=st.data(), style=st.sampled_from(sorted(STYLES)))
@tries(10)
def test_an_intro_is_no_question(intro: str, data: st.DataObject, style: str) -> None:
    check(data.draw(posts(style, intro=intro)))


@pytest.mark.parametrize("block", BLOCKS)
@given(data=st.data(), style=st.sampled_from(sorted(STYLES)))
@tries(10)
def test_a_block_belongs_to_its_answer(block: str, data: st.DataObject, style: str) -> None:
    check(data.draw(posts(style, block=block)))


@pytest.mark.parametrize("outline", OUTLINES)
@given(data=st.data())
@tries(15)
def test_a_tutorial_holds_no_question(outline: str, data: st.DataObject) -> None:
    check(data.draw(tutorials(outline)))


@pytest.mark.parametrize(("prompt", "point"), list(product(PROMPTS, POINTS)))
@given(data=st.data())
@tries(8)
def test_numbered_points_are_no_questions(prompt: str, point: str, data: st.DataObject) -> None:
    words = Words(data.draw(st.integers(0, 2**16)))
    count = data.draw(st.integers(2, 6), label="questions")
    with_points = data.draw(st.sets(st.integers(1, count)), label="answers with points")
    tight = data.draw(st.booleans(), label="tight")
    lead = data.draw(st.booleans(), label="a sentence before the points")
    title = data.draw(st.sampled_from(["笔记", "面试题"]), label="title")
    wanted: list[str] = []
    pieces: list[str] = []
    for n in range(1, count + 1):
        asked = f"{words.word()}是什么？"
        wanted.append(asked)
        pieces.append(PROMPTS[prompt](n, asked))
        if lead or n not in with_points:
            pieces.append(f"{words.word()}就是{words.word()}。")
        if n in with_points:
            points = data.draw(st.integers(2, 6), label="points")
            pieces += [POINTS[point](k, words.word()) for k in range(1, points + 1)]
    text = ("\n" if tight else "\n\n").join(pieces) + "\n"
    assert [question.prompt for question in read(text, title).questions] == wanted, text

"""The law of questions: nearly every post can be read so that exactly the questions that were put
in are found, each answer with exactly its lines; in one without questions none is found.

Posts are drawn from a grammar (`grammar`): styles of prompts times numbers, groups, markers, blocks
of answers, intros and footers. All words are made up, so that no list of words can pass it: prompts
ask, points and sub-headings do not. Which reading is taken is weighed (`make accuracy`); here it is
the one whose prompts begin where they were put.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.inline import Inline
from pipeline.outline import facts
from pipeline.outline.walk import outline
from pipeline.questions import Found, GivenSelection, find
from pipeline.questions.naming import selection_of
from pipeline.questions.readings import readings
from tests.laws.grammar import (
    BLOCKS,
    FOOTERS,
    INTROS,
    OUTLINES,
    STYLES,
    Asked,
    Post,
    Words,
    posts,
    tutorials,
)
from tests.support.laws import tries

MARKDOWN = Markdown(Dialect(breaks=True))
HAN = "一二三四五六七八九十"
_MAY_FAIL = {False: 8, True: 2}
"""One of so many posts may be read otherwise; points that are written like prompts can be prompts."""

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


def read(text: str, title: str, lines: Collection[int] = ()) -> Found:
    """Find the questions of a text; where lines are given, by the reading whose prompts begin there."""
    document = MARKDOWN.document(text, 1)

    def measure(part: str) -> Inline:
        return MARKDOWN.inline(part, document.references)

    found = readings(facts.read(outline(document, measure, title), "x.md", title, ()))
    begins = (
        (sorted(found.nodes[at].span.start for at in reading.prompts), reading)
        for reading in found.readings
    )
    reading = next((reading for starts, reading in begins if starts == sorted(lines)), None)
    given = (
        GivenSelection(selection_of(found, reading), "front matter") if lines and reading else None
    )
    return find(document, measure, "x.md", title, given=given)


def fault(post: Post) -> str:
    """Return what differs in prompts, answers and their lines, "" for nothing; spaces at both ends of a
    line do not count.
    """

    def row(prompt: str, prompt_lines: object, answer: str, answer_lines: object) -> str:
        told = [
            " / ".join(" ".join(line.split()) for line in t.split("\n")) for t in (prompt, answer)
        ]
        return f"{prompt_lines} {told[0]} -> {answer_lines} {told[1]}"

    wanted = [row(a.prompt, a.prompt_span, a.answer, a.answer_span) for a in post.asked]
    given = []
    lines = [asked.prompt_span[0] for asked in post.asked]
    for found in read(post.text, post.title, lines).questions:
        asked, answer = found.prompt_span, found.answer_span
        span = answer and (answer.start, answer.end)
        given.append(row(found.prompt, asked and (asked.start, asked.end), found.answer, span))
    told = [*(f"missed: {row}" for row in wanted if row not in given),
            *(f"not asked: {row}" for row in given if row not in wanted)]  # fmt: skip
    return "\n".join([str(post.shape), post.text, *told]) if told else ""


def nearly_all(drawn: st.SearchStrategy[Post], count: int) -> None:
    """Draw posts, and fail where more than one in ten is read wrongly: some can be read in two ways."""
    faults: list[str] = []

    @tries(count)
    @given(drawn)
    def draw(post: Post) -> None:
        faults.append(fault(post))

    draw()
    wrong = [told for told in faults if told]
    assert len(wrong) <= max(1, len(faults) // 10), f"{len(wrong)} of {len(faults)}\n{wrong[0]}"


@pytest.mark.parametrize("style", STYLES)
def test_a_style_of_prompts(style: str) -> None:
    nearly_all(posts(style), 30)


@pytest.mark.parametrize("footer", FOOTERS)
def test_a_footer_is_no_answer(footer: str) -> None:
    styles = st.sampled_from(sorted(STYLES))
    nearly_all(styles.flatmap(lambda style: posts(style, footer=footer)), 20)


@pytest.mark.parametrize("intro", INTROS)
def test_an_intro_is_no_question(intro: str) -> None:
    styles = st.sampled_from(sorted(STYLES))
    nearly_all(styles.flatmap(lambda style: posts(style, intro=intro)), 20)


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_belongs_to_its_answer(block: str) -> None:
    styles = st.sampled_from(sorted(STYLES))
    nearly_all(styles.flatmap(lambda style: posts(style, block=block)), 20)


@pytest.mark.parametrize("outline", OUTLINES)
def test_a_tutorial_holds_no_question(outline: str) -> None:
    nearly_all(tutorials(outline), 20)


@st.composite
def pointed(draw: st.DrawFn, prompt: str, point: str) -> Post:
    """Draw a post whose prompts and points bear numbers."""
    words = Words(draw(st.integers(0, 2**16)))
    count = draw(st.integers(2, 6), label="questions")
    with_points = draw(st.sets(st.integers(1, count)), label="answers with points")
    tight = draw(st.booleans(), label="tight")
    lead = draw(st.booleans(), label="a sentence before the points")
    post = Post("面试题", shape={"prompt": prompt, "point": point})
    for n in range(1, count + 1):
        asked = f"{words.word()}是什么？"
        answer = [f"{words.word()}就是{words.word()}。"] if lead or n not in with_points else []
        if n in with_points:
            points = draw(st.integers(2, 6), label="points")
            answer += [POINTS[point](k, words.word()) for k in range(1, points + 1)]
        for at, line in enumerate([PROMPTS[prompt](n, asked), *answer]):
            if not tight:
                post.blank()
            span = post.put([line])
            if not at:
                post.asked.append(Asked(asked, span, "", None))
    return post


@pytest.mark.parametrize(("prompt", "point"), list(product(PROMPTS, POINTS)))
def test_numbered_points_are_no_questions(prompt: str, point: str) -> None:
    wrong: list[str] = []
    drawn: list[Post] = []

    @tries(8)
    @given(pointed(prompt, point))
    def draw(post: Post) -> None:
        drawn.append(post)
        lines = [asked.prompt_span[0] for asked in post.asked]
        found = [question.prompt for question in read(post.text, post.title, lines).questions]
        if found != [asked.prompt for asked in post.asked]:
            wrong.append(post.text)

    draw()
    alike = prompt == point or {prompt, point} <= {"line 1.", "line 1、"}
    assert len(wrong) <= max(1, len(drawn) // _MAY_FAIL[alike]), wrong[0]

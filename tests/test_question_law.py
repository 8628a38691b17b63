"""A law: posts built from a grammar of notations give exactly the questions that were put in.

Prompts ask, sub-points do not; all words are made up, so that no list of words can pass it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.questions import find

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
WORD = st.text(st.sampled_from("山川草木风云雨雪金石土火鱼鸟虫兽"), min_size=2, max_size=6)


@pytest.mark.parametrize(("prompt", "point"), list(product(PROMPTS, POINTS)))
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_questions_are_those_that_were_put_in(prompt: str, point: str, data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 6), label="questions")
    with_points = data.draw(st.sets(st.integers(1, count)), label="answers with points")
    tight = data.draw(st.booleans(), label="tight")
    lead = data.draw(st.booleans(), label="a sentence before the points")
    title = data.draw(st.sampled_from(["笔记", "面试题"]), label="title")
    wanted: list[str] = []
    pieces: list[str] = []
    for n in range(1, count + 1):
        asked = f"{data.draw(WORD)}是什么？"
        wanted.append(asked)
        pieces.append(PROMPTS[prompt](n, asked))
        if lead or n not in with_points:
            pieces.append(f"{data.draw(WORD)}就是{data.draw(WORD)}。")
        if n in with_points:
            points = data.draw(st.integers(2, 6), label="points")
            pieces += [POINTS[point](k, data.draw(WORD)) for k in range(1, points + 1)]
    text = ("\n" if tight else "\n\n").join(pieces) + "\n"
    document = MARKDOWN.document(text, 1)
    found = find(
        document, lambda content: MARKDOWN.inline(content, document.references), "x.md", title
    )
    assert [question.prompt for question in found.questions] == wanted, text

"""Which other reading is suggested to an author."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.questions.advice import advice
from pipeline.questions.candidates import Candidate
from pipeline.questions.chances import Chances
from pipeline.questions.found import Judge
from tests.quick.questions.helpers import read

POST = "1、什么是栈？\n\n**什么是顶？**\n\n在上面。\n\n2、什么是堆？\n\n一棵树。"
CASES = [
    # who says what is taken, the chances of nothing, of 栈 and 堆, of 顶, of 顶 and 堆; the advice
    ("weights", "none", (0.1, 0.2, 0.4, 0.3), "bold 1 1"),
    ("weights", "none", (0.1, 0.3, 0.3, 0.3), "paragraph 2 2"),
    ("front matter", "list", (0.9, 0.04, 0.03, 0.03), "paragraph 2 2"),
    ("front matter", "none", (0.1, 0.2, 0.4, 0.3), None),
    ("front matter", "bold", (0.1, 0.2, 0.4, 0.3), None),
    ("weights", "bold", (0.1, 0.2, 0.4, 0.3), "paragraph + bold 2 2"),
    ("weights", "bold", (0.1, 0.1, 0.7, 0.1), None),
    ("weights", "bold", (0.3, 0.2, 0.4, 0.1), "none 0 0"),
    ("earlier build", "title", (0.3, 0.2, 0.4, 0.1), "bold 1 1"),
]


def _told(given: Candidate | None) -> str | None:
    return f"{given.selection} {len(given.prompts)} {given.answered}" if given is not None else None


@pytest.mark.parametrize(("judge", "taken", "chances", "told"), CASES)
def test_the_likeliest_other_reading(
    judge: Judge, taken: str, chances: tuple[float, ...], told: str | None
) -> None:
    evidence = read(POST, "笔记", selection=taken).evidence
    given = replace(evidence, judge=judge, chances=Chances(chances, 0.0))
    assert _told(advice(given)) == told


@pytest.mark.parametrize(
    ("answers", "told"), [("答答", "heading-2 2 2"), ("答 ", "heading-2 2 1"), ("答答   ", None)]
)
def test_a_reading_is_worth_trying_where_half_is_answered(answers: str, told: str | None) -> None:
    text = "\n\n".join(f"## 题{n}？\n\n{say.strip() * 5}" for n, say in enumerate(answers))
    assert _told(advice(read(text, "笔记", selection="list").evidence)) == told

"""What is found: the lines of a question, and whether somebody needs to be asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.ir import Span
from pipeline.questions.chances import Chances
from pipeline.questions.extents import Extent
from pipeline.questions.found import FoundQuestion, Judge
from pipeline.questions.selection import GivenLines, Selection, parse
from tests.quick.outline.helpers import outlined
from tests.quick.questions.helpers import read

ASKED = "## 什么是栈？\n\n先进后出。\n\n## 什么是堆？\n\n一棵树。"


@pytest.mark.parametrize(
    ("asked", "answer", "lines"),
    [
        (Span(3, 4), Span(6, 9), Span(3, 9)),
        (Span(3, 4), None, Span(3, 4)),
        (None, Span(6, 9), Span(6, 9)),
        (None, None, Span(1, 1)),
    ],
)
def test_a_question_stands_on_these_lines(
    asked: Span | None, answer: Span | None, lines: Span
) -> None:
    assert FoundQuestion("", "", asked, "", answer, "answered").lines == lines
    assert Extent(outlined("## 栈").nodes[0], asked, answer, "answered", 9).lines == lines


@pytest.mark.parametrize(
    ("judge", "ways", "chance", "sure"),
    [
        ("weights", "heading-2", 0.6, True),
        ("weights", "heading-2", 0.5, False),
        ("earlier build", "heading-2", 0.6, True),
        ("earlier build", "heading-2", 0.5, False),
        ("earlier build", "title", 0.6, False),
        ("choice", "title", 0.5, True),
    ],
)
def test_who_is_sure(judge: Judge, ways: str, chance: float, *, sure: bool) -> None:
    evidence = read(ASKED, "面试题").evidence
    chances = Chances((1 - chance, chance), 0.0)
    given = replace(evidence, judge=judge, selection=parse(ways), chances=chances)
    assert str(given.best) == ("heading-2" if chance > 0.5 else "none")
    assert given.sure == sure


def test_lines_that_a_program_gave_are_sure_while_all_are_there() -> None:
    evidence = replace(read(ASKED, "面试题").evidence, judge="choice")
    for prompts, sure in ((("栈", "堆"), True), (("栈", "堆", "图"), False)):
        own = Selection(lines=GivenLines(prompts, ("",) * len(prompts)))
        assert replace(evidence, selection=own).sure == sure

"""All of it at work: the status of answers, the author's selection, and terms."""

from __future__ import annotations

import pytest

from pipeline.questions import Found, GivenSelection, find
from pipeline.questions.found import Judge
from pipeline.questions.selection import parse
from tests.quick.questions.helpers import FIVE, ITEMS, parsed, read, read_as_written

LINKED = "\n".join(f"- [甲{n}](https://x.example)：意思" for n in range(5))


def read_as_terms(text: str) -> Found:
    """Find the questions of a text whose prompts bear numbers, and its terms."""
    ways = {"# 1.": "heading-1 numbered", "1、": "paragraph", "1.\n": "paragraph", "# 术语": "none"}
    way = next((way for mark, way in ways.items() if mark in f"\n{text}"), "heading-2 numbered")
    return read(text, "面试题", selection="heading-2 numbered" if "## 1." in text else way)


def statuses(answer: str) -> str:
    """Return the status of a question that has this answer."""
    others = "## 2. 乙？\n\n答句。\n\n## 3. 丙？\n\n答句。"
    return read_as_written(f"## 1. 甲？\n\n{answer}\n\n{others}").questions[0].status


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("", "empty"),
        ("略", "stub"),
        ("---\n\n略", "stub"),
        ("### 略", "stub"),
        ("### 丙？", "stub"),
        ("- 略", "stub"),
        ("<b>略</b>", "stub"),
        ("> 略", "stub"),
        ("```\n略\n```", "answered"),
        ("丙？", "stub"),
        ("丙？\n\n> 丁？", "stub"),
        ("丙？" * 101, "answered"),
        ("丙。" * 101, "answered"),
        ("丙？\n\n- 丁？\n- 戊？", "stub"),
        ("![丙？](p.png)", "answered"),
    ],
)
def test_the_status_of_an_answer(answer: str, status: str) -> None:
    assert statuses(answer) == status


@pytest.mark.parametrize(
    ("selection", "prompts"),
    [
        ("none", []),
        ("title", ["笔记"]),
        ("heading-1", ["甲？", "乙？"]),
        ("heading-3", ["丙", "丁"]),
        ('heading-3 below "甲？"', ["丙", "丁"]),
        ('heading-3 below "乙？"', []),
        ("list", ["戊", "己"]),
        ("bold", []),
    ],
)
def test_the_author_selects(selection: str | None, prompts: list[str]) -> None:
    text = (
        "# 1. 甲？\n\n### 1. 丙\n\n文。\n\n### 2. 丁\n\n文。\n\n# 2. 乙？\n\n1. 戊\n2. 己\n\n文。"
    )
    found = read(text, "笔记", selection=selection)
    assert [question.prompt for question in found.questions] == prompts


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (f"## 1. 甲有哪些术语？\n\n{FIVE}\n\n## 2. 乙？\n\n答。", [0] * 5),
        (f"1.\n\n甲有哪些术语？\n\n{FIVE}\n\n2.\n\n乙？\n\n答。", [0] * 5),
        (f"## 1. 甲？\n\n答。\n\n## 2. 乙的术语？\n\n{FIVE}", [1] * 5),
        (f"## 术语\n\n{FIVE}\n\n## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。", [None] * 5),
        (f"## 前言\n\n{FIVE}\n\n## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。", []),
        (f"## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。\n\n# 术语\n\n{FIVE}", [None] * 5),
        (
            f"## 1. 甲的术语？\n\n答。\n\n{FIVE}\n\n## 2. 乙？\n\n答。\n\n# 术语\n\n{FIVE}",
            [0] * 5 + [None] * 5,
        ),
        (
            f"## 术语\n\n{FIVE}\n\n## 1. 甲的术语？\n\n{FIVE}\n\n## 2. 乙？\n\n答。",
            [None] * 5 + [0] * 5,
        ),
        (f"# 术语\n\n{FIVE}\n\n# 1. 甲？\n\n答。\n\n{FIVE}\n\n# 2. 乙？\n\n答。", [None] * 5),
        (f"文。\n\n# 术语\n\n{FIVE}", [None] * 5),
        (f"## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n答。\n# 术语\n\n{FIVE}", [None] * 5),
        # What only asks defines nothing.
        (f"## 1. 甲的术语？\n\n{FIVE.replace('思', '思？')}\n\n## 2. 乙？\n\n答。", []),
        # Prompts are no part of the glossary above them, nor is what answers them.
        (f"## 术语\n\n如下。\n\n{FIVE}\n\n完。\n\n1、甲？\n- 丙\n\n2、乙？\n\n答。", [None] * 5),
        (f"## 术语\n\n题目\n1、甲？\n\n{FIVE}\n\n2、乙？\n\n答。", []),
        (f"## 1. 甲？\n\n答。\n\n## 2. 乙？\n\n术语见下。\n\n---\n\n{LINKED}", []),
    ],
)  # fmt: skip
def test_terms(text: str, terms: list[int | None]) -> None:
    assert [term.question for term in read_as_terms(text).terms] == terms


def test_terms_inside_an_item_and_below_a_title_that_asks() -> None:
    inside = FIVE.replace("-", "   -")
    for text in (
        f"1. 甲的术语？\n\n{inside}\n2. 乙？\n\n   答。",
        f"1. 乙？\n2. 甲的术语？\n\n{inside}",
    ):
        assert len(read(text, "面试题", selection="list").terms) == 5
    assert [t.question for t in read(FIVE, "有哪些术语？", selection="title").terms] == [0] * 5


@pytest.mark.parametrize(
    ("selection", "judge", "taken"),
    [
        ("heading-2", "choice", "heading-2 choice 2"),
        ("heading-2 numbered", "choice", "heading-2 numbered choice 2"),
        ("bold", "choice", "bold choice 0"),
        ("none", "choice", "none choice 0"),
        ("title", "settings", "title settings 1"),
        # of an earlier build what is gone is forgotten, and only the ways of writing matter
        ("bold", "earlier build", "heading-2 weights 2"),
        ("none", "earlier build", "none earlier build 0"),
        ("title", "earlier build", "title earlier build 1"),
        ("heading-3", "earlier build", "heading-3 earlier build 1"),
        ("heading-2 numbered", "earlier build", "heading-2 earlier build 2"),
    ],
)
def test_who_decides(selection: str, judge: Judge, taken: str) -> None:
    text = "## 1. 什么是栈？\n\n答句。\n\n### 顶\n\n文。\n\n## 2. 什么是堆？\n\n答句。"
    found = find(*parsed(text), "x.md", "面试题", given=GivenSelection(parse(selection), judge))
    evidence = found.evidence
    assert f"{evidence.selection} {evidence.judge} {len(found.questions)}" == taken
    assert found.selection == (evidence.selection if found.questions else parse("none"))


def test_a_title_of_an_earlier_build_is_not_nothing() -> None:
    found = find(
        *parsed("文。"), "x.md", "笔记", given=GivenSelection(parse("title"), "earlier build")
    )
    assert str(found.selection) == "title"


def test_terms_under_the_title() -> None:
    assert len(read(FIVE, "术语表").terms) == 5
    assert read(f"# 甲\n\n{FIVE}", "术语表").terms == ()
    assert read(FIVE, "甲").terms == ()
    assert read("\n".join(ITEMS), "甲").terms == ()


@pytest.mark.parametrize(
    ("title", "selection", "codes"),
    [
        ("面试题", None, ["no-questions-expected"]),
        ("笔记", None, ["no-questions"]),
        ("笔记", "bold", ["no-questions-expected"]),
        ("面试题", "none", []),
    ],
)
def test_who_expects_questions(title: str, selection: str | None, codes: list[str]) -> None:
    assert [finding.code for finding in read("文。", title, selection=selection).findings] == codes


def test_a_number_tells_prompts_of_one_level_apart() -> None:
    text = "## 甲？\n\n文。\n\n## 1. 乙？\n\n文。\n\n## 2. 丙？\n\n文。"
    for selection, prompts in (
        ("heading-2", ["甲？", "乙？", "丙？"]),
        ("heading-2 numbered", ["乙？", "丙？"]),
        ("heading-2 unnumbered", ["甲？"]),
    ):
        found = read(text, "笔记", selection=selection)
        assert [question.prompt for question in found.questions] == prompts


def test_headings_alone() -> None:
    found = read("## 甲\n\n## 乙", "笔记", selection="heading-2")
    assert [(region.kind, region.span.start) for region in found.regions] == [
        ("prompt", 1),
        ("prompt", 3),
    ]

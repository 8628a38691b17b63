"""The Markdown of prompts and answers: without markers, tags that close, and what containers indent by."""

from __future__ import annotations

import pytest

from tests.quick.questions.helpers import read

MARKERS = [
    # ways of writing, a post, and its questions: prompt → answer
    ("heading-2", "## 栈 / 答：表 / ## 堆 / **答：** 树", "栈 → 表 | 堆 → 树"),
    ("heading-2", "## 栈 / **答：表**，后进先出 / ## 堆 / 树", "栈 → **表**，后进先出 | 堆 → 树"),
    ("heading-2", "## 栈 / A: 表 / ## 堆 / 树", "栈 → A: 表 | 堆 → 树"),
    ("question", "Q: 栈 ⏎ A: 表 / Q: 堆 ⏎ A: 树", "栈 → 表 | 堆 → 树"),
    ("heading-2", "## 栈 / ## 堆 / 树", "栈 →  | 堆 → 树"),
    ("heading-2", "## 1 / ``` ⏎ 码 ⏎ ``` / ## 2 / - 表", "1 → ``` ⏎ 码 ⏎ ``` | 2 → - 表"),
    (
        "table",
        "| 问题 | 答案 | ⏎ |--|--| ⏎ | 栈？ | 表 | ⏎ | 堆？ | | ⏎ | 图？ | 点 |",
        "栈？ → 表 | 堆？ →  | 图？ → 点",
    ),
]
CONTAINERS = [
    # what a list or a quote indents by is none of the answer's; within a quote a quote stays one
    ("list", "1. 栈 ⏎ \t> 表 ⏎ 2. 堆 ⏎    > 树", "栈 → > 表 | 堆 → > 树"),
    ("bold", "- **栈** ⏎   表 / - **堆** ⏎   树", "栈 → 表 | 堆 → 树"),
    (
        "bold",
        "- 文 /   - 文 /     **栈** /     表 /     **堆** /         码",
        "栈 → 表 | 堆 →     码",
    ),
    (
        "box",
        "文 /  > [!faq] 栈？ ⏎  > 表 ⏎  >     码 / > [!faq] 堆？ ⏎ > > 树",
        "栈？ → 表 ⏎     码 | 堆？ → > 树",
    ),
    # nor is what all lines are indented by, unless it makes them code
    (
        "heading-2",
        "## 栈 /    - 表 ⏎ \x20 ⏎      - 面 / ## 堆 /     码",
        "栈 → - 表 /   - 面 | 堆 →     码",
    ),
]


def _cut(told: str, ways: str) -> str:
    text = told.replace(" / ", "\n\n").replace(" ⏎ ", "\n") + "\n"
    rows = [
        f"{one.prompt} → {one.answer}" for one in read(text, "面试题", selection=ways).questions
    ]
    return " | ".join(rows).replace("\n\n", " / ").replace("\n", " ⏎ ")


@pytest.mark.parametrize(("ways", "told", "questions"), MARKERS)
def test_an_answer_stands_without_its_marker(ways: str, told: str, questions: str) -> None:
    assert _cut(told, ways) == questions


@pytest.mark.parametrize(("ways", "told", "questions"), CONTAINERS)
def test_an_answer_stands_without_its_indentation(ways: str, told: str, questions: str) -> None:
    assert _cut(told, ways) == questions


@pytest.mark.parametrize(
    ("told", "section"),
    [
        ("## 基础 / ### 1. 栈？ / 表", ("基础",)),
        ("# 一、数据结构 / ## 基础 / ### 1. 栈？ / 表", ("数据结构", "基础")),
        ("# 面试题 / ## 基础 / ### 1. 栈？ / 表", ("基础",)),
        ("### 1. 栈？ / 表", ()),
        ("## 基础 / ### 1. 堆？ / 表 / ## 图 / ### 2. 栈？ / 表", ("图",)),
        ("## 容器 / ### 1. 栈？ / 表 / ## **图** `x` / ### 2. 栈？ / 表", ("图 x",)),
    ],
)
def test_a_question_stands_below_headings(told: str, section: tuple[str, ...]) -> None:
    text = told.replace(" / ", "\n\n") + "\n"
    assert read(text, "面试题", selection="heading-3").questions[-1].section == section


@pytest.mark.parametrize("name", "details summary div p li ul ol dd dl".split())
def test_a_folds_answer_stands_without_the_tags_that_close(name: str) -> None:
    closed = f"<summary>栈</summary> ⏎ 表</b></{name}> </Details> "
    told = f"<details>{closed} / <summary>堆</summary><p>树</p>根"
    assert _cut(told, "summary") == "栈 → 表</b> | 堆 → <p>树</p>根"

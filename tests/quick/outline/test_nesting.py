"""How the nodes of a post nest, and where each of them ends."""

from __future__ import annotations

import pytest

from pipeline.ir import Span
from pipeline.outline.nesting import nest
from pipeline.outline.nodes import Node, ancestors
from pipeline.outline.opener import Opening
from tests.quick.outline.helpers import drawn, outlined

HEADINGS = [
    # a post; its nodes down to their ends, indented by what they stand in
    (
        "# 甲 / ## 乙 / ### 丙 / ## 丁 / # 戊",
        "1-8 heading-1 甲 ⏎   3-6 heading-2 乙 ⏎     5-6 heading-3 丙"
        " ⏎   7-8 heading-2 丁 ⏎ 9 heading-1 戊",
    ),
    ("### 甲 / ## 乙 / # 丙", "1-2 heading-3 甲 ⏎ 3-4 heading-2 乙 ⏎ 5 heading-1 丙"),
    ("## 甲 / #### 乙 / ### 丙", "1-5 heading-2 甲 ⏎   3-4 heading-4 乙 ⏎   5 heading-3 丙"),
    ("## 甲 / 文。 / ## 乙 / 文。 / 文。", "1-4 heading-2 甲 ⏎ 5-9 heading-2 乙"),
    (
        "# 甲 / ## 1. 乙 / # 丙 / ## 1. 丁",
        "1-4 heading-1 甲 ⏎   3-4 heading-2 1 乙 ⏎ 5-7 heading-1 丙 ⏎   7 heading-2 1 丁",
    ),
    (
        "## 1. 甲 / ## 2. 乙 / ## 1. 丙",
        "1-2 heading-2 1 甲 ⏎ 3-4 heading-2 2 乙 ⏎ 5 heading-2 1 丙",
    ),
    (
        "## 一、甲 / ## 前言 / ## 二、乙",
        "1-2 heading-2 1 甲 ⏎ 3-4 heading-2 前言 ⏎ 5 heading-2 2 乙",
    ),
    (  # another family begins on the same level: it stands in the number above
        "## 一、甲 / ## 1. 子 / ## 2. 丑 / ## 二、乙 / ## 1. 寅",
        "1-6 heading-2 1 甲 ⏎   3-4 heading-2 1 子 ⏎   5-6 heading-2 2 丑"
        " ⏎ 7-9 heading-2 2 乙 ⏎   9 heading-2 1 寅",
    ),
    (
        "## 1 甲 / ## 1.1 子 / ## 1.2 丑",
        "1-5 heading-2 1 甲 ⏎   3-4 heading-2 1.1 子 ⏎   5 heading-2 1.2 丑",
    ),
    ("## 一、甲 / ## 3. 子", "1-2 heading-2 1 甲 ⏎ 3 heading-2 3 子"),
]
NUMBERS = [
    ("1、甲 / 2、乙 / 3、丙", "1-2 paragraph 1 甲 ⏎ 3-4 paragraph 2 乙 ⏎ 5 paragraph 3 丙"),
    ("1、甲 / 3、乙 / 9、丙", "1-2 paragraph 1 甲 ⏎ 3-4 paragraph 3 乙 ⏎ 5 paragraph 9 丙"),
    (
        "1、甲 / 2、乙 / 1、丙 / 2、丁",
        "1-2 paragraph 1 甲 ⏎ 3-4 paragraph 2 乙 ⏎ 5-6 paragraph 1 丙 ⏎ 7 paragraph 2 丁",
    ),
    (  # the outer number goes on behind the list that begins at 1
        "1、甲 / 1、子 / 2、丑 / 2、乙",
        "1-6 paragraph 1 甲 ⏎   3-4 paragraph 1 子 ⏎   5-6 paragraph 2 丑 ⏎ 7 paragraph 2 乙",
    ),
    (
        "1.甲 ⏎ 1.子 ⏎ 2.丑 ⏎ 3.寅 ⏎ 2.乙 ⏎ 文。 ⏎ 3.丙",
        "1-4 paragraph 1 甲 ⏎   2 paragraph 1 子 ⏎   3 paragraph 2 丑 ⏎   4 paragraph 3 寅"
        " ⏎ 5-6 paragraph 2 乙 ⏎ 7 paragraph 3 丙",
    ),
    (  # not where a heading stands between
        "1、甲 / 1、子 / 2、丑 / ## 丁 / 2、乙",
        "1-2 paragraph 1 甲 ⏎ 3-4 paragraph 1 子 ⏎ 5-6 paragraph 2 丑"
        " ⏎ 7-9 heading-2 丁 ⏎   9 paragraph 2 乙",
    ),
    (
        "1、甲 / （1）子 / （2）丑 / 2、乙",
        "1-6 paragraph 1 甲 ⏎   3-4 paragraph 1 子 ⏎   5-6 paragraph 2 丑 ⏎ 7 paragraph 2 乙",
    ),
    (
        "一、甲 / 1、子 / （1）天 / 2、丑 / 二、乙 / 1、寅",
        "1-8 paragraph 1 甲 ⏎   3-6 paragraph 1 子 ⏎     5-6 paragraph 1 天 ⏎   7-8 paragraph 2 丑"
        " ⏎ 9-11 paragraph 2 乙 ⏎   11 paragraph 1 寅",
    ),
    (
        "4、甲 / 4.1、子 / 4.2、丑 / 5、乙",
        "1-6 paragraph 4 甲 ⏎   3-4 paragraph 4.1 子 ⏎   5-6 paragraph 4.2 丑 ⏎ 7 paragraph 5 乙",
    ),
    (
        "1.1、甲 / 1.2、乙 / 2.1、丙",
        "1-2 paragraph 1.1 甲 ⏎ 3-4 paragraph 1.2 乙 ⏎ 5 paragraph 2.1 丙",
    ),
    ("## 1. 甲 / 1、子 / ## 2. 乙", "1-4 heading-2 1 甲 ⏎   3-4 paragraph 1 子 ⏎ 5 heading-2 2 乙"),
    (
        "1、甲 / 1、子 / 2、丑 / 2、乙 / ## 丁",
        "1-6 paragraph 1 甲 ⏎   3-4 paragraph 1 子 ⏎   5-6 paragraph 2 丑"
        " ⏎ 7-8 paragraph 2 乙 ⏎ 9 heading-2 丁",
    ),
    ("## 1. 甲 / > - 2、乙", "1-3 heading-2 1 甲 ⏎   3 list-2 2 乙"),
    ("## 1. 甲 / **2. 乙**", "1-2 heading-2 1 甲 ⏎ 3 bold 2 乙"),
    ("## 1. 甲 / 文？ / **2. 乙**", "1-5 heading-2 1 甲 ⏎   3-5 sentence 文？ ⏎     5 bold 2 乙"),
]
SHAPES = [
    (
        "## 甲 / **子** / **丑** / ## 乙",
        "1-6 heading-2 甲 ⏎   3-4 bold 子 ⏎   5-6 bold 丑 ⏎ 7 heading-2 乙",
    ),
    (
        "**甲** / 1、子 / 2、丑 / **乙** / 1、寅",
        "1-6 bold 甲 ⏎   3-4 paragraph 1 子 ⏎   5-6 paragraph 2 丑 ⏎ 7-9 bold 乙 ⏎   9 paragraph 1 寅",
    ),
    (
        "甲？ / 乙？ / **丙** / 丁？",
        "1-2 sentence 甲？ ⏎ 3-6 sentence 乙？ ⏎   5-6 bold 丙 ⏎ 7 sentence 丁？",
    ),
    (
        "1、甲 / ::: question 子 ⏎ 文。 ⏎ ::: / 2、乙",
        "1-6 paragraph 1 甲 ⏎   3-6 box 子 ⏎ 7 paragraph 2 乙",
    ),
]
CONTAINERS = [
    (
        "- 甲 ⏎   - 子 ⏎   - 丑 ⏎ - 乙 / 文？",
        "1-3 list 甲 ⏎   2 list-2 子 ⏎   3 list-2 丑 ⏎ 4-6 list 乙 ⏎   6 sentence 文？",
    ),
    (
        "1. 甲 ⏎    1. 子 ⏎    2. 丑 ⏎ 2. 乙",
        "1-3 list 1 甲 ⏎   2 list-2 1 子 ⏎   3 list-2 2 丑 ⏎ 4 list 2 乙",
    ),
    ("- 甲 / 文。 / - 乙 / 文。", "1-4 list 甲 ⏎ 5-7 list 乙"),
    ("> 甲？ / 文？ / > 乙？", "1-4 quote 甲？ ⏎   3-4 sentence 文？ ⏎ 5 quote 乙？"),
    (
        "> 甲？ ⏎ > - 子 ⏎ >   - 丑 / 乙？",
        "1-5 quote 甲？ ⏎   2-3 list-2 子 ⏎     3 list-3 丑 ⏎   5 sentence 乙？",
    ),
    (  # what stands in an item ends with it, and a number outside is no part of the list inside
        "1. 甲 ⏎    - 子 / 1、外 ⏎ 2、丑",
        "1-5 list 1 甲 ⏎   2 list-2 子 ⏎   4 paragraph 1 外 ⏎   5 paragraph 2 丑",
    ),
    ("1、甲 / - 子 / 2、乙", "1-4 paragraph 1 甲 ⏎   3-4 list 子 ⏎ 5 paragraph 2 乙"),
    # a line that goes on outside an item, be it indented below it or not
    ("1、甲 / - 子 ⏎ 2、乙", "1-3 paragraph 1 甲 ⏎   3 list 子 ⏎ 4 paragraph 2 乙"),
    ("1、甲 / - 子 ⏎   2、乙", "1-3 paragraph 1 甲 ⏎   3 list 子 ⏎ 4 paragraph 2 乙"),
    ("1、甲 / - 子 ⏎   文。 ⏎   2、乙", "1-4 paragraph 1 甲 ⏎   3-4 list 子 ⏎ 5 paragraph 2 乙"),
    ("1、甲 / - 子 ⏎   **2、乙**", "1-4 paragraph 1 甲 ⏎   3-4 list 子 ⏎     4 bold 2 乙"),
    ("1、甲 / - 子 /   2. 丑", "1-5 paragraph 1 甲 ⏎   3-5 list 子 ⏎     5 list-2 2 丑"),
    ("- 子 ⏎   2、乙", "1-2 list 子 ⏎   2 paragraph 2 乙"),
]


@pytest.mark.parametrize(("told", "nodes"), [*HEADINGS, *NUMBERS, *SHAPES, *CONTAINERS])
def test_nodes_nest(told: str, nodes: str) -> None:
    assert drawn(told) == nodes


def test_a_node_ends_before_what_follows_it_and_not_behind_what_holds_it() -> None:
    told = "# 甲 / - 子 ⏎   1、丑 / 文。 / ## 乙 / > 寅 / 文。 / # 丙 / 文。"
    made = outlined(told)
    assert made.title.end == 16
    for node in made.nodes:
        assert node.parent is not None
        assert node.span.end <= node.end <= node.parent.end
        for before, after in zip(node.children, node.children[1:], strict=False):
            assert before.end < after.span.start


def test_what_is_written_alike_in_one_place_is_one_series() -> None:
    told = "# 甲 / 1、子 / > 又 / 2、丑 / # 乙 / 1、寅 / 2、卯 / 一、辰"
    nodes = {node.text: node for node in outlined(told).nodes}
    assert nodes["子"].series == nodes["丑"].series
    assert nodes["寅"].series == nodes["卯"].series
    assert len({nodes[text].series for text in ("甲", "子", "寅", "又", "辰")}) == 5
    before = {text: node.previous and node.previous.text for text, node in nodes.items()}
    assert before == {
        "甲": None, "子": None, "又": None, "丑": "子",
        "乙": "甲", "寅": None, "卯": "寅", "辰": None,
    }  # fmt: skip


def test_long_posts_nest() -> None:
    numbers = [n for _ in range(4) for n in range(1, 5001)]
    nodes = outlined(" ⏎ ".join(f"{n}、词" for n in numbers)).nodes
    assert [node.number.value[0] for node in nodes if node.number] == numbers
    assert [node.end for node in nodes] == list(range(1, 20001))
    again = outlined(" ⏎ ".join(["1、词"] * 20000)).nodes
    assert {len(ancestors(node)) for node in again} == {1}


def test_deep_posts_nest() -> None:
    deep = 5000
    nodes = [
        Node("item", Span(n, n), "词", "词", ("bullet", n), depth=n, inside=deep)
        for n in range(1, deep + 1)
    ]
    title = Node("title", Span(0, 0), "", "", ("title",), end=deep)
    openings = [Opening(node, node.depth) for node in nodes]
    openings += [Opening(None, node.depth) for node in reversed(nodes)]
    assert nest(title, openings, ["词"] * deep) == nodes
    assert len(ancestors(nodes[-1])) == deep
    assert {node.end for node in nodes} == {deep}

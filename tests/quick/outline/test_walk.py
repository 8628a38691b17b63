"""Which lines of a post become nodes, and what each node holds."""

from __future__ import annotations

import pytest

from pipeline.ir import Span
from tests.quick.outline.helpers import PLAIN, outlined, walked

HEADINGS = [
    # a post; its nodes: lines, way of writing, number, text, "→" and an answer behind it
    ("## 什么是栈？", "1 heading-2 什么是栈？"),
    ("# 甲 / ###### 己", "1 heading-1 甲 ⏎ 3 heading-6 己"),
    ("####### 甲", "1 short ####### 甲"),
    ("## 甲 ##", "1 heading-2 甲"),
    ("## 3. 栈", "1 heading-2 3 栈"),
    ("## 7", "1 heading-2 7 "),
    ("## **栈**", "1 heading-2 栈"),
    ("栈 ⏎ ==", "1-2 heading-1 栈"),
    ("栈 ⏎ ---", "1-2 heading-2 栈"),
    ("##栈是什么", "1 heading-2 栈是什么"),
    ("文。 ⏎ ###栈 ⏎ 文。", "2 heading-3 栈"),
    ("#!栈", "1 short #!栈"),
    ("<h2>什么是栈？</h2>", "1 heading-2 什么是栈？"),
    ("<h3 id='a'>2. 栈</h3>", "1 heading-3 2 栈"),
    ("## <h4>栈</h4>", "1 heading-4 栈"),
    ("> # 栈？ ⏎ > ## 堆？", "1 quote 栈？ ⏎ 2 bold 堆？"),
    ("- # 栈 ⏎   ## 堆", "1 bold 栈 ⏎ 2 bold 堆"),
    ("##", ""),
]
LINES = [
    ("1、什么是栈", "1 paragraph 1 什么是栈"),
    ("（2）栈", "1 paragraph 2 栈"),
    ("③ 栈", "1 paragraph 3 栈"),
    ("四、栈", "1 paragraph 4 栈"),
    ("第5题 栈", "1 paragraph 5 栈"),
    ("问题6：栈", "1 paragraph 6 栈"),
    ("7\\. 栈", "1 paragraph 7 栈"),
    ("**8. 栈**", "1 bold 8 栈"),
    ("2.10、栈 ⏎ 文。", "1 paragraph 2.10 栈"),
    ("文。 ⏎ 1、甲 ⏎ 2、乙 ⏎ 文。", "2 paragraph 1 甲 ⏎ 3 paragraph 2 乙"),
    ("1、 ⏎ 什么是栈？", "1-2 paragraph 1 什么是栈？"),
    ("1、什么是栈？答：表", "1 paragraph 1 什么是栈？ → 答：表"),
    ("**什么是栈？**", "1 bold 什么是栈？"),
    ("文。 ⏎ **栈** ⏎ 文。", "2 bold 栈"),
    ("**栈**：后进先出", "1 bold-head 栈 → 后进先出"),
    ("*栈是什么*", "1 italic 栈是什么"),
    ("_栈_", "1 italic 栈"),
    ("Q: 什么是栈？ ⏎ A: 后进先出", "1 question 什么是栈？"),
    ("**问：** 栈 ⏎ 答：后进先出", "1 question 栈"),
    ("Q1: 栈", "1 paragraph 1 栈"),
    ("文。 ⏎ 什么是栈？ ⏎ 文。", "2 sentence 什么是栈？"),
    ("说说栈的优缺点", "1 sentence 说说栈的优缺点"),
    ("下列哪个是栈（ ）", "1 sentence 下列哪个是栈（ ）"),
    ("短句", "1 short 短句"),
    ("😀 什么是栈？", "1 sentence 什么是栈？"),
    ("1、说到栈， ⏎ 它像堆吗？", "1-2 paragraph 1 说到栈，它像堆吗？"),
    ("1、说到栈， ⏎ 它像堆。", "1 paragraph 1 说到栈，"),
    ("1、说到栈 ⏎ 它像堆吗？", "1 paragraph 1 说到栈 ⏎ 2 sentence 它像堆吗？"),
    ("1、什么是栈， ⏎ 它像堆吗？", "1 paragraph 1 什么是栈， ⏎ 2 sentence 它像堆吗？"),
    ("1、什么是栈？答：表， ⏎ 是吗？", "1 paragraph 1 什么是栈？ → 答：表， ⏎ 2 sentence 是吗？"),
    ("1、说到栈。 ⏎ 它像堆吗？", "1 paragraph 1 说到栈。 ⏎ 2 sentence 它像堆吗？"),
    ("说过了。 ⏎ 它们一样吗？", "2 sentence 它们一样吗？"),
    ("一句话，说完了。", ""),
    ("一句话 ⏎ 又一句", ""),
    (f"{'长' * 41}", ""),
    ("2024 年的事情很多。", ""),
]
CONTAINERS = [
    ("- 甲 ⏎   - 乙 ⏎     - 丙", "1 list 甲 ⏎ 2 list-2 乙 ⏎ 3 list-3 丙"),
    ("1. 甲 ⏎    1) 乙 ⏎ 2. 丙", "1 list 1 甲 ⏎ 2 list-2 1 乙 ⏎ 3 list 2 丙"),
    ("1. 甲 ⏎ 1. 乙 ⏎ 1. 丙", "1 list 1 甲 ⏎ 2 list 2 乙 ⏎ 3 list 3 丙"),
    ("1. 甲 ⏎ 2. 乙 ⏎ 3. 丙", "1 list 1 甲 ⏎ 2 list 2 乙 ⏎ 3 list 3 丙"),
    ("1. 甲 ⏎ 1. 乙", "1 list 1 甲 ⏎ 2 list 1 乙"),
    ("- 1、甲 ⏎ - **2、乙**", "1 list 1 甲 ⏎ 2 list 2 乙"),
    ("- Q: 栈 ⏎ - A: 后进先出", "1 list 栈"),
    ("- [ ] 什么是栈？", "1 list 什么是栈？"),
    ("- 甲 ⏎   又一行。 ⏎   什么是乙？", "1 list 甲 ⏎ 3 sentence 什么是乙？"),
    ("1. 甲 ⏎ 2、乙", "1 list 1 甲 ⏎ 2 paragraph 2 乙"),
    ("- 甲 ⏎ 什么是乙？", "1 list 甲 ⏎ 2 sentence 什么是乙？"),
    ("- 甲 ⏎ 懒行", "1 list 甲"),
    ("- 甲 ⏎ - > 乙", "1 list 甲 ⏎ 2 quote 乙"),
    ("> 什么是栈？", "1 quote 什么是栈？"),
    ("> 什么是栈？ ⏎ > 说说看。", "1-2 quote 什么是栈？"),
    ("> 什么是栈？答：表 ⏎ > 又。", "1 quote 什么是栈？ → 答：表"),
    ("> 1、栈", "1 quote 1 栈"),
    ("> 栈 ⏎ > - 甲 ⏎ > - 乙", "1 quote 栈 ⏎ 2 list-2 甲 ⏎ 3 list-2 乙"),
    ("> - 甲", "1 list-2 甲"),
    ("> > 栈？", "1 quote 栈？"),
    ("| 问题 | 答案 | ⏎ |--|--| ⏎ | 甲？ | 乙 | ⏎ | 丙 | |", "3 table 甲？ → 乙 ⏎ 4 table 丙"),
    ("| 号 | 题 | 解 | ⏎ |-|-|-| ⏎ | 1 | 甲 | 乙 |", "3 table 甲 → 乙"),
    ("| 名 | 值 | ⏎ |--|--| ⏎ | 甲？ | 乙 |", ""),
    ("| 值 | 问题 | ⏎ |--|--| ⏎ | 甲 | 乙？ |", ""),
    ("| 问题 | 答案 | ⏎ |--|--|", ""),
]
FOLDS = [
    ("<details><summary>什么是栈？</summary> / 文。 / </details>", "1 summary 什么是栈？"),
    ("<details> ⏎ <summary>1. 栈</summary> ⏎ 文。 ⏎ </details>", "1-2 summary 1 栈"),
    ("<summary><b>栈</b> ⏎ </summary>", "1-2 summary 栈"),
    ("<summary>A &lt; B？</summary>", "1 summary A < B？"),
    ("<summary>什么是栈？</summary>表 ⏎ </details>", "1 summary 什么是栈？ → 表"),
    ("<summary>题目</summary> / <summary>题目</summary>", "1 summary 题目 ⏎ 3 summary 题目"),
    ("<summary>甲</summary> / <summary>乙</summary>", "1 summary 甲 ⏎ 3 summary 乙"),
    ("<details><summary>答案</summary> / ## 栈 / </details> / ## 堆", "3 bold 栈 ⏎ 7 heading-2 堆"),
    (
        "<details><summary>什么是栈？</summary> / ## 栈 / </details>",
        "1 summary 什么是栈？ ⏎ 3 bold 栈",
    ),
    ("<details><summary>点击展开</summary> / ## 栈 / </details>", "3 heading-2 栈"),
]
BOXES = [
    ("::: details 什么是栈？ ⏎ 文。 ⏎ :::", "1 box 什么是栈？"),
    ("::: question 栈 ⏎ 文。 ⏎ :::", "1 box 栈"),
    ('!!! question "1. 栈" ⏎     文。', "1 box 1 栈"),
    ('??? note "什么是栈？" ⏎     文。', "1 box 什么是栈？"),
    ('{{< details "什么是栈？" >}} ⏎ 文。 ⏎ {{< /details >}}', "1 box 什么是栈？"),
    ("{% folding 什么是栈？ %} ⏎ 文。 ⏎ {% endfolding %}", "1 box 什么是栈？"),
    ("> [!faq]- 栈 ⏎ > 文。", "1 box 栈"),
    ("> [!note] 什么是栈？ ⏎ > 什么是堆？ ", "1 box 什么是栈？ ⏎ 2 sentence 什么是堆？"),
    ("::: tip 提示 ⏎ 文。 ⏎ :::", ""),
    ("::: question ⏎ 文。 ⏎ :::", ""),
    ("> [!note] 提示 ⏎ > 文。", ""),
]
CARDS = [
    ("栈是什么 ⏎ ? ⏎ 后进先出", "1 card 栈是什么"),
    ("栈是什么 ⏎ 请讲讲 ⏎ ?? ⏎ 后进先出", "1-2 card 栈是什么"),
    ("栈是什么 / ? / 文。", "1 card 栈是什么"),
    ("- 栈 ⏎   ? ⏎   后进先出", "1 list 栈"),
    (
        "栈的顶::表尾 ⏎ 堆的顶:::根部 / 甲 ⏎ ?",
        "1 card 栈的顶 → 表尾 ⏎ 2 card 堆的顶 → 根部 ⏎ 4 card 甲",
    ),
    ("栈的顶::表尾", "1 short 栈的顶::表尾"),
]
CODE_AND_HTML = [
    ("``` ⏎ f() ⏎ 题目：栈 ⏎ ```", ""),
    ("``` ⏎ ## 栈 ⏎ 1、堆？ ⏎ ```", ""),
    ("    1、栈？", ""),
    ("<p>什么是栈？</p>", "1 html 什么是栈？"),
    ("<p>1、栈</p>", "1 html 1 栈"),
    ("<p>什么是 ⏎ 栈？</p>", "1-2 html 什么是 栈？"),
    ("<p>栈后进先出。</p>", ""),
    ("<center> ⏎ ## 栈 ⏎ **堆** ⏎ </center>", "2 heading-2 栈 ⏎ 3 bold 堆"),
    ("<br>什么是栈？", "1 sentence 什么是栈？"),
    ("<table><tr><td> ⏎ 1、栈？ ⏎ </td></tr></table>", ""),
]
ALL = [*HEADINGS, *LINES, *CONTAINERS, *FOLDS, *BOXES, *CARDS, *CODE_AND_HTML]
MARKERS = [
    ("## 答案 / 文。", {1}),
    ("### Solution: greedy", {1}),
    ("> **答案** ⏎ ## 答：", {2}),
    ("<details><summary>点击查看</summary> / 文。 / </details>", {1}),
    ("<summary>甲</summary> / <summary>甲</summary>", {1, 3}),
    ("::: tip 答案 ⏎ 文。 ⏎ :::", {1}),
    ("::: details 点击查看 ⏎ 文。 ⏎ :::", {1}),
    ("> [!success] 好 ⏎ > 文。", {1}),
    ("<p>答案：表</p>", {1}),
    ("栈？ ⏎ ? ⏎ 表", {2}),
    ("- 栈？ ⏎   ?? ⏎   表", {2}),
]


@pytest.mark.parametrize(("told", "nodes"), ALL)
def test_each_line_that_could_be_a_prompt_is_a_node(told: str, nodes: str) -> None:
    assert walked(told) == nodes


def test_terms_are_nodes_whether_the_engine_knows_definition_lists_or_not() -> None:
    assert [n.text for n in outlined("栈 ⏎ : 文。 / 堆 ⏎ : 文。").nodes] == ["栈", "堆"]
    assert walked("栈 ⏎ : 文。 / 堆 ⏎ : 文。", PLAIN) == "1 term 栈 ⏎ 4 term 堆"


def test_a_fence_that_holds_a_question_is_one_node() -> None:
    [node] = outlined("文。 / ```js ⏎ // 题目1：栈 ⏎ f() ⏎ ``` / 文。").nodes
    assert (node.kind, node.span, node.inside, node.put) == ("code", Span(3, 6), 6, True)
    assert node.number is not None
    assert node.number.value == (1,)
    assert node.markdown == "```js\n// 题目1：栈\nf()\n```"


@pytest.mark.parametrize(("told", "lines"), MARKERS)
def test_lines_that_only_mark_an_answer_are_no_nodes(told: str, lines: set[int]) -> None:
    made = outlined(told)
    assert made.markers == lines
    assert lines.isdisjoint(node.span.start for node in made.nodes)


@pytest.mark.parametrize(
    "told", ["答案：表", "**答：** 表", "> 答：表", "- 答：表", "【解析】 / 文。"]
)
def test_a_line_that_opens_an_answer_is_no_node(told: str) -> None:
    assert walked(told) == ""


@pytest.mark.parametrize(
    ("told", "body", "line"),
    [
        ("--- ⏎ title: 栈 ⏎ --- ⏎ # 栈", 4, 2),
        ('+++ ⏎ draft = true ⏎ title = "栈" ⏎ +++', 5, 3),
        ('{ ⏎   "title": "栈" ⏎ }', 4, 2),
        ("--- ⏎ --- ⏎ 文。 / # 栈", 3, 5),
        ("# 栈 / 文。", 1, 1),
        ("# 堆 / # 栈", 1, 0),
        ("## 栈", 1, 1),
        ("## 堆 / ## 栈", 1, 0),
        ("文。", 1, 0),
    ],
)
def test_the_title_stands_where_a_line_says_it(told: str, body: int, line: int) -> None:
    made = outlined(told, "栈", body=body)
    assert (made.title.text, made.title.span.start) == ("栈", line)


def test_lines_that_are_no_text_are_told_by_what_holds_them() -> None:
    told = "文。 / ``` ⏎ f() ⏎ ``` / --- / <p>甲</p> / |甲| ⏎ |--| / $$ ⏎ x ⏎ $$ / - *** "
    assert outlined(told).kinds == {
        3: "code", 4: "code", 5: "code", 7: "rule", 9: "html", 11: "table", 12: "table",
        14: "math", 15: "math", 16: "math", 18: "rule",
    }  # fmt: skip


def test_a_box_an_item_and_a_quote_end_where_their_container_does() -> None:
    inside = {node.text: node.inside for node in outlined(
        "::: question 甲 ⏎ 文。 ⏎ ::: / - 乙 ⏎   文。 / > 丙 ⏎ > 文。 / ## 丁"
    ).nodes}  # fmt: skip
    assert inside == {"甲": 3, "乙": 6, "丙": 9, "丁": 0}

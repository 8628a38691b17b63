"""One line as a prompt: its number, its emphasis, its mark, and an answer that begins behind it."""

from __future__ import annotations

from typing import get_args

import pytest

from pipeline.ir import Span
from pipeline.outline.nodes import Kind, Node
from pipeline.outline.numbers import Number
from pipeline.outline.prompts import prompt, shown, starred
from tests.quick.outline.helpers import MARKDOWN, measure_of

MEASURE = measure_of(MARKDOWN.document("[r]: http://x.example\n", 1), MARKDOWN)
KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}

NUMBERS = [
    # kind, line; number, flags: text, "as" Markdown that differs, "→" an opened answer, "⇢" another
    ("line", "1. 栈", "plain 1: 栈"),
    ("line", "1、栈", "plain 1: 栈"),
    ("line", "１、栈", "plain 1: 栈"),
    ("line", "10) 栈", "plain 10: 栈"),
    ("line", "1.2.3、栈", "plain 1.2.3: 栈"),
    ("line", "1.2 栈", "spaced 1.2: 栈"),
    ("line", "十二、栈", "han 12: 栈"),
    ("line", "（三）栈", "paren 3: 栈"),
    ("line", "【4】栈", "paren 4: 栈"),
    ("line", "⑤ 栈", "circled 5: 栈"),
    ("line", "6️⃣ 栈", "plain 6: 栈"),
    ("line", "第7题：栈", "ordinal 7 put: 栈"),
    ("line", "Q8 栈", "question 8: 栈"),
    ("line", "Q8: 栈", "question 8 put: 栈"),
    ("line", "问题九：栈", "question 9 put: 栈"),
    ("line", "问题九：栈满了。", "question 9: 栈满了。"),
    ("line", "问题九：栈满了怎么办。", "question 9 put: 栈满了怎么办。"),
    ("line", "Q9：栈满了。", "question 9 put: 栈满了。"),
    ("line", "**第二个问题：栈满了。**", "ordinal 2 bold: 栈满了。"),
    ("line", "Question 3. stack", "question 3 put: stack"),
    ("line", "😀 1. 栈", "plain 1: 栈"),
    ("line", "[1、栈](http://x.example)", "plain 1: 栈 as [栈](http://x.example)"),
    ("line", "1. [栈][r]", "plain 1: 栈 as [栈][r]"),
    ("line", "2.", "plain 2: "),
    ("line", "12 栈", "-: 12 栈"),
    ("line", "12 个栈", "-: 12 个栈"),
    ("line", "9.9", "-: 9.9"),
    ("line", "1. 9.9", "-: 1. 9.9"),
    ("line", "7", "-: 7"),
    ("heading", "3 栈", "plain 3: 栈"),
    ("heading", "1.1 栈", "plain 1.1: 栈"),
    ("heading", "7", "plain 7: "),
    ("heading", "1.2.3", "-: 1.2.3"),
    ("heading", "2. 0", "-: 2. 0"),
    ("heading", "3 种栈", "-: 3 种栈"),
    ("summary", "3 栈", "plain 3: 栈"),
    ("quote", "3 栈", "-: 3 栈"),
]
EMPHASIS = [
    ("line", "**栈**", "- bold: 栈"),
    ("line", "__栈__", "- bold: 栈"),
    ("line", "***栈***", "- bold: 栈"),
    ("line", "*栈*", "- bold italic: 栈"),
    ("line", "_栈_", "- bold italic: 栈"),
    ("line", "==栈==", "- bold: 栈"),
    ("line", "<u>栈</u>", "- bold: 栈"),
    ("line", "<strong>栈</strong>", "- bold: 栈"),
    ("line", "**栈**：", "- bold: 栈"),
    ("line", "✅ **栈**", "- bold: 栈"),
    ("line", "**栈** 🔥", "- bold: 栈"),
    ("line", "**1. 栈**", "plain 1 bold: 栈"),
    ("line", "1. **栈**", "plain 1 bold: 栈"),
    ("heading", "**一、栈**", "han 1 bold: 栈"),
    ("line", "**甲**和**乙**有什么区别？", "-: 甲和乙有什么区别？ as **甲**和**乙**有什么区别？"),
    ("line", "** 栈 **", "-: ** 栈 **"),
    ("line", "__ 栈 __", "-: __ 栈 __"),
    ("line", "**栈 **", "- bold: **栈 **"),
    ("heading", "2. **栈 **", "plain 2 bold: **栈 **"),
    ("line", "**2. 栈是什么？ **", "plain 2 bold: 栈是什么？"),
    ("line", "什么是 `栈`？", "-: 什么是 栈？ as 什么是 `栈`？"),
    ("line", "**`f()`是什么**", "- bold: f()是什么 as `f()`是什么"),
    ("line", "$a_1$ 是什么", "-: a_1 是什么 as $a_1$ 是什么"),
    ("line", "a &lt; b？", "-: a < b？ as a &lt; b？"),
    ("line", "- [x] 栈", "-: - [x] 栈"),
    ("line", "[x] 栈", "-: 栈"),
]
MARKS = [
    ("line", "Q: 栈", "- put: 栈"),
    ("line", "Q：栈", "- put: 栈"),
    ("line", "Q. stack", "- put: stack"),
    ("line", "问：栈", "- put: 栈"),
    ("line", "问题：栈", "- put: 栈"),
    ("line", "**Q：** 栈", "- put: 栈"),
    ("line", "**Q**：栈", "- put: 栈"),
    ("line", "**Q：栈**", "- bold put: 栈"),
    ("line", "1. 问：栈", "plain 1 put: 栈"),
    ("line", "**1. Q: 栈**", "plain 1 bold put: 栈"),
    ("heading", "Q: 栈", "- put: 栈"),
    ("item", "Q: 栈", "- put: 栈"),
    ("line", "Q栈", "-: Q栈"),
    ("line", "栈 Q: 堆", "-: 栈 Q: 堆"),
]
OPENINGS = [
    # behind a marker
    ("line", "什么是栈？答：表", "-: 什么是栈？ → 答：表"),
    ("line", "什么是栈？ **答：** 表", "-: 什么是栈？ → **答：** 表"),
    ("line", "1. 栈 Answer: LIFO", "plain 1: 栈 → Answer: LIFO"),
    ("line", "Q: 什么是栈？A: 表", "- put: 什么是栈？ → A: 表"),
    ("heading", "什么是栈？答：表", "-: 什么是栈？ → 答：表"),
    ("line", "说说答：是什么", "-: 说说答：是什么"),
    # behind bold type
    ("line", "**栈**：后进先出", "- bold: 栈 → 后进先出"),
    ("line", "**栈：** 后进先出", "- bold: 栈 → 后进先出"),
    ("line", "1. **什么是栈？** 后进先出", "plain 1 bold: 什么是栈？ → 后进先出"),
    ("line", "**1. 栈** 后进先出", "plain 1 bold: 栈 → 后进先出"),
    ("line", "**栈**：是什么？", "-: 栈：是什么？ as **栈**：是什么？"),
    ("line", "**栈** ...", "-: 栈 ... as **栈** ..."),
    ("heading", "**栈**：后进先出", "-: 栈：后进先出 as **栈**：后进先出"),
    # behind a question mark
    ("line", "什么是栈？后进先出的表", "-: 什么是栈？ ⇢ 后进先出的表"),
    ("line", "1. What is it? A list.", "plain 1: What is it? ⇢ A list."),
    ("line", "什么是栈？表", "-: 什么是栈？表"),
    ("line", "什么是栈？什么是堆？", "-: 什么是栈？什么是堆？"),
    ("line", "什么是`栈`？后进先出的表", "-: 什么是栈？后进先出的表 as 什么是`栈`？后进先出的表"),
    ("heading", "什么是栈？后进先出的表", "-: 什么是栈？后进先出的表"),
    # a filled blank
    ("line", "1. 栈是表（√）", "plain 1 put: 栈是表（√） → （√）"),
    ("line", "1. 栈是表 (×)。", "plain 1 put: 栈是表 (×)。 → (×)。"),
    ("line", "1. 栈是（ B ）", "plain 1 put: 栈是（ B ） → （ B ）"),
    ("line", "1. 栈是（b）的一种", "plain 1 put: 栈是（b）的一种 → （b）"),
    ("line", "1. （A）是栈", "plain 1 put: （A）是栈 → （A）"),
    ("line", "1. 栈 (AC)", "plain 1 put: 栈 (AC) → (AC)"),
    ("line", "栈是表（√）", "-: 栈是表（√）"),
    ("line", "1. 调用 f(x)", "plain 1: 调用 f(x)"),
    ("line", "1. 栈（ ）", "plain 1: 栈（ ）"),
]


def told(node: Node) -> str:
    """Return all that was read from a prompt."""
    number = node.number
    said = [f"{number.family} {'.'.join(map(str, number.value))}" if number else "-"]
    said += ["bold"] * node.bold + ["italic"] * node.italic + ["put"] * node.put
    text = [node.text] + [f"as {node.markdown}"] * (node.markdown != node.text)
    text += [f"{'→' if node.opened else '⇢'} {node.opening}"] * bool(node.opening)
    return f"{' '.join(said)}: {' '.join(text)}"


@pytest.mark.parametrize(("kind", "line", "says"), [*NUMBERS, *EMPHASIS, *MARKS, *OPENINGS])
def test_a_line_is_read_as_a_prompt(kind: str, line: str, says: str) -> None:
    assert told(prompt(line, Span(1, 1), KINDS[kind], 0, MEASURE)) == says


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("栈", "plain 3: 栈"),
        ("**栈**", "plain 3 bold: 栈"),
        ("1、栈", "plain 3: 1、栈"),
        ("Q: 栈", "plain 3 put: 栈"),
        ("栈（√）", "plain 3 put: 栈（√） → （√）"),
        ("什么是栈？答：表", "plain 3: 什么是栈？ → 答：表"),
    ],
)
def test_a_number_that_stands_before_a_line_is_its_number(line: str, says: str) -> None:
    number = Number("plain", "3", (3,), "")
    node = prompt(line, Span(4, 5), "item", 2, MEASURE, number)
    assert told(node) == says
    assert (node.kind, node.span, node.depth, node.number) == ("item", Span(4, 5), 2, number)


@pytest.mark.parametrize(
    ("markdown", "text"),
    [(" 栈 ", "栈"), ("**栈**", "栈"), ("[栈][r]", "栈"), ("<b>栈</b>", "栈"), ("a\\*", "a*")],
)  # fmt: skip
def test_shown_is_what_a_reader_sees(markdown: str, text: str) -> None:
    assert shown(markdown, MEASURE) == text


@pytest.mark.parametrize("line", ["**甲**和**乙**", "栈", "**栈", "甲**乙**", "** 栈 **"])
def test_a_line_that_is_set_off_in_part_is_not_set_off(line: str) -> None:
    assert starred(line) is None

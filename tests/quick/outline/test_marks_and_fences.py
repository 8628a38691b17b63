"""Boxes, ornaments, blanks and cards; and fences that nobody meant to leave open."""

from __future__ import annotations

import re

import pytest

from pipeline.outline.fences import closed, every_block
from pipeline.outline.marks import (
    BLANK,
    CARD,
    CARD_SIDES,
    CONTENTS,
    FILLED,
    OPTION,
    Box,
    box,
    without_ornaments,
)
from tests.quick.outline.helpers import MARKDOWN, post, told_again

BOXES = [
    # the line that opens a box; its kind, name and title
    ("::: question 栈", ("container", "question", "栈")),
    ("::::tip 栈", ("container", "tip", "栈")),
    ("  ::: {.note} 栈", ("container", "note", "栈")),
    ("::: details", ("container", "details", "")),
    ("::: tip [栈]", ("container", "tip", "栈")),
    ('!!! question "栈"', ("admonition", "question", "栈")),
    ("!!! note “栈”", ("admonition", "note", "栈")),
    ('??? faq "栈"', ("admonition", "faq", "栈")),
    ('???+ faq "栈"', ("admonition", "faq", "栈")),
    ('{{< details "栈" >}}', ("shortcode", "details", "栈")),
    ('{{% fold title="栈" %}}', ("shortcode", "fold", "栈")),
    ('{{< fold "栈" true >}}', ("shortcode", "fold", "栈")),
    ("{% folding 栈 %}", ("tag", "folding", "栈")),
    ("{% note info, 栈 %}", ("tag", "note", "info, 栈")),
    ("> [!faq] 栈", ("callout", "faq", "栈")),
    ("> [!faq]- 栈", ("callout", "faq", "栈")),
    ("> [!NOTE]", ("callout", "NOTE", "")),
]
ENDS = [
    # what opens a box on its first line; the line on which it ends, 0 for none
    ("::: tip 栈 ⏎ 文。 / 文。 ⏎ ::: ⏎ 文。", 5),
    ("::: tip 栈 ⏎ 文。 ⏎ :::: ⏎   ::: ⏎ 文。", 4),
    (":::: tip 栈 ⏎ ::: tip 堆 ⏎ ::: ⏎ ::::", 4),
    ("::: tip 栈 ⏎ 文。", 0),
    ('!!! note "栈" ⏎     文。 / \t文。 ⏎ 文。', 4),
    ('!!! note "栈" ⏎     文。', 2),
    ('{{< fold "栈" >}} ⏎ 文。 ⏎ {{< /fold >}}', 3),
    ('{{< fold "栈" >}} ⏎ 文。 ⏎ {{</ fold >}}', 3),
    ('{{< fold "栈" >}} ⏎ 文。 ⏎ {{< /note >}}', 0),
    ("{% note 栈 %} ⏎ 文。 ⏎ {% endnote %}", 3),
    ("{% note 栈 %} ⏎ 文。 ⏎ {% ENDNOTE %}", 3),
    ("{% note 栈 %} ⏎ 文。 ⏎ {% endfold %}", 0),
    ("> [!faq] 栈 ⏎ > 文。 ⏎ >文。 / > 文。", 3),
    ("> [!faq] 栈", 1),
]
FENCES = [
    # a post; how it is read
    ("``` ⏎ a ⏎     ``` ⏎ ## 甲", "``` ⏎ a ⏎ ``` ⏎ ## 甲"),
    ("~~~ ⏎ a ⏎     ~~~ ⏎ ## 甲", "~~~ ⏎ a ⏎ ~~~ ⏎ ## 甲"),
    ("```js ⏎ a ⏎ \t ``` ⏎ ## 甲", None),
    ("```js ⏎ a ⏎      ``` ⏎ ## 甲 ⏎ ```js ⏎ b ⏎ ```", "```js ⏎ a ⏎ ``` ⏎ ## 甲 ⏎ ```js ⏎ b ⏎ ```"),
    (
        "``` ⏎ a ⏎     ``` / ```b ⏎ b ⏎     ``` / ```c ⏎ c ⏎ ```",
        "``` ⏎ a ⏎ ``` / ```b ⏎ b ⏎ ``` / ```c ⏎ c ⏎ ```",
    ),
    # a fence that holds a deeper one, and is closed
    ("``` ⏎ a ⏎     ``` ⏎ b ⏎ ```", None),
    ("``` ⏎ a ⏎ ``` ⏎ ## 甲", None),
    ("``` ⏎ ~~~ ⏎ a ⏎ ~~~ ⏎ ```", None),
    ("``` ⏎ a ⏎   ``` ⏎ ## 甲", None),
    # one that stays open: an ornament where whole fences stand in it
    ("~~~ ⏎ ## 甲 ⏎ ```js ⏎ a ⏎ ``` ⏎ 文。", " ⏎ ## 甲 ⏎ ```js ⏎ a ⏎ ``` ⏎ 文。"),
    ("``` ⏎ ## 甲 ⏎ ~~~ ⏎ a ⏎ ~~~", " ⏎ ## 甲 ⏎ ~~~ ⏎ a ⏎ ~~~"),
    ("``` ⏎ ## 甲 ⏎ ~~~ ⏎ a", None),
    ("```text ⏎ ## 甲 ⏎ ~~~ ⏎ a ⏎ ~~~", None),
    ("``` ⏎ ## 甲", None),
    ("    a / ## 甲", None),
]


@pytest.mark.parametrize(("line", "is_box"), BOXES)
def test_a_box_opens_with_its_name_and_title(line: str, is_box: tuple[str, str, str]) -> None:
    found = box(line)
    assert found is not None
    assert (found.kind, found.name, found.title) == is_box


@pytest.mark.parametrize(
    "line",
    [":::", "::: ", ": 文", "文", "!!! note", "> 文", ">", "{% note %}", "{% endnote %}",
     "{{< /fold >}}", "{{< toc >}}", "{{ page.title }}", "![图](a.png)"],
)  # fmt: skip
def test_other_lines_open_no_box(line: str) -> None:
    assert box(line) is None


@pytest.mark.parametrize(("told", "end"), ENDS)
def test_a_box_ends_where_its_kind_does(told: str, end: int) -> None:
    lines = post(told)[:-1].split("\n")
    found = box(lines[0])
    assert found is not None
    assert found.end(lines, 1) == end


def test_a_box_ends_below_the_line_on_which_it_opens() -> None:
    lines = ["::: tip 甲", ":::", "::: tip 乙", "文。", ":::"]
    assert [Box("container", "tip", "", ":::").end(lines, line) for line in (1, 3)] == [2, 5]


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (["details", "fold", "folding", "collapse", "Spoiler", "hideToggle"], "folds"),
        (["question", "FAQ", "exercise", "quiz"], "asks"),
        (["answer", "solution", "success", "spoiler"], "solves"),
        (["tip", "warning", "info"], ""),
    ],
)
def test_the_name_of_a_box_may_say_what_it_is_for(names: list[str], says: str) -> None:
    for name in names:
        found = Box("container", name, "")
        told = {"folds": found.folds, "asks": found.asks, "solves": found.solves}
        assert told.pop(says, True)
        assert not any(told.values()) or name.lower() == "spoiler"


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("😀 甲", "甲"),
        ("✅✅ 甲 🔥", "甲"),
        ("★甲★", "甲"),
        ("→ 甲 → 乙", "甲 → 乙"),
        (":star: 甲 :star:", "甲"),
        ("[x] 甲", "甲"),
        ("  甲  ", "甲"),
        ("😀", "😀"),
        ("甲😀乙", "甲😀乙"),
        ("[甲](a) 乙", "[甲](a) 乙"),
        ("① 甲", "① 甲"),
    ],
)
def test_ornaments_are_taken_off_before_and_behind_the_words(line: str, bare: str) -> None:
    assert without_ornaments(line) == bare


@pytest.mark.parametrize(
    ("regex", "yes", "no"),
    [
        (
            FILLED,
            ["对（√）", "甲 (B)。", "是（ A ）的", "（C）是"],
            ["甲（ ）", "f(x)", "甲（丙）", "（x、y）"],
        ),
        (BLANK, ["是（ ）", "是()。", "是( )？"], ["是（A）", "（ ）是"]),
        (
            CONTENTS,
            ["[甲](#a)", "1. [甲](#a)", "**[甲](#a)**"],
            ["[甲](a.html)", "[甲](#a) 乙", "甲"],
        ),
        (
            OPTION,
            ["A. 甲", "- B、乙", "（C）丙", "**D.** 丁", "a) 甲"],
            ["甲", "AB. 甲", "A", "I. 甲"],
        ),
        (CARD, ["?", "？？", "  ? "], ["甲?", "???", "-"]),
        (CARD_SIDES, ["栈的顶::表尾", "stack ::: a list"], ["栈的顶:表尾", "a::b", "栈的顶:: "]),
    ],
)
def test_marks_are_told_from_words(regex: re.Pattern[str], yes: list[str], no: list[str]) -> None:
    find = regex.search if regex in (FILLED, BLANK) else regex.fullmatch
    if regex is OPTION:
        find = regex.match
    assert [line for line in yes if not find(line)] == []
    assert [line for line in no if find(line)] == []


@pytest.mark.parametrize(("told", "again"), FENCES)
def test_fences_end_where_their_author_meant(told: str, again: str | None) -> None:
    document = MARKDOWN.document(post(told), 1)
    mended = closed(document, MARKDOWN)
    assert told_again("\n".join(mended.lines[:-1])) == (again or told)
    assert (mended is document) == (again is None)


def test_a_fence_that_is_mended_keeps_the_lines_of_the_file() -> None:
    told = "--- ⏎ title: 栈 ⏎ --- ⏎ ``` ⏎ a ⏎     ``` ⏎ ## 甲"
    mended = closed(MARKDOWN.document(post(told), 4), MARKDOWN)
    blocks = [(b.kind, b.start, b.end) for b in mended.blocks]
    assert (blocks, mended.body_line) == ([("code", 4, 6), ("heading", 7, 7)], 4)


def test_every_block_is_found_with_what_it_holds() -> None:
    document = MARKDOWN.document(post("- 甲 ⏎   > ``` ⏎   > a / 文。"), 1)
    kinds = [block.kind for block in every_block(document.blocks)]
    assert kinds == ["list", "item", "paragraph", "quote", "code", "paragraph"]

"""Code fences that nobody meant to leave open."""

from __future__ import annotations

import pytest

from pipeline.outline.fences import answers, closed, every_block
from tests.quick.outline.helpers import MARKDOWN, post, told_again

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


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        ("``` ⏎ 答案：B ⏎ 因为。 ⏎ ```", True), ("~~~text ⏎ 解析 ⏎ 因为。 ⏎ ~~~", True),
        ("``` ⏎ 因为。 ⏎ 答案：B ⏎ ```", False), ("```js ⏎ 答案：B ⏎ ```", False),
        ("``` ⏎ A: x ⏎ ```", False), ("    答案：B", False), ("答案：B", False), ("```", False),
    ],
)  # fmt: skip
def test_a_fence_that_holds_an_answer_as_text(told: str, answer: bool) -> None:
    document = MARKDOWN.document(post(told), 1)
    assert answers(document, document.blocks[0]) is answer

"""Which lines of a post could be prompts, shape by shape."""

from __future__ import annotations

import pytest

from pipeline.questions.shapes import as_headings
from tests.quick.questions.helpers import candidates, parsed

LINES = [
    # style · number · block:lines · prompt, and what else is known of it
    ("###### 前言\n\n**甲**", ["heading-6 · - · 0:1-1 · 前言"]),
    ("1.\n2. 甲\n\n乙", ["line (plain) · 2=2 · 0:2-2 · 甲 · list · indent 3"]),
    ("# 1. 甲", ["heading-1 (plain) · 1=1 · 0:1-1 · 甲"]),
    ("## 甲", ["heading-2 · - · 0:1-1 · 甲"]),
    ("## **甲**", ["heading-2 · - · 0:1-1 · **甲** · shows 甲"]),
    ("## Q: 甲", ["heading-2 · - · 0:1-1 · 甲 · put"]),
    ("## Q1: 甲", ["heading-2 (question) · 1=1 · 0:1-1 · 甲 · put"]),
    ("## Q：**甲**", ["heading-2 · - · 0:1-1 · **甲** · shows 甲 · put"]),
    ("## 第 1 题", ["heading-2 (ordinal) · 1=1 · 0:1-1 · 第 1 题 · put"]),
    (
        "## 第1题\n\n甲是什么？",
        [
            "heading-2 (ordinal) · 1=1 · 1:1-3 · 甲是什么？ · put",
            "sentence · - · 1:3-3 · 甲是什么？",
        ],
    ),
    (
        "## 第1题\n\n**甲**\n\n乙",
        [
            "heading-2 (ordinal) · 1=1 · 1:1-3 · 甲 · bold · put",
            "bold · - · 1:3-3 · 甲 · bold",
        ],
    ),
    ("## 第1题\n\n甲\n乙\n答案：丙", ["heading-2 (ordinal) · 1=1 · 1:1-4 · 甲/乙 · put"]),
    ("## 第1题\n\n> 甲", ["heading-2 (ordinal) · 1=1 · 1:1-3 · 甲 · put"]),
    ("## 第1题\n\n> > 甲", ["heading-2 (ordinal) · 1=1 · 0:1-1 · 第1题 · put"]),
    ("## 第1题\n\n答案：甲", ["heading-2 (ordinal) · 1=1 · 0:1-1 · 第1题 · put"]),
    (
        "## 第1题\n\n- 甲",
        [
            "heading-2 (ordinal) · 1=1 · 0:1-1 · 第1题 · put",
            "bullet · - · 1:3-3 · 甲 · list · indent 2",
        ],
    ),
    (
        "## 第1题\n\n## 第2题",
        [
            "heading-2 (ordinal) · 1=1 · 0:1-1 · 第1题 · put",
            "heading-2 (ordinal) · 2=2 · 1:3-3 · 第2题 · put",
        ],
    ),
    (
        "## 第1题\n\n**甲**  \n乙",
        ["heading-2 (ordinal) · 1=1 · 1:1-3 · 甲 · bold · put", "bold · - · 1:3-3 · 甲 · bold"],
    ),
    ("## 1. 甲\n\n乙", ["heading-2 (plain) · 1=1 · 0:1-1 · 甲"]),
    ("##\n\n甲？", ["sentence · - · 1:3-3 · 甲？"]),
    ("## 答案\n\n答：甲", ["heading-2 · - · 0:1-1 · 答案"]),
    ("#1. 甲", ["line (plain) · 1=1 · 0:1-1 · 甲"]),
    ("######1. 甲", ["line (plain) · 1=1 · 0:1-1 · 甲"]),
    ("#######1. 甲", []),
    ("Q: 甲\n1、乙", ["line (Q:) · - · 0:1-1 · 甲 · put", "line (plain) · 1=1 · 0:2-2 · 乙"]),
    ("**1. 甲** 乙", ["line (plain) · 1=1 · 0:1-1 · **甲** 乙 · shows 甲 乙"]),
    ("**甲是什么** 一二三四", ["bold · - · 0:1-1 · 甲是什么 · bold · opens 一二三四"]),
    ("**甲是什么？答：乙**", ["bold · - · 0:1-1 · 甲是什么？答：乙 · bold"]),
    ("**甲** 乙是什么？", []),
    ("1、甲？", ["line (plain) · 1=1 · 0:1-1 · 甲？"]),
    ("第1题：甲", ["line (ordinal) · 1=1 · 0:1-1 · 甲 · put"]),
    (
        "1、  \n**甲**  \n乙",
        ["line (plain) · 1=1 · 0:1-2 · 甲 · bold", "bold · - · 0:2-2 · 甲 · bold"],
    ),
    ("<summary>3 甲</summary>", ["summary · 3=3 · 0:1-1 · 甲"]),
    ("<div>\n<summary>甲</summary>\n</div>", ["summary · - · 0:2-2 · 甲"]),
    ("<summary>甲</summary> <br> ", ["summary · - · 0:1-1 · 甲"]),
    ("1、甲#乙", ["line (plain) · 1=1 · 0:1-1 · 甲#乙"]),
    ("```\n<summary>甲</summary>\n```", []),
    ("<summary>甲 > 乙</summary>", ["summary · - · 0:1-1 · 甲 > 乙"]),
    ("<summary>甲<summary>乙</summary>", ["summary · - · 0:1-1 · 乙"]),
    ("- [甲？](#)\n- [乙？](#)", []),
    ("- [甲？](#a)\n\n  乙\n- [乙？](#b)\n\n  丙", []),
    ("- <div>甲？</div>", []),
    ("1. 甲  \n   乙", ["line (plain) · 1=1 · 0:1-1 · 甲 · list · indent 3"]),
    ("> 甲\n > 1、乙", []),
    ("> 甲\n > 乙？", []),
    ("**甲**  \n乙", ["bold · - · 0:1-1 · 甲 · bold"]),
    ("甲\n===", ["heading-1 · - · 0:1-2 · 甲"]),
    ("1. 甲", ["line (plain) · 1=1 · 0:1-1 · 甲 · list · indent 3"]),
    (
        "3. 甲\n4. 乙",
        [
            "line (plain) · 3=3 · 0:1-1 · 甲 · list · indent 3",
            "line (plain) · 4=4 · 0:2-2 · 乙 · list · indent 3",
        ],
    ),
    (
        "1. 甲\n1. 乙\n1. 丙",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲 · list · indent 3",
            "line (plain) · 1=2 · 0:2-2 · 乙 · list · indent 3",
            "line (plain) · 1=3 · 0:3-3 · 丙 · list · indent 3",
        ],
    ),
    (
        "1. 甲\n1. 乙",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲 · list · indent 3",
            "line (plain) · 1=1 · 0:2-2 · 乙 · list · indent 3",
        ],
    ),
    (
        "2. 甲\n2. 乙\n2. 丙\n2. 丁",
        [
            "line (plain) · 2=2 · 0:1-1 · 甲 · list · indent 3",
            "line (plain) · 2=3 · 0:2-2 · 乙 · list · indent 3",
            "line (plain) · 2=4 · 0:3-3 · 丙 · list · indent 3",
            "line (plain) · 2=5 · 0:4-4 · 丁 · list · indent 3",
        ],
    ),
    ("1) **甲**\n   乙", ["line (plain) · 1=1 · 0:1-1 · 甲 · list · bold · indent 3"]),
    ("1. # 甲", ["line (plain) · 1=1 · 0:1-1 · 甲 · list · bold · indent 3"]),
    ("1. ```\n   甲\n   ```", []),
    ("1. 甲\n2.", ["line (plain) · 1=1 · 0:1-1 · 甲 · list · indent 3"]),
    (
        "1. 甲\n2.\n\n乙",
        [
            "line (plain) · 1=1 · 0:1-1 · 甲 · list · indent 3",
            "line (plain) · 2=2 · 1:2-4 · 乙",
        ],
    ),
    (
        "1.\n\n乙\n\n2. 丙",
        [
            "line (plain) · 1=1 · 1:1-3 · 乙",
            "line (plain) · 2=2 · 2:5-5 · 丙 · list · indent 3",
        ],
    ),
    ("- 甲", ["bullet · - · 0:1-1 · 甲 · list · indent 2"]),
    ("- 甲？", ["bullet · - · 0:1-1 · 甲？ · list · indent 2"]),
    ("- **甲**", ["bullet (bold) · - · 0:1-1 · 甲 · list · bold · indent 2"]),
    ("- [甲](https://x.example)", []),
    (
        "- [甲？](https://x.example)",
        [
            "bullet · - · 0:1-1 · [甲？](https://x.example) · shows 甲？ · list · indent 2",
        ],
    ),
    (
        "- [甲](https://x.example)乙",
        [
            "bullet · - · 0:1-1 · [甲](https://x.example)乙 · shows 甲乙 · list · indent 2",
        ],
    ),
    ("- Q: 甲", ["line (Q:) · - · 0:1-1 · 甲 · list · put · indent 2"]),
    ("- **Q: 甲**", ["line (Q:) · - · 0:1-1 · 甲 · list · bold · put · indent 2"]),
    ("- # 甲", ["bullet (bold) · - · 0:1-1 · 甲 · list · bold · indent 2"]),
    ("- 甲\n  乙", ["bullet · - · 0:1-1 · 甲 · list · indent 2"]),
    ("-", []),
    ("- > 甲", []),
    ("- [甲](#a)\n- [乙](#b)", []),
    (
        "- [甲？](#a)\n- [乙？](#b)\n- 丙？\n- 丁？",
        [
            "bullet · - · 0:1-1 · [甲？](#a) · shows 甲？ · list · indent 2",
            "bullet · - · 0:2-2 · [乙？](#b) · shows 乙？ · list · indent 2",
            "bullet · - · 0:3-3 · 丙？ · list · indent 2",
            "bullet · - · 0:4-4 · 丁？ · list · indent 2",
        ],
    ),
    ("- [甲？](#a)\n- [乙？](#b)\n- 丙？", ["bullet · - · 0:3-3 · 丙？ · list · indent 2"]),
    ("- [甲？](#a)", ["bullet · - · 0:1-1 · [甲？](#a) · shows 甲？ · list · indent 2"]),
    ("1. [甲](#a)\n2. [乙](#b)\n3. 丙", ["line (plain) · 3=3 · 0:3-3 · 丙 · list · indent 3"]),
    (
        "- [甲？](#a) 乙\n- [乙？](#b) 丙",
        [
            "bullet · - · 0:1-1 · [甲？](#a) 乙 · shows 甲？ 乙 · list · indent 2",
            "bullet · - · 0:2-2 · [乙？](#b) 丙 · shows 乙？ 丙 · list · indent 2",
        ],
    ),
    ("- [甲？](#a)\n  乙\n- [乙？](#b)\n  丙", []),
    (
        "- 甲\n1、乙",
        [
            "bullet · - · 0:1-1 · 甲 · list · indent 2",
            "line (plain) · 1=1 · 0:2-2 · 乙",
        ],
    ),
    (
        "- 甲\n 1、乙",
        [
            "bullet · - · 0:1-1 · 甲 · list · indent 2",
            "line (plain) · 1=1 · 0:2-2 · 乙",
        ],
    ),
    ("- 甲\n  1、乙", ["bullet · - · 0:1-1 · 甲 · list · indent 2"]),
    (
        "- 甲\n  - 乙\n  2、丙\n3、丁",
        [
            "bullet · - · 0:1-1 · 甲 · list · indent 2",
            "line (plain) · 2=2 · 0:3-3 · 丙",
            "line (plain) · 3=3 · 0:4-4 · 丁",
        ],
    ),
    ("> 甲\n1、乙", ["line (plain) · 1=1 · 0:2-2 · 乙"]),
    ("> 1、甲\n> 2、乙", []),
    ("> ```\n> 1、乙\n> ```\n1、丙", ["line (plain) · 1=1 · 1:4-4 · 丙"]),
    ("1、甲\n2、乙", ["line (plain) · 1=1 · 0:1-1 · 甲", "line (plain) · 2=2 · 0:2-2 · 乙"]),
    ("**1、甲**", ["line (plain) · 1=1 · 0:1-1 · 甲 · bold"]),
    ("**甲**", ["bold · - · 0:1-1 · 甲 · bold"]),
    ("**1、甲**：", ["line (plain) · 1=1 · 0:1-1 · 甲 · bold"]),
    ("**甲**：", ["bold · - · 0:1-1 · 甲 · bold"]),
    ("__甲__", ["bold · - · 0:1-1 · 甲 · bold"]),
    ("**甲** 乙", []),
    ("甲？", ["sentence · - · 0:1-1 · 甲？"]),
    ("甲是什么", []),
    ("**甲？**", ["bold · - · 0:1-1 · 甲？ · bold"]),
    ("**答案：** 甲", []),
    ("**答案**", []),
    ("1、\n甲", ["line (plain) · 1=1 · 0:1-2 · 甲"]),
    ("1、\n**甲**", ["line (plain) · 1=1 · 0:1-2 · 甲 · bold", "bold · - · 0:2-2 · 甲 · bold"]),
    ("1、\n", []),
    ("1 甲", ["line (spaced) · 1=1 · 0:1-1 · 甲"]),
    ("**1 甲**", ["bold · - · 0:1-1 · 1 甲 · bold"]),
    ("甲\n1、乙", ["line (plain) · 1=1 · 0:2-2 · 乙"]),
    ("**Q: 甲**", ["line (Q:) · - · 0:1-1 · 甲 · bold · put"]),
    ("Q:\n甲", []),
    ("1、甲，\n\n乙？", ["line (plain) · 1=1 · 0:1-1 · 甲，", "sentence · - · 1:3-3 · 乙？"]),
    (
        "1、[甲](https://x.example)",
        [
            "line (plain) · 1=1 · 0:1-1 · [甲](https://x.example) · shows 甲",
        ],
    ),
    (
        "<details><summary>甲？</summary>乙</details>",
        [
            "summary · - · 0:1-1 · 甲？ · opens 乙</details>",
        ],
    ),
    ("<details>\n<summary>1. 甲？</summary>\n乙\n</details>", ["summary · 1=1 · 0:1-2 · 甲？"]),
    ("<summary>点击查看</summary>", []),
    (
        "<details>\n<summary>甲</summary>\n</details>\n<details>\n<summary>乙</summary>\n</details>",
        [
            "summary · - · 0:1-2 · 甲",
            "summary · - · 0:4-5 · 乙",
        ],
    ),
    ("<summary>\n甲&amp;乙\n</summary> 丙", ["summary · - · 0:1-3 · 甲&乙 · opens 丙"]),
    ("<summary>甲</summary><br><b>", ["summary · - · 0:1-1 · 甲"]),
    ("<summary><b>甲</b></summary>", ["summary · - · 0:1-1 · 甲"]),
    ("<summary>第1题</summary>", ["summary · 1=1 · 0:1-1 · 第1题 · put"]),
    ('<SUMMARY class="x">甲</SUMMARY>', ["summary · - · 0:1-1 · 甲"]),
    ("<div>\n<summary>点开显示</summary>\n<summary>甲</summary>", ["summary · - · 0:3-3 · 甲"]),
    (
        "# 前言\n\n**甲**\n\n- 乙？\n\n# 丙\n\n**丁**",
        [
            "heading-1 · - · 0:1-1 · 前言",
            "heading-1 · - · 3:7-7 · 丙",
            "bold · - · 4:9-9 · 丁 · bold",
        ],
    ),
    (
        "## 前言\n\n**甲**\n\n### 乙\n\n**丙**\n\n# 丁\n\n**戊**",
        [
            "heading-2 · - · 0:1-1 · 前言",
            "heading-3 · - · 2:5-5 · 乙",
            "heading-1 · - · 4:9-9 · 丁",
            "bold · - · 5:11-11 · 戊 · bold",
        ],
    ),
    (
        "## 前言\n\n### 乙\n\n**丙**\n\n## 丁\n\n**戊**",
        [
            "heading-2 · - · 0:1-1 · 前言",
            "heading-3 · - · 1:3-3 · 乙",
            "heading-2 · - · 3:7-7 · 丁",
            "bold · - · 4:9-9 · 戊 · bold",
        ],
    ),
    (
        "## 前言\n\n1. 甲",
        [
            "heading-2 · - · 0:1-1 · 前言",
            "line (plain) · 1=1 · 1:3-3 · 甲 · list · indent 3",
        ],
    ),
    ("**关注我**", []),
    ("- 关注我\n- 甲", ["bullet · - · 0:2-2 · 甲 · list · indent 2"]),
    ("**欢迎关注**\n\n**甲**", ["bold · - · 1:3-3 · 甲 · bold"]),
    ("1. 关注我", ["line (plain) · 1=1 · 0:1-1 · 关注我 · list · indent 3"]),
    ("## 答案\n\n## 答案", []),
    ("## 答案", ["heading-2 · - · 0:1-1 · 答案"]),
    ("## 甲\n\n## 答案", ["heading-2 · - · 0:1-1 · 甲", "heading-2 · - · 1:3-3 · 答案"]),
    (
        "## 甲\n\n### 答案：\n\n## 乙\n\n### 答案：",
        [
            "heading-2 · - · 0:1-1 · 甲",
            "heading-2 · - · 2:5-5 · 乙",
        ],
    ),
    ("```\n1、甲\n```", []),
    ("| 1、甲 |\n|--|", []),
    ("甲：\n1、乙\n2、丙", ["line (plain) · 1=1 · 0:2-2 · 乙", "line (plain) · 2=2 · 0:3-3 · 丙"]),
    ("1.甲\n2.乙", ["line (plain) · 1=1 · 0:1-1 · 甲", "line (plain) · 2=2 · 0:2-2 · 乙"]),
    ("**甲**\n**乙**", ["bold · - · 0:1-1 · 甲 · bold", "bold · - · 0:2-2 · 乙 · bold"]),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_what_could_be_a_prompt(text: str, expected: list[str]) -> None:
    assert candidates(text) == expected


@pytest.mark.parametrize(
    ("html", "level", "content"),
    [
        ("<h2>甲</h2>", 2, "甲"),
        ('  <H3 class="x"> 甲 </H3>', 3, "甲"),
        ('<h1><a id="a"></a>甲</h1>', 1, '<a id="a"></a>甲'),
        ("<h2></h2>", 2, ""),
        ("<h6>\n甲\n</h6>", 6, "甲"),
    ],
)
def test_a_heading_in_html_is_one(html: str, level: int, content: str) -> None:
    document, _ = parsed(html)
    [block] = as_headings(document).blocks
    assert (block.kind, block.level, block.content) == ("heading", level, content)


@pytest.mark.parametrize(
    "html",
    [
        "<h2>甲</h3>", "<h2>甲</h2> 乙", "<h2>甲</h2><h2>乙</h2>", "<h2>甲<h3>乙</h2>", "<h7>甲</h7>",
        "<p><h2>甲</h2></p>", "```\n<h2>甲</h2>\n```",
    ],
)  # fmt: skip
def test_other_html_is_no_heading(html: str) -> None:
    document, _ = parsed(html)
    assert as_headings(document) == document


def test_headings_that_only_mark_answers_are_paragraphs() -> None:
    document, _ = parsed("## 答案\n\n## 答案")
    assert [(b.kind, b.level) for b in as_headings(document).blocks] == [("paragraph", 0)] * 2

"""What makes a card hard to learn is told, and is a tag."""

from __future__ import annotations

import pytest

from pipeline.emitters.anki import make_notes
from pipeline.hardships import ITEMS, LONG, hardships, is_vague, items_of, subject_of
from pipeline.ledger import Ledger, identify
from tests.support.command import POST, Postdeck
from tests.support.corpora import corpus, post, question


@pytest.mark.parametrize(
    "prompt",
    [
        "是什么？",
        "方法1",
        "方法一",
        "它的原理是什么？",
        "有哪些优缺点？",
        "What is it?",
        "Step 2",
        "How?",
    ],
)
def test_vague(prompt: str) -> None:
    assert is_vague(prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        "什么是栈？",
        "栈",
        "LRU",
        "this 是什么？",
        "TCP 的优缺点",
        "What is a stack?",
        "C++ 和 C 的区别",
    ],
)
def test_not_vague(prompt: str) -> None:
    assert not is_vague(prompt)


@pytest.mark.parametrize(
    ("prompt", "section", "subject"),
    [
        ("是什么？", ("Redis", "持久化"), ("持久化",)),
        ("方法1", ("Redis", "持久化", "概念"), ("持久化", "概念")),
        ("方法1", ("介绍", "用法"), ("介绍", "用法")),
        ("是什么？", (), ()),
        ("什么是栈？", ("线性表",), ()),
    ],
)
def test_the_subject_of_a_vague_prompt(
    prompt: str, section: tuple[str, ...], subject: tuple[str, ...]
) -> None:
    assert subject_of(question(1, prompt, section=section)) == subject


@pytest.mark.parametrize(
    ("html", "items"),
    [
        ("<ul><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ul>", 2),
        ("<ol><li>a</li></ol>\n<ul><li>b</li></ul>", 2),
        ("<p>x</p><ul><li>a</li></ul>", 0),
        ("<ul><li>a</li></ul><pre>x</pre>", 0),
        ("text", 0),
    ],
)
def test_items(html: str, items: int) -> None:
    assert items_of(html) == items


def test_a_question_without_an_answer_is_not_judged() -> None:
    assert not [*hardships(question(1, "？", "", status="empty", answer_span=None), ())]


def test_it_is_a_tag_of_the_card() -> None:
    made = corpus(
        post(
            "a",
            question(1, "是什么？", f"<p>{'长' * (LONG + 1)}</p>"),
            question(2, "什么是栈？", f"<ul>{'<li>x</li>' * ITEMS}</ul>"),
            question(3, "什么是堆？", f"<p>{'长' * (LONG - 9)}</p>"),
        )
    )
    notes = make_notes(identify(made, Ledger()))
    assert [sorted(t for t in note.tags if t.startswith("postdeck::")) for note in notes] == [
        ["postdeck::long", "postdeck::vague"], ["postdeck::list"], [],
    ]  # fmt: skip


def test_it_is_told_with_its_line(postdeck: Postdeck) -> None:
    items = "".join(f"- 第 {n} 项\n" for n in range(ITEMS))
    long = "长" * (LONG + 1)
    postdeck.write("a.md", f"{POST}\n# 2. 有哪些优点？\n\n{items}\n# 3. 什么是堆？\n\n{long}\n")
    told = postdeck("check", ".").out.splitlines()
    assert "a.md:10: info: “有哪些优点？” does not say what it asks about [vague-prompt]" in told
    assert "a.md:10: info: the answer of “有哪些优点？” is a list of 8 items [list-answer]" in told
    assert "a.md:21: info: the answer of “什么是堆？” has 2001 characters [long-answer]" in told

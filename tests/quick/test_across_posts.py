"""What posts of a blog show about others: lines that end several, the same question twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.findings import Place
from pipeline.html import mathml
from pipeline.ir import Post
from tests.support.reading import corpus_of

POST = "---\ntitle: {title}面试题\n---\n\n1、什么是{title}？\n\n{title}是一种数据结构。\n\n{end}\n"
SHOP = "小店里还有别的手册，价钱公道，童叟无欺，欢迎来逛一逛，看一看，坐一坐，买与不买都不要紧。"


def _posts(folder: Path, **ends: str) -> dict[str, Post]:
    for title, end in ends.items():
        (folder / f"{title}.md").write_text(POST.format(title=title, end=end), encoding="utf-8")
    return {post.key: post for post in corpus_of(folder).posts}


def test_a_block_that_ends_two_posts_is_no_answer(tmp_path: Path) -> None:
    posts = _posts(tmp_path, 堆=SHOP, 栈=f"先进后出。\n\n{SHOP}", 树="有根，也有叶。")
    assert [posts[key].questions[0].answer.text for key in ("堆", "栈", "树")] == [
        "堆是一种数据结构。",
        "栈是一种数据结构。\n先进后出。",
        "树是一种数据结构。\n有根，也有叶。",
    ]
    assert posts["堆"].regions[-1].kind == "outro"


def test_alone_it_stays(tmp_path: Path) -> None:
    posts = _posts(
        tmp_path,
        堆="小店里还有别的手册，价钱公道，童叟无欺，欢迎来逛一逛，看一看，坐一坐，买与不买都不要紧。",
    )
    assert "小店" in posts["堆"].questions[0].answer.text


def test_tags_that_end_many_posts_are_no_footer(tmp_path: Path) -> None:
    folded = "<details>\n<summary>答案</summary>\n\n{}用指针实现，也可以用数组实现。\n\n</details>"
    posts = _posts(tmp_path, 堆=folded.format("堆"), 栈=folded.format("栈"))
    for post in posts.values():
        assert post.questions[0].answer.text.endswith("也可以用数组实现。")
        assert post.regions[-1].kind == "answer"


def test_where_two_posts_hold_one_question_its_answer_is_no_footer(tmp_path: Path) -> None:
    text = POST.format(title="队列", end="先进先出，两头都可以用，插入和删除都很快。")
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    (tmp_path / "b.md").write_text(text, encoding="utf-8")
    corpus = corpus_of(tmp_path)
    assert ["先进先出" in post.questions[0].answer.text for post in corpus.posts] == [True, True]
    told = [f for f in corpus.findings if f.code == "duplicate-question"]
    assert [(f.path, f.line, f.related) for f in told] == [
        ("a.md", 5, (Place("b.md", 5),)),
    ]


def test_the_same_question_is_told_whatever_its_case_and_punctuation(tmp_path: Path) -> None:
    for name, prompt in (
        ("a", "What is MVCC?"),
        ("b", "what is ＭＶＣＣ ？"),
        ("c", "What is MVC?"),
    ):
        text = f"# FAQ {name}\n\n## {prompt}\n\nAn answer.\n\n## Why is {name} there?\n\nBecause.\n"
        (tmp_path / f"{name}-faq.md").write_text(text, encoding="utf-8")
    told = [f for f in corpus_of(tmp_path).findings if f.code == "duplicate-question"]
    assert [(f.path, f.line, f.related) for f in told] == [("a-faq.md", 3, (Place("b-faq.md", 3),))]


def test_formulas_of_one_post_cost_no_other_post_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mathml, "_PATIENCE", 0.5)
    slow = [r"\overrightarrow ] \{" * times for times in (40, 41, 42)]
    for name, formulas in (("a", slow), ("b", [r"x_{k17}", r"y_{k17}"])):
        shown = "\n\n".join(f"$${tex}$$" for tex in formulas)
        (tmp_path / f"{name}.md").write_text(f"# 1. 甲？\n\n{shown}\n\n# 2. 乙？\n\n答\n", "utf-8")
    told = [f.path for f in corpus_of(tmp_path).findings if f.code == "unreadable-formula"]
    assert told == ["a.md"] * 3

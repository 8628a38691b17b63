"""The id that an author gives to a question names its card, unless it is a position."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import ledger
from pipeline.ir import Corpus
from pipeline.ledger import Ledger
from tests.support.corpora import corpus, post, question
from tests.support.ledgers import built, guids
from tests.support.reading import post_of

Named = tuple[str, str]
"""A prompt, and the id that its author gave it."""


def posts_of(posts: dict[str, list[Named]]) -> Corpus:
    """Return a corpus of posts by key; no answer is like another one."""
    return corpus(
        *(
            post(
                key,
                *(
                    question(n, prompt, f"<p>{prompt * 3}</p>", anchor=anchor)
                    for n, (prompt, anchor) in enumerate(asked, 1)
                ),
            )
            for key, asked in posts.items()
        )
    )


def history(*builds: dict[str, list[Named]]) -> list[dict[str, list[str]]]:
    """Return the guids of each build, whose ledger is written and read again."""
    known, found = Ledger(), list[dict[str, list[str]]]()
    for posts in builds:
        made = ledger.identify(posts_of(posts), known)
        read = ledger.parse(ledger.dump(built(made, known).ledger).encode(), "cards.lock.json")
        assert isinstance(read, Ledger)
        known = read
        found.append(guids(made))
    return found


def test_an_id_keeps_a_question_that_is_wholly_reworded() -> None:
    first, second = history(
        {"a": [("什么是低秩适配？", "lora"), ("为什么要预热？", "warmup")]},
        {"a": [("How does it save memory?", "lora"), ("为什么要预热？", "warmup")]},
    )
    assert second == first


def test_without_an_id_it_would_be_another_question() -> None:
    first, second = history({"a": [("什么是低秩适配？", "")]}, {"a": [("How does it work?", "")]})
    assert second["a"] != first["a"]


def test_the_same_prompt_comes_before_an_id() -> None:
    first, second = history(
        {"a": [("甲是什么？", "one"), ("什么叫乙？", "other")]},
        {"a": [("甲是什么？", "other"), ("什么叫乙？", "one")]},
    )
    assert second == first


@pytest.mark.parametrize("form", ["q{}", "{}", "question-{}", "q0{}", "{}-question"])
def test_a_question_inserted_above_numbered_ids_takes_no_card(form: str) -> None:
    """The ids move, and one question is reworded at the same time: only its answer can tell."""
    old = [("甲是什么？", form.format(1)), ("什么叫乙？", form.format(2))]
    new = [("How so?", form.format(1)), ("甲是什么？", form.format(2)), ("Why?", form.format(3))]
    first, second = history({"a": old}, {"a": new})
    assert second["a"][1] == first["a"][0]
    assert not {second["a"][0], second["a"][2]} & set(first["a"])


def test_ids_that_count_from_elsewhere_are_positions_too() -> None:
    old = [("甲是什么？", "q10"), ("什么叫乙？", "q11"), ("丙呢？", "q12")]
    new = [("How so?", "q10"), ("甲是什么？", "q11"), ("Why?", "q12"), ("丙呢？", "q13")]
    first, second = history({"a": old}, {"a": new})
    assert second["a"][1] == first["a"][0]
    assert second["a"][3] == first["a"][2]
    assert not {second["a"][0], second["a"][2]} & set(first["a"])


def test_an_id_that_two_questions_have_names_neither() -> None:
    first, second = history(
        {"a": [("甲是什么？", "same"), ("什么叫乙？", "same")]},
        {"a": [("How so?", "same")]},
    )
    assert second["a"][0] not in first["a"]


def test_an_id_holds_in_a_renamed_post() -> None:
    old = [("甲是什么？", "one"), ("什么叫乙？", "other")]
    first, second = history({"a": old}, {"b": [old[0], ("How so?", "other")]})
    assert second["b"] == first["a"]


def test_an_id_holds_in_its_post_alone() -> None:
    first, second = history(
        {"a": [("甲是什么？", "one")], "b": [("什么叫乙？", "")]},
        {"a": [("甲是什么？", "one")], "b": [("How so?", "one")]},
    )
    assert second["b"] != first["b"]


def test_a_ledger_without_ids_has_no_word_of_them() -> None:
    made = ledger.identify(posts_of({"a": [("甲？", "q1"), ("乙？", "")]}), Ledger())
    assert '"anchor"' not in ledger.dump(built(made, Ledger()).ledger)
    named = replace(made, posts=posts_of({"a": [("甲？", "one")]}).posts)
    entries = [*built(ledger.identify(named, Ledger()), Ledger()).ledger.entries()]
    assert [entry.anchor for entry in entries] == ["one"]


WRITTEN = {
    "## 1. 什么是注意力？ {#attention}": "attention",
    "## 1. 什么是注意力？ {#attention .wide data-x=1}": "attention",
    '## 1. <a id="attention"></a>什么是注意力？': "attention",
    "## 1. 什么是注意力？<a name='attention'></a>": "attention",
    '<a id="attention"></a>\n\n## 1. 什么是注意力？': "attention",
    "## 1. 什么是注意力？ ^attention": "attention",
    "## 1. 什么是注意力？ ^37066d": "37066d",
    "**1. 什么是注意力？** ^attention": "attention",
    "**1. 什么是注意力？** {#attention}": "attention",
    "## 1. 什么是注意力？": "",
}


KINDS = ("folder", "hexo", "jekyll")
KRAMDOWN = "## 1. 什么是注意力？\n{: #attention}"


@pytest.mark.parametrize(
    ("kind", "written"), [(kind, one) for kind in KINDS for one in WRITTEN] + [("jekyll", KRAMDOWN)]
)
def test_an_id_is_read_and_is_no_text(kind: str, written: str, tmp_path: Path) -> None:
    folder, config = {
        "folder": ("", ""), "hexo": ("source/_posts", "url: https://a.example"),
        "jekyll": ("_posts", "url: https://a.example"),
    }[kind]  # fmt: skip
    if config:
        (tmp_path / "_config.yml").write_text(config, "utf-8")
        (tmp_path / folder).mkdir(parents=True)
    name = f"{folder}/2024-01-01-a.md".lstrip("/")
    text = f"---\ntitle: 面试题\n---\n\n{written}\n\n答：按相关程度加权求和。\n\n"
    more = "**2. 什么是词表？**" if written.startswith("**") else "## 2. 什么是词表？"
    found, _ = post_of(f"{text}{more}\n\n答：所有词的表。\n", tmp_path, name)
    assert [q.prompt.text for q in found.questions] == ["什么是注意力？", "什么是词表？"]
    assert [q.anchor for q in found.questions] == [WRITTEN.get(written, "attention"), ""]


def test_an_id_in_code_or_in_a_formula_is_text(tmp_path: Path) -> None:
    text = '## 1. `<a id="x">` 有什么用？\n\n答：跳转。\n\n## 2. 为什么是 2 ^10\n\n答：二进制。\n'
    found, _ = post_of(text, tmp_path)
    assert [q.anchor for q in found.questions] == ["", ""]
    assert [q.prompt.text for q in found.questions] == ['<a id="x"> 有什么用？', "为什么是 2 ^10"]


def test_an_id_of_a_heading_within_an_answer_is_no_text(tmp_path: Path) -> None:
    text = "## 1. 甲是什么？\n\n### 细节 {#more}\n\n一段话。\n\n## 2. 什么叫乙？\n\n另一段话。\n"
    found, _ = post_of(text, tmp_path)
    assert "细节" in found.questions[0].answer.text
    assert "more" not in found.questions[0].answer.html

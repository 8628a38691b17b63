"""New cards that may be old ones are told, with the words that make them so."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline import ledger
from pipeline.findings import Code, Finding, Severity
from pipeline.ir import Corpus
from pipeline.ledger import Ledger
from tests.support.corpora import corpus, post, question, term
from tests.support.ledgers import Asked, answered, built, guids, history_of

CHINESE: list[Asked] = [
    ("什么是栈？", "后进先出的线性表，只在一端增删。"),
    ("什么是队列？", "先进先出的线性表，一端增，另一端删。"),
    ("什么是堆？", "父节点总不小于子节点的完全二叉树。"),
]
ENGLISH: list[Asked] = [
    ("What is LIFO order good for?", "Calls return to where they came from."),
    ("How do jobs wait?", "In the order of arrival."),
    ("Which tree finds a maximum at once?", "One whose root is never smaller than others."),
]


def told(asked: list[Asked], known: Ledger) -> tuple[Corpus, list[Finding]]:
    made = ledger.identify(answered({"a": asked}), known)
    return made, [f for f in made.findings if f.code is Code.REWRITTEN_POST]


def test_a_translated_post_is_told_with_lines_that_join_it() -> None:
    first, known = history_of({"a": CHINESE})
    made, [finding] = told(ENGLISH, known)
    assert not set(guids(made)["a"]) & set(first["a"])
    assert finding.severity is Severity.WARNING
    assert finding.message == "all 3 questions are new, with the numbers of the 3 earlier ones"
    assert (finding.path, finding.line) == ("source/_posts/a.md", 10)
    text = ledger.dump(built(made, known).ledger)
    hint = finding.hint or ""
    for line in re.findall(r'"guid": "\w+", "same-as": "\w+"', hint):
        text = text.replace(line.partition(",")[0], line, 1)
    settled = ledger.parse(text.encode(), "cards.lock.json")
    assert isinstance(settled, Ledger)
    again, findings = told(ENGLISH, settled)
    assert guids(again)["a"] == first["a"]
    assert findings == []


@pytest.mark.parametrize(
    "asked",
    [
        [*ENGLISH[:2], CHINESE[2]],  # one stayed
        ENGLISH[:2],  # fewer
        [*ENGLISH, ("Why?", "Because of the order in which they came.")],  # more
    ],
)
def test_other_changes_are_not_told(asked: list[Asked]) -> None:
    _, known = history_of({"a": CHINESE})
    assert told(asked, known)[1] == []


def test_two_questions_may_have_the_numbers_of_others_by_chance() -> None:
    _, known = history_of({"a": CHINESE[:2]})
    assert told(ENGLISH[:2], known)[1] == []


def test_other_numbers_are_not_told() -> None:
    _, known = history_of({"a": CHINESE})
    made = answered({"a": ENGLISH})
    [only] = made.posts
    asked = tuple(replace(q, number=f"{q.ordinal + 5}") for q in only.questions)
    identified = ledger.identify(replace(made, posts=(replace(only, questions=asked),)), known)
    assert identified.findings == ()


NAMES: list[Asked] = [
    ("什么是 LoRA？", "在旁边加两个小矩阵，只训练它们。"),
    ("KV cache 存了什么？", "每一层过去的键和值。"),
    ("为什么要做归一化？", "让每层的输入保持同一尺度。"),
]
TRANSLATED: list[Asked] = [
    ("How does LoRA adapt a model?", "Two small matrices beside the frozen one are trained."),
    ("What does a KV cache hold?", "Keys and values of each layer."),
    ("What is normalisation for?", "Inputs keep their scale."),
]


def renamed(
    before: dict[str, list[Asked]], after: dict[str, list[Asked]]
) -> tuple[Corpus, Ledger, list[Finding]]:
    _, known = history_of(before)
    made = ledger.identify(answered(after), known)
    return made, known, [f for f in made.findings if f.code is Code.REWRITTEN_POST]


def test_a_post_that_is_renamed_and_translated_at_once_is_told() -> None:
    first, known = history_of({"a": NAMES})
    made, known, [finding] = renamed({"a": NAMES}, {"b": TRANSLATED})
    assert (
        finding.message == "all 3 questions are new, with the numbers of those of a, which is gone"
    )
    assert finding.path == "source/_posts/b.md"
    text = ledger.dump(built(made, known).ledger)
    for line in re.findall(r'"guid": "\w+", "same-as": "\w+"', finding.hint or ""):
        text = text.replace(line.partition(",")[0], line, 1)
    settled = ledger.parse(text.encode(), "cards.lock.json")
    assert isinstance(settled, Ledger)
    again = ledger.identify(answered({"b": TRANSLATED}), settled)
    assert guids(again)["b"] == first["a"]
    assert again.findings == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a": CHINESE}, {"b": ENGLISH}),  # no names in common
        ({"a": NAMES}, {"a": NAMES, "b": TRANSLATED}),  # the earlier post is still there
        ({"a": NAMES}, {"b": TRANSLATED[::-1]}),  # another order
        ({"a": NAMES}, {"b": TRANSLATED[:2]}),
        ({"a": NAMES}, {"b": [*TRANSLATED, ("Why?", "Because of something else.")]}),
        ({"a": NAMES}, {"b": TRANSLATED, "c": TRANSLATED}),  # which of both?
    ],
)
def test_a_new_post_is_not_told(
    before: dict[str, list[Asked]], after: dict[str, list[Asked]]
) -> None:
    assert renamed(before, after)[2] == []


AS_QUESTION = corpus(post("a", question(1, "批归一化", "<p>用一小批数据的均值和方差。</p>")))
AS_TERM = corpus(post("a", terms=(term(1, "批归一化", "<p>用一小批数据的均值和方差。</p>"),)))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(AS_QUESTION, AS_TERM, ("question", "term")), (AS_TERM, AS_QUESTION, ("term", "question"))],
)
def test_a_term_that_becomes_a_question_and_the_other_way_round(
    before: Corpus, after: Corpus, words: tuple[str, str]
) -> None:
    first = ledger.identify(before, Ledger())
    known = built_with_terms(first, Ledger())
    second = ledger.identify(after, known)
    [old], [new] = guids(first)["a"], guids(second)["a"]
    assert new != old
    [finding] = second.findings
    message = "“批归一化” was a {} before and is a {} now, so it is a new card"
    assert (finding.code, finding.message) == (Code.AMBIGUOUS_CARD, message.format(*words))
    assert finding.hint is not None
    assert f'"same-as": "{old}"' in finding.hint
    text = ledger.dump(built_with_terms(second, known))
    text = text.replace(f'"guid": "{new}"', f'"guid": "{new}", "same-as": "{old}"')
    settled = ledger.parse(text.encode(), "cards.lock.json")
    assert isinstance(settled, Ledger)
    third = ledger.identify(after, settled)
    assert guids(third)["a"] == [old]
    assert third.findings == ()


def built_with_terms(made: Corpus, known: Ledger) -> Ledger:
    return built(made, known).ledger

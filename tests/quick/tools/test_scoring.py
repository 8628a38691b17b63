"""How posts are scored: what is found, clean, invented or left aside, post by post and in sum."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from pipeline.ir import Span
from tools.accuracy import measure, table
from tools.labelled import Kind, Label, LabelledPost
from tools.scoring import Counts, Got, faults, score

TEXT = """\
---
title: Tea
---
## What is tea?

Leaves in hot water.

---

## Who drinks it?
**Answer:**
Nearly everyone.
<br>
## And coffee?
"""
TEA = Label(Span(4, 4), Span(6, 6), doubt=False)
WHO = Label(Span(10, 10), Span(12, 12), doubt=False)
COFFEE = Label(Span(14, 14), None, doubt=False)
ALL = (TEA, WHO, COFFEE)
RIGHT = [
    Got(Span(4, 4), Span(6, 6), answered=True),
    Got(Span(10, 10), Span(12, 12), answered=True),
    Got(Span(14, 14), None, answered=False),
]


def labelled(
    *labels: Label,
    kind: Kind = "questions",
    upto: int = 15,
    ignored: Collection[int] = (),
    set_: str = "A",
    language: str = "en",
) -> LabelledPost:
    return LabelledPost(
        id=f"{set_}-001",
        set=set_,
        repository="someone/tea",
        path="tea.md",
        kind=kind,
        language=language,
        upto=upto,
        ignored=frozenset(ignored),
        labels=labels,
        lines=tuple(TEXT.split("\n")),
    )


def got(prompt: int, *answer: int, end: int | None = None) -> Got:
    return Got(Span(prompt, end or prompt), Span(*answer) if answer else None, bool(answer))


def test_all_right() -> None:
    post = labelled(*ALL)
    counts = Counts(posts=1, labelled=3, found=3, clean=3, question_posts=1, perfect=1)
    assert score(post, RIGHT) == counts
    assert score(post, reversed(RIGHT)) == counts
    assert faults(post, RIGHT) == []


@pytest.mark.parametrize(
    "given",
    [
        [got(4, 5, 9), got(10, 11, 13)],  # blank lines, a rule, the answer's name, a tag
        [got(3, 6, 7, end=5), got(9, 12, 12, end=11)],  # prompts that meet the labelled ones
    ],
)
def test_lines_that_say_nothing_do_not_count_at_an_end(given: list[Got]) -> None:
    assert faults(labelled(TEA, WHO), given) == []
    assert score(labelled(TEA, WHO), given).clean == 2


@pytest.mark.parametrize(
    ("line", "is_edge"),
    [
        ("", True),
        ("> ", True),
        ("* * *", True),
        ("</details></p>", True),
        ("<summary>Show it</summary>", True),
        ("<!-- more -->", True),
        ("&nbsp;", True),
        ("参考答案：", True),
        ("**【解析】**", True),
        ("<b>Solutions</b>:", True),
        ("答：是", False),
        ("Answer: 42", False),
        ("<b>tea</b>", False),
        ("- tea", False),
    ],
)
def test_an_edge(line: str, is_edge: bool) -> None:
    post = LabelledPost(
        "A-001", "A", "a/b", "c.md", "questions", "en", 3, frozenset(),
        (Label(Span(1, 1), Span(2, 2), doubt=False),), ("Why?", "So.", line),
    )  # fmt: skip
    assert score(post, [got(1, 2, 3)]).clean == is_edge


def test_found_but_not_clean() -> None:
    given = [got(4, 6, 10), Got(Span(10, 10), Span(12, 12), answered=False), got(14, 15, 15)]
    counts = score(labelled(*ALL), given)
    assert (counts.found, counts.clean, counts.invented, counts.perfect) == (3, 0, 0, 0)
    assert faults(labelled(*ALL), given) == [
        "4 answer 6-10, not 6-6",
        "10 no answer, not 12-12",
        "14 a stub, read as answered",
    ]


def test_missed_and_invented() -> None:
    given = [got(4, 6, 6), got(4, 6, 6), got(8, 9, 9)]
    counts = score(labelled(TEA, WHO), given)
    assert (counts.labelled, counts.found, counts.clean, counts.perfect) == (2, 1, 1, 0)
    assert counts.invented == counts.invented_in_questions == 2
    assert faults(labelled(TEA, WHO), given) == ["4 invented", "8 invented", "10 missed"]


@pytest.mark.parametrize("given", [[], [got(10, 11, 11)], [got(10)]])
def test_a_doubt_counts_neither_way(given: list[Got]) -> None:
    post = labelled(TEA, Label(WHO.prompt, WHO.answer, doubt=True))
    counts = Counts(posts=1, labelled=1, found=1, clean=1, question_posts=1, perfect=1)
    assert score(post, [RIGHT[0], *given]) == counts
    assert faults(post, [RIGHT[0], *given]) == []


def test_lines_not_read_or_ignored_count_neither_way() -> None:
    assert faults(labelled(TEA, upto=9), RIGHT) == []
    assert faults(labelled(TEA, ignored=range(10, 15)), RIGHT) == []
    assert faults(labelled(TEA, upto=10, ignored=[14]), RIGHT) == ["10 invented"]


def test_a_single_post_is_right_with_its_title_or_nothing() -> None:
    post = labelled(Label(Span(2, 2), Span(4, 12), doubt=False), kind="single")
    right = Counts(posts=1, singles=1, singles_right=1)
    assert score(post, []) == right
    assert score(post, [got(2, 6, 6)]) == right + Counts(singles_as_title=1)
    wrong = Counts(posts=1, singles=1, singles_as_title=1, invented_in_singles=1)
    assert score(post, [got(2, 4, 12), got(10, 12, 12)]) == wrong
    assert faults(post, [got(10, 12, 12)]) == ["10 invented"]


def test_an_article_is_right_with_nothing() -> None:
    post = labelled(kind="article")
    assert score(post, []) == Counts(posts=1, articles=1, articles_right=1)
    assert score(post, RIGHT) == Counts(posts=1, articles=1, invented_in_articles=3)


def test_counts_are_summed_by_set_and_language() -> None:
    posts = [
        labelled(*ALL, set_="B"),
        labelled(TEA, set_="A", language="zh"),
        labelled(kind="article", set_="A"),
    ]
    totals = measure(posts, lambda post: RIGHT)
    assert list(totals) == ["A", "B", "en", "zh", "all"]
    assert totals["all"] == totals["A"] + totals["B"] == totals["en"] + totals["zh"]
    assert (totals["all"].labelled, totals["A"].invented, totals["B"].perfect) == (4, 5, 1)
    rows = [row.split() for row in table(totals).splitlines()]
    assert rows[1][:6] == ["A", "2", "1", "100.0%", "100.0%", "5"]
    assert table({"none": Counts()}).splitlines()[1].split()[:5] == ["none", "0", "0", "-", "-"]

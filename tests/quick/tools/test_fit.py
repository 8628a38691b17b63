"""How weights are fitted to posts that people read: what is right, and what the weights keep to."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

import pytest

pytest.importorskip("numpy", reason="numpy is not installed")
pytest.importorskip("scipy", reason="scipy is not installed")

import numpy as np

from pipeline.ir import Span
from pipeline.questions.chances import Chances, best_reading, chances
from pipeline.questions.readings import NOTHING, Reading
from pipeline.questions.signs import SIGNS, TITLE_SIGNS
from tools.accuracy import automatic, left, oracle, table, with_choice, worth
from tools.fit import Fitted, Scales, crossed, figures, fit, judged, read_all, written
from tools.labelled import Kind, Label, LabelledPost
from tools.scoring import Counts

QUIZ = """\
---
title: Interview questions about {0}
---
Some words before.

## What is {0}?

It is something that people like, and there is much to say of it.

## Why does {0} matter?

Because without it nobody would know what to do in the afternoon.

## How is {0} made?

With care, in three steps, each of which takes an hour or longer.
"""
GUIDE = """\
---
title: A day with {0}
---
Some words before.

## Morning

We went to see {0} early, and stayed until the sun was high.

## Noon

Nobody was there but us, and we were glad of it for a while.

## Evening

We went home again by the long road, and slept well that night.
"""
SINGLE = """\
---
title: Why is {0} so good?
---
## History

It was found long ago by people who had nothing better to do.

## Chemistry

It holds much that is known to do good to those who are tired.
"""


def post(
    name: str,
    text: str,
    *labels: Label,
    kind: Kind = "questions",
    upto: int = 0,
    ignored: Collection[int] = (),
) -> LabelledPost:
    lines = tuple(text.split("\n"))
    return LabelledPost(
        id=f"A-{name}", set="A", repository=f"{name}/blog", path=f"posts/{name}.md", kind=kind,
        language="en", upto=upto or len(lines), ignored=frozenset(ignored), labels=labels,
        lines=lines,
    )  # fmt: skip


def label(prompt: int, *answer: int, doubt: bool = False) -> Label:
    return Label(Span(prompt, prompt), Span(*answer) if answer else None, doubt)


ASKED = (label(6, 8, 8), label(10, 12, 12), label(14, 16, 16))


def quiz(name: str) -> LabelledPost:
    return post(name, QUIZ.format(name), *ASKED)


def guide(name: str) -> LabelledPost:
    return post(name, GUIDE.format(name), kind="article")


def single(name: str) -> LabelledPost:
    return post(name, SINGLE.format(name), label(2, 4, 10), kind="single")


def read_one(given: LabelledPost) -> Fitted:
    [one] = read_all([given])
    return one


def marks(one: Fitted) -> dict[int, int]:
    """Return what each line is judged to be, for the nodes below the title."""
    judgement = judged(one.post, one.found.nodes)
    return {n.span.start: m for n, m in list(zip(one.found.nodes, judgement, strict=True))[1:]}


def right(one: Fitted) -> list[list[int]]:
    """Return the lines of the prompts of each right reading; the title's is not among them."""
    return [
        [one.found.nodes[prompt].span.start for prompt in reading.prompts]
        for reading, is_right in zip(one.found.readings, one.right[:-1], strict=True)
        if is_right
    ]


@pytest.fixture(scope="module")
def posts() -> list[Fitted]:
    given = [quiz(name) for name in ("tea", "milk", "rum", "ale")]
    given += [guide(name) for name in ("sea", "moor", "wood", "hill")]
    return read_all([*given, *(single(name) for name in ("salt", "bread", "oil"))])


def test_right_are_the_readings_that_win_most() -> None:
    one = read_one(quiz("cocoa"))
    assert marks(one) == {6: 1, 10: 1, 14: 1}
    assert right(one) == [[6, 10, 14]]
    assert not one.right[-1]


def test_in_an_article_nothing_is_right() -> None:
    one = read_one(guide("park"))
    assert len(one.found.readings) > 1
    assert right(one) == [[]]
    assert not one.right[-1]


def test_in_a_single_post_the_title_alone_is_right() -> None:
    one = read_one(single("honey"))
    assert judged(one.post, one.found.nodes)[0] == 1
    assert one.right == [False] * len(one.found.readings) + [True]


def test_the_title_is_a_prompt_in_no_other_post() -> None:
    one = read_one(
        post("first", "# What is rice?\n\nA grain that is grown in water.\n", label(1, 3, 3))
    )
    assert judged(one.post, one.found.nodes)[0] == 0


def test_what_is_doubtful_unread_or_ignored_counts_neither_way() -> None:
    text = QUIZ.format("rye")
    assert marks(read_one(post("a", text, upto=12))) == {6: 0, 10: 0, 14: -1}
    assert marks(read_one(post("b", text, *ASKED, ignored=[10]))) == {6: 1, 10: -1, 14: 1}
    assert marks(read_one(post("c", text, label(6, 8, 12, doubt=True)))) == {6: -1, 10: -1, 14: 0}
    assert marks(read_one(post("d", text, *ASKED[:2], label(14, doubt=True)))) == {
        6: 1,
        10: 1,
        14: -1,
    }
    for one in map(
        read_one, (post("e", text, *ASKED, ignored=[10]), post("f", text, ASKED[0], upto=9))
    ):
        assert right(one) == [[6, 10, 14]]


def test_a_reading_may_fall_behind_the_best_by_one_in_twenty() -> None:
    for few, both in ((10, False), (30, True)):
        text = "---\ntitle: Tea\n---\n"
        text += "".join(f"## What is tea {n}?\n\nThere is much to say.\n\n" for n in range(few))
        *lines, last = range(4, 4 * few + 5, 4)
        text += "# Who drinks it?\n\nNearly everyone whom we have met.\n"
        labels = [label(line, line + 2, line + 2) for line in (*lines, last)]
        found = right(read_one(post(f"many{few}", text, *labels)))
        assert [*lines, last] in found
        assert (lines in found) == both


def test_plain_weights_score_as_scaled_ones_do(posts: list[Fitted]) -> None:
    scales = Scales.of(posts)
    scaled = np.linspace(-2, 3, len(SIGNS) + len(TITLE_SIGNS) + 2)
    weights = scales.folded(scaled)
    for one in posts:
        scores = [weights.score(reading) for reading in one.found.readings]
        scores.append(weights.title_score(one.found.title_signs))
        assert scores == pytest.approx(list(scales.rows(one.found) @ scaled))


def test_the_right_readings_become_likely(posts: list[Fitted]) -> None:
    weights = fit(posts)
    for one in posts:
        given = chances(one.found, weights)
        likely = sum(
            chance
            for chance, is_right in zip((*given.readings, given.title), one.right, strict=True)
            if is_right
        )
        assert likely > 0.5, one.post.id
        reading = best_reading(one.found, given)
        assert (reading is None) == (one.post.kind == "single")
        assert one.counts(reading).invented == 0


def test_a_sign_keeps_to_its_direction_whatever_the_labels_say(posts: list[Fitted]) -> None:
    perverse = [
        replace(one.post, kind="article", labels=())
        if one.post.kind == "questions"
        else replace(one.post, kind="questions", labels=ASKED)
        for one in posts
        if one.post.kind != "single"
    ]
    for given in (posts, read_all(perverse)):
        weights = fit(given)
        for (name, sign), weight in zip(SIGNS.items(), weights.signs, strict=True):
            assert weight * sign.direction >= 0, name
    straight, turned = fit(posts), fit(read_all(perverse))
    asks = list(SIGNS).index("asks")
    assert straight.signs[asks] > turned.signs[asks] == 0


def test_a_repository_is_judged_by_the_others(posts: list[Fitted]) -> None:
    given = crossed(posts, 0)
    assert given.keys() == {one.post.id for one in posts}
    at = next(n for n, one in enumerate(posts) if one.post.kind == "questions")
    others = list(posts)
    others[at] = read_one(replace(posts[at].post, kind="article", labels=()))
    again = crossed(others, 0)
    assert again[posts[at].post.id] == given[posts[at].post.id]
    assert again != given


def test_the_same_posts_give_the_same_bytes(posts: list[Fitted]) -> None:
    told = figures(posts, seeds=(0, 1))
    data = written(posts, fit(posts), told)
    again = read_all(one.post for one in posts)
    assert written(again, fit(again), figures(again, seeds=(0, 1))) == data
    content = json.loads(data)
    assert list(content["signs"]) == list(SIGNS)
    assert list(content["title"]) == list(TITLE_SIGNS)
    assert content["constants"].keys() == {"some", "title"}
    assert content["fitted"] == {"posts": 11, "repositories": 11, "figures": told}
    assert told["asked"] == 12
    assert b"-0.0," not in data
    numbers = [*content["signs"].values(), *content["title"].values()]
    assert all(round(number, 6) == number for number in numbers)


def test_the_ways_from_chances_to_questions() -> None:
    one = read_one(quiz("barley"))
    [asked] = [reading for reading in one.found.readings if len(reading.prompts) == 3]
    at = one.found.readings.index(asked)

    def given(nothing: float, reading: float, title: float = 0.0) -> Chances:
        rest = (1 - nothing - reading - title) / max(len(one.found.readings) - 2, 1)
        found = [nothing, *[rest] * (len(one.found.readings) - 1)]
        found[at] = reading
        return Chances(tuple(found), title)

    def ways(chance: Chances) -> list[Reading | None]:
        return [way(one, chance) for way in (automatic, left, with_choice, oracle)]

    assert ways(given(0.1, 0.9)) == [asked] * 4
    assert ways(given(0.45, 0.55)) == [asked, NOTHING, asked, asked]
    assert ways(given(0.55, 0.45)) == [NOTHING, NOTHING, asked, asked]
    assert ways(given(0.9, 0.1)) == [NOTHING, NOTHING, NOTHING, asked]
    assert ways(given(0.1, 0.1, 0.8)) == [None, None, None, asked]
    assert [worth(one.counts(reading)) for reading in (asked, NOTHING, None)] == [3, 0, -1]


def test_a_person_leaves_an_article_alone() -> None:
    one = read_one(guide("dune"))
    even = Chances((1 / len(one.found.readings),) * len(one.found.readings), 0.0)
    assert with_choice(one, even) == NOTHING
    reading = one.found.readings[1]
    assert worth(one.counts(reading)) == -2 * len(reading.prompts)


def test_a_title_is_got_with_its_line() -> None:
    one = read_one(single("vinegar"))
    [got] = one.got(None)
    assert (got.prompt, got.answered) == (Span(2, 2), True)
    assert one.got(None) is one.got(None)
    assert one.counts(None) == Counts(posts=1, singles=1, singles_right=1, singles_as_title=1)


def test_the_mean_of_several_runs() -> None:
    once = Counts(posts=1, labelled=3, found=3, clean=2, question_posts=1, invented_in_questions=1)
    total = once + replace(once, found=2, perfect=1)
    [_, row] = table({"all": total}, runs=2).splitlines()
    assert row.split() == [
        "all", "1", "3", "83.3%", "66.7%", "1.0", "(1.0,", "0.0,", "0.0)", "0.0/0", "0.0/0", "(0.0)",
        "0.5/1",
    ]  # fmt: skip

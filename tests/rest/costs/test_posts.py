"""A build of a post costs no more than it may, as ratios within one run; `make bench` has all posts."""

from __future__ import annotations

from functools import cache

import pytest

from tools.costs import Cost, Meter, megabytes, posts, seconds

COSTLY = {
    "s": ("[a](b)", "$a$", "lines: links", "lines: Q and A"),
    "MB": ("[a](b)",),
}
"""What costs most: links, formulas, questions."""


@cache
def meter(kind: str) -> Meter:
    return Meter(kind, {"s": seconds, "MB": megabytes}[kind])


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind, names in COSTLY.items() for name in names]
)
def test_a_post_costs_what_it_may(kind: str, name: str) -> None:
    cost = meter(kind).cost(name, dict(posts())[name])
    assert not cost.is_high, str(cost)


def test_what_costs_too_much_is_found() -> None:
    steps = Meter("steps", lambda text: float(len(text.encode())))
    assert not steps.cost("linear", lambda size: "a" * size).is_high
    assert steps.cost("long", lambda size: "a" * size * 13).is_high
    squares = Meter("steps", lambda text: float(len(text.encode())) ** 2)
    assert squares.cost("square", lambda size: "a" * size).is_high


def test_the_least_of_several_measures_counts() -> None:
    high = Cost("a", "s", 2.0, 4.0, 9.0)
    assert high.is_high
    assert not high.least(Cost("a", "s", 1.0, 2.0, 3.0)).is_high

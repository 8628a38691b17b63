"""Regular expressions match the same on every Python that is supported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from tools.regexes import Found, collected

SINGLE = {sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN}


def possessive_groups(tree: Sequence[Any]) -> Iterator[Any]:
    """Yield what a possessive repeat repeats, where that is more than one character."""
    for op, value in tree:
        if op is sre.POSSESSIVE_REPEAT and [kind for kind, _ in value[2] if kind not in SINGLE]:
            yield value[2]
        for part in value if isinstance(value, (tuple, list)) else (value,):
            for inner in part if isinstance(part, list) else (part,):
                if isinstance(inner, _parser.SubPattern):
                    yield from possessive_groups(inner)


def test_a_possessive_group_is_seen_wherever_it_stands() -> None:
    for pattern in (
        "(?:a|bc)*+",
        "x(?:(?P<a>a(?:bb|c)++))?",
        "a|(?=(?:ab|c)?+)",
        "(?>(?:ab|c){1,9}+)",
    ):
        assert [*possessive_groups(_parser.parse(pattern))], pattern
    assert not [*possessive_groups(_parser.parse("(?>(?:a|b)*)[ab]*+"))]


@pytest.mark.parametrize("found", collected(), ids=lambda found: found.place)
def test_no_group_is_repeated_possessively(found: Found) -> None:
    """Up to Python 3.11.4 such a group can match too little (CPython issue 106052); `(?>(?:…)*)`
    is the same and right everywhere.
    """
    assert not [*possessive_groups(_parser.parse(found.pattern.pattern, found.pattern.flags))]

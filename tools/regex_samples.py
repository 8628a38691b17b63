"""Texts that are hard for a regular expression, made of what its own parts match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, permutations
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Parts = tuple[str, str, str]

_MANY = 20  # repeats beyond this count as endless
_WAYS = 4  # samples of one part
_MOST = 150  # texts for one pattern
_SUFFIXES = ("", "\0")
_REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}
_CATEGORIES = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_SPACE: " \n",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_WORD: "a1",
    sre.CATEGORY_NOT_WORD: " !",
}
_PLAIN = "a 1\n\t_*[]()<>\"'`:.,-/\\{}%#$|!&;?=~^\u3000题"
_COMMON = (" ", "\n", "a", "\t", "*", "[", "<", "a ", " \n", "- ", "1", "](", "<a ", "题", "\u3000")


def hostile(pattern: re.Pattern[str]) -> Iterator[Parts]:
    """Yield texts as a beginning, a part to be repeated and an end."""
    seen: set[Parts] = set()
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.LOCALE)
    for prefix, pump in islice(_pumps(tree, {}), _MOST):
        for suffix in _SUFFIXES:
            parts = (prefix[:400], pump[:40], suffix)
            if pump and parts not in seen:
                seen.add(parts)
                yield parts
    for pump in _COMMON:
        for suffix in _SUFFIXES:
            if ("", pump, suffix) not in seen:
                yield "", pump, suffix


def _pumps(tree: Sequence[Any], groups: dict[int, str]) -> Iterator[tuple[str, str]]:
    """Yield what stands before each endless repeat, and what it repeats; what stands before may be
    what is repeated as well, for patterns that are looked for at every place.
    """
    before = ""
    items = list(tree)
    for at, (op, value) in enumerate(items):
        if op in _REPEATS:
            yield from _repeated(before, value, items[at + 1 : -1], groups)
        for part in _inner(op, value):
            yield from ((before + prefix, pump) for prefix, pump in _pumps(part, groups))
        before += next(_samples([(op, value)], groups), "")
    if before:
        yield "", before
        yield "", before[:-1]


def _inner(op: Any, value: Any) -> Sequence[Sequence[Any]]:
    """Return the sequences that a part is made of."""
    if op is sre.BRANCH:
        return list(value[1])
    if op in _REPEATS or op is sre.SUBPATTERN:
        return (value[-1],)
    if op in {sre.ASSERT, sre.ASSERT_NOT}:
        return (value[1],)
    return (value,) if op is sre.ATOMIC_GROUP else ()


def _repeated(
    before: str, value: Any, behind: Sequence[Any], groups: dict[int, str]
) -> Iterator[tuple[str, str]]:
    """Yield what an endless repeat can repeat: samples alone, in pairs, and with what stands around."""
    _, most, body = value
    if most <= _MANY:
        return
    samples = list(islice(_samples(body, groups), _WAYS * 2))
    rest = next(_samples(behind, groups), "")
    for sample in samples:
        yield before, sample
        yield before, sample + rest
        yield "", before + sample
        yield "", before
    yield from ((before, one + two) for one, two in permutations(samples[:3], 2))


def _samples(tree: Sequence[Any], groups: dict[int, str]) -> Iterator[str]:
    """Yield texts that a sequence of parts matches; what it looks at ahead does not count."""
    choices = [list(islice(_of_part(op, value, groups), _WAYS)) or [""] for op, value in tree]
    longest = max(map(len, choices), default=1)
    for at in range(longest):  # each way of each part once, not all combinations
        yield "".join(ways[at % len(ways)] for ways in choices)


def _of_part(op: Any, value: Any, groups: dict[int, str]) -> Iterator[str]:
    if op is sre.LITERAL:
        yield chr(value)
    elif op is sre.NOT_LITERAL:
        yield from (sign for sign in _PLAIN if ord(sign) != value)
    elif op is sre.ANY:
        yield from "a "
    elif op is sre.IN:
        yield from _of_set(value)
    elif op is sre.BRANCH:
        for branch in value[1]:
            yield from _samples(branch, groups)
    elif op is sre.SUBPATTERN:
        for sample in _samples(value[-1], groups):
            groups[value[0]] = sample
            yield sample
    elif op is sre.ATOMIC_GROUP or (op is sre.ASSERT and value[0] < 0):  # what stands before
        yield from _samples(value if op is sre.ATOMIC_GROUP else value[1], groups)
    elif op in _REPEATS:
        least, most, body = value
        for sample in _samples(body, groups):
            yield sample * max(least, min(1, most))
    elif op is sre.GROUPREF:
        yield groups.get(value, "")


def _of_set(parts: Sequence[Any]) -> Iterator[str]:
    if parts[0][0] is sre.NEGATE:
        one_of = re.compile(f"[{''.join(map(re.escape, _PLAIN))}]")
        excluded = set()
        for op, value in parts[1:]:
            excluded |= {sign for sign in one_of.findall(_PLAIN) if _in(op, value, sign)}
        yield from (sign for sign in _PLAIN if sign not in excluded)
        return
    for op, value in parts:
        if op is sre.LITERAL:
            yield chr(value)
        elif op is sre.RANGE:
            yield chr(value[0])
        elif op is sre.CATEGORY:
            yield from _CATEGORIES[value]


def _in(op: Any, value: Any, sign: str) -> bool:
    if op is sre.LITERAL:
        return bool(ord(sign) == value)
    if op is sre.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    pattern = {"SPACE": r"\s", "DIGIT": r"\d", "WORD": r"\w"}
    name = str(value).removeprefix("CATEGORY_")
    found = re.match(pattern[name.removeprefix("NOT_")], sign) is not None
    return bool(found is not name.startswith("NOT_"))

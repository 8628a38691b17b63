"""Chains: numbers that climb by one through a post.

A chain is an explanation of a post: "these lines are its questions". Its score is the sum of its
candidates' weights, less what is wrong with it: gaps, repeats, restarts without a section, questions
without an answer, and numbers that it leaves unexplained. A number between two links of a chain is
explained when it belongs to a list of its own that begins there: after the `3.` of a chain, the lines
`1.` `2.` `4.` hold a nested list of two, and then the chain goes on. Were the nested `2.` a link, the
`4.` would be left unexplained.

The best chain is found by going through the candidates once and keeping, for each number, the best
chain that ends with it. So the time is linear.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.questions.candidates import Candidate

_GAP = 0.3
_MAX_GAP = 3
_REPEAT = 0.9
_RESTART_IN_SECTION = 0.2
_RESTART_OF_HEADINGS = 1.0
_LATE_START = 1.5
_NO_ANSWER = 0.5
_UNEXPLAINED = 0.5

_Value = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The candidates of one style that explain a post best, and how well they do."""

    links: tuple[Candidate, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _End:
    """A chain that ends here. `lead` is its score with the numbers up to the next one settled."""

    score: float
    lead: float
    index: int
    before: _End | None


def best_chain(candidates: Sequence[Candidate], sections: Sequence[int]) -> Chain:
    """Give the best chain through candidates of one style; of two equal ones the earlier.

    `sections[i]` counts the section breaks before candidate i, so that two candidates with different
    counts have one between them.
    """
    values = [candidate.number.value for candidate in candidates if candidate.number is not None]
    strays = _strays(values)
    ends: dict[_Value, _End] = {}
    chapters: dict[_Value, _End] = {}
    best: _End | None = None
    before_section: _End | None = None
    last: _End | None = None
    for index, (candidate, value) in enumerate(zip(candidates, values, strict=True)):
        if index and sections[index] != sections[index - 1]:
            before_section = best

        def joined(end: _End | None, cost: float, at: int = index) -> tuple[float, _End | None]:
            """Score the chain that goes on from `end` to this candidate."""
            if end is None:
                return -_UNEXPLAINED * strays[at] - cost, None
            if end.index == at - 1:
                return end.score - cost - _NO_ANSWER * candidates[end.index].bare, end
            return end.lead - _UNEXPLAINED * strays[at] - cost, end

        options = [joined(None, 0.0 if all(part in (0, 1) for part in value) else _LATE_START)]
        for wanted, cost in _steps(value):
            options += [
                joined(end, cost)
                for end in (ends.get(wanted), last)
                if end is not None and values[end.index] == wanted
            ]
        if _begins(value):
            if before_section is not None:
                options.append(joined(before_section, _RESTART_IN_SECTION))
            if best is not None and candidate.style.shape == "heading":
                options.append(joined(best, _RESTART_OF_HEADINGS))
            chapter = chapters.get((*value[:-2], value[-2] - 1)) if len(value) > 1 else None
            if chapter is not None:
                options.append(joined(chapter, 0.0))
        score, before = max(options, key=lambda option: option[0])
        score += candidate.weight
        first = index + 1 < len(values) and not _begins(values[index + 1])
        settled = strays[min(index + 2, len(values))]
        last = _End(score, score + _UNEXPLAINED * (settled - first), index, before)
        if value not in ends or last.lead > ends[value].lead:
            ends[value] = last
        if value[:-1] not in chapters or last.lead > chapters[value[:-1]].lead:
            chapters[value[:-1]] = last
        if best is None or _final(last, strays) > _final(best, strays):
            best = last
    links: list[Candidate] = []
    at = best
    while at is not None:
        links.append(candidates[at.index])
        at = at.before
    return Chain(tuple(reversed(links)), _final(best, strays) if best else 0.0)


def _begins(value: _Value) -> bool:
    return value[-1] in (0, 1)


def _strays(values: Sequence[_Value]) -> list[int]:
    """Count, before each index, the numbers that neither begin a list nor follow their neighbour."""
    counts = [0]
    for index, value in enumerate(values):
        follows = index > 0 and values[index - 1] == (*value[:-1], value[-1] - 1)
        counts.append(counts[-1] + (not _begins(value) and not follows))
    return counts


def _final(end: _End, strays: Sequence[int]) -> float:
    """Give the score of a chain that ends here, the numbers behind it settled."""
    if end.index + 1 >= len(strays) - 1:
        return end.score
    return end.lead - _UNEXPLAINED * strays[-1]


def _steps(value: _Value) -> list[tuple[_Value, float]]:
    """Give the numbers that this one may follow, each with what the step costs."""
    *chapter, last = value
    steps = [((*chapter, last - gap), _GAP * (gap > 1)) for gap in range(1, _MAX_GAP + 1)]
    return [*steps, (value, _REPEAT)]

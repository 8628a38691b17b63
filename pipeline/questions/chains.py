"""Chains: numbers that climb by one through a post.

A chain is an explanation of a post: "these lines are its questions". Its score is the sum of its
candidates' weights, less what is wrong with it: gaps, repeats, restarts without a section, questions
without an answer, and numbers that it leaves unexplained. A number between two links of a chain is
explained when it belongs to a list of its own that begins there: after the `3.` of a chain, the lines
`1.` `2.` `4.` hold a nested list of two, and then the chain goes on. Were the nested `2.` a link, the
`4.` would be left unexplained. And a chain that goes on with a number from the middle of such a list
cuts it in two, which costs something for each number it takes.

The best chain is found by going through the candidates once and keeping, for each number, the best
chain that ends with it. So the time is linear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.questions.candidates import Candidate

_GAP = 0.3
_MAX_GAP = 3
_REPEAT = 0.9
_RESTART_IN_SECTION = 0.2
_RESTART_OF_HEADINGS = 1.0
_LATE_START = 1.5
_NO_ANSWER = 0.5
_UNEXPLAINED = 0.5
_NO_LONGER_BOLD = 0.9
_CUT = 0.5
_CUT_OF_STATEMENTS = 0.9

_Value = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The candidates of one style that explain a post best, and how well they do."""

    links: tuple[Candidate, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _End:
    """A chain that ends here. `lead` is its score with the numbers up to the next one settled.
    `whole`: it did not take its last link from the middle of a list.
    """

    score: float
    lead: float
    index: int
    before: _End | None
    whole: bool


def best_chain(candidates: Sequence[Candidate], sections: Sequence[int]) -> Chain:
    """Give the best chain through candidates of one style; of two equal ones the earlier.

    `sections[i]` counts the section breaks before candidate i, so that two candidates with different
    counts have one between them.
    """
    search = _Search(candidates)
    for index, (before, section) in enumerate(pairwise([*sections[:1], *sections])):
        search.take(index, in_new_section=section != before)
    links: list[Candidate] = []
    at = search.best
    while at is not None:
        links.append(candidates[at.index])
        at = at.before
    return Chain(tuple(reversed(links)), search.final(search.best) if search.best else 0.0)


class _Search:
    """Goes through candidates once and keeps the best chains that end at each number."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        self._values = [c.number.value for c in candidates if c.number is not None]
        self._strays = _strays(self._values)
        self._ends: dict[_Value, _End] = {}
        self._chapters: dict[_Value, _End] = {}
        self._before_section: _End | None = None
        self._last: _End | None = None
        self.best: _End | None = None

    def take(self, index: int, *, in_new_section: bool) -> None:
        """Join the next candidate to the chain that it continues best."""
        if in_new_section:
            self._before_section = self.best
        value = self._values[index]
        score, before = max(
            (self._joined(end, cost, index) for end, cost in self._options(index, value)),
            key=lambda option: option[0],
        )
        score += self._candidates[index].weight
        first = index + 1 < len(self._values) and not _begins(self._values[index + 1])
        settled = self._strays[min(index + 2, len(self._values))] - first
        whole = not self._cuts(before, index)
        end = _End(score, score + _UNEXPLAINED * settled, index, before, whole)
        for known, key in ((self._ends, value), (self._chapters, value[:-1])):
            if key not in known or end.lead > known[key].lead:
                known[key] = end
        self._last = end
        if self._candidates[index].asks:
            self._before_section = None  # a later `1.` opens no group: the section has begun
        if self.best is None or self.final(end) > self.final(self.best):
            self.best = end

    def _options(self, index: int, value: _Value) -> Iterator[tuple[_End | None, float]]:
        """Give the chains that this number may continue, each with the cost of the step."""
        yield None, 0.0 if all(part in (0, 1) for part in value) else _LATE_START
        for wanted, cost in _steps(value):
            if wanted in self._ends:
                yield self._ends[wanted], cost
            if self._last is not None and self._values[index - 1] == wanted:
                yield self._last, cost
        if not _begins(value):
            return
        if self._before_section is not None:
            yield self._before_section, _RESTART_IN_SECTION
        if self.best is not None and self._candidates[index].style.shape == "heading":
            yield self.best, _RESTART_OF_HEADINGS
        if len(value) > 1 and (*value[:-2], value[-2] - 1) in self._chapters:
            yield self._chapters[(*value[:-2], value[-2] - 1)], 0.0

    def _joined(self, end: _End | None, cost: float, index: int) -> tuple[float, _End | None]:
        """Score the chain that goes on from `end` to the candidate at `index`."""
        if end is None:
            return -_UNEXPLAINED * self._strays[index] - cost, None
        candidate = self._candidates[index]
        if self._cuts(end, index):
            cost += _CUT_OF_STATEMENTS if self._states(end, index) else _CUT
        if self._candidates[end.index].bold > candidate.bold and not candidate.asks:
            cost += _NO_LONGER_BOLD
        if end.index == index - 1:
            return end.score - cost - _NO_ANSWER * self._candidates[end.index].bare, end
        return end.lead - _UNEXPLAINED * self._strays[index] - cost, end

    def _cuts(self, end: _End | None, index: int) -> bool:
        """Tell whether the candidate at `index` goes on a list that the chain did not begin."""
        *chapter, last = self._values[index]
        if not index or self._values[index - 1] != (*chapter, last - 1):
            return False
        return end is None or end.index != index - 1 or not end.whole

    def _states(self, end: _End, index: int) -> bool:
        """Tell whether a chain that asks would go on with a statement."""
        before, candidate = self._candidates[end.index], self._candidates[index]
        return before.asks and not candidate.asks

    def final(self, end: _End) -> float:
        """Give the score of a chain that ends here, the numbers behind it settled."""
        return end.lead - _UNEXPLAINED * self._strays[-1]


def _begins(value: _Value) -> bool:
    return value[-1] in (0, 1)


def _strays(values: Sequence[_Value]) -> list[int]:
    """Count, before each index, the numbers that neither begin a list nor follow their neighbour."""
    counts = [0]
    for index, value in enumerate(values):
        follows = index > 0 and values[index - 1] == (*value[:-1], value[-1] - 1)
        counts.append(counts[-1] + (not _begins(value) and not follows))
    return counts


def _steps(value: _Value) -> list[tuple[_Value, float]]:
    """Give the numbers that this one may follow, each with what the step costs."""
    *chapter, last = value
    steps = [((*chapter, last - gap), _GAP * (gap > 1)) for gap in range(1, _MAX_GAP + 1)]
    return [*steps, (value, _REPEAT)]

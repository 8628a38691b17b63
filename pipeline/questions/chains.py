"""Chains: numbers that climb by one through a post.

A chain is an explanation of a post: "these lines are its questions". Its score is the sum of its
candidates' weights less what its faults cost: gaps, repeats, restarts without a section, questions
without an answer. The best chain of a style is found by going through its candidates once, keeping
for each number the best chain that ends with it; so the time is linear, and a `1.` `2.` `3.` inside
answer 12 loses against the `13.` that follows, because it does not continue any chain.
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


@dataclass(frozen=True, slots=True)
class Chain:
    """The candidates of one style that explain a post best, and how well they do."""

    links: tuple[Candidate, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _End:
    score: float
    index: int
    before: _End | None


def best_chain(candidates: Sequence[Candidate], sections: Sequence[int]) -> Chain:
    """Give the best chain through candidates of one style; of two equal ones the earlier.

    `sections[i]` counts the section breaks before candidate i, so that two candidates with different
    counts have one between them.
    """
    ends: dict[tuple[int, ...], _End] = {}
    chapters: dict[tuple[int, ...], _End] = {}
    best: _End | None = None
    best_before_section: _End | None = None
    for index, candidate in enumerate(candidates):
        assert candidate.number is not None
        value = candidate.number.value
        if index and sections[index] != sections[index - 1]:
            best_before_section = best
        options: list[tuple[float, _End | None]] = [
            (0.0 if all(part in (0, 1) for part in value) else -_LATE_START, None)
        ]
        for wanted, cost in _steps(value):
            end = ends.get(wanted)
            if end is not None:
                unanswered = end.index == index - 1 and candidates[end.index].bare
                options.append((end.score - cost - _NO_ANSWER * unanswered, end))
        if value[-1] in (0, 1):
            if best_before_section is not None:
                cost = best_before_section.score - _RESTART_IN_SECTION
                options.append((cost, best_before_section))
            if best is not None and candidate.style.shape == "heading":
                options.append((best.score - _RESTART_OF_HEADINGS, best))
            chapter = chapters.get((*value[:-2], value[-2] - 1)) if len(value) > 1 else None
            if chapter is not None:
                options.append((chapter.score, chapter))
        score, before = max(options, key=lambda option: option[0])
        end = _End(score + candidate.weight, index, before)
        if value not in ends or end.score > ends[value].score:
            ends[value] = end
            chapters[value[:-1]] = end
        if best is None or end.score > best.score:
            best = end
    links: list[Candidate] = []
    at = best
    while at is not None:
        links.append(candidates[at.index])
        at = at.before
    return Chain(tuple(reversed(links)), best.score if best else 0.0)


def _steps(value: tuple[int, ...]) -> list[tuple[tuple[int, ...], float]]:
    """Give the numbers that this one may follow, each with what the step costs."""
    *chapter, last = value
    steps = [((*chapter, last - gap), _GAP * (gap > 1)) for gap in range(1, _MAX_GAP + 1)]
    return [*steps, (value, _REPEAT)]

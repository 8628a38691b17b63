"""The readings of a post that somebody can choose from: nothing, and at most three others, each tried.

`postdeck choose` shows them all, and a finding advises the likeliest of them that is worth trying.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..ir import Span
from .chances import Chances, weights
from .extents import Extent, extents, title_extents
from .found import Evidence
from .naming import selection_of
from .readings import Reading, Readings
from .selection import Selection
from .signs import SIGNS, TITLE_SIGNS

MOST = 3
"""Readings that are shown beside nothing."""

_SIGNS = 3
_LEAST = 0.3  # what a sign adds at least, to be told
_BEGINNING = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading to choose: how likely it is, how many of its questions are answered, their prompts, how the
    first answer begins, and what speaks for it. `taken` is how the post is read now. `spans` are the
    lines of the prompts, None for a title without a line; `cards` are the first lines of those that are
    answered.
    """

    selection: Selection
    chance: float
    taken: bool
    answered: int = 0
    prompts: Sequence[str] = ()
    answer: str = ""
    speaks: Sequence[str] = ()
    spans: Sequence[Span | None] = ()
    cards: frozenset[int] = frozenset()


def candidates(evidence: Evidence) -> list[Candidate]:
    """Return nothing, how the post is read now, and the likeliest others, each by its selection."""
    offers = offered(evidence.readings, evidence.chances, evidence.selection)
    return [_candidate(evidence, *offer) for offer in offers]


def offered(
    found: Readings, likely: Chances, taken: Selection
) -> list[tuple[Selection, float, Reading | None]]:
    """Return the selection, chance and reading of each reading that is offered; None is the title's.

    Of readings with the same selection the likeliest is offered. What is taken now is always among them,
    if a reading has that selection.
    """
    every = [*zip(likely.readings, found.readings, strict=True), (likely.title, None)]
    every.sort(key=lambda item: -item[0])
    named: dict[Selection, tuple[float, Reading | None]] = {}
    for chance, reading in every:
        named.setdefault(selection_of(found, reading), (chance, reading))
    nothing = named.pop(Selection())
    ranked = sorted(named, key=lambda selection: (selection != taken, -named[selection][0]))
    shown = sorted(ranked[:MOST], key=lambda selection: -named[selection][0])
    return [
        (Selection(), *nothing),
        *((selection, *named[selection]) for selection in shown),
    ]


def _candidate(
    evidence: Evidence, selection: Selection, chance: float, reading: Reading | None
) -> Candidate:
    found = evidence.readings
    asked: Sequence[Extent] = ()
    if reading is None:
        asked = title_extents(found.post).questions
    elif reading.prompts:
        asked = extents(found.post, [found.nodes[n] for n in reading.prompts]).questions
    answered = [extent for extent in asked if extent.status == "answered"]
    return Candidate(
        selection, chance, selection == evidence.selection, len(answered),
        [extent.node.text for extent in asked],
        next(_beginnings(answered, found.post.outline.lines), "")[:_BEGINNING],
        list(_speaks(evidence, reading))[:_SIGNS],
        [extent.prompt_span for extent in asked],
        frozenset(extent.lines.start for extent in answered),
    )  # fmt: skip


def _beginnings(answered: Sequence[Extent], lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the first answer that say something: no fences, no pictures."""
    for extent in answered[:1]:
        if extent.opens:
            yield extent.node.opening.strip()
        span = extent.answer_span or Span(1, 0)
        for line in lines[span.start - 1 : span.end]:
            text = line.strip()
            if any(map(str.isalpha, text)) and not text.startswith(("```", "~~~", "![", "<")):
                yield text


def _speaks(evidence: Evidence, reading: Reading | None) -> Iterator[str]:
    """Yield what speaks for a reading, that of the title for None, the strongest first."""
    found, by = evidence.readings, weights()
    if reading is not None:
        signs = [sign.says for sign in SIGNS.values()]
        added = [w * x for w, x in zip(by.signs, reading.signs, strict=True)]
    else:
        signs = list(TITLE_SIGNS.values())
        added = [w * x for w, x in zip(by.title_signs, found.title_signs, strict=True)]
    for adds, says in sorted(zip(added, signs, strict=True), reverse=True):
        if adds >= _LEAST:
            yield says

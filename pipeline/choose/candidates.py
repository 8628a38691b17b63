"""The readings of a post that somebody can choose from: nothing, and the likeliest three, each tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.ir import Span
from pipeline.questions.choice import weights
from pipeline.questions.extents import Extent, extents, title_extents
from pipeline.questions.found import Evidence
from pipeline.questions.naming import name, selected
from pipeline.questions.readings import prompts_among
from pipeline.questions.signs import SIGNS, TITLE_SIGNS
from pipeline.selection import Selection

MOST = 3
"""Readings that are shown beside nothing."""

_SIGNS = 3
_LEAST = 0.3  # what a sign adds at least, to be told
_SHOWN = 3
_BEGINNING = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading to choose: how likely it is, how many questions it makes and how many of them are answered,
    the first of them, how the first answer begins, and what speaks for it. `spans` are the lines of its
    prompts, None for a title without a line.
    """

    selection: Selection
    chance: float
    questions: int = 0
    answered: int = 0
    prompts: Sequence[str] = ()
    answer: str = ""
    speaks: Sequence[str] = ()
    spans: Sequence[Span | None] = ()


def candidates(evidence: Evidence) -> list[Candidate]:
    """Return nothing, and at most three other readings, each what its name selects."""
    found, likely = evidence.readings, evidence.chances
    ranked = sorted(
        [*((chance, at) for at, chance in enumerate(likely.readings)), (likely.title, -1)],
        key=lambda item: -item[0],
    )
    made = [Candidate(Selection(), likely.readings[0])]
    seen: set[tuple[int, ...]] = {()}
    for chance, at in ranked:
        reading = found.readings[at] if at >= 0 else None
        selection = name(found, reading)
        if reading is None:
            taken = title_extents(found.post).questions
            prompts: tuple[int, ...] = (0,)
        else:
            prompts = tuple(prompts_among(found.nodes, selected(found.nodes, selection)))
            taken = extents(found.post, [found.nodes[n] for n in prompts]).questions
        if prompts in seen:
            continue
        seen.add(prompts)
        made.append(_candidate(evidence, selection, chance, at, taken))
        if len(made) > MOST:
            break
    return made


def _candidate(
    evidence: Evidence, selection: Selection, chance: float, at: int, taken: Sequence[Extent]
) -> Candidate:
    answered = [extent for extent in taken if extent.status == "answered"]
    lines = evidence.readings.post.outline.lines
    beginning = ""
    if answered and answered[0].answer_span is not None:
        extent = answered[0]
        span = extent.answer_span or Span(1, 1)
        beginning = extent.node.opening if extent.opens else lines[span.start - 1]
    return Candidate(
        selection, chance, len(taken), len(answered),
        [extent.node.text for extent in taken[:_SHOWN]],
        beginning.strip()[:_BEGINNING],
        list(_speaks(evidence, at))[:_SIGNS],
        [extent.prompt_span for extent in taken],
    )  # fmt: skip


def _speaks(evidence: Evidence, at: int) -> Iterator[str]:
    """Yield what speaks for a reading, the strongest first; -1 is the title."""
    found, by = evidence.readings, weights()
    if at >= 0:
        signs = [sign.says for sign in SIGNS.values()]
        added = [w * x for w, x in zip(by.signs, found.readings[at].signs, strict=True)]
    else:
        signs = list(TITLE_SIGNS.values())
        added = [w * x for w, x in zip(by.title_signs, found.title, strict=True)]
    for adds, says in sorted(zip(added, signs, strict=True), reverse=True):
        if adds >= _LEAST:
            yield says

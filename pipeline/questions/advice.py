"""What an author can write where a post is read wrongly: the likeliest other reading, tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .extents import extents
from .found import Evidence
from .naming import selected, selection_of
from .readings import Readings, prompts_among
from .selection import Selection

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Advice:
    """A selection, and how many questions it makes, with and without an answer."""

    selection: Selection
    questions: int
    answered: int


def advice(evidence: Evidence) -> Advice | None:
    """Return the likeliest other reading of a post, None where there is none worth trying.

    Where questions were found, another is worth trying only if nobody is sure of them; where somebody says
    that there are none, nothing is.
    """
    given_up = not evidence.extents and evidence.judge != "weights" and not evidence.selection.ways
    if given_up or (evidence.extents and evidence.sure):
        return None
    for selection in _others(evidence):
        made = _tried(evidence.readings, selection)
        if made.answered >= _HALF * made.questions:
            return made
    return None


def _tried(found: Readings, selection: Selection) -> Advice:
    """Return what a selection makes of a post."""
    nodes = [found.nodes[at] for at in prompts_among(found.nodes, selected(found.nodes, selection))]
    made = extents(found.post, nodes).questions
    return Advice(selection, len(made), sum(one.status == "answered" for one in made))


def _others(evidence: Evidence) -> Iterator[Selection]:
    """Yield the names of the other readings, the likeliest first; `none` where questions were found."""
    found, likely = evidence.readings, evidence.chances
    ranked: Sequence[tuple[float, int]] = sorted(
        ((chance, -at) for at, chance in enumerate(likely.readings)), reverse=True
    )
    taken, found_any = evidence.selection, bool(evidence.extents)
    for _, at in ranked:
        selection = selection_of(found, found.readings[-at])
        if selection != taken and (selection.ways or found_any):
            yield selection

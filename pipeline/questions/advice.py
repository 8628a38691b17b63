"""What can be chosen where a post is read wrongly: the likeliest other candidate."""

from __future__ import annotations

from collections.abc import Iterable

from .candidates import Candidate, candidates
from .found import Evidence

_HALF = 0.5
_NEAR = 0.2


def advice(evidence: Evidence) -> Candidate | None:
    """Return the likeliest other candidate of a post, None where there is none worth trying.

    Where questions were found, another is worth trying only if nobody is sure of them; where somebody says
    that there are none, nothing is. Where none were found, nothing is no other. The title is none.
    """
    given_up = not evidence.extents and evidence.judge != "weights" and not evidence.selection.ways
    if given_up or (evidence.extents and evidence.sure):
        return None
    others = [
        candidate
        for candidate in candidates(evidence)
        if not (candidate.taken or candidate.selection.title)
        and (candidate.prompts or evidence.extents)
    ]
    return _worth_trying(others)


def near(evidence: Evidence) -> Candidate | None:
    """Return the likeliest reading of a post in which the weights find nothing, None where none is near."""
    likely = evidence.chances
    if evidence.selection != evidence.best or max(*likely.readings[1:], likely.title, 0) < _NEAR:
        return None
    return _worth_trying(one for one in candidates(evidence) if one.chance >= _NEAR and one.prompts)


def _worth_trying(others: Iterable[Candidate]) -> Candidate | None:
    """Return the likeliest of some candidates, if half of its questions are answered."""
    best = max(others, key=lambda candidate: candidate.chance, default=None)
    return best if best and best.answered >= _HALF * len(best.prompts) else None

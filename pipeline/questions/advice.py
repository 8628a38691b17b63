"""What can be chosen where a post is read wrongly: the likeliest other candidate."""

from __future__ import annotations

from .candidates import Candidate, candidates
from .found import Evidence

_HALF = 0.5


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
    best = max(others, key=lambda candidate: candidate.chance, default=None)
    return best if best and best.answered >= _HALF * len(best.prompts) else None

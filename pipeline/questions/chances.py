"""Which reading of a post is taken: signs are weighed, and the chances of all readings sum to one.

The weights are fitted to labelled posts and written by `tools/fit.py`; nobody sets them by hand.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from .readings import Reading, Readings
from .signs import SIGNS, TITLE_SIGNS

SURE = 0.6
"""Where the best reading is less likely, a person is asked."""

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """What one of a sign adds to a reading's score. `some` is what a reading has that takes some lines,
    `title` what the title's has.
    """

    signs: tuple[float, ...]
    title_signs: tuple[float, ...]
    some: float
    title: float

    def score(self, reading: Reading) -> float:
        """Return the score of a reading; one that takes nothing has none."""
        if not reading.prompts:
            return 0.0
        return self.some + sum(w * x for w, x in zip(self.signs, reading.signs, strict=True))

    def title_score(self, title: Sequence[float]) -> float:
        """Return the score of the title as the one prompt."""
        return self.title + sum(w * x for w, x in zip(self.title_signs, title, strict=True))


@cache
def weights() -> Weights:
    """Return the fitted weights."""
    content = json.loads(files(__package__).joinpath("weights.json").read_text("utf-8"))
    return Weights(
        tuple(content["signs"][name] for name in SIGNS),
        tuple(content["title"][name] for name in TITLE_SIGNS),
        content["constants"]["some"],
        content["constants"]["title"],
    )


@dataclass(frozen=True, slots=True)
class Chances:
    """The chance of each reading of a post, in their order, and of its title."""

    readings: tuple[float, ...]
    title: float

    @property
    def sure(self) -> bool:
        """Whether the best reading is likely enough to be taken without asking."""
        return max(*self.readings, self.title) >= SURE


def chances(found: Readings, by: Weights) -> Chances:
    """Return the chances of a post's readings: a conditional logit (McFadden, 1974)."""
    scores = [by.score(reading) for reading in found.readings]
    scores.append(by.title_score(found.title_signs))
    highest = max(scores)
    powers = [exp(score - highest) for score in scores]
    total = sum(powers)
    *readings, title = (power / total for power in powers)
    return Chances(tuple(readings), title)


def best_reading(found: Readings, likely: Chances) -> Reading | None:
    """Return the reading that is expected to win most right lines less wrong ones; None for the title.

    A line is right with the chances of all readings that take it.
    """
    if likely.title > _HALF:
        return None
    right = [0.0] * len(found.nodes)
    for chance, reading in zip(likely.readings, found.readings, strict=True):
        for prompt in reading.prompts:
            right[prompt] += chance
    return max(found.readings, key=lambda r: sum(2 * right[prompt] - 1 for prompt in r.prompts))

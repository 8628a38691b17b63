"""The labelled posts are read as well as the fitted weights say that they are."""

from __future__ import annotations

import json
from pathlib import Path

from tools.cases import own_cases
from tools.fit import WEIGHTS, figures, fit, read_all, written
from tools.labelled import labelled

POINTS, INVENTED = 0.3, 3
"""By how much found and clean (per cent) and invented may be worse before the test fails."""


def test_the_labelled_posts_are_read_as_well_as_ever(shared: Path) -> None:
    posts, own = read_all(labelled()), read_all(own_cases())
    told = json.loads(WEIGHTS.read_text("utf-8"))["fitted"]["figures"]
    now = figures(posts, own=own)
    for name in ("found", "clean"):
        assert 100 * (told[name] - now[name]) <= POINTS * told["asked"], (name, told, now)
    assert now["invented"] - told["invented"] <= INVENTED, (told, now)
    is_fitted = written(posts, fit(posts, own), now) == WEIGHTS.read_bytes()
    assert is_fitted, "make fit writes others"

"""The number of examples on which a law is tried; POSTDECK_LAWS names the size.

`small` (the default) is for `make test`, `full` for `make test-rest`: both draw the same examples in
every run. `fuzz`, for `make test-long`, draws many, and others each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, Literal, TypeVar, cast, get_args

from hypothesis import HealthCheck, seed, settings

Law = TypeVar("Law", bound=Callable[..., Any])
Size = Literal["small", "full", "fuzz"]

SEED = 1

SIZE = cast("Size", os.environ.get("POSTDECK_LAWS", "small"))
if SIZE not in get_args(Size):
    raise ValueError(f"POSTDECK_LAWS is {SIZE!r}, not one of {', '.join(get_args(Size))}")


def examples(full: int) -> int:
    """Return how many examples to draw for a law that draws `full` at full size."""
    return {"small": max(2, full // 10), "full": full, "fuzz": full * 20}[SIZE]


def tries(full: int) -> Callable[[Law], Law]:
    """Return a decorator: draw `full` examples at full size, the same ones unless fuzzing."""
    drawn = settings(
        max_examples=examples(full),
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )

    def on(law: Law) -> Law:
        return drawn(law) if SIZE == "fuzz" else seed(SEED)(drawn(law))

    return on

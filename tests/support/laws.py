"""On how many examples a law is tried; POSTDECK_LAWS names the size.

`small` (the default) is for `make test`, `full` for `make test-rest`: both draw the same examples in
every run. `fuzz`, for `make test-long`, draws many, and others each time.
"""

from __future__ import annotations

import os
from typing import Literal, cast, get_args

from hypothesis import HealthCheck, settings

Size = Literal["small", "full", "fuzz"]

SIZE = cast("Size", os.environ.get("POSTDECK_LAWS", "small"))
if SIZE not in get_args(Size):
    raise ValueError(f"POSTDECK_LAWS is {SIZE!r}, not one of {', '.join(get_args(Size))}")


def examples(full: int) -> int:
    """Return how many examples to draw, of a law that draws so many at full size."""
    return {"small": max(2, full // 5), "full": full, "fuzz": full * 20}[SIZE]


def law(full: int) -> settings:
    """Return the settings of a law that draws so many examples at full size."""
    return settings(
        max_examples=examples(full),
        deadline=None,
        database=None,
        derandomize=SIZE != "fuzz",
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )

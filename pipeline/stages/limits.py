"""How much of a kind one post may hold: what it costs to show it all has an end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from ..findings import Code, Finding, Message

Kind = Literal["links", "pictures", "formulas", "definitions"]
MOST: Mapping[Kind, int] = {
    "links": 10_000, "pictures": 5_000, "formulas": 10_000, "definitions": 10_000,
}  # fmt: skip
_SAYS: Mapping[Kind, Callable[[int], Message]] = {
    "links": lambda limit: Code.TOO_MANY.message("links", limit=limit),
    "pictures": lambda limit: Code.TOO_MANY.message("pictures", limit=limit),
    "formulas": lambda limit: Code.TOO_MANY.message("formulas", limit=limit),
    "definitions": lambda limit: Code.TOO_MANY.message("definitions", limit=limit),
}


class LeftOutError(Exception):
    """A post cannot be taken, and `finding` tells why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def hold_to(kind: Kind, count: int, path: str, line: int) -> None:
    """Raise LeftOutError where a post holds more than it may, as is seen on a line."""
    if count > (limit := MOST[kind]):
        raise LeftOutError(Finding.of(_SAYS[kind](limit), path, line))

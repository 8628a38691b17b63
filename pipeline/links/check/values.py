"""The values of a check of links: what is asked, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...network.values import Fault

Status = Literal["ok", "moved", "broken", "unreachable", "limited", "refused", "ignored"]
"""`limited`: the server does not serve programs, or not now; `refused`: we do not ask there."""

PlaceKind = Literal["link", "picture"]


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """How long, in seconds, the verdict of an earlier run is trusted."""

    fine: float = 7 * 86_400
    error: float = 86_400


@dataclass(frozen=True, slots=True)
class AddressPlace:
    """A place in a post that names an address: `path` as the user can open it. The column of a picture
    is not known.
    """

    path: str
    line: int
    column: int | None
    root: str = ""
    below: str = ""  # the path below the root
    kind: PlaceKind = "link"


@dataclass(frozen=True, slots=True)
class AskedAddress:
    """An address to ask, without its fragment, and every place that names it."""

    address: str
    places: tuple[AddressPlace, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one address: `final` is where it led, `moved_to` what should be linked instead.

    `checked_at` is in epoch seconds.
    """

    status: Status
    code: int | None = None
    final: str | None = None
    moved_to: str | None = None
    message: str = ""
    fault: Fault | None = None
    checked_at: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """An address with its verdict. `from_cache`: the verdict is that of an earlier run."""

    target: AskedAddress
    verdict: Verdict
    from_cache: bool = False

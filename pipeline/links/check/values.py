"""The values of a check of links: what is asked, and what comes back."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ... import __version__

Status = Literal["ok", "moved", "broken", "unreachable", "limited", "refused", "ignored"]
"""`limited`: the server does not serve programs, or not now; `refused`: we do not ask there."""

Fault = Literal[
    "no-host", "no-connection", "certificate", "silent", "garbled", "private", "unfit", "circle"
]
"""Why there is no answer. `silent`: nothing came in time; `unfit`: it cannot be asked at all."""

PlaceKind = Literal["link", "picture"]

AWAY: frozenset[Fault | None] = frozenset({"no-host", "no-connection"})
"""The faults that a machine without a network has with every host."""

AGENT = f"postdeck/{__version__} (link check)"


@dataclass(frozen=True, slots=True)
class RequestPolicy:
    """How the network is asked. Times are in seconds.

    `tries` is how often at most an address is asked while its server fails; `patience` is the
    longest Retry-After that is waited for: a server that asks for more is not asked again in this
    run.
    """

    connections: int = 16
    pause: float = 0.5
    timeout: float = 10.0
    tries: int = 3
    patience: float = 60.0
    first_wait: float = 1.0
    longest_wait: float = 30.0
    private: bool = False


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


@dataclass(frozen=True, slots=True)
class Response:
    """The result of one request: a code and the headers that matter, or a fault and its message."""

    code: int | None = None
    location: str | None = None
    retry_after: str | None = None
    fault: Fault | None = None
    message: str = ""

    @property
    def heard(self) -> bool:
        """Whether anything answered, so that there is a network."""
        return self.code is not None or self.fault in {"certificate", "silent", "garbled"}


async def _look_up(host: str) -> Sequence[str]:
    """Return the IP addresses of a host, in the system's order. Raise OSError, UnicodeError."""
    import socket

    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))


def _proxy_of(scheme: str, host: str) -> str | None:
    """Return the proxy that the environment names (`http_proxy`, `no_proxy` and so on), or None."""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    return None if proxy is None or proxy_bypass(host) else proxy


@dataclass(frozen=True, slots=True)
class Machine:
    """What a check takes from the machine it runs on; a test passes its own."""

    now: Callable[[], float] = time.time
    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    look_up: Callable[[str], Awaitable[Sequence[str]]] = _look_up
    proxy_of: Callable[[str, str], str | None] = _proxy_of

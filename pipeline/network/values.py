"""The values of asking: how, and what one request gives."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from .. import __version__

Fault = Literal[
    "no-host",
    "no-connection",
    "certificate",
    "silent",
    "garbled",
    "private",
    "unfit",
    "circle",
    "too-large",
]
"""Why there is no answer. `silent`: nothing came in time; `unfit`: it cannot be asked at all; `too-large`:
its body is larger than was asked for.
"""

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
    agent: str = AGENT


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a server: at most `most` bytes of the body are taken, 0 for none. `referer` is the
    page that is said to show what is asked for, "" for none.
    """

    method: Literal["HEAD", "GET"]
    most: int = 0
    referer: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """The result of one request: a code and what matters of the rest, or a fault and its message."""

    code: int | None = None
    location: str | None = None
    retry_after: str | None = None
    fault: Fault | None = None
    message: str = ""
    body: bytes = b""

    @property
    def heard(self) -> bool:
        """Whether anything answered, so that there is a network."""
        return self.code is not None or self.fault in {
            "certificate",
            "silent",
            "garbled",
            "too-large",
        }


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

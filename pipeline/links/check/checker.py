"""Asking for many addresses: hops, retries and turns."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from http.cookiejar import CookieJar
from itertools import groupby
from typing import Protocol

from .addresses import WebAddress, web
from .rate_limiter import RateLimiter
from .rules import LONGEST_CHAIN, Hop, closes, next_hop, verdict_on, wait_before_retry, wants_get
from .values import AWAY, Machine, RequestPolicy, Response, Verdict

_ENOUGH = 40  # hosts that are away, while none answers, show that there is no network

Learn = Callable[[str, Verdict], None]


class OfflineError(Exception):
    """So many hosts cannot be reached that there can be no network."""


class Client(Protocol):
    """Something that sends requests."""

    async def send(self, method: str, url: WebAddress, cookies: CookieJar) -> Response:
        """Send one request, with the cookies that are for its address, and return its response.

        The cookies that come with it are added to `cookies`.
        """


class Checker:
    """Asks for addresses, one at a time on each host. `heard`: whether anything answered at all."""

    def __init__(self, client: Client, policy: RequestPolicy, machine: Machine) -> None:
        self._client, self._policy, self._machine = client, policy, machine
        self._limiter = RateLimiter(policy, machine)
        self._closed: dict[tuple[str, str, int | None], Response] = {}
        self.heard = False

    async def check_all(self, addresses: Iterable[str], learn: Learn) -> None:
        """Ask for all addresses; call `learn` with each verdict as it comes. Raise OfflineError."""
        by_host = groupby(sorted(addresses, key=_host_of), key=_host_of)
        queues = [list(queue) for _, queue in by_host]
        try:
            async with asyncio.TaskGroup() as tasks:
                for queue in queues:
                    tasks.create_task(self._queue(queue, learn))
        except BaseExceptionGroup as group:
            raise group.exceptions[0] from None

    async def _queue(self, addresses: Iterable[str], learn: Learn) -> None:
        for address in addresses:
            learn(address, await self.check_one(address))

    async def check_one(self, address: str) -> Verdict:
        """Ask for one address, follow its redirects, and return the verdict.

        Cookies are kept until then, since many pages set one and redirect to themselves.
        """
        here, hops, cookies = web(address), list[Hop](), CookieJar()
        if here is None:
            response = Response(fault="unfit", message="this is not http(s)")
            return verdict_on(address, hops, response, self._machine.now())
        seen = {(here.href, _held(cookies))}
        while True:
            response = await self._reply(here, cookies)
            to = next_hop(here, response)
            if isinstance(to, Response):
                response = to
            if not isinstance(to, WebAddress):
                return verdict_on(address, hops, response, self._machine.now())
            assert response.code is not None
            hops.append(Hop(response.code, to.href))
            asked = to.href, _held(cookies)
            if asked in seen or len(hops) > LONGEST_CHAIN:
                told = "redirects in a circle" if asked in seen else "redirects without an end"
                response = Response(fault="circle", message=told)
                return verdict_on(address, hops, response, self._machine.now())
            seen.add(asked)
            here = to

    async def _reply(self, url: WebAddress, cookies: CookieJar) -> Response:
        """Return the last response of one address, after HEAD, GET and retries.

        Raise OfflineError where there can be no network.
        """
        method, tried = "HEAD", 0
        while True:
            async with self._limiter.turn(url.host):
                if known := self._closed.get(url.origin):
                    return known
                response = await self._client.send(method, url, cookies)
            self.heard |= response.heard
            if method == "HEAD" and wants_get(response):
                method = "GET"
                continue
            tried += 1
            now = self._machine.now()
            wait = wait_before_retry(response, tried, self._policy, now, self._machine.chance())
            if wait is None:
                if closes(response, self._policy, now):
                    self._closed[url.origin] = response
                if not self.heard and self._away() >= _ENOUGH:
                    raise OfflineError
                return response
            self._limiter.leave_alone(url.host, wait)

    def _away(self) -> int:
        return sum(response.fault in AWAY for response in self._closed.values())


def one_of_each_host(verdicts: Mapping[str, Verdict], most: int) -> list[str]:
    """Return at most `most` of the addresses that were fine, each of another host."""
    fine = sorted((a for a, known in verdicts.items() if known.status == "ok"), key=_host_of)
    return [next(group) for _, group in groupby(fine, key=_host_of)][:most]


def _held(cookies: CookieJar) -> frozenset[tuple[str, str, str, str | None]]:
    """Return what tells one state of the cookies from another."""
    return frozenset((c.domain, c.path, c.name, c.value) for c in cookies)


def _host_of(address: str) -> str:
    url = web(address)
    return url.host if url else ""

"""Asking for many addresses: hops, retries and turns."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from http.cookiejar import CookieJar
from itertools import groupby
from typing import Protocol

from .addresses import WebAddress, web
from .rate_limiter import RateLimiter
from .rules import LONGEST_CHAIN, Hop, closes, next_hop, wait_before_retry, wants_get
from .values import AWAY, Machine, Question, RequestPolicy, Response

_ENOUGH = 40  # hosts that are away, while none answers, show that there is no network


class OfflineError(Exception):
    """So many hosts cannot be reached that there can be no network."""


class Client(Protocol):
    """Something that sends requests."""

    async def send(self, question: Question, url: WebAddress, cookies: CookieJar) -> Response:
        """Send one request, with the cookies that are for its address, and return its response.

        The cookies that come with it are added to `cookies`.
        """


@dataclass(frozen=True, slots=True)
class Reply:
    """The last response to an address, after the redirects that led there."""

    hops: tuple[Hop, ...]
    response: Response


class Asker:
    """Asks for addresses, one at a time on each host. `heard`: whether anything answered at all."""

    def __init__(self, client: Client, policy: RequestPolicy, machine: Machine) -> None:
        self._client, self._policy, self._machine = client, policy, machine
        self._limiter = RateLimiter(policy, machine)
        self._closed: dict[tuple[str, str, int | None], Response] = {}
        self.heard = False

    async def ask(self, address: str, question: Question) -> Reply:
        """Ask for one address, follow its redirects, and return the last response. Raise OfflineError.

        Cookies are kept until then, since many pages set one and redirect to themselves.
        """
        here, hops, cookies = web(address), list[Hop](), CookieJar()
        if here is None:
            return Reply((), Response(fault="unfit", message="this is not http(s)"))
        seen = {(here.href, _held(cookies))}
        while True:
            response = await self._reply(here, cookies, question)
            to = next_hop(here, response)
            if isinstance(to, Response):
                response = to
            if not isinstance(to, WebAddress):
                return Reply((*hops,), response)
            assert response.code is not None
            hops.append(Hop(response.code, to.href))
            asked = to.href, _held(cookies)
            if asked in seen or len(hops) > LONGEST_CHAIN:
                told = "redirects in a circle" if asked in seen else "redirects without an end"
                return Reply((*hops,), Response(fault="circle", message=told))
            seen.add(asked)
            here = to

    async def _reply(self, url: WebAddress, cookies: CookieJar, question: Question) -> Response:
        """Return the last response of one address, after HEAD, GET and retries.

        Raise OfflineError where there can be no network.
        """
        tried = 0
        while True:
            if known := self._closed.get(url.origin):
                return known
            async with self._limiter.turn(url.host):
                response = await self._client.send(question, url, cookies)
            self.heard |= response.heard
            if question.method == "HEAD" and wants_get(response):
                question = Question("GET")
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


async def by_host(addresses: Iterable[str], ask: Callable[[str], Awaitable[None]]) -> None:
    """Call `ask` with each address: those of one host in turn, all hosts at once. Raise what it raises."""

    async def queue(addresses: Iterable[str]) -> None:
        for address in addresses:
            await ask(address)

    queues = [list(of) for _, of in groupby(sorted(addresses, key=host_of), key=host_of)]
    try:
        async with asyncio.TaskGroup() as tasks:
            for of in queues:
                tasks.create_task(queue(of))
    except BaseExceptionGroup as group:
        raise group.exceptions[0] from None


def host_of(address: str) -> str:
    """Return the host of an address of the web, "" of another."""
    url = web(address)
    return url.host if url else ""


def _held(cookies: CookieJar) -> frozenset[tuple[str, str, str, str | None]]:
    """Return what tells one state of the cookies from another."""
    return frozenset((c.domain, c.path, c.name, c.value) for c in cookies)

"""Asking for many addresses: hops, retries and turns."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Protocol

from pipeline.links.check.addresses import Web, web
from pipeline.links.check.rules import (
    LONGEST_CHAIN,
    Hop,
    closes,
    judged,
    next_hop,
    wait_before_retry,
    wants_get,
)
from pipeline.links.check.turns import Turns
from pipeline.links.check.values import AWAY, Answer, Machine, Manner, Reply

_ENOUGH = 40  # hosts that are away, while none answers, show that there is no network

Learn = Callable[[str, Answer], None]


class OfflineError(Exception):
    """So many hosts cannot be reached that there can be no network."""


class Asks(Protocol):
    """Something that sends requests."""

    async def ask(self, method: str, url: Web) -> Reply:
        """Send one request and return its reply."""


class Walk:
    """Asks for addresses, one at a time on each host. `heard`: whether anything answered at all."""

    def __init__(self, asker: Asks, manner: Manner, machine: Machine) -> None:
        self._asker, self._manner, self._machine = asker, manner, machine
        self._turns = Turns(manner, machine)
        self._closed: dict[tuple[str, str, int | None], Reply] = {}
        self.heard = False

    async def all(self, addresses: Iterable[str], learn: Learn) -> None:
        """Ask for all addresses; call `learn` with each answer as it comes. Raise OfflineError."""
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
            learn(address, await self.one(address))

    async def one(self, address: str) -> Answer:
        """Ask for one address, follow its redirects, and return the answer."""
        here, hops = web(address), list[Hop]()
        if here is None:
            reply = Reply(fault="unfit", message="this is not http(s)")
            return judged(address, hops, reply, self._machine.now())
        seen = {here.href}
        while True:
            reply = await self._reply(here)
            to = next_hop(here, reply)
            if isinstance(to, Reply):
                reply = to
            if not isinstance(to, Web):
                return judged(address, hops, reply, self._machine.now())
            assert reply.code is not None
            hops.append(Hop(reply.code, to.href))
            if to.href in seen or len(hops) > LONGEST_CHAIN:
                told = "redirects in a circle" if to.href in seen else "redirects without an end"
                reply = Reply(fault="circle", message=told)
                return judged(address, hops, reply, self._machine.now())
            seen.add(to.href)
            here = to

    async def _reply(self, url: Web) -> Reply:
        """Return the last reply of one address, after HEAD, GET and retries.

        Raise OfflineError where there can be no network.
        """
        method, tried = "HEAD", 0
        while True:
            async with self._turns.of(url.host):
                if known := self._closed.get(url.origin):
                    return known
                reply = await self._asker.ask(method, url)
            self.heard |= reply.heard
            if method == "HEAD" and wants_get(reply):
                method = "GET"
                continue
            tried += 1
            now = self._machine.now()
            wait = wait_before_retry(reply, tried, self._manner, now, self._machine.chance())
            if wait is None:
                if closes(reply, self._manner, now):
                    self._closed[url.origin] = reply
                if not self.heard and self._away() >= _ENOUGH:
                    raise OfflineError
                return reply
            self._turns.leave_alone(url.host, wait)

    def _away(self) -> int:
        return sum(reply.fault in AWAY for reply in self._closed.values())


def one_of_each_host(answers: Mapping[str, Answer], most: int) -> list[str]:
    """Return at most `most` of the addresses that were fine, each of another host."""
    fine = sorted((a for a, known in answers.items() if known.status == "ok"), key=_host_of)
    return [next(group) for _, group in groupby(fine, key=_host_of)][:most]


def _host_of(address: str) -> str:
    url = web(address)
    return url.host if url else ""

"""Politeness: one request at a time to a host, a pause after each, and not too many in all."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from .values import Machine, RequestPolicy


class RateLimiter:
    """Makes each request wait for its turn."""

    def __init__(self, policy: RequestPolicy, machine: Machine) -> None:
        self._policy, self._machine = policy, machine
        self._all = asyncio.Semaphore(policy.connections)
        self._hosts: dict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._free_at: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a host and one of all connections, and hold both for the body of the `with`."""
        async with self._hosts[host]:
            while (rest := self._free_at.get(host, 0.0) - self._machine.ticks()) > 0:
                await self._machine.sleep(rest)
            async with self._all:
                try:
                    yield
                finally:
                    self.leave_alone(host, self._policy.pause)

    def leave_alone(self, host: str, seconds: float) -> None:
        """Ask nothing of a host for so many seconds."""
        until = self._machine.ticks() + seconds
        self._free_at[host] = max(self._free_at.get(host, 0.0), until)

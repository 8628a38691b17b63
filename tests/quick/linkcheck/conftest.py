"""A server of the test's own, and a machine whose clock, names and chance are the test's."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.links.check import CheckRequest, Machine, RequestPolicy, ask
from pipeline.links.check.values import AskedAddress, Result, Verdict
from tests.quick.linkcheck.server import Server

NOW = 1_750_000_000
POLICY = RequestPolicy(private=True)


@dataclass
class World:
    """Names that end in `.test` lead to 127.0.0.1, and no others do; sleeping takes no time."""

    cache: Path
    time: float = NOW
    slept: list[float] = field(default_factory=list)
    names: dict[str, Sequence[str]] = field(default_factory=dict)
    proxy: str | None = None

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
        await asyncio.sleep(0)

    async def look_up(self, host: str) -> Sequence[str]:
        if host in self.names:
            return self.names[host]
        if host.endswith(".test"):
            return ["127.0.0.1"]
        raise socket.gaierror(socket.EAI_NONAME, "no such host")

    def machine(self) -> Machine:
        def clock() -> float:
            return self.time

        return Machine(
            clock, clock, self.sleep, lambda: 0.5, self.look_up, lambda scheme, host: self.proxy
        )

    def request(self, policy: RequestPolicy = POLICY, **more: object) -> CheckRequest:
        return CheckRequest(self.cache, policy=policy, machine=self.machine(), **more)  # type: ignore[arg-type]

    def results(
        self, *addresses: str, policy: RequestPolicy = POLICY, **more: object
    ) -> dict[str, Result]:
        """Ask for addresses, and return the results by address."""
        found = [AskedAddress(address, ()) for address in addresses]
        results, _ = ask(found, self.request(policy, **more))
        return {result.target.address: result for result in results}

    def verdict(self, address: str, policy: RequestPolicy = POLICY) -> Verdict:
        """Ask for one address, and return the verdict."""
        return self.results(address, policy=policy)[address].verdict


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "cache" / "linkcheck.json")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running

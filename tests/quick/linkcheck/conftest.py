"""A server of the test's own, and a machine whose clock, names and chance are the test's."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline.links.check import Machine, Manner, Request, ask
from pipeline.links.check.values import Answer, AskedAddress, Result
from tests.quick.linkcheck.server import Server

NOW = 1_750_000_000
MANNER = Manner(private=True)


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

    def request(self, manner: Manner = MANNER, **more: object) -> Request:
        def clock() -> float:
            return self.time

        machine = Machine(
            clock, clock, self.sleep, lambda: 0.5, self.look_up, lambda scheme, host: self.proxy
        )
        return Request(self.cache, manner=manner, machine=machine, **more)  # type: ignore[arg-type]

    def results(
        self, *addresses: str, manner: Manner = MANNER, **more: object
    ) -> dict[str, Result]:
        """Ask for addresses, and return the results by address."""
        found = [AskedAddress(address, ()) for address in addresses]
        results, _ = ask(found, self.request(manner, **more))
        return {result.target.address: result for result in results}

    def answer(self, address: str, manner: Manner = MANNER) -> Answer:
        """Ask for one address, and return the answer."""
        return self.results(address, manner=manner)[address].answer


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "cache" / "linkcheck.json")


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running

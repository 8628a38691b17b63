"""Asking for the addresses of links, and the verdict on each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from ...network.asker import Asker, Client, by_host, host_of
from ...network.values import Machine, Question, RequestPolicy
from .values import Verdict
from .verdicts import verdict_on

Learn = Callable[[str, Verdict], None]


class Checker:
    """Asks for links, one at a time on each host. `heard`: whether anything answered at all."""

    def __init__(self, client: Client, policy: RequestPolicy, machine: Machine) -> None:
        self._asker, self._machine = Asker(client, policy, machine), machine

    @property
    def heard(self) -> bool:
        """Whether anything answered at all."""
        return self._asker.heard

    async def check_all(self, addresses: Iterable[str], learn: Learn) -> None:
        """Ask for all addresses; call `learn` with each verdict as it comes. Raise OfflineError."""

        async def check(address: str) -> None:
            learn(address, await self.check_one(address))

        await by_host(addresses, check)

    async def check_one(self, address: str) -> Verdict:
        """Ask for one address and return the verdict."""
        reply = await self._asker.ask(address, Question("HEAD"))
        return verdict_on(address, reply.hops, reply.response, self._machine.now())


def one_of_each_host(verdicts: Mapping[str, Verdict], most: int) -> list[str]:
    """Return at most `most` of the addresses that were fine, each of another host."""
    fine = sorted((a for a, known in verdicts.items() if known.status == "ok"), key=host_of)
    return [next(group) for _, group in groupby(fine, key=host_of)][:most]

"""Which links of the posts are dead: what `postdeck linkcheck` asks the network, only on request.

`check` returns a `Checked`, with one `Result` for each address. No build uses this: an answer depends
on the day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from ... import signals
from ...findings import Finding
from ...ir import Corpus
from ...network.asker import OfflineError
from ...network.values import AWAY, Machine, RequestPolicy
from . import cache
from .cache import CacheError
from .checker import Checker, one_of_each_host
from .findings import findings
from .targets import addresses_to_ask, is_ignored
from .values import AskedAddress, Lifetimes, Result, Status, Verdict

__all__ = [
    "CacheError",
    "CheckRequest",
    "Checked",
    "Lifetimes",
    "Machine",
    "RequestPolicy",
    "ask",
    "check",
]

_SAVE_EACH = 100  # verdicts, so that a run that is killed has not asked for nothing
_PROBES = 3

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What a check is asked for. `file` is the cache; with `fresh` it is written, not trusted."""

    file: Path
    ignore: tuple[str, ...] = ()
    internal: bool = False
    fresh: bool = False
    policy: RequestPolicy = field(default_factory=RequestPolicy)
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    machine: Machine = field(default_factory=Machine)


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check. `unread` holds errors of reading, which are among the `findings` too;
    `offline`: no host answered.
    """

    results: tuple[Result, ...]
    findings: tuple[Finding, ...]
    unread: tuple[Finding, ...] = ()
    offline: bool = False

    @property
    def failed(self) -> bool:
        """Whether a link is broken, or a post could not be read."""
        return bool(self.unread) or any(r.verdict.status == "broken" for r in self.results)

    def counts(self) -> dict[str, int]:
        """Return the number of addresses of each status."""
        found = Counter(result.verdict.status for result in self.results)
        return {status: found[status] for status in get_args(Status)}


def check(
    corpus: Corpus,
    roots: Mapping[tuple[str, str], str],
    request: CheckRequest,
    progress: Progress | None = None,
) -> Checked:
    """Ask for the addresses of a corpus's links and return the result.

    `roots` holds the root of each post's site, as the user named it, by site key and path. `progress`
    is called with the number of addresses that are done and the number of all. Raise CacheError where
    the cache cannot be used, OSError where it cannot be read or written.
    """
    found = addresses_to_ask(corpus, roots, internal=request.internal)
    results, heard = ask(found, request, progress)
    asked = [result for result in results if not result.from_cache]
    offline = not heard and any(result.verdict.fault in AWAY for result in asked)
    return Checked(results, tuple(findings(results)), offline=offline)


def ask(
    found: Sequence[AskedAddress], request: CheckRequest, progress: Progress | None = None
) -> tuple[tuple[Result, ...], bool]:
    """Ask for addresses; return their results, and whether anything answered.

    Verdicts are kept in the cache, also when the run is interrupted. Raise CacheError, OSError.
    """
    now = request.machine.now()
    known = cache.load(request.file)
    trusted = {
        target.address: known[target.address]
        for target in found
        if target.address in known
        and not request.fresh
        and cache.is_fresh(known[target.address], now, request.lifetimes)
    }
    ignored = {t.address for t in found if is_ignored(t.address, request.ignore)}
    to_ask = [t.address for t in found if t.address not in ignored | trusted.keys()]
    run = _Run(request, len(to_ask), progress)
    if to_ask:
        request.file.parent.mkdir(parents=True, exist_ok=True)  # before hours of work
        signals.run(run.ask_all(to_ask, trusted))
    fresh = run.verdicts

    def result(target: AskedAddress) -> Result:
        if target.address in ignored:
            return Result(target, Verdict("ignored"))
        if target.address in fresh:
            return Result(target, fresh[target.address])
        if target.address in trusted:
            return Result(target, trusted[target.address], from_cache=True)
        return Result(target, Verdict("unreachable", message="not asked", fault="no-connection"))

    return tuple(map(result, found)), run.heard


class _Run:
    """The verdicts of one run as they come, kept in the cache now and then and at its end."""

    def __init__(self, request: CheckRequest, total: int, progress: Progress | None) -> None:
        self.request, self.total, self.progress = request, total, progress
        self.verdicts: dict[str, Verdict] = {}
        self.heard = False

    async def ask_all(self, addresses: Sequence[str], trusted: Mapping[str, Verdict]) -> None:
        from ...network.http_client import HttpClient  # httpx costs 0.1 s at start-up

        policy, machine = self.request.policy, self.request.machine
        async with HttpClient(policy, machine) as client:
            checker = Checker(client, policy, machine)

            def learn(address: str, verdict: Verdict) -> None:
                self.verdicts[address], self.heard = verdict, checker.heard
                if self.progress:
                    self.progress(len(self.verdicts), self.total)
                if len(self.verdicts) % _SAVE_EACH == 0:
                    self._keep()

            try:
                with suppress(OfflineError):
                    await checker.check_all(addresses, learn)
                if not checker.heard:  # is there no network, or are these hosts gone?
                    self.total += len(probes := one_of_each_host(trusted, _PROBES))
                    await checker.check_all(probes, learn)
                if checker.heard:
                    await checker.check_all((a for a in addresses if a not in self.verdicts), learn)
            finally:
                self._keep()

    def _keep(self) -> None:
        """Write the verdicts; that a host is away says nothing while there may be no network."""
        kept = {
            address: verdict
            for address, verdict in self.verdicts.items()
            if verdict.status != "refused" and (self.heard or verdict.fault not in AWAY)
        }
        if kept:
            cache.save(self.request.file, kept, self.request.machine.now(), self.request.lifetimes)

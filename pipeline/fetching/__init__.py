"""Fetching pictures of other servers into a picture store: what `postdeck fetch` does, and no build.

`fetch` asks for the pictures that posts use and the store has not; `judging` says what an answer is, and
`storing` what is kept of a picture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal, get_args

from .. import signals
from ..network.addresses import WebAddress, web
from ..network.asker import Asker, Client, OfflineError, by_host, host_of
from ..network.values import AWAY, Fault, Machine, Question, RequestPolicy
from ..picture_store import PictureStore, Referer, Refusal
from ..pictures import MAX_SIZE, PictureFile
from ..settings import PictureSettings
from .judging import NoPicture, judged
from .placeholders import Suspects, suspected
from .storing import as_kept, fits, stored

__all__ = ["Failure", "FetchRequest", "Fetched", "Progress", "fetch"]

Progress = Callable[[int, int], None]
End = Literal["new", "restored", "changed", "same"]
"""How a picture that was had differs from what the store had."""

_ANOTHER = "the server has another picture there now"
_MADE_ANEW = "this version of Pillow makes other bytes of it"
_LONGEST_REASON = 300
"""Characters, as many as a lock may hold."""
_SAVE_EACH = 1.0
"""Seconds after which the lock is saved, so that a run that is killed has not asked for nothing."""


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """What is asked for: pictures by address, each with that of a post that shows it, "" if it has none.

    With `refresh` also those are asked for that the store has. `most` is the size of all pictures in bytes.
    """

    wanted: Mapping[str, str]
    refresh: bool = False
    most: int = 500_000_000
    form: PictureSettings = field(default_factory=PictureSettings)
    policy: RequestPolicy = field(default_factory=RequestPolicy)
    machine: Machine = field(default_factory=Machine)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a picture cannot be had. `lost`: the lock knows it, and its bytes are not there."""

    reason: str
    fault: Fault | None = None
    lost: bool = False


@dataclass(slots=True)
class Fetched:
    """What became of the pictures that were asked for. `size`: the bytes of those that came."""

    ends: dict[str, End] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    size: int = 0
    heard: bool = False
    suspects: list[Suspects] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    """The hosts of pictures that the store has."""

    @property
    def offline(self) -> bool:
        """Whether no host answered."""
        return not self.heard and any(one.fault in AWAY for one in self.failures.values())

    @property
    def lost(self) -> bool:
        """Whether pictures of the lock could not be brought back."""
        return any(failure.lost for failure in self.failures.values())

    def counts(self) -> dict[str, int]:
        """Return the number of pictures by how they ended."""
        ends = [*self.ends.values()]
        return {end: ends.count(end) for end in get_args(End)} | {"failed": len(self.failures)}


def fetch(store: PictureStore, request: FetchRequest, progress: Progress | None = None) -> Fetched:
    """Ask for pictures, and keep them in a store, also when the run is interrupted. Raise OSError.

    What the store has is not asked for, and never lost: bytes are written before the lock that names them.
    What cannot be had is noted there, unless no host answered.
    """
    known = store.lock.pictures
    to_ask = [a for a in request.wanted if request.refresh or a not in known or not store.holds(a)]
    run = _Run(store, request, len(to_ask), progress)
    if to_ask:
        signals.run(run.ask_all(to_ask))
    fresh = [a for a, end in run.fetched.ends.items() if end in {"new", "changed"}]
    run.fetched.suspects = [*suspected(store, fresh)]
    lost = {address for address, failure in run.fetched.failures.items() if failure.lost}
    run.fetched.held = {host_of(address) for address in store.lock.pictures.keys() - lost}
    return run.fetched


class _Run:
    """The pictures of one run as they come."""

    def __init__(
        self, store: PictureStore, request: FetchRequest, total: int, progress: Progress | None
    ) -> None:
        self.store, self.request, self.total, self.progress = store, request, total, progress
        self.fetched = Fetched()
        self._saved, self._lock = request.machine.ticks(), store.lock

    async def ask_all(self, addresses: list[str]) -> None:
        from ..network.http_client import HttpClient  # httpx costs 0.1 s at start-up

        policy, machine = self.request.policy, self.request.machine
        async with HttpClient(policy, machine) as client:
            await self.ask_with(client, addresses)

    async def ask_with(self, client: Client, addresses: list[str]) -> None:
        asker = Asker(client, self.request.policy, self.request.machine)

        async def ask(address: str) -> None:
            await self._one(asker, address)
            self.fetched.heard = asker.heard
            self._save(_SAVE_EACH)
            if self.progress:
                self.progress(len(self.fetched.ends) + len(self.fetched.failures), self.total)

        try:
            await by_host(addresses, ask)
        except OfflineError:
            for address in addresses:
                if address not in self.fetched.ends:
                    self._fail(address, NoPicture("not asked", fault="no-connection"))
        finally:
            if not self.fetched.offline:
                self._note_refusals()
            self._save(0)

    async def _one(self, asker: Asker, address: str) -> None:
        """Ask for one picture, with one referer after the other while the server refuses it."""
        url = web(address)
        assert url is not None
        if self.store.size >= self.request.most:
            limit = self.request.most / 1e6
            self._fail(address, NoPicture(f"the limit of {limit:g} MB for all pictures is reached"))
            return
        found = NoPicture("not asked")
        for referer, sent in self._referers(url):
            reply = await asker.ask(address, Question("GET", MAX_SIZE, sent))
            answer = judged(reply.response, self.store.lock.placeholders)
            if isinstance(answer, PictureFile):
                self._keep(address, reply.response.body, answer)
                self.store.lock = self.store.lock.with_host(url.header, referer)
                return
            found = found if found.refused else answer  # the first refusal says most
            if not answer.refused:
                break
        self._fail(address, found)

    def _referers(self, url: WebAddress) -> Iterator[tuple[Referer, str]]:
        """Yield the referers to try, that which worked at the host first."""
        post = web(self.request.wanted[url.href])
        sent: dict[Referer, str] = {"none": "", "own": f"{url.scheme}://{url.header}/"}
        if post:
            sent["post"] = post.href
        known = self.store.lock.hosts.get(url.header, "none")
        order: tuple[Referer, ...] = (known, "none", "post", "own")
        for referer in dict.fromkeys(order):
            if referer in sent:
                yield referer, sent[referer]

    def _keep(self, address: str, data: bytes, picture: PictureFile) -> None:
        """Put a picture into the store, unless the lock has another one for its address."""
        served = hashlib.sha256(data).hexdigest()
        known = self.store.lock.pictures.get(address)
        held = known is not None and self.store.holds(address)
        same = known is not None and served == known.given
        form, refresh = self.request.form, self.request.refresh
        if known and held and same and fits(known, form):
            self._end(address, "same")
            return
        kept = stored(picture, form if known is None or refresh else as_kept(known))
        assert isinstance(kept.source, bytes)
        other = known is not None and hashlib.sha256(kept.source).hexdigest() != known.digest
        if other and not refresh:
            self._fail(address, NoPicture(_MADE_ANEW if same else _ANOTHER))
            return
        if other or known is None:
            self.store.keep(address, kept, served, self._today)
        elif not held:
            self.store.put(kept)
        if other or not held:
            self.fetched.size += kept.size
        made: End = "same" if held else "restored"
        self._end(address, "new" if known is None else "changed" if other else made)

    def _end(self, address: str, end: End) -> None:
        self.fetched.ends[address] = end
        self.store.lock = self.store.lock.heard(address)

    def _fail(self, address: str, why: NoPicture) -> None:
        known = address in self.store.lock.pictures
        lost = known and not self.store.holds(address)
        self.fetched.failures[address] = Failure(why.reason, why.fault, lost)

    @property
    def _today(self) -> date:
        return datetime.fromtimestamp(self.request.machine.now(), UTC).date()

    def _note_refusals(self) -> None:
        """Note in the lock what could not be had."""
        for address, failure in self.fetched.failures.items():
            if failure.lost or address not in self.store.lock.pictures:
                refusal = Refusal(failure.reason[:_LONGEST_REASON], self._today.isoformat())
                self.store.lock = self.store.lock.with_refusal(address, refusal)

    def _save(self, each: float) -> None:
        """Write the lock if it changed, and was not written for so many seconds."""
        now = self.request.machine.ticks()
        if self.store.lock != self._lock and now - self._saved >= each:
            self.store.save()
            self._saved, self._lock = now, self.store.lock

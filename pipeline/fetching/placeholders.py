"""Pictures that servers give in the place of those that they refuse, as far as that can be seen: many
addresses of one host give the same small one. It may be right all the same, so that a user has to look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..network.addresses import web
from ..picture_store import PictureStore

_MANY = 3
_SMALL = 100_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Suspects:
    """How many addresses of a host have a picture in common, and the files of these pictures."""

    host: str
    addresses: int
    files: tuple[Path, ...]


def suspected(store: PictureStore, fresh: Iterable[str]) -> Iterator[Suspects]:
    """Yield what may be placeholders, for each host that gave one to an address of `fresh`."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for address, locked in store.lock.pictures.items():
        url = web(address)
        if url and locked.size <= _SMALL:
            alike[url.header, locked.given].append(address)
    by_host: dict[str, list[list[str]]] = defaultdict(list)
    now = set(fresh)
    for (host, _), addresses in sorted(alike.items()):
        if len(addresses) >= _MANY and not now.isdisjoint(addresses):
            by_host[host].append(addresses)
    for host, groups in by_host.items():
        files = (store.file(store.lock.pictures[addresses[0]]) for addresses in groups)
        yield Suspects(host, sum(map(len, groups)), tuple(dict.fromkeys(files)))

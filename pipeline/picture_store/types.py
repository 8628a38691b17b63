"""What `pictures.lock.json` says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

Referer = Literal["none", "post", "own"]
"""Which page a server is told that it shows its pictures: none, the post, or one of its own."""

SCHEMA = "postdeck-pictures/1"


@dataclass(frozen=True, slots=True)
class LockedPicture:
    """A picture as it is stored: the SHA-256 of its bytes, and what is in them.

    `date` is the day on which it was fetched. `served` is the SHA-256 of what the server gave, where other
    bytes were made of that, else "".
    """

    digest: str
    media_type: str
    width: int
    height: int
    size: int
    date: str
    served: str = ""


@dataclass(frozen=True, slots=True)
class PictureLock:
    """Pictures by their addresses, and by host which referer worked there."""

    pictures: Mapping[str, LockedPicture] = field(default_factory=lambda: MappingProxyType({}))
    hosts: Mapping[str, Referer] = field(default_factory=lambda: MappingProxyType({}))

    def with_picture(self, address: str, picture: LockedPicture) -> PictureLock:
        """Return the lock with a picture added, or in the place of another."""
        return replace(self, pictures={**self.pictures, address: picture})

    def with_host(self, host: str, referer: Referer) -> PictureLock:
        """Return the lock with what worked at a host."""
        return replace(self, hosts={**self.hosts, host: referer})

    def without(self, addresses: Iterable[str]) -> PictureLock:
        """Return the lock without some pictures."""
        gone = set(addresses)
        kept = {a: picture for a, picture in self.pictures.items() if a not in gone}
        return replace(self, pictures=kept)

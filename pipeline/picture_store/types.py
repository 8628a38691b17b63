"""What `pictures.lock.json` says."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
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

    @property
    def given(self) -> str:
        """The SHA-256 of what the server gave."""
        return self.served or self.digest


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a picture could not be had, and since which day that is so."""

    reason: str
    date: str


@dataclass(frozen=True, slots=True)
class PictureLock:
    """Pictures by their addresses, and by host which referer worked there.

    `refused` are the addresses of which the last try gave no picture. `placeholders` are the SHA-256 of
    pictures that servers gave in the place of others, as a user found.
    """

    pictures: Mapping[str, LockedPicture] = field(default_factory=lambda: MappingProxyType({}))
    hosts: Mapping[str, Referer] = field(default_factory=lambda: MappingProxyType({}))
    refused: Mapping[str, Refusal] = field(default_factory=lambda: MappingProxyType({}))
    placeholders: frozenset[str] = frozenset()

    def with_picture(self, address: str, picture: LockedPicture) -> PictureLock:
        """Return the lock with a picture added, or in the place of another."""
        return replace(self.heard(address), pictures={**self.pictures, address: picture})

    def heard(self, address: str) -> PictureLock:
        """Return the lock for a picture that its server gives."""
        if address not in self.refused:
            return self
        return replace(self, refused={a: why for a, why in self.refused.items() if a != address})

    def with_refusal(self, address: str, refusal: Refusal) -> PictureLock:
        """Return the lock with the reason why a picture could not be had; an old one keeps its date."""
        known = self.refused.get(address)
        if known and known.reason == refusal.reason:
            return self
        return replace(self, refused={**self.refused, address: refusal})

    def with_host(self, host: str, referer: Referer) -> PictureLock:
        """Return the lock with what worked at a host."""
        return replace(self, hosts={**self.hosts, host: referer})

    def without(self, addresses: Iterable[str]) -> PictureLock:
        """Return the lock without some pictures."""
        gone = set(addresses)
        kept = {a: picture for a, picture in self.pictures.items() if a not in gone}
        return replace(self, pictures=kept)

    def without_refusals(self, but: Container[str]) -> PictureLock:
        """Return the lock without refusals, but for some addresses."""
        return replace(self, refused={a: why for a, why in self.refused.items() if a in but})

    def with_placeholders(self, digests: Iterable[str]) -> PictureLock:
        """Return the lock with placeholders added."""
        return replace(self, placeholders=self.placeholders.union(digests))

"""Which addresses may be asked: http and https, and no machine of a private network.

Posts are written by others. An address in them must not reach into the network of whoever checks them
(server-side request forgery), neither by itself, by its name, nor by a redirect.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

import ada_url

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052, section 2.1
_LOCAL = (".localhost", ".local", ".internal", ".home.arpa")  # RFC 6761, RFC 6762, RFC 8375


@dataclass(frozen=True, slots=True)
class WebAddress:
    """The parts of an http or https address. `host` is without brackets; `wire` is path and query."""

    scheme: str
    host: str
    port: int | None
    header: str
    wire: str
    href: str

    @property
    def origin(self) -> tuple[str, str, int | None]:
        """The server that has to be up for this address (RFC 6454)."""
        return self.scheme, self.host, self.port


def parsed(address: str, base: str | None = None) -> ada_url.URL | None:
    """Return an address parsed, relative to `base` if given; None for what is not a URL."""
    try:
        return ada_url.URL(address, base) if base else ada_url.URL(address)
    except ValueError:
        return None


def web(address: str, base: str | None = None) -> WebAddress | None:
    """Return the parts of an http or https address by the WHATWG standard; None for any other.

    A user name, a password and the fragment are left out: they are not sent.
    """
    url = parsed(address, base)
    if url is None or url.protocol not in {"http:", "https:"} or not url.hostname:
        return None
    url.username = url.password = url.hash = ""
    port = int(url.port) if url.port else None
    host = url.hostname.strip("[]").rstrip(".")
    return WebAddress(url.protocol[:-1], host, port, url.host, url.pathname + url.search, url.href)


def first_private(host: str, found: Iterable[str]) -> str | None:
    """Return a host with a local name, or the first address found for it that is not public.

    Return None if the name and all addresses are public.
    """
    if f".{host}".endswith(_LOCAL):
        return host
    return next((written for written in found if not _is_public(written)), None)


def is_ip_address(host: str) -> bool:
    """Whether a host is written as an IP address, not as a name to look up."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_public(written: str) -> bool:
    """Whether an IP address is public (RFC 6890); IPv4 inside IPv6 counts as IPv4."""
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo:
            return False
        if inner:
            address = inner
    return address.is_global and not address.is_multicast

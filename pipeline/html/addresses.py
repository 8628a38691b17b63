"""The addresses that a product may lead to, whatever made them."""

from __future__ import annotations

import re

WEB_AND_MAIL = frozenset({"http", "https", "mailto"})
_LEFT_OUT = re.compile(r"^[\x00-\x20]+|[\t\n\r]+")
"""What browsers take no notice of in an address (url.spec.whatwg.org, 4.4)."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def scheme_of(address: str) -> str:
    """Return the scheme of an address as a browser reads it, in lower case; "" for a relative one."""
    match = _SCHEME.match(_LEFT_OUT.sub("", address))
    return match[1].lower() if match else ""


def followed(address: str | None) -> str | None:
    """Return an address of the web, of mail, or of the same site or page; None for none and all else."""
    return address if address and scheme_of(address) in WEB_AND_MAIL | {""} else None

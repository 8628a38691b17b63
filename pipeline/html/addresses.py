"""The addresses that a product may lead to, whatever made them, and how people read one."""

from __future__ import annotations

import re
from urllib.parse import unquote

WEB_AND_MAIL = frozenset({"http", "https", "mailto"})
_LEFT_OUT = re.compile(r"^[\x00-\x20]+|[\t\n\r]+")
"""What browsers take no notice of in an address (url.spec.whatwg.org, 4.4)."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])++")
"""Characters beyond ASCII: others that are encoded would mean something else if they were not."""


def scheme_of(address: str) -> str:
    """Return the scheme of an address as a browser reads it, in lower case; "" for a relative one."""
    match = _SCHEME.match(_LEFT_OUT.sub("", address))
    return match[1].lower() if match else ""


def followed(address: str | None) -> str | None:
    """Return an address of the web, of mail, or of the same site or page; None for none and all else."""
    return address if address and scheme_of(address) in WEB_AND_MAIL | {""} else None


def readable(address: str) -> str:
    """Return an address with Chinese and the like as such."""
    return _ENCODED.sub(_letters, address)


def _letters(encoded: re.Match[str]) -> str:
    letters = unquote(encoded[0])
    return letters if letters.isprintable() and "\ufffd" not in letters else encoded[0]

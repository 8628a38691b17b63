"""Texts of posts as a page shows them: addresses that can be read, and the words around a link."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ....ir import Occurrence
from ....widths import cut

LONGEST = 300
"""The most characters of an address or text that are shown; an address can hold a whole script."""

_SAFE = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)
_ENCODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_WEB = re.compile(r"(https?://(?:www\.)?)([^/?#]+)(.*)", re.DOTALL | re.IGNORECASE)

# Link markup in the line of a post, also where the line was cut within it.
_MARKUP = re.compile(
    r"^(?P<end>[^\[\]()]*)\]\([^()]*\)"
    r"|^(?=[^/.)]*+[/.])[!-'*-Z^-~]*+\)"  # the end of an address
    r"|!?\[(?P<text>[^\[\]]*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s[^()]*)?\)|\[[^\[\]]*\])"
    r"|\[(?P<cut>[^\[\]]*)\]\([^()]*$"
    r"|</?[A-Za-z][^<>]*(?:>|$)|\*\*|__|\{%[^%]*%\}"
)
_IN_TAG = re.compile(r"<[A-Za-z][^<>]*$|\{%[^%]*$")
_BEHIND = re.compile(
    r"^(?:\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s[^()]*)?\)?|\[[^\[\]]*\])|>)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark 2.4
_BULLET = re.compile(r"^[\s>]*(?:[-*+]\s+|#{1,6}\s+)?")


@dataclass(frozen=True, slots=True)
class ShownAddress:
    """An address in three parts, of which the middle one is its host."""

    before: str
    host: str
    after: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words around a link, without markup; `marked` are those of the link."""

    before: str
    marked: str
    after: str


def safe_href(address: str | None) -> str | None:
    """Return an address if a page may lead to it, of the web or of mail; None for what may run."""
    return address if address and _SAFE.match(address) else None


def readable(address: str) -> ShownAddress:
    """Return an address as people read it: percent-encoded signs are shown as signs."""
    shown = cut(_ENCODED.sub(_decoded, address), LONGEST, len)
    parts = _WEB.fullmatch(shown)
    return ShownAddress(*parts.groups()) if parts else ShownAddress("", "", shown)


def _decoded(encoded: re.Match[str]) -> str:
    try:
        text = bytes.fromhex(encoded[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return encoded[0]
    return text if all(unicodedata.category(char)[0] in "LMNPS" for char in text) else encoded[0]


def words_around(place: Occurrence) -> Words:
    """Return the words around a link. Where it cannot be found in its line, nothing is marked."""
    line, text = place.context, place.anchor_text
    if text and (brackets := _brackets(line, place.written)):
        opened, closed = brackets
        around = _parted(line, opened, closed)
        return Words(around.before, text, around.after)
    if text:
        for written in (f"[{text}]({place.written}", f"[{text}]", f">{text}<", text):
            at = line.find(written)
            if at >= 0:
                at += written.index(text)
                return _parted(line, at, at + len(text))
    at = line.find(place.written) if place.written else -1
    if at < 0:
        return Words(cut(_plain(line), LONGEST, len), "", "")
    return _parted(line, at, at + len(place.written))


def _brackets(line: str, address: str) -> tuple[int, int] | None:
    """Return where the text of an inline link with this address begins and ends in a line."""
    for written in (f"]({address}", f"](<{address}"):
        closed = line.find(written) if address else -1
        depth = 1
        for opened in range(closed - 1, -1, -1):
            depth += (line[opened] == "]") - (line[opened] == "[")
            if not depth:
                return opened + 1, closed
    return None


def _parted(line: str, start: int, end: int) -> Words:
    """Return a line in three parts, the middle one the text of a link, without its markup."""
    before, after = line[:start], line[end:]
    if opened := _IN_TAG.search(before):
        before = before[: opened.start()]
        after = re.sub(r"^[^<>]*>" if opened[0][0] == "<" else r"^[^%]*%\}", "", after)
    before = re.sub(r"!?\[$|<$", "", before)
    after = _BEHIND.sub("", after)
    return Words(
        _BULLET.sub("", _plain(before))[-LONGEST:],
        cut(line[start:end], LONGEST, len),
        cut(_plain(after), LONGEST, len),
    )


def _plain(line: str) -> str:
    shown = _MARKUP.sub(lambda found: found["text"] or found["cut"] or found["end"] or "", line)
    return _ESCAPED.sub(r"\1", shown)

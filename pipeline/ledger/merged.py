"""A ledger whose lines two branches changed and somebody joined, by hand or by git's union of both sides.

It has commas too few or too many, and lines of both sides: two of one card or of the note type, and the
heads of two posts above one end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any

from .types import LedgerEntry

_BETWEEN = ", \t\r"
_ENDS = frozenset({"", "{", "]}", "}", "}}"})
_BEFORE_A_SITE = frozenset({'"sites": {', "}}"})


def read_lines(text: str, json: JSONDecoder) -> dict[str, Any] | None:
    """Return what the lines of a ledger say, each by itself; None where one says nothing that is known.

    Commas and the ends of posts do not count, and the head of a post may be there twice.
    """
    if [line.strip(_BETWEEN) for line in text.rstrip().split("\n")[-2:]] != ["}}", "}}"]:
        return None  # its end is lost
    data: dict[str, Any] = {"sites": {}}
    site: dict[str, Any] = {}
    cards: list[Any] | None = None
    before = ""
    for line in text.split("\n"):
        bare = line.strip(_BETWEEN)
        try:
            if bare.startswith("{") and cards is not None and bare not in _ENDS:
                cards += _values(bare, json)
            elif bare.endswith('"cards": ['):
                [(post, head)] = json.decode(f"{{{bare}]}}}}").items()
                cards = site["posts"].setdefault(post, head)["cards"]
            elif bare.endswith(": {") and before in _BEFORE_A_SITE:
                [key] = json.decode(f"{{{bare}}}}}")
                site, cards = data["sites"].setdefault(key, {"posts": {}}), None
            elif bare.startswith('"note_type": '):
                stamp = json.decode(f"{{{bare}}}")["note_type"]
                site["note_type"] = newer(site.get("note_type", stamp), stamp) or stamp
            elif bare.startswith(('"deck": {', '"pages": ')):
                site |= json.decode(f"{{{bare}}}")
            elif bare.startswith('"schema": '):
                data |= json.decode(f"{{{bare}}}")
            elif bare not in _ENDS | {'"sites": {', '"posts": {'}:
                return None
        except (JSONDecodeError, KeyError, ValueError):
            return None
        before = bare or before
    return data


def _values(line: str, json: JSONDecoder) -> Iterator[Any]:
    """Yield the values that stand on one line."""
    at = 0
    while at < len(line):
        value, at = json.raw_decode(line, at)
        yield value
        at += len(line[at:]) - len(line[at:].lstrip(_BETWEEN))


def newest(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Return entries of which no two have one guid and kind: the newer stands, of two that are as old the
    one that is in the deck.
    """
    found: dict[tuple[str, str], LedgerEntry] = {}
    for entry in entries:
        known = found.setdefault((entry.guid, entry.kind), entry)
        if (entry.mod, not entry.retired) > (known.mod, not known.retired):
            found[entry.guid, entry.kind] = entry
    return tuple(found.values())


def newer(one: Any, other: Any) -> Any:
    """Return the newer of two stamps of a note type, None where they are none."""
    if not all(isinstance(stamp, dict) and type(stamp.get("mod")) is int for stamp in (one, other)):
        return None
    return max(one, other, key=lambda stamp: stamp["mod"])

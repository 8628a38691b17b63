"""`pictures.lock.json` as text, in which nothing is trusted when it is read.

Each picture stands on a line of its own, sorted by address, so that a diff shows which changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

from ..network.addresses import web
from ..pictures import EXTENSIONS, MAX_SIZE
from .types import SCHEMA, LockedPicture, PictureLock, Referer, Refusal

_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST_SIDE = 1_000_000
_LONGEST_REASON = 300
_KEYS = {"hash", "type", "width", "height", "size", "date"}
_TABLES = {"hosts": dict, "refused": dict, "placeholders": list, "pictures": dict}


class _FaultError(Exception):
    """What is wrong with a lock."""


def dump(lock: PictureLock) -> str:
    """Return a lock as text."""
    hosts = ((host, {"referer": referer}) for host, referer in lock.hosts.items())
    refused = (
        (address, {"reason": why.reason, "date": why.date}) for address, why in lock.refused.items()
    )
    pictures = ((address, _written(picture)) for address, picture in lock.pictures.items())
    return (
        f'{{\n"schema": {json.dumps(SCHEMA)},\n"hosts": {{{_members(hosts)}}},\n'
        f'"refused": {{{_members(refused)}}},\n'
        f'"placeholders": [{_lines(map(json.dumps, lock.placeholders))}],\n'
        f'"pictures": {{{_members(pictures)}}}\n}}\n'
    )


def _members(items: Iterable[tuple[str, Mapping[str, object]]]) -> str:
    return _lines(
        f"{json.dumps(key, ensure_ascii=False)}: {json.dumps(value)}" for key, value in items
    )


def _lines(written: Iterable[str]) -> str:
    lines = ",".join(f"\n{line}" for line in sorted(written))
    return f"{lines}\n" if lines else ""


def _written(picture: LockedPicture) -> dict[str, object]:
    served = {"served": picture.served} if picture.served else {}
    return {
        "hash": picture.digest, "type": picture.media_type, "width": picture.width,
        "height": picture.height, "size": picture.size, "date": picture.date, **served,
    }  # fmt: skip


def parse(data: bytes) -> PictureLock | str:
    """Return the lock in the bytes of a file, or what is wrong with them."""
    try:
        content = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object)
        _expect(isinstance(content, dict) and "schema" in content, "it is no lock of pictures")
        schema = content["schema"]
        _expect(schema == SCHEMA, f"its schema is {schema!r:.60}, and {SCHEMA} can be read")
        _expect(content.keys() == {"schema", *_TABLES}, "it has other keys than a lock has")
        for name, kind in _TABLES.items():
            _expect(isinstance(content[name], kind), f"its {name} are no table")
        placeholders = content["placeholders"]
        _expect(all(map(_is_digest, placeholders)), "a hash of a placeholder is none")
        return PictureLock(
            {address: _picture(address, value) for address, value in content["pictures"].items()},
            {host: _referer(host, value) for host, value in content["hosts"].items()},
            {address: _refusal(address, value) for address, value in content["refused"].items()},
            frozenset(placeholders),
        )
    except json.JSONDecodeError as error:
        return f"line {error.lineno} is no JSON: {error.msg}"
    except _FaultError as fault:
        return str(fault)
    except (
        RecursionError,
        ValueError,
    ):  # nested too deep; not UTF-8; an integer of thousands of digits
        return "it is no JSON"


def _picture(address: str, value: Any) -> LockedPicture:
    shown = _address(address)
    _expect(
        isinstance(value, dict) and value.keys() - {"served"} == _KEYS,
        f"{shown}: its keys are wrong",
    )
    digests = (value["hash"], value.get("served", "0" * 64))
    _expect(all(_is_digest(one) for one in digests), f"{shown}: its hash is none")
    media_type = value["type"]
    known = isinstance(media_type, str) and media_type in EXTENSIONS
    _expect(known, f"{shown}: its type is none of a picture")
    for key, most in (("width", _LONGEST_SIDE), ("height", _LONGEST_SIDE), ("size", MAX_SIZE)):
        number = value[key]
        _expect(type(number) is int and 1 <= number <= most, f"{shown}: its {key} is wrong")
    _expect(_is_date(value["date"]), f"{shown}: its date is none")
    return LockedPicture(
        value["hash"], media_type, value["width"], value["height"], value["size"], value["date"],
        value.get("served", ""),
    )  # fmt: skip


def _refusal(address: str, value: Any) -> Refusal:
    shown = _address(address)
    fine = isinstance(value, dict) and value.keys() == {"reason", "date"}
    _expect(fine, f"{shown}: its keys are wrong")
    reason = value["reason"]
    told = isinstance(reason, str) and 0 < len(reason) <= _LONGEST_REASON
    _expect(told, f"{shown}: its reason is none")
    _expect(_is_date(value["date"]), f"{shown}: its date is none")
    return Refusal(reason, value["date"])


def _address(address: str) -> str:
    """Return an address as messages show it, if it is one of a picture."""
    shown = f"{address!r:.120}"
    url = web(address)
    _expect(url is not None and url.href == address, f"{shown} is no address of a picture")
    return shown


def _referer(host: str, value: Any) -> Referer:
    fine = isinstance(value, dict) and value.keys() == {"referer"}
    _expect(
        fine and value["referer"] in get_args(Referer), f"what it says of {host!r:.80} is wrong"
    )
    _expect(_is_host(host), f"{host!r:.80} is no host")
    referer: Referer = value["referer"]
    return referer


def _is_host(host: str) -> bool:
    url = web(f"http://{host}/")
    return url is not None and url.header == host


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and bool(_DIGEST.fullmatch(value))


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    _expect(len(found) == len(pairs), "a key stands twice in it, as after a merge")
    return found


def _expect(condition: bool, fault: str) -> None:
    if not condition:
        raise _FaultError(fault)

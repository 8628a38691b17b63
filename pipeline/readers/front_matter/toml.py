"""TOML, for front matter and settings (Python's `tomllib`, TOML 1.0)."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, date, datetime, time
from typing import Any

from ...characters import clean, was_replaced
from ...findings import Phrase
from .js_types import Timestamp, Value, js_number, timestamp
from .js_yaml import MAX_DEPTH
from .loaded import Loaded, Problem

_KEY = re.compile(
    r"[ \t]*+(?:\[{1,2}[ \t]*+)?(?P<quote>[\"']?)(?P<key>[^\s\"'=.\]]++)(?P=quote)[ \t]*+[=.\]]"
)
_LONG_TEXT = re.compile(r"\"\"\"|'''")
_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_MOST_DOTS = 1_000  # in a key, all tables of which are made


class _TooDeepError(Exception):
    """Values are nested beyond `MAX_DEPTH`."""


def load_toml(data: str) -> Loaded:
    """Read TOML. It raises nothing: what is wrong is a `Problem`."""
    try:
        if max((line.count(".") for line in data.split("\n")), default=0) > _MOST_DOTS:
            raise _TooDeepError
        values = tomllib.loads(data)
        cleaning = _Cleaning()
        value = {cleaning.text(key): cleaning.value(item) for key, item in values.items()}
    except (RecursionError, _TooDeepError):
        reason = Phrase.TOO_DEEP.text(limit=MAX_DEPTH)
        return Loaded(None, problems=(Problem("syntax", reason, 0, 0),))
    except ValueError as error:  # of tomllib, or of a number with thousands of digits
        return Loaded(None, problems=(_problem(str(error), data),))
    return Loaded(value, _lines(data, value), (), cleaning.cleaned)


class _Cleaning:
    """Makes our values of tomllib's, without control characters."""

    cleaned = False

    def text(self, text: str) -> str:
        cleaned = clean(text)
        self.cleaned = self.cleaned or was_replaced(text, cleaned)
        return cleaned

    def value(self, value: Any, depth: int = 1) -> Value:
        if depth > MAX_DEPTH:
            raise _TooDeepError
        match value:
            case str():
                return self.text(value)
            case dict():
                return {self.text(key): self.value(item, depth + 1) for key, item in value.items()}
            case list():
                return [self.value(item, depth + 1) for item in value]
            case date():
                return _timestamp(value)
            case time():
                return value.isoformat()
            case float() if value.is_integer():
                return js_number(value)
            case int() if not isinstance(value, bool) and abs(value) >= 2**63:
                return float(value) if value.bit_length() < 1024 else str(value)
        typed: Value = value
        return typed


def _timestamp(value: date) -> Timestamp | str:
    """Return a date, or its text where it is beyond the years that are read."""
    numbers = [value.year, value.month, value.day]
    offset = None
    if isinstance(value, datetime):
        numbers += [value.hour, value.minute, value.second]
        offset = value.utcoffset()
    written = value.isoformat()
    if isinstance(value, datetime) and value.tzinfo is UTC:
        written = written.replace("+00:00", "Z")
    return timestamp(written, numbers, offset) or written


def _problem(reason: str, data: str) -> Problem:
    """Return the problem that tomllib tells; its place stands at the end of what it says."""
    place = _PLACE.search(reason)
    if place is None:
        return Problem("syntax", clean(reason), 0, 0)
    said = clean(reason[: place.start()])
    if place["line"]:
        return Problem("syntax", said, int(place["line"]) - 1, int(place["column"]) - 1)
    last = data.rstrip("\n").count("\n")
    return Problem("syntax", said, last, 0)


def _lines(data: str, value: dict[str, Value]) -> dict[str, int]:
    """Return the line, from 0, on which each top-level key stands first."""
    found: dict[str, int] = {}
    in_table = in_text = False
    for number, line in enumerate(data.split("\n")):
        match = None if in_text else _KEY.match(line)
        if match and (is_table := line.lstrip().startswith("[")) | (not in_table):
            in_table = in_table or is_table
            if match["key"] in value:
                found.setdefault(match["key"], number)
        in_text ^= len(_LONG_TEXT.findall(line)) % 2 == 1
    return found

"""Front matter in TOML between lines of `+++`."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time

from pipeline.readers.front_matter import Loaded, Problem, Split
from pipeline.readers.front_matter.js_types import Timestamp, Value

_HEAD = re.compile(r"\+\+\+\n(?P<data>.*?\n)\+\+\+\n", re.DOTALL)
_KEY = re.compile(r"^\"?(?P<key>[\w-]+)\"?\s*=", re.MULTILINE)
_PLACE = re.compile(r"line (\d+), column (\d+)")


def split(text: str) -> Split:
    head = _HEAD.match(text)
    if head is None:
        return Split("", text)
    lines = 1 + head[0].count("\n")
    body = text[head.end() :]
    return Split(head[0], body, head["data"], 2, lines, load_toml, meant=True, may_be_empty=True)


def load_toml(data: str) -> Loaded:
    try:
        values = tomllib.loads(data)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line, column = map(int, place.groups()) if place else (1, 1)
        return Loaded(None, problems=(Problem("syntax", str(error), line - 1, column - 1),))
    lines = {match["key"]: data.count("\n", 0, match.start()) for match in _KEY.finditer(data)}
    return Loaded({key: _typed(value) for key, value in values.items()}, lines)


def _typed(value: object) -> Value:
    if isinstance(value, date) and not isinstance(value, datetime):
        return Timestamp(str(value), datetime.combine(value, time()), has_time=False, offset=None)
    return [_typed(item) for item in value] if isinstance(value, list) else str(value)

"""JSON as JavaScript reads it, for front matter and settings."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass

from ...characters import clean, was_replaced
from ...findings import Phrase
from .js_types import Value, js_number
from .loaded import Loaded, Problem

_TOKEN = re.compile(r'(?P<text>"(?>(?:[^"\\]|\\.)*)")(?P<colon>\s*:)?|(?P<open>\{)|(?P<close>\})')


def load_json(data: str) -> Loaded:
    """Read the members of a JSON object, which stand without its braces."""
    reader = _Json()
    try:
        value = json.loads(
            f"{{{data}}}",
            object_pairs_hook=reader.mapping,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as error:
        line, column = error.lineno - 1, error.colno - 1 - (error.lineno == 1)
        return Loaded(None, problems=(Problem("syntax", error.msg, line, max(column, 0)),))
    except (ValueError, RecursionError) as error:
        nested = isinstance(error, RecursionError)
        reason = Phrase.TOO_DEEP_JSON.text() if nested else Phrase.NO_JSON.text(word=str(error))
        return Loaded(None, problems=(Problem("syntax", reason, 0, 0),))
    lines, problems = _keys(data)
    return Loaded(value, lines, problems, reader.cleaned)


@dataclass(slots=True)
class _Json:
    """Makes mappings of what is read, without control characters."""

    cleaned: bool = False

    def mapping(self, pairs: list[tuple[str, Value]]) -> dict[str, Value]:
        return {self._clean(key): self._value(value) for key, value in pairs}

    def _value(self, value: Value) -> Value:
        if isinstance(value, str):
            return self._clean(value)
        return [self._value(item) for item in value] if isinstance(value, list) else value

    def _clean(self, text: str) -> str:
        cleaned = clean(text)
        self.cleaned = self.cleaned or was_replaced(text, cleaned)
        return cleaned


def _keys(data: str) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """Return the lines of the top-level keys in JSON that can be read, and which keys stand twice."""
    problems = []
    lines: dict[str, int] = {}
    within = [lines]
    line = counted = 0
    for token in _TOKEN.finditer(data):
        if token["open"]:
            within.append({})
        elif token["close"]:
            within.pop()
        elif token["colon"]:
            at = token.start()
            line += data.count("\n", counted, at)
            counted = at
            key = clean(json.loads(token["text"]))
            if key in within[-1]:
                column = at - data.rfind("\n", 0, at) - 1
                problems.append(Problem("repeated", key, line, column, within[-1][key]))
            within[-1][key] = line
    return lines, tuple(problems)


def _number(text: str) -> int | float:
    number = float(text)
    return js_number(number) if math.isfinite(number) else number


def _no_constant(text: str) -> Value:
    raise ValueError(text)

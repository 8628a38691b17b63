"""Front matter as hexo-front-matter 4.2 splits it, and its JSON.

It is YAML between lines of `---`, or JSON without its braces between lines of `;;;`. The opening
line may be left out.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass

from ...characters import clean, was_replaced
from ...findings import Code, Phrase
from ..front_matter import (
    MAX_SIZE,
    Loaded,
    Problem,
    Split,
    begins_with_key,
    load_yaml,
    no_end,
    size,
)
from ..front_matter.js_types import Value, js_number

_TOKEN = re.compile(r'(?P<text>"(?>(?:[^"\\]|\\.)*)")(?P<colon>\s*:)?|(?P<open>\{)|(?P<close>\})')


def split(text: str) -> Split:
    r"""Cut a file into head and body where hexo-front-matter does (`rFrontMatter`).

    The expressions there are `^(-{3,}|;{3,})\n([\s\S]+?)\n\1\n?([\s\S]*)` and, for a file that
    does not begin with a fence, `^([\s\S]+?)\n(-{3,}|;{3,})\n?([\s\S]*)`.
    """
    fence = _fence(text)
    if fence:
        start = len(fence)
        end = text.find(f"\n{fence}", start + 2)
        first, _, rest = text.partition("\n")
        if first != fence:
            meant = not first[start:].strip() and begins_with_key(rest)
            blanks = Code.OPEN_FRONT_MATTER.message("no-opening")
            return Split("", text, open=blanks if meant else None)
        if end < 0:
            return Split("", text, open=no_end() if begins_with_key(rest) else None)
        start += 1
    else:
        start = 0
        ends = [at for mark in ("\n---", "\n;;;") if (at := text.find(mark, 1)) >= 0]
        if not ends:
            return Split("", text)
        end = min(ends)
    data = text[start:end]
    closing = fence or _fence(text[end + 1 :])
    after = end + 1 + len(closing)
    after += text[after : after + 1] == "\n"
    head = text[:after]
    is_json = closing[0] == ";"
    return Split(
        head,
        text[after:],
        data,
        data_line=1 + bool(fence),
        body_line=1 + head.count("\n"),
        load=load_json if is_json else load_yaml,
        meant=bool(fence) or (not is_json and _looks_meant(data)),
    )


def _fence(text: str) -> str:
    """Return the dashes or semicolons, three or more, that a text begins with, or ""."""
    if text.startswith(("---", ";;;")):
        return text[: len(text) - len(text.lstrip(text[0]))]
    return ""


def _looks_meant(data: str) -> bool:
    """Whether YAML above a `---`, without an opening line, is meant as front matter, were it broken."""
    if size(data) > MAX_SIZE:
        return False
    return begins_with_key(data) and "\n\n" not in f"{data}\n"


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

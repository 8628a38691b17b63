"""Settings in JavaScript or TypeScript as data, as far as they stand there in plain words. Nothing is run:
what a program would have to work out is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Data = str | bool | list["Data"] | dict[str, "Data"] | None

_TOKEN = re.compile(
    r"""//[^\n]*|/\*(?>(?:[^*]|\*(?!/))*)\*/"""
    r"""|(?P<text>"(?>(?:[^"\\\n]|\\.)*)"|'(?>(?:[^'\\\n]|\\.)*)'|`[^`]*`)"""
    r"""|(?P<word>[\w$]+)|(?P<mark>[{}()\[\]:,])|(?P<other>[^\s\w])"""
)
_ENDS = {"{": "}", "[": "]", "(": ")"}
_WORDS: dict[str, Data] = {"true": True, "false": False}
_DEEPEST = 60


def load(source: str) -> list[Data]:
    """Return the objects and lists that stand in a script, each with what stands in it."""
    reader = _Reader([match for match in _TOKEN.finditer(source) if match.lastgroup])
    return [value for value in reader.values("") if isinstance(value, list | dict)]


@dataclass(slots=True)
class _Reader:
    """Reads tokens from the one at `at` on."""

    tokens: list[re.Match[str]]
    at: int = 0
    depth: int = 0

    def values(self, end: str) -> Iterator[Data]:
        """Yield the values up to a mark that ends them, which is read too."""
        while self.at < len(self.tokens):
            mark = self.tokens[self.at]["mark"]
            if mark == end:
                self.at += 1
                return
            if mark in {",", ":", *_ENDS.values()} or self.tokens[self.at]["other"]:
                self.at += 1
            else:
                yield self._value()

    def _value(self) -> Data:
        """Return the value that begins here; that of a call is its last argument, which `defineConfig` and
        the like return.
        """
        token = self.tokens[self.at]
        self.at += 1
        if token["text"]:
            return _text(token["text"])
        mark = token["mark"]
        if mark is None:
            if self._next() != "(":
                return _WORDS.get(token["word"])
            self.at += 1
            mark = "("
        if self.depth >= _DEEPEST:
            return None
        self.depth += 1
        found = self._members() if mark == "{" else [*self.values(_ENDS[mark])]
        self.depth -= 1
        return next(reversed(found), None) if mark == "(" and isinstance(found, list) else found

    def _members(self) -> dict[str, Data]:
        """Return the members of an object. Those of a block of a program stand under no name."""
        found: dict[str, Data] = {}
        others: list[Data] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token["mark"] == "}":
                self.at += 1
                break
            named = token["text"] or token["word"]
            if named and self._next(1) == ":":
                self.at += 2
                key = _text(named) if token["text"] else named
                found.setdefault(key, self._value() if self._next() not in {"}", None} else None)
            elif token["mark"] in {",", ":", ")", "]"} or token["other"]:
                self.at += 1
            else:
                others.append(self._value())
        return found | ({"": others} if others else {})

    def _next(self, more: int = 0) -> str | None:
        at = self.at + more
        return self.tokens[at][0] if at < len(self.tokens) else None


def _text(written: str) -> str:
    return "" if "${" in written else re.sub(r"\\(.)", r"\1", written[1:-1])


def setting(data: Data, *keys: str) -> Data:
    """Return what stands under keys, each in the value of the one before; None where nothing does."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data

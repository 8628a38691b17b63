"""TOML files of a user, with the line of each table and key, which tomllib does not report."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from ..files import is_exhausted
from ..findings import Code, Finding, Message

T = TypeVar("T")
_BARE = re.compile("[A-Za-z0-9_-]+")
KeyPath = tuple[str, ...]
"""A key, with the tables that it stands in before it."""


@dataclass(frozen=True, slots=True)
class TomlFile:
    """A TOML file: its name, its tables, and the line of each table and key."""

    name: str = ""
    tables: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[KeyPath, int] = field(default_factory=dict)

    def line(self, *at: str) -> int | None:
        """Return the line of a key, else of its table; None where neither is known."""
        sizes = range(len(at), 0, -1)
        return next((self.lines[at[:size]] for size in sizes if at[:size] in self.lines), None)

    def finding(self, message: Message, *at: str) -> Finding:
        """Return a finding about a key, with its line."""
        return Finding.of(message, self.name, self.line(*at))


def read(path: Path) -> TomlFile | Finding:
    """Return a TOML file, or a finding (`bad-config`) with its line where it cannot be read."""
    text = ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return TomlFile(path.name, tomllib.loads(text), _lines(text))
    except (OSError, ValueError, RecursionError) as error:
        if is_exhausted(error):
            raise
        return _broken(path.name, error, text)


def named(at: KeyPath) -> str:
    """Return a key with its table, as they stand in a file: `[sites."a.org"] deck`."""
    *table, key = at
    return f"[{dotted(table)}] {dotted((key,))}" if table else dotted((key,))


def dotted(path: Sequence[str]) -> str:
    """Return a dotted key, with quotes where a part of it needs them."""
    return ".".join(part if _BARE.fullmatch(part) else f'"{part}"' for part in path)


def rekeyed(tables: Mapping[str, T], former: Mapping[str, str]) -> dict[str, T]:
    """Return tables of sites by the keys that these have now, given the former one by the new."""
    moved = {new: tables[old] for new, old in former.items() if old in tables}
    rest = {key: table for key, table in tables.items() if key not in former.values()}
    return {**moved, **rest}


def _broken(name: str, error: Exception, text: str) -> Finding:
    if isinstance(error, UnicodeDecodeError):
        return Finding.of(Code.BAD_CONFIG.message("encoding"), name)
    reason, line, column = str(error), None, None
    if isinstance(error, OSError):
        reason = error.strerror or reason
    elif place := re.search(r" \(at line (\d+), column (\d+)\)", reason):
        reason, line, column = reason.replace(place[0], ""), int(place[1]), int(place[2])
    says = Code.BAD_CONFIG.message("syntax", reason=reason)
    if line and column and _is_word(text.split("\n")[line - 1], column):
        says = Code.BAD_CONFIG.message("quotes", reason=reason)
    return Finding.of(says, name, line, column=column)


def _is_word(line: str, column: int) -> bool:
    """Whether a value begins at a column of a line with a letter, as a text does that lacks its quotes."""
    before, value = line[: column - 1].rstrip(), line[column - 1 :]
    return before.endswith(("=", "[", ",")) and value[:1].isalpha()


def _lines(text: str) -> dict[KeyPath, int]:
    """Return the line of each table and key, which tomllib does not report."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.split("\n"), start=1):
        found: KeyPath = ()
        if line.lstrip().startswith("["):
            found = table = _key_path(line) or table
        for at in (match.start() for match in re.finditer("=", line)):
            if key := _key_path(f"{line[:at]}= 0"):
                found = table + key
                break
        for size in range(1, len(found) + 1):
            lines.setdefault(found[:size], number)
    return lines


def _key_path(line: str) -> KeyPath:
    """Return the dotted key that a line of TOML names, () if it names none."""
    path: list[str] = []
    try:
        at: object = tomllib.loads(line)
    except (ValueError, RecursionError):
        return ()
    while isinstance(at, dict) and at:
        key, at = next(iter(at.items()))
        path.append(key)
    return tuple(path)

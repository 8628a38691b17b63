"""Entries put into a TOML file of a user, whose other lines stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from pathlib import Path
from typing import Any

from ..files import write_whole
from .toml import KeyPath


class TomlEditError(Exception):
    """A file that cannot be written; the message says why."""


def put(path: Path, entries: Iterable[tuple[KeyPath, object]], header: str = "") -> None:
    """Write entries into a file, which is replaced as a whole or not at all.

    A mapping becomes an inline table; missing tables are added. `header` begins a new file. Raise
    OSError, and TomlEditError where the file is no TOML or has another value in the place of a table.
    """
    import tomlkit  # only what writes needs it
    from tomlkit.exceptions import TOMLKitError

    text = path.read_bytes().decode("utf-8-sig") if path.exists() else header
    try:
        document = tomlkit.parse(text)
        for (*tables, key), value in entries:
            table: MutableMapping[str, Any] = document
            for name in tables:
                table = table.setdefault(name, tomlkit.table())
            table[key] = _inline(value) if isinstance(value, Mapping) else value
        made = tomlkit.dumps(document)
    except (TOMLKitError, TypeError, AttributeError) as error:
        raise TomlEditError(f"{path}: {error}") from None
    write_whole(path, made.encode())


def _inline(value: Mapping[str, object]) -> object:
    import tomlkit

    table = tomlkit.inline_table()
    table.update(value)
    return table

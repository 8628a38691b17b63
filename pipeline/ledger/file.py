"""`cards.lock.json` on the disk: read only if it is a plain file, written whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..files import as_named, read_own, write_whole
from ..findings import Code, Finding
from .text import dump, parse
from .types import Ledger

if TYPE_CHECKING:
    from pathlib import Path


def load(path: Path) -> Ledger | Finding:
    """Return the ledger in a file; an absent file is an empty one.

    For a file that cannot be trusted in full, return a finding `bad-ledger`: the file must not be
    written. Raise OSError where it exists and cannot be opened.
    """
    data = read_own(path)
    if data is not None:
        return parse(data, as_named(path))
    if os.path.lexists(path):
        return Finding.of(Code.BAD_LEDGER.message("file"), as_named(path))
    return Ledger()


def save(path: Path, ledger: Ledger) -> None:
    """Write a ledger; raise OSError where it cannot be written: then the file is as it was."""
    write_whole(path, dump(ledger).encode())

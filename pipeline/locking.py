"""One process at a time: the lock of a file or a folder, which lies beside it, hidden.

It does not lie among the temporary files, whose place may differ between two processes. It is removed
when it is released; a waiting process notices that the lock's file is gone, and starts again
(filelock 3.21).
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock

from .files import naming

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file or folder, which need not exist. Raise OSError where nothing can be made
    beside it.
    """
    lock = path.parent / f".{path.name}.lock"
    lock.touch()  # raises where nothing can be made, as in /proc; FileLock would wait for ever
    held = FileLock(lock)
    with naming(lock):
        held.acquire()
    try:
        yield
    finally:
        with suppress(OSError):
            lock.unlink()
        held.release()

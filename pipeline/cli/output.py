"""Standard output, which may be closed, full, or a pipe that nobody reads any more."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress


def show(text: str) -> None:
    """Print a text at once. Raise OSError where that cannot be done."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    try:
        print(text, end="", flush=True)
    except OSError:
        drop()
        raise


def flush() -> None:
    """Print what waits to be printed. Raise OSError where that cannot be done."""
    try:
        if sys.stdout is not None:  # it is None where a shell closed it
            sys.stdout.flush()
    except OSError:
        drop()
        raise


def drop() -> None:
    """Have what still waits to be printed go nowhere, so that Python does not fail on it at its end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

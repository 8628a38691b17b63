"""Standard output, which may be closed, full, or a pipe that nobody reads any more."""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from collections.abc import Mapping
from contextlib import suppress


def encode(encoding: str | None) -> None:
    r"""Print in an encoding, None for that of the system; what it lacks is shown as `\u…`.

    ASCII is what Python takes where a system says nothing, and most terminals know UTF-8 then.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            known = encoding or stream.encoding
            silent = codecs.lookup(known).name == "ascii"
            stream.reconfigure(encoding="utf-8" if silent else known, errors="backslashreplace")


def encoding(environment: Mapping[str, str]) -> str | None:
    """Return the encoding that a user asks for, None for that of the system.

    PYTHONIOENCODING has set that already. Shells of Windows that show UTF-8 say so as on other systems,
    where Python has not heard of it.
    """
    if environment.get("PYTHONIOENCODING"):
        return None
    locale = next(filter(None, map(environment.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    return "utf-8" if locale.lower().endswith(("utf-8", "utf8")) else None


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

"""Signals that end the command, once it has cleaned up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn


class Terminated(KeyboardInterrupt):
    """The process was asked to end by SIGTERM."""


def _terminate(*_: object) -> NoReturn:
    raise Terminated


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raise Terminated on SIGTERM, as Python raises KeyboardInterrupt on SIGINT."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set handlers
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)

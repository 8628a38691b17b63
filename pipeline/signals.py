"""Signals that end the command, once it has cleaned up: SIGINT, as of Ctrl+C, and SIGTERM.

Python raises what a handler raises wherever it is at that moment. While a module is imported, that code may
pass over it, or make another error of it; so it is remembered that the command was asked to end.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any


class Terminated(KeyboardInterrupt):
    """The process was asked to end by SIGTERM."""


_asked: list[type[KeyboardInterrupt]] = []
_waits = False


def _remember(number: int) -> None:
    _asked.append(Terminated if number == signal.SIGTERM else KeyboardInterrupt)


def _end(number: int, _: object) -> None:
    _remember(number)
    if not _waits:
        raise _asked[-1]


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Raise KeyboardInterrupt on SIGINT, unless it is ignored, and Terminated on SIGTERM."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may set handlers
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number, handler in before.items():
        if handler in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _end)
    try:
        yield
    finally:
        _asked.clear()
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def raise_if_asked() -> None:
    """Raise KeyboardInterrupt where the command was asked to end, and goes on all the same."""
    if _asked:
        raise _asked[-1]


@contextmanager
def postponed() -> Iterator[None]:
    """Let a signal wait until the block is over, for steps that belong together."""
    global _waits  # noqa: PLW0603  # a handler is one of the process
    _waits = True
    try:
        yield
    finally:
        _waits = False
    raise_if_asked()


def run(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine to its end; a signal cancels it, so that it can clean up, and is raised then."""
    import asyncio  # start-up time

    async def cancelled_by_signals() -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None

        def end(number: int) -> None:
            _remember(number)
            task.cancel()

        for number, handler in before.items():
            if handler is _end:
                loop.add_signal_handler(number, end, number)
        await coroutine

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        asyncio.run(cancelled_by_signals())
    except asyncio.CancelledError:
        raise_if_asked()
        raise
    finally:
        for number, handler in before.items():
            if handler is _end:
                signal.signal(number, handler)

"""How far a command has come, on a terminal, once it has worked for a second."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from ..stages.run import Options, Progress, unseen
from .terminal import plain

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

T = TypeVar("T")
AFTER, EVERY = 1.0, 0.1  # seconds


@contextmanager
def shown() -> Iterator[Progress]:
    """Yield a function that shows on standard error what is done; it shows nothing where nobody sees it."""
    if sys.stderr is None or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield unseen
        return
    line = _Line()
    try:
        yield line.show
    finally:
        line.remove()


def watched(work: Callable[[Options], T], options: Options) -> T:
    """Return what work on the sources of a run gives; how far it is is shown."""
    with shown() as show:
        return work(replace(options, progress=show))


@contextmanager
def asking(what: str) -> Iterator[Callable[[int, int], None]]:
    """Yield a function that shows what is done, and how many of how many are."""
    with shown() as show:
        yield partial(show, what)


class _Line:
    """The line of a terminal that is written over and over."""

    def __init__(self) -> None:
        self._due = time.monotonic() + AFTER
        self._bar: Bar | None = None

    def show(self, what: str, done: int, total: int) -> None:
        if (now := time.monotonic()) < self._due:
            return
        self._due = now + EVERY
        if self._bar is None:
            self._bar = _bar(total)
        self._bar.update(
            self._bar.task_ids[0], description=plain(what), completed=done, total=total
        )
        self._bar.refresh()

    def remove(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar(total: int) -> Bar:
    from rich.console import Console  # start-up time
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(),
        console=Console(stderr=True), transient=True, auto_refresh=False,
        redirect_stdout=False, redirect_stderr=False,
    )  # fmt: skip
    bar.add_task("", total=total)
    bar.start()
    return bar

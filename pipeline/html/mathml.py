"""Formulas: TeX to MathML by math-core."""

from __future__ import annotations

import atexit
import json
import os
import re
import sys
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from math import inf
from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING

from ..findings import FilledText, Phrase

if TYPE_CHECKING:
    import subprocess

_REPAIRS = (
    (re.compile(r"\\tag\*\s*\{([^{}]*)\}"), r"\\qquad\\text{\1}"),
    (re.compile(r"\\tag\s*\{([^{}]*)\}"), r"\\qquad\\text{(\1)}"),
    (re.compile(r"\\(begin|end)\{(equation|align|gather|multline)\}"), r"\\\1{\2*}"),
    (re.compile(r"\\(begin|end)\{split\}"), r"\\\1{aligned}"),
    (re.compile(r"\\(begin|end)\{smallmatrix\}"), r"\\\1{matrix}"),
    (re.compile(r"\\label\s*\{[^{}]*\}|\\(?:no)?limits(?![A-Za-z])"), " "),
    (re.compile(r"\\operatorname\*?\s*\{(?=\s*\\)"), r"\\mathop{"),
)
_MACROS = {
    "thicksim": r"\sim",
    "widetilde": r"\tilde{#1}",
    "pmb": r"\boldsymbol{#1}",
    "mbox": r"\text{#1}",
    "hbox": r"\text{#1}",
    "ce": r"\mathrm{#1}",
    "substack": r"\begin{matrix}#1\end{matrix}",
    **dict.fromkeys("tiny small normalsize large Large LARGE huge Huge notag".split(), ""),
}
_PATIENCE = 3.0
"""Seconds for one formula; most take some microseconds, but math-core 0.9 doubles its time with
each bracket that stays open, and breaks down on some thousand groups inside one another.
"""
_STOPS = 3
"""How many formulas of one post may stop the converter; its other formulas are not tried after that."""
_UNCLOSED = 16
"""How many brackets of a formula may stay open."""
_SELF_CLOSED = re.compile(r"<(m[a-z]++)([^<>/]*+)/>")
_BRACKET = re.compile(r"(?P<open>[(\[]|\\\{)|(?P<close>[)\]]|\\\})|\\.", re.DOTALL)


class FormulaError(ValueError):
    """A formula that no converter reads; `reason` says why."""

    def __init__(self, reason: str | FilledText) -> None:
        super().__init__(str(reason))
        self.reason = reason


def mathml(tex: str, *, display: bool, post: str = "") -> str:
    r"""Return a formula of a post as MathML; `tex` is what stands between `\(` and `\)`.

    Commands of LaTeX that math-core lacks are written with those that it has. Raise FormulaError
    where it cannot be read, or where formulas of the same post have stopped the converter too often.
    """
    if _stays_open(tex):
        raise FormulaError(Phrase.UNCLOSED_BRACKETS.text(limit=_UNCLOSED))
    for pattern, instead in _REPAIRS:
        tex = pattern.sub(instead, tex)
    return _converter.convert(tex, display, post)


def _stays_open(tex: str) -> bool:
    """Whether more brackets stay open than the converter can bear."""
    unclosed = 0
    for match in _BRACKET.finditer(tex):
        unclosed = max(0, unclosed + bool(match["open"]) - bool(match["close"]))
    return unclosed > _UNCLOSED


class _StoppedError(Exception):
    """A formula has stopped the converter."""


class _Converter:
    """math-core in a process of its own, started when first needed and again after a stop.

    A formula that stopped it is not tried again.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._owner = 0
        self._deadline = inf
        self._ended = Event()
        self._stops: Counter[str] = Counter()
        self._stopped: set[tuple[str, bool]] = set()
        self._lock = Lock()
        self._converted = lru_cache(maxsize=4096)(self._convert)

    def convert(self, tex: str, display: bool, post: str = "") -> str:
        with self._lock:
            if (tex, display) in self._stopped:
                raise FormulaError(Phrase.SLOW_FORMULA.text())
            if self._stops[post] >= _STOPS:
                raise FormulaError(Phrase.UNTRIED_FORMULA.text(count=_STOPS))
            try:
                converted, error = self._converted(tex, display)
            except _StoppedError:
                self.close()
                self._stops[post] += 1
                self._stopped.add((tex, display))
                raise FormulaError(Phrase.SLOW_FORMULA.text()) from None
        if error is not None:
            raise FormulaError(error.partition(": ")[2].rstrip("."))
        return str(converted)

    def _convert(self, tex: str, display: bool) -> tuple[str | None, str | None]:
        """Return the MathML of a formula and an error, one of them None. Raise _StoppedError."""
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        self._deadline = monotonic() + _PATIENCE
        try:
            process.stdin.write(json.dumps((tex, display)) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = ""
        finally:
            self._deadline = inf
        if not line:
            raise _StoppedError
        converted, error = json.loads(line)
        return converted and _SELF_CLOSED.sub(r"<\1\2></\1>", converted), error

    def _watch(self, process: subprocess.Popen[str], ended: Event) -> None:
        """Kill the process when a formula takes too long; end with it."""
        while not ended.wait(_PATIENCE / 10):
            if monotonic() > self._deadline:
                process.kill()
                return

    def _started(self) -> subprocess.Popen[str]:
        import subprocess  # start-up time

        if self._process is None or self._owner != os.getpid():
            worker = files(__package__).joinpath("mathml_worker.py").read_text("utf-8")
            try:
                self._process = subprocess.Popen(  # noqa: S603  # our own code
                    [sys.executable, "-I", "-c", worker, json.dumps((_MACROS, sys.path))],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    encoding="utf-8",
                )
            except OSError as error:
                error.filename = error.filename or sys.executable
                raise
            self._owner = os.getpid()
            self._ended = Event()
            watch = Thread(target=self._watch, args=(self._process, self._ended), daemon=True)
            try:
                watch.start()
            except BaseException:
                self.close()
                raise
        return self._process

    def close(self) -> None:
        """End the process, if it is ours."""
        process, self._process = self._process, None
        self._ended.set()
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.communicate()


_converter = _Converter()
atexit.register(_converter.close)

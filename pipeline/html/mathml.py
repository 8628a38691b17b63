r"""Formulas: TeX to MathML by math-core, and what in a formula is not safe to hand to MathJax.

MathJax runs `\href`, `\style` and their kin of its `html` extension, and so what a post puts into them
(docs.mathjax.org, "Typesetting User-Supplied Content"); and what a formula defines holds for all formulas
that the page shows after it, which in Anki's reviewer are those of the next cards.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import sys
from functools import lru_cache
from importlib.resources import files
from threading import Lock, Timer
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
    (re.compile(r"\\label\s*\{[^{}]*\}|\\(?:no)?limits(?![A-Za-z])"), ""),
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
_RUNS = re.compile(
    r"\\(?:href|style|class|cssId|data|require|mmlToken|bbox|unicode|[gex]?def|let|(?:re)?newcommand|"
    r"(?:re)?newenvironment|Declare[A-Za-z]+)(?![A-Za-z])"
)
_PATIENCE = 3.0
"""Seconds for one formula; most take some microseconds, but math-core 0.9 doubles its time with
each bracket that stays open, and breaks down on some thousand groups inside one another.
"""
_STOPS = 3


class FormulaError(ValueError):
    """A formula that no converter reads; `reason` says why."""

    def __init__(self, reason: str | FilledText) -> None:
        super().__init__(str(reason))
        self.reason = reason


@lru_cache(maxsize=4096)
def mathml(tex: str, *, display: bool) -> str:
    r"""Return a formula as MathML; `tex` is what stands between `\(` and `\)`.

    Commands of LaTeX that math-core lacks are written with those that it has. Raise FormulaError
    where it cannot be read.
    """
    for pattern, instead in _REPAIRS:
        tex = pattern.sub(instead, tex)
    return _converter.convert(tex, display)


def active_command(tex: str) -> str | None:
    """Return the first command by which MathJax runs, loads, restyles or redefines, or None."""
    match = _RUNS.search(tex)
    return match[0] if match else None


class _Converter:
    """math-core in a process of its own, started when first needed and again after a stop."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._owner = 0
        self._stops = 0
        self._lock = Lock()

    def convert(self, tex: str, display: bool) -> str:
        with self._lock:
            if self._stops >= _STOPS:
                raise FormulaError(Phrase.UNTRIED_FORMULA.text(count=_STOPS))
            process = self._started()
            assert process.stdin is not None
            assert process.stdout is not None
            watch = Timer(_PATIENCE, process.kill)
            watch.start()
            try:
                process.stdin.write(json.dumps((tex, display)) + "\n")
                process.stdin.flush()
                line = process.stdout.readline()
            except OSError:
                line = ""
            finally:
                watch.cancel()
            if not line:
                self.close()
                self._stops += 1
                raise FormulaError(Phrase.SLOW_FORMULA.text())
        converted, error = json.loads(line)
        if error is not None:
            raise FormulaError(error.partition(": ")[2].rstrip("."))
        return str(converted)

    def _started(self) -> subprocess.Popen[str]:
        import subprocess  # start-up time

        if self._process is None or self._owner != os.getpid():
            worker = files(__package__).joinpath("mathml_worker.py").read_text("utf-8")
            self._process = subprocess.Popen(  # noqa: S603  # our own code
                [sys.executable, "-I", "-c", worker, json.dumps((_MACROS, sys.path))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
            )
            self._owner = os.getpid()
        return self._process

    def close(self) -> None:
        """End the process, if it is ours."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.communicate()


_converter = _Converter()
atexit.register(_converter.close)

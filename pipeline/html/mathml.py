r"""Formulas: TeX to MathML by math-core, and what in a formula is not safe to hand to MathJax.

MathJax runs `\href`, `\style` and their kin of its `html` extension, and so what a post puts into them
(docs.mathjax.org, "Typesetting User-Supplied Content"); and what a formula defines holds for all formulas
that the page shows after it, which in Anki's reviewer are those of the next cards.
"""

from __future__ import annotations

import re
from functools import cache

from math_core import LatexError, LatexToMathML

_REPAIRS = (
    (re.compile(r"\\tag\*\s*\{([^{}]*)\}"), r"\\qquad\\text{\1}"),
    (re.compile(r"\\tag\s*\{([^{}]*)\}"), r"\\qquad\\text{(\1)}"),
    (re.compile(r"\\(begin|end)\{(equation|align|gather|multline)\}"), r"\\\1{\2*}"),
    (re.compile(r"\\label\s*\{[^{}]*\}"), ""),
    (re.compile(r"\\operatorname\*?\s*\{(?=\s*\\)"), r"\\mathop{"),
)
_MACROS = {
    "thicksim": r"\sim",
    "widetilde": r"\tilde{#1}",
    "pmb": r"\boldsymbol{#1}",
    "mbox": r"\text{#1}",
    "hbox": r"\text{#1}",
    "substack": r"\begin{matrix}#1\end{matrix}",
    **dict.fromkeys("tiny small normalsize large Large LARGE huge Huge notag".split(), ""),
}
_RUNS = re.compile(
    r"\\(?:href|style|class|cssId|data|require|mmlToken|bbox|unicode|[gex]?def|let|(?:re)?newcommand|"
    r"(?:re)?newenvironment|Declare[A-Za-z]+)(?![A-Za-z])"
)


class FormulaError(ValueError):
    """A formula that no converter reads; the message says why."""


def mathml(tex: str, *, display: bool) -> str:
    r"""Give a formula as MathML; `tex` is what stands between `\(` and `\)`.

    Commands of LaTeX that math-core lacks are written with those that it has. Raises FormulaError.
    """
    for pattern, instead in _REPAIRS:
        tex = pattern.sub(instead, tex)
    try:
        return _converter().convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        raise FormulaError(str(error).partition(": ")[2].rstrip(".")) from None


def active_command(tex: str) -> str | None:
    """Give the first command by which MathJax would run, load, restyle or redefine something, else None."""
    match = _RUNS.search(tex)
    return match[0] if match else None


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(macros=_MACROS, fancy_error=False)

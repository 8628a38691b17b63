r"""Formulas as tokens, before emphasis can eat them: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, `\begin`.

Dollars are read by mdit-py-plugins' `dollarmath`, with pandoc's rule against prices (no space inside
the dollars, no digit after the closing one). Brackets and environments are ours, since its `texmath` reads
them with regular expressions that are not linear, and its `amsmath` knows no `aligned`.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

INLINE = frozenset({"math_inline"})
DISPLAY = frozenset({"math_inline_double", "math_block", "math_block_label"})
_NAMES = (
    "equation multline gather align alignat flalign eqnarray aligned alignedat gathered split cases dcases "
    "rcases array matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix"
)
_ENVIRONMENTS = frozenset(name + star for name in _NAMES.split() for star in ("", "*"))
"""Environments that are a formula by themselves: amsmath's (amsldoc, sections 3 and 4) and mathtools'."""


def math_plugin(md: MarkdownIt, *, inline_double_dollars: bool) -> None:
    """Teach a parser all four ways to write a formula; tokens are named as in INLINE and DISPLAY."""
    md.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        double_inline=True,
    )
    md.block.ruler.before(
        "blockquote",
        "math_environment",
        _environment,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    md.inline.ruler.before("escape", "math_bracket", _inline_bracket)
    md.block.ruler.before("fence", "math_bracket_block", _block_bracket)
    if inline_double_dollars:
        md.core.ruler.after("inline", "inline_double_dollars", _within_the_line)


def _within_the_line(state: StateCore) -> None:
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "math_inline_double" and child.markup == "$$":
                child.type = "math_inline"


def _environment(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    r"""Read `\begin{name}` to its `\end{name}`, which ends its line; never look twice for one."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line) or not state.src.startswith("\\begin{", start):
        return False
    name = state.src[start + 7 : state.src.find("}", start)]
    unclosed: set[tuple[str, int]] = state.env.setdefault("unclosed_environments", set())
    if name not in _ENVIRONMENTS or (name, end_line) in unclosed:
        return False
    depth = 0
    for line in range(start_line, end_line):
        text = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
        depth += text.count(f"\\begin{{{name}}}") - text.count(f"\\end{{{name}}}")
        if depth == 0:
            if not text.endswith(f"\\end{{{name}}}"):
                return False
            break
    else:
        unclosed.add((name, end_line))
        return False
    if not silent:
        token = _push(state, start_line, line + 1)
        token.content = state.getLines(start_line, line + 1, state.blkIndent, False).strip()
    return True


def _push(state: StateBlock, start_line: int, end_line: int) -> Token:
    """Add a formula that ends before `end_line`, and go on there."""
    token = state.push("math_block", "math", 0)
    token.block, token.map = True, [start_line, end_line]
    state.line = end_line
    return token


def _inline_bracket(state: StateInline, silent: bool) -> bool:
    opening = state.src[state.pos : state.pos + 2]
    if opening not in {"\\(", "\\["}:
        return False
    closing = "\\)" if opening == "\\(" else "\\]"
    unclosed: dict[str, bool] = state.env.setdefault("unclosed_math", {})
    key = f"{id(state.tokens)}{closing}"
    if unclosed.get(key):
        return False
    end = state.src.find(closing, state.pos + 2, state.posMax)
    if end < 0:
        unclosed[key] = True  # not searched again in this run of text: linear on hostile input
        return False
    content = state.src[state.pos + 2 : end]
    if not content.strip():
        return False
    if not silent:
        token = state.push("math_inline" if opening == "\\(" else "math_inline_double", "math", 0)
        token.content, token.markup = content, opening
    state.pos = end + 2
    return True


def _block_bracket(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith("\\[", start):
        return False
    for line in range(start_line, end_line):
        if line > start_line and state.isEmpty(line):
            return False
        text = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
        if text.endswith("\\]"):
            break
    else:
        return False
    if silent:
        return True
    content = state.getLines(start_line, line + 1, state.blkIndent, False).strip()
    token = _push(state, start_line, line + 1)
    token.markup, token.content = "\\[", content.removeprefix("\\[").removesuffix("\\]")
    return True

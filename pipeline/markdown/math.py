r"""Formulas as tokens, before emphasis can eat them: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, `\begin`.

Dollars are found by mdit-py-plugins' `dollarmath` and judged by `tex`, so that prices stay text. Brackets
and environments are ours, since its `texmath` reads them with regular expressions that are not linear, and
its `amsmath` knows no `aligned`. A single `\[` is Markdown's own escape unless TeX follows. GitHub's fences
and ticks (`` $`x`$ ``) are read for all engines: nothing else is written so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import partial
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, fence
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.dollarmath.index import math_block_dollar, math_inline_dollar

from .tex import is_formula, meant
from .tokens import push_block, with_content

INLINE = frozenset({"math_inline"})
DISPLAY = frozenset({"math_inline_double", "math_block", "math_block_label"})
_IN_BRACKETS = re.compile(r"\\[A-Za-z]|[\^_=+<>]")
_HTML_OR_FORMULA = re.compile(
    r"<(?P<code>pre|code|script|style)\b[^<]*+(?>(?:<(?!/(?P=code)>)[^<]*+)*)|<[^<>]*+>"
    r"|\$\$(?P<display>(?:[^$<]|<(?![A-Za-z/!]))+)\$\$|\$(?P<inline>[^$<>\n`]++)\$"
)
_OPENING = re.compile(r"\\{1,2}[(\[]")
_KEPT = ("`", "~", "{")  # what begins a fence, ticks or a tag, whose insides no Markdown changes
_TICKS = re.compile(r"\$`([^`$]++)`\$")
_BRACED = re.compile(
    r"\$(?P<tex>(?>(?:[^$\\{}`]|\\.|\{(?>(?:[^{}\\]|\\.|\{(?>(?:[^{}\\]|\\.)*)\})*)\})+))\$",
    re.DOTALL,
)
"""A formula in which dollars between braces end nothing (MathJax, `FindTeX.ts`)."""
_DOLLARS = math_inline_dollar(allow_space=True, allow_digits=True, allow_double=True)
_DOLLAR_BLOCK = math_block_dollar(allow_labels=False)
_NAMES = (
    "equation multline gather align alignat flalign eqnarray aligned alignedat gathered split cases dcases "
    "rcases array matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix"
)
_ENVIRONMENTS = frozenset(name + star for name in _NAMES.split() for star in ("", "*"))
"""Environments that are a formula by themselves: amsmath's (amsldoc, sections 3 and 4) and mathtools'."""


def math_plugin(md: MarkdownIt, *, inline_double_dollars: bool, literal: Collection[str]) -> None:
    """Teach a parser all ways to write a formula; tokens have the names in INLINE and DISPLAY.

    `literal` are the signs around the formulas in which the engine keeps backslashes.
    """
    md.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        double_inline=True,
    )
    md.inline.ruler.at("math_inline", _inline_dollar)
    md.block.ruler.at("math_block", _block_dollar)
    md.block.ruler.before(
        "blockquote",
        "math_environment",
        _environment,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    md.inline.ruler.before("escape", "math_bracket", _inline_bracket)
    md.block.ruler.before("fence", "math_bracket_block", _block_bracket)
    md.inline.ruler.before("math_inline", "math_ticks", _ticks)
    md.block.ruler.at("fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.core.ruler.after("inline", "math_meant", partial(_as_meant, literal))
    md.core.ruler.after("math_meant", "math_in_html", _find_in_html)
    if inline_double_dollars:
        md.core.ruler.after("inline", "inline_double_dollars", _within_the_line)


def _inline_dollar(state: StateInline, silent: bool) -> bool:
    """Read a formula in dollars, not across code."""
    start = state.pos
    braced = _BRACED.match(state.src, start, state.posMax)
    tex = braced["tex"] if braced else ""
    if braced and "$" in tex and is_formula(tex, *_beside(state.src, *braced.span())):
        _push(state, tex, "$", braced.end(), silent)
        return True
    if not _DOLLARS(state, True):
        return False
    end, state.pos = state.pos, start
    content, beside = state.src[start + 1 : end - 1], _beside(state.src, start, end)
    is_double = content.startswith("$") and content.endswith("$") and len(content) > 1
    if "`" in content or not (is_double or is_formula(content, *beside)):
        return False
    return _DOLLARS(state, silent)


def _beside(source: str, start: int, end: int) -> tuple[str, str]:
    """Return the characters on both sides of a part of a text, "" where it begins or ends."""
    return source[max(0, start - 1) : start], source[end : end + 1]


def _ticks(state: StateInline, silent: bool) -> bool:
    """Read a formula between ticks and dollars (docs.github.com, "Writing mathematical expressions")."""
    match = _TICKS.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    _push(state, match[1], "`", match.end(), silent)
    return True


def _push(state: StateInline, tex: str, markup: str, end: int, silent: bool) -> None:
    """Take a text up to `end` for a formula."""
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content, token.markup = tex, markup
    state.pos = end


def _fence(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a fence; one of `math` is a formula."""
    found = fence(state, start_line, end_line, silent)
    if found and not silent and (token := state.tokens[-1]).info.strip() == "math":
        token.type, token.tag = "math_block", "math"
    return found


def _as_meant(literal: Collection[str], state: StateCore) -> None:
    """Take out the backslashes that the engine's Markdown takes out."""
    for token in state.tokens:
        for formula in (token, *(token.children or ())):
            kept = formula.markup in literal or formula.markup.startswith(_KEPT)
            if formula.type in INLINE | DISPLAY and not kept:
                formula.content = meant(formula.content)


def _block_dollar(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a block between double dollars; several on one line are read within their paragraph."""
    line = state.src[state.bMarks[start_line] : state.eMarks[start_line]]
    return line.count("$$") <= 2 and _DOLLAR_BLOCK(state, start_line, end_line, silent)


def _find_in_html(state: StateCore) -> None:
    """Find the formulas in the text of raw HTML, where the page of a blog shows them too."""
    state.tokens = [piece for token in state.tokens for piece in _in_html(token)]
    for token in state.tokens:
        if token.children:
            token.children = [piece for child in token.children for piece in _in_html(child)]


def _in_html(token: Token) -> Sequence[Token]:
    if token.type not in {"html_block", "html_inline"} or "$" not in token.content:
        return (token,)
    pieces: list[Token] = []
    source, at, lines, behind = token.content, 0, 0, 0
    while match := _HTML_OR_FORMULA.search(source, behind):
        display, inline = match["display"], match["inline"]
        behind = match.end()
        if inline and not is_formula(inline, *_beside(source, match.start(), behind)):
            behind = match.end("inline")  # the second dollar may open one
            continue
        if not (display or inline):
            continue
        formula = Token("math_inline_double" if display else "math_inline", "math", 0)
        formula.content, formula.markup = unescape(display or inline), "$"
        pieces += (with_content(token, source[at : match.start()], lines), formula)
        lines += source.count("\n", at, match.end())
        at = match.end()
    return (*pieces, with_content(token, source[at:], lines))


def _within_the_line(state: StateCore) -> None:
    for token in state.tokens:
        for child in token.children or ():
            if child.type == "math_inline_double" and child.markup == "$$":
                child.type = "math_inline"


def _environment(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    r"""Read `\begin{name}` to its `\end{name}` at the end of a line; seek a missing end once."""
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
        token = push_block(state, "math_block", start_line, line + 1, tag="math")
        token.content = state.getLines(start_line, line + 1, state.blkIndent, False).strip()
    return True


def _inline_bracket(state: StateInline, silent: bool) -> bool:
    match = _OPENING.match(state.src, state.pos)
    if match is None:
        return False
    opening = match[0]
    closing = opening[:-1] + (")" if opening[-1] == "(" else "]")
    unclosed: dict[str, bool] = state.env.setdefault("unclosed_math", {})
    key = f"{id(state.tokens)}{closing}"
    if unclosed.get(key):
        return False
    end = state.src.find(closing, state.pos + 2, state.posMax)
    if end < 0:
        unclosed[key] = True  # not searched again in this run of text: linear on hostile input
        return False
    content = state.src[match.end() : end]
    if not content.strip() or (opening != "\\(" and not _IN_BRACKETS.search(content)):
        return False  # Markdown's own escapes, as in "\[MASK\]" or "a\[i\]"
    if not silent:
        token = state.push("math_inline" if opening[-1] == "(" else "math_inline_double", "math", 0)
        token.content, token.markup = content, opening
    state.pos = end + len(closing)
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
    content = state.getLines(start_line, line + 1, state.blkIndent, False).strip()
    if line == start_line and not _IN_BRACKETS.search(content[2:-2]):
        return False
    token = push_block(state, "math_block", start_line, line + 1, tag="math")
    token.markup, token.content = "\\[", content.removeprefix("\\[").removesuffix("\\]")
    return True

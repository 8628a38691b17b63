"""Tables of lines with bars, as kramdown reads them: a line below the head is not needed, and a row may
have more cells than others ("Tables").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from .outside_code import code_spans

_RULE = re.compile(r"(?=[+|: \t-]*-)[+|: \t-]+")
_FOOT = re.compile(r"(?=[+|: \t=]*=)[+|: \t=]+")
_ALIGNED = re.compile(r"(:?)-+(:?)")
_BAR = re.compile(r"(?<!\\)\|")
_ALIGNMENTS = {("", ""): "", (":", ""): "left", ("", ":"): "right", (":", ":"): "center"}


def row_tables_plugin(md: MarkdownIt) -> None:
    """Teach a parser tables of two rows or more that stand alone between blank lines."""
    md.block.ruler.before("table", "row_table", _table)


def _table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line) or not _begins(state, start_line):
        return False
    rows: list[tuple[int, str]] = []
    for line in range(start_line, end_line):
        if state.isEmpty(line) or state.sCount[line] < state.blkIndent:
            break
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
        if not next(_bars(text), 0) and not text.startswith("|"):
            return False
        rows.append((line, text))
    rules = [at for at, (_, text) in enumerate(rows) if _RULE.fullmatch(text)]
    head = next((at for at in rules if at > 0), 0)
    bodies = [at for at in range(head, len(rows)) if not _is_rule(rows[at][1])]
    if not bodies or (len(rows) < 2 and not rules):
        return False
    if not silent:
        _push(state, rows, head)
        state.line = rows[-1][0] + 1
    return True


def _begins(state: StateBlock, line: int) -> bool:
    """Whether a block of its own can begin on a line."""
    return not state.tokens or state.tokens[-1].nesting == 1 or state.isEmpty(line - 1)


def _is_rule(text: str) -> bool:
    return bool(_RULE.fullmatch(text) or _FOOT.fullmatch(text))


def _bars(text: str) -> Iterator[int]:
    """Yield the places of the bars in a line that are neither escaped nor in code."""
    spans, inside = code_spans(text), (0, 0)
    for match in _BAR.finditer(text):
        while inside[1] <= match.start() and (following := next(spans, None)):
            inside = following
        if not inside[0] <= match.start() < inside[1]:
            yield match.start()


def cells_of(text: str) -> list[str]:
    """Return the cells of a row; the bars at its ends are no cells."""
    bars = [-1, *_bars(text), len(text)]
    cells = [text[a + 1 : b].strip() for a, b in pairwise(bars)]
    if text.startswith("|"):
        del cells[0]
    if len(cells) > 1 and not cells[-1]:
        del cells[-1]
    return [cell.replace("\\|", "|") for cell in cells]


def _push(state: StateBlock, rows: Sequence[tuple[int, str]], head: int) -> None:
    whole = [rows[0][0], rows[-1][0] + 1]
    aligned = [_ALIGNMENTS[found] for found in _ALIGNED.findall(rows[head][1])] if head else []
    read = [(line, cells_of(text)) for line, text in rows if not _is_rule(text)]
    columns = max(len(cells) for _, cells in read)
    above = sum(not _is_rule(text) for _, text in rows[:head])
    state.push("table_open", "table", 1).map = whole
    for name, part in (("thead", read[:above]), ("tbody", read[above:])):
        if part:
            state.push(f"{name}_open", name, 1).map = [part[0][0], part[-1][0] + 1]
            for line, cells in part:
                _push_row(state, line, cells + [""] * (columns - len(cells)), name, aligned)
            state.push(f"{name}_close", name, -1)
    state.push("table_close", "table", -1)


def _push_row(
    state: StateBlock, line: int, cells: Sequence[str], part: str, aligned: Sequence[str]
) -> None:
    kind = "th" if part == "thead" else "td"
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    for column, cell in enumerate(cells):
        opening = state.push(f"{kind}_open", kind, 1)
        if alignment := aligned[column] if column < len(aligned) else "":
            opening.attrs = {"style": f"text-align:{alignment}"}
        inline = state.push("inline", "", 0)
        inline.map, inline.content, inline.children = [line, line + 1], cell, []
        state.push(f"{kind}_close", kind, -1)
    state.push("tr_close", "tr", -1)

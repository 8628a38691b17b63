"""Boxes of MkDocs: admonitions `!!! note "Title"`, those that fold (`???`), and tabs (`=== "Title"`).

Their text is indented by four columns (Python-Markdown "Admonition"; PyMdown Extensions "Details" and
"Tabbed"). Blocks know a box by its lines alone; its title is read when the piece is rendered. Quotes
around it may be typographic, which MkDocs does not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from .boxes import CALLOUTS, closed, opened

_OPENS = re.compile(
    r"(?P<mark>!!!|\?\?\?\+?|===)!?\+?[ \t]+(?P<names>[\w -]*?)[ \t]*(?:[\"“](?P<title>.*)[\"”])?[ \t]*"
)
_INDENT = 4


@dataclass(frozen=True, slots=True)
class Admonition:
    """The line that opens a box of MkDocs: the mark, the first of its names, its own title if any."""

    mark: str
    name: str
    title: str | None


def admonition(line: str) -> Admonition | None:
    """Return the box that opens on a line; None if it opens none."""
    match = _OPENS.fullmatch(line) if line[:3] in {"!!!", "???", "==="} else None
    if match is None or not (match["names"] or match["title"]):
        return None
    name = next(iter(match["names"].split()), "").lower()
    return Admonition(match["mark"], name, match["title"])


def admonitions_plugin(md: MarkdownIt) -> None:
    """Teach a parser the boxes of MkDocs."""
    may_end = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "admonition", _admonition, {"alt": may_end})
    md.core.ruler.after("block", "admonitions", _open)


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    found = admonition(line)
    if found is None:
        return False
    if silent:
        return True
    inner = state.blkIndent + _INDENT
    behind = start + 1
    while behind < end and (state.isEmpty(behind) or state.sCount[behind] >= inner):
        behind += 1
    while behind > start + 1 and state.isEmpty(behind - 1):
        behind -= 1
    _tokenize(state, found, start, behind)
    return True


def _tokenize(state: StateBlock, found: Admonition, start: int, behind: int) -> None:
    """Read the text of a box, which ends before the line `behind`."""
    opening = state.push("admonition_open", "div", 1)
    opening.map, opening.block = [start, behind], True
    opening.meta = {"box": found}
    kept = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = kept[0] + _INDENT, behind, "admonition"
    state.md.block.tokenize(state, start + 1, behind)
    state.blkIndent, state.lineMax, state.parentType = kept
    state.push("admonition_close", "div", -1).block = True
    state.line = behind


def _open(state: StateCore) -> None:
    tokens: list[Token] = []
    ends: list[Token] = []
    for token in state.tokens:
        if token.type == "admonition_open":
            box: Admonition = token.meta["box"]
            title = (
                CALLOUTS.get(box.name, box.name.capitalize()) if box.title is None else box.title
            )
            folds = box.mark.startswith("?")
            tokens += opened(token, box.name, title, folds=folds)
            ends.append(closed(folds=folds))
        else:
            tokens.append(ends.pop() if token.type == "admonition_close" else token)
    state.tokens = tokens

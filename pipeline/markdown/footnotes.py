"""Footnotes: `[^label]` refers to one, `[^label]: …` defines it (pandoc and kramdown, "Footnotes").

A definition is one only where something in the post refers to it; else it stays a paragraph, so that no
text is lost. It is shown below each piece of the post that refers to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote.index import footnote_def

from ..ir import Span
from .outside_code import text_lines
from .rules import most

_REFERENCE = re.compile(r"`+[^`]*`+|\[\^(?P<label>[^\]\s\[]+)\](?!:)")
_OPENING = re.compile(r"^ {0,3}\[\^[^\]]*\]:[ \t]*")
_INDENT = re.compile(r"^(?: {1,4}|\t)")
_NOTHING_VERBATIM = re.compile(r"(?P<end>)(?!)")


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote as Markdown, without its label and indentation; `span` are its lines in the file."""

    markdown: str
    span: Span


def footnotes_plugin(md: MarkdownIt) -> None:
    """Teach a parser footnotes. A definition is one if its label is in `env["referred"]`, a reference
    if it is in `env["footnote_labels"]`; tokens are `footnote_reference_open` and `footnote_ref`.
    """
    md.block.ruler.before(
        "reference", "footnote_def", _definition, {"alt": ["paragraph", "reference"]}
    )
    md.inline.ruler.after("image", "footnote_ref", _reference)


def referred(body: str) -> frozenset[str]:
    """Return the labels that the text of a body refers to, outside code."""
    if "[^" not in body:
        return frozenset()
    lines = body.split("\n")
    found = (
        m["label"]
        for at in text_lines(lines, _NOTHING_VERBATIM)
        for m in _REFERENCE.finditer(lines[at])
    )
    return frozenset(label for label in found if label)


def footnote(lines: Sequence[str], span: Span) -> Footnote:
    """Read a footnote from its lines in the file."""
    first, *rest = lines[span.start - 1 : span.end]
    text = [_OPENING.sub("", first), *(_INDENT.sub("", line) for line in rest)]
    return Footnote("\n".join(text), span)


def grown_beyond_measure(body: str, footnotes: Mapping[str, Footnote]) -> bool:
    """Whether the footnotes, shown below every piece that refers to them, would grow too large."""
    if not footnotes:
        return False
    used = Counter(match["label"] for match in _REFERENCE.finditer(body))
    return sum(len(note.markdown) * used[name] for name, note in footnotes.items()) > most(body)


def _definition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if (state.level and not silent) or not state.src.startswith(
        "[^", state.bMarks[start_line] + state.tShift[start_line]
    ):
        return False
    line = state.src[state.bMarks[start_line] : state.eMarks[start_line]]
    label = line.partition("[^")[2].partition("]")[0]
    wanted: Collection[str] = state.env.get("referred", ())
    defined = state.env.get("footnotes", {}).get("refs", {})
    if label not in wanted or f":{label}" in defined:
        return False
    return bool(footnote_def(state, start_line, end_line, silent))


def _reference(state: StateInline, silent: bool) -> bool:
    labels: Collection[str] = state.env.get("footnote_labels", ())
    if not labels or not state.src.startswith("[^", state.pos):
        return False
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or match["label"] not in labels:
        return False
    if not silent:
        token = state.push("footnote_ref", "sup", 0)
        token.meta = {"label": match["label"]}
    state.pos = match.end()
    return True

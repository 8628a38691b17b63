"""Glossaries: a list, a definition list or a table of two columns that is a whole answer or section,
nearly all of whose items open with a term.

Five items or more; ten where no heading says that it is a glossary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..ir import Span
from ..markdown.blocks import Block
from ..outline.nodes import Measure
from ..outline.wording import names_glossary

_FEWEST, _FEWEST_UNNAMED = 5, 10
_NEARLY_ALL = 0.8
_LONGEST_TERM = 30
_LEAD_IN = 60
_COLUMNS = 2
_ENTRY = re.compile(
    r"(?P<mark>[`*]*)(?P<term>(?:(?>\[[^\]\n]*+\]\([^)\n]*+\))|\](?>(?:\([^)]+\))?)"
    r"|(?!\[[^\]\n]*+\]\()[^\]:,`*\n]){1,200}?)(?P=mark)\s*"
    r"(?:[：，]|[:,]\s|\s[-–—]+\s|(?=（|(?<!\])\())(?P<rest>.+)",
    re.DOTALL,
)
_MARKED_SIGN = re.compile(r"(\*\*|__)(?P<term>[^*\n]+?)[：:]\1(?P<rest>.+)", re.DOTALL)
_DATE_OR_VERSION = re.compile(
    r"(?:19|20)\d\d(?:[./年-]\d{1,2}){1,2}[月日号]?|(?:19|20)\d\d年\d{1,2}月\d{1,2}[日号]"
    r"|v\d+(?:\.\d+)*|\d+\.\d+\.\d+(?:[.-]\w+)*",
    re.IGNORECASE,
)
_SIDES = frozenset("优点 缺点 优势 劣势 不足 特点 好处 坏处 区别 相同点 不同点 pros cons".split())


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term and its definition in Markdown, on these lines."""

    term: str
    definition: str
    span: Span


def glossary(blocks: Sequence[Block], heading: str, measure: Measure) -> tuple[GlossaryEntry, ...]:
    """Return the entries where these blocks are one glossary, apart from a short line above it and one
    below; else nothing.
    """
    bodies = [block for block in blocks if block.kind in _BODIES]
    others = [block for block in blocks if block.kind not in {*_BODIES, "definition", "rule"}]
    if len(bodies) != 1 or len(others) > 2:
        return ()
    if any(block.kind != "paragraph" or len(block.content) > _LEAD_IN for block in others):
        return ()
    named = names_glossary(heading)
    [body] = bodies
    found = _BODIES[body.kind](body, measure)
    entries = [entry for entry in found if entry is not None]
    if len(found) < (_FEWEST if named else _FEWEST_UNNAMED):
        return ()
    if len(entries) < _NEARLY_ALL * len(found):
        return ()
    if sum(map(_is_no_term, entries)) * 2 > len(entries):
        return ()
    return tuple(entries)


def _is_no_term(entry: GlossaryEntry) -> bool:
    """Whether an entry is one side of a comparison, or a date or version of a change log."""
    return entry.term.lower() in _SIDES or _DATE_OR_VERSION.fullmatch(entry.term) is not None


def _of_list(block: Block, measure: Measure) -> list[GlossaryEntry | None]:
    return [_item(item, measure) for item in block.children]


def _item(item: Block, measure: Measure) -> GlossaryEntry | None:
    if not item.children or item.children[0].kind != "paragraph":
        return None
    content = item.children[0].content
    match = _MARKED_SIGN.match(content) or _ENTRY.match(content)
    if match is None:
        return None
    definition = match["rest"].strip()
    if definition[-1:] in "：:" and definition[:1] in "（(":
        definition = definition[:-1]
    return _entry(match["term"], definition, Span(item.start, item.end), measure)


def _of_table(block: Block, measure: Measure) -> list[GlossaryEntry | None]:
    """Read a table of two columns, the term and what it means; its head names the columns."""
    head, *rows = block.children
    if len(head.children) != _COLUMNS:
        return []
    return [
        _entry(row.children[0].content, row.children[1].content, Span(row.start, row.end), measure)
        for row in rows
    ]


def _of_terms(block: Block, measure: Measure) -> list[GlossaryEntry | None]:
    """Read a definition list: terms, each with the blocks that define it."""
    entries: list[GlossaryEntry | None] = []
    at = [index for index, child in enumerate(block.children) if child.kind == "term"]
    for start, end in pairwise([*at, len(block.children)]):
        term, *meanings = block.children[start:end]
        definition = "\n\n".join(part.content for meaning in meanings for part in meaning.children)
        span = Span(term.start, meanings[-1].end)
        entries.append(_entry(term.content, definition, span, measure))
    return entries


def _entry(written: str, definition: str, span: Span, measure: Measure) -> GlossaryEntry | None:
    term, definition = measure(written).text, definition.strip()
    if not term or len(term) > _LONGEST_TERM or "？" in term or not definition:
        return None
    return GlossaryEntry(term, definition, span)


_BODIES: Mapping[str, Callable[[Block, Measure], list[GlossaryEntry | None]]] = {
    "list": _of_list,
    "table": _of_table,
    "terms": _of_terms,
}

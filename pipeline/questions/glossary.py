"""Glossaries: a list that is a whole answer or section, nearly all of whose items open with a term.

Five items or more; ten where no heading says that it is a glossary.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ir import Span
from pipeline.markdown.blocks import Block
from pipeline.questions.candidates import Measure
from pipeline.questions.wording import names_glossary

_FEWEST, _FEWEST_UNNAMED = 5, 10
_NEARLY_ALL = 0.8
_LONGEST_TERM = 30
_LEAD_IN = 60
_ENTRY = re.compile(
    r"^(?P<mark>`{1,2}|\*\*|__|\*|)(?P<term>[^：:，,（(`*\n]{1,200}?)(?P=mark)\s*"
    r"(?:(?P<sign>[：，])\s*|(?P<colon>:)\s+|(?P<comma>,)\s+|(?P<dash>\s[-–—]+)\s+|(?=[（(]))"
    r"(?P<rest>.*)$",
    re.DOTALL,
)
_MARKED_SIGN = re.compile(r"^(\*\*|__)(?P<term>[^：:*\n]+?)[：:]\1\s*(?P<rest>.*)$", re.DOTALL)
_SIDES = frozenset("优点 缺点 优势 劣势 不足 特点 好处 坏处 区别 相同点 不同点 pros cons".split())


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and its definition in Markdown, on these lines."""

    term: str
    definition: str
    span: Span


def glossary(blocks: Sequence[Block], heading: str, measure: Measure) -> tuple[Entry, ...]:
    """Give the entries where these blocks are one glossary, apart from a short line above it and one
    below; else nothing.
    """
    lists = [block for block in blocks if block.kind == "list"]
    others = [block for block in blocks if block.kind not in {"list", "definition", "rule"}]
    if len(lists) != 1 or len(others) > 2:
        return ()
    if any(block.kind != "paragraph" or len(block.content) > _LEAD_IN for block in others):
        return ()
    items = lists[0].children
    enough = _FEWEST if names_glossary(heading) else _FEWEST_UNNAMED
    entries = [entry for item in items if (entry := _entry(item, measure)) is not None]
    if len(items) < enough or len(entries) < _NEARLY_ALL * len(items):
        return ()
    if sum(entry.term.lower() in _SIDES for entry in entries) * 2 > len(entries):
        return ()
    return tuple(entries)


def _entry(item: Block, measure: Measure) -> Entry | None:
    if not item.children or item.children[0].kind != "paragraph":
        return None
    content = item.children[0].content
    match = _MARKED_SIGN.match(content) or _ENTRY.match(content)
    if match is None:
        return None
    term = measure(match["term"]).text
    definition = match["rest"].strip()
    if definition[-1:] in "：:" and definition[:1] in "（(":
        definition = definition[:-1].rstrip()
    if not term or len(term) > _LONGEST_TERM or not definition or "？" in term:
        return None
    return Entry(term, definition, Span(item.start, item.end))

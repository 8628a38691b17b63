"""A question's Markdown, cut from its lines: without definitions, and without the list item or the quote
around it.
"""

from __future__ import annotations

import re

from ..ir import Span
from ..markdown.blocks import Document
from ..outline.nodes import Node, ancestors
from ..outline.wording import answer_marker
from .extents import Extent
from .found import FoundQuestion

_CLOSERS = re.compile(
    r"(?<!\s)(?>(?:\s*</(?:details|summary|div|p|li|ul|ol|dd|dl)>){1,60})\s*$", re.IGNORECASE
)


_CODE = 4  # columns of indentation that are code


def cut(document: Document, extent: Extent) -> FoundQuestion:
    """Return the question of some lines."""
    node, asked, answer = extent.node, extent.prompt_span, extent.answer_span
    prompt = node.markdown if extent.opens else node.markdown + node.gap + node.opening
    if asked is not None and asked.end > node.span.end:
        prompt += "\n" + _inside(document, Span(node.span.end + 1, asked.end), node)
    told = ""
    if answer is not None and extent.opens:
        below = Span(node.span.end + 1, answer.end)
        told = node.opening
        if below.end >= below.start:
            told += "\n" + _inside(document, below, node)
    elif answer is not None:
        told = _inside(document, answer, node)
    told = _without_marker(told, letter=node.put)
    if node.kind == "summary":
        told = _CLOSERS.sub("", told)
    number = node.number.label if node.number is not None else ""
    prompt = prompt or number  # "## 3" above an answer
    return FoundQuestion(number, prompt, asked, told, answer, extent.status, _section(node))


def _section(node: Node) -> tuple[str, ...]:
    """Return the titles of the headings above a node, without one that says the post's title again."""
    above = ancestors(node)
    said = {"", *(up.text for up in above if up.kind == "title")}
    return tuple(up.text for up in reversed(above) if up.kind == "heading" and up.text not in said)


def _without_marker(answer: str, *, letter: bool) -> str:
    """Return an answer without its marker; bold type that the marker is a part of goes on."""
    length = answer_marker(answer.partition("\n")[0], letter=letter)
    marker, rest = answer[:length], answer[length:]
    bold = "**" if marker.count("**") % 2 else ""
    return f"{bold}{rest.lstrip() if length else rest}"


def _inside(document: Document, span: Span, node: Node) -> str:
    """Return lines without definitions, and without the indentation and the marks of containers."""
    quoted = ">" if document.lines[node.span.start - 1].lstrip().startswith(">") else ""
    within = node.inside or node.end
    kept = []
    for number in range(span.start, span.end + 1):
        if number in document.definition_lines:
            continue
        text = document.lines[number - 1]
        lead = len(text) - len(text.lstrip(" \t" + quoted)) if number <= within else 0
        kept.append(text[min(node.indent, lead) :])
    common = min((len(line) - len(line.lstrip(" ")) for line in kept if line.strip()), default=0)
    if common >= _CODE:
        return "\n".join(kept)
    return "\n".join(line[common:] for line in kept)

"""Questions that a program gave by their lines, which are found again by their texts after an edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..ir import Span
from ..outline.nodes import Node, Outline
from ..outline.prompts import prompt
from .extents import Extent
from .selection import GivenLines


def given_prompts(outline: Outline, given: GivenLines) -> list[Node]:
    """Return the prompts whose first line is in the post, once, and behind that of the one before."""
    lines = _lines(outline)
    nodes = {node.span.start: node for node in reversed(outline.nodes)}
    found: list[Node] = []
    for text in given.prompts:
        at = lines.get(text.strip(), [])
        if len(at) != 1:
            continue
        [line] = at
        if found and line <= found[-1].span.end:
            continue
        node = nodes.get(line)
        if node is None:
            span = Span(line, line)
            node = prompt(text, span, "line", 0, outline.measure)
            node.end = outline.document.last_line
        found.append(node)
    return found


def given_answers(
    outline: Outline, given: GivenLines, questions: Sequence[Extent]
) -> tuple[Extent, ...]:
    """Return questions whose answers end where the program said, as far as that line is there once."""
    lines = _lines(outline)
    ends = dict(zip(map(str.strip, given.prompts), given.ends, strict=True))
    answered = []
    for question in questions:
        first = question.node.span.start
        end = ends.get(outline.lines[first - 1].strip(), "")
        within = [n for n in lines.get(end.strip(), []) if first < n <= question.limit]
        if question.answer_span is not None and end and len(within) == 1:
            start = question.answer_span.start
            span = Span(start, max(start, *within))
            answered.append(replace(question, answer_span=span))
        else:
            answered.append(question)
    return tuple(answered)


def _lines(outline: Outline) -> dict[str, list[int]]:
    """Return the lines of the body by their texts."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number in range(outline.document.body_line, len(outline.lines) + 1):
        found[outline.lines[number - 1].strip()].append(number)
    return found

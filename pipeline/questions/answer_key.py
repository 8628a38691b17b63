"""Exams whose answers stand together at the end of a post, each with its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..outline.nodes import Node, Outline
from ..outline.wording import names_answer_key

_ENTRY = re.compile(
    r"(?:^|(?<=[\s,，;；|]))(?:\*\*)?(\d{1,3})\s*+[.．、:：)）]\s*+(?:\*\*\s*+)?(?=\S)"
)


def answer_lines(outline: Outline, prompts: Sequence[Node]) -> list[int]:
    """Return for each prompt the line with its number in the list of answers behind the last one; nothing
    where there is no such list, or one with other numbers.
    """
    last = prompts[-1].span.end
    headed = (
        node.span.start
        for node in outline.nodes
        if node.kind == "heading" and node.span.start > last and names_answer_key(node.text)
    )
    marked = (line for line in sorted(outline.markers) if line > last)
    head = next(headed, None) or next(marked, None)
    numbers = [node.number.value[-1] if node.number else 0 for node in prompts]
    if head is None or not all(numbers):
        return []
    entries = [
        (int(match[1]), line)
        for line in range(head + 1, len(outline.lines) + 1)
        for match in _ENTRY.finditer(outline.lines[line - 1])
    ][: len(numbers)]
    return [line for _, line in entries] if [n for n, _ in entries] == numbers else []

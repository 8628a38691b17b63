"""What the links of a post are for: where each stands, in which question, in what role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from pipeline.ir import Region, Role, Syntax
from pipeline.markdown.blocks import Block, Document
from pipeline.markdown.render import LinkUse
from pipeline.questions import Found
from pipeline.questions.candidates import Measure
from pipeline.questions.looks import look

_CONTEXT = 60
_REACH = 10_000  # not farther from the link before: linear on hostile input
_OPENINGS: Mapping[Syntax, str] = {
    "inline": "[", "reference": "[", "autolink": "<", "bare": "", "html": "<", "tag": "{%",
}  # fmt: skip
_NAVIGATION = 3


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link as a post holds it, before anything is known of its target."""

    use: LinkUse
    column: int
    role: Role
    question: int | None
    context: str


def place(
    uses: Iterable[LinkUse], document: Document, found: Found, measure: Measure
) -> tuple[PlacedLink, ...]:
    """Place the links of a post, in the order of their lines."""
    roles = _roles(document, found.regions, measure)
    questions = _question_lines(found)
    placed = []
    line = cursor = 0
    last = len(document.lines)  # a tag that is never closed may put a link behind it
    within = [use if use.line <= last else replace(use, line=last) for use in uses]
    for use in sorted(within, key=lambda use: use.line):
        raw = document.lines[use.line - 1]
        start, end = _position(use, raw, cursor if use.line == line else 0)
        line, cursor = use.line, end
        context = raw[max(0, start - _CONTEXT) : end + _CONTEXT].strip()
        placed.append(PlacedLink(use, start + 1, roles[use.line], questions.get(use.line), context))
    return tuple(placed)


def _position(use: LinkUse, raw: str, cursor: int) -> tuple[int, int]:
    """Tell where a link stands in its line, to the right of the link before it."""
    opening = _OPENINGS[use.syntax]
    until = cursor + _REACH + len(use.text) + len(use.href)
    if use.syntax == "reference":
        start = max(raw.find(f"[{use.text}]", cursor, until), raw.find("[", cursor, until))
        return (start, start + 1) if start >= 0 else (cursor, cursor)
    at = raw.find(use.href, cursor, until)
    if at < 0:  # written over several lines, or with escapes
        start = raw.find(opening, cursor, until)
        return (start, start + 1) if start >= 0 else (cursor, cursor)
    start = raw.rfind("](", cursor, at) if use.syntax == "inline" else -1
    start = raw.rfind(opening, cursor, at) if start < 0 else _bracket(raw, start, cursor)
    return (start if start >= 0 else at), at + len(use.href)


def _bracket(raw: str, end: int, cursor: int) -> int:
    """Give the place of the bracket that the one at `end` closes."""
    depth = 0
    for at in range(end, cursor - 1, -1):
        depth += (raw[at] == "]") - (raw[at] == "[")
        if depth == 0:
            return at
    return -1


def _question_lines(found: Found) -> dict[int, int]:
    """Give the ordinal of the question that each line belongs to."""
    lines: dict[int, int] = {}
    for ordinal, question in enumerate(found.questions, start=1):
        end = (question.answer_span or question.prompt_span).end
        lines.update(dict.fromkeys(range(question.prompt_span.start, end + 1), ordinal))
    return lines


def _roles(document: Document, regions: Sequence[Region], measure: Measure) -> dict[int, Role]:
    """Tell for every line what a link on it is for.

    Three or more blocks' links in a row, outside the answers, are navigation: a list of past posts.
    Links behind a heading of the outro are references.
    """
    roles: dict[int, Role] = {}
    for region in regions:
        kind: Role = "intro"
        if region.kind in {"prompt", "answer", "outro"}:
            kind = cast("Role", region.kind)
        roles.update(dict.fromkeys(range(region.start, region.end + 1), kind))
    outside = [b for b in document.blocks if roles[b.start] in {"intro", "outro"}]
    run: list[Block] = []
    links = 0
    headed = False
    for block in [*outside, None]:
        shape = look(block, measure) if block is not None else None
        if block is not None and shape is not None and shape.links and shape.navigation:
            run.append(block)
            links += shape.links
            continue
        for listed in run if links >= _NAVIGATION or headed else ():
            role: Role = "references" if headed and roles[listed.start] == "outro" else "nav"
            roles.update(dict.fromkeys(range(listed.start, listed.end + 1), role))
        run, links = [], 0
        headed = block is not None and block.kind == "heading"
    return roles

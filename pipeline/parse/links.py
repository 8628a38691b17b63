"""What the links of a post are for: where each stands, in which question, in what role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from pipeline.findings import Code, Finding
from pipeline.ir import Region, Role
from pipeline.markdown.blocks import Block, Document
from pipeline.markdown.render import LinkUse
from pipeline.parse.columns import column_of, stored
from pipeline.questions import Found
from pipeline.questions.candidates import Measure
from pipeline.questions.looks import look

_CONTEXT = 60
_REACH = 10_000  # not farther from the link before: linear on hostile input
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
    uses: Iterable[LinkUse],
    document: Document,
    found: Found,
    measure: Measure,
    file: Sequence[str],
) -> tuple[PlacedLink, ...]:
    """Place the links of a post, in their order. `file` holds its lines as they are stored."""
    roles = _roles(document, found.regions, measure)
    questions = _question_lines(found)
    placed = []
    line = cursor = 0
    last = len(document.lines)  # a tag that is never closed may put a link behind it
    for read in sorted((_within(use, last) for use in uses), key=lambda use: use.line):
        at, start = column_of(read.spot, document.lines, cursor if read.line == line else 0)
        use = replace(read, spot=replace(read.spot, line=at))
        if at == read.line:
            line, cursor = at, start + (use.syntax != "tag")
        raw = document.lines[at - 1]
        column = stored(start, use.spot.source, raw, file[at - 1]) + 1
        context = raw[max(0, start - _CONTEXT) : _end(use, raw, start) + _CONTEXT].strip()
        placed.append(PlacedLink(use, column, roles[at], questions.get(at), context))
    return tuple(sorted(placed, key=lambda link: (link.use.line, link.column)))


def _end(use: LinkUse, raw: str, start: int) -> int:
    """Tell where the address of a link ends that begins at `start`."""
    at = raw.find(use.href, start, start + _REACH + len(use.text) + len(use.href))
    alone = len(use.text) if use.syntax == "bare" else 1
    return at + len(use.href) if at >= 0 else start + alone


def _within(use: LinkUse, last: int) -> LinkUse:
    return use if use.line <= last else replace(use, spot=replace(use.spot, line=last))


def cuts(links: Iterable[PlacedLink], path: str) -> tuple[Finding, ...]:
    """Tell of bare addresses that end in the middle of a text, at the place where the text goes on."""
    return tuple(
        Finding.of(
            Code.BARE_URL_CUT,
            f"the address {link.use.text[:200]} was taken to end before the text that follows it",
            path,
            link.use.line,
            column=link.column + link.use.cut,
        )
        for link in links
        if link.use.cut
    )


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

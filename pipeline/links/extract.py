"""What the links of a post are for: where each stands, in which question, in what role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from ..findings import Code, Finding
from ..ir import Region, Role
from ..markdown.blocks import Document, Kind
from ..markdown.render import LinkUse
from ..outline.nodes import Measure
from ..questions import Found
from ..questions.makeup import Makeup, makeup_of
from .positions import column_of, stored

_CONTEXT = 60
_REACH = 10_000  # not farther from the link before: linear on hostile input
_SENTENCE, _CLAUSE = re.compile(r"[。！？!?\n]|\. "), re.compile(r"[；，、,;]")
_OWN_LABEL = re.compile(r"\W*([^：:\n]{1,12})[：:]")
_LABEL = 40  # characters of a sentence that may be a label; in a longer one its last clause is
_SHORT = 20  # characters of a line that may be a label without a colon
_BESIDE = {"list": 12}  # characters that may stand beside each link that is alone, such as a date


@dataclass(frozen=True, slots=True)
class Listing:
    """Blocks of one kind, outside the questions, that consist of links. `line`: the first line;
    `label`: the text in front of it, or the last clause of the heading or line right above
    (`headed`: it is a heading's). `alone`: nothing stands beside the links; `edge`: it stands where
    the post begins or ends.
    """

    line: int
    label: str
    headed: bool
    kind: Kind
    alone: bool
    edge: bool


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link as a post holds it, before anything is known of its target.

    `role` is that of the region it stands in; the role of a link in a listing depends on other
    posts.
    """

    use: LinkUse
    column: int
    role: Role
    question: int | None
    context: str
    listing: Listing | None = None


def place(
    uses: Iterable[LinkUse],
    document: Document,
    found: Found,
    measure: Measure,
    file: Sequence[str],
) -> tuple[PlacedLink, ...]:
    """Return the links of a post, placed and in order. `file` holds its lines as stored."""
    roles = _roles(found.regions)
    listings = _listings(document, roles, measure)
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
        listing = listings.get(at)
        placed.append(PlacedLink(use, column, roles[at], questions.get(at), context, listing))
    return tuple(sorted(placed, key=lambda link: (link.use.line, link.column)))


def _end(use: LinkUse, raw: str, start: int) -> int:
    """Return where the address of a link that begins at `start` ends in its line."""
    at = raw.find(use.href, start, start + _REACH + len(use.text) + len(use.href))
    alone = len(use.text) if use.syntax == "bare" else 1
    return at + len(use.href) if at >= 0 else start + alone


def _within(use: LinkUse, last: int) -> LinkUse:
    return use if use.line <= last else replace(use, spot=replace(use.spot, line=last))


def cuts(links: Iterable[PlacedLink], path: str) -> tuple[Finding, ...]:
    """Return findings on bare addresses that end within a text, each where the text goes on."""
    return tuple(
        Finding.of(
            Code.BARE_URL_CUT.message(address=link.use.text[:200]),
            path,
            link.use.line,
            column=link.column + link.use.cut,
        )
        for link in links
        if link.use.cut
    )


def _question_lines(found: Found) -> dict[int, int]:
    """Return the ordinal of the question that each line belongs to."""
    lines: dict[int, int] = {}
    for ordinal, question in enumerate(found.evidence.extents, start=1):
        span = question.lines
        lines.update(dict.fromkeys(range(span.start, span.end + 1), ordinal))
    return lines


def _roles(regions: Sequence[Region]) -> dict[int, Role]:
    """Return for every line the role that its region gives to a link on it."""
    roles: dict[int, Role] = {}
    for region in regions:
        kind: Role = "intro"
        if region.kind in {"prompt", "answer", "outro"}:
            kind = cast("Role", region.kind)
        roles.update(dict.fromkeys(range(region.span.start, region.span.end + 1), kind))
    return roles


def _edge(makeups: Sequence[Makeup]) -> int:
    """Return the number of first blocks that are only links, pictures and short lines."""
    return next((n for n, makeup in enumerate(makeups) if not makeup.furniture), len(makeups))


def _label(text: str) -> str:
    """Return the end of a text, as far as it may be a label for what follows."""
    sentence = _SENTENCE.split(text.strip(" ：:。"))[-1]
    return (sentence if len(sentence) <= _LABEL else _CLAUSE.split(sentence)[-1]).strip()


def _listings(
    document: Document, roles: Mapping[int, Role], measure: Measure
) -> dict[int, Listing]:
    """Return the listings, by each of their lines."""
    listings: dict[int, Listing] = {}
    current: Listing | None = None
    label, headed = "", False
    makeups = [makeup_of(block, measure) for block in document.blocks]
    edges = _edge(makeups), len(makeups) - _edge(makeups[::-1])
    for index, (block, makeup) in enumerate(zip(document.blocks, makeups, strict=True)):
        if roles[block.start] not in {"intro", "outro"}:
            current, label, headed = None, "", False
        elif makeup.links_only and block.kind != "heading":
            if current is None or current.kind != block.kind:
                own = _OWN_LABEL.match(measure(block.content).text)
                alone = makeup.text <= makeup.linked + _BESIDE.get(block.kind, 3) * makeup.links
                at_edge = not edges[0] <= index < edges[1]
                name = own[1] if own else label
                current = Listing(block.start, name, headed, block.kind, alone, at_edge)
                label = label if headed else ""
            listings.update(dict.fromkeys(range(block.start, block.end + 1), current))
        else:
            headed = block.kind == "heading"
            names = headed or (block.kind == "paragraph" and not makeup.links)
            text = measure(block.content).text if names and not makeup.pictures else ""
            ends = headed or len(text) <= _SHORT or text.endswith(("：", ":"))
            current, label = None, _label(text) if ends else ""
    return listings

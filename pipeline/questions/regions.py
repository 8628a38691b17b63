"""Regions: every line of a file belongs to exactly one; a blank line to what stands above it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import inf

from ..ir import Region, RegionKind, Span
from ..markdown.blocks import Document
from .extents import Extent


def starts(document: Document, questions: Sequence[Extent]) -> dict[int, RegionKind]:
    """Return the line on which each region of some questions begins.

    Headings right above the first prompt are a section, and so is what stands between two questions;
    what stands behind the last one is outro. A line that holds both a prompt and its answer is the
    prompt's; the line that closes the box of a prompt goes with its answer.
    """
    found: dict[int, RegionKind] = {}
    if not questions:
        return found
    section = _section_above(document, questions[0])
    if section:
        found[section] = "section"
    for question in questions:
        asked, answer, end = question.prompt_span, question.answer_span, question.limit
        if asked is not None and asked.start < document.body_line:
            asked = None  # the title's line stays front matter
        if asked is not None:
            found[asked.start] = "prompt"
        if answer is not None and (asked is None or answer.end > asked.end):
            listed = answer.start > end  # in a list of answers
            line = answer.start if listed or asked is None else asked.end + 1
            found[_filled(document, line)] = "answer"
            if listed:
                found.setdefault(_filled(document, end + 1), "section")
            end = max(end, answer.end)
        if question.node.kind == "box" and question.node.inside == end + 1:
            end += 1
        found.setdefault(
            _filled(document, end + 1), "outro" if question is questions[-1] else "section"
        )
    return found


def _filled(document: Document, line: int) -> int:
    """Return the first line from `line` on that holds something; one behind the last where none does."""
    while line <= document.last_line and not document.lines[line - 1].strip():
        line += 1
    return line


def _section_above(document: Document, first: Extent) -> int:
    """Return the first line of the headings right above the first prompt, 0 without any."""
    level = first.node.level or inf
    line = 0
    asked = first.prompt_span
    above = [b for b in document.blocks if asked is not None and b.end < asked.start]
    while above and above[-1].kind == "heading" and above[-1].level <= level:
        line = above.pop().start
    return line


def left_out(letters: Sequence[int], regions: Sequence[Region]) -> float:
    """Return the share of a post's text that is in no question and no footer; `letters` counts those up to
    each line. Headings of sections are left out on purpose, but not what stands below them.
    """

    def count(region: Region) -> int:
        return letters[region.span.end] - letters[region.span.start - 1]

    body = [r for r in regions if r.kind in {"intro", "section", "prompt", "answer"}]
    outside = sum(count(region) for region in body if region.kind in {"intro", "section"})
    return outside / max(sum(map(count, body)), 1)


def tile(document: Document, starts: Mapping[int, RegionKind]) -> tuple[Region, ...]:
    """Return the regions that begin on these lines, from the first line of the file to the last.

    The front matter, the intro, definitions and footnotes need not be named; what a definition
    interrupts goes on behind it. Neighbours of one kind are one region, but prompts.
    """
    named: dict[int, RegionKind] = {1: "front-matter", document.body_line: "intro", **starts}
    known = sorted(named)
    marks = dict(named)
    apart: list[tuple[Span, RegionKind]] = [
        *((definition.span, "link-definitions") for definition in document.definitions),
        *((footnote.span, "footnotes") for footnote in document.footnotes.values()),
    ]
    for span, kind in apart:
        interrupted = named[known[bisect_right(known, span.start) - 1]]
        after = span.end + 1
        while after <= len(document.lines) and not document.lines[after - 1].strip():
            after += 1
        marks.setdefault(after, interrupted)
        marks[span.start] = kind
    end = document.last_line
    lines = [*sorted(line for line in marks if line <= end), end + 1]
    regions: list[Region] = []
    for start, following in pairwise(lines):
        kind = marks[start]
        if regions and regions[-1].kind == kind != "prompt":
            regions[-1] = Region(kind, Span(regions[-1].span.start, following - 1))
        else:
            regions.append(Region(kind, Span(start, following - 1)))
    return tuple(regions)

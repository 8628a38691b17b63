"""Regions: every line of a file belongs to exactly one; a blank line to what stands above it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise

from pipeline.ir import Region, RegionKind, Span
from pipeline.markdown.blocks import Document


def tile(document: Document, starts: Mapping[int, RegionKind]) -> tuple[Region, ...]:
    """Give the regions that begin on these lines, from the first line of the file to the last.

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
            regions[-1] = Region(kind, regions[-1].start, following - 1)
        else:
            regions.append(Region(kind, start, following - 1))
    return tuple(regions)

"""The terms of a post: the entries of its glossaries, in answers and outside."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ..ir import Span
from ..markdown.blocks import Block, Document
from ..outline.nodes import Measure
from ..outline.wording import names_glossary
from .extents import Extent
from .found import FoundTerm
from .glossary import glossary


def terms(
    document: Document, questions: Sequence[Extent], title: str, measure: Measure
) -> tuple[FoundTerm, ...]:
    """Return the terms of a post in the order of their lines."""
    found = [
        *_answers(document, questions, measure),
        *_outside(document, questions, title, measure),
    ]
    return tuple(sorted(found, key=lambda term: term.entry.span.start))


def _answers(
    document: Document, questions: Sequence[Extent], measure: Measure
) -> Iterator[FoundTerm]:
    """Yield the entries of the glossaries that are an answer."""
    for at, question in enumerate(questions):
        if question.status == "answered" and question.answer_span is not None:
            blocks = _within(document.blocks, question.answer_span)
            for entry in glossary(blocks, question.node.text, measure):
                yield FoundTerm(entry, at)


def _outside(
    document: Document, questions: Sequence[Extent], title: str, measure: Measure
) -> Iterator[FoundTerm]:
    """Yield the entries of the glossaries that stand outside the questions, under a heading or a title
    that names them so.
    """
    asked = {
        line
        for question in questions
        for span in (question.prompt_span, question.answer_span)
        if span is not None
        for line in range(span.start, span.end + 1)
    }
    heading, section = title, list[Block]()
    for block in [*document.blocks, None]:
        if block is not None and block.kind != "heading" and block.start not in asked:
            section.append(block)
            continue
        if names_glossary(heading):
            yield from (FoundTerm(entry, None) for entry in glossary(section, heading, measure))
        if block is not None:
            heading, section = block.content if block.start not in asked else "", []


def _within(blocks: Sequence[Block], span: Span) -> list[Block]:
    """Return the blocks that stand on some lines, or those in the one that holds them."""
    first = bisect_left(blocks, span.start, key=lambda block: block.start)
    if first and span.end <= blocks[first - 1].end and blocks[first - 1].children:
        return _within(blocks[first - 1].children, span)
    behind = bisect_right(blocks, span.end, key=lambda block: block.start)
    return [block for block in blocks[first:behind] if block.end <= span.end]

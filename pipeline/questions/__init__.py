"""An outline in, questions and answers out: a pure function. docs/questions.md tells it with pictures.

A post can be read in many ways (`readings`); signs speak for and against each (`signs`) and are weighed
(`choice`). The nodes of the reading that is taken are the prompts: where their answers begin and end is
`extents`', their Markdown `cut`'s, and what no question claims is intro, section or outro (`regions`).

Whoever gives a selection (`selection`) has the last word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pipeline.ir import Span
from pipeline.markdown.blocks import Block, Document
from pipeline.outline import facts
from pipeline.outline.nodes import Measure, Node
from pipeline.outline.walk import outline
from pipeline.outline.wording import names_glossary
from pipeline.questions.choice import Chances, chances, taken, weights
from pipeline.questions.cut import cut
from pipeline.questions.extents import Extent, extents, title_extents
from pipeline.questions.faults import told
from pipeline.questions.footers import closing_lines
from pipeline.questions.found import Evidence, Found, FoundQuestion, FoundTerm, Given, Judge
from pipeline.questions.glossary import glossary
from pipeline.questions.naming import name, prompts_of
from pipeline.questions.own import own_answers, own_prompts
from pipeline.questions.readings import Readings, readings
from pipeline.questions.regions import left_out, starts, tile
from pipeline.questions.selection import Selection

__all__ = ["Evidence", "Found", "FoundQuestion", "FoundTerm", "Given", "closing_lines", "find"]


def find(
    document: Document,
    measure: Measure,
    path: str,
    title: str,
    labels: Sequence[str] = (),
    given: Given | None = None,
    common: Collection[str] = frozenset(),
) -> Found:
    """Find the questions of a post.

    `labels` are its categories and tags; `path` is its path in the site, whose names promise too, and
    where findings are placed; `given` is what somebody says of the post; `common` holds lines that end
    other posts of the blog too (`closing_lines`).
    """
    found = readings(facts.read(outline(document, measure, title), path, title, labels))
    decided = _decided(found, chances(found, weights()), given)
    if decided.title:
        read = title_extents(found.post, common)
    else:
        read = extents(found.post, decided.prompts, common)
    if decided.selection.own is not None:
        told_ends = own_answers(found.post.outline, decided.selection.own, read.questions)
        read = replace(read, questions=told_ends)
    questions = [cut(document, extent) for extent in read.questions]
    regions = tile(document, starts(document, read.questions))
    terms = [
        *_terms(document, read.questions, measure),
        *_loose_terms(document, questions, title, measure),
    ]
    terms.sort(key=lambda term: term.entry.span.start)
    evidence = Evidence(
        found, decided.chances, decided.selection, decided.judge, decided.prompts, read.questions,
        read.why, left_out(found.post.letters, regions),
    )  # fmt: skip
    return Found(
        str(decided.selection) if questions else "none",
        tuple(questions),
        tuple(terms),
        regions,
        tuple(told(evidence, questions, path)),
        evidence,
    )


@dataclass(frozen=True, slots=True)
class _Decided:
    """Which reading is taken: its prompts or the title, its name, and who says so."""

    chances: Chances
    selection: Selection
    judge: Judge
    prompts: Sequence[Node] = ()

    @property
    def title(self) -> bool:
        return self.selection.title


def _decided(found: Readings, likely: Chances, given: Given | None) -> _Decided:
    best = taken(found, likely)
    named = name(found, best)
    if given is not None and not _is_same(given, named):
        prompts = _prompts(found, likely, given.selection)
        if prompts or not given.selection.ways or given.judge != "earlier build":
            return _Decided(likely, given.selection, given.judge, prompts)
        given = None  # the lines of the earlier build are gone
    judge: Judge = given.judge if given is not None else "weights"
    prompts = [found.nodes[at] for at in best.prompts] if best is not None else []
    return _Decided(likely, named, judge, prompts)


def _is_same(given: Given, named: Selection) -> bool:
    """Whether what is given is the likeliest reading. One of an earlier build is so too where only what
    tells its prompts from others has changed.
    """
    if given.judge != "earlier build":
        return given.selection == named
    one, other = given.selection, named
    return one.title == other.title and [w.name for w in one.ways] == [w.name for w in other.ways]


def _prompts(found: Readings, likely: Chances, selection: Selection) -> list[Node]:
    """Return the prompts that somebody selected."""
    if selection.own is not None:
        return own_prompts(found.post.outline, selection.own)
    return [found.nodes[at] for at in prompts_of(found, likely, selection)]


def _terms(document: Document, questions: Sequence[Extent], measure: Measure) -> list[FoundTerm]:
    """Return the terms of the glossaries that are an answer."""
    return [
        FoundTerm(entry, at)
        for at, question in enumerate(questions)
        if question.status == "answered" and question.answer_span is not None
        for entry in glossary(
            _within(document.blocks, question.answer_span), question.node.text, measure
        )
    ]


def _within(blocks: Sequence[Block], span: Span) -> list[Block]:
    """Return the blocks that stand on some lines, or those in the one that holds them."""
    first = bisect_left(blocks, span.start, key=lambda block: block.start)
    if first and span.end <= blocks[first - 1].end and blocks[first - 1].children:
        return _within(blocks[first - 1].children, span)
    return [block for block in blocks[first:] if block.end <= span.end]


def _loose_terms(
    document: Document, questions: Sequence[FoundQuestion], title: str, measure: Measure
) -> list[FoundTerm]:
    """Return the entries of the glossaries that stand outside the questions, under a heading or a title
    that names them so.
    """
    asked = {
        line
        for question in questions
        for span in (question.prompt_span, question.answer_span)
        if span is not None
        for line in range(span.start, span.end + 1)
    }
    terms: list[FoundTerm] = []
    heading, section = title, list[Block]()
    for block in [*document.blocks, None]:
        if block is not None and block.kind != "heading" and block.start not in asked:
            section.append(block)
            continue
        if names_glossary(heading):
            terms += (FoundTerm(entry, None) for entry in glossary(section, heading, measure))
        if block is not None:
            heading, section = block.content if block.start not in asked else "", []
    return terms

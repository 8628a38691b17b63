"""Blocks in, questions and answers out: a pure function. docs/questions.md tells it with pictures.

The theory. A post of questions is a sequence of prompts that climbs through its top-level blocks, each
followed by its answer. Every line that could be a prompt is a candidate (`shapes`, `one_line`), written
in some style: headings of one level, numbered lines, bold lines, bullets, summaries. Each style gives
one explanation of the post (`styles`); a numbered one the chain of numbers that climbs best (`chains`).
An explanation is believed when more than its shape speaks for it (`explanations`): its prompts ask, its
answers are marked, the title promises questions. Those that are believed compete (`contest`): the best
wins, or one that holds it inside its answers. What stands inside an answer so never competes with what
holds it, and what no prompt claims is intro, section (`sections`) or footer (`footers`).

The author has the last word: `questions:` in the front matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from math import inf

from pipeline.ir import Region, RegionKind, Status
from pipeline.markdown.blocks import Block, Document
from pipeline.questions.candidates import Candidate, Measure
from pipeline.questions.contest import choose
from pipeline.questions.faults import doubtful, doubtful_numbers, nothing_found, stubs
from pipeline.questions.footers import closing_lines, footer_start, habits, recurs
from pipeline.questions.found import Evidence, Found, FoundQuestion, FoundTerm
from pipeline.questions.glossary import glossary
from pipeline.questions.parts import Parts, part
from pipeline.questions.regions import tile
from pipeline.questions.sections import first_block, section_start
from pipeline.questions.shapes import as_headings
from pipeline.questions.styles import Reader
from pipeline.questions.wording import Promise, is_open, names_glossary

__all__ = ["Evidence", "Found", "FoundQuestion", "FoundTerm", "closing_lines", "find"]


def find(
    document: Document,
    measure: Measure,
    path: str,
    title: str,
    labels: tuple[str, ...] = (),
    choice: str | None = None,
    common: Collection[str] = frozenset(),
) -> Found:
    """Find the questions of a post.

    `labels` are its categories and tags; `path` is its path in the site, whose names promise too, and
    where findings are placed; `choice` is the author's `questions:`, valid, or None;
    `common` holds lines that end other posts of the blog too (`closing_lines`).
    """
    document = as_headings(document)
    reader = Reader(document, measure, path, title, labels)
    prompts, evidence = _chosen(reader, choice)
    if not prompts:
        expected = reader.promised is Promise.PLAIN or choice is not None
        told = nothing_found(path, document.body_line, evidence.readings, expected=expected)
        findings = () if choice == "none" else (told,)
        regions = tile(document, {})
        terms = _loose_terms(document, regions, title, measure)
        return Found("none", (), tuple(terms), regions, findings, evidence)
    common_block = partial(recurs, document, common, prompts[-1].span)
    bounds = _boundaries(document.blocks, prompts, measure, common_block)
    parts = part(document, reader.lines, prompts, bounds.limits, measure)
    questions, terms = _read(document.blocks, prompts, parts, bounds.ends, measure)
    regions = tile(document, _region_starts(document, prompts, questions, bounds))
    terms += _loose_terms(document, regions, title, measure)
    terms.sort(key=lambda term: term.entry.span.start)
    doubts = doubtful(evidence.chosen, path) if evidence.chosen and choice is None else ()
    findings = (*doubts, *doubtful_numbers(prompts, path), *stubs(questions, path))
    numberings = Counter(prompt.numbering() for prompt in prompts)
    [(numbering, _)] = numberings.most_common(1)
    evidence = replace(evidence, ending=bounds.why)
    return Found(numbering, tuple(questions), tuple(terms), regions, findings, evidence)


def _chosen(reader: Reader, choice: str | None) -> tuple[Sequence[Candidate], Evidence]:
    """Give the prompts that the author or the contest chose, and what was considered."""
    if choice is not None and choice.startswith("every "):
        return reader.every_heading(int(choice[-1])), Evidence(reader.promised)
    readings = tuple(reader.explanations(only=choice))
    first = readings[0] if readings else None
    winner = choose(readings) if choice is None else first
    return winner.chain.links if winner else (), Evidence(reader.promised, readings, winner)


def _read(
    blocks: Sequence[Block],
    prompts: Sequence[Candidate],
    parts: Sequence[Parts],
    ends: Sequence[int],
    measure: Measure,
) -> tuple[list[FoundQuestion], list[FoundTerm]]:
    """Give the questions, and the terms of the glossaries that are an answer."""
    questions: list[FoundQuestion] = []
    terms: list[FoundTerm] = []
    for index, (prompt, parted) in enumerate(zip(prompts, parts, strict=True)):
        inside = blocks[prompt.block + 1 : ends[index]]
        question = _question(prompt, parted, measure, inside)
        questions.append(question)
        if question.status == "answered":
            entries = glossary(inside, prompt.text, measure)
            terms.extend(FoundTerm(entry, index) for entry in entries)
    return questions, terms


def _loose_terms(
    document: Document, regions: Sequence[Region], title: str, measure: Measure
) -> list[FoundTerm]:
    """Give the entries of the glossaries that stand outside the questions, under a heading or a title
    that names them so.
    """
    asked = {
        line
        for region in regions
        if region.kind in {"prompt", "answer"}
        for line in range(region.start, region.end + 1)
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


@dataclass(frozen=True, slots=True)
class _Bounds:
    """For each prompt the line and the block before which its answer ends, and the line at which a
    section begins behind it (0 for none); and why the last answer ends.
    """

    limits: Sequence[int]
    ends: Sequence[int]
    sections: Sequence[int]
    why: str


def _boundaries(
    blocks: Sequence[Block],
    prompts: Sequence[Candidate],
    measure: Measure,
    recurs: Callable[[Block], bool],
) -> _Bounds:
    limits: list[int] = []
    ends: list[int] = []
    sections: list[int] = []
    for prompt, following in pairwise(prompts):
        end = section_start(blocks, prompt, following, measure)
        in_section = end < first_block(blocks, following)
        limits.append(blocks[end].start if in_section else following.span.start)
        sections.append(blocks[end].start if in_section else 0)
        ends.append(end)
    answers = [blocks[p.block + 1 : end] for p, end in zip(prompts, ends, strict=False)]
    last = prompts[-1]
    known = habits(answers, measure)
    footer = footer_start(blocks, last.block, last.span, last.style.level, known, measure, recurs)
    end = footer.block
    limits.append(blocks[end].start if end < len(blocks) else blocks[-1].end + 1)
    return _Bounds(limits, [*ends, end], [*sections, 0], footer.why)


def _question(
    prompt: Candidate, parts: Parts, measure: Measure, inside: Sequence[Block]
) -> FoundQuestion:
    plain = all(block.kind in {"paragraph", "list", "heading", "rule"} for block in inside)
    status: Status = "answered"
    if not parts.answer:
        status = "empty"
    elif plain and is_open(_words(parts.answer, measure)):
        status = "stub"
    number = prompt.number.label if prompt.number else ""
    return FoundQuestion(
        number, parts.prompt, parts.prompt_span, parts.answer, parts.answer_span, status
    )


def _words(answer: str, measure: Measure) -> str:
    if len(answer) > 200:
        return answer  # no stub is this long
    inline = measure(answer)
    return f"{inline.text}." if inline.pictures else inline.text


def _region_starts(
    document: Document,
    prompts: Sequence[Candidate],
    questions: Sequence[FoundQuestion],
    bounds: _Bounds,
) -> dict[int, RegionKind]:
    """Give the line on which each region begins. Headings right above the first prompt are a section."""
    starts: dict[int, RegionKind] = {}
    blocks, lines = document.blocks, document.lines
    opening = prompts[0]
    above = first = first_block(blocks, opening)
    level = opening.style.level or inf
    while above > 0 and blocks[above - 1].kind == "heading" and blocks[above - 1].level <= level:
        above -= 1
    if above < first:
        starts[blocks[above].start] = "section"
    for prompt, question, section in zip(prompts, questions, bounds.sections, strict=True):
        starts[prompt.span.start] = "prompt"
        span = question.answer_span
        asked = question.prompt_span.end
        if span is not None and span.end > asked:  # a line that holds both is the prompt's
            line = max(span.start, asked + 1)
            while not lines[line - 1].strip():
                line += 1
            starts[line] = "answer"
        if section:
            starts[section] = "section"
    footer = bounds.ends[-1]
    if footer < len(blocks):
        starts[blocks[footer].start] = "outro"
    return starts

"""Blocks in, questions and answers out: a pure function.

The theory. A post of questions is a chain of prompts that climbs through its top-level blocks, each
followed by its answer. Each way of writing a prompt (a style: `candidates`) gives one such chain
(`chains`), and so one explanation of the post. The explanations compete (`styles`); the best that has
evidence beyond its numbers wins, and what it does not claim is intro, section or footer (`extent`).
Nested numbers never compete, because they do not continue the chain that holds them.

An author has the last word: `questions:` in the front matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from pipeline.findings import Code, Finding
from pipeline.ir import Numbering, Region, RegionKind, Span, Status
from pipeline.markdown.blocks import Block, Document
from pipeline.questions.candidates import Candidate, Measure
from pipeline.questions.extent import footer_start, habits, restarts, section_start
from pipeline.questions.glossary import Entry, glossary
from pipeline.questions.parts import Parts, part
from pipeline.questions.regions import tile
from pipeline.questions.shapes import without_marker_headings
from pipeline.questions.styles import Explanation, Reader, choose
from pipeline.questions.wording import Promise, is_open, names_glossary

_WORTH_A_HINT = 5  # prompts
_LITTLE = 0.3
_CLOSING = 40  # lines at the end of a post
_SAYS_SOMETHING = 6  # characters

__all__ = ["Evidence", "Found", "FoundQuestion", "FoundTerm", "closing_lines", "find"]


@dataclass(frozen=True, slots=True)
class FoundQuestion:
    """A question: its prompt and answer in Markdown, and their lines."""

    number: str
    prompt: str
    prompt_span: Span
    answer: str
    answer_span: Span | None
    status: Status


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A glossary's entry; `question` is the index of the question that holds it, None for none."""

    entry: Entry
    question: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a post was understood so: every style's reading of it, the best first; the one that was
    chosen, None where the author or nobody chose one; and why the last answer ends where it does.
    """

    readings: tuple[Explanation, ...] = ()
    chosen: Explanation | None = None
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a post holds. The regions tile its lines."""

    numbering: Numbering
    questions: tuple[FoundQuestion, ...]
    terms: tuple[FoundTerm, ...]
    regions: tuple[Region, ...]
    findings: tuple[Finding, ...]
    evidence: Evidence = field(default_factory=Evidence)


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

    `labels` are its categories, tags and folders; `choice` is the author's `questions:`, valid, or None;
    `common` holds lines that end other posts of the blog too (`closing_lines`). Findings are placed
    in `path`.
    """
    document = without_marker_headings(document)
    blocks = document.blocks
    reader = Reader(document, measure, title, labels)
    readings: Sequence[Explanation] = ()
    winner = None
    prompts: Sequence[Candidate] = ()
    if choice is not None and choice.startswith("every "):
        prompts = reader.every_heading(int(choice[-1]))
    elif choice is not None:
        readings = reader.explanations(only=choice)
        winner = readings[0] if readings else None
    else:
        readings = reader.explanations()
        winner = choose(readings)
    if winner is not None:
        prompts = winner.chain.links
    if not prompts:
        expected = reader.promised is Promise.PLAIN if choice is None else choice != "none"
        found = _none(document, path, readings, expected=expected)
        terms = _loose_terms(document, found.regions, title, measure)
        return replace(found, terms=tuple(terms), evidence=Evidence(tuple(readings)))
    recurs = partial(_recurs, document, common, prompts[-1])
    starts, ends, sections, ending = _boundaries(blocks, prompts, measure, recurs)
    questions: list[FoundQuestion] = []
    terms = []
    parts = part(document, reader.lines, prompts, starts)
    for index, (prompt, parted) in enumerate(zip(prompts, parts, strict=True)):
        inside = [b for b in blocks[prompt.block + 1 : ends[index]] if b.start > prompt.span.end]
        question = _question(prompt, parted, measure, inside)
        questions.append(question)
        if question.status == "answered":
            entries = glossary(inside, prompt.text, measure)
            terms.extend(FoundTerm(entry, index) for entry in entries)
    regions = tile(document, _region_starts(document, prompts, questions, sections, ends[-1]))
    terms += _loose_terms(document, regions, title, measure)
    terms.sort(key=lambda term: term.entry.span.start)
    doubtful = _doubtful(winner, path) if winner is not None and choice is None else ()
    findings = (*doubtful, *_doubtful_numbers(prompts, path), *_stubs(questions, path))
    numberings = Counter(prompt.numbering() for prompt in prompts)
    [(numbering, _)] = numberings.most_common(1)
    evidence = Evidence(tuple(readings), winner, ending)
    return Found(numbering, tuple(questions), tuple(terms), regions, findings, evidence)


def closing_lines(text: str) -> frozenset[str]:
    """Give the last lines of a post that say something, to tell what ends many posts of a blog."""
    filled = (line.strip() for line in reversed(text.rsplit("\n", _CLOSING)[1:]))
    return frozenset(line for line in filled if len(line) >= _SAYS_SOMETHING)


def _recurs(document: Document, common: Collection[str], prompt: Candidate, block: Block) -> bool:
    """Tell a block all of whose lines end other posts too. Where the question itself does, the posts
    hold the same question.
    """
    if block.kind in {"code", "math", "rule"}:
        return False
    if document.lines[prompt.span.start - 1].strip() in common:
        return False
    lines = [line.strip() for line in document.lines[block.start - 1 : block.end]]
    said = [line for line in lines if len(line) >= _SAYS_SOMETHING]
    return bool(said) and all(line in common for line in said)


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


def _boundaries(
    blocks: Sequence[Block],
    prompts: Sequence[Candidate],
    measure: Measure,
    recurs: Callable[[Block], bool],
) -> tuple[list[int], list[int], list[int], str]:
    """Give for each prompt the line before which its answer ends, the block before which it ends,
    and the line at which a section begins behind it (0 for none); and why the last one ends.
    """
    limits: list[int] = []
    ends: list[int] = []
    sections: list[int] = []
    last_line = blocks[-1].end + 1
    for prompt, following in pairwise(prompts):
        end = section_start(blocks, prompt, following, measure)
        limit = blocks[end].start if end < following.block else following.span.start
        sections.append(blocks[end].start if end < following.block else 0)
        limits.append(limit)
        ends.append(end)
    last = prompts[-1]
    known = habits(
        (blocks[prompt.block + 1 : end] for prompt, end in zip(prompts, ends, strict=False)),
        measure,
    )
    footer = footer_start(blocks, last, known, measure, recurs)
    end = footer.block
    limits.append(blocks[end].start if end < len(blocks) else last_line)
    ends.append(end)
    sections.append(0)
    return limits, ends, sections, footer.why


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
    sections: Sequence[int],
    footer: int,
) -> dict[int, RegionKind]:
    """Give the line on which each region begins. Headings right above the first prompt are a section;
    `footer` is the block at which the outro begins.
    """
    starts: dict[int, RegionKind] = {}
    blocks, lines = document.blocks, document.lines
    above = prompts[0].block
    level = prompts[0].style.level or 7
    while above > 0 and blocks[above - 1].kind == "heading" and blocks[above - 1].level < level:
        above -= 1
    if above < prompts[0].block:
        starts[blocks[above].start] = "section"
    for prompt, question, section in zip(prompts, questions, sections, strict=True):
        starts[prompt.span.start] = "prompt"
        span = question.answer_span
        if span is not None:  # a line that holds both is the prompt's
            first = max(span.start, question.prompt_span.end + 1)
            first = min(
                n for n in range(first, span.end + 2) if n > span.end or lines[n - 1].strip()
            )
            starts.update({first: "answer"} if first <= span.end else {})
        if section:
            starts[section] = "section"
    if footer < len(blocks):
        starts[blocks[footer].start] = "outro"
    return starts


def _none(
    document: Document, path: str, readings: Sequence[Explanation], *, expected: bool
) -> Found:
    regions = tile(document, {})
    code = Code.NO_QUESTIONS_EXPECTED if expected else Code.NO_QUESTIONS
    message = "no question was found" + (", though the post promises some" if expected else "")
    promised = [reading for reading in readings if reading.promised]
    near = max(promised, key=lambda reading: len(reading.chain.links), default=None)
    hint = None
    if near is not None and len(near.chain.links) >= _WORTH_A_HINT:
        links = near.chain.links
        hint = (
            f"if the {len(links)} prompts from line {links[0].span.start} on are questions ({near.doubt}),"
            f" write `questions: {links[0].numbering()}` in the front matter"
        )
    finding = Finding.of(code, message, path, document.body_line, hint=hint)
    return Found("none", (), (), regions, (finding,))


def _doubtful(winner: Explanation, path: str) -> list[Finding]:
    """Tell an author when little spoke for the questions that were found."""
    if winner.style.numbered or max(winner.asked, winner.marked) >= _LITTLE:
        return []
    links = winner.chain.links
    message = f"of these {len(links)} questions {round(winner.asked * len(links))} ask"
    hint = "if they are none, write `questions: none` in the front matter"
    return [Finding.of(Code.DOUBTFUL_QUESTIONS, message, path, links[0].span.start, hint=hint)]


def _stubs(questions: Sequence[FoundQuestion], path: str) -> list[Finding]:
    return [
        Finding.of(
            Code.STUB,
            f"question {question.number} has no answer yet: {question.prompt[:40]}".replace(
                "  ", " "
            ),
            path,
            question.prompt_span.start,
        )
        for question in questions
        if question.status != "answered"
    ]


def _doubtful_numbers(prompts: Sequence[Candidate], path: str) -> list[Finding]:
    findings = []
    for before, prompt in pairwise(prompts):
        if before.number is None or prompt.number is None or restarts(before, prompt):
            continue
        *chapter, last = before.number.value
        *this_chapter, number = prompt.number.value
        if chapter != this_chapter:
            continue
        if number > last + 1:
            code, what = Code.NUMBER_GAP, "follows"
        elif number <= last:
            code, what = Code.NUMBER_REPEAT, "stands after"
        else:
            continue
        message = f"question {prompt.number.label} {what} question {before.number.label}"
        findings.append(Finding.of(code, message, path, prompt.span.start))
    return findings

"""What of a question's lines is prompt, and what is answer.

A question's lines run from its prompt to where the next one, a section or the footer begins. Options,
code or a hint between the prompt and the marker of its answer belong to the prompt. Blank lines, rules
and `<!-- more -->` at an answer's ends, and a line that ends many answers of the post ("back to top"),
are no part of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from pipeline.ir import Span
from pipeline.markdown.blocks import Block, Document
from pipeline.questions.candidates import Candidate, Measure
from pipeline.questions.lines import Lines, answered_by_tail, is_option
from pipeline.questions.wording import without_tags

_LONGEST_LEAD = 80  # lines between a prompt and its answer's marker
_REPEATED = 3
_HALF = 0.5
_CLOSERS = re.compile(r"(?:\s*</\w+>)+\s*$")
_BREAKS = re.compile(r"(?:<br\s*/?>\s*)+", re.IGNORECASE)
_SHOWS_NOTHING = re.compile(
    r"(?:\s|<!--.*?-->|<(script|style|ins).+?</\1>|<(div|p|a|span)[^>]*>\s*</\2>)++",
    re.IGNORECASE | re.DOTALL,
)
_MATTER = frozenset({"code", "quote", "table"})


@dataclass(frozen=True, slots=True)
class Parts:
    """A question's Markdown and lines. `answer_span` may begin on the prompt's last line."""

    prompt: str
    prompt_span: Span
    answer: str
    answer_span: Span | None


def part(
    document: Document,
    lines: Lines,
    prompts: Sequence[Candidate],
    limits: Sequence[int],
    measure: Measure,
) -> list[Parts]:
    """Part every question of a post. `limits` gives for each the line before which it ends."""
    idle = _idle_lines(document, measure)
    spans = [
        _trimmed(document, prompt, prompt.span.end + 1, limit, idle)
        for prompt, limit in zip(prompts, limits, strict=True)
    ]
    idle |= _refrains(document, lines, spans)
    markers = [
        lines.marker(prompt.span.end + 1, limit - 1)
        for prompt, limit in zip(prompts, limits, strict=True)
    ]
    usual = sum(marker is not None for marker in markers) >= _HALF * len(prompts)
    parts = []
    for prompt, limit, marker in zip(prompts, limits, markers, strict=True):
        start = prompt.span.end + 1
        if marker is not None and not prompt.opening:
            start = marker if _leads(document, prompt, marker, usual=usual) else start
        span = _trimmed(document, prompt, start, limit, idle)
        alone = span is None and prompt.tail
        told = answered_by_tail(prompt) if alone else prompt
        parts.append(_parts(document, told, start, span))
    return parts


def _parts(document: Document, prompt: Candidate, start: int, span: Span | None) -> Parts:
    last = start - 1  # the prompt's, with what leads to its answer
    while last in document.definition_lines or not document.lines[last - 1].strip():
        last -= 1
    lead = _dedent(document, Span(prompt.span.end + 1, last), prompt)
    written = f"{prompt.prompt}\n{lead}" if lead else prompt.prompt
    answer = _dedent(document, span, prompt) if span else ""
    if prompt.style.shape == "summary":
        answer = _CLOSERS.sub("", answer)
    if prompt.opening:
        below = span or Span(last, last)
        answer = prompt.opening + "\n" * (below.start - last) + answer
        span = Span(last, below.end)
    return Parts(written, Span(prompt.span.start, last), answer, span)


def _leads(document: Document, prompt: Candidate, marker: int, *, usual: bool) -> bool:
    """Tell whether what stands between a prompt and a marker belongs to the prompt: wherever most
    answers are marked, and else where it is code, a quote, a table or options.
    """
    first, last = prompt.span.end + 1, marker - 1
    filled = [n for n in range(first, last + 1) if document.lines[n - 1].strip()]
    if last - first >= _LONGEST_LEAD:
        return False
    if usual or any(is_option(document.lines[n - 1]) for n in filled):
        return True
    between = takewhile(lambda b: b.start <= last, islice(document.blocks, prompt.block, None))
    matter = {
        line
        for block in between
        if block.kind in _MATTER
        for line in range(block.start, block.end + 1)
    }
    return all(n in matter for n in filled)


def _trimmed(
    document: Document, prompt: Candidate, start: int, limit: int, idle: Iterable[int]
) -> Span | None:
    """Give an answer's lines, from `start` to before `limit`, without those at its ends that say
    nothing.
    """
    end = limit - 1

    def says_nothing(line: int) -> bool:
        text = document.lines[line - 1].strip()
        closes = prompt.style.shape == "summary" and bool(_CLOSERS.fullmatch(text))
        return not text or line in idle or closes or bool(_BREAKS.fullmatch(text))

    while says_nothing(end):  # not so the prompt's own line
        end -= 1
    if end < start:
        return None
    while says_nothing(start):
        start += 1
    return Span(start, end)


def _idle_lines(document: Document, measure: Measure) -> set[int]:
    """Give the lines of rules, reference definitions and HTML that shows nothing."""
    idle = set(document.definition_lines)
    for block in document.blocks:
        if block.kind == "rule" or _is_idle(document, block, measure):
            idle.update(range(block.start, block.end + 1))
    return idle


def _is_idle(document: Document, block: Block, measure: Measure) -> bool:
    source = document.source(Span(block.start, block.end))
    if block.kind == "paragraph" and source.lstrip().startswith("<"):
        shown = measure(block.content)
        return not shown.text and not shown.pictures
    return block.kind == "html" and bool(_SHOWS_NOTHING.fullmatch(source))


def _refrains(document: Document, lines: Lines, spans: Sequence[Span | None]) -> set[int]:
    """Give the lines that end many answers of the post and that nobody would call their content."""
    known = [
        span for span in spans
        if span is not None and span.end > span.start
        and lines.marker(span.end, span.end) is None
    ]  # fmt: skip
    lasts = Counter(document.lines[span.end - 1].strip() for span in known)
    refrains = {
        text
        for text, count in lasts.items()
        if count >= max(_REPEATED, _HALF * len(known)) and any(map(str.isalpha, without_tags(text)))
    }
    return {
        span.end
        for span in known
        if document.lines[span.end - 1].strip() in refrains and span.end not in lines.verbatim
    }


def _dedent(document: Document, span: Span, prompt: Candidate) -> str:
    """Give the lines of an answer: no definitions, no indentation of the prompt's own list."""
    inside = document.blocks[prompt.block].end
    kept = []
    for line in range(span.start, span.end + 1):
        if line in document.definition_lines:
            continue
        text = document.lines[line - 1]
        indent = prompt.indent if line <= inside else 0
        lead = len(text) - len(text.lstrip(" \t"))
        kept.append(text[min(indent, lead) :])
    return "\n".join(kept)

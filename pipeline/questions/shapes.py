"""Shapes: how a line that could be a prompt is told from other lines, block by block.

Only what stands at the top of a post is looked at: what is nested, fenced, quoted or in a table is
content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from pipeline.ir import Span
from pipeline.markdown.blocks import Block, Document
from pipeline.questions.candidates import Candidate, Measure, Style
from pipeline.questions.numbers import Number, read_number
from pipeline.questions.wording import (
    answer_marker,
    asks,
    ends_as_question,
    ends_sentence,
    marker_inside,
    question_mark,
    unfolds,
)

_BOLD = re.compile(r"^(\*\*|__)(?=\S)(.+?)(?<=\S)\1[:：]?$")
_BOLD_HEAD = re.compile(
    r"^(?P<head>(\*\*|__)(?=\S)(?:(?!\2).)+?(?<=\S)\2)\s*[:：]?\s*(?P<rest>.+)$"
)
_FIRST_SENTENCE = re.compile(r"^(?P<head>[^?？]{2,200}[?？])\s*(?P<rest>[^?？]+)$")
_SUMMARY = re.compile(
    r"(?:<details[^<>]*>\s*)?<summary[^<>]*>(?P<text>.*?)</summary>", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<[^<>]*>")
_MARKS = frozenset("*_`[]<>")
_REMARK = re.compile(r"^[(（\[【].*[)）\]】]$")
_FEWEST_MARKERS = 2
_SEVERAL = 3
_SHORTEST_ANSWER = 12
_SHORTEST_AFTER_BOLD = 4
_WRAPPED = 20


def without_marker_headings(document: Document) -> Document:
    """Give a post whose headings that only mark answers ("#### 答案") are paragraphs: they part
    nothing. A single one heads the key to all questions.
    """
    marking = {b.start for b in document.blocks if b.kind == "heading" and answer_marker(b.content)}
    if len(marking) < _FEWEST_MARKERS:
        return document
    blocks = tuple(
        replace(b, kind="paragraph", level=0) if b.start in marking else b for b in document.blocks
    )
    return replace(document, blocks=blocks)


def collect(document: Document, measure: Measure) -> list[Candidate]:
    """Give all candidates in the order of the post; nested blocks hold none."""
    found: list[Candidate] = []
    for index, block in enumerate(document.blocks):
        found.extend(_of_block(document, block, index, measure))
    return found


def _of_block(
    document: Document, block: Block, index: int, measure: Measure
) -> Iterator[Candidate]:
    if block.kind == "heading":
        candidate = _heading(block, index, measure)
        yield candidate if candidate.text else _with_prompt_below(candidate, document, measure)
    elif block.kind == "paragraph":
        yield from _lines(block.content.split("\n"), block.start, index, measure)
    elif block.kind == "list":
        written = {item.number for item in block.children}
        for position, item in enumerate(block.children):
            # Where all of several items bear one number ("1. 1. 1."), they are counted.
            counted = len(written) == 1 and len(block.children) >= _SEVERAL
            offset = position if counted else 0
            yield from _item(document, item, offset, index, measure)
            yield from _lazy_lines(document, item, index, measure)
    elif block.kind == "quote":
        yield from _lazy_lines(document, block, index, measure)
    elif block.kind == "html":
        yield from _summaries(document, block, index)


def _heading(block: Block, index: int, measure: Measure) -> Candidate:
    number, prompt, text = _split(block.content, measure)
    put = question_mark(prompt)
    style = Style("heading", block.level, number.family if number else "")
    span = Span(block.start, block.end)
    if put is not None and number is None:
        return Candidate(style, None, index, span, put, measure(put).text, put=True)
    asked = number is not None and number.asks
    return _parted(Candidate(style, number, index, span, prompt, text, put=asked), measure)


def _split(content: str, measure: Measure) -> tuple[Number | None, str, str]:
    """Part a prompt from its number, also where the number stands inside a link or in bold."""
    number = read_number(content, heading=True)
    if number is not None:
        return number, number.rest, measure(number.rest).text
    text = measure(content).text
    number = read_number(text, heading=True)
    if number is None:
        return None, content, text
    prefix = text[: len(text) - len(number.rest)] if number.rest else text
    return number, content.replace(prefix, "", 1), number.rest


def _with_prompt_below(candidate: Candidate, document: Document, measure: Measure) -> Candidate:
    """Give a number that stands alone ("## 第 1 题") the paragraph or quote below it."""
    following = document.blocks[candidate.block + 1 : candidate.block + 2]
    if following and following[0].kind == "quote":
        following = following[0].children[:1]
    if candidate.number is None or not following or following[0].kind != "paragraph":
        return candidate
    below = following[0]
    lines = below.content.split("\n")
    if answer_marker(lines[0]):
        return candidate
    size = next((n for n, line in enumerate(lines) if answer_marker(line)), len(lines))
    bold = _BOLD.match(lines[0].strip())
    prompt = bold[2] if bold else "\n".join(lines[:size])
    return replace(
        candidate,
        block=candidate.block + 1,
        span=Span(candidate.span.start, below.start + prompt.count("\n")),
        prompt=prompt,
        text=measure(prompt).text,
        bold=bold is not None,
        in_list=False,
    )


def _item(
    document: Document, item: Block, offset: int, index: int, measure: Measure
) -> Iterator[Candidate]:
    """Give a list's item by its first line, which may be a heading."""
    number = None
    if item.number:
        number = Number("plain", item.number, (int(item.number) + offset,), "")
    if not item.children:
        if number is not None and item is document.blocks[index].children[-1]:
            style = Style("line", 0, "plain")
            alone = Candidate(style, number, index, Span(item.start, item.start), "", "")
            yield from _if_prompted(_with_prompt_below(alone, document, measure))
        return
    first = item.children[0]
    if first.kind not in {"paragraph", "heading"}:
        return
    lines = first.content.split("\n")
    raw = lines[0].strip()
    span = Span(item.start, item.start)
    put = question_mark(raw)
    bold = _BOLD.match(raw)
    style = Style("line", 0, "plain") if number else Style("bullet", 0, "bold" if bold else "")
    if put is not None and number is None:
        style = Style("line", 0, "Q:")
    prompt = put or (bold[2] if bold else raw)
    candidate = Candidate(
        style, number, index, span, prompt, measure(prompt).text, True, bold is not None,
        item.indent, put=put is not None,
    )  # fmt: skip
    candidate = _parted(_wrapped(candidate, lines[1:2], measure), measure)
    if candidate.bold and style.shape == "bullet":
        candidate = replace(candidate, style=Style("bullet", 0, "bold"))
    yield from _if_prompted(candidate)


def _lazy_lines(
    document: Document, block: Block, index: int, measure: Measure
) -> Iterator[Candidate]:
    """Give the lines that stand right below a list or a quote and that Markdown counts to it
    (CommonMark, "laziness"), though they bear neither its indentation nor its mark.
    """
    leaf, indent = block, block.indent
    while leaf.children:
        leaf = leaf.children[-1]
        indent = leaf.indent or indent
    if leaf.kind != "paragraph":
        return
    for line in range(leaf.start + 1, leaf.end + 1):
        raw = document.lines[line - 1]
        lead = len(raw) - len(raw.lstrip(" "))
        lazy = not raw.lstrip().startswith(">") if block.kind == "quote" else lead < indent
        if lazy:
            yield from _lines([raw], line, index, measure)


def _lines(lines: Sequence[str], start: int, index: int, measure: Measure) -> Iterator[Candidate]:
    for offset, line in enumerate(lines):
        raw = line.strip()
        bold = _BOLD.match(raw)
        inner = bold[2] if bold else raw
        span = Span(start + offset, start + offset)
        following = lines[offset + 1 : offset + 2]
        put = question_mark(inner)
        if put:
            style, text = Style("line", 0, "Q:"), measure(put).text
            candidate = Candidate(
                style, None, index, span, put, text, bold=bold is not None, put=True
            )
            yield _parted(_wrapped(candidate, following, measure), measure)
            continue
        head = None if bold else _BOLD_HEAD.match(raw)
        number = _bold_number(head) if head else read_number(inner, heading=False, spaced=not bold)
        if number is None and not bold and not head and ends_as_question(raw):
            yield Candidate(Style("sentence"), None, index, span, raw, measure(raw).text)
        if number is None:
            if (bold or head) and not answer_marker(raw):
                prompt = inner if bold else raw
                text = measure(prompt).text
                candidate = Candidate(Style("bold"), None, index, span, prompt, text, bold=True)
                if head:
                    candidate = _parted(candidate, measure)
                if bold or candidate.opening:
                    yield from _if_prompted(candidate)
            continue
        prompt = number.rest
        if not prompt and following:
            prompt = following[0].strip()
            bold = _BOLD.match(prompt)
            prompt = bold[2] if bold else prompt
            span = Span(span.start, span.end + 1)
        style = Style("line", 0, number.family)
        candidate = Candidate(
            style, number, index, span, prompt, measure(prompt).text,
            bold=bold is not None, put=number.asks,
        )  # fmt: skip
        yield from _if_prompted(_parted(_wrapped(candidate, following, measure), measure))


def _bold_number(head: re.Match[str]) -> Number | None:
    """Read the number at the start of a line whose beginning is bold ("**1)** x", "**1) x** y")."""
    number = read_number(head["head"][2:-2], heading=False)
    if number is None:
        return None
    rest = f"**{number.rest}** {head['rest']}" if number.rest else head["rest"]
    return replace(number, rest=rest)


def _summaries(document: Document, block: Block, index: int) -> Iterator[Candidate]:
    source = document.source(Span(block.start, block.end))
    for match in _SUMMARY.finditer(source):
        text = " ".join(unescape(_TAG.sub("", match["text"])).split())
        if unfolds(text):
            continue
        first = block.start + source.count("\n", 0, match.start())
        span = Span(first, first + match[0].count("\n"))
        number = read_number(text, heading=True)
        prompt = number.rest if number else text
        yield Candidate(
            Style("summary"), number, index, span, prompt, prompt,
            opening=_after_summary(source, match.end()), put=number is not None and number.asks,
        )  # fmt: skip


def _after_summary(source: str, at: int) -> str:
    """Give what follows a summary on its line, without tags that only open ("<br><b>")."""
    rest = source[at:].split("\n", 1)[0]
    return rest.strip() if _TAG.sub("", rest).strip() else ""


def _if_prompted(candidate: Candidate) -> Iterator[Candidate]:
    if candidate.text:
        yield candidate


def _wrapped(candidate: Candidate, following: Sequence[str], measure: Measure) -> Candidate:
    """Give a prompt that its author broke into two lines the second one too."""
    if not following or candidate.span.end > candidate.span.start:
        return candidate
    second = following[0].strip()
    text = candidate.text
    breaks_off = text.endswith(("，", ",", "、")) or len(text) >= _WRAPPED
    if not breaks_off or ends_sentence(text) or candidate.asks:
        return candidate
    if not ends_as_question(second) or read_number(second, heading=False) is not None:
        return candidate
    prompt = f"{candidate.prompt}\n{second}"
    span = Span(candidate.span.start, candidate.span.end + 1)
    return replace(candidate, prompt=prompt, text=measure(prompt).text, span=span)


def _parted(candidate: Candidate, measure: Measure) -> Candidate:
    """Part a prompt from an answer that begins on its line: behind a marker, behind a bold question,
    or, where nothing stands below, behind the question mark.
    """
    prompt = candidate.prompt
    at = marker_inside(prompt)
    if at and candidate.span.start == candidate.span.end:
        head = prompt[:at].strip()
        return replace(candidate, prompt=head, text=measure(head).text, opening=prompt[at:].strip())
    if candidate.style.shape == "heading":
        return candidate
    match = _BOLD_HEAD.match(prompt)
    if match is not None and not _REMARK.match(match["rest"]):
        head, rest = match["head"][2:-2], match["rest"]
        text = measure(head).text.rstrip(":：")
        if asks(text) and len(measure(rest).text) >= _SHORTEST_AFTER_BOLD and not asks(rest):
            return replace(candidate, prompt=head, text=text, opening=rest.strip(), bold=True)
        return candidate
    sentence = _FIRST_SENTENCE.match(prompt)
    if (
        sentence is not None
        and len(sentence["rest"]) >= _SHORTEST_ANSWER
        and _MARKS.isdisjoint(sentence["head"])
    ):
        return replace(candidate, tail=sentence["rest"])
    return candidate

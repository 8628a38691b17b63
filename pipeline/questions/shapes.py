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
from pipeline.questions.one_line import BOLD, BOLD_HEAD, bold_number, parted, split, wrapped
from pipeline.questions.wording import (
    answer_marker,
    ends_as_question,
    is_frame,
    may_be_notice,
    question_mark,
    unfolds,
    without_tags,
)

_SUMMARY = re.compile(
    r"(?:<details[^<>]*>\s*)?<summary[^<>]*>(?P<text>(?:[^<]|<(?!/?summary))++)</summary>",
    re.IGNORECASE,
)
_NO_HEADING = re.compile(r"^#{1,6}")  # "##1. 题" is no heading (CommonMark, ATX headings)
_HEADING = re.compile(r"<h([1-6])[^>]*>((?:[^<]|<(?!/?h[1-6]))*+)</h\1>", re.IGNORECASE)
_TO_ANCHOR = re.compile(r"\s*\[.+\]\(#[^)]*\)\s*(?:\n|$)")
_BULLET, _BOLD_BULLET = Style("bullet"), Style("bullet", 0, "bold")
_FEWEST_MARKERS = 2
_SEVERAL = 3
_NO_FRAME = 7  # deeper than any heading


def as_headings(document: Document) -> Document:
    """Give a post with its headings as a reader sees them. One that is written in HTML is one; those
    that only mark answers ("#### 答案") are paragraphs: they part nothing. A single one of these heads
    the key to all questions.
    """
    blocks = [_html_heading(block) if block.kind == "html" else block for block in document.blocks]
    marking = {b.start for b in blocks if b.kind == "heading" and answer_marker(b.content)}
    if len(marking) >= _FEWEST_MARKERS:
        blocks = [
            replace(b, kind="paragraph", level=0) if b.start in marking else b for b in blocks
        ]
    return replace(document, blocks=tuple(blocks))


def _html_heading(block: Block) -> Block:
    match = _HEADING.fullmatch(block.content.strip())
    if match is None:
        return block
    return replace(block, kind="heading", level=int(match[1]), content=match[2].strip())


def collect(document: Document, measure: Measure) -> list[Candidate]:
    """Give all candidates in the order of the post; nested blocks hold none, and no bold line or bullet
    is one below a preface or among references and notices.
    """
    found: list[Candidate] = []
    frame = _NO_FRAME
    for index, block in enumerate(document.blocks):
        if block.kind == "heading" and block.level <= frame:
            frame = block.level if is_frame(block.content) else _NO_FRAME
        for candidate in _of_block(document, block, index, measure):
            framed = frame < _NO_FRAME or may_be_notice(candidate.text)
            if not (framed and candidate.style.shape in {"bold", "bullet"}):
                found.append(candidate)
    return found


def _of_block(
    document: Document, block: Block, index: int, measure: Measure
) -> Iterator[Candidate]:
    if block.kind == "heading":
        candidate = _heading(block, index, measure)
        if not candidate.text:
            candidate = _with_prompt_below(candidate, document, measure)
        if not candidate.text:  # nothing but a number
            candidate = replace(candidate, prompt=block.content, text=measure(block.content).text)
        yield from _if_prompted(candidate)
    elif block.kind == "paragraph":
        yield from _lines(block.content.split("\n"), block.start, index, measure)
    elif block.kind == "list":
        written = {item.number for item in block.children}
        contents = [_leads_to_anchor(item) for item in block.children]
        skips = sum(contents) * 2 > len(contents) > 1  # a table of contents
        for position, item in enumerate(block.children):
            # Where all of several items bear one number ("1. 1. 1."), they are counted.
            counted = len(written) == 1 and len(block.children) >= _SEVERAL
            offset = position if counted else 0
            if not (skips and contents[position]):
                yield from _item(document, item, offset, index, measure)
            yield from _lazy_lines(document, item, index, measure)
    elif block.kind == "quote":
        yield from _lazy_lines(document, block, index, measure)
    elif block.kind == "html":
        yield from _summaries(document, block, index)


def _leads_to_anchor(item: Block) -> bool:
    """Tell an item that is a link to a place in the post."""
    return bool(item.children) and bool(_TO_ANCHOR.match(item.children[0].content))


def _heading(block: Block, index: int, measure: Measure) -> Candidate:
    number, prompt, text = split(block.content, measure)
    put = question_mark(prompt)
    style = Style("heading", block.level, number.family if number else "")
    span = Span(block.start, block.end)
    if put is not None:
        return Candidate(style, number, index, span, put, measure(put).text, put=True)
    asked = number is not None and number.asks
    return parted(Candidate(style, number, index, span, prompt, text, put=asked), measure)


def _with_prompt_below(candidate: Candidate, document: Document, measure: Measure) -> Candidate:
    """Give a number that stands alone ("## 第 1 题") the paragraph or quote below it."""
    below = next(iter(document.blocks[candidate.block + 1 :]), None)
    if below is not None and below.kind == "quote":
        below = next(iter(below.children), None)
    if candidate.number is None or below is None or below.kind != "paragraph":
        return candidate
    lines = below.content.split("\n")
    if answer_marker(lines[0]):
        return candidate
    size = next((n for n, line in enumerate(lines) if answer_marker(line)), len(lines))
    bold = BOLD.match(lines[0].strip())
    prompt = bold[2] if bold else "\n".join(lines[:size])
    return replace(
        candidate,
        block=candidate.block + 1,
        span=Span(candidate.span.start, below.start + prompt.count("\n")),
        prompt=prompt,
        text=measure(prompt).text,
        bold=bold is not None,
    )


def _item(
    document: Document, item: Block, offset: int, index: int, measure: Measure
) -> Iterator[Candidate]:
    """Give a list's item by its first line, which may be a heading."""
    number = None
    if item.number:
        number = Number("plain", item.number, (int(item.number) + offset,), "")
    if not item.children:
        if item is document.blocks[index].children[-1]:
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
    whole = BOLD.match(raw)
    bold = whole is not None or first.kind == "heading"
    prompt = put or (whole[2] if whole else raw)
    shown = measure(prompt)
    style = Style("line", 0, "plain") if number else Style("line", 0, "Q:") if put else _BULLET
    candidate = Candidate(
        style, number, index, span, prompt, shown.text, True, bold, item.indent, put=put is not None
    )
    candidate = parted(wrapped(candidate, lines[1:], measure), measure)
    if style is _BULLET:
        if shown.linked == len(shown.text) and not candidate.asks:
            return  # a list of links
        candidate = replace(candidate, style=_BOLD_BULLET if candidate.bold else _BULLET)
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
        bold = BOLD.match(raw)
        inner = bold[2] if bold else _NO_HEADING.sub("", raw)
        span = Span(start + offset, start + offset)
        following = lines[offset + 1 : offset + 2]
        put = question_mark(inner)
        if put:
            style, text = Style("line", 0, "Q:"), measure(put).text
            candidate = Candidate(
                style, None, index, span, put, text, bold=bold is not None, put=True
            )
            yield parted(wrapped(candidate, following, measure), measure)
            continue
        head = None if bold else BOLD_HEAD.match(raw)
        number = bold_number(head) if head else read_number(inner, heading=False, spaced=not bold)
        if number is None and not bold and not head and ends_as_question(raw):
            yield Candidate(Style("sentence"), None, index, span, raw, measure(raw).text)
        if number is None:
            if (bold or head) and not answer_marker(raw):
                text = measure(inner).text
                candidate = Candidate(Style("bold"), None, index, span, inner, text, bold=True)
                if head:
                    candidate = parted(candidate, measure)
                if bold or candidate.opening:
                    yield from _if_prompted(candidate)
            continue
        prompt = number.rest
        if not prompt and following:
            prompt = following[0].strip()
            bold = BOLD.match(prompt)
            prompt = bold[2] if bold else prompt
            span = Span(span.start, span.end + 1)
        style = Style("line", 0, number.family)
        candidate = Candidate(
            style, number, index, span, prompt, measure(prompt).text,
            bold=bold is not None, put=number.asks,
        )  # fmt: skip
        yield from _if_prompted(parted(wrapped(candidate, following, measure), measure))


def _summaries(document: Document, block: Block, index: int) -> Iterator[Candidate]:
    source = document.source(Span(block.start, block.end))
    line, counted = block.start, 0
    for match in _SUMMARY.finditer(source):
        line, counted = line + source.count("\n", counted, match.start()), match.start()
        text = " ".join(unescape(without_tags(match["text"])).split())
        if unfolds(text):
            continue
        span = Span(line, line + match[0].count("\n"))
        number = read_number(text, heading=True)
        prompt = (number and number.rest) or text
        yield Candidate(
            Style("summary"), number, index, span, prompt, prompt,
            opening=_after_summary(source, match.end()), put=number is not None and number.asks,
        )  # fmt: skip


def _after_summary(source: str, at: int) -> str:
    """Give what follows a summary on its line, without tags that only open ("<br><b>")."""
    end = source.find("\n", at)
    rest = source[at : end if end >= 0 else len(source)]
    return rest.strip() if without_tags(rest).strip() else ""


def _if_prompted(candidate: Candidate) -> Iterator[Candidate]:
    if candidate.text:
        yield candidate

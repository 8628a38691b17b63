"""Candidates: every line that could be a prompt, by the shape it is written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.ir import Numbering, Span
from pipeline.markdown.blocks import Block, Document
from pipeline.markdown.inline import Inline
from pipeline.questions.numbers import Number, read_number
from pipeline.questions.wording import asks

Measure = Callable[[str], Inline]
Shape = Literal["heading", "line"]

_BOLD = re.compile(r"^(\*\*|__)(?=\S)(.+?)(?<=\S)\1[:：]?$")
_LONG = 200
_SHORT = 40


@dataclass(frozen=True, slots=True)
class Style:
    """A way of writing prompts: a shape, a heading's level, a family of numbers ("" for none)."""

    shape: Shape
    level: int
    family: str

    def __str__(self) -> str:
        """Name the style for people."""
        name = f"heading-{self.level}" if self.shape == "heading" else self.shape
        return f"{name} ({self.family})" if self.family else name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that could be a prompt. `block` is its top-level block, `indent` its answer's."""

    style: Style
    number: Number | None
    block: int
    span: Span
    prompt: str
    text: str
    in_list: bool = False
    bold: bool = False
    indent: int = 0
    bare: bool = False

    @property
    def weight(self) -> float:
        """Tell how much this looks like a prompt, from 0.1 to 1.4."""
        worded = asks(self.text)
        weight = 0.4 + 0.6 * worded + 0.2 * (len(self.text) <= _SHORT)
        if self.style.shape == "heading":
            return weight + 0.2
        stated = self.text.endswith(("。", "；", ";", ".")) and not worded
        weight += 0.2 * self.bold
        return max(0.1, weight - 0.3 * stated - 0.3 * (len(self.text) > _LONG))

    def numbering(self) -> Numbering:
        """Name the shape as the IR does."""
        if self.style.shape == "heading":
            levels: tuple[Numbering, ...] = (
                "heading-1", "heading-2", "heading-3", "heading-4", "heading-5", "heading-6",
            )  # fmt: skip
            return levels[self.style.level - 1]
        if self.bold:
            return "bold"
        return "list" if self.in_list else "paragraph"


def collect(document: Document, measure: Measure) -> list[Candidate]:
    """Give all numbered candidates in the order of the post; nested blocks hold none."""
    found: list[Candidate] = []
    for index, block in enumerate(document.blocks):
        found.extend(_of_block(document, block, index, measure))
    return found


def every_heading(document: Document, level: int, measure: Measure) -> list[Candidate]:
    """Give every heading of a level, numbered or not."""
    return [
        _heading(block, index, measure)
        for index, block in enumerate(document.blocks)
        if block.kind == "heading" and block.level == level
    ]


def _of_block(
    document: Document, block: Block, index: int, measure: Measure
) -> Iterator[Candidate]:
    if block.kind == "heading":
        candidate = _heading(block, index, measure)
        if candidate.number is not None and candidate.text:
            yield candidate
    elif block.kind == "paragraph":
        yield from _lines(block.content.split("\n"), block.start, index, measure)
    elif block.kind == "list":
        written = {item.number for item in block.children}
        for position, item in enumerate(block.children):
            # Where all items bear one number ("1. 1. 1."), they are counted.
            yield from _item(item, position if len(written) == 1 else 0, index, measure)
            yield from _lazy_lines(document, item, index, measure)
    elif block.kind == "quote":
        yield from _lazy_lines(document, block, index, measure)


def _item(item: Block, offset: int, index: int, measure: Measure) -> Iterator[Candidate]:
    if not item.number or not item.children or item.children[0].kind != "paragraph":
        return
    first = item.children[0].content.split("\n")[0].strip()
    text = measure(first).text
    if text:
        number = Number("plain", item.number, (int(item.number) + offset,), first)
        span = Span(item.start, item.start)
        style = Style("line", 0, "plain")
        yield Candidate(style, number, index, span, first, text, in_list=True, indent=item.indent)


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


def _heading(block: Block, index: int, measure: Measure) -> Candidate:
    number, prompt, text = _split(block.content, measure, heading=True)
    style = Style("heading", block.level, number.family if number else "")
    return Candidate(style, number, index, Span(block.start, block.end), prompt, text)


def _lines(lines: Sequence[str], start: int, index: int, measure: Measure) -> Iterator[Candidate]:
    for offset, line in enumerate(lines):
        raw = line.strip()
        bold = _BOLD.match(raw)
        inner = bold[2] if bold else raw
        if not (inner[:1].isalnum() or inner[:1] in "①第（([【Qq题问\\") and not bold:
            continue
        number = read_number(inner, heading=False)
        if number is None or not number.rest:
            continue
        text = measure(number.rest).text
        if not text:
            continue
        style = Style("line", 0, number.family)
        span = Span(start + offset, start + offset)
        yield Candidate(style, number, index, span, number.rest, text, bold=bold is not None)


def _split(content: str, measure: Measure, *, heading: bool) -> tuple[Number | None, str, str]:
    """Part a prompt from its number, also where the number stands inside a link or in bold."""
    number = read_number(content, heading=heading)
    if number is not None:
        return number, number.rest, measure(number.rest).text
    text = measure(content).text
    number = read_number(text, heading=heading)
    if number is None:
        return None, content, text
    prefix = text[: len(text) - len(number.rest)] if number.rest else text
    return number, content.replace(prefix, "", 1), number.rest

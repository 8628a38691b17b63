"""Sections: what stands between the questions of two groups, and where numbers begin anew."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.markdown.blocks import Block
from pipeline.questions.candidates import Candidate, Measure
from pipeline.questions.numbers import read_number
from pipeline.questions.wording import answer_marker, asks, is_frame

_SECTION_LINE = 20
_ENDS_SENTENCE = "。！？!?；;，,.：:"


def section_start(
    blocks: Sequence[Block], prompt: Candidate, following: Candidate, measure: Measure
) -> int:
    """Give the index of the block between two prompts at which a new section begins.

    Without one it is the first block of the following prompt. For prompts that are headings a section is a
    heading of a higher level, or one of theirs right above the following prompt: with a text of its
    own it is a part of the answer. For others it is a heading, or a short line before a restart, that
    stands right above the following prompt.
    """
    begin = first_block(blocks, following)
    if prompt.style.shape == "heading":
        for index in range(prompt.block + 1, begin):
            block = blocks[index]
            if block.kind != "heading" or block.level > prompt.style.level:
                continue
            between = blocks[index:begin]
            if block.level < prompt.style.level or _only_heads(between) or is_frame(block.content):
                return index
        return begin
    index = begin
    above = index - 1
    while index > prompt.block and blocks[index - 1].kind in {"heading", "rule"}:
        index -= 1
    if any(b.kind == "heading" for b in blocks[index:begin]):
        return index
    if (
        above > prompt.block + (blocks[prompt.block].end == prompt.span.end)
        and restarts(prompt, following)
        and is_section_line(blocks[above], measure)
    ):
        return above
    return begin


def first_block(blocks: Sequence[Block], prompt: Candidate) -> int:
    """Give the index of the block that a prompt begins in: its number may stand above its text."""
    index = prompt.block
    while index and blocks[index - 1].start >= prompt.span.start:
        index -= 1
    return index


def _only_heads(blocks: Sequence[Block]) -> bool:
    return all(block.kind in {"heading", "rule", "html"} for block in blocks)


def restarts(prompt: Candidate, following: Candidate) -> bool:
    """Tell whether the numbers begin anew between two prompts."""
    if prompt.number is None or following.number is None:
        return False
    return following.number.value[-1] in (0, 1) and following.number.value <= prompt.number.value


def is_section_line(block: Block, measure: Measure) -> bool:
    """Tell a line of plain text that could name a section ("Redis部分", "一、基础")."""
    if block.kind != "paragraph" or "\n" in block.content:
        return False
    text = measure(block.content).text
    if not 0 < len(text) <= _SECTION_LINE or text[-1] in _ENDS_SENTENCE:
        return False
    number = read_number(text, heading=False)
    in_words = number is not None and not number.label.isdigit()  # "一、", "（二）"
    names = number is None or (in_words and not asks(text))
    return names and not answer_marker(text)

"""Where the last answer ends: at the footer.

Footers are known by shape. Behind the last answer everything is outro that follows a heading of the
prompts' level or higher, or that follows a rule, a short label, or a line on the post and its author,
and holds nothing but links, pictures, rules and short lines. Where that leaves it open, blocks that
end other posts of the blog too are outro.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from pipeline.ir import Span
from pipeline.markdown.blocks import Block, Document
from pipeline.outline.nodes import Measure
from pipeline.outline.wording import (
    answer_marker,
    is_frame,
    is_notice,
    may_be_notice,
    without_tags,
)
from pipeline.questions.looks import Look, look
from pipeline.widths import columns

_LABEL = 24
_CLOSING_WORDS = 60
_NOTICE = 200  # characters that a block on the post and its author may have
_CLOSING = 40  # lines at the end of a post
_SAYS_SOMETHING = 8  # columns of letters and digits


@dataclass(frozen=True, slots=True)
class Habits:
    """What earlier answers hold, and what so is no sign of a footer in the last: the levels of their
    headings, and whether one ends in links, or holds a rule. Where there are none, `marks` are the lines
    that mark the answer.
    """

    levels: frozenset[int]
    end_in_links: bool
    hold_rules: bool
    marks: Collection[int] = ()


def habits(answers: Sequence[Sequence[Block]], measure: Measure) -> Habits:
    """Gather the habits of a post from its answers but the last."""
    return Habits(
        levels=frozenset(block.level for answer in answers for block in answer),
        end_in_links=any(look(answer[-1], measure).links_only for answer in answers if answer),
        hold_rules=any(block.kind == "rule" for answer in answers for block in answer[:-1]),
    )


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the last answer ends: before this block, for this reason."""

    block: int
    why: str


def footer_start(
    blocks: Sequence[Block],
    at: int,
    prompt: Span,
    level: int,
    known: Habits,
    measure: Measure,
    recurs: Callable[[Block], bool],
) -> Ending:
    """Return the block at which the footer begins: the number of blocks where there is none.

    `prompt` is the last prompt, in block `at`, of this level where it is a heading; `recurs` says
    whether a block ends other posts of the blog too.
    """
    first = at + 1
    # The answer may have begun in the prompt's own block, as in a list.
    least = first + (blocks[at].end == prompt.end)
    looks = {index: look(blocks[index], measure) for index in range(first, len(blocks))}
    highest = level or inf
    tail = len(blocks)
    while tail > first and looks[tail - 1].furniture:
        tail -= 1  # from here to the end there is nothing but furniture
    links = sum(part.links for part in looks.values())  # in what stands behind the block
    bare_links = len(blocks)
    while bare_links > least and looks[bare_links - 1].links_only:
        bare_links -= 1  # from here to the end there are links, without a rule or a label
    if blocks[bare_links - 1].content.endswith(("：", ":")):
        bare_links = len(blocks)  # the answer names these links itself
    notice = _start(blocks, first, looks, lambda i: _is_notice(blocks[i], looks[i]))
    common = _start(blocks, least, looks, lambda i: recurs(blocks[i]))
    for index in range(first, len(blocks)):
        block = blocks[index]
        if index == bare_links and links > 1 and not known.end_in_links:
            return Ending(index, "only links follow")
        if index == notice:
            return Ending(index, "lines on the post and its author follow")
        if index == common:
            return Ending(index, "what follows ends other posts of the blog too")
        links -= looks[index].links
        is_heading = block.kind == "heading" and (
            block.start not in known.marks
            and (block.level not in known.levels or is_frame(block.content))
        )
        if block.start in known.marks and block.kind == "heading":
            highest = min(highest, block.level)  # deeper headings belong to the answer
        if is_heading and block.level <= highest:
            return Ending(index, "a heading that is no prompt follows")
        if index < tail:
            continue
        rest = range(index, len(blocks))
        if block.kind == "rule" and _opens_footer(((blocks[i], looks[i]) for i in rest), known):
            return Ending(
                index, "a rule follows, and behind it links, pictures or short lines alone"
            )
        names = is_heading or (
            links > 1
            and index >= least
            and not known.end_in_links
            and _is_label(block, looks[index], measure)
            and not any(looks[i].states and not looks[i].navigation for i in rest)
        )
        if names and index + 1 in looks and looks[index + 1].links:
            return Ending(index, "a label of links follows")
    return Ending(len(blocks), "the post ends")


def _start(
    blocks: Sequence[Block],
    first: int,
    looks: Mapping[int, Look],
    belongs: Callable[[int], bool],
) -> int:
    """Return the first block that belongs to a footer and behind which there is nothing but furniture and
    such blocks, with the rules above it.
    """
    start = len(blocks)
    for index in range(len(blocks) - 1, first - 1, -1):
        if belongs(index):
            start = index
        elif not looks[index].furniture:
            break
    return _with_rules(blocks, start)


def _is_notice(block: Block, shape: Look) -> bool:
    """Whether a block is on the post and its author: copyright, thanks, "follow me"."""
    if not shape.plain or shape.text > _NOTICE:
        return False
    source = _source(block)
    boxed = shape.furniture or block.kind in {"quote", "list"} or shape.links or shape.pictures
    return is_notice(source) or bool(boxed and may_be_notice(source))


def _with_rules(blocks: Sequence[Block], start: int) -> int:
    """Return the first of the rules right above a footer."""
    while start < len(blocks) and blocks[start - 1].kind == "rule":
        start -= 1
    return start


def _source(block: Block) -> str:
    return block.content or " ".join(_source(child) for child in block.children)


def _opens_footer(rest: Iterable[tuple[Block, Look]], known: Habits) -> bool:
    """Whether what stands between this rule and the next one is no more of the answer: it holds
    links or pictures, or next to nothing. Where answers hold rules, pictures alone do not tell.
    """
    text = 0
    for block, shape in rest:
        if block.kind == "rule" and text:
            break
        if shape.navigation and (shape.links or not known.hold_rules):
            return True
        if not shape.signed:
            text += shape.text
    return text <= _CLOSING_WORDS and not known.hold_rules


def _is_label(block: Block, shape: Look, measure: Measure) -> bool:
    """Whether a line names the links below it ("往期文章"), if it states nothing."""
    if answer_marker(block.content):
        return False
    if block.kind != "paragraph" or shape.links or not 0 < shape.text <= _LABEL:
        return False
    return measure(block.content).text[-1] not in "?？；;，,"


def closing_lines(text: str) -> frozenset[str]:
    """Return the last lines of a post that say something, to know what ends many posts of a blog."""
    return frozenset(line.strip() for line in text.split("\n")[-_CLOSING:] if _says_something(line))


def _says_something(line: str) -> bool:
    """Whether a line has some words: not tags, rules or a single letter alone."""
    return columns("".join(filter(str.isalnum, without_tags(line)))) >= _SAYS_SOMETHING


def recurs(document: Document, common: Collection[str], prompt: Span, block: Block) -> bool:
    """Whether a block is one all of whose lines end other posts too. Where the question itself does,
    the posts hold the same question.
    """
    if block.kind in {"code", "math"}:
        return False
    if document.lines[prompt.start - 1].strip() in common:
        return False
    lines = document.lines[block.start - 1 : block.end]
    said = [line.strip() for line in lines if _says_something(line)]
    return bool(said) and all(line in common for line in said)

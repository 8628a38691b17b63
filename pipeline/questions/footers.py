"""Where the last answer ends: at the footer.

Footers are known by shape. Behind the last answer everything is outro that follows a heading of the
prompts' level or higher, or that follows a rule, a short label, or a line on the post and its author,
and holds nothing but links, pictures, rules and short lines. Where that leaves it open, blocks that
end other posts of the blog too are outro.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from math import inf

from ..ir import Span
from ..language import marked
from ..markdown.blocks import Block
from ..outline.nodes import Measure, Node, Outline
from ..outline.wording import answer_marker, is_frame, is_notice, may_be_notice
from .makeup import Makeup, makeup_of
from .recurring import recurs

_LABEL = 24
_CLOSING_WORDS = 60
_NOTICE = 200  # characters that a block on the post and its author may have
_POST_ENDS = marked("the post ends")


@dataclass(frozen=True, slots=True)
class _Habits:
    """What earlier answers hold, and what so is no sign of a footer in the last: the levels of their
    headings, and whether one ends in links, or holds a rule. Where there are none, `marks` are the lines
    that mark the answer.
    """

    levels: frozenset[int]
    end_in_links: bool
    hold_rules: bool
    marks: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """Where the last answer ends: before this block, for this reason."""

    block: int
    why: str


def footer(
    outline: Outline, prompts: Sequence[Node], ends: Sequence[int], common: Collection[str]
) -> Ending:
    """Return where the answer to the last of these prompts ends; `ends` are the last lines that could be of
    each. `common` holds lines that end other posts of the blog too.
    """
    blocks = outline.document.blocks
    last = prompts[-1]
    at = next((n for n, b in enumerate(blocks) if b.start <= last.span.end <= b.end), None)
    if at is None:
        return Ending(len(blocks), _POST_ENDS)
    known = _habits(outline, prompts, ends)
    return _Tail(outline, at, last.span, last.level, known, common).ending()


def title_footer(outline: Outline, start: int, common: Collection[str]) -> Ending:
    """Return where the answer to the title ends, which begins on the line `start`."""
    blocks, title = outline.document.blocks, outline.title
    at = sum(block.end < start for block in blocks) - 1
    prompt = title.span if title.span.start else Span(1, 1)
    known = _Habits(frozenset(range(7)), end_in_links=False, hold_rules=True)
    return _Tail(outline, at, prompt, -1, known, common).ending()


def _habits(outline: Outline, prompts: Sequence[Node], ends: Sequence[int]) -> _Habits:
    """Gather the habits of a post from its answers but the last."""
    blocks = outline.document.blocks
    starts = [block.start for block in blocks]
    answers = [
        blocks[bisect_right(starts, node.span.end) : bisect_right(starts, end)]
        for node, end in zip(prompts[:-1], ends, strict=False)
    ]
    return _Habits(
        levels=frozenset(block.level for answer in answers for block in answer),
        end_in_links=any(
            makeup_of(answer[-1], outline.measure).links_only for answer in answers if answer
        ),
        hold_rules=any(block.kind == "rule" for answer in answers for block in answer[:-1]),
        marks=() if answers else outline.markers,
    )


class _Tail:
    """What stands behind the last prompt, to the end of the post.

    `prompt` stands in block `at`, and is of this level where it is a heading.
    """

    def __init__(
        self,
        outline: Outline,
        at: int,
        prompt: Span,
        level: int,
        known: _Habits,
        common: Collection[str],
    ) -> None:
        document, measure = outline.document, outline.measure
        self._blocks = blocks = document.blocks
        self._known, self._measure = known, measure
        self._highest = level or inf
        self._first = at + 1
        # The answer may have begun in the prompt's own block, as in a list.
        self._least = self._first + (blocks[at].end == prompt.end)
        self._makeup = {n: makeup_of(blocks[n], measure) for n in range(self._first, len(blocks))}
        self._furniture = self._run(self._first, lambda makeup: makeup.furniture)
        self._links_only = self._run(self._least, lambda makeup: makeup.links_only)
        if blocks[self._links_only - 1].content.endswith(("：", ":")):
            self._links_only = len(blocks)  # the answer names these links itself
        self._notice = self._start(self._first, lambda n: _is_notice(blocks[n], self._makeup[n]))
        self._recurring = self._start(
            self._least, lambda n: recurs(document, common, prompt, blocks[n])
        )
        statements = (n for n, makeup in self._makeup.items() if _states(makeup))
        self._last_statement = max(statements, default=-1)
        self._links = {len(blocks): 0}  # how many there are from a block on
        for n in reversed(self._makeup):
            self._links[n] = self._links[n + 1] + self._makeup[n].links

    def ending(self) -> Ending:
        """Return where the last answer ends."""
        for n in self._makeup:
            why = self._by_all_behind(n) or self._by_heading(n) or self._by_furniture(n)
            if why:
                return Ending(n, why)
        return Ending(len(self._blocks), _POST_ENDS)

    def _run(self, first: int, like: Callable[[Makeup], bool]) -> int:
        """Return the block from which on all are made up like this."""
        start = len(self._blocks)
        while start > first and like(self._makeup[start - 1]):
            start -= 1
        return start

    def _start(self, first: int, belongs: Callable[[int], bool]) -> int:
        """Return the first block that belongs to a footer and behind which there is nothing but furniture
        and such blocks, with the rules above it.
        """
        start = len(self._blocks)
        for n in range(len(self._blocks) - 1, first - 1, -1):
            if belongs(n):
                start = n
            elif not self._makeup[n].furniture:
                break
        while start < len(self._blocks) and self._blocks[start - 1].kind == "rule":
            start -= 1
        return start

    def _by_all_behind(self, n: int) -> str:
        """Return why the answer ends before a block, by all that follows; "" if it does not."""
        if n == self._links_only and self._links[n] > 1 and not self._known.end_in_links:
            return marked("only links follow")
        if n == self._notice:
            return marked("lines about the post or its author follow")
        if n == self._recurring:
            return marked("lines follow with which other posts of the blog end too")
        return ""

    def _by_heading(self, n: int) -> str:
        """Return why the answer ends before a heading, "" if it does not."""
        block = self._blocks[n]
        if block.kind == "heading" and block.start in self._known.marks:
            self._highest = min(self._highest, block.level)  # deeper ones belong to the answer
        ends = self._is_foreign(block) and block.level <= self._highest
        return marked("a heading that is not a prompt follows") if ends else ""

    def _is_foreign(self, block: Block) -> bool:
        """Whether a block is a heading such as other answers do not hold."""
        return (
            block.kind == "heading"
            and block.start not in self._known.marks
            and (block.level not in self._known.levels or is_frame(block.content))
        )

    def _by_furniture(self, n: int) -> str:
        """Return why the answer ends before a rule or a label with nothing but furniture behind, "" if it
        does not.
        """
        if n < self._furniture:
            return ""
        block = self._blocks[n]
        if block.kind == "rule" and self._opens_footer(n):
            return marked("a rule follows, and after it only links, pictures or short lines")
        names = self._is_foreign(block) or self._names_links(n)
        if names and n + 1 in self._makeup and self._makeup[n + 1].links:
            return marked("a line that introduces links follows")
        return ""

    def _names_links(self, n: int) -> bool:
        """Whether a line that is no heading names the links that follow."""
        return (
            self._links[n + 1] > 1
            and n >= self._least
            and not self._known.end_in_links
            and _is_label(self._blocks[n], self._makeup[n], self._measure)
            and n > self._last_statement
        )

    def _opens_footer(self, n: int) -> bool:
        """Whether what stands between a rule and the next one is no more of the answer: it holds links or
        pictures, or next to nothing. Where answers hold rules, pictures alone do not tell.
        """
        text = 0
        for at in range(n, len(self._blocks)):
            makeup = self._makeup[at]
            if self._blocks[at].kind == "rule" and text:
                break
            if makeup.navigation and (makeup.links or not self._known.hold_rules):
                return True
            if not makeup.signed:
                text += makeup.text
        return text <= _CLOSING_WORDS and not self._known.hold_rules


def _states(makeup: Makeup) -> bool:
    """Whether a block tells something, so that no label of links stands above it."""
    return makeup.states and not makeup.navigation


def _is_notice(block: Block, makeup: Makeup) -> bool:
    """Whether a block is on the post and its author: copyright, thanks, "follow me"."""
    if not makeup.plain or makeup.text > _NOTICE:
        return False
    source = _source(block)
    boxed = makeup.furniture or block.kind in {"quote", "list"} or makeup.links or makeup.pictures
    return is_notice(source) or bool(boxed and may_be_notice(source))


def _source(block: Block) -> str:
    return block.content or " ".join(_source(child) for child in block.children)


def _is_label(block: Block, makeup: Makeup, measure: Measure) -> bool:
    """Whether a line names the links below it ("往期文章"), if it states nothing."""
    if answer_marker(block.content):
        return False
    if block.kind != "paragraph" or makeup.links or not 0 < makeup.text <= _LABEL:
        return False
    return measure(block.content).text[-1] not in "?？；;，,"

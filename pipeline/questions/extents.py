"""Where the prompts and answers of the chosen nodes begin and end: one place, for every kind of prompt.

A question's lines run from its prompt to where the next one, a section or the footer begins. Options,
code or a statement before the marker of its answer belong to the prompt; rules, definitions, wrappers,
markers alone and lines that end many answers of the post ("back to top") are no part of the answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from pipeline.ir import Span, Status
from pipeline.markdown.blocks import Block
from pipeline.outline.boxes import box
from pipeline.outline.facts import PostFacts
from pipeline.outline.fences import every_block
from pipeline.outline.folds import SUMMARY
from pipeline.outline.marks import CARD, OPTION
from pipeline.outline.nodes import Node, Outline
from pipeline.outline.wording import (
    answer_marker,
    is_answer_label,
    is_open,
    without_tags,
)
from pipeline.questions.footers import Ending, Habits, footer_start, habits, recurs
from pipeline.questions.keys import key_lines
from pipeline.questions.limits import Limits

_IDLE = re.compile(
    r"(?:\s|&nbsp;|\u200b|<br\s*/?>|<!--.*?-->|</?(?:p|div|center|details|font|span|ul|li|a)\b[^>]*>"
    r"|\{\{[<%]\s*/[^>%]*[>%]\}\}|>)*$",
    re.IGNORECASE,
)
_SHOWS_NOTHING = re.compile(
    r"(?:\s|<!--.*?-->|<(script|style|ins)\b.+?</\1>|<(div|p|a|span)\b[^>]*>\s*</\2>)++",
    re.IGNORECASE | re.DOTALL,
)
_RULE = re.compile(r"^[\s>]*([-*_=])(?:\s*\1){2,}\s*$")
_TAG = re.compile(r"<(?P<closes>/?)(?P<name>details|div|center|font|span|ul|li)\b", re.IGNORECASE)
_BOX_CLOSES = re.compile(r"\s*(:{3,})\s*$")
_TASK_BOX = re.compile(r"题目|问题|question|exercise|challenge", re.IGNORECASE)
_SOURCE = re.compile(r"\s*[（(【\[][^（(【\[]{1,24}[）)】\]]\s*$")
_READS_CODE = re.compile(
    r"(?:以下|下面|下列|如下|阅读|这段).{0,8}代码|following code"
    r"|输出|打印|运行结果|执行结果|返回(?:什么|相同)|(?<![a-z])(?:print|outputs?|logs?|logged|printed)(?![a-z])|출력",
    re.IGNORECASE,
)
_LINKS = re.compile(r"\[[^\[\]]*\]\([^()]*\)|:\w+:")  # and emoji by their names
_IN_PAGE = re.compile(r"\]\(#[^()]*\)")
_BULLET = re.compile(r"^[\s>*+#-]+")
_SHOWN = frozenset({"code", "table", "math"})
_MATTER = frozenset({"code", "quote", "table"})
_LONGEST_LEAD = 80  # lines between a prompt and the marker of its answer
_LONG = 200  # characters; no stub is so long
_REPEATED = 3
_HALF = 0.5
_MOST = 1.7  # of two: how many answers must open with a solution where the post speaks of no tasks


@dataclass(frozen=True, slots=True)
class Extent:
    """The lines of one question. `limit` is the last line that could be its own; `opens`: its answer
    begins on the prompt's line.
    """

    node: Node
    prompt_span: Span | None
    answer_span: Span | None
    status: Status
    limit: int
    opens: bool = False

    @property
    def lines(self) -> Span:
        """The lines from its first to its last."""
        first = self.prompt_span or self.answer_span or Span(1, 1)
        return Span(first.start, (self.answer_span or first).end)


@dataclass(frozen=True, slots=True)
class Extents:
    """The questions of a post, and why the last answer ends where it does."""

    questions: tuple[Extent, ...]
    why: str = ""


def extents(
    post: PostFacts, prompts: Sequence[Node], common: Collection[str] = frozenset()
) -> Extents:
    """Return where the questions of these prompts begin and end.

    `common` holds lines that end other posts of the blog too.
    """
    if not prompts:
        return Extents(())
    return _Extents(post, prompts, common).found()


def title_extents(post: PostFacts, common: Collection[str] = frozenset()) -> Extents:
    """Return where the answer to a post's title begins and ends: all of the post but its footer."""
    return _Extents(post, [post.outline.title], common).of_title()


class _Extents:
    def __init__(self, post: PostFacts, prompts: Sequence[Node], common: Collection[str]) -> None:
        self.post, self.prompts, self.common = post, prompts, common
        self.outline: Outline = post.outline
        self.lines, self.kinds = self.outline.lines, self.outline.kinds
        self.idle = self._idle_lines()
        self.limits = Limits(post)

    def found(self) -> Extents:
        following = [*self.prompts[1:], None]
        ends = [self.limits.of(n, f) for n, f in zip(self.prompts, following, strict=True)]
        last = self.prompts[-1]
        if not any(e > n.end for n, e in zip(self.prompts, ends[:-1], strict=False)):
            ends[-1] = min(ends[-1], last.end)
        ending = self._footer(ends)
        why = ending.why
        if ending.block < len(self.outline.document.blocks):
            footer = self.outline.document.blocks[ending.block].start - 1
            if footer >= last.span.end:
                ends[-1] = min(ends[-1], footer)
        self.idle |= self._refrains(ends)
        markers = self._markers(ends)
        usual = sum(marker is not None for marker in markers) >= _HALF * len(self.prompts)
        questions = [
            self._extent(node, end, marker, usual=usual)
            for node, end, marker in zip(self.prompts, ends, markers, strict=True)
        ]
        if not any(markers):
            questions = self._keyed(questions)
        return Extents(tuple(questions), why)

    def of_title(self) -> Extents:
        """Return the title's question."""
        document, title = self.outline.document, self.prompts[0]
        asked = title.span if title.span.start else None
        if not document.blocks:
            return Extents((Extent(title, asked, None, "empty", title.end),), "the post ends")
        start = max(title.span.end + 1, document.body_line)
        above = sum(block.end < start for block in document.blocks) - 1
        prompt = asked or Span(1, 1)
        every_level = Habits(frozenset(range(7)), end_in_links=False, hold_rules=True)
        ending = footer_start(
            document.blocks, above, prompt, -1, every_level, self.outline.measure,
            lambda block: recurs(document, self.common, prompt, block),
        )  # fmt: skip
        blocks = document.blocks[: ending.block]
        end = limit = blocks[-1].end if blocks and blocks[-1].end >= start else start - 1
        start, end = self._unboxed(start, end)
        if end < start:
            return Extents((Extent(title, asked, None, "empty", limit),), ending.why)
        answer = Span(start, end)
        status: Status = "stub" if self._is_stub(title, answer, opens=False) else "answered"
        return Extents((Extent(title, asked, answer, status, limit),), ending.why)

    def _keyed(self, questions: list[Extent]) -> list[Extent]:
        """Answer each question by the line with its number in a list of answers, if there is one."""
        lines = key_lines(self.outline, self.prompts)
        keyed = []
        for question, line in zip(questions, lines, strict=False):
            assert question.prompt_span is not None
            asked = question.prompt_span
            if question.answer_span is not None:
                asked = Span(
                    asked.start, max(asked.end, min(question.answer_span.end, lines[0] - 1))
                )
            answer = Span(line, line)
            keyed.append(replace(
                question, prompt_span=asked, answer_span=answer, status="answered", opens=False
            ))  # fmt: skip
        return keyed or questions

    # Where the last answer ends.

    def _footer(self, ends: Sequence[int]) -> Ending:
        blocks, measure = self.outline.document.blocks, self.outline.measure
        last = self.prompts[-1]
        at = next((n for n, b in enumerate(blocks) if b.start <= last.span.end <= b.end), None)
        if at is None:
            return Ending(len(blocks), "the post ends")
        starts = [block.start for block in blocks]
        answers = [
            blocks[bisect_right(starts, node.span.end) : bisect_right(starts, end)]
            for node, end in zip(self.prompts[:-1], ends, strict=False)
        ]
        known = habits(answers, measure)
        if not answers:
            known = replace(known, marks=self.outline.markers)
        return footer_start(
            blocks, at, last.span, last.level, known, measure,
            lambda block: recurs(self.outline.document, self.common, last.span, block),
        )  # fmt: skip

    # What says nothing.

    def _idle_lines(self) -> set[int]:
        document = self.outline.document
        definitions = document.definition_lines
        return set(self.hidden) | {
            number
            for number, line in enumerate(self.lines, start=1)
            if number in definitions
            or line.startswith("#flashcards")
            or self.kinds.get(number) == "rule"
            or (
                self.kinds.get(number) not in _SHOWN
                and (_IDLE.match(line) or (number not in self.kinds and _RULE.match(line)))
            )
        }

    @cached_property
    def hidden(self) -> frozenset[int]:
        """The lines of blocks that show nothing."""
        return frozenset(
            line
            for block in self.outline.document.blocks
            if self._shows_nothing(block)
            for line in range(block.start, block.end + 1)
        )

    def _shows_nothing(self, block: Block) -> bool:
        source = self.outline.document.source(Span(block.start, block.end))
        if block.kind == "html":
            return _SHOWS_NOTHING.fullmatch(source) is not None
        if block.kind != "paragraph" or not source.lstrip().startswith("<"):
            return False
        shown = self.outline.measure(block.content)
        return not shown.text and not shown.pictures

    def _refrains(self, ends: Sequence[int]) -> set[int]:
        """Return the lines that end many answers of the post and that nobody would call their content: a
        last line, or one of links that lead back or on, with the links below it.
        """
        tails = [self._tail(node, end) for node, end in zip(self.prompts, ends, strict=True)]
        counts = Counter(key for tail in tails for key in {self._refrain(line) for line in tail})
        least = max(_REPEATED, _HALF * sum(map(bool, tails)))
        found: set[int] = set()
        for tail in tails:
            recurring = [n for n, line in enumerate(tail) if counts[self._refrain(line)] >= least]
            found.update(tail[: recurring[-1] + 1] if recurring else ())
        return found

    def _tail(self, node: Node, end: int) -> list[int]:
        """Return the lines of links at the end of an answer, the last one first; where there are none, its
        last line, if it is not all.
        """
        filled = [line for line in range(end, node.span.end, -1) if line not in self.idle]
        links = list(takewhile(self._only_links, filled))
        if not links and self.post.lines.says(node.span.end + 1, end) > 1:
            links = filled[:1]
        words = (any(map(str.isalpha, without_tags(self.lines[line - 1]))) for line in links)
        shown = any(
            self.kinds.get(line) in _SHOWN or line in self.post.lines.marked for line in links
        )
        return links if any(words) and not shown else []

    def _only_links(self, line: int) -> bool:
        text = self.lines[line - 1]
        return _LINKS.search(text) is not None and not any(map(str.isalnum, _LINKS.sub("", text)))

    def _refrain(self, line: int) -> str:
        """Return what a line is compared by: where it leads in its own post makes no difference."""
        return _IN_PAGE.sub("](#)", self.lines[line - 1].strip())

    def _markers(self, ends: Sequence[int]) -> list[int | None]:
        """Return for each prompt the line that opens its answer, None without one."""
        pairs = list(zip(self.prompts, ends, strict=True))
        markers = [
            self._first(self.post.lines.marked, n, min(e, n.span.end + _LONGEST_LEAD + 1))
            for n, e in pairs
        ]
        if any(markers):
            return markers
        tasks = self.post.promises.tasks or 2 * sum(n.task for n in self.prompts) >= len(
            self.prompts
        )
        solving = [self._first(self.post.lines.solving, n, e) for n, e in pairs]
        least = len(self.prompts) * (1 if tasks else _MOST)
        return solving if 2 * sum(line is not None for line in solving) >= least else markers

    @staticmethod
    def _first(lines: Collection[int], node: Node, end: int) -> int | None:
        return next((n for n in range(node.span.end + 1, end + 1) if n in lines), None)

    # One question.

    def _extent(self, node: Node, end: int, marker: int | None, *, usual: bool) -> Extent:
        limit = end
        asked, start = node.span.end, node.span.end + 1
        if marker is not None and not node.opened and self._leads(start, marker, usual=usual):
            asked = self._last_filled(marker - 1, node.span.end)
            start = marker
        elif marker is None or start < marker:
            asked, start = self._given(node, asked, start, end)
        if start == marker and self._only_marks(start):
            start += 1
        asked, start = self._task_box(asked, start, end)
        start, end = self._unboxed(start, end)
        if node.kind == "summary":
            while end >= start and not without_tags(self.lines[end - 1]).strip():
                end -= 1
        prompt_span = Span(node.span.start, asked)
        if node.kind == "row":
            answer = Span(node.span.start, node.span.end) if node.opening else None
            return Extent(node, prompt_span, answer, _status(answer), limit, opens=True)
        opens = bool(node.opening) and (node.opened or end < start)
        if opens:
            start, end = node.span.end, max(end, node.span.end)
        if end < start:
            return Extent(node, prompt_span, None, "empty", limit)
        span = Span(start, end)
        status: Status = "stub" if self._is_stub(node, span, opens=opens) else "answered"
        return Extent(node, prompt_span, span, status, limit, opens)

    def _leads(self, start: int, marker: int, *, usual: bool) -> bool:
        """Whether what stands between a prompt and a marker belongs to the prompt: wherever most answers
        are marked, and else where it is code, a quote, a table or options.
        """
        filled = [n for n in range(start, marker) if self.lines[n - 1].strip()]
        if usual or any(OPTION.match(self.lines[n - 1]) for n in filled):
            return True
        return all(line in self.matter for line in filled)

    @cached_property
    def matter(self) -> frozenset[int]:
        """The lines of code, quotes and tables."""
        return frozenset(
            line
            for block in self.outline.document.blocks
            if block.kind in _MATTER
            for line in range(block.start, block.end + 1)
        )

    @cached_property
    def ends(self) -> dict[int, int]:
        """The last line of each block by its first, of the innermost that begins there."""
        return {block.start: block.end for block in every_block(self.outline.document.blocks)}

    def _last_filled(self, line: int, least: int) -> int:
        while line > least and line in self.idle:
            line -= 1
        return line

    def _given(self, node: Node, asked: int, start: int, end: int) -> tuple[int, int]:
        """Take what is given with a question: its source in brackets, code where it asks for its output."""
        first = self._next_filled(start, end)
        if first < end and node.kind == "heading" and _SOURCE.match(self.lines[first - 1]):
            asked, start = first, first + 1
            first = self._next_filled(start, end)
        if _READS_CODE.search(node.text) and self.kinds.get(first) == "code":
            last = self.ends.get(first)
            if last is not None and self.post.lines.says(last + 1, end):
                return last, last + 1
        return asked, start

    def _next_filled(self, start: int, end: int) -> int:
        return next((n for n in range(start, end + 1) if self.lines[n - 1].strip()), end + 1)

    def _only_marks(self, line: int) -> bool:
        """Whether a line that opens an answer holds nothing of it."""
        text = self.lines[line - 1]
        if is_answer_label(text) or CARD.match(text):
            return True
        summary = SUMMARY.search(text)
        return summary is not None and not without_tags(text.replace(summary[0], "")).strip()

    def _task_box(self, asked: int, start: int, end: int) -> tuple[int, int]:
        """A box right below a prompt that is called 题目 or question belongs to the prompt."""
        first = self._next_filled(start, end)
        found = box(self.lines[first - 1]) if first <= end else None
        if found is None or not found.colons or not _TASK_BOX.search(found.title or found.name):
            return asked, start
        close = next(
            (n for n in range(first + 1, end) if self.lines[n - 1].strip() == found.colons), 0
        )
        return (
            (close, close + 1) if close and self.post.lines.says(close + 1, end) else (asked, start)
        )

    def _unboxed(self, start: int, end: int) -> tuple[int, int]:
        """Leave out idle lines and lines that only mark the answer at its edges, and the box around it."""
        while True:
            before = start, end
            start, end = self._without_idle_edges(start, end)
            closes = _BOX_CLOSES.match(self.lines[end - 1]) if end > start else None
            if closes is not None:
                opens = [n for n in range(start, end) if self._opens_box(n, closes[1])]
                if opens and opens[-1] == start:
                    start, end = start + 1, end - 1
                elif not opens:
                    end -= 1
            if start <= end and _BOX_CLOSES.match(self.lines[start - 1]):
                start += 1  # of a box that holds its title alone
            if start < end and start in self.outline.markers and self._is_bare_marker(start):
                found = box(self.lines[start - 1])
                close = (
                    found.end(self.lines, start, self.outline.closing)
                    if found and found.kind == "tag"
                    else 0
                )
                if close in {0, end}:
                    start, end = start + 1, end - bool(close)
            if (start, end) == before:
                return before

    def _without_idle_edges(self, start: int, end: int) -> tuple[int, int]:
        """Leave out idle lines at the edges; a tag stays where its partner stands inside, as in a fold."""
        left: Counter[str] | None = None  # how often each element opens beyond its closing

        def stays(line: int) -> bool:
            nonlocal left
            tags = _tags(self.lines[line - 1])
            if not tags or line in self.hidden:
                return False
            if left is None:
                left = Counter()
                for number in range(start, end + 1):
                    left.update(_tags(self.lines[number - 1]))
            if all(left[name] == 0 for name in tags):
                return True
            left.subtract(tags)
            return False

        while end >= start and end in self.idle and not stays(end):
            end -= 1
        while start <= end and start in self.idle and not stays(start):
            start += 1
        return start, end

    def _opens_box(self, line: int, colons: str) -> bool:
        found = box(self.lines[line - 1])
        return found is not None and found.colons == colons

    def _is_bare_marker(self, line: int) -> bool:
        text = self.lines[line - 1]
        headed = text.lstrip().startswith("#") and not _says_more(text)
        return not CARD.match(text) and (headed or box(text) is not None)

    def _is_stub(self, node: Node, span: Span, *, opens: bool) -> bool:
        """Whether an answer says nothing: questions only, or "to be completed"."""
        lines = list(self.lines[span.start - 1 : span.end])
        if opens:
            lines[:1] = [node.opening]
        said = "\n".join(lines)
        if len(said) > _LONG or "![" in said or "<img" in said:
            return False
        if any(self.kinds.get(n) in {*_SHOWN, "html"} for n in range(span.start, span.end + 1)):
            return False
        return is_open(_BULLET.sub("", without_tags(said)))


def _tags(line: str) -> Counter[str]:
    """Return how often each element opens on a line, less how often it closes."""
    found: Counter[str] = Counter()
    for match in _TAG.finditer(line):
        found[match["name"].lower()] += -1 if match["closes"] else 1
    return Counter({name: count for name, count in found.items() if count})


def _says_more(heading: str) -> bool:
    """Whether a heading that marks an answer holds some of it ("### Answer: C")."""
    return any(map(str.isalnum, heading[answer_marker(heading) :]))


def _status(answer: Span | None) -> Status:
    return "empty" if answer is None else "answered"

"""Where an answer begins: at its marker, or behind what belongs to the prompt (options, code)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cached_property

from ..outline.boxes import Box, box
from ..outline.facts import PostFacts
from ..outline.fences import every_block
from ..outline.folds import SUMMARY
from ..outline.marks import CARD, OPTION
from ..outline.nodes import Node
from ..outline.wording import asks, is_answer_label, without_tags

_TASK_BOX = re.compile(r"题目|问题|question|exercise|challenge", re.IGNORECASE)
_SOURCE = re.compile(r"\s*[（(【\[][^（(【\[]{1,24}[）)】\]]\s*$")
_READS_CODE = re.compile(
    r"(?:以下|下面|下列|如下|阅读|这段).{0,8}代码|following code"
    r"|输出|打印|运行结果|执行结果|返回(?:什么|相同)|(?<![a-z])(?:print|outputs?|logs?|logged|printed)(?![a-z])|출력",
    re.IGNORECASE,
)
_MATTER = frozenset({"code", "quote", "table"})
_LONGEST_LEAD = 80  # lines between a prompt and the marker of its answer
_FEW = 5  # lines that a prompt has beside its own where its author marks no other answer
_MOST = 1.7  # of two: how many answers must open with a solution where the post speaks of no tasks


def markers(post: PostFacts, prompts: Sequence[Node], ends: Sequence[int]) -> list[int | None]:
    """Return for each prompt the line that opens its answer, None without one."""
    pairs = list(zip(prompts, ends, strict=True))
    found = [_first(post.lines.marked, n, min(e, n.span.end + _LONGEST_LEAD + 1)) for n, e in pairs]
    if any(found):
        return found
    tasks = post.promises.tasks or 2 * sum(n.task for n in prompts) >= len(prompts)
    solving = [_first(post.lines.solving, n, e) for n, e in pairs]
    least = len(prompts) * (1 if tasks else _MOST)
    return solving if 2 * sum(line is not None for line in solving) >= least else found


def _first(lines: Collection[int], node: Node, end: int) -> int | None:
    return next((n for n in range(node.span.end + 1, end + 1) if n in lines), None)


def _asks(found: Box) -> bool:
    """Whether a box holds a question, or a part of one."""
    named = _TASK_BOX.search(f"{found.name} {found.title}")
    return found.asks or named is not None or asks(found.title)


class Beginnings:
    """Finds the line with which an answer begins; `idle` are lines that say nothing.

    `usual`: most answers of the post are marked; `alone`: just one is, so that is no habit of its author.
    """

    def __init__(self, post: PostFacts, idle: Collection[int], *, usual: bool, alone: bool) -> None:
        self._outline, self._lines, self._says = post.outline, post.outline.lines, post.lines.says
        self._tags = post.outline.document.tags
        self._idle, self._usual, self._alone = idle, usual, alone
        self._tasks = post.promises.tasks

    def of(self, node: Node, end: int, marker: int | None) -> tuple[int, int]:
        """Return the last line of a prompt, and the first of its answer. `marker` is the line of the
        answer's marker, None without one; `end` is the last line that the answer may reach.
        """
        asked, start = node.span.end, node.span.end + 1
        if marker is not None and not node.opened and self._leads(node, start, marker):
            asked = self._last_filled(marker - 1, node.span.end)
            start = marker
        elif marker is None or start < marker:
            asked, start = self._given(node, asked, start, end)
        if start == marker and self._only_marks(start):
            start += 1
        return self._task_box(asked, start, end)

    def _leads(self, node: Node, start: int, marker: int) -> bool:
        """Whether what stands between a prompt and a marker belongs to the prompt: wherever most answers
        are marked, of a single one what is short or a task, and else where it is code, a quote, a table or
        options. Notes in boxes alone never do.
        """
        filled = [n for n in range(start, marker) if self._lines[n - 1].strip()]
        if filled and self._notes.issuperset(filled):
            return False
        single = self._alone and not (node.task or self._tasks)
        usual = self._usual and not (single and self._is_much(filled))
        if usual or any(OPTION.match(self._lines[n - 1]) for n in filled):
            return True
        return all(line in self._matter for line in filled)

    def _is_much(self, lines: Sequence[int]) -> bool:
        """Whether lines are more than a few of plain text."""
        return len(lines) > _FEW or any(line in self._outline.kinds for line in lines)

    @cached_property
    def _notes(self) -> frozenset[int]:
        """The lines of boxes that do not ask."""
        found: set[int] = set()
        closing: dict[str, list[int]] = {}
        line = 1
        while line <= len(self._lines):
            opened = box(self._lines[line - 1], self._tags)
            end = opened.end(self._lines, line, closing) if opened else 0
            if opened and end and not _asks(opened):
                found.update(range(line, end + 1))
            line = max(end, line) + 1
        return frozenset(found)

    @cached_property
    def _matter(self) -> frozenset[int]:
        """The lines of code, quotes and tables."""
        return frozenset(
            line
            for block in self._outline.document.blocks
            if block.kind in _MATTER
            for line in range(block.start, block.end + 1)
        )

    @cached_property
    def _ends(self) -> dict[int, int]:
        """The last line of each block by its first, of the innermost that begins there."""
        return {block.start: block.end for block in every_block(self._outline.document.blocks)}

    def _last_filled(self, line: int, least: int) -> int:
        while line > least and line in self._idle:
            line -= 1
        return line

    def _next_filled(self, start: int, end: int) -> int:
        return next((n for n in range(start, end + 1) if self._lines[n - 1].strip()), end + 1)

    def _given(self, node: Node, asked: int, start: int, end: int) -> tuple[int, int]:
        """Take what is given with a question: its source in brackets, code where it asks for its output."""
        first = self._next_filled(start, end)
        if first < end and node.kind == "heading" and _SOURCE.match(self._lines[first - 1]):
            asked, start = first, first + 1
            first = self._next_filled(start, end)
        if _READS_CODE.search(node.text) and self._outline.kinds.get(first) == "code":
            last = self._ends.get(first)
            if last is not None and self._says(last + 1, end):
                return last, last + 1
        return asked, start

    def _only_marks(self, line: int) -> bool:
        """Whether a line that opens an answer holds nothing of it."""
        text = self._lines[line - 1]
        if is_answer_label(text) or CARD.match(text):
            return True
        summary = SUMMARY.search(text)
        return summary is not None and not without_tags(text.replace(summary[0], "")).strip()

    def _task_box(self, asked: int, start: int, end: int) -> tuple[int, int]:
        """Take a box right below a prompt that is called 题目 or question."""
        first = self._next_filled(start, end)
        found = box(self._lines[first - 1], self._tags) if first <= end else None
        if found is None or not found.colons or not _TASK_BOX.search(found.title or found.name):
            return asked, start
        below = range(first + 1, end)
        close = next((n for n in below if self._lines[n - 1].strip() == found.colons), 0)
        return (close, close + 1) if close and self._says(close + 1, end) else (asked, start)

"""Where the prompts and answers of a reading begin and end: one place, for every kind of prompt.

A question's lines run from its prompt to where the next one, a section (`limits`) or the footer (`footers`)
begins. What stands before the marker of its answer belongs to the prompt (`beginnings`); rules,
definitions (`idle`), wrappers, markers alone (`edges`) and lines that end many answers of the post
(`refrains`) are no part of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ..ir import Span, Status
from ..outline.facts import PostFacts
from ..outline.nodes import Node, Outline
from ..outline.wording import is_open, without_tags
from .answer_key import answer_lines
from .beginnings import Beginnings, markers
from .edges import Edges
from .footers import footer, title_footer
from .idle import SHOWN, hidden_lines, idle_lines
from .limits import Limits
from .refrains import refrains

_BULLET = re.compile(r"^[\s>*+#-]+")
_NO_STUB = SHOWN | {"html"}
_LONG = 200  # characters; no stub is so long
_HALF = 0.5


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
    ends, why = _ends(post, prompts, common)
    hidden = hidden_lines(post.outline)
    idle = hidden | idle_lines(post.outline)
    idle |= refrains(post, prompts, ends, idle)
    opening = markers(post, prompts, ends)
    marked = sum(line is not None for line in opening)
    usual = marked >= _HALF * len(prompts)
    beginnings = Beginnings(post, idle, usual=usual, alone=marked == 1)
    edges = Edges(post.outline, idle, hidden)
    questions = []
    for node, end, marker in zip(prompts, ends, opening, strict=True):
        asked, start = beginnings.of(node, end, marker)
        lines = edges.trimmed(start, end)
        questions.append(_extent(post.outline, node, asked, *lines, limit=end))
    if not any(opening):
        questions = _keyed(post.outline, prompts, questions)
    return Extents(tuple(questions), why)


def title_extents(post: PostFacts, common: Collection[str] = frozenset()) -> Extents:
    """Return where the answer to a post's title begins and ends: all of the post but its footer."""
    document, title = post.outline.document, post.outline.title
    asked = title.span if title.span.start else None
    if not document.blocks:
        return Extents((Extent(title, asked, None, "empty", title.end),), "the post ends")
    start = max(title.span.end + 1, document.body_line)
    ending = title_footer(post.outline, start, common)
    blocks = document.blocks[: ending.block]
    limit = blocks[-1].end if blocks and blocks[-1].end >= start else start - 1
    hidden = hidden_lines(post.outline)
    edges = Edges(post.outline, hidden | idle_lines(post.outline), hidden)
    start, end = edges.trimmed(start, limit)
    answer = Span(start, end) if start <= end else None
    status = _status(post.outline, answer)
    return Extents((Extent(title, asked, answer, status, limit),), ending.why)


def _ends(
    post: PostFacts, prompts: Sequence[Node], common: Collection[str]
) -> tuple[list[int], str]:
    """Return the last line that the answer to each prompt may reach, and why the last one ends there."""
    limits = Limits(post)
    ends = [limits.of(n, f) for n, f in zip(prompts, [*prompts[1:], None], strict=True)]
    last = prompts[-1]
    if not any(e > n.end for n, e in zip(prompts, ends[:-1], strict=False)):
        ends[-1] = min(ends[-1], last.end)  # as no other answer goes beyond what its node holds
    blocks, ending = post.outline.document.blocks, footer(post.outline, prompts, ends, common)
    if ending.block < len(blocks) and blocks[ending.block].start > last.span.end:
        ends[-1] = min(ends[-1], blocks[ending.block].start - 1)
    return ends, ending.why


def _extent(
    outline: Outline, node: Node, asked: int, start: int, end: int, *, limit: int
) -> Extent:
    """Return the extent of a question. `asked` is the last line of its prompt, `start` and `end` are the
    first and last line of its answer, and `limit` is the last line that it may reach.
    """
    prompt_span = Span(node.span.start, asked)
    if node.kind == "row":
        row = Span(node.span.start, node.span.end) if node.opening else None
        return Extent(node, prompt_span, row, "answered" if row else "empty", limit, opens=True)
    if node.kind == "summary":
        while end >= start and not without_tags(outline.lines[end - 1]).strip():
            end -= 1
    opens = bool(node.opening) and (node.opened or end < start)
    if opens:
        start, end = node.span.end, max(end, node.span.end)
    answer = Span(start, end) if start <= end else None
    status = _status(outline, answer, node.opening if opens else None)
    return Extent(node, prompt_span, answer, status, limit, opens)


def _status(outline: Outline, answer: Span | None, opening: str | None = None) -> Status:
    """Return whether there is an answer, and whether it says something; `opening` is its first line where
    that is the prompt's.
    """
    if answer is None:
        return "empty"
    lines = list(outline.lines[answer.start - 1 : answer.end])
    if opening is not None:
        lines[:1] = [opening]
    said = "\n".join(lines)
    if len(said) > _LONG or "![" in said or "<img" in said:
        return "answered"
    if any(outline.kinds.get(n) in _NO_STUB for n in range(answer.start, answer.end + 1)):
        return "answered"
    return "stub" if is_open(_BULLET.sub("", without_tags(said))) else "answered"


def _keyed(outline: Outline, prompts: Sequence[Node], questions: list[Extent]) -> list[Extent]:
    """Answer each question by the line with its number in a list of answers, if there is one."""
    lines = answer_lines(outline, prompts)
    keyed = []
    for question, line in zip(questions, lines, strict=False):
        assert question.prompt_span is not None
        asked = question.prompt_span
        if question.answer_span is not None:
            end = min(question.answer_span.end, lines[0] - 1)
            asked = Span(asked.start, max(asked.end, end))
        keyed.append(replace(
            question, prompt_span=asked, answer_span=Span(line, line), status="answered", opens=False
        ))  # fmt: skip
    return keyed or questions

"""What every node says of itself, of what stands below it, and of where it stands; what the post says."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import inf

from ..ir import Span
from .line_facts import LINK, LineFacts, between, first_of, read_lines
from .nodes import Node, Outline
from .promises import Promises, promises
from .wording import (
    answer_marker,
    hints_questions,
    is_aside,
    is_frame,
    is_question_word,
    is_round,
    is_task,
    may_ask,
    names_answer_key,
    names_glossary,
    names_others,
    names_questions,
)

_MARKED_UP = re.compile(r"\s*(?:[-*+>#]\s|\d+[.)]|!\[)")
_KEY_ENTRY = re.compile(r"[A-H√×]{1,5}(?![\w'])")
_SAYS = 2  # letters from which an answer counts as one
_NEAR = 80  # lines below a prompt in which its answer is marked
_ROUND = 25


@dataclass(frozen=True, slots=True)
class PostFacts:
    """The outline of a post, what the post promises, and what its lines hold."""

    outline: Outline
    promises: Promises
    lines: LineFacts


def read(outline: Outline, path: str, title: str, labels: Sequence[str]) -> PostFacts:
    """Fill in the facts of every node of an outline, which is changed, and return those of the post."""
    post = PostFacts(outline, promises(outline, path, title, labels), read_lines(outline))
    _name_bare_headings(post)
    for node in (outline.title, *outline.nodes):
        _set_own_facts(post, node)
    for node in outline.nodes:
        _set_section_facts(post, node)
    _set_answer_keys_aside(outline)
    return post


def _name_bare_headings(post: PostFacts) -> None:
    """Take the line below a heading that is only a number, or "Question", as its question."""
    outline = post.outline
    taken: set[int] = set()
    for node in outline.nodes:
        line = _next_filled(outline, node) if _is_bare(node) else 0
        if not line or not _may_be_question(post, line, node.end):
            continue
        below = next((child for child in node.children if child.span.start == line), None)
        if below is not None and below.number is not None:
            continue
        written = outline.lines[line - 1].strip().strip("*_")
        node.markdown = below.markdown if below is not None else written
        node.text = outline.measure(node.markdown).text.strip() or node.text
        node.put |= below is not None and below.put
        node.span = Span(node.span.start, line)
        if below is not None:
            node.children[:1] = below.children
            for child in below.children:
                child.parent = node
            taken.add(id(below))
    if taken:
        outline.nodes = [node for node in outline.nodes if id(node) not in taken]


def _is_bare(node: Node) -> bool:
    """Whether a heading is only a number, or "Question"."""
    if node.kind != "heading" or node.opening:
        return False
    return not any(map(str.isalpha, node.text)) or is_question_word(node.text)


def _next_filled(outline: Outline, node: Node) -> int:
    """Return the first line below a heading that is not blank, 0 without one."""
    below = range(node.span.end + 1, node.end + 1)
    return next((line for line in below if outline.lines[line - 1].strip()), 0)


def _may_be_question(post: PostFacts, line: int, end: int) -> bool:
    """Whether a line is plain text that opens no answer, and more follows until the end."""
    written = post.outline.lines[line - 1]
    plain = line not in post.outline.kinds and not _MARKED_UP.match(written)
    if not plain or line in post.lines.marked or is_frame(written):
        return False
    return post.lines.says(line + 1, end) > 0


def _set_own_facts(post: PostFacts, node: Node) -> None:
    """Set what a node and the lines below it say."""
    lines = post.lines
    first = node.children[0].span.start if node.children else node.end + 1
    below = max(node.span.end + 1, post.outline.document.body_line)
    last = min(node.end, len(post.outline.lines))
    node.own = lines.says(below, min(first - 1, node.end)) + bool(node.opening)
    node.letters = between(lines.letters, below, last) + len(node.opening)
    node.headline = between(lines.letters, node.span.start, node.span.end) - len(node.opening)
    told = between(lines.told, below, last) + len(LINK.sub("", node.opening))
    node.says = told >= _SAYS
    node.asking = node.asks or may_ask(node.text)
    until = min(first - 1 if first > below else node.end, node.end, node.span.end + _NEAR)
    node.marked_at = next((line for line in range(below, until + 1) if line in lines.marked), 0)
    if node.opened and answer_marker(node.opening):
        node.marked_at = node.span.end
    node.marked_again = lines.marked_again[below] <= last
    node.solved_at = node.marked_at or first_of(lines.solves, below, last)
    sentences = between(lines.sentences, below, last)
    node.body_asks = between(lines.asking, below, last) / max(sentences, 1)
    linked = node.kind == "item" and not node.says and LINK.fullmatch(node.markdown.strip())
    glossary = node.number is None and names_glossary(node.text)
    node.aside = not node.asks and (is_frame(node.text) or is_aside(node.text) or glossary)
    node.aside |= bool(linked)
    node.states = node.text.endswith(("。", "；", ";", ".", "，", ","))
    node.round = len(node.text) < _ROUND and is_round(node.text)
    node.task = is_task(node.text)


def _set_section_facts(post: PostFacts, node: Node) -> None:
    """Set what the headings above a node promise for it, and whether they set it aside. To a line no
    promise comes through a heading with text of its own: that is what was promised.
    """
    names = hints = framed = others = kept = False
    is_line = node.kind != "heading"
    up, nearest = node.parent, True
    while up is not None and up.kind != "title":
        if names_others(up.text):
            others = True
        elif (up.kind == "heading" or nearest) and not up.asks and not kept:
            names |= names_questions(up.text)
            hints |= hints_questions(up.text)
        framed |= up.kind == "heading" and is_frame(up.text)
        kept |= is_line and up.kind == "heading" and up.own > 0
        up, nearest = up.parent, False
    node.aside |= (others or (framed and not node.says)) and not node.asking
    node.in_section = names and not post.promises.questions
    node.promised = names or post.promises.questions or node.put
    node.hinted = not node.promised and (hints or post.promises.hints)


def _set_answer_keys_aside(outline: Outline) -> None:
    """Set aside the entries of each list of answers by number, below a heading that says so."""
    headings = {n.span.start: n for n in outline.nodes if n.kind == "heading"}
    heads = [line for line, node in headings.items() if names_answer_key(node.text)]
    heads += [line for line in outline.markers if outline.lines[line - 1].startswith("#")]
    for head in heads:
        end = headings[head].end if head in headings else _next_heading(headings, head)
        within = [n for n in outline.nodes if head < n.span.start <= end]
        entries = [n for n in within if n.number is not None and _KEY_ENTRY.match(n.text)]
        if len(entries) > 1 and 2 * len(entries) >= len(within):
            for node in within:
                node.aside = True


def _next_heading(headings: Collection[int], line: int) -> float:
    return min((other for other in headings if other > line), default=inf)

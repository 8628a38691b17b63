"""What every node says of itself, of what stands below it, and of where it stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import inf
from pathlib import PurePosixPath

from pipeline.ir import Span
from pipeline.outline.nodes import Node, Outline
from pipeline.outline.wording import (
    answer_marker,
    asks,
    ends_as_question,
    hints_questions,
    is_answer_label,
    is_aside,
    is_frame,
    is_key,
    is_question_word,
    is_round,
    is_task,
    may_ask,
    names_glossary,
    names_questions,
    names_tasks,
    only_tells,
    opens_solution,
    solves,
    unfolds,
    without_tags,
)

_EMPTY = frozenset({"<br>", "<br/>", "<br />", "&nbsp;", "<!-- more -->", "<!--more-->"})
_SUMMARY_OPENS = re.compile(r"<summary[^<>]*>(?P<text>.*?)(?:</summary>|$)", re.IGNORECASE)
_LETTER_A = re.compile(r"\s*(?:\*\*|__)?A(?:\*\*|__)?\s*[.．、:：]")
_LETTER_B = re.compile(r"(?:^|\s)(?:\*\*|__)?B(?:\*\*|__)?\s*[.．、:：]")
_LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|!\[[^\]]*\]\([^)]*\))*\]\([^)]*\)|https?://\S+")
_MARKUP = re.compile(r"\]\([^)]*\)|<[^>]*>|https?://\S+|[\s*_#>`~|:=\-\[\]().,，。、；：]+")
_KEY_ENTRY = re.compile(r"[A-H√×]{1,5}(?![\w'])")
_IN_BRACKETS = re.compile(r"[（(【\[][^（）()【】\[\]]*[）)】\]]")
_FEW_WORDS = 4
_NAMES_ONE = re.compile(r"[:：]\s*\S{4}")  # "面试题：什么是 X"
_JOINED = re.compile(r"[_-]+")
_LEADING = " \t>#*-+0123456789.、)）"
_AROUND_MARKER = " *_:：\t"
_SAYS = 2  # letters from which an answer counts as one
_PICTURE = 20  # letters that a picture, a formula or a table counts for
_NEAR = 80  # lines below a prompt in which its answer is marked
_OPTIONS = 7  # lines in which "B." follows "A."
_ROUND = 25


@dataclass(slots=True)
class PostFacts:
    """What a post says as a whole, and of its lines. `promised` and `hinted` are what title, file name,
    labels and folders say of questions, `tasks` whether they speak of programming tasks. `marked` are
    the lines that open an answer, `solving` those that open a solution; `marked_again` has for each line
    the first one at which a marker from there on stands a second time.
    """

    outline: Outline
    title_asks: bool
    promised: bool
    hinted: bool
    tasks: bool
    filled: Sequence[int] = ()
    letters: Sequence[int] = ()
    told: Sequence[int] = ()
    solves: Sequence[int] = ()
    sentences: Sequence[int] = ()
    asking: Sequence[int] = ()
    marked: set[int] = field(default_factory=set)
    solving: set[int] = field(default_factory=set)
    marked_again: Sequence[float] = ()

    def says(self, first: int, last: int) -> int:
        """Return how many lines from `first` to `last`, both included, hold something."""
        return _between(self.filled, first, last)


def read(outline: Outline, path: str, title: str, labels: Sequence[str]) -> PostFacts:
    """Return what a post says; its nodes get their facts."""
    post = _promises(outline, path, title, labels)
    _count_lines(post)
    _name_labels(post)
    for node in (outline.title, *outline.nodes):
        _say(post, node)
    for node in outline.nodes:
        _place(post, node)
    _set_keys_aside(outline)
    return post


def _promises(outline: Outline, path: str, title: str, labels: Sequence[str]) -> PostFacts:
    *folders, name = PurePosixPath(path).with_suffix("").parts
    tops = [b for b in outline.document.blocks if b.kind == "heading" and b.level == 1]
    one_of_many = len(tops) > 1 and outline.title.span.start == tops[0].start
    title_asks = _asks_one(title)
    title_asks &= not one_of_many
    said = [title, name, " / ".join(labels), " / ".join(folders)]
    said = [_JOINED.sub(" ", text) for text in said]
    tasks = names_tasks(" ".join(said))
    if title_asks:  # it asks one question itself, and promises none
        said[:2] = "", ""
    promised = names_questions(said[0]) or names_questions(said[1])
    hinted = not promised and any(names_questions(t) or hints_questions(t) for t in said)
    return PostFacts(outline, title_asks, promised, hinted, tasks)


def _asks_one(title: str) -> bool:
    """Whether a title asks one question, asides in brackets left out.

    A name of a few Latin words without a question mark does not: "Which Platform".
    """
    told = _IN_BRACKETS.sub("", title).strip() or title
    if ends_as_question(told):
        return True
    if only_tells(told):
        return False
    names_one = not names_questions(told) or _NAMES_ONE.search(told) is not None
    return asks(told) and names_one and not (told.isascii() and len(told.split()) < _FEW_WORDS)


def _count_lines(post: PostFacts) -> None:
    """Count for every line what stands up to it; find the lines that open answers."""
    lines, kinds = post.outline.lines, post.outline.kinds
    definitions = post.outline.document.definition_lines
    counts: list[tuple[int, ...]] = [(0,) * 6]
    for number, line in enumerate(lines, start=1):
        kind = kinds.get(number)
        text = line.strip()
        if not text or kind == "rule":
            counts.append((0,) * 6)
            continue
        words = "" if kind == "code" else text.strip(_LEADING)
        shows = kind in {"math", "table"} or "![" in line or "<img" in line
        letters = _PICTURE if shows else len(_MARKUP.sub("", line))
        links = "](" in line or "://" in line
        told = (
            _PICTURE if shows else len(_MARKUP.sub("", _LINK.sub("", line))) if links else letters
        )
        if is_answer_label(text):  # it is no answer itself
            letters = told = 0
        counts.append((
            number not in definitions and text not in _EMPTY, letters, told,
            kind != "code" and solves(line), bool(words), bool(words) and asks(words),
        ))  # fmt: skip
    sums = [list(accumulate(column)) for column in zip(*counts, strict=True)]
    post.filled, post.letters, post.told, post.solves, post.sentences, post.asking = sums
    text_lines = [
        number
        for number in range(post.outline.document.body_line, len(lines) + 1)
        if kinds.get(number) != "code" and lines[number - 1].strip()
    ]
    lettered = any(node.put for node in post.outline.nodes)
    post.marked = {n for n in text_lines if _marks(lines, n, lettered=lettered)}
    post.marked |= post.outline.markers
    post.solving = {n for n in text_lines if opens_solution(lines[n - 1])}
    post.marked_again = _repeats(lines, post.marked)


def _repeats(lines: Sequence[str], marked: Collection[int]) -> list[float]:
    """Return for each line, from 0 on, where a marker that stands on it or below is repeated."""
    nearest: list[float] = [inf] * (len(lines) + 2)
    seen: dict[str, int] = {}
    for number in range(len(lines), -1, -1):
        nearest[number] = nearest[number + 1]
        if number in marked:
            line = lines[number - 1]
            marker = line[: answer_marker(line)].strip(_AROUND_MARKER)
            nearest[number] = min(nearest[number], seen.get(marker, inf))
            seen[marker] = number
    return nearest


def _marks(lines: Sequence[str], number: int, *, lettered: bool) -> bool:
    """Whether a line opens an answer; `lettered`: the post has prompts with "Q"."""
    line = lines[number - 1]
    letter = _LETTER_A.match(line) is not None
    following = lines[number - 1 : number - 1 + _OPTIONS]
    option = letter and any(_LETTER_B.search(other) for other in following)
    if answer_marker(line, letter=not option) or (lettered and letter and not option):
        return True
    summary = _SUMMARY_OPENS.search(line)
    return summary is not None and unfolds(without_tags(summary["text"]))


def _between(sums: Sequence[int], first: int, last: int) -> int:
    first, last = max(first, 1), min(last, len(sums) - 1)
    return sums[last] - sums[first - 1] if last >= first else 0


def _name_labels(post: PostFacts) -> None:
    """Take the line below a heading that is only a number, or "Question", as its question, if more
    follows.
    """
    outline = post.outline
    taken: set[int] = set()
    for node in outline.nodes:
        if node.kind != "heading" or node.opening:
            continue
        if any(map(str.isalpha, node.text)) and not is_question_word(node.text):
            continue
        line = next(
            (n for n in range(node.span.end + 1, node.end + 1) if outline.lines[n - 1].strip()), 0
        )
        if not line or line in outline.kinds or line in post.marked:
            continue
        written = outline.lines[line - 1]
        if re.match(r"\s*(?:[-*+>#]\s|\d+[.)]|!\[)", written) or is_frame(written):
            continue
        if not post.says(line + 1, node.end):
            continue
        below = next((child for child in node.children if child.span.start == line), None)
        if below is not None and below.number is not None:
            continue
        node.markdown = below.markdown if below is not None else written.strip().strip("*_")
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


def _say(post: PostFacts, node: Node) -> None:
    first = node.children[0].span.start if node.children else node.end + 1
    below = max(node.span.end + 1, post.outline.document.body_line)
    last = min(node.end, len(post.outline.lines))
    node.own = post.says(below, min(first - 1, node.end)) + bool(node.opening)
    node.letters = _between(post.letters, below, last) + len(node.opening)
    node.headline = _between(post.letters, node.span.start, node.span.end) - len(node.opening)
    told = _between(post.told, below, last) + len(_LINK.sub("", node.opening))
    node.says = told >= _SAYS
    node.asking = node.asks or may_ask(node.text)
    until = min(first - 1 if first > below else node.end, node.end, node.span.end + _NEAR)
    node.marked = any(line in post.marked for line in range(below, until + 1)) or (
        node.opened and answer_marker(node.opening) > 0
    )
    node.marked_again = post.marked_again[below] <= last
    node.solved = node.marked or _between(post.solves, below, last) > 0
    sentences = _between(post.sentences, below, last)
    node.body_asks = _between(post.asking, below, last) / max(sentences, 1)
    linked = node.kind == "item" and not node.says and _LINK.fullmatch(node.markdown.strip())
    glossary = node.number is None and names_glossary(node.text)
    node.aside = not node.asks and (is_frame(node.text) or is_aside(node.text) or glossary)
    node.aside |= bool(linked)
    node.states = node.text.endswith(("。", "；", ";", ".", "，", ","))
    node.round = len(node.text) < _ROUND and is_round(node.text)
    node.task = is_task(node.text)


def _place(post: PostFacts, node: Node) -> None:
    """Return what the headings above a node promise."""
    names = hints = framed = False
    up, nearest = node.parent, True
    while up is not None and up.kind != "title":
        if (up.kind == "heading" or nearest) and not up.asks:
            names |= names_questions(up.text)
            hints |= hints_questions(up.text)
        framed |= up.kind == "heading" and is_frame(up.text)
        up, nearest = up.parent, False
    node.aside |= framed and not node.asking and not node.says
    node.in_section = names and not post.promised
    node.promised = names or post.promised or node.put
    node.hinted = not node.promised and (hints or post.hinted)


def _set_keys_aside(outline: Outline) -> None:
    """Set aside the entries of each list of answers by number, below a heading that says so."""
    headings = {n.span.start: n for n in outline.nodes if n.kind == "heading"}
    heads = [line for line, node in headings.items() if is_key(node.text)]
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

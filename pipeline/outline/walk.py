"""The outline of a post: every line that could be a prompt is a node, and nodes nest.

Blocks are walked in order, and each line that could be a prompt opens a node. What Markdown nests (list
items, quotes, boxes) closes when its container ends; the rest is `nesting`'s.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import unescape

from pipeline.ir import Span
from pipeline.markdown.blocks import Block, Document
from pipeline.outline.marks import BLANK, CARD, CARD_SIDES, CONTENTS, box
from pipeline.outline.nesting import Opening, nest
from pipeline.outline.nodes import Measure, Node, Shape
from pipeline.outline.numbers import Number, read_number
from pipeline.outline.prompts import BOLD_HEAD, prompt, starred
from pipeline.outline.wording import (
    answer_marker,
    asks,
    ends_as_question,
    ends_sentence,
    heading_answers,
    is_question_word,
    unfolds,
    without_tags,
)

SUMMARY = re.compile(r"<summary[^<>]*>(?P<text>(?:[^<]|<(?!/?summary))*+)</summary>", re.IGNORECASE)
_ELEMENT = re.compile(
    r"<(?P<tag>p|h[1-6]|div)\b[^>]*>(?P<text>(?:[^<]|<(?!/?(?:p|h[1-6]|div)\b))++)</(?P=tag)>",
    re.IGNORECASE,
)
_PSEUDO_HEADING = re.compile(r"(?P<marks>#{1,6})(?=[^#\s!])\s*(?P<text>.*)$")
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.*?)\s*#*$")
_HTML_HEADING = re.compile(
    r"\s*<h(?P<level>[1-6])[^>]*>(?P<text>.*?)</h(?P=level)>\s*$", re.IGNORECASE | re.DOTALL
)
_CLOSED_HTML = re.compile(
    r"<(?:pre|script|style|table|svg|iframe|video|audio|code)\b", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_BLOCK_TAG = re.compile(r"</?(?:p|div|h[1-6]|center|br|section)\b[^>]*>", re.IGNORECASE)
_CLOSERS = re.compile(r"(?:\s*</(?:details|div|p)>)+\s*$", re.IGNORECASE)
_DETAILS = re.compile(r"\s*<details\b[^>]*>\s*", re.IGNORECASE)
_TAGGED_LINE = re.compile(r"</?(?:summary|details|p|h[1-6]|dt|div|li)\b", re.IGNORECASE)
_LEADING_TAGS = re.compile(r"^(?:\s*</?(?:br|font|center|span|u|b)\b[^>]*>)+", re.IGNORECASE)
_ASKED_IN_CODE = re.compile(
    r"\s*(?://|#|/\*)?\s*(?:问题|题目|面试题|question|Q)\s*[0-9一二三四五六七八九十]*\s*[:：.、]?",
    re.IGNORECASE,
)
_ASKING_COLUMN = re.compile(r"题|问|問|질문|question|^q$", re.IGNORECASE)
_TITLE_LINE = re.compile(r"\s*[\"']?title[\"']?\s*[:=]")
_MARKUP = re.compile(r"[\\`*_\[\]<>&$~|!{}]")
_QUOTE = re.compile(r"^(?:[ \t]*>[ \t]?)+")
_VERBATIM = frozenset({"code", "table", "rule", "math", "html"})
_SHORT = 40
_SUMMARY_LINES = 9  # of a fold, in which its summary stands
_LONGEST = 500  # characters of a line that could be a prompt
_WRAPPED = 20
_SMALL_QUOTE = 5  # lines


@dataclass(slots=True)
class Outline:
    """The nodes of a post in order, below the title's.

    `markers` are the lines that only mark an answer; `kinds` tells what holds a line that is no text
    (code, table, rule, math, html); `closing` remembers the lines that close boxes.
    """

    document: Document
    measure: Measure
    title: Node
    nodes: list[Node] = field(default_factory=list)
    markers: set[int] = field(default_factory=set)
    kinds: dict[int, str] = field(default_factory=dict)
    closing: dict[str, list[int]] = field(default_factory=dict)

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the file; line 1 is the first."""
        return self.document.lines


def outline(document: Document, measure: Measure, title: str) -> Outline:
    """Return the outline of a post."""
    line, markdown = _title_line(document, measure, title)
    top = Node("title", Span(line, line), title, markdown, ("title",), end=document.last_line)
    made = Outline(document, measure, top)
    walk = _Walk(made)
    walk.blocks(document.blocks, 0)
    made.nodes = nest(top, walk.openings, document.lines)
    return made


def _title_line(document: Document, measure: Measure, title: str) -> tuple[int, str]:
    """Return the line that bears the title, and its Markdown: `title:`, which is plain text, or the
    heading that says it; line 0 for none.
    """
    plain = _MARKUP.sub(r"\\\g<0>", title)
    for number in range(1, document.body_line):
        if _TITLE_LINE.match(document.lines[number - 1]):
            return number, plain
    first = next((block for block in document.blocks if block.kind == "heading"), None)
    if (
        first is not None
        and first.level == 1
        and measure(first.content).text.strip() == title.strip()
    ):
        return first.start, first.content
    return 0, plain


class _Walk:
    """Walks the blocks of a post and opens a node for each line that could be a prompt."""

    def __init__(self, made: Outline) -> None:
        self.made = made
        self.openings: list[Opening] = []
        self._lines = made.lines
        self._measure = made.measure
        self._body = range(made.document.body_line, len(self._lines) + 1)
        self._note(made.document.blocks)
        self._alike = self._folds_called_alike()
        self._indent = 0
        self._notes = any(CARD.match(line) or "#flashcards" in line for line in self._lines)
        self._folds: dict[int, int] = {}
        self._folded = self._folded_lines()

    def blocks(self, blocks: Sequence[Block], depth: int) -> None:
        """Walk blocks that so many containers hold."""
        for before, block, following in zip(
            (None, *blocks), blocks, (*blocks[1:], None), strict=False
        ):
            match block.kind:
                case "heading":
                    self._heading(block, depth)
                case "paragraph":
                    if before is not None and (number := _number_alone(before)) is not None:
                        self._numbered_above(before, number, block, depth)
                    else:
                        self._paragraph_block(block, following, depth)
                case "list":
                    self._list(block, depth)
                case "quote":
                    self._quote(block, depth)
                case "html":
                    self._html(block, depth)
                case "table":
                    self._table(block, depth)
                case "code":
                    self._code(block, depth)
                case "terms":
                    self._terms(block, depth)
                case "tag":
                    self._box(block.start, depth)
                    self.blocks(block.children, depth)

    # What the lines of the post say beforehand.

    def _note(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if block.kind in _VERBATIM:
                self.made.kinds.update(dict.fromkeys(range(block.start, block.end + 1), block.kind))
            self._note(block.children)

    def _folds_called_alike(self) -> frozenset[str]:
        """Return what several folds are called that does not ask: they only unfold."""
        source = "\n".join(self._lines)
        said = Counter(_said(match) for match in SUMMARY.finditer(source))
        return frozenset(
            text
            for text, count in said.items()
            if count > 1 and not asks(text) and not is_question_word(text)
        )

    def _folded_lines(self) -> set[int]:
        """Return the lines of folds that say "answer": headings there belong to an answer."""
        folds: list[tuple[int, int]] = []
        open_: list[int] = []
        for number in self._body:
            line = self._lines[number - 1].lower()
            if "details" not in line or self.made.kinds.get(number) == "code":
                continue
            if "<details" in line:
                open_.append(number)
            if "</details>" in line and open_:
                start = open_.pop()
                self._folds[start] = number
                source = "\n".join(self._lines[start - 1 : min(number, start + _SUMMARY_LINES)])
                summary = SUMMARY.search(source)
                said = _said(summary) if summary else ""
                if said in self._alike or answer_marker(said) or not said or not unfolds(said):
                    folds.append((start + 1, number))
        inside: set[int] = set()
        reached = 0
        for start, end in sorted(folds):  # each line once, however deep folds nest
            inside.update(range(max(start, reached), end))
            reached = max(reached, end)
        return inside

    def _only_unfolds(self, said: str) -> bool:
        return said in self._alike or unfolds(said) or answer_marker(said) > 0

    # Nodes.

    def _open(self, node: Node) -> None:
        if node.text.strip() or node.number is not None:
            self.openings.append(Opening(node, node.depth))

    def _close(self, depth: int) -> None:
        """Note that a container at this depth ends: what it holds ends with it."""
        self.openings.append(Opening(None, depth))

    def _prompt(self, line: str, start: int, end: int, kind: str, depth: int) -> Node:
        node = prompt(line, Span(start, end), kind, depth, self._measure)  # type: ignore[arg-type]
        node.indent = self._indent
        return node

    def _heading(self, block: Block, depth: int) -> None:
        content, level = block.content, block.level
        if block.start in self._folded:
            depth = max(depth, 1)
        html = _HTML_HEADING.match(content)
        if html is not None:
            content, level = html["text"], int(html["level"])
        marker = answer_marker(content)
        if (marker and not asks(content[marker:])) or heading_answers(content):
            self.made.markers.add(block.start)
            return
        node = self._prompt(content, block.start, block.end, "heading", depth)
        self._headed(node, level)

    def _headed(self, node: Node, level: int) -> None:
        """Open a heading; inside a container it is a bold line."""
        if node.depth:
            node.kind, node.bold, node.shape = "line", True, ("inner heading", level, node.depth)
        else:
            node.level, node.shape = level, ("heading", level)
        self._open(node)

    def _numbered_above(self, above: Block, number: Number, block: Block, depth: int) -> None:
        """Open the nodes of a paragraph whose number stands alone above it."""
        lines = block.content.split("\n")
        span = Span(above.start, block.start)
        node = prompt(lines[0], span, "line", depth, self._measure, number)
        node.indent, node.shape = self._indent, ("numbered", number.family, node.bold, depth)
        self._open(node)
        self._paragraph(lines[1:], block.start + 1, depth, first=False)

    def _paragraph_block(self, block: Block, following: Block | None, depth: int) -> None:
        lines = block.content.split("\n")
        below = following.content if following is not None and following.kind == "paragraph" else ""
        if CARD.match(below.split("\n")[0]):  # a note's question, then its mark
            lines.append("?")
        self._paragraph(lines, block.start, depth)

    def _paragraph(
        self, lines: Sequence[str], start: int, depth: int, *, first: bool = True
    ) -> None:
        """Open the nodes of a text's lines; `first`: it is no rest of an item or a quote."""
        skip = self._note_on_lines(lines, start, depth)
        at = skip
        while at < len(lines):
            at += self._text_line(lines, at, start + at, depth, first=first)

    def _note_on_lines(self, lines: Sequence[str], start: int, depth: int) -> int:
        """Open the question of a spaced-repetition note; return the lines down to its mark."""
        mark = next((n for n, line in enumerate(lines) if n and CARD.match(line)), 0)
        if not mark:
            return 0
        node = self._prompt(lines[0], start, start + mark - 1, "line", depth)
        node.put, node.shape = True, ("card", depth)
        self.made.markers.add(start + mark)
        self._open(node)
        return mark + 1

    def _text_line(
        self, lines: Sequence[str], at: int, number: int, depth: int, *, first: bool
    ) -> int:
        """Open the node of one line, if it could be a prompt; return how many lines it takes."""
        raw = lines[at].strip()
        if not raw:
            return 1
        if CARD.match(raw):
            self.made.markers.add(number)
            return 1
        side = CARD_SIDES.match(raw) if self._notes else None
        if side is not None:
            node = self._prompt(side["front"], number, number, "line", depth)
            node.put, node.shape = True, ("card", depth)
            node.opening, node.opened = side["back"], True
            self._open(node)
            return 1
        if self._box(number, depth, raw):
            return 1
        heading = _PSEUDO_HEADING.match(raw) if not depth else None
        if heading is not None and "#flashcards" not in raw:
            node = self._prompt(heading["text"], number, number, "heading", 0)
            self._headed(node, len(heading["marks"]))
            return 1
        if answer_marker(raw) or len(raw) > _LONGEST:
            return 1
        node = self._prompt(raw, number, number, "line", depth)
        taken = 1
        if node.number is not None and not node.text and not node.opening and at + 1 < len(lines):
            node = prompt(  # the number stands alone
                lines[at + 1], Span(number, number + 1), "line", depth, self._measure, node.number
            )
            node.indent, taken = self._indent, 2
        shape = self._shape(node, raw, lines, at, first=first)
        if shape is None:
            return 1
        node.shape = shape
        taken += self._wrap(node, lines, at)
        self._open(node)
        return taken

    @staticmethod
    def _shape(node: Node, raw: str, lines: Sequence[str], at: int, *, first: bool) -> Shape | None:
        """Return how a line is written; None where nothing makes it a prompt."""
        depth = node.depth
        if node.number is not None:
            return ("numbered", node.number.family, node.bold or starred(raw) is not None, depth)
        if node.put:
            return ("asked", depth)
        if node.opened and starred(raw) is None and BOLD_HEAD.match(raw):
            return ("bold head", depth)
        if node.bold:
            return ("italic" if node.italic else "bold", depth)
        if at == 0 and len(lines) > 1 and lines[1].startswith(": "):
            return ("term", depth)
        if BLANK.search(raw):
            node.put = True
            return ("sentence", depth)
        short = len(node.text) <= _SHORT
        if ends_as_question(node.text) or (at == 0 and short and node.asks):
            return ("sentence", depth)
        if len(lines) == 1 and first and short and not ends_sentence(node.text):
            return ("short", depth)
        return None

    @staticmethod
    def _wrap(node: Node, lines: Sequence[str], at: int) -> int:
        """Join to each prompt that its author broke into two lines the second one; return how many."""
        if node.span.end > node.span.start or node.opening or at + 1 >= len(lines) or node.asks:
            return 0
        second = lines[at + 1].strip()
        breaks_off = node.text.endswith(("，", ",", "、")) or len(node.text) >= _WRAPPED
        if not breaks_off or ends_sentence(node.text) or not ends_as_question(second):
            return 0
        if read_number(second, heading=False) is not None:
            return 0
        node.text += second
        node.markdown += "\n" + second
        node.span = Span(node.span.start, node.span.end + 1)
        return 1

    def _list(self, block: Block, depth: int) -> None:
        written = {item.number for item in block.children}
        counted = len(written) == 1 and len(block.children) > 2  # all of them say "1."
        for at, item in enumerate(block.children):
            number = None
            if item.number.isdigit():
                value = int(item.number) + (at if counted else 0)
                number = Number("plain", item.number, (value,), "")
            self._item(item, number, depth)

    def _item(self, item: Block, number: Number | None, depth: int) -> None:
        first = item.children[0] if item.children else None
        outer, self._indent = self._indent, item.indent
        lines, lazy = self._item_lines(item, first)
        entry = (
            len(lines) == 1
            and CONTENTS.fullmatch(lines[0].strip()) is not None
            and all(child.kind == "list" for child in item.children[1:])
        )
        rest = item.children
        if first is not None and lines and not entry and not answer_marker(lines[0].strip()):
            rest = item.children[1:]
            self._item_prompt(item, first, number, lines, depth)
        elif lines:
            rest = item.children[1:]
        self.blocks(rest, depth + 1)
        self._indent = outer
        self._close(depth)
        inner = item.children and item.children[-1].kind == "list"  # it has seen to its own tail
        for at, line in lazy or (() if inner else self._lazy_tail(item)):
            self._paragraph([line], at, depth, first=False)

    def _item_lines(
        self, item: Block, first: Block | None
    ) -> tuple[list[str], list[tuple[int, str]]]:
        """Return the lines of an item's first paragraph, and those that stand outside its indentation."""
        lazy: list[tuple[int, str]] = []
        if first is None or first.kind not in {"paragraph", "heading"}:
            return [], lazy
        if first.kind == "heading":
            return ([] if answer_marker(first.content) else first.content.split("\n")), lazy
        lines = first.content.split("\n")
        while len(lines) > 1 and self._is_lazy(first.start + len(lines) - 1, item.indent):
            lazy.insert(0, (first.start + len(lines) - 1, lines.pop()))
        return lines, lazy

    def _item_prompt(
        self, item: Block, first: Block, number: Number | None, lines: Sequence[str], depth: int
    ) -> None:
        end = first.end if first.kind == "heading" else first.start
        span = Span(item.start, end)
        node = prompt(lines[0], span, "item", depth, self._measure, number)
        family = node.number.family if node.number is not None else ""
        node.bold |= first.kind == "heading"
        node.inside, node.indent = item.end, item.indent
        if item.number.isdigit():
            node.shape = ("ordered item", depth)
        elif family and not depth:
            node.shape = ("numbered", family, False, depth)
        else:
            node.shape = ("bold bullet" if node.bold and not node.opened else "bullet", depth)
        if len(lines) > 1 and CARD.match(lines[1]):
            node.put = True
        if node.put:
            node.shape = (*node.shape, "asked")
        self._wrap(node, lines, 0)
        self._open(node)
        skip = node.span.end - first.start + 1
        if lines[skip:]:
            self._paragraph(lines[skip:], first.start + skip, depth + 1, first=False)

    def _is_lazy(self, number: int, indent: int) -> bool:
        raw = self._lines[number - 1]
        outside = len(raw) - len(raw.lstrip(" \t")) < min(indent, 2)
        return outside and not raw.lstrip().startswith(">")

    def _lazy_tail(self, item: Block) -> Iterator[tuple[int, str]]:
        leaf = item
        while leaf.children:
            leaf = leaf.children[-1]
        if leaf is item or leaf.kind != "paragraph" or leaf is item.children[0]:
            return
        for number in range(leaf.start + 1, leaf.end + 1):
            if self._is_lazy(number, 2):
                yield number, self._lines[number - 1]

    def _quote(self, block: Block, depth: int) -> None:
        first = block.children[0] if block.children else None
        opening = _QUOTE.match(self._lines[block.start - 1])
        outer, self._indent = self._indent, opening.end() if opening else 0
        if self._box(block.start, depth):
            if first is not None and first.kind == "paragraph":
                lines = first.content.split("\n")[1:]
                self._paragraph(lines, block.start + 1, depth + 1, first=False)
            self.blocks(block.children[1:], depth + 1)
        elif (
            first is not None
            and first.kind in {"paragraph", "heading"}
            and not answer_marker(first.content)
        ):
            self._quoted(block, first, depth)
        else:
            self.blocks(block.children, depth + 1)
        self._indent = outer
        self._close(depth)

    def _quoted(self, block: Block, first: Block, depth: int) -> None:
        lines = first.content.split("\n")
        node = self._prompt(lines[0], block.start, block.start, "quote", depth)
        small = block.end - block.start < _SMALL_QUOTE and all(
            child.kind == "paragraph" for child in block.children
        )
        if small and not node.opening:
            node.span = Span(block.start, block.end)
            node.markdown = "\n".join([node.markdown, *self._unquoted(block)])
        node.inside, node.shape = block.end, ("quote", depth)
        self._open(node)
        if not small:
            self._paragraph(lines[1:], first.start + 1, depth + 1, first=False)
            self.blocks(block.children[1:], depth + 1)

    def _unquoted(self, block: Block) -> list[str]:
        """Return the lines of a quote below its first, without their marks."""
        return [_QUOTE.sub("", line, count=1) for line in self._lines[block.start : block.end]]

    def _box(self, number: int, depth: int, raw: str | None = None) -> bool:
        """Open a box whose title asks, or note one whose title says "answer"; whether it is a box."""
        found = box(raw if raw is not None else self._lines[number - 1])
        if found is None:
            return False
        title = found.title
        if answer_marker(title) or (
            not asks(title)
            and (found.solves or (found.folds and title and self._only_unfolds(title)))
        ):
            self.made.markers.add(number)
        elif title and (asks(title) or found.asks):
            node = self._prompt(title, number, number, "box", depth)
            node.shape, node.inside = ("box",), found.end(self._lines, number, self.made.closing)
            self._open(node)
        return True

    def _html(self, block: Block, depth: int) -> None:
        """Open the nodes of raw HTML in order: summaries, elements, and Markdown that stands among them."""
        source = "\n".join(self._lines[block.start - 1 : block.end])
        source = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), source)

        def line_of(at: int) -> int:
            return block.start + source.count("\n", 0, at)

        found: list[tuple[int, Callable[[], None]]] = []
        covered: set[int] = set()
        for regex, opens in ((SUMMARY, self._summary), (_ELEMENT, self._element)):
            for match in regex.finditer(source):
                line = line_of(match.start())
                span = Span(line, line + match[0].count("\n"))
                if covered.isdisjoint(range(span.start, span.end + 1)):
                    found.append((line, partial(opens, span, match, depth)))
                    covered.update(range(span.start, span.end + 1))
        if not _CLOSED_HTML.search(source):
            for line, text in enumerate(source.split("\n"), block.start):
                if line not in covered:
                    found.append((line, partial(self._line_of_html, line, text, depth)))
        for _, open_ in sorted(found, key=lambda item: item[0]):
            open_()

    def _summary(self, span: Span, match: re.Match[str], depth: int) -> None:
        if self._only_unfolds(_said(match)):
            self.made.markers.add(span.start)
            return
        text = _written(match)
        node = self._prompt(text, self._details(span.start), span.end, "summary", depth)
        node.put |= is_question_word(node.text)
        node.inside = self._fold_end(span.start)
        node.shape = ("summary", node.number.family if node.number else "")
        behind = _CLOSERS.sub("", match.string[match.end() :].split("\n", 1)[0])
        if without_tags(behind).strip():
            node.opening, node.opened = behind, True
        self._open(node)

    def _details(self, line: int) -> int:
        """Return the line on which the fold of a summary opens: its own, or the one above."""
        above = self._lines[line - 2] if line - 1 in self._body else ""
        return line - 1 if _DETAILS.fullmatch(above) else line

    def _fold_end(self, line: int) -> int:
        """Return the last line of the fold that a summary opens, 0 where it holds nothing."""
        end = self._folds.get(line) or self._folds.get(line - 1) or 0
        held = "\n".join(self._lines[line : end - 1])
        return end if without_tags(held).strip() else 0

    def _element(self, span: Span, match: re.Match[str], depth: int) -> None:
        if answer_marker(_said(match)):
            self.made.markers.add(span.start)
            return
        node = self._prompt(_written(match), span.start, span.end, "html", depth)
        tag = match["tag"].lower()
        if tag[0] == "h" and not depth:
            node.kind = "heading"
            self._headed(node, int(tag[1]))
        elif node.put or node.number or node.asks:
            node.shape = ("html", node.number.family if node.number else "")
            self._open(node)

    def _line_of_html(self, number: int, line: str, depth: int) -> None:
        """Open the node of a line of Markdown that stands among raw HTML."""
        if _TAGGED_LINE.search(line):
            return
        raw = _LEADING_TAGS.sub("", line)
        heading = _HEADING.match(raw)
        if heading is not None and not depth:
            node = self._prompt(heading["text"], number, number, "heading", 0)
            self._headed(node, len(heading["marks"]))
        elif without_tags(raw).strip():
            self._paragraph([raw], number, depth)

    def _code(self, block: Block, depth: int) -> None:
        """Open a fence that holds a question as text: its first line says so."""
        first = self._lines[block.start] if block.start < len(self._lines) else ""
        asked = _ASKED_IN_CODE.match(first)
        fenced = self._lines[block.start - 1].lstrip(" \t>").startswith(("```", "~~~"))
        if block.end > block.start and fenced and asked is not None and asked[0].strip(" /#*"):
            node = self._prompt(f"{first.strip(' /#*')}：", block.start, block.end, "code", depth)
            node.shape, node.put, node.inside = ("code",), True, block.end
            node.markdown = "\n".join(self._lines[block.start - 1 : block.end])
            node.text = node.text.rstrip("：") or first
            self._open(node)

    def _table(self, block: Block, depth: int) -> None:
        """Open the rows of a table in which one column asks and the next one answers."""
        rows = [child for child in block.children if child.kind == "row"]
        if len(rows) < 2:
            return
        head, *others = rows
        column = next(
            (
                at
                for at, cell in enumerate(head.children)
                if _ASKING_COLUMN.search(self._measure(cell.content).text)
            ),
            None,
        )
        if column is None or column + 1 >= len(head.children):
            return
        for row in others:
            if len(row.children) <= column + 1:
                continue
            node = self._prompt(row.children[column].content, row.start, row.end, "row", depth)
            node.shape, node.inside = ("row",), row.end
            node.opening = row.children[column + 1].content.strip()
            node.opened = bool(node.opening)
            self._open(node)

    def _terms(self, block: Block, depth: int) -> None:
        """Open the terms of a definition list, which its dialect reads as one."""
        for child in block.children:
            if child.kind == "term":
                node = self._prompt(child.content, child.start, child.end, "line", depth)
                node.shape = ("term", depth)
                self._open(node)
            else:
                self.blocks(child.children, depth + 1)
                self._close(depth)


def _number_alone(block: Block) -> Number | None:
    """Return the number of a list that is no more than that."""
    if block.kind != "list" or len(block.children) > 1:
        return None
    [item] = block.children
    if item.children or not item.number.isdigit():
        return None
    return Number("plain", item.number, (int(item.number),), "")


def _written(match: re.Match[str]) -> str:
    """Return the Markdown in an element as one line: what it shows, with tags within a line."""
    return " ".join(_BLOCK_TAG.sub(" ", match["text"]).split())


def _said(match: re.Match[str]) -> str:
    return unescape(without_tags(match["text"])).strip()

"""Raw HTML as prompts: summaries of folds, elements, and lines of Markdown that stand among them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from ..ir import Span
from ..markdown.blocks import Block
from .folds import SUMMARY, said
from .headings import AMONG_HTML, open_as_heading, open_heading_line
from .lines import open_lines
from .opener import Opener
from .wording import answer_marker, is_question_word, without_tags

_ELEMENT = re.compile(
    r"<(?P<tag>p|h[1-6]|div)\b[^<>]*>(?P<text>(?>(?:[^<]|<(?!/?(?:p|h[1-6]|div)\b))+))</(?P=tag)>",
    re.IGNORECASE,
)
_CLOSED_HTML = re.compile(
    r"<(?:pre|script|style|table|svg|iframe|video|audio|code)\b", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--(?:.*?-->|(?P<endless>.*))", re.DOTALL)
_BLOCK_TAG = re.compile(r"</?(?:p|div|h[1-6]|center|br|section)\b[^<>]*>", re.IGNORECASE)
_CLOSERS = re.compile(r"(?<!\s)(?>(?:\s*</(?:details|div|p)>){1,60})\s*$", re.IGNORECASE)
_TAGGED_LINE = re.compile(r"</?(?:summary|details|p|h[1-6]|dt|div|li)\b", re.IGNORECASE)
_LEADING_TAGS = re.compile(r"^(?:\s*</?(?:br|font|center|span|u|b)\b[^>]*>)+", re.IGNORECASE)


def open_html(opener: Opener, block: Block, depth: int) -> None:
    """Open the nodes of raw HTML in the order of their lines."""
    source = "\n".join(opener.lines[block.start - 1 : block.end])
    source = _COMMENT.sub(_without_comment, source)
    found: list[tuple[int, Callable[[], None]]] = []
    covered: set[int] = set()
    for regex, opens in ((SUMMARY, _open_summary), (_ELEMENT, _open_element)):
        for match in regex.finditer(source):
            line = block.start + source.count("\n", 0, match.start())
            span = Span(line, line + match[0].count("\n"))
            if covered.isdisjoint(range(span.start, span.end + 1)):
                found.append((line, partial(opens, opener, span, match, depth)))
                covered.update(range(span.start, span.end + 1))
    if not _CLOSED_HTML.search(source):
        for line, text in enumerate(source.split("\n"), block.start):
            if line not in covered:
                found.append((line, partial(_open_line, opener, line, text, depth)))
    for _, open_ in sorted(found, key=lambda item: item[0]):
        open_()


def _without_comment(match: re.Match[str]) -> str:
    """Return the line ends of a comment; one without its end is text."""
    return match[0] if match["endless"] is not None else "\n" * match[0].count("\n")


def _open_summary(opener: Opener, span: Span, match: re.Match[str], depth: int) -> None:
    if opener.folds.only_unfolds(said(match)):
        opener.markers.add(span.start)
        return
    fold = Span(opener.folds.start(span.start), span.end)
    node = opener.prompt(_written(match), fold, "summary", depth)
    node.put |= is_question_word(node.text)
    node.inside = opener.folds.end(span.start)
    node.shape = ("summary", node.number.family if node.number else "")
    behind = _CLOSERS.sub("", match.string[match.end() :].split("\n", 1)[0])
    if without_tags(behind).strip():
        node.opening, node.opened = behind, True
    opener.open(node)


def _open_element(opener: Opener, span: Span, match: re.Match[str], depth: int) -> None:
    if answer_marker(said(match)):
        opener.markers.add(span.start)
        return
    node = opener.prompt(_written(match), span, "html", depth)
    tag = match["tag"].lower()
    if tag[0] == "h" and not depth:
        node.kind = "heading"
        open_as_heading(opener, node, int(tag[1]))
    elif node.put or node.number or node.asks:
        node.shape = ("html", node.number.family if node.number else "")
        opener.open(node)


def _open_line(opener: Opener, line: int, text: str, depth: int) -> None:
    """Open the node of a line of Markdown that stands among raw HTML."""
    if _TAGGED_LINE.search(text):
        return
    raw = _LEADING_TAGS.sub("", text)
    heading = AMONG_HTML.match(raw)
    if heading is not None and not depth:
        open_heading_line(opener, heading, line)
    elif without_tags(raw).strip():
        open_lines(opener, [raw], line, depth)


def _written(match: re.Match[str]) -> str:
    """Return the Markdown in an element as one line: what it shows, with tags within a line."""
    return " ".join(_BLOCK_TAG.sub(" ", match["text"]).split())

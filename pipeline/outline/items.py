"""List items as prompts: what an item asks, and the lines that stand in it or only seem to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..ir import Span
from ..markdown.blocks import Block
from .lines import join_second_line, open_lines
from .marks import CARD, CONTENTS
from .nodes import Node, Shape
from .numbers import Number
from .opener import Opener
from .wording import answer_marker


def open_list(opener: Opener, block: Block, depth: int) -> None:
    """Open the items of a list."""
    written = {item.number for item in block.children}
    counted = len(written) == 1 and len(block.children) > 2  # all of them say "1."
    for at, item in enumerate(block.children):
        number = None
        if item.number.isdigit():
            value = int(item.number) + (at if counted else 0)
            number = Number("plain", item.number, (value,), "")
        _open_item(opener, item, number, depth)


def _open_item(opener: Opener, item: Block, number: Number | None, depth: int) -> None:
    outer, opener.indent = opener.indent, item.indent
    lines, outside = _lines_of(opener, item)
    if lines and not _is_contents(item, lines) and not answer_marker(lines[0].strip()):
        _open_prompt(opener, item, number, lines, depth)
    opener.walk(item.children[1:] if lines else item.children, depth + 1)
    opener.indent = outer
    opener.close(depth)
    inner = item.children and item.children[-1].kind == "list"  # it has seen to its own tail
    for at, line in outside or (() if inner else _tail_outside(opener, item)):
        open_lines(opener, [line], at, depth, first=False)


def _lines_of(opener: Opener, item: Block) -> tuple[list[str], list[tuple[int, str]]]:
    """Return the lines of an item's first paragraph, and those that stand outside its indentation."""
    outside: list[tuple[int, str]] = []
    first = item.children[0] if item.children else None
    if first is None or first.kind not in {"paragraph", "heading"}:
        return [], outside
    if first.kind == "heading":
        return ([] if answer_marker(first.content) else first.content.split("\n")), outside
    lines = first.content.split("\n")
    while len(lines) > 1 and _is_outside(opener, first.start + len(lines) - 1, item.indent):
        outside.insert(0, (first.start + len(lines) - 1, lines.pop()))
    return lines, outside


def _is_contents(item: Block, lines: Sequence[str]) -> bool:
    """Whether an item is an entry of a table of contents."""
    return (
        len(lines) == 1
        and CONTENTS.fullmatch(lines[0].strip()) is not None
        and all(child.kind == "list" for child in item.children[1:])
    )


def _open_prompt(
    opener: Opener, item: Block, number: Number | None, lines: Sequence[str], depth: int
) -> None:
    """Open an item by its first line, and what stands on the others of its first paragraph."""
    first = item.children[0]
    end = first.end if first.kind == "heading" else first.start
    node = opener.prompt(lines[0], Span(item.start, end), "item", depth, number)
    node.bold |= first.kind == "heading"
    node.inside = item.end
    node.shape = _shape(node, item)
    if len(lines) > 1 and CARD.match(lines[1]):
        node.put = True
    if node.put:
        node.shape = (*node.shape, "asked")
    join_second_line(node, lines, 0)
    opener.open(node)
    skip = node.span.end - first.start + 1
    if lines[skip:]:
        open_lines(opener, lines[skip:], first.start + skip, depth + 1, first=False)


def _shape(node: Node, item: Block) -> Shape:
    """Return how an item is written."""
    if item.number.isdigit():
        return ("ordered item", node.depth)
    if node.number is not None and not node.depth:
        return ("numbered", node.number.family, False, node.depth)
    return ("bold bullet" if node.bold and not node.opened else "bullet", node.depth)


def _is_outside(opener: Opener, number: int, indent: int) -> bool:
    """Whether a line of an item is not indented as far as the item is (a lazy continuation)."""
    raw = opener.lines[number - 1]
    outside = len(raw) - len(raw.lstrip(" \t")) < min(indent, 2)
    return outside and not raw.lstrip().startswith(">")


def _tail_outside(opener: Opener, item: Block) -> Iterator[tuple[int, str]]:
    """Yield the lines outside the indentation at the end of what an item holds."""
    leaf = item
    while leaf.children:
        leaf = leaf.children[-1]
    if leaf is item or leaf.kind != "paragraph" or leaf is item.children[0]:
        return
    for number in range(leaf.start + 1, leaf.end + 1):
        if _is_outside(opener, number, 2):
            yield number, opener.lines[number - 1]

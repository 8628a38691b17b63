"""The lines of a text as prompts: which of them could be one, and how each is written."""

from __future__ import annotations

from collections.abc import Sequence

from ..ir import Span
from ..markdown.blocks import Block
from .boxes import open_box
from .headings import WITHOUT_SPACE, open_heading_line
from .marks import BLANK, CARD, CARD_SIDES
from .nodes import Node, Shape
from .numbers import Number, read_number
from .opener import Opener
from .prompts import BOLD_HEAD, starred
from .wording import answer_marker, ends_as_question, ends_sentence

_SHORT = 40
_LONGEST = 500  # characters of a line that could be a prompt
_WRAPPED = 20


def open_paragraph(
    opener: Opener, above: Block | None, block: Block, below: Block | None, depth: int
) -> None:
    """Open the nodes of a paragraph that stands between two blocks."""
    lines = block.content.split("\n")
    number = _number_alone(above) if above is not None else None
    if above is not None and number is not None:
        span = Span(above.start, block.start)
        node = opener.prompt(lines[0], span, "line", depth, number)
        node.shape = ("numbered", number.family, node.bold, depth)
        opener.open(node)
        open_lines(opener, lines[1:], block.start + 1, depth, first=False)
        return
    following = below.content if below is not None and below.kind == "paragraph" else ""
    if CARD.match(following.split("\n")[0]):  # a note's question, then its mark
        lines.append("?")
    open_lines(opener, lines, block.start, depth)


def open_lines(
    opener: Opener, lines: Sequence[str], start: int, depth: int, *, first: bool = True
) -> None:
    """Open the nodes of a text's lines; `first`: it is no rest of an item or a quote."""
    at = _open_card(opener, lines, start, depth)
    while at < len(lines):
        at += _open_line(opener, lines, at, start + at, depth, first=first)


def join_second_line(node: Node, lines: Sequence[str], at: int) -> int:
    """Join to a prompt that its author broke into two lines the second one; return how many that are."""
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


def _number_alone(block: Block) -> Number | None:
    """Return the number of a list that is no more than that."""
    if block.kind != "list" or len(block.children) > 1:
        return None
    [item] = block.children
    if item.children or not item.number.isdigit():
        return None
    return Number("plain", item.number, (int(item.number),), "")


def _open_card(opener: Opener, lines: Sequence[str], start: int, depth: int) -> int:
    """Open the question of a spaced-repetition note; return how many lines it takes, down to its mark."""
    mark = next((n for n, line in enumerate(lines) if n and CARD.match(line)), 0)
    if not mark:
        return 0
    node = opener.prompt(lines[0], Span(start, start + mark - 1), "line", depth)
    node.put, node.shape = True, ("card", depth)
    opener.markers.add(start + mark)
    opener.open(node)
    return mark + 1


def _open_line(
    opener: Opener, lines: Sequence[str], at: int, line: int, depth: int, *, first: bool
) -> int:
    """Open the node of one line, if it could be a prompt; return how many lines it takes."""
    raw = lines[at].strip()
    if not raw or _is_special(opener, raw, line, depth):
        return 1
    if answer_marker(raw) or len(raw) > _LONGEST:
        return 1
    node = opener.prompt(raw, Span(line, line), "line", depth)
    taken = 1
    if node.number is not None and not node.text and not node.opening and at + 1 < len(lines):
        span = Span(line, line + 1)  # the number stands alone
        node = opener.prompt(lines[at + 1], span, "line", depth, node.number)
        taken = 2
    shape = _shape(node, raw, lines, at, first=first)
    if shape is None:
        return 1
    node.shape = shape
    taken += join_second_line(node, lines, at)
    opener.open(node)
    return taken


def _is_special(opener: Opener, raw: str, line: int, depth: int) -> bool:
    """Open what a line is that Markdown knows nothing of: a note on one line, a box, a heading without a
    space; note the mark of a note. Whether it is one of these.
    """
    if CARD.match(raw):
        opener.markers.add(line)
        return True
    side = CARD_SIDES.match(raw) if opener.has_cards else None
    if side is not None:
        node = opener.prompt(side["front"], Span(line, line), "line", depth)
        node.put, node.shape = True, ("card", depth)
        node.opening, node.opened = side["back"], True
        opener.open(node)
        return True
    if open_box(opener, line, depth, raw):
        return True
    heading = WITHOUT_SPACE.match(raw) if not depth else None
    if heading is None or "#flashcards" in raw:
        return False
    open_heading_line(opener, heading, line)
    return True


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

"""An outline and its nodes: lines that could be prompts, how each is written, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..ir import Span
from ..markdown.blocks import Document
from ..markdown.inline import Inline
from .numbers import Number
from .wording import asks, only_tells

Measure = Callable[[str], Inline]
"""A function that reads a line of Markdown, and returns what it shows: text, links, pictures."""

Kind = Literal[
    "title", "heading", "line", "item", "quote", "summary", "html", "box", "card", "row", "code"
]  # fmt: skip

Shape = tuple[str | int | bool, ...]
"""How a node is written: a name, and what tells it from others of that name."""

_SHORT = 4
LOOSE = frozenset({"sentence", "short"})
"""Shapes of plain lines: a question mark, a few words."""


@dataclass(eq=False, slots=True)
class Node:
    """A line, or a few, that could be a prompt.

    `text` is what the prompt shows without its number and mark, `markdown` the same as written.
    `put`: it begins with a label of questions ("Q:", "第1题"). `opening` is text on the prompt's own
    lines that may begin the answer. `opened`: a marker or bold type separates it from the prompt,
    `labels`: so does a colon. If none does and an answer follows below, `gap` (what is before it) and
    `opening` belong to the prompt. `depth` counts the
    containers around the node, `inside` is the last line of the container that it opens (0 for none),
    `indent` how far its answer is indented.
    """

    kind: Kind
    span: Span
    text: str
    markdown: str
    shape: Shape
    level: int = 0
    number: Number | None = None
    bold: bool = False
    italic: bool = False
    put: bool = False
    opening: str = ""
    opened: bool = False
    gap: str = ""
    labels: bool = False
    depth: int = 0
    inside: int = 0
    indent: int = 0
    # Where it stands, set by `nesting`.
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)
    previous: Node | None = None
    series: int = 0
    end: int = 0
    # What it says itself, set by `facts`.
    asking: bool = False  # it asks, or is worded as questions and other lines are
    states: bool = False  # it ends as a sentence does
    round: bool = False  # it names a round of interviews, a date or a company
    task: bool = False  # it gives something to do
    aside: bool = False  # it only adds something: a note, references, a link
    headline: int = 0  # letters on its own lines
    # What stands below it.
    own: int = 0  # lines before the first node inside it
    letters: int = 0
    says: bool = False  # there is an answer, if a short one
    marked_at: int = 0  # the line near it that marks an answer, 0 without one
    marked_again: bool = False  # one marker stands there twice
    solved_at: int = 0  # the line that marks an answer, else the first that opens what solves
    body_asks: float = 0.0  # share of the lines there that ask
    # What stands above it.
    in_section: bool = False  # its section promises questions, and the post does not
    promised: bool = False  # its section, the post or its own mark promise questions
    hinted: bool = False  # they hint at some

    @property
    def asks(self) -> bool:
        """Whether it is put as a question, by its words or by its mark. "**比较编号：**" is a label."""
        return self.put or (asks(self.text) and not (self.labels and only_tells(self.text)))

    @property
    def marked(self) -> bool:
        """Whether an answer is marked near it."""
        return self.marked_at > 0

    @property
    def solved(self) -> bool:
        """Whether an answer is marked, or a line opens what solves."""
        return self.solved_at > 0

    @property
    def is_short(self) -> bool:
        """Whether its text takes up to four columns: two Chinese characters, four Latin letters."""
        wide = sum(char > "\u2e7f" for char in self.text)
        return len(self.text) + wide <= _SHORT

    @property
    def is_loose(self) -> bool:
        """Whether it is a plain line without number, mark or bold type."""
        return self.shape[0] in LOOSE

    @property
    def in_line(self) -> bool:
        """Whether it stands inside a line, an item or a quote, and not just below headings."""
        return self.parent is not None and self.parent.kind not in {"title", "heading"}


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


def ancestors(node: Node) -> list[Node]:
    """Return what a node stands in, from the nearest to the title."""
    above = []
    up = node.parent
    while up is not None:
        above.append(up)
        up = up.parent
    return above

"""Nodes as they open, line after line. A module for each kind of block says which of its lines do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from ..ir import Span
from ..markdown.blocks import Block
from .folds import Folds
from .marks import CARD
from .nodes import Kind, Node, Outline
from .numbers import Number
from .prompts import prompt


@dataclass(frozen=True, slots=True)
class Opening:
    """A node opens, or (None) a container at this depth ends with all that it holds."""

    node: Node | None
    depth: int


class Opener(ABC):
    """Opens the nodes of a post, and knows what its modules have to know of the post as a whole.

    `has_cards`: it holds notes of spaced repetition. `indent` is how far the text in the container
    that is walked is indented.
    """

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.lines = outline.lines
        self.measure = outline.measure
        self.markers = outline.markers
        self.folds = Folds(outline.document, outline.kinds)
        self.has_cards = any(CARD.match(line) or "#flashcards" in line for line in self.lines)
        self.indent = 0
        self.openings: list[Opening] = []

    @abstractmethod
    def walk(self, blocks: Sequence[Block], depth: int) -> None:
        """Open the nodes of blocks that so many containers hold."""

    def prompt(
        self, line: str, span: Span, kind: Kind, depth: int, number: Number | None = None
    ) -> Node:
        """Return the node of a line; `number` is one that stands before it."""
        node = prompt(line, span, kind, depth, self.measure, number)
        node.indent = self.indent
        return node

    def open(self, node: Node) -> None:
        """Open a node, if it says something."""
        if node.text.strip() or node.number is not None:
            self.openings.append(Opening(node, node.depth))

    def close(self, depth: int) -> None:
        """Note that a container at this depth ends: what it holds ends with it."""
        self.openings.append(Opening(None, depth))

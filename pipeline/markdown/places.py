"""Where tokens stand: the line of each and, for what can be a link, its place in that line.

markdown-it knows the lines of blocks only. So every token within a line remembers where in its
block's text it was made; the text's lines are the ends of the file's lines, except in the cells of
a table.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from ..html.attributes import attribute
from .emphasis import EmphasisState

_SHOWN = 80
_LEADING = re.compile(
    r"<!--|<(?P<name>a|audio|embed|iframe|object|source|video)(?=[\s>/])"
    r"(?P<attributes>(?>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+'){0,200}))>",
    re.IGNORECASE,
)
_ADDRESSES = {"a": "href", "object": "data"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a line of the file: how the text goes on there, at most to the line's end, and how many
    characters lie behind it, None if that is not known. `cell`: the cell of a table, counted from 0, whose
    end counts as the line's.
    """

    line: int
    source: str
    behind: int | None = None
    cell: int | None = None


class _State(EmphasisState):
    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        if ttype != "text" and nesting >= 0:
            token.meta["at"] = self.pos
        return token


def places_plugin(md: MarkdownIt) -> None:
    """Let every token within a line keep its place in the text of its block, as `at` in its `meta`."""

    def parse(src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        md.inline.tokenize(state)
        for rule in md.inline.ruler2.getRules(""):
            rule(state)
        return state.tokens

    md.inline.parse = parse  # type: ignore[method-assign]


def locate(tokens: Sequence[Token], source: str, first: int) -> Iterator[tuple[Token, int]]:
    """Yield every token, those within lines too, with its line in the file; `source` begins on its
    line `first`. In its `meta` what can be a link gets a `spot`, and raw HTML its `spots` by their
    addresses.
    """
    lines = source.split("\n")
    line = first
    opened: list[int] = []
    cell: int | None = None
    for token in tokens:
        if token.map:
            line = first + token.map[0]
        if token.type in {"tr_open", "tr_close"}:
            cell = -1 if token.nesting > 0 else None
        elif token.type in {"th_open", "td_open"} and cell is not None:
            cell += 1
        elif token.type == "html_block":
            first_line = line + token.meta.get("below", 0)  # of HTML that a tag holds
            token.meta["spots"] = _spots(token, _Text(token.content, first_line), 0)
        elif token.type.startswith("tag"):
            opened += [line] * (token.nesting > 0)
            at = opened.pop() if token.nesting < 0 and opened else line
            token.meta["spot"] = Spot(at, token.markup)
            yield token, at
            continue
        yield token, line
        text = _Text(token.content, line + _stripped(token, lines), cell)
        for child in token.children or ():
            opens = child.type == "link_open" and not child.markup  # made where its text begins
            at = text.go_on(child.meta.get("at", 0) - opens)
            if child.type == "html_inline":
                child.meta["spots"] = _spots(child, text, text.at)
            elif child.type in {"link_open", "tag"}:
                child.meta["spot"] = text.spot()
            yield child, at


def _stripped(token: Token, lines: Sequence[str]) -> int:
    """Return how many lines of odd blanks, such as U+3000, a paragraph lost at its front."""
    start, end = token.map or (0, 0)
    most = end - start - 1 - token.content.count("\n")
    count = 0
    while count < most and not lines[start + count].strip("> \t").strip():
        count += 1
    return count


class _Text:
    """The text of a block, gone through once."""

    def __init__(self, content: str, line: int, cell: int | None = None) -> None:
        self._content = content
        self._cell = cell
        self._pipes = content.count("|") if cell is not None else 0
        self._line = line
        self._end = self._last = -1
        self.at = 0

    def go_on(self, at: int) -> int:
        """Go on to a place, and return its line; never go back."""
        if at > self.at:
            self._line += self._content.count("\n", self.at, at)
            if self._cell is not None:
                self._pipes -= self._content.count("|", self.at, at)
            self.at = at
        return self._line

    def find(self, part: str, at: int) -> None:
        """Go on to a part of the text."""
        self.go_on(max(at, self._content.find(part, max(at, self.at))))

    def spot(self) -> Spot:
        """Return the place that the text is at."""
        if self.at > self._end:
            end = self._content.find("\n", self.at)
            self._end = len(self._content) if end < 0 else end
            self._last = self.at + len(self._content[self.at : self._end].rstrip())
        source = self._content[self.at : min(self._last, self.at + _SHOWN)]
        if self._cell is not None:  # where a "|" is text it was written "\|"
            source = source.replace("|", "\\|")
        return Spot(self._line, source, self._last - self.at + self._pipes, self._cell)


def _spots(token: Token, text: _Text, start: int) -> dict[str, deque[Spot]]:
    """Return the places of what leads elsewhere in raw HTML, not yet judged, by address."""
    found: defaultdict[str, deque[Spot]] = defaultdict(deque)
    for match in _leading(token.content):
        name = _ADDRESSES.get(match["name"].lower(), "src")
        text.find(match[0], start + match.start())
        found[attribute(match["attributes"], name)].append(text.spot())
    return found


def _leading(source: str) -> Iterator[re.Match[str]]:
    """Yield the HTML tags that lead elsewhere, outside comments; an unclosed comment is text."""
    at, last = 0, source.rfind("-->")
    while match := _LEADING.search(source, at):
        at = match.end()
        if match["name"]:
            yield match
        elif at <= last:
            at = source.find("-->", at)

"""Boxes with a title as prompts: containers, admonitions, shortcodes, tags, callouts.

How each is written, and what its title is, `markdown` knows, which renders it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ..ir import Span
from ..markdown.admonitions import admonition
from ..markdown.blocks import Block
from ..markdown.boxes import callout, container
from ..markdown.tags import Notation
from .opener import Opener
from .wording import answer_marker, asks

_UNKNOWN = re.compile(
    r"\{\{[<%]\s*(?P<shortcode>[\w-]+)\s[^>]*?[\"“](?P<quoted>[^\"“”]+)[\"”]\s*+(?:(?:true|false)\s*+)?[>%]\}\}"
    r"|\{%\s*(?P<tag>[\w-]++)\s++(?P<all>.+?)(?<!\s)\s*+%\}"
)
"""A tag that the engine does not know: what stands in quotes at its end, or all, must be its title."""
_NOTATIONS = {"{{<": "shortcode", "{{%": "shortcode", "{%": "tag"}
_COLONS = re.compile(r":{3,}")
_FOLDS = re.compile(r"details|fold(?:ing)?|collapse|spoiler|toggle|hidetoggle", re.IGNORECASE)
_ASKS = re.compile(r"question|faq|quiz|exercise|challenge|problem", re.IGNORECASE)
_SOLVES = re.compile(r"answer|solution|success|spoiler|hide", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Box:
    """A box with a title: a container (VuePress, pandoc), an admonition (MkDocs), a shortcode (Hugo), a
    tag (Hexo) or a callout (Obsidian, GitHub).
    """

    kind: str
    name: str
    title: str
    colons: str = ""

    @property
    def folds(self) -> bool:
        """Whether its name says that it only hides something."""
        return bool(_FOLDS.fullmatch(self.name))

    @property
    def asks(self) -> bool:
        """Whether its name says that it asks."""
        return bool(_ASKS.fullmatch(self.name))

    @property
    def solves(self) -> bool:
        """Whether its name says that it answers."""
        return bool(_SOLVES.fullmatch(self.name))

    def end(
        self, lines: Sequence[str], line: int, closing: dict[str, list[int]] | None = None
    ) -> int:
        """Return the line that closes the box which opens on `line`; 0 where none does. `closing` remembers
        the lines that close boxes, for the next one of the same lines.
        """
        below = range(line + 1, len(lines) + 1)
        if self.kind == "callout":
            stop = (n - 1 for n in below if not lines[n - 1].lstrip().startswith(">"))
            return next(stop, len(lines))
        if self.kind == "admonition":
            stop = (
                n - 1 for n in below if lines[n - 1].strip() and lines[n - 1][:1] not in {" ", "\t"}
            )
            return next(stop, len(lines))
        closes = {
            "container": rf"\s*{self.colons}\s*$",
            "shortcode": rf"\s*\{{\{{[<%]\s*/\s*{re.escape(self.name)}",
            "tag": rf"\s*\{{%\s*end{re.escape(self.name)}",
        }[self.kind]
        closing = {} if closing is None else closing
        if closes not in closing:
            regex = re.compile(closes, re.IGNORECASE)
            closing[closes] = [n for n, text in enumerate(lines, 1) if regex.match(text)]
        found = closing[closes]
        at = bisect_right(found, line)
        return found[at] if at < len(found) else 0


def box(line: str, tags: Sequence[Notation] = ()) -> Box | None:
    """Return the box that opens on a line; `tags` are those of the engine."""
    text = line.strip()
    opens = _OPENS.get(text[:1])
    return opens(text, tags) if opens is not None else None


def _container(text: str, tags: Sequence[Notation]) -> Box | None:
    colons = _COLONS.match(text)
    found = container(text[colons.end() :]) if colons else None
    return Box("container", *found, colons[0]) if colons and found else None


def _admonition(text: str, tags: Sequence[Notation]) -> Box | None:
    found = admonition(text)
    if found is None or found.title is None:
        return None
    return Box("admonition", found.name, found.title.strip())


def _callout(text: str, tags: Sequence[Notation]) -> Box | None:
    found = callout(text[1:].lstrip())
    return Box("callout", *found) if found else None


def _tag(text: str, tags: Sequence[Notation]) -> Box | None:
    for notation in tags:
        kind = _NOTATIONS.get(notation.syntax.opening)
        found = notation.titled(text) if kind else None
        if kind and found:
            return Box(kind, *found)
    match = _UNKNOWN.fullmatch(text)
    if match is None:
        return None
    kind = "tag" if match["tag"] else "shortcode"
    return Box(kind, match[kind], (match["all"] or match["quoted"]).strip(" '\""))


_OPENS: Mapping[str, Callable[[str, Sequence[Notation]], Box | None]] = {
    ":": _container, "!": _admonition, "?": _admonition, "{": _tag, ">": _callout,
}  # fmt: skip


def open_box(opener: Opener, line: int, depth: int, raw: str | None = None) -> bool:
    """Open a box whose title asks, or note one whose title says "answer"; whether it is a box."""
    text = raw if raw is not None else opener.lines[line - 1]
    found = box(text, opener.outline.document.tags)
    if found is None:
        return False
    title = found.title
    if answer_marker(title) or (
        not asks(title)
        and (found.solves or (found.folds and title and opener.folds.only_unfolds(title)))
    ):
        opener.markers.add(line)
    elif title and (asks(title) or found.asks):
        node = opener.prompt(title, Span(line, line), "box", depth)
        node.shape = ("box",)
        node.inside = found.end(opener.lines, line, opener.outline.closing)
        opener.open(node)
    return True


def open_tag(opener: Opener, block: Block, depth: int) -> None:
    """Open the box that a tag plugin makes, and what it holds."""
    open_box(opener, block.start, depth)
    opener.walk(block.children, depth)

"""Boxes with a title as prompts: containers, admonitions, shortcodes, tags, callouts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..ir import Span
from ..markdown.blocks import Block
from .opener import Opener
from .wording import answer_marker, asks

_BOX = re.compile(
    r"\s*(?:(?P<colons>:{3,})\s*\{?\.?(?P<container>[\w-]+)\}?\s*\[?(?P<t1>[^\]]*+)\]?"
    r"|(?:!!!|\?\?\?\+?)\s+(?P<admonition>[\w-]+)\s+[\"“](?P<t2>.*)[\"”]"
    r"|\{\{[<%]\s*(?P<shortcode>[\w-]+)\s[^>]*?[\"“](?P<t3>[^\"“”]+)[\"”]\s*+(?:(?:true|false)\s*+)?[>%]\}\}"
    r"|\{%\s*(?P<tag>[\w-]+)\s+(?P<t4>.+?)(?<!\s)\s*+%\}"
    r"|>\s*\[!(?P<callout>[\w-]+)\][+-]?\s*(?P<t5>.*))\s*$"
)
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


def box(line: str) -> Box | None:
    """Return the box that opens on a line."""
    if line.lstrip()[:1] not in {":", "!", "?", "{", ">"}:
        return None
    match = _BOX.match(line)
    if match is None:
        return None
    kinds = ("container", "admonition", "shortcode", "tag", "callout")
    kind = next(kind for kind in kinds if match[kind])
    title = next(filter(None, match.group("t1", "t2", "t3", "t4", "t5")), "").strip(" '\"")
    return Box(kind, match[kind], title, match["colons"] or "")


def open_box(opener: Opener, line: int, depth: int, raw: str | None = None) -> bool:
    """Open a box whose title asks, or note one whose title says "answer"; whether it is a box."""
    found = box(raw if raw is not None else opener.lines[line - 1])
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

"""How people mark lines besides Markdown's own ways: ornaments, filled blanks, cards, titled boxes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_ORNAMENT = (
    r"(?:[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]"
    r"|:[a-z][a-z_]+:|\[[ xX]\](?=\s))"
)
_ORNAMENTS = re.compile(rf"^(?:{_ORNAMENT}\s*)+(?=.*\w)|(?<=\S)(?:\s*{_ORNAMENT})+$")

FILLED = re.compile(
    r"(?<![A-Za-z0-9_])[（(]\s*(?:[×√✓✔✗✘xX对错TF]|[A-H]{1,5})\s*[)）][。.\s]*$"
    r"|(?<=[\u3000-\u9fff])（\s*[A-Ha-h]{1,5}\s*）(?=\s*[\u3000-\u9fff])"
    r"|^（\s*[A-Ha-h]{1,5}\s*）(?=[\u3000-\u9fff])"
)
"""An exam's blank that is filled in: (√), （ C ） at the end; （b） between words."""

BLANK = re.compile(r"[（(]\s*[）)][\s。.?？]*$")
"""An exam's blank at the end of a line."""

CARD = re.compile(r"\s*[?？]{1,2}\s*$")
"""The line of a spaced-repetition note between question and answer (obsidian-spaced-repetition)."""

CARD_SIDES = re.compile(r"(?P<front>[^:]{3,200}?)\s*:{2,3}\s*(?P<back>[^:\s].+)$")
"""Such a note on one line."""

CONTENTS = re.compile(r"[*_]{0,3}\d*[.、]?\s*\[.+\]\(\s*#[^)]*\)[*_]{0,3}\s*")
"""An entry of a table of contents: a link within the page and no more."""

OPTION = re.compile(r"\s*(?:[-*+]\s+)?(?:\*\*)?[(（]?[A-Ha-h](?:\*\*)?\s*[.．、:：)）]\s*\S")
"""A line that offers an answer to choose."""

_BOX = re.compile(
    r"\s*(?:(?P<colons>:{3,})\s*\{?\.?(?P<container>[\w-]+)\}?\s*\[?(?P<t1>[^\]]*)\]?"
    r"|(?:!!!|\?\?\?\+?)\s+(?P<admonition>[\w-]+)\s+[\"“](?P<t2>.*)[\"”]"
    r"|\{\{[<%]\s*(?P<shortcode>[\w-]+)\s[^>]*?[\"“](?P<t3>[^\"“”]+)[\"”]\s*(?:true|false)?\s*[>%]\}\}"
    r"|\{%\s*(?P<tag>[\w-]+)\s+(?P<t4>.+?)\s*%\}"
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


def without_ornaments(line: str) -> str:
    """Return a line without the emoji and check boxes before and behind its words."""
    return _ORNAMENTS.sub("", line.strip())

"""How people mark lines besides Markdown's own ways: ornaments, filled blanks, cards, options."""

from __future__ import annotations

import re

_ORNAMENT = (
    r"(?:[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]"
    r"|:[a-z][a-z_]+:|\[[ xX]\](?=\s))"
)
_ORNAMENTS = re.compile(
    rf"^(?>(?:{_ORNAMENT}\s*){{1,50}})(?=.*\w)|(?<=\S)(?:\s*{_ORNAMENT}){{1,50}}$"
)

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

CONTENTS = re.compile(r"[*_]{0,3}\d*[.、]?\s*\[.+\]\(\s*#[^)]{0,500}+\)[*_]{0,3}\s*")
"""An entry of a table of contents: a link within the page and no more."""

OPTION = re.compile(r"\s*(?:[-*+]\s+)?(?:\*\*)?[(（]?[A-Ha-h](?:\*\*)?\s*[.．、:：)）]\s*\S")
"""A line that offers an answer to choose."""


def without_ornaments(line: str) -> str:
    """Return a line without the emoji and check boxes before and behind its words."""
    return _ORNAMENTS.sub("", line.strip())

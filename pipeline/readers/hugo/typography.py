"""Quotes, dashes and dots as goldmark shows them (`extension/typographer.go`, `parser/delimiter.go`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...markdown.typography import Typographer
    from ..front_matter.js_types import Value

_NAMES = {
    "'": "apostrophe", "...": "ellipsis", "---": "emdash", "--": "endash", "<<": "leftanglequote",
    ">>": "rightanglequote", "open'": "leftsinglequote", "close'": "rightsinglequote",
    'open"': "leftdoublequote", 'close"': "rightdoublequote",
}  # fmt: skip
_SHOWN = dict(zip(_NAMES, "’…—–«»‘’“”", strict=True))
_SIGN = re.compile(r"---?|\.\.\.|<<|>>|[\"']")
_OF_WORDS = re.compile(r"(?:[smtd]|ve|ll|re)(?![^\W_])")
_DECADE = re.compile(r"[0-9]{2}s(?![^\W_])")


def typography_of(setting: Value) -> Typographer | None:
    """Return how a setting has quotes, dashes and dots; None where they stay as written."""
    own = setting if isinstance(setting, dict) else {}
    if setting is False or own.get("disable") is True:
        return None
    texts = {sign: own.get(name) for sign, name in _NAMES.items()}
    chosen = {sign: unescape(text) for sign, text in texts.items() if isinstance(text, str)}
    signs = {**_SHOWN, **chosen}
    return lambda: partial(shown, signs, _Block())


@dataclass(slots=True)
class _Block:
    """What was shown of a block: what its last text may stand behind, and the quotes that are open."""

    last: str = "\n"
    opened: dict[str, int] = field(default_factory=lambda: {"'": 0, '"': 0})


def shown(signs: Mapping[str, str], block: _Block, before: str, text: str, after: str) -> str:
    """Return a text as goldmark shows it."""
    source = text + after
    first = before or block.last
    block.last = "*"  # as good as what marks any element
    parts, at = list[str](), 0
    for match in _SIGN.finditer(text):
        made = signs.get(match[0]) if len(match[0]) > 1 else None
        if len(match[0]) == 1:
            last = source[match.start() - 1] if match.start() else first
            kind = _kind_of(match[0], last, source[match.end() : match.end() + 8], block.opened)
            made = signs.get(kind)
        parts += text[at : match.start()], match[0] if made is None else made
        at = match.end()
    return "".join(parts) + text[at:]


def _kind_of(quote: str, before: str, behind: str, opened: dict[str, int]) -> str:
    """Return which sign a quote stands for, "" for itself; count those that are open."""
    opens, closes = _sides(before, behind.lstrip(quote)[:1] or "\n")
    if quote == "'":
        if opens and not closes and _DECADE.match(behind):
            return "'"
        if behind[:1] in ("t", "e", "n", "l") and _is_punctuation(before, spaces=True):
            return "'"
        if before.isalnum() and behind[:1].isalpha():
            return "'"
    if opens and not closes:
        if quote == "'" and _OF_WORDS.match(behind):
            return "close'"
        opened[quote] += 1
        return f"open{quote}"
    if quote == "'" and len(behind) > 1 and not behind[0].isdecimal():
        return "close'"
    may_close = not opens or re.match(r"[^\w\s](?:\W|$)", behind)
    if opened[quote] and closes and may_close:
        opened[quote] -= 1
        return f"close{quote}"
    return ""


def _sides(before: str, after: str) -> tuple[bool, bool]:
    """Return whether a delimiter between two characters can open, and whether it can close."""
    marks = _is_punctuation(before), _is_punctuation(after)
    opens = not after.isspace() and (not marks[1] or before.isspace() or marks[0])
    closes = not before.isspace() and (not marks[0] or after.isspace() or marks[1])
    return opens, closes


def _is_punctuation(letter: str, *, spaces: bool = False) -> bool:
    return unicodedata.category(letter)[0] in "PS" or (spaces and letter.isspace())

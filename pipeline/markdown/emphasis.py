"""Emphasis beside Chinese, Japanese and Korean, which have no blanks between words.

By CommonMark a run of stars between a punctuation mark and a letter opens or closes nothing on one of
its sides, so `**重点：**文字` shows its stars. Here a letter of these scripts counts as a blank does, and
their marks count as letters, as the CommonMark CJK-friendly Amendments say (tats-u/markdown-cjk-friendly,
specification.md, 2.1 and 6.2).
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned

_VARIATIONS = frozenset(map(chr, range(0xFE00, 0xFE0F)))  # without that of emoji
_IDEOGRAPHIC_VARIATIONS = frozenset(map(chr, range(0xE0100, 0xE01F0)))
_FULL_WIDTH_QUOTES = frozenset(f"{quote}\ufe01" for quote in "‘’“”")
"""The quotes that StandardizedVariants.txt makes full-width ones."""


class _Sign(NamedTuple):
    """What stands on one side of a run. `divides`: it is punctuation, and none of these scripts. `faces`:
    it is a bracket that opens to the right (1) or to the left (-1).
    """

    is_blank: bool
    is_punctuation: bool
    divides: bool
    is_cjk: bool
    faces: int = 0


class EmphasisState(StateInline):
    """The state of a parser within a line, which knows what can open and close emphasis."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Return whether the run of signs at `start` can open or close emphasis, and its length."""
        end = start
        while end < self.posMax and self.src[end] == self.src[start]:
            end += 1
        before = _sign(self.src[max(0, start - 2) : start])
        after = _sign(self.src[end : min(end + 1, self.posMax)])
        left = _leans(after, before, -1)
        right = _leans(before, after, 1)
        return Scanned(
            left and (canSplitWord or not right or before.is_punctuation),
            right and (canSplitWord or not left or after.is_punctuation),
            end - start,
        )


def _leans(inner: _Sign, outer: _Sign, outwards: int) -> bool:
    """Whether a run belongs to what is on its inner side (left- and right-flanking runs). Beside a letter
    of these scripts it does not if its inner side is a bracket around that letter, as in `(*号)`.
    """
    if inner.is_blank:
        return False
    if not inner.divides or outer.is_blank or outer.divides:
        return True
    return outer.is_cjk and inner.faces != outwards


def _sign(text: str) -> _Sign:
    """Return what a text ends with: a character, or one with the selector of its variation."""
    if text[-1:] in _IDEOGRAPHIC_VARIATIONS:
        return _Sign(False, False, False, True)
    char = text[0] if len(text) > 1 and text[1] in _VARIATIONS else text[-1:] or " "
    is_cjk = text in _FULL_WIDTH_QUOTES or _is_cjk(char)
    is_punctuation = isMdAsciiPunct(ord(char)) or isPunctChar(char)
    faces = {"Ps": 1, "Pe": -1}.get(unicodedata.category(char), 0)
    divides = is_punctuation and not is_cjk
    return _Sign(isWhiteSpace(ord(char)), is_punctuation, divides, is_cjk, faces)


def _is_cjk(char: str) -> bool:
    """Whether a character is wide and no emoji, or Korean."""
    width = unicodedata.east_asian_width(char)
    if width == "W":  # wide symbols that are not between the letters are emoji
        return not unicodedata.category(char).startswith("S") or "\u2e80" <= char <= "\uffff"
    return width in {"F", "H"} or unicodedata.name(char, "").startswith("HANGUL")

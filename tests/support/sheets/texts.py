"""Texts of the corpus found on a page, whatever the white space and forms of characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from bs4 import BeautifulSoup

from tests.support.sheets.sheets import Sheet

_EMOJI = "\ufe0f" + "".join(map(chr, range(0x1F000, 0x1FB00)))
_PIECE = 12  # characters of the pieces of a text that is not there as a whole


def plain(text: str) -> str:
    """Return a text without white space and what is not seen, in one form of each character.

    Emoji are taken out too, since a PDF draws them as pictures.
    """
    text = unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if unicodedata.category(c)[0] not in "CZ" and c not in _EMOJI)


@cache
def runs(html: str) -> tuple[str, ...]:
    """Return the runs of text in canonical HTML, without formulas."""
    soup = BeautifulSoup(html, "html.parser")
    for formula in soup.select(".math, math"):
        formula.decompose()
    return tuple(filter(None, (plain(str(run)) for run in soup.find_all(string=True))))


def prompts(sheet: Sheet) -> list[tuple[str, ...]]:
    """Return the prompts that a sheet must show, each as its runs."""
    return [
        runs(question.prompt.html)
        for post in sheet.corpus.posts
        for question in post.questions
        if sheet.layout.edition != "cards" or question.status == "answered"
    ]


def answers(sheet: Sheet) -> list[str]:
    """Return the runs of all answers that a sheet must show."""
    return [
        run
        for post in sheet.corpus.posts
        for question in post.questions
        if sheet.layout.edition != "cards" or question.status == "answered"
        for run in runs(question.answer.html)
    ]


@dataclass
class Found:
    """What is shown; `missing` gathers what was not there."""

    shown: str
    missing: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shown = plain(self.shown)

    def has(self, prompt: Iterable[str]) -> bool:
        """Whether all runs of a prompt are there."""
        return all(run in self.shown for run in prompt)

    def has_pieces(self, prompt: Iterable[str]) -> bool:
        """Whether all runs are there, though a column may end within one."""
        return self.share(prompt) > 0.7

    def share(self, texts: Iterable[str]) -> float:
        """Return the share of characters that are there; note the missing ones."""
        there = total = 0
        for text in texts:
            for piece in [text] if text in self.shown else list(_pieces(text)):
                total += len(piece)
                if piece in self.shown:
                    there += len(piece)
                else:
                    self.missing.append(piece)
        return there / total if total else 1.0


def _pieces(text: str) -> Iterator[str]:
    """Yield the pieces of a text, which the end of a page or column may interrupt."""
    yield from re.findall(f".{{1,{_PIECE}}}", text, re.DOTALL)

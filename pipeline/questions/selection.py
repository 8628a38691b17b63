"""Selections: what `questions:` may say of which lines of a post are its prompts.

The grammar (docs/questions.md): `none`, `title`, or one to three ways of writing, joined by ` + `:

    heading-2
    heading-3 below "面试题"
    heading-2 + bold
    list numbered
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..findings import FilledText, Phrase
from ..spelling import nearest

NONE, TITLE = "none", "title"
LINES = "lines"
"""What a selection by lines is called; only `readings.toml` can hold one."""

WAYS = (
    *(f"heading-{level}" for level in range(1, 7)),
    "paragraph", "bold", "bold-head", "italic", "list", "list-2", "list-3", "question", "sentence", "short",
    "summary", "quote", "box", "table", "term", "card", "html", "code",
)  # fmt: skip
"""The ways of writing prompts."""

MOST_WAYS = 3
_WAY = re.compile(
    r'(?P<way>[a-z]+(?:-(?:[1-6]|head))?)(?:\s+(?P<number>numbered|unnumbered))?(?:\s+below\s+"(?P<below>[^"]+)")?'
    r"(?:\s*\+\s*(?=[a-z])|$)"
)


class SelectionError(ValueError):
    """A text that is no selection; `reason` says why."""

    def __init__(self, reason: str | FilledText) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Way:
    """One way of writing prompts. `numbered` is None where that does not matter; `below` is the text of
    a heading that they stand below.
    """

    name: str
    numbered: bool | None = None
    below: str | None = None

    def __str__(self) -> str:
        """Return it as `questions:` writes it."""
        number = {None: "", True: " numbered", False: " unnumbered"}[self.numbered]
        below = f' below "{self.below}"' if self.below else ""
        return f"{self.name}{number}{below}"


@dataclass(frozen=True, slots=True)
class GivenLines:
    """The lines of questions that a program gave: the text of each prompt's first line, and of the last
    line of its answer, "" without one.
    """

    prompts: tuple[str, ...]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """A reading by name. Its prompts are those written in some `ways`, the `title`, or some `lines`;
    without any of these there are none.
    """

    ways: tuple[Way, ...] = ()
    title: bool = False
    lines: GivenLines | None = None

    def __str__(self) -> str:
        """Return it as `questions:` writes it."""
        if self.lines is not None:
            return LINES
        if self.ways:
            return " + ".join(map(str, self.ways))
        return TITLE if self.title else NONE


def parse(text: str) -> Selection:
    """Return the selection that a text is. Raise SelectionError where it is none."""
    words = text.strip()
    if words in {NONE, TITLE}:
        return Selection(title=words == TITLE)
    ways: list[Way] = []
    at = 0
    while not ways or at < len(words):
        match = _WAY.match(words, at)
        if match is None or match["way"] not in WAYS:
            raise SelectionError(_unknown(words[at:]))
        numbered = None if match["number"] is None else match["number"] == "numbered"
        ways.append(Way(match["way"], numbered, match["below"]))
        at = match.end()
    if len(ways) > MOST_WAYS:
        raise SelectionError(Phrase.TOO_MANY_WAYS.text(words=words, limit=MOST_WAYS))
    return Selection(tuple(ways))


def parse_or_none(text: str) -> Selection | None:
    """Return the selection that a text is, None where it is none."""
    try:
        return parse(text)
    except SelectionError:
        return None


def _unknown(words: str) -> FilledText:
    """Return a text about words that are no way of writing, with the nearest one."""
    known = (NONE, TITLE, *WAYS)
    if near := nearest(words, known):
        return Phrase.NEAREST_WAY.text(words=words, nearest=near)
    return Phrase.UNKNOWN_WAY.text(words=words, ways=", ".join(known))

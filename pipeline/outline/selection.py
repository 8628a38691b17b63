"""What `questions:` may say: which lines of a post are its prompts.

The grammar (docs/questions.md): `none`, `title`, or one to three ways of writing, joined by ` + `:

    heading-2
    heading-3 below "面试题"
    heading-2 + bold
    list numbered
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NONE, TITLE = "none", "title"
WAYS = (
    *(f"heading-{level}" for level in range(1, 7)),
    "line", "bold", "italic", "list", "list-2", "list-3", "question", "sentence", "short",
    "summary", "quote", "box", "table", "term", "card", "html", "code",
)  # fmt: skip
"""The ways in which prompts are written."""

MOST_WAYS = 3
_TERM = re.compile(
    r'(?P<way>[a-z]+(?:-[1-6])?)(?:\s+(?P<number>numbered|unnumbered))?(?:\s+below\s+"(?P<below>[^"]+)")?'
)


class SelectionError(ValueError):
    """A text that is no selection; the message says why."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way of writing prompts. `numbered` is None where that does not matter; `below` is the text of
    a heading that they stand below.
    """

    name: str
    numbered: bool | None = None
    below: str | None = None

    def __str__(self) -> str:
        """Write it as `questions:` does."""
        number = {None: "", True: " numbered", False: " unnumbered"}[self.numbered]
        below = f' below "{self.below}"' if self.below else ""
        return f"{self.name}{number}{below}"


@dataclass(frozen=True, slots=True)
class Selection:
    """The ways in which the prompts of a post are written; without one, `title` or nothing is taken."""

    ways: tuple[Way, ...] = ()
    title: bool = False

    def __str__(self) -> str:
        """Write it as `questions:` does."""
        if self.ways:
            return " + ".join(map(str, self.ways))
        return TITLE if self.title else NONE


def parse(text: str) -> Selection:
    """Read a selection. Raises SelectionError."""
    words = text.strip()
    if words in {NONE, TITLE}:
        return Selection(title=words == TITLE)
    ways = tuple(_way(part.strip()) for part in re.split(r"\s*\+\s*(?=[a-z])", words))
    if len(ways) > MOST_WAYS:
        raise SelectionError(f"{text!r} names more than {MOST_WAYS} ways of writing")
    return Selection(ways)


def _way(text: str) -> Way:
    match = _TERM.fullmatch(text)
    if match is None or match["way"] not in WAYS:
        raise SelectionError(f"{text!r} is no way of writing prompts")
    numbered = None if match["number"] is None else match["number"] == "numbered"
    return Way(match["way"], numbered, match["below"])

"""The cards of a post in their one order, for the ledger and for every deck."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ir import Post, Question, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .types import Kind


@dataclass(frozen=True, slots=True)
class Card:
    """A question or a term of a post, as the ledger sees it. `line` is where it starts.

    `answer` is the visible text of the answer. `answered`: it gets a note; a stub gets none and has
    no schedule to lose.
    """

    id: str
    kind: Kind
    site: str
    post: str
    path: str
    line: int
    ordinal: int
    number: str
    prompt: str
    answer: str
    answered: bool = True


def questions_and_terms(post: Post) -> Iterator[Question | Term]:
    """Yield a post's questions by ordinal, each followed by its terms; other terms come last."""
    questions = sorted(post.questions, key=lambda question: question.ordinal)
    terms = sorted(post.terms, key=lambda term: term.ordinal)
    known = {question.ordinal for question in questions}
    for question in questions:
        yield question
        yield from (term for term in terms if term.question == question.ordinal)
    yield from (term for term in terms if term.question not in known)


def cards_of(post: Post) -> Iterator[Card]:
    """Yield the cards of a post in order, stubs included."""
    for item in questions_and_terms(post):
        if isinstance(item, Question):
            yield Card(
                item.guid, "question", post.site, post.key, post.path, item.lines.start,
                item.ordinal, item.number, _line(item.prompt.text) or _line(item.prompt.markdown),
                item.answer.text, item.status == "answered",
            )  # fmt: skip
        else:
            yield Card(
                item.guid, "term", post.site, post.key, post.path, item.span.start,
                item.ordinal, "", _line(item.term), item.definition.text,
            )  # fmt: skip


def comparable(prompt: str) -> str:
    """Return a prompt in the form that is compared: NFKC, white space collapsed."""
    return _line(unicodedata.normalize("NFKC", prompt))


def _line(text: str) -> str:
    return " ".join(text.split())

"""The cards of a post in their one order, for the ledger and for every deck."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ir import Post, Question, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .types import Kind


_DIGITS = re.compile(r"\d+")
_LAST_DIGITS = re.compile(r"(?<!\d)\d+$")
_LETTERS = re.compile(r"^\D*+0*")
_JOINT = re.compile(r"[-_.:]")


@dataclass(frozen=True, slots=True)
class Card:
    """A question or a term of a post, as the ledger sees it. `line` is where it starts.

    `answer` is the visible text of the answer. `answered`: it gets a note; a stub gets none and has
    no schedule to lose. `anchor` is the id by which its author names it, "" for none.
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
    anchor: str = ""


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
    anchors = _naming(post)
    for item in questions_and_terms(post):
        if isinstance(item, Question):
            yield Card(
                item.guid, "question", post.site, post.key, post.path, item.lines.start,
                item.ordinal, item.number, _line(item.prompt.text) or _line(item.prompt.markdown),
                item.answer.text, item.status == "answered", anchors.get(item.ordinal, ""),
            )  # fmt: skip
        else:
            yield Card(
                item.guid, "term", post.site, post.key, post.path, item.span.start,
                item.ordinal, "", _line(item.term), item.definition.text,
            )  # fmt: skip


def _naming(post: Post) -> dict[int, str]:
    """Return the ids that name questions of a post, by ordinal: those that only one question has, and that
    are no positions, which an insertion would move.
    """
    like = Counter(_LAST_DIGITS.sub("#", question.anchor) for question in post.questions)
    return {
        question.ordinal: question.anchor
        for question in post.questions
        if question.anchor
        and like[_LAST_DIGITS.sub("#", question.anchor)] == 1
        and not _is_position(question)
    }


def _is_position(question: Question) -> bool:
    """Whether an id holds the number of the question, or its place in the post, as `q3` and `12` do."""
    places = {"".join(_DIGITS.findall(question.number)), str(question.ordinal)} - {""}
    parts = [_LETTERS.sub("", part) for part in _JOINT.split(question.anchor)]
    return not places.isdisjoint((*parts, "".join(parts)))


def comparable(prompt: str) -> str:
    """Return a prompt in the form that is compared: NFKC, white space collapsed."""
    return _line(unicodedata.normalize("NFKC", prompt))


def _line(text: str) -> str:
    return " ".join(text.split())

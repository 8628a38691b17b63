"""The rows of the index as the page shows them: each with the places that name it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ....html.text_fragment import text_fragment
from ....ir import AnchorText, Corpus, Occurrence, Post, Question
from ....widths import cut
from ...self_contained import anchor
from ..rows import Row
from .text import LONGEST, ShownAddress, Words, readable, safe_href, words_around

MOST_ROWS = 3000
MOST_MENTIONS = 12
MOST_LISTINGS = 12
MOST_TEXTS = 12
"""The most that a page holds of each; all of it is in `links.csv`."""

_NAME = 80  # characters of a question that name it


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text. `question` names the one it stands in, `leads_to` the one it leads to."""

    title: str
    href: str | None
    where: str
    question: str
    leads_to: str
    words: Words


@dataclass(frozen=True, slots=True)
class Other:
    """Another target that is the same work."""

    anchor: str
    address: ShownAddress


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target: `mark` is its kind or `ambiguous`, `also` are those that are the same work;
    `sources` and `listed_by` are the numbers of the posts that name it in texts and in navigation,
    for the script to group by.
    """

    anchor: str
    title: str
    href: str | None
    address: ShownAddress
    host: str
    kind: str
    mark: str
    faulty: bool
    only_listed: bool
    mentions: int
    named_by: int
    places: tuple[Mention, ...]
    texts: tuple[AnchorText, ...]
    more_texts: int
    listings: int
    listed: tuple[str, ...]
    more_listed: int
    posts: tuple[Post, ...]
    also: tuple[Other, ...]
    newest: str
    sources: tuple[int, ...]
    listed_by: tuple[int, ...]


class TargetRows:
    """A maker of the targets of a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._posts = {post.ref: post for post in corpus.posts}
        self._numbers = {post.ref: number for number, post in enumerate(corpus.posts)}
        self._questions = {
            (post.ref, question.ordinal): question
            for post in corpus.posts
            for question in post.questions
        }

    def of(self, row: Row) -> TargetRow:
        """Return the target of a row."""
        link = row.link
        named_by = tuple(dict.fromkeys(place.post for place in row.mentions))
        listed_by = tuple(dict.fromkeys(place.post for place in row.listings))
        texts = link.anchor_texts[:MOST_TEXTS]
        return TargetRow(
            anchor=anchor("link", link.key),
            title=cut(link.title, LONGEST, len),
            href=None if link.resolution.status == "invalid" else safe_href(link.href),
            address=readable(link.href),
            host=row.host,
            kind=row.kind,
            mark="ambiguous" if link.resolution.status == "ambiguous" else row.kind,
            faulty=row.faulty,
            only_listed=row.only_listed,
            mentions=len(row.mentions),
            named_by=len(named_by),
            places=tuple(self._place(place, row) for place in row.mentions[:MOST_MENTIONS]),
            texts=tuple(AnchorText(cut(text.text, LONGEST, len), text.count) for text in texts),
            more_texts=len(link.anchor_texts) - len(texts),
            listings=len(listed_by),
            listed=tuple(self._posts[ref].title for ref in listed_by[:MOST_LISTINGS]),
            more_listed=max(len(listed_by) - MOST_LISTINGS, 0),
            posts=row.targets,
            also=tuple(Other(anchor("link", link.key), readable(link.href)) for link in row.also),
            newest=max((self._posts[ref].date or "" for ref in named_by or listed_by), default="")[:10],
            sources=tuple(self._numbers[ref] for ref in named_by),
            listed_by=tuple(self._numbers[ref] for ref in listed_by),
        )  # fmt: skip

    def _place(self, place: Occurrence, row: Row) -> Mention:
        post = self._posts[place.post]
        words = words_around(place)
        href = safe_href(post.permalink)
        return Mention(
            title=post.title,
            href=text_fragment(href, words.marked) if href and words.marked.strip() else href,
            where=f"{post.path}:{place.line}",
            question=_name(self._questions.get((place.post, place.question or 0))),
            leads_to=self.question_led_to(place, (post.ref for post in row.targets)),
            words=words,
        )

    def question_led_to(self, place: Occurrence, targets: Iterable[str]) -> str:
        """Return the name of the question that a place leads to, "" for none.

        `targets` are the references of the posts that may hold the question.
        """
        found = (self._questions.get((ref, place.target_question or 0)) for ref in targets)
        return _name(next(filter(None, found), None))


def _name(question: Question | None) -> str:
    if question is None:
        return ""
    prompt = " ".join(question.prompt.text.split())
    return f"{question.number or question.ordinal}. {cut(prompt, _NAME, len)}"


def kept(rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows that a page shows, in their order: if too many, broken, then most named ones."""
    if len(rows) <= MOST_ROWS:
        return rows
    order = sorted(range(len(rows)), key=lambda at: (rows[at].kind != "broken", at))
    return [rows[at] for at in sorted(order[:MOST_ROWS])]


def by_target(rows: Iterable[Row]) -> Mapping[str, list[str]]:
    """Return the ids of the rows whose places in texts lead to a post, by the post's reference."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for post in row.targets if row.mentions else ():
            found.setdefault(post.ref, []).append(anchor("link", row.link.key))
    return found

"""The links of a question as its card and the cheat sheet name them, by the index of the corpus."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..html.text_fragment import text_fragment
from ..ir import Corpus, Link, Occurrence, Post, Question, Term
from .anchor_texts import names_nothing
from .identity import address_of, identity, resolve

_BROKEN = frozenset({"invalid", "broken"})
_NOWHERE = _BROKEN | {"anchor"}
_LONGEST = 60  # characters of a prompt that name its question


@dataclass(frozen=True, slots=True)
class Citation:
    """A link as it is cited: its target in the index, the address to go to, what it is called. `post` and
    `question` are those of the corpus that it leads to, `question` where it leads to one.
    """

    link: Link
    href: str
    name: str
    post: Post | None = None
    question: Question | None = None

    @property
    def leads(self) -> bool:
        """Whether it is worth citing: it exists, and leads out of its own post or to a question."""
        return self.question is not None or self.link.resolution.status not in _NOWHERE

    @property
    def broken(self) -> bool:
        """Whether its site has no such address, or it is none."""
        return self.link.resolution.status in _BROKEN


class Cited:
    """What the links in the questions of a corpus lead to."""

    def __init__(self, corpus: Corpus) -> None:
        self._posts = {post.ref: post for post in (*corpus.posts, *corpus.others)}
        self._links = {link.key: link for link in corpus.links}
        self._at: dict[str, list[tuple[Link, Occurrence]]] = defaultdict(list)
        self._by_address: dict[str, tuple[Link, Occurrence]] = {}
        studied = {post.ref for post in corpus.posts if post.questions or post.terms}
        for link in corpus.links:
            for place in link.occurrences:
                if place.post in studied:
                    self._at[place.post].append((link, place))
                    self._by_address[self._address(link, place)] = (link, place)
        for cited in self._at.values():
            cited.sort(key=_place)

    def of(self, post: Post, item: Question | Term) -> Iterator[Citation]:
        """Yield the links of a question or a term in their order, each target once."""
        if isinstance(item, Question):
            start, end = item.lines.start, item.lines.end
        else:
            start, end = item.span.start, item.span.end
        cited = self._at[post.ref]
        first, behind = (bisect_left(cited, (line, 0), key=_place) for line in (start, end + 1))
        seen = set()
        for link, place in cited[first:behind]:
            citation = self._citation(link, place)
            target = (citation.href, citation.name) if citation.question else link.key
            if target not in seen:
                seen.add(target)
                yield citation

    def at(self, href: str, post: Post) -> Citation | None:
        """Return the link that an address means in the HTML of a post, None where the index lacks
        it.

        Its name is that in the index, whatever text the link has there.
        """
        address = resolve(href, address_of(post))
        if known := self._by_address.get(address):
            cited = self._citation(*known)
            return cited if cited.post else replace(cited, name=cited.link.title)
        link = self._links.get(identity(address))
        return Citation(link, address, link.title) if link else None

    def _address(self, link: Link, place: Occurrence) -> str:
        """Return the address as it is in the HTML of a post, where `post:` names are permalinks."""
        written = place.written
        if written.startswith("post:"):
            written = link.href + "".join(written.partition("#")[1:])
        return resolve(written, address_of(self._posts[place.post]))

    def _citation(self, link: Link, place: Occurrence) -> Citation:
        """Return the citation of a link. Its name is its own text, if that names the target, so
        that a card does not change when other posts use other texts; posts and questions have their
        titles.
        """
        written = self._address(link, place)
        href = written if identity(written) == link.key else _with_part(link.href, written)
        if len(link.resolution.posts) != 1 or link.resolution.status not in {"post", "anchor"}:
            named = link.title if names_nothing(place.anchor_text) else place.anchor_text
            return Citation(link, href, named)
        post = self._posts[link.resolution.posts[0]]
        if place.target_question is None:
            return Citation(link, href, post.title, post)
        question = post.questions[place.target_question - 1]
        prompt = " ".join(question.prompt.text.split())
        prompt = prompt if len(prompt) <= _LONGEST else f"{prompt[: _LONGEST - 1]}…"
        number = f"{question.number}." if question.number.isdecimal() else question.number
        name = " ".join(filter(None, (number, prompt)))
        if post.permalink:
            href = text_fragment(post.permalink, question.prompt.text)
        return Citation(link, href, f"{post.title} · {name}", post, question)


def _with_part(href: str, written: str) -> str:
    """Return an address with the fragment of another one, unless it has its own."""
    return href if "#" in href else href + "".join(written.partition("#")[1:])


def _place(cited: tuple[Link, Occurrence]) -> tuple[int, int]:
    return cited[1].line, cited[1].column

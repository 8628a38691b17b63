"""The rows of the index: one for each target, as its readers see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ...findings import Code, Finding, Severity
from ...ir import Corpus, Link, Occurrence, Post
from ...links.identity import host_of, work_of

Kind = Literal["internal", "external", "broken"]

LINK_CODES = frozenset({
    Code.BROKEN_POST_LINK, Code.BROKEN_LINK, Code.DRAFT_LINK, Code.OLD_PERMALINK, Code.AMBIGUOUS_LINK,
    Code.MISMATCHED_ANCHOR_TEXT, Code.SELF_LINK, Code.PREVIEW_HOST, Code.GLUED_URL, Code.INVALID_URL,
    Code.ORPHAN_POST, Code.NOT_IN_POST_LIST, Code.DUPLICATE_PERMALINK, Code.UNKNOWN_PERMALINKS,
    Code.UNUSED_DEFINITION, Code.DUPLICATE_DEFINITION, Code.OVERSIZED_DEFINITION, Code.BARE_URL_CUT,
})  # fmt: skip
"""The codes of a corpus' findings that the index shows."""


def worst_first(corpus: Corpus) -> list[Finding]:
    """Return the findings about links, the worst first."""
    found = (finding for finding in corpus.findings if finding.code in LINK_CODES)
    return sorted(found, key=lambda finding: tuple(Severity).index(finding.severity))


@dataclass(frozen=True, slots=True)
class Row:
    """A target with the places that name it: in the texts of posts, and in their navigation.

    `targets` are the posts that it leads to, `also` other targets that are the same work, such as
    the PDF of a paper.
    """

    link: Link
    kind: Kind
    host: str
    mentions: tuple[Occurrence, ...]
    listings: tuple[Occurrence, ...]
    targets: tuple[Post, ...]
    also: tuple[Link, ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether the target is not there, or is claimed by several posts."""
        return self.kind == "broken" or self.link.resolution.status == "ambiguous"

    @property
    def only_listed(self) -> bool:
        """Whether only navigation names the target, and it is not faulty: so it may be hidden."""
        return not self.mentions and not self.faulty


def rows(corpus: Corpus) -> tuple[Row, ...]:
    """Return the rows of a corpus: named by most posts' texts first, those of one work together."""
    posts = {post.ref: post for post in corpus.posts}
    works = works_of(corpus)
    made = sorted((_row(link, posts, works) for link in corpus.links), key=_order)
    place: dict[str, int] = {}
    for number, row in enumerate(made):
        place.setdefault(_work(row.link), number)
    return tuple(sorted(made, key=lambda row: place[_work(row.link)]))


def works_of(corpus: Corpus) -> Mapping[str, Sequence[Link]]:
    """Return the links of each work that has more than one, by the identity of the work."""
    works: dict[str, list[Link]] = defaultdict(list)
    for link in corpus.links:
        works[_work(link)].append(link)
    return {work: links for work, links in works.items() if len(links) > 1}


def _work(link: Link) -> str:
    return work_of(link.key) if link.scope == "external" else link.key


def _order(row: Row) -> tuple[int, int, str]:
    return (-len({place.post for place in row.mentions}), -len(row.listings), row.link.key)


def _row(link: Link, posts: Mapping[str, Post], works: Mapping[str, Sequence[Link]]) -> Row:
    listings = tuple(place for place in link.occurrences if place.role == "nav")
    mentions = tuple(place for place in link.occurrences if place.role != "nav")
    return Row(
        link=link,
        kind=_kind(link),
        host=host_of(link.href).removeprefix("www."),
        mentions=mentions,
        listings=listings,
        targets=tuple(posts[ref] for ref in link.resolution.posts if ref in posts),
        also=tuple(other for other in works.get(_work(link), ()) if other is not link),
    )


def _kind(link: Link) -> Kind:
    if link.resolution.status in {"broken", "invalid"}:
        return "broken"
    return link.scope

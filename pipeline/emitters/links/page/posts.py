"""The posts of a corpus as the page lists them: what leads to each, and how much leads from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ....ir import AnchorText, Corpus, Post
from ....links.graph import Graph, PostLinks
from ...self_contained import anchor
from ..rows import Row
from .rows import TargetRows
from .text import safe_href

MOST_POSTS = 3000
"""The most posts that a page lists."""

_QUESTIONS = 8  # questions of a post that are named with what leads to them


@dataclass(frozen=True, slots=True)
class PagePost:
    """A post: `named` is how many places in texts lead to it, `questions` are those of its
    questions that they lead to; `rows` are the ids of the rows on the page that lead to it,
    `outgoing` counts the links in its own text. `listed` and `left_out` count posts whose list of
    past posts holds it or lacks it.
    """

    anchor: str
    title: str
    path: str
    href: str | None
    date: str
    series: str
    named: int
    questions: tuple[AnchorText, ...]
    listed: int
    outgoing: int
    orphan: bool
    left_out: int
    rows: tuple[str, ...]


def post_anchor(ref: str) -> str:
    """Return the HTML id of a post's entry."""
    return anchor("post", ref)


def kept_posts(graph: Graph) -> Sequence[PostLinks]:
    """Return the posts that a page lists, in their order: if too many, the most linked."""
    links = list(graph.posts.values())
    if len(links) <= MOST_POSTS:
        return links
    degree = Counter(ref for edge in graph.edges for ref in (edge.source, edge.target))
    order = sorted(
        range(len(links)), key=lambda at: (-degree[links[at].post.ref], -len(links[at].listed_in), at)
    )  # fmt: skip
    return [links[at] for at in sorted(order[:MOST_POSTS])]


def post_entries(
    graph: Graph, rows: Sequence[Row], targets: TargetRows, shown: Mapping[str, Sequence[str]]
) -> Iterator[PagePost]:
    """Yield the entries of posts; `shown` are the ids of the rows on the page that lead to each."""
    outgoing = Counter(place.post for row in rows for place in row.mentions)
    for links in kept_posts(graph):
        post = links.post
        named = Counter(targets.question_led_to(place, [post.ref]) for place in links.backlinks)
        questions = [AnchorText(name, count) for name, count in named.most_common() if name]
        yield PagePost(
            anchor=post_anchor(post.ref),
            title=post.title,
            path=post.path,
            href=safe_href(post.permalink),
            date=(post.date or "")[:10],
            series=series_name(post),
            named=len(links.backlinks),
            questions=tuple(questions[:_QUESTIONS]),
            listed=len(links.listed_in),
            outgoing=outgoing[post.ref],
            orphan=links.orphan,
            left_out=len(links.left_out_by),
            rows=tuple(shown.get(post.ref, ())),
        )


def series_name(post: Post) -> str:
    """Return the name of a post's series, "" where it has none."""
    return post.series.name if post.series else ""


def names_for_groups(corpus: Corpus, used: Collection[int]) -> list[list[str]]:
    """Return title and series of each post that the script groups by, nothing for others.

    `used` are the places of these posts in the corpus.
    """
    return [
        [post.title, series_name(post)] if number in used else []
        for number, post in enumerate(corpus.posts)
    ]

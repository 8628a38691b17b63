"""The graph of links, read off a corpus: what leads to each post, and which posts are left out.

Lists of past posts (the role `nav`) are kept apart from the links that an author put into the text: they
are nearly all internal links, and a picture of them shows nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..ir import Corpus, Link, Occurrence, Post

CLAIMANTS = 9
"""At most so many posts that claim one address are taken: their links would grow as a square."""

_LIST = 2
_COVERS = 0.5
"""A list that names at least this part of the earlier posts of its blog is one of all past posts, and
leaves the others out, if another post has such a list too; else it is a choice."""


@dataclass(frozen=True, slots=True)
class PostLinks:
    """What leads to a post from other posts: `backlinks` are in their texts, `listed_in` are the posts
    whose navigation names it. `left_out_by` are later posts with a list of past posts that lacks it.
    """

    post: Post
    backlinks: tuple[Occurrence, ...] = ()
    listed_in: tuple[str, ...] = ()
    left_out_by: tuple[str, ...] = ()

    @property
    def orphan(self) -> bool:
        """Whether no other post leads to it."""
        return not self.backlinks and not self.listed_in


@dataclass(frozen=True, slots=True)
class Edge:
    """Links in the text of the post `source` that lead to the post `target`."""

    source: str
    target: str
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The posts by reference, in the order of the corpus; the edges between them; the external links that
    the texts of two posts or more name.
    """

    posts: Mapping[str, PostLinks]
    edges: tuple[Edge, ...]
    shared: tuple[Link, ...]


def graph(corpus: Corpus) -> Graph:
    """Return the graph of a corpus. A target that several posts claim leads to each of them."""
    backlinks: dict[str, list[Occurrence]] = defaultdict(list)
    edges: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    lists: dict[str, set[str]] = defaultdict(set)  # by the post that holds the list
    named: dict[str, set[str]] = defaultdict(set)
    shared = []
    refs = {post.ref for post in corpus.posts}
    for link in corpus.links:
        if link.scope == "external":
            if len({place.post for place in link.occurrences if place.role != "nav"}) > 1:
                shared.append(link)
            continue
        for place in link.occurrences:
            for target in refs.intersection(link.resolution.posts[:CLAIMANTS]):
                named[place.post].add(target)
                if place.role == "nav":
                    lists[place.post].add(target)
                elif place.post != target:
                    backlinks[target].append(place)
                    edges[place.post, target].append(place)
    listed_in: dict[str, list[str]] = defaultdict(list)
    for source in (post.ref for post in corpus.posts if post.ref in lists):
        for target in lists[source] - {source}:
            listed_in[target].append(source)
    left_out = _left_out(corpus.posts, lists, named)
    return Graph(
        {
            post.ref: PostLinks(
                post,
                tuple(sorted(backlinks[post.ref], key=lambda place: (place.post, place.line))),
                tuple(listed_in[post.ref]),
                tuple(left_out[post.ref]),
            )
            for post in corpus.posts
        },
        tuple(Edge(*ends, tuple(places)) for ends, places in sorted(edges.items())),
        tuple(shared),
    )


def _keeps_list(listed: Collection[str], earlier: Mapping[str, int], post: Post) -> bool:
    """Whether a post's navigation is a list of past posts; `earlier` counts the posts before each.
    A list with later posts, or with the post itself, is that of a series.
    """
    count = earlier[post.ref]
    if post.ref in listed or any(earlier.get(ref, 0) > count for ref in listed):
        return False
    past = sum(earlier.get(ref, count) < count for ref in listed)
    return past >= _LIST and past >= _COVERS * count


def _left_out(
    posts: Iterable[Post], lists: Mapping[str, set[str]], named: Mapping[str, set[str]]
) -> Mapping[str, list[str]]:
    """Return for each post the later posts of its blog that list past posts and do not name it.

    `lists` holds the posts that the navigation of each post names, `named` all that it leads to.
    """
    by_site: dict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if post.date:
            by_site[post.site].append(post)
    left_out: dict[str, list[str]] = defaultdict(list)
    for dated in by_site.values():
        dated.sort(key=lambda post: (post.date or "", post.path))
        dates = [post.date or "" for post in dated]
        earlier = {post.ref: bisect_left(dates, post.date or "") for post in dated}
        keepers = [post for post in dated if _keeps_list(lists.get(post.ref, set()), earlier, post)]
        for post in keepers if len(keepers) > 1 else ():
            for other in dated[: earlier[post.ref]]:
                if other.ref not in named[post.ref]:
                    left_out[other.ref].append(post.ref)
    return left_out

"""Pictures of which post leads to which: one of a whole blog, or one of the surroundings of each hub.

They show the links that authors put into their texts, never the lists of past posts, and the
references that the texts of two posts or more share.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ....ir import Corpus, Link, Post
from ....links.graph import Graph
from ...self_contained import anchor
from ..page.posts import post_anchor, series_name
from .layout import GraphPicture, Line, Subject, lay_out

MOST_POSTS = 150
"""The most posts of one picture. A larger blog gets pictures of surroundings instead."""

HUBS = 24
MOST_AROUND = 40
"""How many surroundings are shown, and how many posts in one."""

MOST_SHARED = 15
"""The most shared references in one picture: those that most posts name."""

_CROWD = 30  # posts, above which those without lines bear no label


@dataclass(frozen=True, slots=True)
class View:
    """A picture, and the post whose surroundings it shows, None for the whole blog. `left_out` counts the
    shared references and the posts that it has no room for.
    """

    hub: Post | None
    picture: GraphPicture
    left_out: int = 0


def views(corpus: Corpus, graph: Graph, ids: Collection[str]) -> tuple[View, ...]:
    """Return the pictures of a corpus, none without links. `ids` are those on the page."""
    if not graph.edges and not graph.shared:
        return ()
    drawing = _Drawing(corpus, graph, ids)
    if len(corpus.posts) <= MOST_POSTS:
        return (drawing.whole(),)
    return tuple(drawing.around(ref) for ref in drawing.hubs())


class _Drawing:
    def __init__(self, corpus: Corpus, graph: Graph, ids: Collection[str]) -> None:
        self._posts = {post.ref: post for post in corpus.posts}
        self._ids = ids
        self._links = {f"link {link.key}": link for link in graph.shared}
        self._lines = [
            Line(edge.source, edge.target, len(edge.occurrences)) for edge in graph.edges
        ]
        self._threads = [line for link in graph.shared for line in _threads(link)]
        self._near: dict[str, list[Line]] = defaultdict(list)
        for line in (*self._lines, *self._threads):
            self._near[line.source].append(line)
            self._near[line.target].append(line)

    def whole(self) -> View:
        """Return the picture of all posts."""
        named = Counter(thread.target for thread in self._threads)
        kept = {name for name, _ in named.most_common(MOST_SHARED)}
        lines = [*self._lines, *(line for line in self._threads if line.target in kept)]
        return View(None, self._draw(self._posts.values(), lines), len(named) - len(kept))

    def hubs(self) -> Sequence[str]:
        """Return the posts with the most lines to other posts, then to shared references.

        One that shows no line which the others do not show is left out.
        """

        def degree(ref: str) -> tuple[int, int]:
            between = sum(
                {line.source, line.target} <= self._posts.keys() for line in self._near[ref]
            )
            return between, len(self._near[ref])

        hubs: list[str] = []
        shown: set[tuple[str, str]] = set()
        for ref in sorted((ref for ref in self._posts if ref in self._near), key=degree)[::-1]:
            lines = {(line.source, line.target) for line in self._near[ref]}
            if not lines <= shown and len(hubs) < HUBS:
                hubs.append(ref)
                shown |= lines
        return hubs

    def around(self, hub: str) -> View:
        """Return the picture of a post, of what a line connects with it, and of the posts that name
        the references that it names.
        """
        near = Counter[str]()
        shared: set[str] = set()
        for line in self._near[hub]:
            other = line.target if line.source == hub else line.source
            if other in self._links and len(shared) < MOST_SHARED:
                shared.add(other)
                near.update(thread.source for thread in self._near[other])
            elif other in self._posts:
                near[other] += len(self._posts)  # before those that only share a reference
        del near[hub]
        kept = {hub, *(ref for ref, _ in near.most_common(MOST_AROUND))}
        lines = [line for line in self._near[hub] if {line.source, line.target} <= kept | shared]
        lines += [
            line
            for ref in sorted(kept - {hub})
            for line in self._near[ref]
            if line.source == ref and line.target in (kept | shared) - {hub}
        ]
        posts = [post for ref, post in self._posts.items() if ref in kept]
        return View(self._posts[hub], self._draw(posts, lines), len(near) + 1 - len(kept))

    def _draw(self, posts: Iterable[Post], lines: Sequence[Line]) -> GraphPicture:
        posts = tuple(posts)
        ends = {end for line in lines for end in (line.source, line.target)}
        weight: Mapping[str, int] = _weights(lines)
        parts = Counter(series_name(post) for post in posts)
        subjects = [
            Subject(
                post.ref, post.title, self._href(post_anchor(post.ref)),
                series_name(post) if parts[series_name(post)] > 1 else "", post.date,
                weight.get(post.ref, 0), post.ref in ends,
            )
            for post in posts
        ]  # fmt: skip
        subjects += [
            Subject(
                name, _named(link), self._href(anchor("link", link.key)), "", None, weight[name], True,
                square=True,
            )
            for name, link in self._links.items()
            if name in ends
        ]  # fmt: skip
        return lay_out(subjects, lines, label_all=len(posts) <= _CROWD)

    def _href(self, name: str) -> str:
        return f"#{name}" if name in self._ids else ""


def _threads(link: Link) -> Iterable[Line]:
    named = Counter(place.post for place in link.occurrences if place.role != "nav")
    return (Line(ref, f"link {link.key}", count) for ref, count in named.items())


def _named(link: Link) -> str:
    """Return the name of a reference: its title, or its address without what all begin with."""
    return re.sub(r"^https?://(?:www\.)?", "", link.title)


def _weights(lines: Iterable[Line]) -> Mapping[str, int]:
    weights = Counter[str]()
    for line in lines:
        weights[line.target] += line.count
    return weights

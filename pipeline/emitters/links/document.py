"""`links.json`: the index for programs, with the names of `corpus.json`."""

from __future__ import annotations

from dataclasses import dataclass, field

from ... import codec
from ...findings import Finding
from ...ir import Corpus, Link, Occurrence, Series, Site
from ...links.graph import Graph, PostLinks
from .rows import LINK_CODES, works_of

SCHEMA = "postdeck-links/2"


@dataclass(frozen=True, slots=True)
class LinkedPost:
    """A post and what leads to it from other posts: `backlinks` stand in their texts, `listed_in` are the
    posts whose navigation names it. `left_out_by` are later posts whose list of past posts lacks it.
    """

    post: str
    path: str
    permalink: str | None
    title: str
    date: str | None
    series: Series | None
    orphan: bool
    backlinks: tuple[Occurrence, ...]
    listed_in: tuple[str, ...]
    left_out_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """Links that are one work: the abstract and the PDF of a paper, a repository with `.git` and without,
    an address with a slash at its end and without. `links` holds their keys.
    """

    work: str
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Every link of the posts once, with every place that names it; `findings` are those on links."""

    sites: tuple[Site, ...]
    posts: tuple[LinkedPost, ...]
    links: tuple[Link, ...]
    works: tuple[Work, ...]
    findings: tuple[Finding, ...]
    schema: str = field(default=SCHEMA)


def document(corpus: Corpus, graph: Graph) -> str:
    """Return the text of `links.json`."""
    return codec.encode(
        Index(
            corpus.sites,
            tuple(map(_linked, graph.posts.values())),
            corpus.links,
            tuple(
                Work(work, tuple(link.key for link in links))
                for work, links in works_of(corpus).items()
            ),
            tuple(finding for finding in corpus.findings if finding.code in LINK_CODES),
        )
    )


def schema() -> str:
    """Return the JSON Schema of `links.json` as text."""
    return codec.schema(Index, "postdeck link index")


def _linked(links: PostLinks) -> LinkedPost:
    post = links.post
    return LinkedPost(
        post.ref, post.path, post.permalink, post.title, post.date, post.series, links.orphan,
        links.backlinks, links.listed_in, links.left_out_by,
    )  # fmt: skip

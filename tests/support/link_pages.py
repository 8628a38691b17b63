"""Pages of links to be judged: of the demo, of the example posts, and of blogs of our own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pipeline.emitters.links.page import render
from pipeline.emitters.links.rows import Row, rows
from pipeline.ir import Corpus
from pipeline.links.graph import Graph, graph
from tests.support.link_blogs import BAD, write_awkward, write_many, write_plain
from tests.support.reading import corpus_of, example_blogs

NAMES = ("demo", "examples", "awkward")


@dataclass(frozen=True)
class Made:
    """A page, and what it was made of."""

    html: Path
    corpus: Corpus
    graph: Graph
    rows: tuple[Row, ...]

    def soup(self) -> BeautifulSoup:
        """Return the page as a parser of Python's own reads it; nobody may change that."""
        return self._soup

    @cached_property
    def _soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html.read_text(encoding="utf-8"), "html.parser")

    @property
    def named(self) -> list[Row]:
        """The rows that are shown at first: those that a text names, or that are broken or in doubt."""
        doubtful = {"ambiguous", "broken", "invalid"}
        return [row for row in self.rows if row.mentions or row.link.resolution.status in doubtful]


def holders(row: Row) -> list[str]:
    """Return the posts that a row shows at first: those whose texts name it, or else list it."""
    return list(dict.fromkeys(place.post for place in row.mentions or row.listings))


PageOf = Callable[[str], Made]
"""The page of one of the blogs in `NAMES`, or of `many` posts, or of a `plain` blog."""


@pytest.fixture(scope="session")
def page_of(
    request: pytest.FixtureRequest, demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> PageOf:
    """Return a function that returns a page by name; each page is made once."""
    folder = tmp_path_factory.mktemp("links")

    def sources(name: str) -> tuple[Path, ...]:
        if name == "demo":
            return (demo,)
        if name == "examples":
            return example_blogs(request.getfixturevalue("shared"))
        if name == "many":
            return (write_many(folder / name, 200),)
        return ((write_awkward if name == "awkward" else write_plain)(folder / name),)

    @cache
    def page(name: str) -> Made:
        corpus = corpus_of(*sources(name))
        corpus = with_bad_addresses(corpus) if name == "awkward" else corpus
        return make(corpus, folder / f"{name}.html")

    return page


def with_bad_addresses(corpus: Corpus) -> Corpus:
    """Return the corpus with links that no reader of ours makes: the page must not rely on that."""
    link = next(link for link in corpus.links if link.scope == "external")
    bad = tuple(replace(link, key=address, href=address, title=address) for address in BAD)
    return replace(corpus, links=(*corpus.links, *bad))


def make(corpus: Corpus, html: Path) -> Made:
    """Write the page of a corpus and return it."""
    made = Made(html, corpus, graph(corpus), rows(corpus))
    html.write_text(render(corpus, made.graph, made.rows), encoding="utf-8")
    return made

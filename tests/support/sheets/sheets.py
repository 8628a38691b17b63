"""Sheets to be judged: the demo, the example posts, and a blog of our own of all that is awkward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pipeline.ir import Corpus
from pipeline.products import Edition
from pipeline.stages import Options, Outcome, build, emit
from tests.support.reading import NOW, build_to, example_blogs
from tests.support.sheets.awkward import write_blog

NAMES = ("demo", "examples", "awkward")


@dataclass(frozen=True, slots=True)
class Layout:
    """An edition on a paper, in columns."""

    edition: Edition = "full"
    paper: str = "A4"
    columns: int = 2

    def __str__(self) -> str:
        return f"{self.edition}-{self.paper}-{self.columns}"

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return "cheatsheet" if self.edition == "full" else f"cheatsheet-{self.edition}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet in its folder; `pdf` is there if it was asked for."""

    layout: Layout
    folder: Path
    corpus: Corpus

    @property
    def html(self) -> Path:
        """The file for the screen."""
        return self.folder / f"{self.layout.name}.html"

    @property
    def pdf(self) -> Path:
        """The printed file."""
        return self.folder / f"{self.layout.name}.pdf"

    def soup(self) -> BeautifulSoup:
        """Return the file as a parser of Python's own reads it."""
        return BeautifulSoup(self.html.read_text(encoding="utf-8"), "html.parser")


SheetOf = Callable[[str, Layout, str], Sheet]
"""A sheet by name and layout; the product is `cheatsheet` or `pdf`."""


@pytest.fixture(scope="session")
def sheet_of(
    request: pytest.FixtureRequest, demo: Path, tmp_path_factory: pytest.TempPathFactory
) -> SheetOf:
    """Return a function that returns a sheet by name and layout; each is built once."""
    folder = tmp_path_factory.mktemp("sheets")

    @cache
    def sources(name: str) -> tuple[Path, ...]:
        if name == "demo":
            return (demo,)
        if name == "examples":
            return example_blogs(request.getfixturevalue("shared"))
        return (write_blog(folder / "blog"),)

    @cache
    def corpus(name: str) -> Path:
        """Read the posts once and return their corpus; every sheet of theirs is made from it."""
        out = folder / name
        build_to(out, *sources(name), ledger=folder / f"{name}.json", products=("corpus",))
        return out / "corpus.json"

    @cache
    def sheet(name: str, layout: Layout, product: str) -> Sheet:
        return made(
            folder / f"{name}-{layout}-{product}", layout,
            lambda options: emit(corpus(name), replace(options, products=(product,))),
        )  # fmt: skip

    return sheet


def build_sheet(out: Path, layout: Layout, *sources: Path) -> Sheet:
    """Build one sheet from its posts, and return it."""
    return made(out, layout, lambda options: build(replace(options, sources=sources)))


def made(out: Path, layout: Layout, make: Callable[[Options], Outcome]) -> Sheet:
    """Have one sheet made, and return it."""
    outcome = make(
        Options(
            out=out, products=("cheatsheet",), flags={"sheet": asdict(layout)}, now=NOW, debug=True,
        )
    )  # fmt: skip
    assert outcome.published, outcome.findings
    assert outcome.corpus is not None
    return Sheet(layout, out, outcome.corpus)

"""What a reader promises: a blog lists its post files and reads each of them by itself.

Reading a post is pure: it depends on the bytes of the file and on the blog's settings, never on
another post. A reader raises nothing for bad input: it gives findings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.findings import Finding
    from pipeline.ir import Post, Site
    from pipeline.markdown.dialect import Dialect


@dataclass(frozen=True, slots=True)
class SourcePost:
    r"""A post with its head typed and its body still Markdown.

    `text` is the whole file, decoded, with "\n" line ends and without a BOM; its body begins on
    line `body_line` (from 1). `path` is relative to the site's root, with "/" between the parts.
    """

    site: str
    key: str
    path: str
    permalink: str | None
    title: str
    date: str | None
    tags: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]
    layout: str | None
    front_matter: Mapping[str, Any]
    text: str
    body_line: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A post that readers of the blog cannot open: its file, its slug, its address once it is published
    where that is known.
    """

    path: str
    slug: str
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file: a post, a draft when it is unpublished, neither when unreadable."""

    post: SourcePost | None
    findings: tuple[Finding, ...] = ()
    draft: Draft | None = None


class Blog(Protocol):
    """An opened blog of some kind."""

    @property
    def site(self) -> Site:
        """The site, as the corpus tells it."""
        ...

    @property
    def root(self) -> Path:
        """The site's folder."""
        ...

    @property
    def dialect(self) -> Dialect:
        """How the engine renders Markdown."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed while opening it: bad settings, drafts left out."""
        ...

    @property
    def keys(self) -> Mapping[str, str]:
        """The post files: their paths, relative to the root, each with its post's key."""
        ...

    def read(self, path: str, data: bytes) -> Reading:
        """Read one post of the bytes of its file."""
        ...

    @property
    def addresses_known(self) -> bool:
        """Tell whether the posts' permalinks are certain: no plugin makes them in a way of its own."""
        ...

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts that lie in a folder of their own, and so are no post files."""
        ...

    def page(self, path: str) -> bool:
        """Tell whether the site has something but a post at a path below its address: a page, a file, or
        what its engine makes. In a folder the path is that of a file.
        """
        ...

    def asset(self, post: SourcePost | Post, written: str) -> Path | None:
        """Give the file that a picture's address in a post means, or None.

        The file exists, is regular, and lies inside the site, symbolic links followed.
        """
        ...

    def post_target(self, written: str) -> str | None:
        """Give the absolute URL that a `post_link` to this slug means, or None."""
        ...

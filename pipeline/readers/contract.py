"""What a reader promises: a blog lists its post files and reads each of them by itself.

Reading a post is pure: it depends on the bytes of the file and on the blog's settings, never on
another post. A reader raises nothing for bad input: it returns findings.
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
    """An unpublished post: its file, its slug and, where known, its address once published."""

    path: str
    slug: str
    permalink: str | None = None


@dataclass(frozen=True, slots=True)
class FileRead:
    """The result of reading one file: a post, a draft if unpublished, neither if unreadable."""

    post: SourcePost | None
    findings: tuple[Finding, ...] = ()
    draft: Draft | None = None


class Blog(Protocol):
    """An opened blog of some kind."""

    @property
    def site(self) -> Site:
        """The site, as the corpus describes it."""
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
        """The findings of opening it: bad settings, drafts left out."""
        ...

    @property
    def keys(self) -> Mapping[str, str]:
        """The key of each post, by the path of its file relative to the root."""
        ...

    def read(self, path: str, data: bytes) -> FileRead:
        """Read one post from the bytes of its file."""
        ...

    @property
    def addresses_known(self) -> bool:
        """Whether the posts' permalinks are certain: no plugin makes them in its own way."""
        ...

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts that lie in a folder of their own, and so are not in `keys`."""
        ...

    def has_page(self, path: str) -> bool:
        """Whether the site has something other than a post at a path below its address: a page, a
        file, or what its engine makes. In a blog of the kind "folder" the path is that of a file.
        """
        ...

    def find_picture(self, post: SourcePost | Post, written: str) -> Path | None:
        """Return the file that a picture's address in a post means, or None.

        The file exists, is regular, and lies inside the site, symbolic links followed.
        """
        ...

    def post_target(self, written: str) -> str | None:
        """Return `post:SLUG`, to be resolved later, for a `post_link` to a slug; None if empty."""
        ...

"""What a kind of blog provides, in the order in which somebody who adds one needs it.

A `Reader` finds sites of its kind and opens one as a `Blog`; that lists the files of its posts and reads
each as a `SourcePost`. It is a module or another object, registered under the name of its kind: see
docs/plugins.md. Whatever is wrong in a blog is a finding in what is returned: nothing is raised but
OSError. To read a post is pure: it depends on the bytes of the file and on the blog's settings, never
on another post.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from ..findings import Finding
    from ..ir import Post, Site
    from ..markdown.dialect import Dialect


class Reader(Protocol):
    """A kind of blog."""

    @property
    def MARKERS(self) -> tuple[str, ...]:  # noqa: N802
        """The names of files or folders, one of which lies in the root of every site of this kind: the
        files of its settings, as a rule. Elsewhere no site is looked for.
        """
        ...

    def is_site(self, root: Path) -> bool:
        """Whether a folder is the root of a site of this kind. It may be any folder."""
        ...

    def open_blog(self, root: Path) -> Blog:
        """Open a site and list its posts."""
        ...


class Blog(Protocol):
    """An opened site. All its paths are relative to its root, with "/" between the parts."""

    @property
    def site(self) -> Site:
        """The site, as the corpus describes it; its `kind` is the name of the reader."""
        ...

    @property
    def root(self) -> Path:
        """The folder of the site, as it was given."""
        ...

    @property
    def posts_in(self) -> str:
        """The path of the folder where its posts lie, for messages; "." for the root."""
        ...

    @property
    def keys(self) -> Mapping[str, str]:
        """The key of each post by the path of its file. Cards keep to it: it does not change while the
        file stays where it is. `slugs.keys_of` makes keys of paths.
        """
        ...

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts that lie in a folder of their own, and so are not in `keys`."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of opening it: bad settings, drafts that are left out, files out of reach."""
        ...

    def read(self, path: str, data: bytes) -> FileRead:
        """Read one of the posts in `keys` from the bytes of its file."""
        ...

    @property
    def dialect(self) -> Dialect:
        """How the engine renders Markdown, and which tags it has."""
        ...

    def find_picture(self, post: SourcePost | Post, written: str) -> Path | None:
        """Return the file that a picture's address in a post means, or None.

        The file exists, is regular, and lies inside the site, symbolic links followed
        (`site_files.find`).
        """
        ...

    @property
    def has_addresses(self) -> bool:
        """Whether posts are published at addresses. If not, a post's address is that of its file, every
        file can be linked to, and a link to what is not there may yet lead to something.
        """
        ...

    @property
    def addresses_known(self) -> bool:
        """Whether the permalinks are certain: no plugin makes them in a way of its own."""
        ...

    @property
    def links_by_file(self) -> bool:
        """Whether a link to the file of a post leads to the post."""
        ...

    def has_page(self, path: str) -> bool:
        """Whether the site has something other than a post at a path below its address, percent-encoded:
        a page, a file, or what its engine makes. Without addresses the path is that of a file.
        """
        ...


@dataclass(frozen=True, slots=True)
class FileRead:
    """The result of reading one file: a post, a draft if unpublished, neither if unreadable."""

    post: SourcePost | None
    findings: tuple[Finding, ...] = ()
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class SourcePost:
    r"""A post with its head typed and its body still Markdown.

    `site`, `key` and `path` are those of the blog. `permalink` is absolute; None where the post has none
    that is known. `date` is ISO 8601, a day or a time with its offset. `front_matter` holds what JSON can
    hold, `key_lines` the line in the file of each of its keys; `permalink_line` is the line that decides
    the permalink.

    `names` are those by which the engine's links may call it, the surest first; () where they may by its
    key, by how that ends and by its title.

    `order` is what the posts of a site are sorted by in its navigation, () where that does not say it.

    `due` is the moment until which the site does not publish it, None where it does at once; `until` the
    one from which it does no more, None where it always does: a reader does not look at the clock.

    `text` is the whole file, decoded, with "\n" line ends and without a BOM; its body begins on
    line `body_line`. All lines count from 1.
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
    key_lines: Mapping[str, int]
    permalink_line: int
    text: str
    body_line: int
    due: datetime | None = None
    until: datetime | None = None
    order: tuple[tuple[float, str], ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An unpublished post: its file, its slug and, where known, its address once published.

    `has_page` says that it has a page at that address after all, which only a password opens.
    """

    path: str
    slug: str
    permalink: str | None = None
    has_page: bool = False

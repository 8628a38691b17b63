"""Finding and opening the blogs that a user names: one reader for each kind."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, is_dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from ..files import LEDGER_NAME, as_named, is_below_output, is_output, real, walk
from ..findings import Code, Finding, Place
from ..plugins import PluginError, blamed, check, plugins
from . import contract, folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .contract import Blog, Reader

GROUP = "postdeck.readers"
NO_KEYS: Mapping[Path, str] = MappingProxyType({})
BUILT_IN = {
    "hexo": ".readers.hexo",
    "jekyll": ".readers.jekyll",
    "hugo": ".readers.hugo",
    folder.KIND: ".readers.folder",
}


@cache
def kinds() -> Mapping[str, Reader]:
    """Return the reader of each kind of site by its name; raise PluginError where one is broken.

    A folder that several take for a site is of the first. `folder` is not among them: it takes what no
    other takes.
    """
    found = dict(plugins(GROUP, BUILT_IN))
    del found[folder.KIND]
    for name, reader in found.items():
        check(name, reader, contract.Reader)
        if isinstance(reader.MARKERS, str):
            raise PluginError(name, "has MARKERS that are one name, not a tuple of names")
    return found


def markers() -> set[str]:
    """Return the names by which the roots of sites are recognised."""
    return {marker for reader in kinds().values() for marker in reader.MARKERS}


def kind_of(root: Path) -> str | None:
    """Return the kind of the site whose root a folder is, or None."""
    for name, reader in kinds().items():
        with blamed(name):
            if reader.is_site(root):
                return name
    return None


def open_site(root: Path, kind: str) -> Blog:
    """Open a site of a kind."""
    with blamed(kind):
        blog = kinds()[kind].open_blog(root)
    check(kind, blog, contract.Blog)
    if blog.site.kind != kind:
        raise PluginError(kind, f"calls its site {blog.site.kind}")
    return blog


def site_above(path: Path) -> Path | None:
    """Return the root of the site that a path is or lies in, or None.

    The root is relative to the working folder if the path is. Symbolic links are followed only
    where the path as written leads to no site.
    """
    for place in (Path(os.path.normpath(path.absolute())), real(path)):
        for root in (place, *place.parents):
            if kind_of(root):
                return root if path.is_absolute() else Path(os.path.relpath(root))
    return None


def part_of(blog: Blog) -> tuple[str, ...]:
    """Return the paths below a blog's root that are wanted of it; empty where all is."""
    return blog.part if isinstance(blog, folder.FolderBlog) else ()


def shown_at(blog: Blog, chosen: str, known: str) -> Blog:
    """Return a blog with the addresses of its posts, where nothing of a folder says them; see `folder`."""
    return folder.shown_at(blog, chosen, known) if isinstance(blog, folder.FolderBlog) else blog


def open_blogs(
    sources: Sequence[Path],
    is_named: Callable[[str], bool] = bool,
    keys: Mapping[Path, str] = NO_KEYS,
) -> tuple[list[Blog], tuple[Finding, ...]]:
    """Open every blog that the sources name or hold; return the blogs and the findings.

    A source is a site, a folder of Markdown, a Markdown file, or a folder that holds any of these.
    Each site is a blog; the Markdown beside the sites, if any, is a blog of the kind `folder`, whose
    root is the source. No file belongs to two blogs, and the order of the blogs does not depend on
    that of the sources. There may be no blog at all. Two blogs with one key are a finding.

    Posts of a site, or a folder of them, mean the whole site. Below a folder with a ledger a source is a
    part of that folder. `is_named` says of a path below a folder's root that the user wants it as a post.
    `keys` has the keys of sites to which a user gave one, by the real path of the root.

    Raise FileNotFoundError where a source does not exist, PluginError where a reader is broken.
    """
    search = _Search(is_named)
    for source in sources:
        if not source.exists():
            raise FileNotFoundError(source)
        search.look(source)
    blogs = [_with_key(blog, keys.get(real(blog.root))) for blog in search.blogs()]
    return blogs, (*search.findings, *_duplicates(blogs))


@dataclass(slots=True)
class _Folder:
    """A folder of Markdown: the files in it that are read, and those of its parts that are wanted.

    Without parts all of it is.
    """

    paths: set[str] = field(default_factory=set)
    findings: dict[Finding, None] = field(default_factory=dict)
    parts: set[str] = field(default_factory=set)
    whole: bool = False

    def add(self, paths: Iterable[str], findings: Iterable[Finding], part: str) -> None:
        """Add what a source names: a part, or "" for the whole."""
        self.paths.update(paths)
        self.findings.update(dict.fromkeys(findings))
        self.whole = self.whole or not part
        self.parts = set() if self.whole else self.parts | {part}


def _with_key(blog: Blog, key: str | None) -> Blog:
    """Return a blog with the key that a user gave it."""
    if key is None:
        return blog
    if not is_dataclass(cast("object", blog)):
        raise PluginError(
            blog.site.kind, "makes a blog that is no dataclass: it can be given no key"
        )
    title = key if blog.site.title == blog.site.key else blog.site.title
    named: Blog = replace(cast("Any", blog), site=replace(blog.site, key=key, title=title))
    return named


def _root_with_ledger(source: Path) -> Path | None:
    """Return the folder with a ledger that a source is or lies in, the nearest one, or None."""
    start = Path(os.path.normpath(source.absolute()))
    found = (root for root in (start, *start.parents) if (root / LEDGER_NAME).is_file())
    root = next(found, None)
    if root is None or kind_of(root):  # that of a site, to which the source does not belong
        return None
    return root if source.is_absolute() else Path(os.path.relpath(root))


@dataclass(slots=True)
class _Search:
    """What is found while looking through the sources, by real path."""

    is_named: Callable[[str], bool]
    sites: dict[Path, Blog] = field(default_factory=dict)
    folders: dict[Path, _Folder] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def look(self, source: Path) -> None:
        """Look through one source."""
        if is_below_output(source):
            self.findings.append(Finding.of(Code.OUTPUT_SKIPPED.message("folder"), str(source)))
            return
        if self._is_in_site(source):
            return
        is_folder = source.is_dir()
        if not is_folder and not folder.is_markdown(source.name):
            return
        root = _root_with_ledger(source)
        if root is None and not is_folder:
            self._add(source.parent, [source.name], part=source.name)
        elif root is None or real(root) == real(source):
            self._look_through(source)
        else:
            part = real(source).relative_to(real(root)).as_posix()
            message = Code.PART_OF_SITE.message("folder", folder=as_named(root))
            self.findings.append(Finding.of(message, str(source)))
            self._look_through(root, part)

    def _look_through(self, root: Path, part: str = "") -> None:
        listed, findings = walk(root, root, folder.is_entered)
        sites = tuple(f"{site}/" for site in self._sites_below(root))
        loose = [path for path in listed if folder.is_markdown(path) and not path.startswith(sites)]
        findings = tuple(found for found in findings if not f"{found.path}/".startswith(sites))
        self._add(root, loose, findings, part)

    def _is_in_site(self, source: Path) -> bool:
        """Open the site that a source is, or of which it holds posts; return whether there is one."""
        root = site_above(source)
        if root is None:
            return False
        if real(root) == real(source):
            return self._open_site(source)
        kind = kind_of(root)
        assert kind is not None
        blog = self.sites.get(root.resolve()) or open_site(root, kind)
        there = real(source)
        if not any(real(root / path).is_relative_to(there) for path in blog.keys):
            return False
        self.sites[root.resolve()] = blog
        message = Code.PART_OF_SITE.message("site", site=as_named(root))
        self.findings.append(Finding.of(message, str(source)))
        return True

    def _open_site(self, root: Path) -> bool:
        real = root.resolve()
        if real in self.sites:
            return True
        kind = kind_of(root)
        if kind:
            self.sites[real] = open_site(root, kind)
        return kind is not None

    def _sites_below(self, source: Path) -> list[str]:
        """Open the sites that a folder holds; return their paths relative to it."""
        sites, known = [], markers()
        for at, names, files in os.walk(source):
            root = Path(at)
            marked = not known.isdisjoint((*names, *files))
            if marked and root != source and self._open_site(root):
                sites.append(root.relative_to(source).as_posix())
                names.clear()
            names[:] = sorted(
                name for name in names if folder.is_entered(name) and not is_output(root / name)
            )
        return sites

    def _add(
        self, root: Path, paths: list[str], findings: tuple[Finding, ...] = (), part: str = ""
    ) -> None:
        self.folders.setdefault(root.resolve(), _Folder()).add(paths, findings, part)

    def blogs(self) -> list[Blog]:
        """Return the blogs, each file in one of them: in a site, else in the outermost folder."""
        taken = {real(root / path) for root, blog in self.sites.items() for path in blog.keys}
        found: list[Blog] = list(self.sites.values())
        for root in sorted(self.folders, key=lambda root: (len(root.parts), root)):
            held = self.folders[root]
            paths = [path for path in held.paths if real(root / path) not in taken]
            taken.update(real(root / path) for path in paths)
            if paths or held.findings:
                told, part = tuple(held.findings), tuple(sorted(held.parts))
                found.append(folder.open_blog(root, paths, told, part, self.is_named))
        return sorted(found, key=lambda blog: (blog.site.key, blog.root.resolve()))


def _duplicates(blogs: list[Blog]) -> tuple[Finding, ...]:
    """Return a finding for each blog whose key an earlier one has."""
    findings = []
    first: dict[str, Blog] = {}
    for blog in blogs:
        other = first.setdefault(blog.site.key, blog)
        if other is not blog:
            message = Code.DUPLICATE_SITE.message(site=blog.site.key, folder=as_named(blog.root))
            related = (Place(as_named(other.root), None),)
            findings.append(Finding.of(message, as_named(blog.root), related=related))
    return tuple(findings)

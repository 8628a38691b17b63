"""From the address of a picture in a post to its file: the ways that may lead to it, one after another.

The first is that of the engine. Then come those of a browser that shows the post's page, of plugins and
editors, and of who has the whole repository. In the end the names at the end of an address have to
fit one picture of the blog alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urljoin, urlsplit

from ..slugs import slug_of
from . import site_files
from .picture_names import PictureNames, is_picture, letters
from .repository import Hosted, Repository

if TYPE_CHECKING:
    from ..ir import Post
    from .contract import SourcePost

PUBLIC = ("static", "public", ".vuepress/public", "docs/public", "docs/.vuepress/public", "source")
"""Folders whose content an engine serves from the root of its site: Hugo's, VitePress', VuePress' …"""

_EMBEDDED = re.compile(r"!?\[\[(?P<path>[^\[\]|]+)(?:\|[^\[\]]*)?\]\]")
_ON_DISK = re.compile(
    r"(?:file:/{0,3}(?=[A-Za-z]:)|file:(?://)?|(?=[A-Za-z]:(?:[\\/]|%5C))|(?=\\\\))", re.IGNORECASE
)
_HOME = re.compile(r"/(?:Users|home|root|Volumes|mnt|media)/")
_LIQUID = re.compile(r"\A\{\{[^{}]*\}\}(?=/)")
_PREVIEW = re.compile(
    r"\A(?:(?:https?:)?//)?(?:localhost|127\.0\.0\.1)(?::\d+)?(?=/)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An address in a post, as a path: absolute from the root of the site, or relative."""

    path: str
    post: SourcePost | Post
    file: Path

    @property
    def own(self) -> Path:
        """The folder of the post's own pictures: the one it lies in, if it is called its index."""
        return self.file.parent if self.file.stem == "index" else self.file.with_suffix("")

    @property
    def names(self) -> list[str]:
        """The names in the path, without those that lead up."""
        bare = unquote(re.split("[?#]", self.path, maxsplit=1)[0]).replace("\\", "/")
        return [name for name in bare.split("/") if name not in ("", ".", "..")]


Found = Iterator[tuple[str, Iterable[Path]]]


@dataclass(eq=False)
class PictureSearch:
    """Looks for the pictures of a site.

    `top` is the folder that is served at the address `url`, below the path `base`; `own_first` says
    whether a post's own folder comes before the folder it lies in, None that posts have none. `public`
    names the folders, at or above a post, whose content is served from the root too. `keys` are the
    keys of the posts by their paths.
    """

    root: Path
    top: Path
    url: str | None = None
    base: str = "/"
    own_first: bool | None = None
    public: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)

    def find(self, post: SourcePost | Post, written: str) -> Path | None:
        """Return the file that an address in a post means, or None."""
        embedded = _EMBEDDED.fullmatch(written.strip())
        written = embedded["path"] if embedded else _LIQUID.sub("", written.strip(), count=1)
        if disk := _ON_DISK.match(written):
            path: str | None = written[disk.end() :].replace("\\", "/")
        else:
            written = _PREVIEW.sub("", written, count=1)
            path = self._hosted(written) or site_files.local_path(written, self.url)
        if path is None:
            return None
        wanted = _Wanted(path, post, self.root / post.path)
        if not disk and (file := self._first(self._from_engine(wanted))):
            return file
        if not is_picture(path):
            return None
        if file := self._below_root(path):
            return file
        if not disk:
            for any_case in (False, True):
                if file := self._first(self._ways(wanted), any_case=any_case):
                    return file
        needed = 1 if embedded else 2 if disk or _HOME.match(path) else None
        fitting = self._pictures.fitting(wanted.names, needed, absolute=path.startswith("/"))
        return self._first(iter([(quote(fitting), [self.root])])) if fitting else None

    def _first(self, candidates: Found, *, any_case: bool = False) -> Path | None:
        found = (
            site_files.find(self.root, path, folders, any_case=any_case)
            for path, folders in candidates
        )
        return next(filter(None, found), None)

    def _ways(self, wanted: _Wanted) -> Found:
        """Yield paths, each with the folders in which it may be."""
        yield from self._from_engine(wanted)
        yield from self._from_page(wanted)
        yield from self._from_public_folder(wanted)
        yield from self._from_plugin(wanted)
        yield from self._from_other_post(wanted)
        yield from self._from_former_name(wanted)
        yield from self._from_editor(wanted)
        yield from self._from_above(wanted)

    def _from_engine(self, wanted: _Wanted) -> Found:
        """Beside the post, in its own folder, or in the folder that is served."""
        if wanted.path.startswith("/"):
            yield from ((path, [self.top]) for path in self._below_base(wanted.path))
            return
        beside = [wanted.file.parent]
        if self.own_first is not None:
            beside.insert(0 if self.own_first else 1, wanted.own)
        yield wanted.path, [*beside, self.top]

    def _from_page(self, wanted: _Wanted) -> Found:
        """As a browser reads it on the post's page, with which its own folder is published."""
        permalink = wanted.post.permalink
        if not permalink:
            return
        try:
            path = urlsplit(urljoin(permalink, wanted.path.replace("\\", "/"))).path
            page = unquote(urlsplit(site_files.address(permalink, "")).path)
        except ValueError:
            return
        if unquote(path).startswith(page):
            yield unquote(path).removeprefix(page), [wanted.own]
        yield from ((inner, [self.top]) for inner in self._below_base(path))

    def _from_public_folder(self, wanted: _Wanted) -> Found:
        """In a folder at or above the post whose content is served from the root."""
        if wanted.path.startswith("."):
            return
        above = [self.root / parent for parent in PurePosixPath(wanted.post.path).parents]
        for path in self._below_base(wanted.path):
            yield path, [folder / name for folder in above for name in self.public]

    def _from_plugin(self, wanted: _Wanted) -> Found:
        """In the post's own folder, whatever folder is named first (hexo-asset-image)."""
        if self.own_first is not None and len(wanted.names) > 1:
            yield "/".join(wanted.names[1:]), [wanted.own]

    def _from_other_post(self, wanted: _Wanted) -> Found:
        """In the own folder of the post whose slug the address names: it is published there."""
        if self.own_first is None:
            return
        *folders, name = wanted.names or [""]
        for at in range(len(folders) - 1, -1, -1):
            posts = self._slugs.get(site_files.folded(folders[at]), [])
            if len(posts) == 1:
                own = (self.root / posts[0]).with_suffix("")
                yield "/".join([*folders[at + 1 :], name]), [own]

    def _from_former_name(self, wanted: _Wanted) -> Found:
        """In the one folder beside the post that is no other post's, and that is named much like it."""
        if self.own_first is None or len(wanted.names) != 1:
            return
        folder, stem = PurePosixPath(wanted.post.path).parent, letters(wanted.file.stem)
        like = [
            name
            for name in self._pictures.folders_in(str(folder))
            if len(min(known := letters(name), stem, key=len).encode()) >= 6
            and (known in stem or stem in known)
            and not any(f"{folder / name}{suffix}" in self.keys for suffix in (".md", ".markdown"))
        ]
        if len(like) == 1:
            yield wanted.path, [self.root / folder / like[0]]

    def _from_editor(self, wanted: _Wanted) -> Found:
        """Below the folder that Typora was told to take for the root."""
        told = wanted.post.front_matter.get("typora-root-url")
        if isinstance(told, str) and told:
            yield f"{told}/{wanted.path.lstrip('/')}", [wanted.file.parent]

    def _from_above(self, wanted: _Wanted) -> Found:
        """Below a folder above the post, which may be a site or a repository of its own."""
        above = PurePosixPath(wanted.post.path).parents
        inner = above if wanted.path.startswith("/") and len(wanted.names) > 1 else above[-1:]
        yield wanted.path.lstrip("/"), [self.root / folder for folder in inner]

    def _below_base(self, path: str) -> list[str]:
        """Return an absolute path without the path of the site in front, then as it is."""
        return (
            list(dict.fromkeys([f"/{path.removeprefix(self.base)}", path]))
            if path.startswith(self.base)
            else [path]
        )

    def _below_root(self, path: str) -> Path | None:
        """Return the file of an absolute path of this machine that leads into the site, or None."""
        place = Path(unquote(path))
        for root in (self.root.absolute(), self.root.resolve()):
            if place.is_relative_to(root):
                return site_files.find(self.root, place.relative_to(root).as_posix(), [self.root])
        return None

    def _hosted(self, written: str) -> str | None:
        """Return the path of a file that a host of the site's own repository shows, or None."""
        hosted = Hosted.of(written)
        return self._repository.path_of(hosted) if hosted else None

    @cached_property
    def _repository(self) -> Repository:
        return Repository.around(self.root)

    @cached_property
    def _pictures(self) -> PictureNames:
        return PictureNames(self.root)

    @cached_property
    def _slugs(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path, key in self.keys.items():
            found.setdefault(site_files.folded(slug_of(key)), []).append(path)
        return found

"""Which post an address of one's own blog means: by its permalink, by an earlier one, by its file.

A post without a permalink, as in a folder, has the address of its file: `file:///SITE/PATH`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Literal
from urllib.parse import unquote

from ...html.text import letters
from ...ir import Post, Site
from ...network.addresses import parsed
from ...readers.contract import Blog, Draft
from ...readers.outputs import is_product
from ...slugs import slug_of
from ..identity import address_of, files_address, from_root, identity, resolve, root_of_files

How = Literal["permalink", "redirect", "file", "former"]

_MARKDOWN = (".md", ".markdown", ".mdx")
_ENDING = re.compile(r"(?:(?<=/)index)?(?:\.html?)?(?<!/)/*$")
_REDIRECTS = ("redirect_from", "alias", "aliases")  # jekyll-redirect-from, hexo-generator-alias
_FOLDERS = frozenset("p post posts blog blogs article articles archives".split())
"""What an earlier permalink may hold beside date, categories and folders of a post."""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The posts that an address means, or the draft that it would mean."""

    posts: tuple[Post, ...] = ()
    how: How = "permalink"
    draft: Draft | None = None


class Directory:
    """The addresses of all posts and drafts of a run; `blogs` and `aliases` are by site key, `out` is the
    output folder.
    """

    def __init__(
        self,
        sites: Sequence[Site],
        posts: Sequence[Post],
        drafts: Mapping[str, Sequence[Draft]],
        aliases: Mapping[str, Sequence[str]],
        blogs: Mapping[str, Blog],
        out: Path,
    ) -> None:
        self._blogs, self._out = blogs, out
        shown = defaultdict[str, list[tuple[str | None, str]]](list)
        for post in posts:
            shown[post.site].append((post.permalink, post.path))
        self._urls = {site.key: site.url or files_address(shown[site.key]) for site in sites}
        self._roots: dict[str, list[tuple[str, Site]]] = defaultdict(list)  # by host: path, site
        for site in sites:
            url = parsed(self._urls[site.key])
            for host in (url.host, *aliases.get(site.key, ())) if url else ():
                self._roots[host].append((url.pathname.rstrip("/") if url else "", site))
        for roots in self._roots.values():
            roots.sort(key=lambda root: -len(root[0]))  # a site may lie below another
        self._addresses: dict[str, list[Post]] = defaultdict(list)
        self._loose: dict[str, list[Post]] = defaultdict(list)
        self._redirects: dict[str, list[Post]] = defaultdict(list)
        self._files: dict[tuple[str, str], Post] = {}
        self._slugs: dict[tuple[str, str], list[Post]] = defaultdict(list)
        self._drafts: dict[tuple[str, str], Draft] = {}
        for post in posts:
            self._add(post)
        for key, left_out in drafts.items():
            for draft in left_out:
                names = {draft.path, slug_of(draft.slug), identity(draft.permalink or draft.path)}
                self._drafts.update(dict.fromkeys(((key, name) for name in names), draft))

    def _add(self, post: Post) -> None:
        address = address_of(post)
        self._addresses[identity(address)].append(post)
        self._loose[_loose(address)].append(post)
        self._files[post.site, post.path] = post
        url = self._urls.get(post.site)
        base = f"{url}/" if url else address
        slugs = {slug_of(post.key), PurePosixPath(post.key).name, letters(post.title)} - {""}
        for slug in slugs:
            self._slugs[post.site, slug].append(post)
        for name in _REDIRECTS:
            value = post.front_matter.get(name)
            for written in value if isinstance(value, list) else [value]:
                if isinstance(written, str) and written:
                    below = written if parsed(written) else written.lstrip("/")
                    self._redirects[_loose(resolve(below, base))].append(post)

    def with_main_host(self, address: str) -> tuple[str, Site | None]:
        """Return an address with its site's main host and without `index.html`, and the site.

        The address stays as it is, and the site is None, where it belongs to no site.
        """
        url = parsed(address)
        if url is None or not url.host:
            return address, None
        for path, site in self._roots.get(url.host, ()):
            if url.pathname == path or url.pathname.startswith(f"{path}/"):
                own = parsed(self._urls[site.key])
                assert own is not None
                url.host = own.host
                url.pathname = re.sub(r"(?<=/)index\.html$", "", url.pathname)
                return url.href, site
        return address, None

    def absolute(self, written: str, post: Post) -> str:
        """Return an address as a post writes it, from the root of its host if it begins at a root: that of
        a folder is the folder's own.
        """
        blog = self._blogs.get(post.site)
        if post.permalink and (blog is None or blog.has_addresses):
            return written
        root = self._urls[post.site] if post.permalink else ""
        return from_root(written, root or root_of_files(post.site))

    def is_home(self, address: str, site: Site) -> bool:
        """Whether an address is that of the site's home page."""
        return site.url is not None and _loose(address) == _loose(site.url)

    def find(self, address: str) -> FoundPage | None:
        """Return the posts that have an address or are redirected from it, or None."""
        if posts := self._addresses.get(identity(address)) or self._loose.get(_loose(address)):
            return FoundPage(tuple(posts))
        if posts := self._redirects.get(_loose(address)):
            return FoundPage(tuple(posts), "redirect")
        return None

    def find_www_variant(self, address: str) -> FoundPage | None:
        """Return the posts that have or must have had an address but for the `www.` of its host."""
        url = parsed(address)
        assert url is not None
        plain = url.host.removeprefix("www.")
        sister = f"www.{plain}" if plain == url.host else plain
        if sister not in self._roots:
            return None
        url.host = sister
        own, site = self.with_main_host(url.href)
        return (self.find(own) or self._former_post(own, site.key)) if site else None

    def find_file(self, written: str, post: Post) -> FoundPage | None:
        """Return the post or draft whose file an address, as written in a post, means, or None."""
        for file in files_meant(written, post.path):
            if (post.site, file) in self._files:
                return FoundPage((self._files[post.site, file],), "file")
            if draft := self.draft(post.site, file):
                return FoundPage(draft=draft)
        return None

    def find_former(self, address: str, site_key: str) -> FoundPage | None:
        """Return the post or draft that an address, with nothing at it, may have meant, or None."""
        if found := self._former_post(address, site_key):
            return found
        slug = _loose(address).rpartition("/")[2]
        draft = self.draft(site_key, identity(address)) or self.draft(site_key, slug)
        return FoundPage(draft=draft) if draft else None

    def _former_post(self, address: str, site_key: str) -> FoundPage | None:
        """Return the one post that an address must have meant, or None: by its slug or title, where
        date, categories and folders agree.
        """
        root = _loose(self._urls.get(site_key) or "")
        names = [name for name in _loose(address).removeprefix(root).split("/") if name]
        if not names:
            return None
        *folders, slug = names
        known = self._slugs.get((site_key, slug)) or self._slugs.get((site_key, letters(slug)), [])
        fitting = [post for post in known if all(_explains(post, name) for name in folders)]
        return FoundPage(tuple(fitting), "former") if len(fitting) == 1 else None

    def find_titled(self, address: str, site: Site, text: str) -> FoundPage | None:
        """Return the one post of this title, on the date that the address holds, or None. It is
        looked for only where a site makes addresses that nobody else knows.
        """
        blog = self._blogs.get(site.key)
        if blog is None or blog.addresses_known:
            return None
        numbers = [name for name in _path(address).split("/") if name.isdecimal()]
        known = self._slugs.get((site.key, letters(text)), [])
        fitting = [post for post in known if all(_explains(post, name) for name in numbers)]
        return FoundPage(tuple(fitting)) if len(fitting) == 1 else None

    def draft(self, site_key: str, name: str) -> Draft | None:
        """Return a draft by the identity of its address, its file or its slug, or None."""
        return self._drafts.get((site_key, name))

    def has_draft_at(self, address: str, draft: Draft) -> bool:
        """Whether a draft has a page after all, and it is at an address."""
        return draft.has_page and _loose(address) == _loose(draft.permalink or "")

    def has_page(self, address: str, site: Site, post: Post, written: str) -> bool:
        """Whether a site has a page or a file at an address, or beside the post that names it."""
        blog = self._blogs.get(site.key)
        if blog is None:
            return False
        path = _path(address).removeprefix(
            _path(self._urls[site.key] or root_of_files(site.key)).rstrip("/")
        )
        path = path.lstrip("/")
        if blog.has_page(path) or is_product(blog, path, self._out):
            return True
        file = blog.find_picture(post, written.removeprefix("asset:"))
        own = PurePosixPath(post.path).stem  # its folder, whose files are published with it
        return file is not None and (not blog.has_addresses or own in file.parts[:-1])


def is_markdown(address: str) -> bool:
    """Whether an address is that of a Markdown file."""
    return re.split("[?#]", address, maxsplit=1)[0].lower().endswith(_MARKDOWN)


def _path(address: str) -> str:
    """Return the path of an address, relative or absolute, as it is written."""
    bare = re.split("[?#]", address, maxsplit=1)[0]
    return re.sub(r"^[a-z][a-z0-9+.-]*://[^/]*", "", bare, flags=re.IGNORECASE)


@lru_cache(maxsize=256)
def _loose(address: str) -> str:
    """Return an address without what most servers ignore: the slash or `.html` at its end, and how
    its characters are encoded; for a file, without its extension.
    """
    key = unquote(identity(address))
    if key.startswith("file:"):
        return re.sub(r"(?:\.markdown|\.mdx?)?(?:\.html)?$", "", key)
    return key if "?" in key or "#" in key else _ENDING.sub("", key).rstrip("/")


def files_meant(written: str, path: str) -> Iterator[str]:
    """Yield the files that a link to Markdown may mean in the file at a path: beside it, or below a folder
    above.
    """
    plain = unquote(_path(written))
    above = PurePosixPath(path).parents if is_markdown(plain) else ()
    for folder in above if plain.startswith("/") else above[:1]:
        yield normpath(f"{folder}/{plain.lstrip('/')}")


def _explains(post: Post, folder: str) -> bool:
    """Whether a folder of an earlier permalink fits a post."""
    if folder.isdecimal():
        return int(folder) in {int(part) for part in re.findall(r"\d+", (post.date or "")[:10])}
    own = {name.casefold() for path in post.categories for name in path}
    own |= {name.casefold() for name in PurePosixPath(post.key).parent.parts}
    return folder.casefold() in own | _FOLDERS

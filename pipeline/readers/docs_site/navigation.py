"""The order in which a site shows its documents: that of its navigation, or of its folders.

A folder that no engine shows is in the order of the file that lists its posts (`contents`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from pathlib import Path, PurePosixPath
from posixpath import join, normpath
from urllib.parse import unquote

from ...files import walk
from ..front_matter import load_yaml
from ..front_matter.js_types import Value
from . import DocsSite, script, text_of
from .script import Data, setting

Order = tuple[tuple[float, str], ...]
"""What posts are sorted by; without anything, nobody says where a post stands."""
_Listed = tuple[str, str, str]
"""An address in a navigation, the address that it is below, and what it is called."""

_KEYS = ("sidebar_position", "nav_order", "order")
_NUMBERED = re.compile(r"(?P<number>\d{1,9})\s*[-_.]+\s*(?P<name>.*)")
_NO_NUMBER = re.compile(r"\d+[-_.]\d")
"""A date or a version (numberPrefix.ts of Docusaurus)."""
_SCRIPTS = frozenset(".js .ts .mjs .mts .cjs .json".split())
_TITLES = ("text", "title", "label")
_ADDRESSES = frozenset("link path id".split())
_SHOWN = frozenset((*_TITLES, *"icon description tag type className".split()))
"""Keys of a sidebar whose values are no addresses."""
_LISTS = ("SUMMARY.md", "_sidebar.md", "README.md", "readme.md", "Readme.md")
_LINK = re.compile(
    r"\]\(\s*+(?:<(?P<angle>[^<>\n#?]++)|(?P<path>[^\s<>()#?]++))|\bhref=\"(?P<href>[^\"#?]++)"
)
_ON_HOST = re.compile(r"https?://[^/]+/[^/]+/[^/]+/(?:-/)?(?:blob|tree|src)/[^/]+/")
_LIST_NAME = re.compile(r"目[录錄]|readme|index|contents|summary|\btoc\b", re.IGNORECASE)
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Navigation:
    """Where posts stand. `places` are those of listed posts, `titles` their names there; `folders`, where
    there are any, has the places of folders by their names or their settings, and others stand as
    their folders and files do.
    """

    places: Mapping[str, int] = field(default_factory=dict)
    folders: Mapping[str, float] | None = None
    titles: Mapping[str, str] = field(default_factory=dict)

    def order(self, path: str, values: Mapping[str, Value]) -> Order:
        """Return what a post is sorted by, given its front matter."""
        if path in self.places:
            return ((self.places[path], ""),)
        last: Order = ((inf, ""),) if self.places else ()
        own = next((n for key in _KEYS if (n := _number(values.get(key))) is not None), None)
        if self.folders is None:
            return (*last, (inf if own is None else own, path)) if last or own is not None else ()
        *above, file = PurePosixPath(path).parts
        stem = PurePosixPath(file).stem
        first = -inf if stem in {"index", "README"} else None
        place = next((n for n in (first, own, numbered(stem)[0]) if n is not None), inf)
        names = [join(*above[: n + 1]) for n in range(len(above))]
        return (*last, *((self.folders.get(name, inf), name) for name in names), (place, stem))


def navigation(root: Path, site: DocsSite | None, paths: Iterable[str]) -> Navigation:
    """Return the navigation of the posts at these paths below a root."""
    listed = set(paths)
    if site is None:
        return Navigation(_contents(root, listed))
    names = _Names(site, listed)
    places: dict[str, int] = {}
    titles: dict[str, str] = {}
    for address, prefix, title in _addresses(root, site):
        if path := names.path(address, prefix):
            places.setdefault(path, len(places))
            titles.setdefault(path, title)
    above = {str(parent) for path in listed for parent in PurePosixPath(path).parents}
    sorted_by_folder = site.engine in {"docusaurus", "mkdocs"}
    folders = {folder: _position(root, folder) for folder in above} if sorted_by_folder else None
    return Navigation(places, folders, titles)


def numbered(name: str) -> tuple[float | None, str]:
    """Return the number before a name, None without one, and the name without it."""
    match = None if _NO_NUMBER.match(name) else _NUMBERED.fullmatch(name)
    return (int(match["number"]), match["name"]) if match else (None, name)


class _Names:
    """The documents of a site by the names that its navigation has for them."""

    def __init__(self, site: DocsSite, paths: Iterable[str]) -> None:
        self._paths: dict[str, str] = {}
        for path in sorted(paths):
            below = site.below(path)
            if below is not None:
                name = str(PurePosixPath(below).with_suffix(""))
                for form in (name, _without_numbers(name)):
                    self._paths.setdefault(form, path)
                    self._paths.setdefault(re.sub(r"(?:^|/)(?:index|README)$", "", form), path)

    def path(self, address: str, prefix: str) -> str | None:
        """Return the path of the document that an address means below a prefix, or None."""
        bare = unquote(address.partition("#")[0])
        bare = re.sub(r"\.(?:mdx?|html)$", "", bare)
        forms = (bare,) if bare.startswith("/") or not prefix else (join(prefix, bare), bare)
        names = (normpath(form).strip("/").removeprefix(".") for form in forms if form)
        return next((self._paths[name] for name in names if name in self._paths), None)


def _without_numbers(name: str) -> str:
    return "/".join(numbered(part)[1] for part in name.split("/"))


def _addresses(root: Path, site: DocsSite) -> Iterator[_Listed]:
    """Yield what the navigation of a site lists, in its order."""
    if site.engine == "mkdocs":
        yield from _walk(setting(site.data, "nav"))
        return
    for keys in (("themeConfig", "sidebar"), ("sidebar",), ("theme", "sidebar")):
        yield from _walk(setting(site.data, *keys))
    folder = {"vuepress": ".vuepress", "vitepress": ".vitepress"}.get(site.engine, ".")
    start = root / site.home / folder
    listed = walk(root, start, lambda name: name.startswith("sidebar"))[0] if start.is_dir() else ()
    for path in listed:
        if _is_sidebar(path):
            for value in script.load(text_of(root, path)):
                yield from _walk(value)


def _is_sidebar(path: str) -> bool:
    """Whether a path is that of a script which says the order, by its own name or that of a folder."""
    *folders, name = PurePosixPath(path).parts
    if PurePosixPath(name).suffix not in _SCRIPTS:
        return False
    return not {"sidebar", "sidebars"}.isdisjoint(folders) or name.startswith("sidebar")


def _walk(value: Data, prefix: str = "", title: str = "") -> Iterator[_Listed]:
    if isinstance(value, str):
        yield value, prefix, title
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item, prefix)
    elif isinstance(value, dict):
        own = next((v for key in ("prefix", "base") if isinstance(v := value.get(key), str)), "")
        inner = join(prefix, own)
        named = next((v for key in _TITLES if isinstance(v := value.get(key), str)), "")
        for key, item in value.items():
            if key not in _SHOWN:
                called = named if key in _ADDRESSES else key
                yield from _walk(item, key if key.startswith("/") else inner, called)


def _contents(root: Path, paths: set[str]) -> Mapping[str, int]:
    """Return the places of posts in the first file that lists half of them or more, nothing without one.
    What it says itself comes first, and what a list says that it names comes there.
    """
    for name in (f"{folder}{name}" for folder in ("", "docs/") for name in _LISTS):
        found: dict[str, int] = {}
        ahead = [name]
        while ahead:
            path = ahead.pop()
            if path not in found:
                found[path] = len(found)
                ahead += reversed(
                    [*_links(root, path, paths)] if path == name or _is_list(path) else []
                )
        if len(found) > max(_FEWEST, len(paths) / 2):
            return found
    return {}


def _is_list(path: str) -> bool:
    return bool(_LIST_NAME.search(PurePosixPath(path).stem))


def _links(root: Path, name: str, paths: set[str]) -> Iterator[str]:
    """Yield the paths of the posts that a file links to."""
    for match in _LINK.finditer(text_of(root, name)):
        if path := _linked(unquote(match[match.lastgroup or 0]), name, paths):
            yield path


def _linked(written: str, name: str, paths: set[str]) -> str | None:
    """Return the path of the post that a link in a file means, from there, the root or the host."""
    path = _ON_HOST.sub("/", written)
    path = path if path.startswith("/") else f"{PurePosixPath(name).parent}/{path}"
    path = normpath(path.lstrip("/"))
    forms = (path, f"{path}.md", f"{path}/README.md", f"{path}/readme.md")
    return next((form for form in forms if form in paths), None)


def _position(root: Path, folder: str) -> float:
    """Return the place of a folder among its like: that in a file of its settings (`_category_.json` of
    Docusaurus), or the number before its name.
    """
    for ending in ("json", "yml", "yaml"):
        value = load_yaml(text_of(root, f"{folder}/_category_.{ending}")).value
        position = _number(value.get("position")) if isinstance(value, dict) else None
        if position is not None:
            return position
    number = numbered(PurePosixPath(folder).name)[0]
    return inf if number is None else number


def _number(value: Value) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None

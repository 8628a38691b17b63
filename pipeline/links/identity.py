"""The identity of URLs, by the WHATWG URL standard (ada-url).

http is https, and percent-encoding is in upper case (RFC 3986, 6.2.2.1). Fragments do not count unless they
are routes, nor do the trackers in an allow-list. Nothing else is merged: a false merge loses a link,
while a false split only shows it twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from ..ir import Post
from ..network.addresses import parsed

_TRACKERS = frozenset({"spm", "fbclid", "gclid", "share_token"})
_WEB = frozenset({"http:", "https:"})
_ROUTE = re.compile(r"#(?:!|/|(?!:~:)[^#/]*+/[^#]*\.html?(?:$|[#?%]))")
"""A fragment by which a script selects what to show: `#!…`, `#/…`, and the path of a page."""
_ARXIV = re.compile(
    r"https://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/(?P<id>[^?#]+?)(?:v\d+)?(?:\.pdf)?/?$"
)
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")


def address_of(post: Post) -> str:
    """Return a post's address: its permalink or, where it has none, that of its file."""
    return post.permalink or _file_address(post.site, post.path)


@lru_cache(maxsize=256)
def _file_address(site: str, path: str) -> str:
    return f"{root_of_files(site)}/{quote(path)}"


def root_of_files(site: str) -> str:
    """Return what stands before the paths of files in the addresses of posts without a permalink."""
    return f"file:///{quote(site)}"


def files_address(pages: Iterable[tuple[str | None, str]]) -> str:
    """Return what stands before the paths of posts where a code host shows their files, "" without such a
    page. `pages` are permalinks of posts with the paths of their files.
    """
    for permalink, path in pages:
        end = f"/{quote(path)}"
        if permalink and permalink.endswith(end):
            return permalink.removesuffix(end)
    return ""


def from_root(written: str, url: str) -> str:
    """Return an address from the root of a site at `url` as one from the root of its host."""
    site = parsed(url)
    root = site.pathname.rstrip("/") if site else ""
    within = written.startswith("/") and not written.startswith(("//", f"{root}/"))
    return f"{root}{written}" if within else written


def host_of(address: str) -> str:
    """Return the host of an address, with its port, "" where it has none."""
    url = parsed(address)
    return url.host if url else ""


def resolve(written: str, base: str | None) -> str:
    """Return the absolute address that `written` means at `base`; as written if it is invalid."""
    url = parsed(written.strip(), base)
    return written.strip() if url is None else url.href


@lru_cache(maxsize=256)
def identity(address: str) -> str:
    """Return the key of an address; an invalid one is its own key."""
    url = parsed(address)
    if url is None:
        return address
    if url.protocol in _WEB:
        pieces = url.search[1:].split("&")
        url.search = "&".join(piece for piece in pieces if not _tracks(piece))
        url.protocol = "https:"
    if url.protocol in {*_WEB, "file:"} and not _ROUTE.match(url.hash):
        url.hash = ""
    return _ENCODED.sub(lambda code: code[0].upper(), url.href)


def work_of(key: str) -> str:
    """Return what the keys of one work, which are shown together but not merged, have in common:
    for the abstract, PDF and versions of a paper on arXiv (arxiv.org/help/arxiv_identifier), for a
    repository with `.git`, for an address with a slash at its end.
    """
    if paper := _ARXIV.match(key):
        return f"https://arxiv.org/abs/{paper['id']}"
    return key.removesuffix("/").removesuffix(".git")


def _tracks(piece: str) -> bool:
    name = piece.partition("=")[0]
    return name in _TRACKERS or name.startswith("utm_")

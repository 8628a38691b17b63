"""Which addresses of a corpus are asked, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase

from ...findings import shown
from ...ir import Corpus, Post
from ...network.addresses import WebAddress, web
from .values import AddressPlace, AskedAddress, PlaceKind


def addresses_to_ask(
    corpus: Corpus, roots: Mapping[tuple[str, str], str], *, internal: bool
) -> tuple[AskedAddress, ...]:
    """Return each http(s) address of a corpus's links, and of its pictures on other servers, once, without
    its fragment, sorted, with its places.

    `roots` holds the root of a post's site, as the user named it, by site key and path; `internal`
    adds the addresses of the sites themselves.
    """

    def place(post: Post, line: int, column: int | None, kind: PlaceKind) -> AddressPlace:
        root = roots.get((post.site, post.path), "")
        return AddressPlace(shown(root, post.path), line, column, root, post.path, kind)

    posts = {post.ref: post for post in corpus.posts}
    places: dict[str, set[AddressPlace]] = defaultdict(set)
    for link in corpus.links:
        url = web(link.href)
        if url is None or (link.scope == "internal" and not internal):
            continue
        for named in link.occurrences:
            places[url.href].add(place(posts[named.post], named.line, named.column, "link"))
    for post, line, url in _remote_pictures(corpus, internal=internal):
        places[url.href].add(place(post, line, None, "picture"))
    return tuple(
        AskedAddress(address, tuple(sorted(found, key=lambda p: (p.path, p.line, p.column or 0))))
        for address, found in sorted(places.items())
    )


def _remote_pictures(corpus: Corpus, *, internal: bool) -> Iterator[tuple[Post, int, WebAddress]]:
    """Yield the pictures of posts that lie on other servers; `internal` adds the sites' own."""
    own = {url.header for site in corpus.sites if site.url and (url := web(site.url))}
    for post in corpus.posts:
        for picture in post.pictures:
            written = picture.written.strip()
            url = web(f"https:{written}" if written.startswith("//") else written)
            if url and not picture.file and (internal or url.header not in own):
                yield post, picture.span.start, url


def is_ignored(address: str, patterns: Iterable[str]) -> bool:
    """Whether a shell pattern (`*`, `?`, `[…]`) matches the whole address; case counts."""
    return any(fnmatchcase(address, pattern) for pattern in patterns)

"""Which addresses of a corpus are asked, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase

from ...findings import shown
from ...ir import Corpus
from .addresses import web
from .values import AddressPlace, AskedAddress


def addresses_to_ask(
    corpus: Corpus, roots: Mapping[tuple[str, str], str], *, internal: bool
) -> tuple[AskedAddress, ...]:
    """Return each http(s) address of a corpus once, without its fragment, sorted, with its places.

    `roots` holds the root of a post's site, as the user named it, by site key and path; `internal`
    adds the addresses of the sites themselves.
    """
    posts = {post.ref: post for post in corpus.posts}
    places: dict[str, set[AddressPlace]] = defaultdict(set)
    for link in corpus.links:
        url = web(link.href)
        if url is None or (link.scope == "internal" and not internal):
            continue
        for place in link.occurrences:
            post = posts[place.post]
            root = roots.get((post.site, post.path), "")
            places[url.href].add(
                AddressPlace(shown(root, post.path), place.line, place.column, root, post.path)
            )
    return tuple(
        AskedAddress(address, tuple(sorted(found, key=lambda p: (p.path, p.line, p.column))))
        for address, found in sorted(places.items())
    )


def is_ignored(address: str, patterns: Iterable[str]) -> bool:
    """Whether a shell pattern (`*`, `?`, `[…]`) matches the whole address; case counts."""
    return any(fnmatchcase(address, pattern) for pattern in patterns)

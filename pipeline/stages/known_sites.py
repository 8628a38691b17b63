"""What is known of the sites that were read, beside their posts."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..findings import Code
from ..ledger import renamed_posts
from ..slugs import slug_of
from .normalise import KnownSites

if TYPE_CHECKING:
    from ..ir import Post
    from .sources import SourcesRead


def known_sites(reading: SourcesRead) -> KnownSites:
    """Return what `normalise` needs to know of the sites of all that was read."""
    return KnownSites(
        aliases={
            blog.site.key: reading.settings.of(blog.site.key).aliases for blog in reading.blogs
        },
        drafts=reading.drafts,
        blogs={blog.site.key: blog for blog in reading.blogs},
        unread=_unread_slugs(reading),
        renamed=_renamed(reading),
        out=reading.out,
    )


def _unread_slugs(reading: SourcesRead) -> dict[str, set[str] | None]:
    """Return the slugs of unread posts by site; None where addresses do not show slugs."""
    unread: dict[str, set[str] | None] = {}
    for (site, key), code in reading.left_out.items():
        if code in (Code.UNPUBLISHED, Code.EXCLUDED):
            continue  # nothing is uncertain about them
        slugs = unread.setdefault(site, set())
        if slugs is not None:
            slugs.add(slug_of(key))
    for site in unread:
        known = [read.post for read in reading.posts if read.post.site == site]
        if not any(slug_of(post.key) in unquote(post.permalink or "") for post in known):
            unread[site] = None
    for blog in reading.blogs:
        if not blog.addresses_known:
            unread[blog.site.key] = None
    return unread


def _renamed(reading: SourcesRead) -> dict[tuple[str, str], Post]:
    """Return what posts are called now, by their sites and former slugs."""
    found: dict[tuple[str, str], Post] = {}
    for blog in reading.blogs:
        site = blog.site.key
        posts = [read.post for read in reading.posts if read.post.site == site]
        known = reading.ledgers.known.site(site)
        kept = {*blog.keys.values(), *(key for at, key in reading.left_out if at == site)}
        now = renamed_posts(known, posts, kept)
        found |= {(site, slug_of(key)): post for key, post in now.items()}
    return found

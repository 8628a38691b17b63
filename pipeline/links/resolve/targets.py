"""Where a link leads: the one thing that an address means, whoever writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from ...ir import Post, Resolved, Site
from ...network.addresses import parsed
from ...readers import site_files
from ...slugs import slug_of
from ..identity import address_of, identity, resolve
from .directory import Directory, FoundPage


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What an address means: `address` is absolute, `key` its identity; `site` is the one of our
    sites that it belongs to.
    """

    address: str
    key: str
    status: Resolved
    found: FoundPage = field(default_factory=FoundPage)
    site: Site | None = None

    @property
    def fragment(self) -> str:
        """The fragment of the address, with its `#`."""
        return self.address[self.address.find("#") :] if "#" in self.address else ""

    @property
    def part(self) -> str:
        """The fragment, where it names a part of the page and is no route of its own."""
        return "" if "#" in self.key else self.fragment


class LinkTargets:
    """Finds targets, and remembers them: most links of a blog are written many times.

    `named` holds the addresses of posts by site key and by the name in a `post:` address.
    """

    def __init__(
        self,
        directory: Directory,
        sites: Mapping[str, Site],
        named: Mapping[tuple[str, str], str],
    ) -> None:
        self._directory = directory
        self._sites = sites
        self._named = named
        self._known: dict[tuple[str, str], LinkTarget] = {}

    def of(self, written: str, post: Post, text: str = "") -> LinkTarget:
        """Return the target of an address as it is written in a post, as a link with this text."""
        written = written.strip()
        alone = "" if parsed(written) and not written.startswith(("post:", "asset:")) else post.ref
        known = self._known.get((written, alone))
        if known is None:
            known = self._known[written, alone] = self._target(written, post)
        if known.status == "broken" and known.site and not known.found.draft:
            found = self._directory.find_titled(known.address, known.site, text)
            return self._found(known.address, found, known.site) if found else known
        return known

    def _target(self, written: str, post: Post) -> LinkTarget:
        address = self._absolute(written, post)
        if address is None:
            slug = unquote(written.removeprefix("post:").partition("#")[0])
            key, site = f"post:{post.site}/{slug}", self._sites[post.site]
            draft = self._directory.draft(post.site, slug_of(slug))
            if draft and draft.has_page and draft.permalink:
                return LinkTarget(draft.permalink, identity(draft.permalink), "page", site=site)
            return LinkTarget(written, key, "broken", FoundPage(draft=draft), site)
        if parsed(address) is None:
            return LinkTarget(address, address, "invalid")
        if written.startswith("#"):
            return LinkTarget(
                address, address, "anchor", FoundPage((post,)), self._sites[post.site]
            )
        address, own = self._directory.with_main_host(address)
        if own is None and address.startswith("file:") and not written.startswith("file:"):
            own = self._sites[post.site]
        return self._own(address, own, written, post) if own else self._foreign(address)

    def _absolute(self, written: str, post: Post) -> str | None:
        """Return the absolute address, or None for a `post:` address that names no post."""
        if not written:
            return ""
        if written.startswith("post:"):
            slug, mark, heading = written.removeprefix("post:").partition("#")
            named = self._named.get((post.site, unquote(slug)))
            return f"{named}{mark}{heading}" if named else None
        if written.startswith("asset:"):
            written = site_files.address(address_of(post), written.removeprefix("asset:"))
        return resolve(self._directory.absolute(written, post), address_of(post))

    def _foreign(self, address: str) -> LinkTarget:
        found = self._directory.find(address) or self._directory.find_www_variant(address)
        if found is not None:
            return self._found(address, found, self._sites[found.posts[0].site])
        return LinkTarget(address, identity(address), "external")

    def _own(self, address: str, site: Site, written: str, post: Post) -> LinkTarget:
        found = self._directory.find(address) or self._directory.find_file(written, post)
        if found is None:
            key = identity(address)
            if site.url and self._directory.is_home(address, site):
                return LinkTarget(address, identity(site.url), "home", site=site)
            bare = address.partition("?")[0]
            if bare != address and self._directory.find(
                bare
            ):  # a page of a site that is only files
                return LinkTarget(address, key, "page", site=site)
            if self._directory.has_page(address, site, post, written):
                return LinkTarget(address, key, "page", site=site)
            found = self._directory.find_former(address, site.key) or FoundPage()
        return self._found(address, found, site)

    def _found(self, address: str, found: FoundPage, site: Site | None) -> LinkTarget:
        if found.draft and self._directory.has_draft_at(address, found.draft):
            return LinkTarget(address, identity(address), "page", site=site)
        if not found.posts:
            return LinkTarget(address, identity(address), "broken", found, site)
        status: Resolved = "post" if len(found.posts) == 1 else "ambiguous"
        return LinkTarget(address, identity(address_of(found.posts[0])), status, found, site)

"""The link index: the identity of URLs, their occurrences, where they lead.

Identity follows the WHATWG URL standard (ada-url): http is https, fragments do not count unless they
are routes (`#!`, `#/`), nor do the trackers in an allow-list. Nothing else is merged: a false merge
loses a link, a false split only shows it twice.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qsl, unquote, urlencode

import ada_url

from pipeline.ir import AnchorText, Link, Occurrence, Post, Resolution, Resolved, Site
from pipeline.parse import PlacedLink
from pipeline.readers import assets

_TRACKERS = frozenset({"spm", "fbclid", "gclid", "share_token"})
_WEB = frozenset({"http:", "https:"})
_GENERIC = re.compile(r"^[(（\[]?\d+[)）\]]?$|^(?:https?://|www\.)", re.IGNORECASE)


def index(
    sites: Sequence[Site],
    posts: Sequence[tuple[Post, Sequence[PlacedLink]]],
    aliases: Mapping[str, Sequence[str]],
    slugs: Mapping[tuple[str, str], str],
) -> tuple[Link, ...]:
    """Give every target once, with every place that names it, sorted by key.

    `aliases` gives for a site's key the other hosts that are the same site; `slugs` the permalinks by
    what a `post:` address calls a post of a site.
    """
    own = {host: site.key for site in sites if site.url for host in _hosts(site, aliases)}
    homes = {identity(site.url) for site in sites if site.url}
    by_permalink: dict[str, list[Post]] = defaultdict(list)
    for post, _ in posts:
        if post.permalink:
            by_permalink[identity(post.permalink)].append(post)
    found: dict[str, list[tuple[Occurrence, str]]] = defaultdict(list)
    for post, placed in posts:
        for link in placed:
            href = link.use.href
            if href.startswith("post:"):
                slug, mark, heading = unquote(href).removeprefix("post:").partition("#")
                target = slugs.get((post.site, slug.removesuffix(".md")))
                href = f"{target}{mark}{heading}" if target else href
            if href.startswith("asset:"):
                href = assets.address(post.permalink or "", href.removeprefix("asset:"))
            absolute = resolve(href, post.permalink)
            key = identity(_one_host(absolute, own, sites))
            found[key].append((_occurrence(post, link), absolute))
    return tuple(
        _link(key, found[key], by_permalink.get(key, []), own, homes) for key in sorted(found)
    )


def resolve(written: str, base: str | None) -> str:
    """Give the absolute address that `written` means in a post with this permalink."""
    try:
        return (
            ada_url.URL(written.strip(), base).href if base else ada_url.URL(written.strip()).href
        )
    except ValueError:
        return written.strip()


def identity(address: str) -> str:
    """Give the key of an address; an invalid one, or one without a host, is its own key."""
    try:
        url = ada_url.URL(address)
    except ValueError:
        return address
    if url.protocol not in _WEB:
        return url.href
    if url.search:
        pairs = parse_qsl(url.search[1:], keep_blank_values=True)
        kept = [(k, v) for k, v in pairs if k not in _TRACKERS and not k.startswith("utm_")]
        if len(kept) < len(pairs):
            url.search = urlencode(kept)
    if not url.hash.startswith(("#!", "#/")):
        url.hash = ""
    return "https:" + url.href.split(":", 1)[1]


def _hosts(site: Site, aliases: Mapping[str, Sequence[str]]) -> Iterable[str]:
    assert site.url is not None
    return (ada_url.URL(site.url).host, *aliases.get(site.key, ()))


def _one_host(address: str, own: Mapping[str, str], sites: Sequence[Site]) -> str:
    """Write an address of one of a site's hosts with its first, and without `index.html`."""
    try:
        url = ada_url.URL(address)
    except ValueError:
        return address
    key = own.get(url.host)
    if key is None:
        return address
    site = next(site for site in sites if site.key == key)
    assert site.url is not None
    url.host = ada_url.URL(site.url).host
    url.pathname = re.sub(r"(?<=/)index\.html$", "", url.pathname)
    return url.href


def _occurrence(post: Post, link: PlacedLink) -> Occurrence:
    return Occurrence(
        post.ref, link.use.line, link.column, link.role, link.question, link.use.syntax,
        link.use.href, link.use.text, link.context,
    )  # fmt: skip


def _link(
    key: str,
    found: Sequence[tuple[Occurrence, str]],
    targets: Sequence[Post],
    own: Mapping[str, str],
    homes: set[str],
) -> Link:
    written = Counter(occurrence.href_written for occurrence, _ in found)
    shown = Counter(absolute for _, absolute in found)
    href = max(shown, key=lambda address: (shown[address], address.startswith("https:"), address))
    texts = Counter(occurrence.anchor_text for occurrence, _ in found if occurrence.anchor_text)
    resolution = _resolution(key, targets, own, homes)
    return Link(
        key=key,
        href=href,
        hrefs_written=tuple(sorted(written)),
        title=_title(targets, texts, href),
        scope="external" if resolution.status in {"external", "invalid"} else "internal",
        anchor_texts=tuple(
            AnchorText(text, count)
            for text, count in sorted(texts.items(), key=lambda item: (-item[1], item[0]))
        ),
        resolution=resolution,
        occurrences=tuple(occurrence for occurrence, _ in found),
    )


def _resolution(
    key: str, targets: Sequence[Post], own: Mapping[str, str], homes: set[str]
) -> Resolution:
    status: Resolved = "external"
    if targets:
        status = "post" if len(targets) == 1 else "ambiguous"
    elif key.startswith("#"):
        status = "anchor"
    elif key in homes:
        status = "home"
    else:
        try:
            if ada_url.URL(key).host in own:
                status = "own-site-unknown"
        except ValueError:
            status = "invalid"
    return Resolution(status, tuple(post.ref for post in targets))


def _title(targets: Sequence[Post], texts: Counter[str], href: str) -> str:
    if len(targets) == 1:
        return targets[0].title
    named = [text for text in texts if not _GENERIC.match(text)]
    return max(named, key=lambda text: (texts[text], text)) if named else href

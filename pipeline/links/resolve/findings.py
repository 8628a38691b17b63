"""What is wrong in the links of a corpus, and in how its posts lead to one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from ...findings import Code, Finding, Message, Severity
from ...findings import Place as At
from ...html.text import letters
from ...ir import Post
from ...readers.contract import Blog
from ...slugs import slug_of
from ...widths import cut
from ..graph import CLAIMANTS, Graph
from ..identity import address_of, root_of_files
from .directory import is_markdown
from .index import ResolvedLink

_SHOWN = 120  # characters of an address or a text in a message
_LEAST_TITLE = 3  # letters and digits that make a title worth comparing
_PREVIEW_HOST = re.compile(
    r"(?:.*\.)?(?:localhost|local|localdomain|internal|test)|deploy-preview-\d+--.*"
)
"""Names for this machine and networks at home (RFC 6761, RFC 6762), and Netlify's previews."""
_GLUED = re.compile(r"[^/=?&:|@_#-]https?://|[.,，。、；：！\"'”’]$")
_OF_TEXT = frozenset({Code.PREVIEW_HOST, Code.INVALID_URL})
_DOMAIN = re.compile(
    r"(?:www\.|(?:[a-z0-9-]+\.)+(?:com|cn|org|net|io|edu|ai|dev)(?:/|$))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Home:
    """What findings say about a post's file: the root of its site as the user named it, the line that
    decides its permalink, and the name by which a link of its engine calls it.
    """

    root: str
    permalink_line: int
    name: str


Homes = Mapping[str, Home]
"""By the reference of a post."""

Unread = Mapping[str, Collection[str] | None]
"""The slugs of posts that could not be read, by site key; None where any address may be one."""

Renamed = Mapping[tuple[str, str], Post]
"""What posts are called now, by site key and former slug."""
NOTHING_RENAMED: Renamed = {}

Slugs = Mapping[tuple[str, str], Sequence[Post]]
"""Posts by site key and slug."""

_ENDING = re.compile(r"(?:(?<=/)index)?\.(?:html?|md|markdown|mdx)$")


def link_findings(
    posts: Sequence[Post],
    places: Sequence[ResolvedLink],
    homes: Homes,
    unread: Unread,
    blogs: Mapping[str, Blog],
    renamed: Renamed = NOTHING_RENAMED,
) -> Iterator[Finding]:
    """Yield findings on links that are wrong, only one for a target that several places name.

    `unread` are the posts that could not be read: a link that may lead to one is not called broken.
    `blogs` are by site key. `renamed` posts are told where a link leads to their former name.
    """
    titles: dict[tuple[str, str], list[Post]] = defaultdict(list)
    slugs: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in posts:
        titles[post.site, letters(post.title)].append(post)
        slugs[post.site, slug_of(post.key)].append(post)
    shared: dict[tuple[Code, str], list[ResolvedLink]] = defaultdict(list)
    for place in places:
        if code := _of_target(place, unread, blogs):
            by = place.target.address if code is Code.OLD_PERMALINK else place.target.key
            shared[code, by].append(place)
        for message in _of_place(place, titles):
            finding = finding_at(message, [place], homes)
            # An address as text is shown more than linked: it may well be of the reader's own machine.
            bare = message.code in _OF_TEXT and place.link.use.text in place.link.use.href
            yield replace(finding, severity=Severity.INFO) if bare else finding
    for (code, _), members in shared.items():
        yield _told(code, members, homes, renamed, slugs)


def _of_target(place: ResolvedLink, unread: Unread, blogs: Mapping[str, Blog]) -> Code | None:
    """Return what is wrong with where a link leads, wherever it stands, or None."""
    target, site = place.target, place.target.site
    blog = blogs.get(site.key) if site is not None else None
    if target.status == "ambiguous":
        return Code.AMBIGUOUS_LINK
    if target.found.draft is not None:
        return Code.DRAFT_LINK
    if target.found.how == "former":
        return Code.OLD_PERMALINK
    is_file = target.found.how == "file" and blog is not None and not blog.links_by_file
    named = place.link.use.href if place.link.use.href.startswith("post:") else ""
    if target.status == "broken" and named:
        return None if _may_be(unread, named, place.post.site) else Code.BROKEN_POST_LINK
    if target.status != "broken" or site is None or _may_be(unread, target.address, site.key):
        return Code.BROKEN_LINK if is_file else None
    is_whole = blog is None or blog.has_addresses  # else only links to posts are surely broken
    return Code.BROKEN_LINK if is_whole or is_markdown(target.key) else None


def _may_be(unread: Unread, address: str, site: str) -> bool:
    """Whether an address may be that of a post which could not be read."""
    slugs = unread.get(site, ())
    return slugs is None or _slug_in(address) in slugs


def _slug_in(address: str) -> str:
    """Return the slug that an address, or the name in a `post:` address, ends with."""
    path = unquote(re.split("[?#]", address)[0]).removeprefix("post:").rstrip("/")
    return slug_of(_ENDING.sub("", path))


def _told(
    code: Code, places: Sequence[ResolvedLink], homes: Homes, renamed: Renamed, slugs: Slugs
) -> Finding:
    """Return the finding about a target, at the first place that names it, with the others."""
    target, posts = places[0].target, places[0].target.found.posts
    if code is Code.AMBIGUOUS_LINK:
        message = Code.AMBIGUOUS_LINK.message(
            address=short(unquote(target.address)), titles=_titles(posts), links=len(places)
        )
        related = [
            At(p.path, homes[p.ref].permalink_line, homes[p.ref].root) for p in posts[:CLAIMANTS]
        ]
        return finding_at(message, places[:1], homes, related=related)
    if code is Code.BROKEN_POST_LINK:
        return finding_at(_of_name(places[0], homes, renamed, slugs), places, homes)
    return finding_at(_of_broken(code, places[0], renamed), places, homes)


def _of_name(place: ResolvedLink, homes: Homes, renamed: Renamed, slugs: Slugs) -> Message:
    """Return the message about a name that is no post's: with the post that had it, or whose slug it is."""
    name = short(unquote(place.link.use.href.removeprefix("post:")))
    called = (place.post.site, _slug_in(place.target.address))
    if now := renamed.get(called):
        return Code.BROKEN_POST_LINK.message("renamed", name=name, now=homes[now.ref].name)
    if len(meant := slugs.get(called, ())) == 1:
        return Code.BROKEN_POST_LINK.message("named", name=name, right=homes[meant[0].ref].name)
    return Code.BROKEN_POST_LINK.message(name=name)


def _of_broken(code: Code, place: ResolvedLink, renamed: Renamed) -> Message:
    """Return the message about a target that readers cannot open."""
    target, written = place.target, place.link.use.href
    posts = target.found.posts
    shown = short(unquote(target.address.removeprefix(f"{root_of_files(place.post.site)}/")))
    right = unquote(address_of(posts[0])) if posts else None
    if code is Code.DRAFT_LINK:
        assert target.found.draft is not None
        return Code.DRAFT_LINK.message(address=shown, draft=target.found.draft.path)
    if code is Code.OLD_PERMALINK:
        return Code.OLD_PERMALINK.message(address=shown, titles=_titles(posts), right=right)
    now = renamed.get((place.post.site, _slug_in(target.address))) if not posts else None
    if posts:
        return Code.BROKEN_LINK.message(
            "file", address=short(written), titles=_titles(posts), right=right
        )
    if now:
        place_now = unquote(now.permalink) if now.permalink else now.path
        return Code.BROKEN_LINK.message(
            "renamed", address=shown, titles=_titles([now]), right=place_now
        )
    if _DOMAIN.match(written):
        return Code.BROKEN_LINK.message("scheme", address=shown, written=short(written))
    return Code.BROKEN_LINK.message(address=shown)


def _titles(posts: Sequence[Post]) -> str:
    return ", ".join(f"“{short(post.title)}”" for post in posts[:CLAIMANTS])


def _of_place(
    place: ResolvedLink, titles: Mapping[tuple[str, str], Sequence[Post]]
) -> Iterator[Message]:
    """Yield what is wrong with a link where it stands."""
    use, target = place.link.use, place.target
    if target.status == "invalid":
        if use.href:
            yield Code.INVALID_URL.message(address=short(use.href))
        else:
            yield Code.INVALID_URL.message("empty")
        return
    if _is_preview(use.href):
        yield Code.PREVIEW_HOST.message(address=short(use.href))
    whole = unquote(use.href.partition("#:~:")[0])
    if whole.startswith(("http://", "https://")) and _GLUED.search(whole):
        yield Code.GLUED_URL.message(address=short(unquote(use.href)))
    if target.status != "post":
        return
    (post,) = target.found.posts
    if post.ref == place.post.ref and not target.fragment and place.role != "nav":
        yield Code.SELF_LINK.message(text=short(use.text or use.href))
    named = letters(use.text)
    others = titles.get((post.site, named), ()) if len(named) >= _LEAST_TITLE else ()
    if others and post not in others and named != letters(post.title):
        yield Code.MISMATCHED_ANCHOR_TEXT.message(text=short(use.text), title=short(post.title))


def _is_preview(address: str) -> bool:
    """Whether an address is one that only its author can open."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme not in {"http", "https", ""} or not host:
        return False
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or _PREVIEW_HOST.fullmatch(host.rstrip(".")) is not None


def short(text: str) -> str:
    """Return an address or a text as a message shows it."""
    return cut(text, _SHOWN, len)


def finding_at(
    message: Message,
    places: Sequence[ResolvedLink],
    homes: Homes,
    *,
    related: Sequence[At] = (),
) -> Finding:
    """Make a finding at the first place; the others are related."""
    first, *others = places
    also = (At(p.post.path, p.link.use.line, homes[p.post.ref].root) for p in others)
    return Finding.of(
        message, first.post.path, first.link.use.line, column=first.link.column,
        related=(*related, *also), root=homes[first.post.ref].root,
    )  # fmt: skip


def post_findings(graph: Graph, homes: Homes) -> Iterator[Finding]:
    """Yield a finding for each post that no other leads to, in blogs where most are linked, and for
    each one that lists of past posts leave out.
    """
    posts = list(graph.posts.values())
    total: dict[str, int] = defaultdict(int)
    linked: dict[str, int] = defaultdict(int)
    newest: dict[str, str] = defaultdict(str)
    for links in posts:
        newest[links.post.site] = max(links.post.date or "", newest[links.post.site])
        total[links.post.site] += 1
        linked[links.post.site] += not links.orphan
    for links in posts:
        post, home = links.post, homes[links.post.ref]
        may_be_named = not post.date or post.date < newest[post.site]
        if links.orphan and may_be_named and 2 * linked[post.site] > total[post.site]:
            yield Finding.of(
                Code.ORPHAN_POST.message(), post.path, home.permalink_line, root=home.root
            )
        if links.left_out_by:
            lists = [graph.posts[ref].post for ref in links.left_out_by]
            yield Finding.of(
                Code.NOT_IN_POST_LIST.message(posts=len(lists)),
                post.path, home.permalink_line, root=home.root,
                related=tuple(At(p.path, None, homes[p.ref].root) for p in lists),
            )  # fmt: skip

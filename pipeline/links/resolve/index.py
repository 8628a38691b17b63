"""The index: every target once, with every place that names it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from ...html.addresses import readable
from ...ir import AnchorText, Link, Occurrence, Post, Resolution, Role
from ..anchor_texts import names_nothing
from ..extract import PlacedLink
from ..graph import CLAIMANTS
from ..identity import host_of
from . import navigation
from .fragments import Questions
from .targets import LinkTarget, LinkTargets

_BRACKETED = re.compile(r"[《「『]([^《》「」『』]+)[》」』]")
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_WORD = re.compile(r"[a-z0-9]{3,}")


@dataclass(frozen=True, slots=True)
class ResolvedLink:
    """A link where a post names it, with its target, and what it is for."""

    post: Post
    link: PlacedLink
    target: LinkTarget
    role: Role


def place(
    posts: Sequence[tuple[Post, Sequence[PlacedLink]]], targets: LinkTargets
) -> tuple[ResolvedLink, ...]:
    """Return every link of the posts with its target and role, in their order."""
    aimed = [
        (post, link, targets.of(link.use.href, post, link.use.text))
        for post, links in posts
        for link in links
    ]
    listed = (
        navigation.Listed(post.ref, link, target.key, _host(target), _is_own(target, post))
        for post, link, target in aimed
        if link.listing
    )
    roles = navigation.roles(listed)
    return tuple(
        ResolvedLink(
            post,
            link,
            target,
            roles[post.ref, link.listing] if link.listing else link.role,
        )
        for post, link, target in aimed
    )


def _is_own(target: LinkTarget, post: Post) -> bool | None:
    """Whether a target is a post of one of our blogs, there or not, and not an anchor in this post;
    None where this post has no address to judge by.
    """
    other = target.site is not None and target.status not in {"anchor", "home", "page"}
    return other if post.permalink else None


def _host(target: LinkTarget) -> str:
    return host_of(target.key) if target.status == "external" else ""


def index(places: Sequence[ResolvedLink]) -> tuple[Link, ...]:
    """Return every target once, with every place that names it, sorted by key."""
    found: dict[str, list[ResolvedLink]] = defaultdict(list)
    for named in places:
        found[named.target.key].append(named)
    questions = Questions()
    return tuple(_link(key, found[key], questions) for key in sorted(found))


def _link(key: str, places: Sequence[ResolvedLink], questions: Questions) -> Link:
    target = places[0].target
    href = _shown(key, places)
    texts = Counter(text for place in places if (text := _text(place)))
    return Link(
        key=key,
        href=href,
        written=tuple(sorted({place.link.use.href for place in places})),
        title=_title(places, href),
        scope="external" if target.status in {"external", "invalid"} else "internal",
        anchor_texts=tuple(
            AnchorText(text, count)
            for text, count in sorted(texts.items(), key=lambda item: (-item[1], item[0]))
        ),
        resolution=Resolution(target.status, tuple(post.ref for post in target.found.posts)),
        occurrences=tuple(_occurrence(place, questions) for place in places),
    )


def _text(place: ResolvedLink) -> str:
    """Return the text of a link in one line; for a tag that only names a post, its title."""
    use, posts = place.link.use, place.target.found.posts
    slug = use.href.removeprefix("post:").partition("#")[0].rpartition("/")[2]
    if posts and use.href.startswith("post:") and use.text == slug:
        return posts[0].title
    return " ".join(use.text.split())


def _occurrence(place: ResolvedLink, questions: Questions) -> Occurrence:
    link, posts = place.link, place.target.found.posts
    return Occurrence(
        post=place.post.ref,
        line=link.use.line,
        column=link.column,
        role=place.role,
        question=link.question,
        syntax=link.use.syntax,
        written=link.use.href,
        anchor_text=_text(place),
        context=link.context,
        target_question=questions.named(posts[0], place.target.fragment)
        if len(posts) == 1
        else None,
    )


def _shown(key: str, places: Sequence[ResolvedLink]) -> str:
    """Return the permalink of a post, or the path of its file; else the form of an address that is
    written most often, with https on a tie. Where places lead to several parts of a page, return
    the page's.
    """
    target = places[0].target
    if target.found.posts and target.status != "anchor":
        post = target.found.posts[0]
        return post.permalink or post.path
    if key.startswith("file:"):
        return places[0].link.use.href
    whole = [place for place in places if not place.target.part]
    if not whole and len({place.target.part for place in places}) > 1:
        return key
    shown = Counter(place.target.address for place in whole or places)
    return max(shown, key=lambda form: (shown[form], form.startswith("https:"), form))


def _shared(text: str, address: str) -> int:
    """Return how many of a text's words an address holds."""
    return sum(word in address.casefold() for word in set(_WORD.findall(text.casefold())))


def _bare(address: str) -> str:
    """Return an address without scheme, `www.` and final slash, in lower case."""
    return _SCHEME.sub("", address).rstrip("/").casefold()


def _title(places: Sequence[ResolvedLink], href: str) -> str:
    """Return the posts' title, else the text that names the target most often, else its address.

    A text that leads to a part of a page does not name the whole.
    """
    target = places[0].target
    if target.found.posts and target.status != "anchor":
        return " / ".join(post.title for post in target.found.posts[:CLAIMANTS])
    if target.site and target.status == "home":
        return target.site.title
    if target.status == "invalid":
        return href or "()"
    whole = [place for place in places if not place.target.part]
    if not whole and len({place.target.part for place in places}) == 1:
        whole = list(places)
    texts = Counter(_text(place) for place in whole)
    referred = {_text(place) for place in whole if place.role == "references"}
    named = [text for text in texts if not names_nothing(text) and _bare(text) != _bare(href)]
    if target.site:  # a page of the blog is not the blog
        named = [text for text in named if text != target.site.title]
    best = max(
        named,
        key=lambda text: (texts[text], text in referred, _shared(text, href), -len(text), text),
        default="",
    )
    if bracketed := _BRACKETED.fullmatch(best):
        best = bracketed[1]
    return (
        best
        or (unquote(target.fragment[1:]) if target.status == "anchor" else "")
        or readable(href)
    )

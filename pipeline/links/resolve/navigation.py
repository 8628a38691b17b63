"""What the listings of posts are for: navigation between posts, or references.

A listing is a block of links outside the questions. Its label may say what it is; else its shape does:
past-post lists lead to posts of the blog itself, and stand where a post begins or ends, or in several
posts. Posts of a folder have no addresses; there the targets are those that other posts list too.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...ir import Role
from ..extract import Listing, PlacedLink

_PAST = re.compile(
    r"往期|[历歷]史文章|(?:^|[|｜/、，]\s*)[上下]一[篇章节節]|(?:其他|其它|更多|全部|所有)(?:文章|博客)|文章列表"
    r"|\b(?:previous|next|earlier|past|other|more|recent)\s+(?:posts?|articles?|parts?)\b|過去|関連記事",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"系列|目[录錄]|[导導][航覽]|(?:相[关關]|推[荐薦]|更多)(?:文章|博客|内容|阅读|閱讀)|\bseries\b|\bnavigation\b"
    r"|\btable of contents\b|\b(?:related|recommended)\s+(?:posts?|articles?)\b",
    re.IGNORECASE,
)
"""Words for a list of the blog's own posts, or for folders and products elsewhere."""
_REFERENCES = re.compile(
    r"[参參]考|引用|文[献獻]|出[处處]|[来來]源|[资資]料|相[关關](?:链接|連結)|(?:延伸|扩展|擴展)[阅閱][读讀]"
    r"|\b(?:see also|further reading|references?|bibliography|citations?|sources|credits|works cited)\b",
    re.IGNORECASE,
)
_FEW = 3  # targets; with fewer the shape says nothing
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Listed:
    """A link in a listing: the post that holds it, the key of its target and its host, and whether
    the target is our own (None where the post has no address to judge by).
    """

    post: str
    link: PlacedLink
    key: str
    host: str
    own: bool | None


def roles(links: Iterable[Listed]) -> Mapping[tuple[str, Listing], Role]:
    """Return the role of each listing, by the reference of its post and the listing."""
    listings: dict[tuple[str, Listing], list[Listed]] = defaultdict(list)
    for listed in links:
        if listed.link.listing is not None:
            listings[listed.post, listed.link.listing].append(listed)
    by_post = _keys_by_post(listings)
    posts = Counter(key for keys in by_post.values() for key in keys)
    return {
        place: _role(place[1], members, posts, alone=len(by_post) == 1)
        for place, members in listings.items()
    }


def _keys_by_post(
    listings: Mapping[tuple[str, Listing], Sequence[Listed]],
) -> Mapping[str, set[str]]:
    keys: dict[str, set[str]] = defaultdict(set)
    for (post, _), members in listings.items():
        keys[post] |= {member.key for member in members}
    return keys


def _role(
    listing: Listing, members: Sequence[Listed], posts: Mapping[str, int], *, alone: bool
) -> Role:
    """Return the role of a listing. `posts` counts the posts that list a target; `alone`: one post
    has all listings.
    """
    region = members[0].link.role
    foreign = any(not member.own for member in members)
    headed: Role = "references" if region == "outro" and listing.headed and foreign else region
    if _REFERENCES.search(listing.label):
        return "references"
    if _PAST.search(listing.label):
        return "nav"
    if _PARTS.search(listing.label) and any(member.own is not False for member in members):
        return "nav"
    keys = {member.key for member in members}
    recurring = sum(posts[key] > 1 for key in keys) >= _SHARE * len(keys)
    if members[0].own is not None:
        own = {member.key for member in members if member.own}
        few = 1 if listing.kind == "list" and own == keys else _FEW - 1
        placed = recurring or (listing.edge and (listing.headed or not listing.label))
        is_list = listing.alone and len(keys) > few and len(own) >= _SHARE * len(keys)
        return "nav" if placed and is_list else headed
    if len(keys) < _FEW:
        return headed
    one_site = alone and not listing.headed and len({member.host for member in members}) == 1
    return "nav" if recurring or one_site else headed

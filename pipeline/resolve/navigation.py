"""What the listings of posts are for: navigation between posts, or references.

A listing is a block of links outside the questions. Its label may say what it is; else its shape does:
past-post lists lead to posts of the blog, and other posts list the same targets.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.ir import Role
from pipeline.parse import PlacedLink
from pipeline.parse.links import Listing

_PAST = re.compile(
    r"往期|历史文章|系列|上一[篇章节]|下一[篇章节]|目录|导航|(?:其他|更多|全部|所有|相关|推荐)(?:文章|博客|内容|阅读)|文章列表"
    r"|\b(?:previous|earlier|past|other|more|related|recent)\s+(?:posts?|articles?|parts?)\b|\bseries\b"
    r"|\btable of contents\b|\bnavigation\b|過去|関連記事",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"参考|引用|文献|出处|来源|資料|资料"
    r"|\b(?:references?|bibliography|citations?|sources?|credits|works cited)\b",
    re.IGNORECASE,
)
_FEW = 3  # links; of fewer the shape tells nothing
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Listed:
    """A link in a listing: the post that holds it, the key of its target, whether that is our own."""

    post: str
    link: PlacedLink
    key: str
    host: str
    own: bool


def roles(links: Iterable[Listed]) -> Mapping[tuple[str, Listing], Role]:
    """Give the role of each listing, by the reference of its post."""
    listings: dict[tuple[str, Listing], list[Listed]] = defaultdict(list)
    for listed in links:
        if listed.link.listing is not None:
            listings[listed.post, listed.link.listing].append(listed)
    posts = Counter(key for keys in _keys_by_post(listings).values() for key in keys)
    return {
        place: _role(place[1], members, {m.key for m in members if posts[m.key] > 1})
        for place, members in listings.items()
    }


def _keys_by_post(
    listings: Mapping[tuple[str, Listing], Sequence[Listed]],
) -> Mapping[str, set[str]]:
    keys: dict[str, set[str]] = defaultdict(set)
    for (post, _), members in listings.items():
        keys[post] |= {member.key for member in members}
    return keys


def _role(listing: Listing, members: Sequence[Listed], recurring: set[str]) -> Role:
    region = members[0].link.role
    headed: Role = "references" if region == "outro" and listing.headed else region
    if _REFERENCES.search(listing.label):
        return "references"
    if _PAST.search(listing.label):
        return "nav"
    if len(members) < _FEW:
        return headed
    least = _SHARE * len({member.key for member in members})
    if len(recurring) >= least or sum(member.own for member in members) >= _SHARE * len(members):
        return "nav"
    if listing.headed or len({member.host for member in members}) > 1:
        return headed
    return "nav"

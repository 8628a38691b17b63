"""Links to a part of a post that the post does not have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from ...findings import Code, Finding
from ..anchors import Anchors
from .findings import Homes, finding_at, short
from .index import ResolvedLink

_TEXT = (
    ":~:"  # WICG, "URL Fragment Text Directives": browsers take it off before they look for an id
)


def fragment_findings(
    places: Sequence[ResolvedLink], anchors: Mapping[str, Anchors | None], homes: Homes
) -> Iterator[Finding]:
    """Yield a finding for each fragment in a post that its target does not have, at its first place.

    `anchors` are by the reference of a post.
    """
    shared: dict[tuple[str, str, str], list[ResolvedLink]] = defaultdict(list)
    for place in places:
        target = place.target
        if target.status not in {"post", "anchor"} or target.found.how == "file":
            continue
        there, fragment = target.found.posts[0].ref, _id_in(target.fragment)
        known = anchors.get(there)
        if known is not None and not known.has(fragment):
            shared[place.post.ref, there, unquote(fragment)].append(place)
    for (here, there, fragment), members in shared.items():
        known, post = anchors[there], members[0].target.found.posts[0]
        assert known is not None
        right = known.nearest(fragment)
        shown, right = short(fragment), right and short(right)
        if here == there:
            message = Code.BROKEN_FRAGMENT.message(fragment=shown, right=right)
        else:
            title = short(post.title)
            message = Code.BROKEN_FRAGMENT.message(
                "other", title=title, fragment=shown, right=right
            )
        yield finding_at(message, members, homes)


def _id_in(fragment: str) -> str:
    """Return the id in a fragment (with its `#`), "" where it is a route of a script."""
    name = fragment[1:].partition(_TEXT)[0]
    return "" if name.startswith(("/", "!")) or ".htm" in name else name

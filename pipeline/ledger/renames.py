"""Posts that have another name since the last build, before their cards are matched."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from .cards import comparable

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ..ir import Post
    from .types import SiteLedger

_HALF = 0.5


def renamed_posts(
    known: SiteLedger, posts: Sequence[Post], kept: Collection[str]
) -> Mapping[str, Post]:
    """Return what posts of a site are called now, by their former keys: the new post that asks most of the
    questions of one that is gone. `kept` are the keys of posts whose files are there.
    """
    asked: dict[str, set[str]] = defaultdict(set)
    for entry in known.cards:
        if not entry.retired and entry.kind == "question":
            asked[entry.post].add(comparable(entry.prompt))
    new = [post for post in posts if post.key not in asked]
    asking: dict[str, list[Post]] = defaultdict(list)
    for post in new:
        for prompt in {comparable(question.prompt.text) for question in post.questions}:
            asking[prompt].append(post)
    found: dict[str, Post] = {}
    for key in sorted(asked.keys() - set(kept)):
        shared = Counter(post.key for prompt in asked[key] for post in asking[prompt])
        best = max(sorted(shared), key=shared.__getitem__, default=None)
        if best is not None and shared[best] > _HALF * len(asked[key]):
            found[key] = next(post for post in new if post.key == best)
    return found

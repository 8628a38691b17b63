"""Refrains: lines that end many answers of a post, and are part of none ("back to top")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import takewhile

from ..outline.facts import PostFacts
from ..outline.nodes import Node
from ..outline.wording import without_tags
from .idle import SHOWN

_LINKS = re.compile(r"\[[^\[\]]*\]\([^()]*\)|:\w+:")  # and emoji by their names
_IN_PAGE = re.compile(r"\]\(#[^()]*\)")
_REPEATED = 3
_HALF = 0.5


def refrains(
    post: PostFacts, prompts: Sequence[Node], ends: Sequence[int], idle: Collection[int]
) -> set[int]:
    """Return the lines that end many answers of the post and that nobody would call their content: a
    last line, or one of links that lead back or on, with the links below it.
    """
    tails = [_tail(post, node, end, idle) for node, end in zip(prompts, ends, strict=True)]
    lines = post.outline.lines
    counts = Counter(key for tail in tails for key in {_refrain(lines[n - 1]) for n in tail})
    least = max(_REPEATED, _HALF * sum(map(bool, tails)))
    found: set[int] = set()
    for tail in tails:
        recurring = [at for at, n in enumerate(tail) if counts[_refrain(lines[n - 1])] >= least]
        found.update(tail[: recurring[-1] + 1] if recurring else ())
    return found


def _tail(post: PostFacts, node: Node, end: int, idle: Collection[int]) -> list[int]:
    """Return the lines of links at the end of an answer, the last one first; where there are none, its
    last line, if it is not all.
    """
    lines, kinds = post.outline.lines, post.outline.kinds
    filled = [line for line in range(end, node.span.end, -1) if line not in idle]
    links = list(takewhile(lambda line: _only_links(lines[line - 1]), filled))
    if not links and post.lines.says(node.span.end + 1, end) > 1:
        links = filled[:1]
    words = (any(map(str.isalpha, without_tags(lines[line - 1]))) for line in links)
    shown = any(kinds.get(line) in SHOWN or line in post.lines.marked for line in links)
    return links if any(words) and not shown else []


def _only_links(line: str) -> bool:
    return _LINKS.search(line) is not None and not any(map(str.isalnum, _LINKS.sub("", line)))


def _refrain(line: str) -> str:
    """Return what a line is compared by: where it leads in its own post makes no difference."""
    return _IN_PAGE.sub("](#)", line.strip())

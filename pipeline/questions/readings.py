"""The readings of a post: nothing, its title, or one to three classes of nodes that are written alike.

The prompts of a reading are the nodes of its classes that hold no others. What holds others is the
prompt itself where it asks and its answer begins at once, or where those inside ask too little to be
prompts: parts of an answer. A reading in which next to nothing is answered is none: a list of questions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from ..outline.facts import PostFacts
from ..outline.nodes import Node
from ..outline.wording import is_question_word
from .signs import SIGNS, ReadingView, facts_of, title_signs

MOST_CLASSES = 12
"""Classes of a post that are considered: those that ask most."""

MOST_OF_THREE = 6
"""Of these, the ones that are considered three at a time."""

_ANSWERED = 0.28
"""Share of a reading's prompts that must be answered; fewer are a list of bare questions."""

_FEW = 3  # of fewer prompts one must be answered, by however little
_MOST_DEPTH = 2

ClassKey = tuple[str, int, str, str, int, bool]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a post's questions: its classes, its prompts, and how much there is of each sign.

    Numbers are those of `Readings.nodes`, among which the title is 0.
    """

    classes: tuple[int, ...]
    prompts: tuple[int, ...]
    signs: tuple[float, ...]


NOTHING = Reading((), (), (0.0,) * len(SIGNS))


@dataclass(frozen=True, slots=True)
class Readings:
    """All readings of a post: `readings` begins with the one that takes nothing; the title's is told by
    its own signs.
    """

    post: PostFacts
    nodes: Sequence[Node]
    classes: Sequence[Sequence[int]]
    readings: Sequence[Reading]
    title_signs: Sequence[float]


def readings(post: PostFacts) -> Readings:
    """Return all readings of a post."""
    return _Classes(post).readings()


def every_reading(post: PostFacts) -> Readings:
    """Return all readings of a post, those too in which next to nothing is answered."""
    return _Classes(post, answered=False).readings()


def prompts_among(nodes: Sequence[Node], members: Sequence[int]) -> list[int]:
    """Return the prompts among the nodes that a selection names, by the rule for readings."""
    return list(leaves(nodes, above(nodes), members))


def class_of(node: Node) -> ClassKey:
    """Return what nodes that are written alike share."""
    number = node.number
    family = ""
    if number is not None:
        family = "Q" if number.asks else "han" if number.family == "han" else "#"
        family += "." if len(number.value) > 1 else ""
    shape = str(node.shape[0])
    if shape == "numbered" and node.shape[2]:
        shape = "numbered in bold"
    depth = min(node.depth, _MOST_DEPTH)
    return node.kind, node.level, shape, family, depth, node.in_section


class _Classes:
    """The classes of a post, and what becomes of some of them taken together."""

    def __init__(self, post: PostFacts, *, answered: bool = True) -> None:
        self.post, self.answered = post, answered
        self.nodes = nodes = [post.outline.title, *post.outline.nodes]
        self.above = above(nodes)
        found: defaultdict[ClassKey, list[int]] = defaultdict(list)
        for n, node in enumerate(nodes[1:], start=1):
            found[class_of(node)].append(n)
        self.rank = {key: self._rank(members) for key, members in found.items()}
        kept = set(sorted(found, key=lambda key: -self.rank[key])[:MOST_CLASSES])
        self.keys = [key for key in found if key in kept]
        self.classes = [found[key] for key in self.keys]
        self.held = [frozenset().union(*(self.above[m] for m in c)) for c in self.classes]

    def _rank(self, members: Sequence[int]) -> float:
        nodes = [self.nodes[m] for m in members]
        return sum(n.asks + 0.3 * (n.kind == "heading") + 0.1 for n in nodes)

    def readings(self) -> Readings:
        asking = {n for n, node in enumerate(self.nodes) if n and node.asking and node.says}
        outer = frozenset(n for n in asking if self.above[n].isdisjoint(asking))
        headings = frozenset(n for n, node in enumerate(self.nodes) if node.kind == "heading")
        facts = [facts_of(node) for node in self.nodes]
        known: set[tuple[int, ...]] = {()}
        made = [NOTHING]
        for classes in self._combined():
            prompts = self._prompts(classes)
            if prompts in known or self._is_title(prompts) or not self._is_answered(prompts):
                continue
            known.add(prompts)
            members = [self.classes[c] for c in classes]
            taken = ReadingView(self.nodes, facts, self.above, outer, headings, members, prompts)
            signs = tuple(float(sign.value(taken)) for sign in SIGNS.values())
            made.append(Reading(classes, prompts, signs))
        title = title_signs(self.nodes[0], self.nodes[1:], self.post.promises)
        return Readings(self.post, self.nodes, self.classes, made, title)

    def _combined(self) -> Iterator[tuple[int, ...]]:
        """Yield one, two or three classes, none of which only groups another."""
        every = range(len(self.keys))
        best = sorted(every, key=lambda c: -self.rank[self.keys[c]])[:MOST_OF_THREE]
        groups = {(a, b) for a, b in permutations(every, 2) if self._groups(a, b)}
        for few in (
            *((c,) for c in every), *combinations(every, 2), *combinations(sorted(best), 3)
        ):  # fmt: skip
            if not any(pair in groups for pair in permutations(few, 2)):
                yield few

    def _groups(self, a: int, b: int) -> bool:
        """Whether every node of a class holds one of another."""
        return self.held[b].issuperset(self.classes[a])

    def _is_title(self, prompts: Sequence[int]) -> bool:
        """Whether the heading that bears the title is all: that is the title's own reading."""
        return len(prompts) == 1 and self.nodes[prompts[0]].span == self.nodes[0].span

    def _is_answered(self, prompts: Sequence[int]) -> bool:
        if not self.answered:
            return bool(prompts)
        if len(prompts) < _FEW:
            return any(self.nodes[n].own or self.nodes[n].says for n in prompts)
        return sum(self.nodes[prompt].says for prompt in prompts) >= _ANSWERED * len(prompts)

    def _prompts(self, classes: Sequence[int]) -> tuple[int, ...]:
        members = sorted(m for c in classes for m in self.classes[c])
        return leaves(self.nodes, self.above, members)


def above(nodes: Sequence[Node]) -> list[frozenset[int]]:
    """Return for each node the nodes below the title that it stands in."""
    at = {id(node): n for n, node in enumerate(nodes)}
    found: list[frozenset[int]] = []
    for node in nodes:
        up = at[id(node.parent)] if node.parent is not None else 0
        found.append(found[up] | {up} if up else frozenset())
    return found


def leaves(
    nodes: Sequence[Node], above: Sequence[frozenset[int]], members: Sequence[int]
) -> tuple[int, ...]:
    """Return the prompts among members; asides (notes, further reading) are left out."""
    every = frozenset(members)
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for member in members:
        for holder in above[member] & every:
            inside[holder].append(member)
    dropped = _listed(nodes, members)
    for member in members:
        if member not in inside:
            continue
        if _is_prompt_itself(nodes[member], [nodes[part] for part in inside[member]]):
            dropped.update(inside[member])
        else:
            dropped.add(member)
    kept = [member for member in members if member not in dropped]
    return tuple(m for m in kept if not nodes[m].aside) or tuple(kept)


def _listed(nodes: Sequence[Node], members: Sequence[int]) -> set[int]:
    """Return the members of a table of contents: with nothing behind them, they return elsewhere."""
    answered = {nodes[member].text for member in members if nodes[member].says}
    answered = {text for text in answered if not is_question_word(text)}
    return {m for m in members if not nodes[m].letters and nodes[m].text in answered}


def _is_prompt_itself(node: Node, parts: Sequence[Node]) -> bool:
    """Whether what holds others of the classes is a prompt, and they are parts of its answer."""
    if node.asking and node.own and node.kind != "heading":
        return True
    few_ask = 3 * sum(part.asking for part in parts) < len(parts)
    state = 2 * sum(part.states for part in parts) >= len(parts)
    return few_ask and (node.asking or state)

"""What speaks for and against a reading: each sign speaks in one direction only, in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, permutations
from math import log1p
from statistics import fmean

from ..outline.nodes import Node
from ..outline.promises import Promises

_LONG_TITLE = 30


FACTS: Mapping[str, Callable[[Node], float]] = {
    "asking": lambda n: n.asking,
    "promised": lambda n: n.promised,
    "hinted": lambda n: n.hinted,
    "numbered": lambda n: n.number is not None,
    "short": lambda n: n.is_short,
    "loose": lambda n: n.is_loose,
    "in line": lambda n: n.in_line,
    "round": lambda n: n.round,
    "body asks": lambda n: n.body_asks,
    "states": lambda n: n.states,
    "letters": lambda n: n.letters,
    "marked again": lambda n: n.marked_again,
    "headline": lambda n: n.headline,
}
"""What signs add up over the prompts of a reading."""


def facts_of(node: Node) -> tuple[float, ...]:
    """Return the facts of a node, in the order of `FACTS`; of many readings they are taken once."""
    return tuple(fact(node) for fact in FACTS.values())


@dataclass(frozen=True)
class ReadingView:
    """A reading's prompts among all that could be: what the signs look at.

    `facts` are those of each node, `classes` the classes that it takes, `above` the nodes that each node
    stands in, `asked` the lines of the post that ask, are answered and stand in no other that asks.
    """

    nodes: Sequence[Node]
    facts: Sequence[Sequence[float]]
    above: Sequence[frozenset[int]]
    asked: frozenset[int]
    headings: frozenset[int]
    classes: Sequence[Sequence[int]]
    prompts: Sequence[int]

    @cached_property
    def taken(self) -> frozenset[int]:
        """The prompts, to look them up."""
        return frozenset(self.prompts)

    @cached_property
    def nested(self) -> bool:
        """Whether some of one class stand inside those of another."""
        held = [frozenset().union(*(self.above[at] for at in found)) for found in self.classes]
        pairs = permutations(range(len(self.classes)), 2)
        return any(not held[inner].isdisjoint(self.classes[outer]) for inner, outer in pairs)

    @cached_property
    def parts(self) -> Sequence[Sequence[int]]:
        """The prompts, by class where each class has a part of the post to itself."""
        of_classes = [[at for at in found if at in self.taken] for found in self.classes]
        parts = sorted(filter(None, of_classes))
        apart = all(one[-1] < other[0] for one, other in pairwise(parts))
        return parts if apart and not self.nested else [self.prompts]

    @cached_property
    def sums(self) -> Mapping[str, float]:
        """Each fact, added up over the prompts."""
        rows = zip(*(self.facts[prompt] for prompt in self.prompts), strict=True)
        return dict(zip(FACTS, map(sum, rows), strict=True))

    @cached_property
    def asked_inside(self) -> frozenset[int]:
        """The lines that ask and are prompts or stand inside one."""
        return frozenset(at for at in self.asked if self.holds(at))

    @cached_property
    def holders(self) -> frozenset[int]:
        """What the prompts stand in."""
        return frozenset().union(*(self.above[prompt] for prompt in self.prompts))

    def holds(self, at: int) -> bool:
        """Whether a node is a prompt or stands inside one."""
        return at in self.taken or not self.taken.isdisjoint(self.above[at])

    def share(self, fact: str) -> float:
        """Return the mean of a fact over the prompts."""
        return self.sums[fact] / len(self.prompts)

    def asking(self, at: int) -> float:
        """Return the share of a class that asks."""
        found = self.classes[at]
        return sum(self.nodes[node].asking for node in found) / len(found)


@dataclass(frozen=True, slots=True)
class Sign:
    """What one sign says, whether it speaks for (1) or against (-1), and how much of it there is."""

    says: str
    direction: int
    value: Callable[[ReadingView], float]


def _cover(t: ReadingView) -> float:
    answers = t.sums["letters"]
    beside = t.nodes[0].letters - t.sums["headline"]
    return answers / max(beside, answers, 1)


def _unpromised(t: ReadingView) -> float:
    return 1 - t.share("promised") - t.share("hinted")


def _asking(t: ReadingView) -> float:
    return t.share("asking")


def _outside(t: ReadingView) -> float:
    return log1p(sum(at not in t.holders and not t.holds(at) for at in t.headings))


def _solved(t: ReadingView) -> float:
    return fmean(fmean(t.nodes[at].solved for at in part) for part in t.parts)


def _mixed(t: ReadingView) -> float:
    if len(t.parts) > 1:
        return 0.0
    headed = [t.nodes[found[0]].kind == "heading" for found in t.classes]
    return float(any(headed) and not all(headed))


def _differ(t: ReadingView) -> float:
    asked = [t.asking(at) for at in range(len(t.classes))]
    return max(asked) - min(asked)


SIGNS: Mapping[str, Sign] = {
    "asks": Sign("share of prompts that are worded as questions", 1, _asking),
    "asking": Sign(
        "number of prompts that are worded as questions", 1,
        lambda t: log1p(_asking(t) * len(t.prompts)),
    ),
    "promised": Sign(
        "number of prompts below a title, file name or heading that announces questions", 1,
        lambda t: t.share("promised") * log1p(len(t.prompts)),
    ),
    "section": Sign(
        "a heading above announces questions, the post as a whole does not", 1,
        lambda t: sum(t.nodes[c[0]].in_section for c in t.classes) / len(t.classes),
    ),
    "solved": Sign(
        "share of prompts whose answer or solution is marked", 1,
        _solved,
    ),
    "cover": Sign("share of the other text that is in the answers", 1, _cover),
    "numbered": Sign(
        "share of prompts that have numbers", 1, lambda t: t.share("numbered")
    ),
    "asks-unpromised": Sign(
        "prompts are worded as questions, but nothing announces questions", -1,
        lambda t: _unpromised(t) * _asking(t),
    ),
    "states-unpromised": Sign(
        "prompts are not worded as questions, and nothing announces questions", -1,
        lambda t: _unpromised(t) * (1 - _asking(t)),
    ),
    "missed": Sign(
        "questions with an answer are left out", -1,
        lambda t: log1p(len(t.asked) - len(t.asked_inside)),
    ),
    "inner": Sign(
        "other questions are inside the answers", -1,
        lambda t: log1p(len(t.asked_inside - t.taken)),
    ),
    "outside": Sign("headings are left out", -1, _outside),
    "one": Sign("there is only one prompt", -1, lambda t: float(len(t.prompts) == 1)),
    "short": Sign(
        "prompts have only one or two words", -1, lambda t: t.share("short")
    ),
    "plain-lines": Sign(
        "prompts are plain lines, without number or bold type", -1, lambda t: t.share("loose")
    ),
    "in-lines": Sign(
        "prompts are inside lines or list items", -1, lambda t: t.share("in line")
    ),
    "rounds": Sign(
        "prompts name a round of interviews, a date or a company", -1, lambda t: t.share("round")
    ),
    "answers-ask": Sign(
        "the answers themselves ask questions", -1, lambda t: t.share("body asks")
    ),
    "marked-again": Sign(
        "one answer contains several marked answers", -1, lambda t: log1p(t.sums["marked again"])
    ),
    "states": Sign("prompts end like statements", -1, lambda t: t.share("states")),
    "mixed": Sign("some prompts are headings, others are lines", -1, _mixed),
    "differ": Sign("prompts of one kind are worded as questions, those of the other are not", -1, _differ),
    "nested": Sign("prompts of one kind are inside those of the other", -1, lambda t: float(t.nested)),
    "three": Sign("prompts are of three kinds", -1, lambda t: float(len(t.classes) == 3)),
}  # fmt: skip
"""Every sign of a reading, by its name."""

TITLE_SIGNS: Mapping[str, str] = {
    "title-asks": "the title is worded as a question",
    "title-long": "the title is long",
    "title-mark": "the title ends with a question mark",
    "parts-ask": "share of the main parts that are worded as questions",
    "lines-ask": "share of the lines that are worded as questions",
    "headings": "number of headings",
    "title-promises": "the title announces questions",
    "title-hints": "the title hints at questions",
    "marked": "number of marked answers",
    "lines": "number of lines that could be prompts",
}
"""What speaks for or against the title as the one prompt of a post."""


def title_signs(title: Node, nodes: Sequence[Node], promises: Promises) -> list[float]:
    """Return how much there is of each of `TITLE_SIGNS`; `nodes` are those below the title."""
    groups: dict[int, list[Node]] = {}
    for child in title.children:
        groups.setdefault(child.series, []).append(child)
    main = max(groups.values(), key=len, default=[])
    return [
        float(promises.asks),
        float(len(title.text) > _LONG_TITLE),
        float(title.text.rstrip(" *_").endswith(("?", "？"))),
        sum(node.asks for node in main) / len(main) if len(main) > 1 else 0.0,
        sum(node.asks for node in nodes) / max(len(nodes), 1),
        log1p(sum(node.kind == "heading" for node in nodes)),
        float(promises.questions),
        float(promises.hints),
        log1p(sum(node.marked for node in nodes)),
        log1p(len(nodes)),
    ]

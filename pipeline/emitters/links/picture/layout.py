"""Where all that a picture shows lies: nodes in bands from left to right by time, and curves between.

A band is a series. Within a band, nodes whose labels would meet lie in rows below each other: each takes
the first row that is free where it begins (interval packing), so that no two labels overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .axis import Axis, Tick
from .labels import label, width_of

WIDTH = 960
_LEFT, _RIGHT = 32, 32
_ROW = 24  # a row of nodes
_HEAD = 26  # the name of a band
_FOOT = 8
_AXIS = 28
_GAP = 9  # between a node and its label
_APART = 14  # between a label and the next node
_SMALL, _NODE, _LARGE = 3.5, 5.0, 11.0  # radii
_ARROW = 7


@dataclass(frozen=True, slots=True)
class Subject:
    """What shall be a node. `weight` is how many links lead to it. `linked`: a line begins or ends at it.

    `band` is a series, "" for none; `square`: it is no post. `href` is its place on the page, "" for none.
    """

    name: str
    title: str
    href: str
    band: str
    date: str | None
    weight: int
    linked: bool
    square: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line from one node to another, which stands for `count` links."""

    source: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class PictureNode:
    """A node in its place; `label` stands at `label_x`, to the left of it if `turned`."""

    name: str
    title: str
    href: str
    x: float
    y: float
    radius: float
    label: str
    label_x: float
    turned: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve as a path, with its arrow head as another; `ends` are the names of its nodes."""

    ends: tuple[str, str]
    path: str
    arrow: str
    width: float


@dataclass(frozen=True, slots=True)
class Band:
    """A stripe of the picture, with the name of its series."""

    name: str
    y: float
    height: float
    square: bool


@dataclass(frozen=True)
class GraphPicture:
    """All that is drawn, in pixels."""

    height: float
    ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]
    nodes: tuple[PictureNode, ...]
    curves: tuple[Curve, ...]
    threads: tuple[Curve, ...]
    width: int = WIDTH

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The index of each node among the nodes, by its name."""
        return {node.name: number for number, node in enumerate(self.nodes)}


def lay_out(subjects: Sequence[Subject], lines: Sequence[Line], *, label_all: bool) -> GraphPicture:
    """Return the picture of nodes and lines; with `label_all`, nodes without lines have labels too."""
    posts = [subject for subject in subjects if not subject.square]
    axis = Axis((post.date for post in posts), _LEFT, WIDTH - _RIGHT)
    where = {post.name: axis.x(post.date) for post in posts}
    where |= _between(lines, where)
    most = max((subject.weight for subject in subjects), default=1)
    nodes: list[PictureNode] = []
    bands = []
    y = float(_AXIS)
    for (square, name), members in _in_bands(subjects):
        rows = _Rows()
        start = y + _HEAD
        for subject in sorted(members, key=lambda s: (not s.linked, where[s.name], s.title)):
            shown = label(subject.title) if subject.linked or label_all else ""
            nodes.append(_node(subject, shown, where[subject.name], rows, start, most))
        height = _HEAD + rows.count * _ROW + _FOOT
        bands.append(Band(name, y, height, square))
        y += height
    at = {node.name: node for node in nodes}
    curves = [_curve(line, at) for line in lines]
    return GraphPicture(
        height=y + _FOOT,
        ticks=axis.ticks(),
        bands=tuple(bands),
        nodes=tuple(nodes),
        curves=tuple(c for c in curves if at[c.ends[1]].kind != "square"),
        threads=tuple(c for c in curves if at[c.ends[1]].kind == "square"),
    )


def _in_bands(subjects: Iterable[Subject]) -> Iterable[tuple[tuple[bool, str], list[Subject]]]:
    """Return the bands: series by first post, then posts without one, then what is no post."""
    bands: dict[tuple[bool, str], list[Subject]] = defaultdict(list)
    for subject in subjects:
        bands[subject.square, subject.band].append(subject)
    first = {key: min(s.date or "9999" for s in members) for key, members in bands.items()}
    return sorted(
        bands.items(), key=lambda item: (item[0][0], not item[0][1], first[item[0]], item[0])
    )


def _between(lines: Iterable[Line], where: Mapping[str, float]) -> dict[str, float]:
    """Return the places of what is no post: in the middle of the posts that name it."""
    named: dict[str, list[float]] = defaultdict(list)
    for line in lines:
        if line.target not in where:
            named[line.target].append(where[line.source])
    return {name: sum(places) / len(places) for name, places in named.items()}


class _Rows:
    """Rows of intervals that do not overlap."""

    def __init__(self) -> None:
        self._ends: list[list[tuple[float, float]]] = []

    @property
    def count(self) -> int:
        return max(len(self._ends), 1)

    def place(self, left: float, right: float) -> int:
        """Take the first row that is free from `left` to `right`, and return its number."""
        for number, taken in enumerate(self._ends):
            if all(right <= start or left >= end for start, end in taken):
                taken.append((left, right))
                return number
        self._ends.append([(left, right)])
        return len(self._ends) - 1


def _node(
    subject: Subject, shown: str, x: float, rows: _Rows, start: float, most: int
) -> PictureNode:
    kind = "square" if subject.square else "linked" if subject.linked else "alone"
    radius = (
        _SMALL if kind == "alone" else _NODE + (_LARGE - _NODE) * (subject.weight / most) ** 0.5
    )
    radius = _NODE if subject.square else radius
    long = _GAP + width_of(shown) if shown else 0
    turned = bool(shown) and x + radius + long > WIDTH - _FOOT
    left, right = (x - radius - long, x + radius) if turned else (x - radius, x + radius + long)
    row = rows.place(left - 2, right + (_APART if shown else 2))
    return PictureNode(
        name=subject.name,
        title=subject.title,
        href=subject.href,
        x=round(x, 1),
        y=start + row * _ROW + _ROW / 2,
        radius=round(radius, 1),
        label=shown,
        label_x=round(x - radius - 5 if turned else x + radius + 5, 1),
        turned=turned,
        kind=kind,
    )


def _curve(line: Line, at: Mapping[str, PictureNode]) -> Curve:
    """Return a line as a curve: an S, upright at both ends, or a bow above two near rows."""
    a, b = at[line.source], at[line.target]
    head = 0 if b.kind == "square" else _ARROW
    near = abs(a.y - b.y) < 2 * _ROW
    down = near or b.y > a.y  # how it arrives
    sign = 1 if down else -1
    start = (a.x, a.y - a.radius if near else a.y + sign * a.radius)
    end = (b.x, b.y - sign * (b.radius + head))
    if near:
        top = min(start[1], end[1]) - min(8 + abs(b.x - a.x) * 0.1, 40)
        bends = ((a.x + (b.x - a.x) * 0.15, top), (b.x, top))
    else:
        middle = (start[1] + end[1]) / 2
        bends = ((a.x, middle), (b.x, middle))
    points = [start, *bends, end]
    path = "M{} C{} {} {}".format(*(f"{x:.1f},{y:.1f}" for x, y in points))
    tip = b.y - b.radius if down else b.y + b.radius
    back = tip - _ARROW if down else tip + _ARROW
    arrow = f"M{b.x:.1f},{tip:.1f} L{b.x - 3.5:.1f},{back:.1f} H{b.x + 3.5:.1f} Z"
    width = min(1 + 0.6 * line.count, 5)
    return Curve((line.source, line.target), path, arrow if head else "", round(width, 1))

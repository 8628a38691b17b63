"""Pair the members of two groups so that the pairs are as alike as possible in total."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Scores: TypeAlias = dict[int, dict[int, float]]
"""How alike a member of one group and each of its possible partners in the other group are."""

TIE = 0.03  # two totals this near are equally good
_BEST = 8  # partners that are considered for a member
_LARGEST = 100  # members that are paired at once


@dataclass(frozen=True, slots=True)
class Pair:
    """Two members that belong together: `one` of the first group and `other` of the second.

    `rivals` are members of the second group that fit `one` as well; `claims` are members of the
    first group that `other` fits as well.
    """

    one: int
    other: int
    rivals: tuple[int, ...]
    claims: tuple[int, ...]


def assign(likeness: Scores) -> list[Pair]:
    """Return the pairs with the best total likeness, sorted by `one`; a member may stay alone.

    A large group in which all are alike is paired in parts, neighbours together, so that the time
    stays linear.
    """
    likeness = _mirrored(_mirrored({i: _best(row) for i, row in likeness.items()}, _BEST))
    columns = _mirrored(likeness)
    partner: dict[int, int] = {}
    for group in _groups(likeness, columns):
        for at in range(0, len(group), _LARGEST):
            taken = set(partner.values())
            rows = {i: likeness[i] for i in group[at : at + _LARGEST]}
            partner |= _best_total(
                {i: {j: s for j, s in row.items() if j not in taken} for i, row in rows.items()}
            )
    owner = {j: i for i, j in partner.items()}
    return [
        Pair(
            i,
            j,
            tuple(_as_good(i, j, likeness, owner)),
            tuple(_as_good(j, i, columns, partner)),
        )
        for i, j in sorted(partner.items())
    ]


def _best(row: Mapping[int, float], most: int = _BEST) -> dict[int, float]:
    return dict(sorted(row.items(), key=lambda item: (-item[1], item[0]))[:most])


def _mirrored(likeness: Scores, most: int | None = None) -> Scores:
    """Return the same seen from the other group, with at most `most` partners for each member."""
    columns: Scores = defaultdict(dict)
    for i, row in likeness.items():
        for j, score in row.items():
            columns[j][i] = score
    return {j: _best(row, most) if most else row for j, row in sorted(columns.items())}


def _groups(rows: Scores, columns: Scores) -> Iterator[list[int]]:
    """Yield the members of the first group in sets that share no partner."""
    seen: set[int] = set()
    for start in rows:
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            near = {i for j in rows[waiting.pop()] for i in columns[j]} - group
            group |= near
            waiting += near
        seen |= group
        yield sorted(group)


def _best_total(rows: Scores) -> dict[int, int]:
    pairs = [(i, j, score) for i, row in rows.items() for j, score in row.items()]
    if len({i for i, _, _ in pairs}) == len(pairs) == len({j for _, j, _ in pairs}):
        return {i: j for i, j, _ in pairs}  # nobody has a choice
    import networkx as nx  # costs half a second at start-up, and few builds need it

    graph: nx.Graph[int] = nx.Graph()
    for i, j, score in pairs:
        out_of_order = min(abs(i - j), 1000)  # settles what is equal
        graph.add_edge(i, ~j, weight=round(score * 1e6) - out_of_order)  # ~j is never an i
    matched = nx.max_weight_matching(graph)
    return {max(pair): ~min(pair) for pair in matched}


def _as_good(one: int, other: int, likeness: Scores, owner: Mapping[int, int]) -> Iterator[int]:
    """Yield the partners that `one` could have instead of `other` with no loss in total."""
    for rival, score in likeness[one].items():
        if rival == other:
            continue
        gain = score - likeness[one][other]
        if rival in owner:  # the two would have to change places
            swapped = likeness[owner[rival]].get(other)
            if swapped is None:
                continue
            gain += swapped - likeness[owner[rival]][rival]
        if gain >= -TIE:
            yield rival

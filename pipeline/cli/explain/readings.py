"""The ways to read a post, with what speaks for and against each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ...outline.nodes import Node
from ...questions.chances import weights
from ...questions.found import Evidence
from ...questions.naming import selection_of
from ...questions.readings import Reading, Readings
from ...questions.signs import SIGNS, TITLE_SIGNS

LONGEST = 200
"""The most characters of a line that is quoted."""

_SHOWN = 6
"""The most readings that are shown: the likeliest ones."""


@dataclass(frozen=True, slots=True)
class SignRead:
    """A sign for a reading (`adds` above 0) or against it, and how much it adds to the score."""

    says: str
    adds: float


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading of the post. `reading` is its selection, as written in front matter; `chance` is
    from 0 to 1, and so are the shares of prompts that ask (`asked`), whose answer is marked
    (`marked`) and that have one (`answered`). `line` and `first` are the first prompt as written, 0
    and "" where nothing or the title is taken. `prompts` counts them. `score` is the sum of `constant`,
    which is the same for all readings that take lines, and of what the signs add; the chance of a reading
    is the share of exp(score) among all.
    """

    reading: str
    prompts: int
    chance: float
    score: float
    constant: float
    asked: float
    marked: float
    answered: float
    line: int
    first: str
    taken: bool
    signs: tuple[SignRead, ...]


def reading_rows(evidence: Evidence, lines: Sequence[str]) -> list[ReadingRow]:
    """Return all readings, the likeliest first; before them what was taken, if it is none of them."""
    found, likely = evidence.readings, evidence.chances
    prompts = [node.span.start for node in evidence.prompts]
    every: list[tuple[float, Reading | None]] = [
        *zip(likely.readings, found.readings, strict=True),
        (likely.title, None),
    ]
    every.sort(key=lambda item: -item[0])
    rows = []
    for chance, reading in every:
        nodes = [] if reading is None else [found.nodes[at] for at in reading.prompts]
        taken = [node.span.start for node in nodes] == prompts and (
            (reading is None) == evidence.selection.title
        )
        named = str(selection_of(found, reading))
        rows.append(_row(named, nodes, chance, _scored(found, reading), lines, taken=taken))
    if not any(row.taken for row in rows):
        rows.insert(
            0, _row(str(evidence.selection), evidence.prompts, 0.0, _Scored(), lines, taken=True)
        )
    return rows


def shown(rows: Sequence[ReadingRow]) -> list[ReadingRow]:
    """Return the likeliest readings, and the one that was taken."""
    return [row for n, row in enumerate(rows) if n < _SHOWN or row.taken]


class _Scored(NamedTuple):
    score: float = 0.0
    constant: float = 0.0
    signs: tuple[SignRead, ...] = ()


def _scored(found: Readings, reading: Reading | None) -> _Scored:
    """Return the score of a reading, None for the title, and its signs, the heaviest first."""
    by = weights()
    if reading is None:
        weighed = zip(TITLE_SIGNS.values(), by.title_signs, found.title_signs, strict=True)
        score, constant = by.title_score(found.title_signs), by.title
    else:
        says = (sign.says for sign in SIGNS.values())
        weighed = zip(says, by.signs, reading.signs, strict=True)
        score, constant = by.score(reading), by.some if reading.prompts else 0.0
    signs = [SignRead(says, round(weight * value, 2)) for says, weight, value in weighed]
    heaviest = sorted(filter(lambda sign: sign.adds, signs), key=lambda sign: -abs(sign.adds))
    return _Scored(round(score, 2), round(constant, 2), tuple(heaviest))


def _row(
    named: str,
    nodes: Sequence[Node],
    chance: float,
    scored: _Scored,
    lines: Sequence[str],
    *,
    taken: bool,
) -> ReadingRow:
    count = max(len(nodes), 1)
    line = nodes[0].span.start if nodes else 0
    return ReadingRow(
        reading=named,
        prompts=len(nodes),
        chance=round(chance, 3),
        score=scored.score,
        constant=scored.constant,
        asked=round(sum(node.asking for node in nodes) / count, 2),
        marked=round(sum(node.solved for node in nodes) / count, 2),
        answered=round(sum(node.says for node in nodes) / count, 2),
        line=line,
        first=lines[line - 1].strip()[:LONGEST] if line else "",
        taken=taken,
        signs=scored.signs,
    )

"""The ways to read a post, with what speaks for and against each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

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
    """A sign for a reading (`adds` above 0) or against it: its name in `signs.py` and `weights.json`, how
    much there is of it, what one of it counts, and their product, which it adds to the score.
    """

    name: str
    says: str
    value: float
    weight: float
    adds: float


@dataclass(frozen=True, slots=True)
class MarkerRead:
    """The line for which the answer to a prompt counts as marked: it marks an `answer`, or has words that
    open a `solution` (`wording.solves`). `prompt` is the first line of the prompt.
    """

    prompt: int
    line: int
    opens: Literal["answer", "solution"]
    text: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One reading of the post. `reading` is its selection, as written in front matter; `chance` is
    from 0 to 1, and so are the shares of prompts that ask (`asked`), whose answer is marked
    (`marked`, by the lines in `markers`) and that have one (`answered`). `line` and `first` are the first
    prompt as written, 0 and "" where nothing or the title is taken. `prompts` counts them. `score` is the
    sum of `constant`, which is the same for all readings that take lines, and of what the signs add; the
    chance of a reading is the share of exp(score) among all.
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
    markers: tuple[MarkerRead, ...]


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
        says, values, each = TITLE_SIGNS, found.title_signs, by.title_signs
        score, constant = by.title_score(found.title_signs), by.title
    else:
        says = {name: sign.says for name, sign in SIGNS.items()}
        values, each = reading.signs, by.signs
        score, constant = by.score(reading), by.some if reading.prompts else 0.0
    weighed = zip(says.items(), values, each, strict=True)
    signs = [
        SignRead(name, told, round(value, 3), round(weight, 3), round(weight * value, 2))
        for (name, told), value, weight in weighed
    ]
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
        markers=tuple(filter(None, (marker_of(node, lines) for node in nodes))),
    )


def marker_of(node: Node, lines: Sequence[str]) -> MarkerRead | None:
    """Return the line for which the answer to a prompt counts as marked, None without one; the title's
    does not count.
    """
    at = node.solved_at
    if not at or node.kind == "title":
        return None
    opens: Literal["answer", "solution"] = "answer" if node.marked else "solution"
    return MarkerRead(node.span.start, at, opens, lines[at - 1].strip()[:LONGEST])

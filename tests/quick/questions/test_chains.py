"""The best chain of numbers that climb, and what its faults cost."""

from __future__ import annotations

import pytest

from pipeline.ir import Span
from pipeline.questions.candidates import Candidate, Shape, Style
from pipeline.questions.chains import best_chain
from pipeline.questions.numbers import Number

CHAINS = [
    # ? asks, * bold, _ without an answer, | a section begins, [] a link; what the faults cost
    ("line", "", 0.0),
    ("line", "[1]", 0.0),
    ("line", "[0]", 0.0),
    ("line", "[2]", 1.5),
    ("line", "[7]", 1.5),
    ("line", "[2] [3]", 1.5),
    ("line", "[1] [2] [3]", 0.0),
    ("line", "[0] [1] [2]", 0.0),
    ("line", "[1] [2] [4] [5]", 0.3),
    ("line", "[1] [2] [5] [6]", 0.3),
    ("line", "[1?] [2?] 6? 7?", 0.5),
    ("line", "1? [5?] [6?] [7?]", 1.5),
    ("line", "[1] [2] [2] [3]", 0.9),
    ("line", "[1?] [2?] 1 2 [3?] [4?]", 1.0),
    ("line", "[1?] 1 2 3 [2?] 1 2 [3?]", 0.5),
    ("line", "[1?] [2?] [3?] 1 2 3 4 5 [4?] [5?]", 0.0),
    ("line", "[1?] [2?] 1 2 4 [3?] [4?]", 0.5),
    ("line", "[1?] [2?] 7 8 [3?] [4?]", 0.5),
    ("line", "[1?] [2?] [3?] 9 10 11", 0.5),
    ("line", "9 [1?] [2?]", 0.5),
    ("line", "3 [1?] [2?]", 0.5),
    ("line", "1 2 3 [1?] [2?] [3?]", 0.0),
    ("line", "[1?] [2?] [3] 1 2 3 [4] [5]", 1.0),
    ("line", "[1?] [2?] [3?] 1 2 3 [4*] [5?]", 1.4),
    ("line", "[1?] 3? [2?] [4?]", 0.8),
    ("line", "[1?] [2?] | [1?] [2?]", 0.2),
    ("line", "[1?] [2?] | [0?] [1?]", 0.2),
    ("line", "[1?] [2?] | [1] [2] [3]", 0.2),
    ("line", "[1?] [2?] | [3?] [4?] | [1?] [2?]", 0.2),
    ("line", "[1?] [2?] | 5 [1?] [2?]", 0.7),
    ("line", "[1?] [2?] | 1 [1?] [2?] [3?]", 0.2),
    ("line", "[1?] [2?] | [1?] [2?] 1? 2?", 0.2),
    ("line", "[1?] [2?] 1? 2?", 0.0),
    ("line", "[1?] [2?] | [3?] 1? 2? [4?]", 0.0),
    ("line", "[1?_] [2?]", 0.5),
    ("line", "[1?_] [2?_]", 0.5),
    ("line", "[1*] [2*] [3]", 0.9),
    ("line", "[1*] [2*] [3?]", 0.0),
    ("line", "[1*] 1 2 3 [2*] 1 2 3 4 [3*]", 0.0),
    ("line", "[1.1] [1.2] [2.1] [2.2]", 0.0),
    ("line", "[1.0] [1.1] [2.0] [2.1]", 0.0),
    ("line", "[0.1] [0.2] [1.1]", 0.0),
    ("line", "[2.1] [2.2]", 1.5),
    ("line", "[1.2] [2.1]", 1.5),
    ("line", "[1.1] [1.2] 3.1 3.2", 0.0),
    ("line", "[1.1] [1.2] 1.1 1.2 [2.1] [2.2]", 0.0),
    ("line", "[1.1.1] [1.1.2] [1.2.1] [1.2.2]", 0.0),
    ("line", "[1?] | [1?] [2?]", 0.2),
    ("line", "[1?] [2?] | [1?] [1?] [2?] [3?]", 1.1),
    ("line", "[1?] [2?] 1 2 3", 0.0),
    ("line", "[3?] [4?] [5?] 2", 2.0),
    ("line", "[5*_] 6", 2.0),
    ("heading", "[1?] [2?] [3?] 7?", 0.5),
    ("heading", "[2.1] [2.2]", 1.5),
    ("heading", "[1?] [2?] [1?] [2?]", 1.0),
    ("heading", "[1?] [2?] [0?] [1?]", 1.0),
]


@pytest.mark.parametrize(("shape", "told", "cost"), CHAINS)
def test_the_best_chain(shape: Shape, told: str, cost: float) -> None:
    candidates: list[Candidate] = []
    sections: list[int] = []
    expected = []
    for token in told.split():
        if token == "|":
            continue
        value = tuple(int(part) for part in token.strip("[]?*_").split("."))
        number, at = Number("plain", token, value, ""), len(candidates)
        text = "甲？" if "?" in token else "甲"
        style = Style(shape, 2 if shape == "heading" else 0, "plain")
        bold, bare = "*" in token, "_" in token
        candidates.append(
            Candidate(style, number, at, Span(at, at), text, text, bold=bold, bare=bare)
        )
        expected += [token] if "[" in token else []
    for part, group in enumerate(told.split("|")):
        sections += [part] * len(group.split())
    chain = best_chain(candidates, sections)
    assert [link.number.label for link in chain.links if link.number] == expected
    weights = sum(link.weight for link in chain.links)
    assert weights - chain.score == pytest.approx(cost, abs=1e-6)

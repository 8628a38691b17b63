"""The repository's own cases as labelled posts: posts as small as a first try, which nobody publishes.

The expected result of a case in `tests/quick/cases` says what its questions are.
"""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.ir import Span
from tools.labelled import Kind, Label, LabelledPost

_FOLDER = Path(__file__).resolve().parents[1] / "tests" / "quick" / "cases"
_MARK = "=== expected ===\n"
_PROMPT = re.compile(r"^(\d+)-\d+ prompt$", re.MULTILINE)
_QUESTION = re.compile(r"^\[[^\]\n]*\] ", re.MULTILINE)
_ANSWER = re.compile(r"^    (\d+)-(\d+) ", re.MULTILINE)
_OPEN = re.compile(r"^    (?:stub|empty)$", re.MULTILINE)
_NUMBERING = re.compile(r"numbering: (.*)")


def own_cases() -> list[LabelledPost]:
    """Return the cases that can be labelled: each question begins on a line of its own."""
    read = (_case(path) for path in sorted(_FOLDER.glob("*.md")))
    return [case for case in read if case is not None]


def _case(path: Path) -> LabelledPost | None:
    text, _, expected = path.read_bytes().decode().partition(_MARK)
    numbering = _NUMBERING.match(expected)
    prompts = [int(line) for line in _PROMPT.findall(expected)]
    given = _QUESTION.split(expected)[1:]
    single = numbering is not None and numbering[1] == "title"
    if "\nquestions:" in text or (len(prompts) != len(given) and not single):
        return None
    labels = [_label(line, question) for line, question in zip(prompts, given, strict=False)]
    kind: Kind = "single" if single else "questions" if labels else "article"
    lines = tuple(line.removesuffix("\r") for line in text.split("\n"))
    name = f"case {path.stem}"
    return LabelledPost(
        name, "own", name, "post.md", kind, "zh", len(lines), frozenset(), tuple(labels), lines
    )


def _label(line: int, question: str) -> Label:
    answer = _ANSWER.search(question)
    if answer is None or _OPEN.search(question):
        return Label(Span(line, line), None, False)
    return Label(Span(line, line), Span(int(answer[1]), int(answer[2])), False)

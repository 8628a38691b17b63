"""Every file in `cases/`: a post with one quirk, and the expected result.

A line `=== expected ===` parts the two. `pytest --accept tests/quick/test_cases.py` writes what they give
now; read the difference before you commit it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ir import Corpus, Post
from tests.support.reading import post_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
MARK = "=== expected ===\n"


def describe(post: Post, corpus: Corpus) -> str:
    """Return all that a case is about as text."""
    lines = [f"numbering: {post.reading}"]
    lines += [f"{region.span.start}-{region.span.end} {region.kind}" for region in post.regions]
    for question in post.questions:
        lines += ["", f"[{question.number}] {question.prompt.markdown}"]
        if question.status != "answered":
            lines.append(f"    {question.status}")
        if question.answer_span is not None:
            span = question.answer_span
            text = " / ".join(line for line in question.answer.text.split("\n") if line.strip())
            lines.append(f"    {span.start}-{span.end} {text}")
    for term in post.terms:
        lines += ["", f"<{term.term}> {term.definition.text}"]
    found = [f for f in corpus.findings if f.code not in {"missing-title", "nothing-found"}]
    lines += [""] * bool(found) + [f"{f.severity} {f.code} line {f.line}" for f in found]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text, _, expected = case.read_bytes().decode().partition(MARK)
    post, corpus = post_of(text, tmp_path, case.name)
    given = describe(post, corpus)
    if request.config.getoption("--accept"):
        case.write_bytes((text + MARK + given).encode())
    else:
        assert given == expected

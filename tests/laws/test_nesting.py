"""Nothing is lost where blocks are nested too deep: not there, and not in what follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.html import text_of
from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import render
from pipeline.readers.hexo_syntax import tags
from tests.support.laws import tries
from tests.support.reading import post_of

MARKDOWN = Markdown(Dialect(breaks=True, tags=tags(), definition_lists=True))
MARKERS = ["- ", "+ ", "* ", "> ", "1. ", "1) ", " ", "    ", "\t", ": ", ">", "{% note %}\n"]
NESTS = st.tuples(st.sampled_from(MARKERS), st.sampled_from([0, 0, 1, 2, 48, 49, 50, 51, 99, 101]))
LINES = st.tuples(NESTS, NESTS, st.sampled_from(["\n", "\n\n", "\n\n# "]))


@given(st.lists(LINES, min_size=1, max_size=8))
@tries(200)
def test_every_line_is_in_a_block_and_is_shown(
    lines: list[tuple[tuple[str, int], tuple[str, int], str]],
) -> None:
    body = "".join(
        f"{one * times}{other * often}word{at}{end}"
        for at, ((one, times), (other, often), end) in enumerate(lines)
    )
    document = MARKDOWN.document(body, 1)
    covered = {line for block in document.blocks for line in range(block.start, block.end + 1)}
    uncovered = [n for n, line in enumerate(document.lines, 1) if line.strip() and n not in covered]
    assert uncovered == []
    piece = render(MARKDOWN, document, body, 1, "post.md", lambda address: address)
    shown = text_of(piece.html)
    assert [at for at in range(len(lines)) if f"word{at}" not in shown] == []


@pytest.mark.parametrize(
    "block",
    [
        "+ " * 51,
        "- " * 51 + "甲",
        "> " * 101 + "甲",
        "\n".join(f"{'  ' * depth}- 甲" for depth in range(51)),
        "\n".join(f"{'    ' * depth}1. 甲" for depth in range(51)),
    ],
)
def test_a_block_that_is_too_deep_swallows_no_question(block: str, tmp_path: Path) -> None:
    text = f"# 1. 什么是 A？\n\na\n\n{block}\n\n# 2. 什么是 B？\n\nb\n\n# 3. 什么是 C？\n\nc\n"
    post, corpus = post_of(text, tmp_path)
    assert [question.prompt.text for question in post.questions] == [
        "什么是 A？", "什么是 B？", "什么是 C？",
    ]  # fmt: skip
    assert post.questions[0].answer.text.count("甲") == block.count("甲")
    assert [(f.line, f.path) for f in corpus.findings if f.code == "nesting-limit"] == [
        (5 + (block.count("\n") and 50), "post.md")
    ]

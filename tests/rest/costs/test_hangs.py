"""What once doubled with each repeat is done at once: else these tests never end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.reading import post_of


@pytest.mark.parametrize("line", ["<!--a-->" * 60 + "甲", "- " + "![](a.png)" * 60])
def test_a_line_of_many_alike(line: str, tmp_path: Path) -> None:
    text = f"# 1. 什么是 A？\n\na\n\n{line}\n\n# 2. 什么是 B？\n\nb\n"
    post, _ = post_of(text, tmp_path)
    assert [question.prompt.text for question in post.questions] == ["什么是 A？", "什么是 B？"]

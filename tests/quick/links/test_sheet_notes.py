"""The sheet's endnotes against what the card says of the same links."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.quick.links.test_cited import built, endnotes, note_of, on_card


@pytest.mark.parametrize("link", ["{% post_link b#什么是lora %}", "[题](post:b#什么是lora)"])
def test_a_tag_that_names_a_question_is_a_note_of_the_question(link: str, tmp_path: Path) -> None:
    corpus = built(f"前{link}后", tmp_path)
    assert on_card(note_of(corpus))[0][0] == "微调一篇 · 1. 什么是 LoRA？"
    ((text, _),) = endnotes(tmp_path)
    assert text.startswith("微调一篇 · 1. 什么是 LoRA？")


@pytest.mark.parametrize(
    "link", ["[空]()", "[无](/none.html)", "[无](none.md)", "[稿](/draft.html)", "[上](#top)"]
)
def test_no_note_for_what_leads_nowhere_or_within_the_post(link: str, tmp_path: Path) -> None:
    corpus = built(f"前{link}后", tmp_path)
    assert on_card(note_of(corpus)) == []
    assert endnotes(tmp_path) == []

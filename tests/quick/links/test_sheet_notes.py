"""The sheet's endnotes against what the card says of the same links."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

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


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("[无](/none.html)", "x.cn/none.html"),
        ("[无](none.md)", "x.cn/none.md"),
        ("[无](/draft.html)", "x.cn/draft.html"),
        ("<https://x.cn/none/>", "x.cn/none"),
    ],
)
def test_a_broken_link_is_text_with_a_mark(link: str, address: str, tmp_path: Path) -> None:
    built(f"前{link}后[好](/b.html)", tmp_path)
    sheet = BeautifulSoup((tmp_path / "out/cheatsheet.html").read_text("utf-8"), "html.parser")
    (broken,) = sheet.select(".answer .broken")
    assert broken.get_text().endswith("✕")
    assert broken["title"] == f"链接失效 · {address}"
    assert not broken.find_all("a")
    assert not broken.find_parent("a")
    assert sheet.select('.answer a[href="https://x.cn/b.html"]')

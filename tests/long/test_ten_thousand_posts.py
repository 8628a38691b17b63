"""A blog of ten thousand posts is built whole, and built again changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.reading import build_to

pytestmark = pytest.mark.long

POSTS = 10_000
POST = """---
title: 第 {n} 篇面试题
date: {date}
---

# 1. 第 {n} 个模型是什么？

它是第 {n} 个。

# 2. 第 {n} 个模型为什么快？

因为它[前一个](/p{before}.html)已经够快。
"""


def test_ten_thousand_posts(tmp_path: Path) -> None:
    posts = tmp_path / "blog/source/_posts"
    posts.mkdir(parents=True)
    (tmp_path / "blog/_config.yml").write_text(
        "title: 大博客\nurl: https://blog.example\npermalink: :title.html\n", "utf-8"
    )
    for n in range(POSTS):
        date = f"{2000 + n // 336:04}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"
        text = POST.format(n=n, date=date, before=max(0, n - 1))
        (posts / f"p{n}.md").write_text(text, "utf-8")
    sources, ledger = tmp_path / "blog", tmp_path / "ledger.json"
    first = build_to(tmp_path / "out", sources, ledger=ledger, products=("deck", "links"))
    assert (first.published, first.cards) == (True, 2 * POSTS)
    deck = (tmp_path / "out/deck.apkg").read_bytes()
    again = build_to(tmp_path / "out", sources, ledger=ledger, products=("deck",))
    assert again.changes is not None
    assert again.published
    assert (tmp_path / "out/deck.apkg").read_bytes() == deck

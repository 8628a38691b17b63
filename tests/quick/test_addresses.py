"""No product leads to an address that runs, whatever made it of what a post says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emitters.anki.content import field_html
from pipeline.html import rewrite
from pipeline.html.addresses import followed, scheme_of
from pipeline.html.sanitise import sanitise
from tests.support.reading import build_to

POST = """---
title: 面试题
date: 2025-01-01
permalink: "javascript:f(3)"
questions: heading-1 numbered
---

# 1. 什么是 [A](asset:javascript:f(1))？

[g](asset:javascript:f(1)) [h](post:p) [i](x.html) [r](ASSET:javascript:f(1))

<a href="asset:&#10;javascript:f(2)">k</a> {% post_link p %} {% asset_link javascript:f(1) %} [l][r]

# 2. 什么是 B？

b

[r]: asset:vbscript:x
"""
SITES = {
    "hexo": ("_config.yml", "source/_posts/p.md"),
    "jekyll": ("_config.yml", "_posts/2025-01-01-p.md"),
    "folder": ("notes.md", "p.md"),
}


@pytest.mark.parametrize("kind", SITES)
def test_no_product_leads_to_what_runs(kind: str, tmp_path: Path) -> None:
    config, post = (tmp_path / kind / name for name in SITES[kind])
    post.parent.mkdir(parents=True)
    config.write_text("title: t\nurl: https://a.example\n", encoding="utf-8")
    post.write_text(POST, encoding="utf-8")
    outcome = build_to(tmp_path / "out", tmp_path / kind, ledger=tmp_path / "ledger.json")
    assert outcome.corpus is not None
    assert outcome.published, outcome.findings
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.html")]
    [read] = [post for post in outcome.corpus.posts if post.questions]
    for question in read.questions:
        texts += [question.prompt.html, question.answer.html, field_html(question.answer.html)[0]]
    for text in texts:
        for tag in BeautifulSoup(text, "html.parser").find_all("a", href=True):
            assert scheme_of(str(tag["href"])) in {"http", "https", "mailto", ""}, tag
    assert not re.search(r"\]\(<?\w*script:", (tmp_path / "out" / "links.md").read_text("utf-8"))
    told = [(f.code, f.line) for f in outcome.findings if "asset:javascript" in f.message]
    assert told[:2] == [("active-content", 8), ("active-content", 10)]


@given(
    st.text(alphabet="\x00\x01 \t\n\r\u00a0javscriptJAVSCRIPT:/#?&;.", max_size=16).map(
        lambda text: text + "javascript:x"
    )
    | st.sampled_from(
        ["data:x", " \tvbscript:x", "file:///x", "java\nscript:x", "blob:x", "post:x"]
    )
)
def test_what_a_browser_takes_for_a_script_is_followed_by_nobody(address: str) -> None:
    read = re.sub(r"[\t\n\r]", "", address.lstrip("".join(map(chr, range(33)))))
    scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)", read)
    if scheme and scheme[0].lower() not in {"http", "https", "mailto"}:
        assert followed(address) is None
        assert "javascript" not in sanitise('<a href="x">y</a>', lambda _: address)
        assert rewrite('<a href="post:x">y</a>', link=lambda href, inner: href + inner) == "y"


@pytest.mark.parametrize(
    "address",
    ["https://a.example/javascript:x", "HTTP://a", "mailto:a@b.example", "#a", "a/b.html", "/a:b", "?x:y"],
)  # fmt: skip
def test_other_addresses_stay(address: str) -> None:
    assert followed(address) == address

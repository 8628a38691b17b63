"""`emit` trusts no file: what a build wrote passes unchanged, and nothing else gets into a product."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline import codec
from pipeline.stages.received import received
from tests.support.command import Postdeck, Told

POST = """---
title: 面试题
---

# 1. 什么是栈？

后进先出，见 [图](https://a.example/it's?a&b)，$a<b$：

![栈 "it's"](stack.png "1 > 0 & 'x'")

![没有](gone.png)

# 2. 什么是队列？

先进先出，见[上一题](#1-什么是栈)，不是[那一题](/none.html)。
"""
TERM = {
    "guid": "a", "ordinal": 1, "term": "x", "definition": {"markdown": "", "html": "", "text": ""},
    "question": 9, "span": {"start": 1, "end": 1},
}  # fmt: skip
PRODUCTS = ("--only", "deck", "--only", "cheatsheet", "--only", "links")
Spoil = Callable[[Any], object]


@pytest.fixture
def built(postdeck: Postdeck) -> Postdeck:
    """Return the command in a folder with a set that it made of a blog."""
    postdeck.write("blog/_config.yml", "title: 题\nurl: https://blog.example\n")
    folder = postdeck.write("blog/source/_posts/post.md", POST).parent
    Image.new("RGB", (2, 2)).save(folder / "stack.png")
    assert postdeck("build", "blog", *PRODUCTS).code == 0
    return postdeck


def corpus_of(postdeck: Postdeck) -> Any:
    return json.loads((postdeck.folder / "build/corpus.json").read_text("utf-8"))


def emit(postdeck: Postdeck, corpus: Any, *more: str) -> Told:
    """Write a corpus in place of the one that was built, and make a sheet of it."""
    (postdeck.folder / "build/corpus.json").write_text(json.dumps(corpus), "utf-8")
    return postdeck("emit", "build/corpus.json", "--only", "cheatsheet", *more)


def test_what_a_build_wrote_passes_unchanged(built: Postdeck) -> None:
    files = {p: p.read_bytes() for p in (built.folder / "build").rglob("*") if p.is_file()}
    index = files[built.folder / "build/links.md"].decode("utf-8")
    assert "警告 · source/\\_posts/post.md:15 · 博客里没有 " in index
    assert built("emit", "build/corpus.json", *PRODUCTS).code == 0
    assert {p: p.read_bytes() for p in (built.folder / "build").rglob("*") if p.is_file()} == files


@pytest.mark.parametrize(
    "html",
    [
        "<p>看<script>alert(1)</script>这里</p>",
        '<p onclick="alert(1)">看这里</p>',
        '<p>看<a href="javascript:alert(1)">这里</a></p>',
        '<p>看<a href=" JAVA&#115;cript:alert(1)">这里</a></p>',
        '<p>看<iframe src="https://evil.example"></iframe>这里</p>',
        '<p>看这里<img src="x" onerror="alert(1)"',
        '<p>看<span class="math inline">\\(\\href{javascript:alert(1)}{这里}\\)</span></p>',
        '<p>看<span class="math inline">alert(1)<b>这里</b></span></p>',
    ],
)
def test_html_is_sanitised(built: Postdeck, html: str) -> None:
    corpus = corpus_of(built)
    corpus["posts"][0]["questions"][0]["answer"]["html"] = html
    told = emit(built, corpus, "--only", "deck")
    assert told.code == 0
    assert "source/_posts/post.md: warning: its HTML is not what a build writes" in told.out
    corpus = (built.folder / "build/corpus.json").read_text("utf-8")
    answer = json.loads(corpus)["posts"][0]["questions"][0]["answer"]["html"]
    assert "看" in answer
    for active in ("<script", "onclick", 'href="', "iframe", "<img", "math inline"):
        assert active not in answer
    sheet = (built.folder / "build/cheatsheet.html").read_text("utf-8")
    assert "javascript:alert" not in sheet.replace("\\href{javascript:alert(1)}", "")


def _first(corpus: Any) -> Any:
    return corpus["posts"][0]


def _image(source: str) -> Spoil:
    return lambda corpus: _first(corpus)["questions"][0]["answer"].update(
        html=f'<img src="{source}" alt="x">'
    )


def _file(name: str) -> Spoil:
    return lambda corpus: _first(corpus)["pictures"][0].update(file=name)


def _link(**more: Any) -> Spoil:
    return lambda corpus: next(x for x in corpus["links"] if x["scope"] == "external").update(more)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_image("pictures//etc/passwd"), "no such picture"),
        (_image("pictures/../corpus.json"), "no such picture"),
        (_image("pictures/&#46;./corpus.json"), "no such picture"),
        (_image("pictures/other-12345678.png"), "no such picture"),
        (_image("https://a.example/x.png"), "no such picture"),
        (lambda c: _first(c).update(permalink="javascript:alert(1)"), "its permalink is not of"),
        (lambda c: c["sites"][0].update(url="java\tscript:alert(1)"), "its url is not of the web"),
        (_link(href=" javascript:alert(1)", key="x"), "its href is not of the web"),
        (lambda c: _first(c)["pictures"][0].update(media_type='x" onerror="y'), "no picture in"),
        (lambda c: _first(c)["pictures"][0].update(file="gone-12345678.png"), "no picture in"),
        (_file("../secret.png"), "a name in pictures/"),
        (_file("assets/../../secret.png"), "a name in pictures/"),
        (_file("/etc/passwd"), "a name in pictures/"),
        (lambda c: _first(c).update(site="other"), "its site other is not in the corpus"),
        (lambda c: c["posts"].append(_first(c)), "not the only one of its kind"),
        (lambda c: c["sites"].append(c["sites"][0]), "is there twice"),
        (lambda c: c["links"].append(c["links"][0]), "is there twice"),
        (lambda c: _first(c)["questions"][0].update(ordinal=7), "do not count from 1"),
        (lambda c: _first(c)["terms"].append(TERM), "term 1 names no question"),
        (lambda c: c["links"][0]["occurrences"][0].update(post="x"), "the post x is not in"),
        (lambda c: c["links"][0]["resolution"].update(posts=["x"]), "the post x is not in"),
        (lambda c: c["links"][0]["occurrences"][0].update(question=9), "names a question that"),
        (lambda c: c["links"][0]["occurrences"][0].update(target_question=9), "names a question"),
        (lambda c: _first(c).update(title="\ud800"), "corpus.posts[0].title is not text"),
        (lambda c: _first(c)["front_matter"].update({"\udfff": 1}), "a key in corpus.posts[0]"),
        (lambda c: _first(c)["front_matter"].update(x=["\ud800"]), "front_matter.x[0] is not text"),
    ],
)
def test_what_cannot_be_put_right_is_an_error(built: Postdeck, spoil: Spoil, message: str) -> None:
    before = (built.folder / "build/cheatsheet.html").read_bytes()
    corpus = corpus_of(built)
    spoil(corpus)
    told = emit(built, corpus)
    assert (told.code, told.out) == (2, ""), told
    assert message in told.err
    assert (built.folder / "build/cheatsheet.html").read_bytes() == before


def test_a_picture_that_is_a_link_out_of_the_set(built: Postdeck) -> None:
    [picture] = (built.folder / "build/pictures").iterdir()
    picture.rename(built.folder / "secret.png")
    picture.symlink_to(built.folder / "secret.png")
    told = built("emit", "build/corpus.json", "--out", "out")
    assert told.code == 2
    assert "is no picture in" in told.err


def test_a_deep_corpus(built: Postdeck) -> None:
    corpus = corpus_of(built)
    deep: Any = []
    for _ in range(400):
        deep = [deep]
    _first(corpus)["front_matter"] = {"x": deep}
    told = emit(built, corpus)
    assert told.code == 2
    assert "it nests too deep" in told.err


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda made: made.update(schema="x"), "its format is not"),
        (lambda made: made.update(left_out=[1]), "it is damaged"),
        (lambda made: made.update(ledgers=[]), "it is damaged"),
        (lambda made: made["ledgers"].update(x="\ud800"), "it is damaged"),
    ],
)
def test_a_damaged_manifest(built: Postdeck, spoil: Spoil, message: str) -> None:
    path = built.folder / "build/manifest.json"
    made = json.loads(path.read_text("utf-8"))
    spoil(made)
    path.write_text(json.dumps(made), "utf-8")
    told = built("emit", "build/corpus.json", "--out", "out")
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("postdeck: build/manifest.json: ")
    assert message in told.err


def _with_ledger(postdeck: Postdeck, path: str) -> Told:
    manifest = postdeck.folder / "build/manifest.json"
    made = json.loads(manifest.read_text("utf-8"))
    made["ledgers"] = dict.fromkeys(made["ledgers"], path)
    manifest.write_text(json.dumps(made), "utf-8")
    return postdeck("emit", "build/corpus.json", "--only", "deck", "--out", "out")


def test_a_ledger_is_made_in_no_place_that_a_file_says(built: Postdeck) -> None:
    told = _with_ledger(built, "../elsewhere/cards.lock.json")
    assert told.code == 0
    assert "[missing-ledger]" in told.out
    assert not (built.folder / "elsewhere").exists()
    told = _with_ledger(built, "../cards.lock.json")
    assert not (built.folder / "cards.lock.json").exists()


def test_the_ledger_of_another_site_stays_as_it_is(built: Postdeck) -> None:
    own = built.folder / "blog/cards.lock.json"
    other = built.write("cards.lock.json", own.read_text("utf-8").replace("blog.example", "b.ex"))
    before = other.read_bytes()
    told = _with_ledger(built, "../cards.lock.json")
    assert told.code == 1
    assert "of which it has no cards" in told.out
    assert other.read_bytes() == before
    assert not (built.folder / "out").exists()
    told = _with_ledger(built, "../blog/source/_posts/post.md")
    assert told.code == 1
    assert "post.md:1" in told.out


@pytest.mark.parametrize("cut", [0, 1, 10, 100, 500, 900])
def test_a_damaged_deck(built: Postdeck, cut: int) -> None:
    """Cut off, or with bytes changed, it is refused, or read as what it is."""
    deck = built.folder / "build/deck.apkg"
    data = deck.read_bytes()
    damaged = built.folder / "x.apkg"
    for spoilt in (data[:cut], data[:cut] + b"\xff" * 40 + data[cut + 40 :]):
        damaged.write_bytes(spoilt)
        told = built("diff", "blog", "--against", "x.apkg")
        assert told.code in (0, 2)
        deck.write_bytes(spoilt)
        assert built("diff", "blog").code == 0


def test_the_demo_passes_unchanged(postdeck: Postdeck, demo: Path) -> None:
    assert postdeck("build", str(demo), "--ledger", "all.json", "--only", "deck").code == 0
    made = postdeck.folder / "build"
    corpus = codec.decode((made / "corpus.json").read_bytes())
    assert received(corpus, made / "pictures") == (corpus, ())

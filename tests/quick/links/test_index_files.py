"""The files of the index hold every place of the corpus, and are the same each time."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import networkx as nx
import pytest

from pipeline.cli import main
from pipeline.emitters.links import make
from pipeline.emitters.links.rows import rows
from pipeline.ir import Corpus
from pipeline.links.graph import graph
from tests.quick.links.sites import SENTENCE, hexo, jekyll, places, post, write
from tests.support import ROOT
from tests.support.reading import build_to, corpus_of

KINDS = ("demo", "seeds", "blogs")
QUESTIONS = "# 1. 什么是栈？\n\n后进先出。\n\n# 2. 什么是队列？\n\n先进先出。\n\n"
FILES = ("links.html", "links.json", "links.csv", "links.md")


def root_of(kind: str, request: pytest.FixtureRequest) -> Path:
    root: Path = request.getfixturevalue("demo" if kind == "demo" else "shared")
    return root if kind == "demo" else root / kind


@pytest.fixture(scope="module", params=KINDS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return corpus_of(root_of(request.param, request))


def document(corpus: Corpus) -> Any:
    return json.loads(make(corpus)["links.json"])


def table(corpus: Corpus) -> list[dict[str, str]]:
    return lines_of(make(corpus)["links.csv"])


def lines_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_no_place_is_lost(corpus: Corpus) -> None:
    count = len(places(corpus))
    links = document(corpus)["links"]
    assert sum(len(link["occurrences"]) for link in links) == count
    assert len(table(corpus)) == count
    assert len(links) == len(corpus.links)


def test_the_document_is_what_its_schema_says(corpus: Corpus) -> None:
    schema = json.loads((ROOT / "docs/links.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(document(corpus), schema, cls=jsonschema.Draft202012Validator)


def test_the_document_holds_the_corpus(corpus: Corpus) -> None:
    made = document(corpus)
    written = Counter(
        (o.post, o.line, o.column, o.role, o.written, o.anchor_text) for o in places(corpus)
    )
    assert written == Counter(
        (o["post"], o["line"], o["column"], o["role"], o["written"], o["anchor_text"])
        for link in made["links"]
        for o in link["occurrences"]
    )
    assert [(link["key"], link["title"]) for link in made["links"]] == [
        (link.key, link.title) for link in corpus.links
    ]
    graphed = graph(corpus).posts
    assert [made_post["post"] for made_post in made["posts"]] == list(graphed)
    for made_post in made["posts"]:
        links = graphed[made_post["post"]]
        assert made_post["orphan"] == links.orphan
        assert len(made_post["backlinks"]) == len(links.backlinks)
        assert tuple(made_post["listed_in"]) == links.listed_in
        assert tuple(made_post["left_out_by"]) == links.left_out_by


def test_the_table_holds_the_corpus(corpus: Corpus) -> None:
    paths = {post.ref: post.path for post in corpus.posts}
    expected = Counter(
        (
            link.title, link.href, link.resolution.status, " ".join(link.resolution.posts), o.post,
            paths[o.post], str(o.line), str(o.column), o.role, str(o.question or ""), o.syntax,
            o.anchor_text, o.written,
        )
        for link in corpus.links
        for o in link.occurrences
    )  # fmt: skip
    columns = (
        "title", "address", "status", "target", "post", "file", "line", "column", "role", "question",
        "syntax", "anchor_text", "written",
    )  # fmt: skip
    undone = [
        {key: value.removeprefix("'") for key, value in line.items()} for line in table(corpus)
    ]
    assert Counter(tuple(line[column] for column in columns) for line in undone) == expected


def test_the_graph_is_read_back(corpus: Corpus) -> None:
    read = nx.parse_graphml(make(corpus, graphml=True)["links.graphml"].decode())
    graphed = graph(corpus)
    assert {name for name, data in read.nodes(data=True) if data["kind"] == "post"} == set(
        graphed.posts
    )
    assert {name for name, data in read.nodes(data=True) if data["kind"] == "page"} == {
        link.key for link in graphed.shared
    }
    expected = {(edge.source, edge.target): len(edge.occurrences) for edge in graphed.edges}
    expected |= Counter(
        (place.post, link.key)
        for link in graphed.shared
        for place in link.occurrences
        if place.role != "nav"
    )
    assert {(a, b): data["weight"] for a, b, data in read.edges(data=True)} == expected


def test_the_numbers_of_the_five_posts(shared: Path) -> None:
    alone = corpus_of(shared / "seeds")
    assert (len(alone.links), len(places(alone))) == (25, 119)
    in_sites = corpus_of(shared / "blogs")
    (ambiguous,) = [link for link in in_sites.links if link.resolution.status == "ambiguous"]
    assert ambiguous.key == "https://www.linsight.cn/1736008.html"
    assert {text.text for text in ambiguous.anchor_texts} == {"大模型算法题(3)", "大模型算法题(4)"}
    titles = {post.ref: post.title for post in in_sites.posts}
    assert [titles[ref] for ref in ambiguous.resolution.posts] == [
        "大模型算法题(3)",
        "大模型算法题(4)",
    ]
    seeds = {post.title for post in alone.posts}
    assert sum(titles[place.post] in seeds for place in ambiguous.occurrences) == 8
    (told,) = [finding for finding in in_sites.findings if finding.code == "ambiguous-link"]
    assert len(told.related) == 2


# The same bytes


def awkward(folder: Path, *, backwards: bool = False) -> tuple[Path, Path, Path]:
    """Write three blogs, their files in one order or the other, and return them."""

    def ordered(posts: dict[str, str]) -> dict[str, str]:
        return dict(sorted(posts.items(), reverse=backwards))

    shared = (
        "[共有](https://far.example/a)、[共有](http://far.example/a)、[又叫](https://far.example/a)"
    )
    one = {
        "a": post(f"{SENTENCE}[乙](/b.html)，{shared}。[无](/none.html)[坏](http://[::1)"),
        "b": post(f"{QUESTIONS}{SENTENCE}[甲](/a.html)，{shared}。[双](/same.html)", title="乙"),
        "c1": post(title="双(1)", permalink="same.html"),
        "c2": post(title="双(2)", permalink="same.html"),
    }
    two = {f"2024-01-0{n}-p": post(f"See [one](https://x.cn/a.html). {shared}") for n in (2, 3)}
    notes = {
        f"{name}.md": post(f"见[甲](https://x.cn/a)和[另](a.md)，{shared}。") for name in "abc"
    }
    return (
        hexo(folder / "one", ordered(one)),
        jekyll(folder / "two", ordered(two), url="https://y.cn"),
        write(folder / "notes", ordered(notes)),
    )


def test_no_order_matters(tmp_path: Path) -> None:
    sources = awkward(tmp_path / "first")
    others = awkward(tmp_path / "second", backwards=True)
    first = make(corpus_of(*sources), graphml=True)
    assert make(corpus_of(*others[::-1]), graphml=True) == first
    assert make(corpus_of(*sources), graphml=True) == first


def made_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("links.*")}


def test_a_build_writes_the_files_and_the_graph_on_request(tmp_path: Path) -> None:
    sources = awkward(tmp_path / "sites")
    ledger = tmp_path / "ledger.json"
    build_to(tmp_path / "plain", *sources, ledger=ledger, products=("links",))
    build_to(
        tmp_path / "graphed",
        *sources,
        ledger=ledger,
        products=("links",),
        flags={"links": {"graph": "graphml"}},
    )
    plain, graphed = made_in(tmp_path / "plain"), made_in(tmp_path / "graphed")
    assert sorted(plain) == sorted(FILES)
    assert graphed.pop("links.graphml").startswith(b"<?xml")
    assert graphed == plain


def test_a_corpus_gives_the_index_of_its_build(demo: Path, tmp_path: Path) -> None:
    blog = tmp_path / "blog"
    shutil.copytree(demo / "llm-interview", blog)
    out, again = str(tmp_path / "out"), str(tmp_path / "again")
    graphed = ["--graph", "graphml"]
    assert main(["build", str(blog), "--out", out, *graphed]) == 0
    corpus = str(tmp_path / "out/corpus.json")
    assert main(["emit", corpus, "--only", "links", "--out", again, *graphed]) == 0
    built = made_in(tmp_path / "out")
    assert sorted(built) == sorted((*FILES, "links.graphml"))
    assert made_in(tmp_path / "again") == built


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://arxiv.org/abs/2106.09685", "https://arxiv.org/pdf/2106.09685v2.pdf"),
        ("https://arxiv.org/abs/2106.09685", "https://arxiv.org/abs/2106.09685v1"),
        ("https://y.cn/u/r", "https://y.cn/u/r.git"),
        ("https://y.cn/a", "https://y.cn/a/"),
    ],
)
def test_addresses_of_one_work_stay_apart_and_are_shown_together(
    one: str, other: str, tmp_path: Path
) -> None:
    lines = [f"[一]({one})", "[二](https://z.cn/1)", "[三](https://z.cn/2)", f"[四]({other})"]
    posts = {f"a{n}": post(f"{SENTENCE}{line}") for n, line in enumerate(lines)}
    corpus = corpus_of(hexo(tmp_path, posts))
    assert len(corpus.links) == 4
    first, second = (row for row in rows(corpus) if row.also)
    assert rows(corpus).index(second) == rows(corpus).index(first) + 1
    assert {first.link.href, second.link.href} == {one, other}
    (work,) = json.loads(make(corpus)["links.json"])["works"]
    assert work["links"] == sorted((first.link.key, second.link.key))

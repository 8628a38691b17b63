"""The index as a table, as Markdown and as a graph survives what posts may hold."""

from __future__ import annotations

import csv
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

import networkx as nx
import pytest
from markdown_it import MarkdownIt

from pipeline.emitters.links import make
from pipeline.emitters.links.markdown import escaped
from pipeline.ir import Corpus, Link
from tests.quick.links.sites import SENTENCE, hexo, post
from tests.support.reading import corpus_of

TEXTS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\n=1", "=HYPERLINK(\"https://evil.example\")", "\t=1",
    "甲,乙\"丙'丁;", "一行\n又一行", "甲\r乙", "'引", "", " ", "|格|", "{{ 甲 }}", "\u202e倒", "\u2028行",
    "<script>alert(1)</script>", "<b>粗</b>", "&lt;&amp;", "**粗**", "_斜_", "~~删~~", "`码`", "[甲](/b)",
    "![图](/p.png)", "[甲]: /b", "<https://y.cn>", "https://y.cn/a", "www.y.cn", "a@y.cn", "1. 甲",
    "- 甲", "+ 甲", "# 甲", "> 甲", "    甲", "---", "***", "===", "```", "~~~", "\\", "\\*",
    "$a$", "$$b$$", "![", "](x", "#1", "@某人", ":tada:", "甲  ", "a|b\n-|-", "\x01\x0b\ufffe", "😀",
    "e\u0301",
]  # fmt: skip


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    posts = {
        "a": post(f"{SENTENCE}[那页](https://far.example/a)，[乙](/b.html)。"),
        "b": post(f"{SENTENCE}[那页](https://far.example/a)。", title="乙"),
    }
    return corpus_of(hexo(tmp_path_factory.mktemp("site"), posts))


def with_text(corpus: Corpus, text: str) -> Corpus:
    """Return the corpus with this text for every title and every text of a link."""

    def renamed(link: Link) -> Link:
        occurrences = tuple(
            replace(place, anchor_text=text, context=f"前 [{text}]({place.written}) 后")
            for place in link.occurrences
        )
        return replace(link, title=text, occurrences=occurrences)

    return replace(
        corpus,
        posts=tuple(replace(post, title=text) for post in corpus.posts),
        sites=tuple(replace(site, title=text) for site in corpus.sites),
        links=tuple(map(renamed, corpus.links)),
    )


FORMULAS = tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("text", TEXTS)
def test_a_spreadsheet_reads_each_text_and_runs_none(text: str, plain: Corpus) -> None:
    data = make(with_text(plain, text))["links.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    assert {len(line) for line in lines} == {len(lines[0])}
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    assert len(rows) == 3
    for row in rows:
        assert not any(cell.startswith(FORMULAS) for cell in row.values())
        shown = f"'{text}" if text.startswith(FORMULAS) else text
        assert {row["title"], row["post_title"], row["anchor_text"]} == {shown}


def test_the_table_has_the_line_ends_of_its_standard(plain: Corpus) -> None:
    data = make(plain)["links.csv"]
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    assert data.endswith(b"\r\n")


GITHUB = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])


class Page(HTMLParser):
    """What a page shows: its text, its links, and its other elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.hrefs: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.hrefs += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(text: str) -> str:
    return "".join(text.split()).replace("\x00", "\ufffd")


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_alone_is_shown_as_it_is(text: str) -> None:
    for line in (f"# {escaped(text)}", f"- {escaped(text)}", f"前 {escaped(text)} 后"):
        page = Page(GITHUB.render(line))
        assert page.tags <= {"h1", "ul", "li", "p"}
        expected = f"前{shown(text)}后" if line.startswith("前") else shown(text)
        assert shown(page.text) == expected


@pytest.mark.parametrize("text", TEXTS)
def test_the_page_has_no_link_but_ours_and_nothing_that_runs(text: str, plain: Corpus) -> None:
    source = make(with_text(plain, text))["links.md"].decode()
    page = Page(GITHUB.render(source))
    assert page.tags <= {"h1", "h2", "h3", "ul", "li", "p", "a", "b"}
    assert set(page.hrefs) <= {
        "https://far.example/a",
        "https://x.cn/a.html",
        "https://x.cn/b.html",
    }
    assert len(page.hrefs) == (5 if shown(text) else len(page.hrefs))
    assert shown(page.text).count(shown(text)) >= 5


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"]
)
def test_an_address_that_runs_is_shown_and_not_linked(address: str, plain: Corpus) -> None:
    links = tuple(replace(link, href=address, key=address) for link in plain.links)
    page = Page(GITHUB.render(make(replace(plain, links=links))["links.md"].decode()))
    assert address in page.text
    assert all(href.startswith("https://x.cn/") for href in page.hrefs)


@pytest.mark.parametrize(
    "address",
    ["https://y.cn/a)b", "https://y.cn/a>b", "https://y.cn/a b", 'https://y.cn/"', "https://y.cn/\\a",
     "https://y.cn/(a", "https://y.cn/*a*_b_", "https://y.cn/&amp;", "https://y.cn/\n\n# x"],
)  # fmt: skip
def test_an_address_cannot_end_its_link(address: str, plain: Corpus) -> None:
    links = tuple(replace(link, href=address) for link in plain.links)
    page = Page(GITHUB.render(make(replace(plain, links=links))["links.md"].decode()))
    assert page.tags <= {"h1", "h2", "h3", "ul", "li", "p", "a", "b"}
    assert len(page.hrefs) == 5
    assert len({href for href in page.hrefs if href.startswith("https://y.cn/")}) == 1


@pytest.mark.parametrize("text", TEXTS)
def test_the_graph_survives_odd_characters(text: str, plain: Corpus) -> None:
    data = make(with_text(plain, text), graphml=True)["links.graphml"]
    read = nx.parse_graphml(data.decode())
    assert sorted(read.nodes) == ["https://far.example/a", "x.cn/a", "x.cn/b"]
    assert len(read.edges) == 3
    labels = {shown(node["label"]) for _, node in read.nodes(data=True)}
    assert labels == {shown("".join("\ufffd" if c in "\x01\x0b\ufffe" else c for c in text))}

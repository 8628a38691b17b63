"""The page as a file: what it holds, that nothing in it can run, and that it is the same each time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.emitters.links.markdown import markdown
from pipeline.emitters.links.page import posts as page_posts
from pipeline.emitters.links.page import render
from pipeline.emitters.links.page import rows as page_rows
from pipeline.emitters.links.page.text import ShownAddress, Words, readable, safe_href, words_around
from pipeline.emitters.links.rows import LINK_CODES, rows
from pipeline.emitters.self_contained import say, words
from pipeline.ir import Occurrence
from pipeline.language import sayer
from pipeline.links.graph import graph
from tests.support.link_blogs import BAD, HOSTILE
from tests.support.link_pages import PageOf, make

NAMES = ("demo", "examples", "awkward")
every = pytest.mark.parametrize("name", NAMES)


@every
def test_every_target_and_place_is_there(name: str, page_of: PageOf) -> None:
    """A row for each target, with its places; the heading counts them."""
    made = page_of(name)
    shown = made.soup().select(".row")
    assert len(shown) == len(made.rows)
    paths = {post.ref: post.path for post in made.corpus.posts}
    for row, element in zip(made.rows, shown, strict=True):
        assert element["data-kind"] == row.kind
        assert int(str(element["data-places"])) == len(row.mentions)
        lines = [where.get_text() for where in element.select(".places .where")]
        places = [f"{paths[place.post]}:{place.line}" for place in row.mentions]
        assert lines == places[: page_rows.MOST_MENTIONS]
        listing = element.select_one(".listed")
        assert (listing is not None) == bool(row.listings)
    about = made.soup().select_one(".about")
    assert about
    numbers = re.findall(r"\d[\d,]*", about.get_text())
    kinds = [
        sum(row.kind == kind for row in made.rows) for kind in ("internal", "external", "broken")
    ]
    occurrences = sum(len(link.occurrences) for link in made.corpus.links)
    orphans = sum(post.orphan for post in made.graph.posts.values())
    expected = [len(made.rows), occurrences, len(made.corpus.posts), *kinds, orphans]
    assert [int(number.replace(",", "")) for number in numbers] == expected


@every
def test_every_finding_about_links_is_there(name: str, page_of: PageOf) -> None:
    made = page_of(name)
    chinese = sayer("zh")
    told_of = [f.said for f in made.corpus.findings if f.code in LINK_CODES]
    expected = [message.text.said(chinese) for message in told_of if message]
    shown = [item.get_text() for item in made.soup().select(".findings li")]
    assert len(shown) == len(expected)
    for message in expected:
        assert any(message in text for text in shown)
    for kind in made.soup().select(".findings > details"):
        told = kind.select("li")
        summary = kind.select_one("summary")
        assert summary
        assert summary.get_text().endswith(f"({len(told)})"), "one line for all of a kind"
        assert kind.has_attr("open") == (len(told) <= 3 and "info" not in kind["class"])


@pytest.mark.parametrize(
    ("language", "broken", "shared", "unlike"),
    [
        ("zh-CN", "博客里没有 ", " 也是 ", "the "),
        ("en", "the blog has nothing at ", " is also the permalink of ", "博客里"),
    ],
)
def test_findings_are_told_in_the_language_of_the_page(
    language: str, broken: str, shared: str, unlike: str, page_of: PageOf, tmp_path: Path
) -> None:
    corpus = page_of("awkward").corpus
    sites = tuple(replace(site, language=language) for site in corpus.sites)
    corpus = replace(corpus, sites=sites)
    (section,) = make(corpus, tmp_path / "links.html").soup().select(".findings:not(li)")
    on_code_host = markdown(corpus, rows(corpus)).partition("\n## ")[2].partition("\n## ")[0]
    for told in (section.get_text(), on_code_host):
        assert broken in told
        assert shared in told
        assert unlike not in told


def test_a_corpus_that_was_read_from_its_file_tells_its_findings(
    page_of: PageOf, tmp_path: Path
) -> None:
    corpus = page_of("awkward").corpus
    findings = tuple(replace(finding, said=None) for finding in corpus.findings)
    made = make(replace(corpus, findings=findings), tmp_path / "links.html")
    assert "the blog has nothing at " in made.soup().get_text()


def test_kinds_of_findings_have_a_name_in_every_language() -> None:
    for language in ("zh", "en"):
        told = words("links", language)
        assert [code for code in LINK_CODES if not told.get(code)] == []
    assert words("links", "zh")["orphan-post"] != words("links", "en")["orphan-post"]


@every
def test_every_post_is_there(name: str, page_of: PageOf) -> None:
    made = page_of(name)
    shown = made.soup().select(".post")
    assert len(shown) == len(made.corpus.posts)
    for post, element in zip(made.graph.posts.values(), shown, strict=True):
        assert post.post.title in element.get_text()
        assert ("orphan" in element["class"]) == post.orphan
        marks = len(element.select(".flag"))
        assert marks == post.orphan + bool(post.left_out_by)


def test_nothing_of_a_post_runs(page_of: PageOf) -> None:
    """Of scripts there are two, both ours; every address is of the web, of mail or of the page."""
    made = page_of("awkward")
    soup = made.soup()
    scripts = soup.find_all("script")
    assert [script.get("type") for script in scripts] == ["application/json", None]
    assert HOSTILE in {name[0] for name in json.loads(scripts[0].get_text()) if name}
    assert not soup.find_all("img")
    hrefs = [str(link["href"]) for link in soup.find_all("a")]
    assert all(re.match(r"https?://|mailto:|#", href) for href in hrefs)
    assert any(href.startswith("mailto:") for href in hrefs)
    for link in soup.find_all("a"):
        assert str(link["href"]).startswith("#") or "noreferrer" in link["rel"]
    handlers = [name for tag in soup.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert not handlers
    assert set(BAD) <= {address.get_text() for address in soup.select(".address")}
    assert HOSTILE in {title.get_text() for title in soup.select(".post .title")}


def test_an_ambiguous_and_a_broken_target_are_marked(page_of: PageOf) -> None:
    soup = page_of("awkward").soup()
    marks = {
        str(row.select(".address")[0].get_text()): row.select(".mark")[0]["class"]
        for row in soup.select(".row")
    }
    assert "ambiguous" in marks["https://awkward.example/same.html"]
    assert "broken" in marks["https://awkward.example/none.html"]
    assert "external" in marks["https://shared.example/注意?a=1&b=%2F"]


@every
def test_the_same_each_time(name: str, page_of: PageOf) -> None:
    made = page_of(name)
    again = render(made.corpus, graph(made.corpus), rows(made.corpus))
    assert again == made.html.read_text(encoding="utf-8")


def test_a_large_corpus_is_cut(
    page_of: PageOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is broken stays, then what is named most; what is left out is counted."""
    whole = page_of("awkward")
    broken = sum(row.kind == "broken" for row in whole.rows)
    monkeypatch.setattr(page_rows, "MOST_ROWS", broken + 2)
    monkeypatch.setattr(page_rows, "MOST_MENTIONS", 1)
    monkeypatch.setattr(page_posts, "MOST_POSTS", 3)
    soup = (made := make(whole.corpus, tmp_path / "cut.html")).soup()
    kinds = [row["data-kind"] for row in soup.select(".row")]
    assert kinds.count("broken") == broken
    assert len(kinds) == broken + 2
    assert len(soup.select(".post")) == 3
    assert all(len(row.select(".places > li")) <= 1 for row in soup.select(".row"))
    told = " ".join(more.get_text() for more in soup.select(".more"))
    assert str(len(made.rows) - broken - 2) in told
    assert str(len(made.corpus.posts) - 3) in told
    ids = {str(element["id"]) for element in soup.select("[id]")}
    anchors = [str(a["href"])[1:] for a in soup.select("a[href^='#']")]
    assert set(anchors) <= ids


def test_a_corpus_without_links(page_of: PageOf) -> None:
    soup = page_of("plain").soup()
    assert not soup.select(".row, svg.picture")
    assert len(soup.select(".post.orphan")) == 2
    assert "nothing to draw" in soup.get_text()


def place(context: str, text: str, href: str) -> Occurrence:
    return Occurrence("s/p", 1, 1, "intro", None, "inline", href, text, context)


@pytest.mark.parametrize(
    ("context", "text", "href", "expected"),
    [
        ("- 见 [甲](/a) 和 [乙](/b)。", "乙", "/b", ("见 甲 和 ", "乙", "。")),
        ("甲甲 [甲](/a \"题\")后", "甲", "/a", ("甲甲 ", "甲", "后")),
        ("从 <https://x.cn/a> 起", "https://x.cn/a", "https://x.cn/a", ("从 ", "https://x.cn/a", " 起")),
        ("断](https://y.cn) 又 [甲][r]。", "甲", "/a", ("断 又 ", "甲", "。")),
        ("<a href='/f'>甲</a>后 [断](https", "甲", "/f", ("", "甲", "后 断")),
        ("见 [**粗** `码`](/a) 和", "粗 码", "/a", ("见 ", "粗 码", " 和")),
        ("[甲 [乙] 丙](/a)，a\\_b", "甲 [乙] 丙", "/a", ("", "甲 [乙] 丙", "，a_b")),
        ("见{% post_link b 那一篇 %}的", "那一篇", "post:b", ("见", "那一篇", "的")),
        ("没有", "甲", "/a", ("没有", "", "")),
        ("mple/e07.html)；后用 [甲](/a)", "甲", "/a", ("；后用 ", "甲", "")),
    ],
)  # fmt: skip
def test_words_around_a_link(
    context: str, text: str, href: str, expected: tuple[str, str, str]
) -> None:
    assert words_around(place(context, text, href)) == Words(*expected)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.x.cn/%E6%B3%A8?a=%2F", ("https://www.", "x.cn", "/注?a=%2F")),
        ("https://x.cn/%E4%BB%80%E4%B9%88%EF%BC%9F/", ("https://", "x.cn", "/什么？/")),
        ("https://x.cn/%E2%80%AEtxet", ("https://", "x.cn", "/%E2%80%AEtxet")),
        ("https://x.cn/%FF%FE", ("https://", "x.cn", "/%FF%FE")),
        ("javascript:alert(1)", ("", "", "javascript:alert(1)")),
    ],
)
def test_addresses_can_be_read(address: str, expected: tuple[str, str, str]) -> None:
    assert readable(address) == ShownAddress(*expected)


@pytest.mark.parametrize(
    "address", ["javascript:x", " https://x.cn", "java\tscript:x", "//x.cn", "", None]
)
def test_other_addresses_are_text(address: str | None) -> None:
    assert safe_href(address) is None


def test_numbers_are_put_into_texts() -> None:
    assert say("{} place|{} places", 1) == "1 place"
    assert say("{} place|{} places", 1200) == "1,200 places"
    assert say("{} 处", 1) == "1 处"


def test_the_words_of_both_languages_are_the_same(page_of: PageOf, tmp_path: Path) -> None:
    """A page in either language is whole: a missing word is an error."""
    made = page_of("awkward")
    english = tuple(replace(site, language="en") for site in made.corpus.sites)
    text = make(replace(made.corpus, sites=english), tmp_path / "en.html").soup().get_text()
    assert "Link index" in text
    assert "链接索引" in made.soup().get_text()

"""Fragments that nothing in their post has: told, each once; never where ids may come from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import pytest

from pipeline.stages import Options
from pipeline.stages.loading import read
from tests.quick.links.sites import hexo, jekyll, post, told, write
from tests.support.reading import corpus_of

HEADINGS = "## 1. 什么是 LoRA？\n\n正文。\n\n## Two  blanks\n\n## 小结\n\n## 小结\n\n"


def in_hexo(folder: Path, body: str, files: Mapping[str, str] | None = None) -> Path:
    return hexo(folder / "x", {"from": post(body)}, files)


def in_jekyll(folder: Path, body: str, settings: str = "") -> Path:
    root = jekyll(folder / "x", {"2024-01-02-from": post(body)})
    with (root / "_config.yml").open("a", encoding="utf-8") as config:
        config.write(settings)
    return root


def in_folder(folder: Path, body: str) -> Path:
    return write(folder / "x", {"from.md": post(body), "other.md": post("正文。")})


KINDS: Mapping[str, Callable[[Path, str], Path]] = {
    "hexo": in_hexo, "jekyll": in_jekyll, "folder": in_folder,
}  # fmt: skip


def missing(root: Path) -> list[str | None]:
    """Return for each fragment that is told what to link to, else the message."""
    return [finding.hint or finding.message for finding in told(corpus_of(root), "broken-fragment")]


OF_ANY_PAGE = ["", "top", "TOP", "fn1", "fnref:1", "more", "comments", "gitalk-container",
               "disqus_thread", "respond", "/route", "!route", ":~:text=没有", "小结:~:text=没有",
               "小结", "小结-1", "%E5%B0%8F%E7%BB%93"]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "fragment"),
    [
        *product(KINDS, OF_ANY_PAGE),
        ("hexo", "1-什么是-LoRA？"),
        ("hexo", "Two-blanks"),
        ("jekyll", "1-什么是-lora"),
        ("jekyll", "two--blanks"),
        ("folder", "1-什么是-lora"),
        ("folder", "1-什么是-LoRA"),
        ("folder", "_1-什么是-lora"),
        ("folder", "user-content-小结"),
    ],
)
def test_fragments_that_are_there(kind: str, fragment: str, tmp_path: Path) -> None:
    assert missing(KINDS[kind](tmp_path, f"{HEADINGS}[去](#{fragment})\n")) == []


@pytest.mark.parametrize(
    ("kind", "fragment", "right"),
    [
        ("hexo", "1-什么是-lora？", "1-什么是-LoRA？"),
        ("hexo", "1-什么是-LoRA", "1-什么是-LoRA？"),
        ("hexo", "two-blanks", "Two-blanks"),
        ("hexo", "小结-2", "小结"),
        ("hexo", "%E4%BB%80%E4%B9%88%E6%98%AF-LoRA", "1-什么是-LoRA？"),
        ("jekyll", "1-什么是-LoRA", "1-什么是-lora"),
        ("jekyll", "1-什么是-lora？", "1-什么是-lora"),
        ("jekyll", "two-blanks-here", "two--blanks"),
        ("folder", "1.什么是lora", "1-什么是-lora"),
        ("folder", "小结-2", "小结"),
        ("folder", "e\u0301tude-two-blanks", "two--blanks"),
        ("hexo", "1-什么是-lora:~:text=正文", "1-什么是-LoRA？"),
    ],
)
def test_fragments_that_are_not(kind: str, fragment: str, right: str, tmp_path: Path) -> None:
    root = KINDS[kind](tmp_path, f"{HEADINGS}[去](#{fragment})\n")
    assert missing(root) == [f"link to #{right}"]


def test_what_is_like_nothing_gets_no_hint(tmp_path: Path) -> None:
    root = in_hexo(tmp_path, f"{HEADINGS}[去](#none)\n")
    assert missing(root) == ["nothing in this post has the id #none"]


def test_one_finding_for_a_target_and_a_post_with_its_lines(tmp_path: Path) -> None:
    links = "[去](/to.html#无)\n\n[去](/to.html#%E6%97%A0)\n\n[去](/to.html#有)\n\n[去](#无)\n"
    posts = {"a": post(links, title="来"), "b": post(links, title="又"), "to": post("## 有", "到")}
    found = told(corpus_of(hexo(tmp_path, posts)), "broken-fragment")
    assert [(f.path, f.line, len(f.related), f.message) for f in found] == [
        (f"source/_posts/{name}.md", line, more, f"nothing in {there} has the id #无")
        for name in "ab"
        for line, more, there in [(6, 1, "“到”"), (12, 0, "this post")]
    ]
    assert {f.severity for f in found} == {"warning"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "written",
    ['<a id="x"></a>', "<a name='x'></a>", "<h2 class=big id=x>题</h2>", '<div ID = "x">文</div>',
     "## 题 {#x}", "## 题\n{: #x}", "段落。\n{: .big #x }", "`<a id=\"x\">`", "<h3>X</h3>"],
)  # fmt: skip
def test_ids_that_a_post_writes_itself(kind: str, written: str, tmp_path: Path) -> None:
    assert missing(KINDS[kind](tmp_path, f"{written}\n\n[去](#x)\n")) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "heading", ["- ## 题目", "> ## 题目", "1. 甲\n\n   ### 题目", "题目\n----", "题目\n===", "##题目",
                "## 题目 ##", "## [题目](https://y.cn/题)", "## **题目**", "## `题目`"]
)  # fmt: skip
def test_headings_wherever_they_stand(kind: str, heading: str, tmp_path: Path) -> None:
    told_of = missing(KINDS[kind](tmp_path, f"{heading}\n\n[去](#题目) [去](#none)\n"))
    assert told_of == ["nothing in this post has the id #none"]


def test_the_id_of_an_attribute_takes_the_place_of_a_slug(tmp_path: Path) -> None:
    body = (
        "## Given here {#given}\n\n## Given below\n{: #below}\n\n[去](#given-here) [去](#belows)\n"
    )
    assert missing(in_jekyll(tmp_path, body)) == [
        "nothing in this post has the id #given-here",
        "link to #below",
    ]


KRAMDOWN = """\
# 一、什么是栈？

## 什么是栈？

## 什么是栈?

## What is a `Stack`, and **why**?

## A_b *c* ~d @e

##   Two  blanks   inside ##

## 见 [说明](/b.html#x) 和 <https://y.cn/a>

## Ünïcode Ørsted ß

## C++ / C# & F#

## 1.2.3 小节 Part

## Given here {#given}

> ### 引用里

Underlined
----------
"""


@pytest.mark.parametrize(
    ("parser", "ids"),
    [
        ("GFM", ["一什么是栈", "什么是栈", "什么是栈-1", "what-is-a-stack-and-why", "a_b-c-d-e",
                 "two--blanks---inside", "见-说明-和-httpsycna", "ünïcode-ørsted-ß", "c--c--f",
                 "123-小节-part", "given", "引用里", "underlined"]),
        ("kramdown", ["section", "section-1", "section-2", "what-is-a-stack-and-why", "ab-c-d-e",
                      "two--blanks---inside", "bhtmlx--httpsycna", "ncode-rsted-", "c--c--f",
                      "part", "given", "section-3", "underlined"]),
    ],
)  # fmt: skip
def test_ids_as_kramdown_makes_them(parser: str, ids: list[str], tmp_path: Path) -> None:
    root = in_jekyll(tmp_path, KRAMDOWN, f"kramdown:\n  input: {parser}\n")
    (read_post,) = read(Options(sources=(root,))).posts
    assert read_post.anchors is not None
    assert list(read_post.anchors.headings) == ids


@pytest.mark.parametrize(
    ("settings", "there", "other"),
    [
        ("", "12-名-name", "name"),
        ("kramdown:\n  input: GFM\n", "12-名-name", "name"),
        ("kramdown:\n  input: kramdown\n", "name", "12-名-name"),
    ],
)
def test_settings_of_kramdown(settings: str, there: str, other: str, tmp_path: Path) -> None:
    body = f"## 1.2 名 Name\n\n[去](#{there}) [去](#{other})\n"
    assert missing(in_jekyll(tmp_path, body, settings)) == [
        f"nothing in this post has the id #{other}"
    ]


@pytest.mark.parametrize(
    "settings",
    ["markdown: redcarpet\n", "kramdown:\n  auto_ids: false\n", "kramdown:\n  auto_id_prefix: a-\n",
     "kramdown:\n  transliterated_header_ids: true\n"],
)  # fmt: skip
def test_nothing_is_said_of_other_settings_of_jekyll(settings: str, tmp_path: Path) -> None:
    assert missing(in_jekyll(tmp_path, f"{HEADINGS}[去](#none)\n", settings)) == []


@pytest.mark.parametrize(
    "written", ["{% include part.html %}", "{% for x in y %}", "{{ content }}"]
)
def test_nothing_is_said_where_liquid_may_make_headings(written: str, tmp_path: Path) -> None:
    assert missing(in_jekyll(tmp_path, f"{written}\n\n[去](#none)\n")) == []
    plain = "{% highlight ruby %}\nx\n{% endhighlight %}\n\n[去](#none)\n"
    assert len(missing(in_jekyll(tmp_path / "plain", plain))) == 1


@pytest.mark.parametrize(
    ("package", "settings", "is_told"),
    [
        ("hexo-renderer-marked", "", True),
        ("hexo-renderer-kramed", "", True),
        ("hexo-renderer-stylus", "", True),
        ("hexo-renderer-markdown-it", "", False),
        ("hexo-renderer-pandoc", "", False),
        ("@else/renderer-of-markdown", "", False),
        ("hexo-toc", "", False),
        ("hexo-filter-auto-spacing", "", False),
        ("hexo", "marked:\n  headerIds: false\n", False),
        ("hexo", "marked:\n  anchorAlias: true\n", False),
    ],
)
def test_renderers_and_plugins_of_hexo(
    package: str, settings: str, is_told: bool, tmp_path: Path
) -> None:
    root = in_hexo(
        tmp_path,
        f"{HEADINGS}[去](#none)\n",
        {"package.json": f'{{"dependencies": {{"{package}": "^1.0.0"}}}}'},
    )
    with (root / "_config.yml").open("a", encoding="utf-8") as config:
        config.write(settings)
    assert len(missing(root)) == is_told


def test_the_case_that_hexo_is_told_to_write(tmp_path: Path) -> None:
    root = in_hexo(tmp_path, "## Some Name\n\n[去](#some-name) [去](#Some-Name)\n")
    with (root / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("marked:\n  modifyAnchors: 1\n")
    assert missing(root) == ["link to #some-name"]


@pytest.mark.parametrize(
    "heading", ['What\'s "x"', "a -- b", "A & B", "a < b", "$a_1$ 值", "第①步"]
)
def test_headings_that_renderers_read_in_ways_of_their_own(heading: str, tmp_path: Path) -> None:
    loose = "".join(c for c in heading if c.isalnum())
    body = f"## {heading}\n\n[去](#{loose})\n\n[去](#{loose}-and-more)\n"
    assert len(missing(in_hexo(tmp_path, body))) == 1


def test_ids_that_tags_make(tmp_path: Path) -> None:
    tabs = "{% tabs 安装 方法 %}\n<!-- tab 甲 -->\n文\n<!-- endtab -->\n{% endtabs %}\n"
    assert missing(in_hexo(tmp_path, f"{tabs}\n[去](#安装-方法-2)\n")) == []


@pytest.mark.parametrize(
    "name", ["SUMMARY.md", "book.json", "mkdocs.yml", "hugo.toml", ".obsidian/a"]
)
@pytest.mark.parametrize("place", ["x", "."])
def test_a_folder_of_another_engine(name: str, place: str, tmp_path: Path) -> None:
    root = in_folder(tmp_path, f"{HEADINGS}[去](#none)\n")
    assert len(missing(root)) == 1
    write(tmp_path / place, {name: "1"})
    assert missing(root) == []


def test_what_a_tag_of_hexo_takes_from_elsewhere(tmp_path: Path) -> None:
    assert missing(in_hexo(tmp_path, "{% include_md part.md %}\n\n[去](#none)\n")) == []


def test_a_file_that_includes_others(tmp_path: Path) -> None:
    assert missing(in_folder(tmp_path, "<!-- @include: part.md -->\n\n[去](#none)\n")) == []

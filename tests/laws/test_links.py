"""Links as posts hold them: the index counts all, each has its place, and faults are reported."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.findings import Finding
from pipeline.ir import Corpus, Occurrence
from pipeline.stages.parse import parse
from tests.laws.conftest import BlankSite
from tests.laws.linked_posts import linked, marked
from tests.support.laws import tries
from tests.support.reading import corpus_of, post_of

HEAD = "---\ntitle: 面试题\n---\n\n"

# What the index holds


_CODE_OR_FORMULA = re.compile(
    r"(?P<code>^[ >\t]*(?P<fence>`{3,}|~{3,}).*?(?:^[ >\t]*(?P=fence)|\Z)"
    r"|(?<!`)(?P<tick>`+)(?!`)[^\n]+?(?<!`)(?P=tick)(?!`))"
    r"|\$\$.+?\$\$|\\\[.+?\\\]|\$(?=[^\s$])[^$\n]*?(?<=[^\s\\$])\$(?!\d)|\\\([^\n]+?\\\)",
    re.DOTALL | re.MULTILINE,
)
_TAG = re.compile(r"\{%\s*(?:link|a|anchor|post_link)\s[^\n]*?%\}")
_PLAIN = MarkdownIt("commonmark").enable("table")


def counted(body: str) -> int:
    """Count the links of a body in another way: Markdown's, those of HTML and tags, addresses."""

    def aside(match: re.Match[str]) -> str:
        return match[0] if match["code"] else "¤" + "\n¤" * match[0].count("\n")

    body = _CODE_OR_FORMULA.sub(aside, body)
    outside, tag_count = _TAG.subn("", body)
    return tag_count + sum(_links_of(token) for token in _PLAIN.parse(outside))


def _links_of(token: Token) -> int:
    if token.type in {"html_block", "html_inline"}:
        return len(re.findall(r"<a\s[^>]*?href", token.content, re.IGNORECASE))
    depth = count = 0
    text = ""
    for child in token.children or ():
        count += child.type == "link_open" or _links_of(child)
        depth += (child.type == "link_open") - (child.type == "link_close")
        depth += "<a " in child.content[:3] and child.type == "html_inline"
        depth -= child.content.startswith("</a") and child.type == "html_inline"
        text += child.content if child.type == "text" and not depth else " "
    words = "".join(" " if _ends(sign) else sign for sign in text).split()
    return count + sum(
        bool(re.search(r"(?<![a-zA-Z])https?://\w|(?<![\w/@.-])www\.\w", word)) for word in words
    )


def _ends(sign: str) -> bool:
    return sign in "<>[]`“”‘’…" or unicodedata.east_asian_width(sign) in "WF"


BEGINNINGS: dict[str, str | tuple[str, ...]] = {
    "inline": "[", "reference": "[", "autolink": "<", "html": "<a", "tag": "{%",
    "bare": ("http://", "https://", "www."),
}  # fmt: skip


def occurrences(corpus: Corpus) -> list[Occurrence]:
    return [occurrence for link in corpus.links for occurrence in link.occurrences]


@pytest.mark.parametrize("kind", ["demo", "blogs", "seeds"])
def test_the_index_holds_every_link(kind: str, request: pytest.FixtureRequest) -> None:
    root: Path = request.getfixturevalue("demo" if kind == "demo" else "shared")
    root = root if kind == "demo" else root / kind
    corpus = corpus_of(root)
    indexed = Counter(occurrence.post for occurrence in occurrences(corpus))
    for post in corpus.posts:
        (path,) = root.rglob(Path(post.path).name)
        start = next((r.span.end for r in post.regions if r.kind == "front-matter"), 0)
        body = "\n".join(path.read_text("utf-8").split("\n")[start:])
        assert indexed[post.ref] == counted(body), post.path
        lines = path.read_text("utf-8").split("\n")
        for found in occurrences(corpus):
            if found.post == post.ref:
                there = lines[found.line - 1][found.column - 1 :]
                assert there.lower().startswith(BEGINNINGS[found.syntax]), (post.path, found)


# Where each stands


@given(linked())
@tries(300)
def test_every_link_is_found_once_and_at_its_place(blank_site: BlankSite, post: str) -> None:
    blog, source, markdown = blank_site
    text, places = marked(post)
    read = parse(blog, replace(source, text=text, body_line=1, title="面试题"), markdown, None).read
    lines = text.split("\n")
    found = [(p.use.line, p.column) for p in read.links]
    begun = [(line, column, lines[line - 1][column - 1 :][:1].lower()) for line, column in found]
    assert begun == places, text


def places_of(corpus: Corpus) -> list[tuple[int, int, str, str]]:
    found = sorted(occurrences(corpus), key=lambda o: (o.line, o.column))
    return [(o.line, o.column, o.syntax, o.written) for o in found]


def test_a_link_that_a_tag_makes_stands_where_the_tag_does(tmp_path: Path) -> None:
    text = (
        f"{HEAD}# 1. 什么是栈？\n\n前 {{% link 甲 https://x.cn/a %}}\n\n"
        "{% blockquote 乙, 书 https://x.cn/b %}\n话 [丙](/c)。\n\n又。\n{% endblockquote %}\n\n"
        '<div>\n\n<p>\n<iframe src="https://x.cn/d"></iframe>\n<script>\n"<a href=\'/o\'>"</script>\n'
        "<a href='/e'>丁</a></p>\n\n</div>\n"
    )
    _, corpus = post_of(text, tmp_path)
    assert places_of(corpus) == [
        (7, 3, "tag", "https://x.cn/a"),
        (9, 1, "tag", "https://x.cn/b"),
        (10, 3, "inline", "/c"),
        (18, 1, "html", "https://x.cn/d"),
        (21, 1, "html", "/e"),
    ]


def test_a_column_is_that_of_the_file_behind_what_jekyll_writes_out(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("url: https://x.example\nbaseurl: /blog\n")
    line = "见[甲]({{ site.baseurl }}/a)、[乙]({{ site.baseurl }}/b)和[丙](/c)。"
    (tmp_path / "_posts/2024-05-04-a.md").write_text(f"{HEAD}# 1. 什么是栈？\n\n{line}\n")
    assert [(at, column) for at, column, *_ in places_of(corpus_of(tmp_path))] == [
        (7, line.index(f"[{name}]") + 1) for name in "甲乙丙"
    ]


# What is reported


def findings(source: str, folder: Path) -> list[Finding]:
    _, corpus = post_of(f"{HEAD}# 1. 什么是栈？\n\n{source}\n", folder)
    return [f for f in corpus.findings if f.code != "missing-title"]


def test_an_address_that_is_cut_in_a_text_is_told(tmp_path: Path) -> None:
    source = "见 https://x.cn/a/点这里，www.x.cn/b！后 https://x.cn/c。点\n甲 https://x.cn/d[乙]"
    found = findings(source, tmp_path)
    assert [(f.code, f.severity, f.line, f.column) for f in found] == [
        ("bare-url-cut", "info", 7, 3 + len("https://x.cn/a/")),
        ("bare-url-cut", "info", 8, 3 + len("https://x.cn/d")),
    ]
    assert "https://x.cn/a/" in found[0].message


def test_definitions_that_nothing_uses_are_told(tmp_path: Path) -> None:
    source = (
        "[甲][a]、![图][b]、[![图][c]](/x)、[D]、`[e]`。\n\n[a]: /a\n[b]: https://x.cn/b.png\n"
        "[c]: https://x.cn/c.png\n[d]: /d\n[e]: /e\n[//]: # (注)\n[//]: # (又注)\n\n> [f]: /f\n"
    )
    found = [f for f in findings(source, tmp_path) if f.code != "remote-picture"]
    assert [(f.code, f.severity, f.line) for f in found] == [
        ("unused-definition", "info", 13),
        ("unused-definition", "info", 17),
    ]


def test_a_definition_that_is_given_twice_is_told(tmp_path: Path) -> None:
    source = "[甲][a]。\n\n[a]: /a\n[b]: /b\n[A]: /c\n[B]: /b\n\n[^1]: 注\n[^1]: 注\n"
    found = findings(source, tmp_path)
    assert [(f.code, f.line, [place.line for place in f.related]) for f in found] == [
        ("unused-definition", 10, []),
        ("duplicate-definition", 11, [9]),
        ("duplicate-definition", 12, [10]),
    ]


def test_a_footnotes_links_count_once(tmp_path: Path) -> None:
    text = (
        f"{HEAD}# 1. 什么是栈[^n]？\n\n甲[^n]。\n\n# 2. 怎么入栈？\n\n乙[^n]。\n\n"
        "[^n]: 见 https://x.cn/a点，\n    [甲](/b)。\n"
    )
    _, corpus = post_of(text, tmp_path)
    assert places_of(corpus) == [(13, 9, "bare", "https://x.cn/a"), (14, 5, "inline", "/b")]
    assert [f.code for f in corpus.findings if f.code == "bare-url-cut"] == ["bare-url-cut"]

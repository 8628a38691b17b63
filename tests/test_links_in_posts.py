"""Links as posts hold them: which bare addresses are links, what the index counts, where each stands."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.ir import Corpus, Occurrence
from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import render
from pipeline.readers.tags import tags
from tests.reading import corpus_of

MARKDOWN = Markdown(Dialect(tags=tags()))
HEAD = "---\ntitle: 面试题\n---\n\n"


def html_of(source: str) -> str:
    document = MARKDOWN.document(source, 1)
    return render(MARKDOWN, document, source, 1, "post.md", lambda address: address).html.strip()


def bare(source: str) -> list[str]:
    """Give the bare addresses of a text, each as its link shows it."""
    document = MARKDOWN.document(source, 1)
    piece = render(MARKDOWN, document, source, 1, "post.md", lambda address: address)
    return [use.text for use in piece.links if use.syntax == "bare"]


# Bare addresses


@pytest.mark.parametrize("sign", "，。）】、；：！？》”’」』… \n　＋")
def test_a_sign_of_chinese_text_ends_an_address(sign: str) -> None:
    assert bare(f"见https://x.cn/a{sign}后 https://x.cn/b{sign}") == [
        "https://x.cn/a",
        "https://x.cn/b",
    ]


@pytest.mark.parametrize("letter", "点々あア한Ａ１𠮷")
def test_a_letter_of_chinese_text_ends_an_address(letter: str) -> None:
    assert bare(f"https://x.cn/a/{letter}这里") == ["https://x.cn/a/"]


@pytest.mark.parametrize(
    ("source", "address"),
    [  # GitHub Flavored Markdown 6.9, examples 622 to 629
        ("www.commonmark.org", "www.commonmark.org"),
        ("Visit www.commonmark.org/help for", "www.commonmark.org/help"),
        ("Visit www.commonmark.org/a.b.", "www.commonmark.org/a.b"),
        ("www.google.com/search?q=Markup+(business)", "www.google.com/search?q=Markup+(business)"),
        ("www.google.com/search?q=(business))+ok", "www.google.com/search?q=(business))+ok"),
        ("(www.google.com/search?q=Markup+(business)))", "www.google.com/search?q=Markup+(business)"),
        ("www.google.com/search?q=commonmark&hl=en", "www.google.com/search?q=commonmark&hl=en"),
        ("www.google.com/search?q=commonmark&hl;", "www.google.com/search?q=commonmark"),
        ("www.commonmark.org/he<lp", "www.commonmark.org/he"),
        ("http://commonmark.org", "http://commonmark.org"),
        # and what marked makes of them
        ("**https://x.cn/a_b_**", "https://x.cn/a_b"),
        ("https://x.cn/_a_/*b*c", "https://x.cn/_a_/*b*c"),
        ("https://x.cn/?a=1&amp;b=2", "https://x.cn/?a=1&b=2"),
        ("1https://x.cn", "https://x.cn"),
        ("地址:www.x.cn", "www.x.cn"),
        ("[https://x.cn/a] 后", "https://x.cn/a"),
        ("<b>https://x.cn/a</b>", "https://x.cn/a"),
        ("https://x.cn/a`b`", "https://x.cn/a"),
        ("http://localhost:4000/a", "http://localhost:4000/a"),
    ],
)  # fmt: skip
def test_what_belongs_to_a_bare_address(source: str, address: str) -> None:
    assert bare(source) == [address]


@pytest.mark.parametrize(
    "source",
    [
        "`https://x.cn`", "    https://x.cn", "```\nhttps://x.cn\n```", "$https://x.cn$", "\\(https://x.cn\\)",
        "$$\nhttps://x.cn\n$$", "[a https://x.cn/q](https://x.cn/b)", "![https://x.cn](a.png)",
        "<https://x.cn/a)。>", '<abbr title="https://x.cn">a</abbr>', "<a href='/b'>https://x.cn</a>",
        "<div>\nhttps://x.cn\n</div>", "AGENTS.md", "foo.com", "a@x.cn", "http://", "https://。", "www.",
        "awww.x.cn", "shttp://x.cn", "[a]: https://x.cn", "{% raw %}https://x.cn{% endraw %}",
    ],
)  # fmt: skip
def test_what_is_no_bare_address(source: str) -> None:
    assert bare(source) == []


def test_a_bare_address_is_a_link() -> None:
    assert html_of("见www.x.cn/a&amp;b，后") == (
        '<p>见<a href="http://www.x.cn/a&amp;b">www.x.cn/a&amp;b</a>，后</p>'
    )
    assert html_of("$[a](b)$") == '<p><span class="math inline">\\([a](b)\\)</span></p>'


def test_a_footnote_behind_an_address_is_one() -> None:
    assert "<sup>[1]</sup>" in html_of("https://x.cn/a[^1]\n\n[^1]: 注。")


@pytest.mark.parametrize(
    "piece",
    ["http://a.", "https://", "www.", "http://a.cn ", "http://a)", "http://a(", "http://a;", "https://a&b;",
     "https://a[", "[http://a ", "http://a点", "https://a*", "https://a_ ", "http://a&", "//www."],
)  # fmt: skip
def test_bare_addresses_are_read_in_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        bare(piece * count)
        return time.process_time() - start

    seconds(10)
    assert seconds(4_000) < 12 * seconds(1_000) + 0.1


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
    """Count the links of a body in a way of our own: plain Markdown's, those of HTML and tags, addresses."""

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
        start = next((r.end for r in post.regions if r.kind == "front-matter"), 0)
        body = "\n".join(path.read_text("utf-8").split("\n")[start:])
        assert indexed[post.ref] == counted(body), post.path

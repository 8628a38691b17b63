"""Which bare addresses are links, and where they end."""

from __future__ import annotations

import time

import pytest

from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import render
from pipeline.readers.hexo_syntax import tags

MARKDOWN = Markdown(Dialect(tags=tags()))


def html_of(source: str) -> str:
    document = MARKDOWN.document(source, 1)
    return render(MARKDOWN, document, source, 1, "post.md", lambda address: address).html.strip()


def bare(source: str) -> list[str]:
    """Return the bare addresses of a text, each as its link shows it."""
    document = MARKDOWN.document(source, 1)
    piece = render(MARKDOWN, document, source, 1, "post.md", lambda address: address)
    return [use.text for use in piece.links if use.syntax == "bare"]


@pytest.mark.parametrize("sign", "，。）】、；：！？》”’」』… \n　＋")
def test_a_sign_of_chinese_text_ends_an_address(sign: str) -> None:
    assert bare(f"见https://x.cn/a{sign}后 https://x.cn/b{sign}") == [
        "https://x.cn/a",
        "https://x.cn/b",
    ]


@pytest.mark.parametrize("letter", "点々あア한Ａ１𠮷")
def test_a_letter_of_chinese_text_ends_an_address(letter: str) -> None:
    assert bare(f"见https://x.cn/a/{letter}这里") == ["https://x.cn/a/"]
    assert bare(f"https://x.cn/a/{letter}这里 后") == ["https://x.cn/a/"]
    assert bare(f"https://x.cn/a/{letter}这里。") == ["https://x.cn/a/"]


@pytest.mark.parametrize(
    "address",
    [
        "https://x.cn/TCP协议",
        "https://x.cn/词/栈/12",
        "www.x.cn/Git-分支-简介",
        "http://x.kr/위키?q=값",
        "https://x.cn/栈_(结构)",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "- {}", "参考：\n{}  \n另见", "1. 甲\n\n   {}", "> {}", "|a|b|\n|-|-|\n|{}|x|"]
)
def test_an_address_alone_on_its_line_is_whole(address: str, around: str) -> None:
    assert bare(around.format(address)) == [address]


def test_an_address_alone_on_its_line_is_encoded() -> None:
    assert (
        html_of("https://x.cn/栈") == '<p><a href="https://x.cn/%E6%A0%88">https://x.cn/栈</a></p>'
    )


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
     "https://a[", "[http://a ", "http://a点", "https://a*", "https://a_ ", "http://a&", "//www.",
     "http://a点\n", " http://a"],
)  # fmt: skip
def test_bare_addresses_are_read_in_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        bare(piece * count)
        return time.process_time() - start

    seconds(10)
    assert seconds(4_000) < 12 * seconds(1_000) + 0.1

"""What holds for canonical HTML, whatever a post wrote: expressions may read it."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from pipeline.html import sanitise
from pipeline.html.canonical import TAG, split
from tests.support.laws import tries

PIECES = [
    "<p>", "</p>", "<a href='post:x?a=1&b=\"2\"' title='<b>'>", "</a>", "<table>", "</table>", "<tr><td>",
    "</td>", "<pre>", "</pre>", "<code class=language-c++>", "</code>", "<br/>", "<hr>", "<sup",
    "<img src=a.png alt='a > b' title=\"it's <i>\">", "<img alt=\"x='y'\" src", "<ol start=3>",
    "<li>", "</ol>", "<!-- > -->", "<!--", "<![CDATA[", "<?x>", "<DIV CLASS='note info'>", "</div>",
    "<details>", "<summary>", "</details>", "<svg><p title='", "<math>", "<style>", "</style>",
    "<textarea>", "<button>", "<object>",
    ">", "<", "&lt;", "&#60;", "&quot;", "\"", "'", "\u00a0", "字", "\n", "a < b",
]  # fmt: skip
WRITTEN = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join)


def canonical(written: str) -> str:
    return sanitise(written, lambda address: address)


@tries(400)
@given(WRITTEN)
def test_nothing_but_a_tag_looks_like_one(written: str) -> None:
    html = canonical(written)
    assert not re.search("[<>]", TAG.sub("", html))
    names = [tag["name"] for tag in TAG.finditer(html) if not tag["closes"]]
    assert names == [tag.name for tag in BeautifulSoup(html, "html.parser").find_all(True)]


@tries(200)
@given(WRITTEN, st.sampled_from(["table", "pre", "details", "p"]))
def test_pieces_are_whole_elements(written: str, name: str) -> None:
    html = canonical(written)
    pieces = split(html, name)
    assert "".join(pieces) == html
    soup = BeautifulSoup(html, "html.parser")
    outermost = [tag for tag in soup.find_all(name) if not tag.find_parent(name)]
    assert len(pieces[1::2]) == len(outermost)
    for piece in pieces[1::2]:
        (element,) = BeautifulSoup(piece, "html.parser").contents
        assert getattr(element, "name", None) == name


@pytest.mark.parametrize(
    ("html", "pieces"),
    [
        ("", [""]),
        ("<p>a</p>", ["<p>a</p>"]),
        ("<pre>a</pre><pre>b</pre>", ["", "<pre>a</pre>", "", "<pre>b</pre>", ""]),
        ("1<pre>a<pre>b</pre>c</pre>2", ["1", "<pre>a<pre>b</pre>c</pre>", "2"]),
    ],
)
def test_splitting(html: str, pieces: list[str]) -> None:
    assert split(html, "pre") == pieces

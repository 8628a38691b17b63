"""Long answers are folded, and nothing of them is dropped."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.emitters.anki.folding import LONG, folded
from pipeline.html import text_of

P = f"<p>{'字' * 400}</p>"
LINE = f"<p>{'句' * 100}</p>"


def fold(html: str) -> str:
    return folded(html, lambda count: f"+{count}")


def outline(html: str) -> str:
    """Return the HTML with each run of a character as that one, to be read by a person."""
    return re.sub(r"(.)\1{9,}", r"\1", fold(html))


@pytest.mark.parametrize("html", ["", P * 3, P * 3 + "<p></p>", "甲" * LONG, f"<h2>一</h2>{P}" * 2])
def test_a_short_answer_is_left_as_it_is(html: str) -> None:
    assert fold(html) == html


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        # The lead, and a fold for each heading.
        (
            f"{LINE}<h2>一</h2>{P}{P}<h2>二</h2>{P}{P}",
            "<p>句</p><details><summary><h2>一</h2></summary><p>字</p><p>字</p></details>"
            "<details><summary><h2>二</h2></summary><p>字</p><p>字</p></details>",
        ),
        # Without a lead the first section stands open.
        (
            f"<h3>一</h3>{LINE}<h3>二</h3>{P}{P}{P}",
            "<h3>一</h3><p>句</p><details><summary><h3>二</h3></summary><p>字</p><p>字</p><p>字</p></details>",
        ),
        # A lone heading above others is no fold.
        (
            f"<h1>甲</h1><h2>一</h2>{LINE}<h2>二</h2>{P}{P}{P}",
            "<h1>甲</h1><h2>一</h2><p>句</p>"
            "<details><summary><h2>二</h2></summary><p>字</p><p>字</p><p>字</p></details>",
        ),
        # An open section that is long itself is folded at its own headings.
        (
            f"<h2>一</h2>{LINE}<h3>子</h3>{P}{P}{P}<h2>二</h2>{LINE}",
            "<h2>一</h2><p>句</p><details><summary><h3>子</h3></summary><p>字</p><p>字</p><p>字</p></details>"
            "<details><summary><h2>二</h2></summary><p>句</p></details>",
        ),
        # A heading with nothing below it cannot be opened.
        (
            f"{LINE}<h2>空</h2><h2>二</h2>{P}{P}{P}",
            "<p>句</p><h2>空</h2><details><summary><h2>二</h2></summary><p>字</p><p>字</p><p>字</p></details>",
        ),
        # Without headings, the first paragraphs and one fold.
        (P * 4, "<p>字</p><p>字</p><details><summary>+801</summary><p>字</p><p>字</p></details>"),
        (
            f"{LINE}<pre><code>{'码' * 1300}</code></pre>",
            "<p>句</p><details><summary>+1300</summary><pre><code>码</code></pre></details>",
        ),
        (
            f"甲<b>乙</b>{P * 4}",
            "甲<b>乙</b><p>字</p><p>字</p><details><summary>+801</summary><p>字</p><p>字</p></details>",
        ),
        # A list is cut between its items, and counts on.
        (
            f'<ol start="3">{f"<li>{P}</li>" * 4}</ol>{LINE}',
            '<ol start="3"><li><p>字</p></li><li><p>字</p></li></ol><details><summary>+902</summary>'
            '<ol start="5"><li><p>字</p></li><li><p>字</p></li></ol><p>句</p></details>',
        ),
        # So it is behind a short lead.
        (
            f"{LINE}\n<ul>{f'<li>{P}</li>' * 4}</ul>",
            "<p>句</p>\n<ul><li><p>字</p></li><li><p>字</p></li></ul><details><summary>+801</summary>"
            "<ul><li><p>字</p></li><li><p>字</p></li></ul></details>",
        ),
        # What is short enough, or cannot be cut, is not folded.
        (
            f"{P}{P}{P}{LINE}",
            "<p>字</p><p>字</p><details><summary>+501</summary><p>字</p><p>句</p></details>",
        ),
        (f"<p>{'字' * 1300}</p>{LINE}", "<p>字</p><p>句</p>"),
        (f"<ul><li>{'字' * 1300}</li></ul>", "<ul><li>字</li></ul>"),
        # Footnotes stay in sight, since marks of the lead lead to them.
        (
            f'{P * 4}<ol class="footnotes"><li>注</li></ol>',
            "<p>字</p><p>字</p><details><summary>+801</summary><p>字</p><p>字</p></details>"
            '<ol class="footnotes"><li>注</li></ol>',
        ),
    ],
)
def test_a_long_answer_is_folded(html: str, shown: str) -> None:
    assert outline(html) == shown


BLOCKS = st.one_of(
    st.builds(lambda n, level: f"<h{level}>题{n}</h{level}>", st.integers(0, 9), st.integers(1, 4)),
    st.builds(lambda n: f"<p>{'文' * n}<br>甲</p>", st.integers(1, 900)),
    st.builds(
        lambda n, k: "<ul>" + f"<li>{'项' * n}</li>" * k + "</ul>",
        st.integers(1, 300),
        st.integers(1, 9),
    ),
    st.builds(lambda n: f"<pre><code>{'码' * n}</code></pre>", st.integers(1, 900)),
    st.sampled_from(["\n", "<hr>", "文<em>字</em>", '<img src="pictures/a.png" alt="图">']),
)


@given(st.lists(BLOCKS, max_size=25).map("".join))
@example(f"<hr><h1>题</h1><p>{'文' * 295}<br>甲</p><p>{'文' * 900}<br>甲</p>")
def test_nothing_is_dropped_and_something_is_shown(html: str) -> None:
    told = folded(html, lambda _: "")
    assert "".join(text_of(told).split()) == "".join(text_of(html).split())
    visible = re.sub(r"<details>.*?</details>", "", told, flags=re.DOTALL)
    assert text_of(visible) or not text_of(html)
    assert told.count("<details>") == told.count("</details>") == told.count("<summary>")

"""Boxes of MkDocs: what is in them, and where they end."""

from __future__ import annotations

import pytest

from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import render

MARKDOWN = Markdown(Dialect(admonitions=True))
NOTE = '<div class="note info"><div class="caption">'


def html_of(source: str, markdown: Markdown = MARKDOWN) -> str:
    document = markdown.document(source, 1)
    return render(markdown, document, source, 1, "post.md", lambda address: address).html.strip()


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("!!! note\n    a\n", f"{NOTE}Note</div>\n<p>a</p>\n</div>"),
        ('!!! note "b *c*"\n    a\n', f"{NOTE}b <em>c</em></div>\n<p>a</p>\n</div>"),
        ('!!! note ""\n    a\n', '<div class="note info"><p>a</p>\n</div>'),
        ('!!! note inline end "b"\n    a\n', f"{NOTE}b</div>\n<p>a</p>\n</div>"),
        ("!!! note\n    a\n\n    b\n\nc\n", f"{NOTE}Note</div>\n<p>a</p>\n<p>b</p>\n</div>\n<p>c</p>"),
        ("!!! note\n    a\nb\n", f"{NOTE}Note</div>\n<p>a</p>\n</div>\n<p>b</p>"),
        ("!!! note\n\n        a\n", f"{NOTE}Note</div>\n<pre><code>a\n</code></pre>\n</div>"),
        ('??? tip "b"\n    a\n', '<details open=""><summary>b</summary>\n<p>a</p>\n</details>'),
        ("???+ own\n    a\n", '<details open=""><summary>Own</summary>\n<p>a</p>\n</details>'),
        ('=== "b"\n\n    a\n', '<div class="note"><div class="caption">b</div>\n<p>a</p>\n</div>'),
        (
            "- x\n\n    !!! note\n        a\n",
            f"<ul>\n<li>\n<p>x</p>\n{NOTE}Note</div>\n<p>a</p>\n</div>\n</li>\n</ul>",
        ),
        ("a !!! note\n", "<p>a !!! note</p>"),
        ("!!!\n    a\n", "<p>!!!\na</p>"),
        ("a\n===\n", "<h1>a</h1>"),
    ],
)  # fmt: skip
def test_boxes(source: str, html: str) -> None:
    assert html_of(source) == html


def test_other_engines_have_none() -> None:
    assert html_of("!!! note\n\na\n", Markdown(Dialect())) == "<p>!!! note</p>\n<p>a</p>"


def test_boxes_in_boxes() -> None:
    source = "\n".join(f"{'    ' * depth}!!! note" for depth in range(300))
    assert html_of(source).count('class="note info"') > 5

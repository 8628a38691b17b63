"""Hexo's tag plugins in posts: what they show, and that they are never read in code."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.reading import corpus_of

HEAD = "---\ntitle: 面试题\nabbrlink: a1\n---\n\n# 1. 这是什么？\n\n"


def answer_of(folder: Path, body: str) -> tuple[str, list[str]]:
    posts = folder / "source" / "_posts"
    (posts / "one").mkdir(parents=True)
    Image.new("RGB", (4, 3), "red").save(posts / "one" / "图 一.png")
    (folder / "_config.yml").write_text(
        "title: 博客\nurl: https://blog.example\npermalink: :abbrlink.html\n", encoding="utf-8"
    )
    (posts / "one.md").write_text(f"{HEAD}{body}\n", encoding="utf-8")
    (posts / "two.md").write_text(
        HEAD.replace("a1", "b2").replace("这", "那") + "乙。\n", encoding="utf-8"
    )
    corpus = corpus_of(folder)
    post = next(post for post in corpus.posts if post.key == "one")
    return post.questions[0].answer.html, [f.code for f in corpus.findings]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("{% post_link two %}", '<p><a href="https://blog.example/b2.html">two</a></p>'),
        ("见{% post_link two '第二篇' %}。", '<p>见<a href="https://blog.example/b2.html">第二篇</a>。</p>'),
        ("{% link 文字 https://x.example %}", '<p><a href="https://x.example">文字</a></p>'),
        ("{% codeblock lang:Python 例 %}\na<b\n{% endcodeblock %}",
         '<p><strong>例</strong></p>\n<pre><code class="language-python">a&lt;b\n</code></pre>'),
        ("{% raw %}\n*不是强调*\n{% endraw %}", "*不是强调*"),
        ("{% quote 某人, 某书 %}\n一句*话*。\n{% endquote %}",
         "<blockquote><p>一句<em>话</em>。</p>\n"
         "<p><strong>某人</strong> <cite>某书</cite></p></blockquote>"),
        ("`{% raw %}`", "<p><code>{% raw %}</code></p>"),
        ("```\n{% asset_img x.png %}\n```", "<pre><code>{% asset_img x.png %}\n</code></pre>"),
        ("    {% asset_img x.png %}", "<pre><code>{% asset_img x.png %}\n</code></pre>"),
    ],
)  # fmt: skip
def test_tags(tmp_path: Path, body: str, html: str) -> None:
    assert answer_of(tmp_path, body) == (html, [])


def test_a_picture_from_the_asset_folder(tmp_path: Path) -> None:
    html, codes = answer_of(tmp_path, '{% asset_img "图 一.png" 80 60 "题 目" "替 代" %}')
    assert codes == []
    assert html.startswith('<p><img src="assets/')
    assert html.endswith('.png" alt="替 代" title="题 目" width="80" height="60"></p>')


def test_an_unknown_tag_keeps_its_inner_text(tmp_path: Path) -> None:
    html, codes = answer_of(tmp_path, "前\n\n{% shout 大声 %}\n里面 **重**\n{% endshout %}\n\n后")
    assert html == "<p>前</p>\n<p>里面 <strong>重</strong></p>\n<p>后</p>"
    assert codes == ["unknown-tag"]


def test_a_link_to_a_post_that_is_not_there(tmp_path: Path) -> None:
    html, codes = answer_of(tmp_path, "{% post_link gone 旧文 %}")
    assert html == "<p><a>旧文</a></p>"
    assert codes == ["broken-post-link"]

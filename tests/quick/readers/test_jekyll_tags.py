"""Liquid's tags and kramdown's notations in Jekyll posts: what they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.reading import corpus_of

HEAD = "---\ntitle: 面试题\n---\n\n"


def post_of(folder: Path, body: str) -> tuple[str, str, list[str]]:
    posts = folder / "_posts"
    posts.mkdir()
    (folder / "_config.yml").write_text("url: https://x.example\n", encoding="utf-8")
    (posts / "2024-05-04-b.md").write_text(f"{HEAD}{body}\n", encoding="utf-8")
    corpus = corpus_of(folder)
    [question] = corpus.posts[0].questions
    return question.prompt.text, question.answer.html, [f.code for f in corpus.findings]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("**重**{: .red} 和 `{: .x}` 和 `y`{:.z} {: 文}",
         "<p><strong>重</strong> 和 <code>{: .x}</code> 和 <code>y</code> {: 文}</p>"),
        ("[甲](https://y.example){:target=\"_blank\"}。", '<p><a href="https://y.example">甲</a>。</p>'),
        ("一行里 $$x^2$$ 与 $y$。", '<p>一行里 <span class="math inline">\\(x^2\\)</span> 与 '
         '<span class="math inline">\\(y\\)</span>。</p>'),
        ("$$\nx^2\n$$", '<p><span class="math display">\\[x^2\\]</span></p>'),
        ("词\n: 意思", "<dl>\n<dt>词</dt>\n<dd>意思</dd>\n</dl>"),
        ("见 {% post_url 2024-05-04-b %}", "<p>见 2024-05-04-b</p>"),
        ("{% highlight python linenos %}\na<b\n{% endhighlight %}",
         '<pre><code class="language-python">a&lt;b\n</code></pre>'),
        ("甲{% comment %}看不见{% endcomment %}乙", "<p>甲乙</p>"),
    ],
)  # fmt: skip
def test_what_is_shown(tmp_path: Path, body: str, html: str) -> None:
    prompt, answer, codes = post_of(tmp_path, f"## 1. 什么？ {{#one}}\n\n{body}")
    assert (prompt, answer, codes) == ("什么？", html, [])

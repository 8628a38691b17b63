"""Liquid's tags and kramdown's notations in Jekyll posts: what they show."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

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
    prompt, answer, codes = post_of(tmp_path, f"## 1. 什么是栈？ {{#one}}\n\n{body}")
    assert (prompt, answer, codes) == ("什么是栈？", html, [])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("![图]({% link img/a.png %})", '<img src="{}" alt="图">'),
        ("![图]({{ site.baseurl }}{% link img/a.png %})", '<img src="{}" alt="图">'),
        ('<img src="{% link /img/a.png %}">', '<img src="{}" alt="">'),
        ('![图](img/a.png){:width="50%" .x}', '<img src="{}" alt="图" width="50%">'),
        ('![图](img/a.png){: style="height:9px"}。', '<img src="{}" alt="图" height="9px">。'),
        (
            "[![图](img/a.png)](https://y.example){:width=5}",
            '<a href="https://y.example"><img src="{}" alt="图"></a>',
        ),
    ],
)
def test_pictures_by_link_and_with_a_size(tmp_path: Path, written: str, shown: str) -> None:
    files = {"_config.yml": "url: https://x.example\nbaseurl: /b\n"}
    files["_posts/2024-05-04-a.md"] = f"---\ntitle: 面试题\n---\n\n# 1. 什么是栈？\n\n答{written}\n"
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    (tmp_path / "img").mkdir()
    Image.new("RGB", (8, 6)).save(tmp_path / "img/a.png")
    (post,) = corpus_of(tmp_path).posts
    name = post.pictures[0].file
    assert post.questions[0].answer.html == f"<p>答{shown.format(f'pictures/{name}')}</p>"

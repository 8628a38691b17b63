"""Hexo's tag plugins in posts: what they show, and that they are never read in code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.support.reading import corpus_of

HEAD = "---\ntitle: 面试题\nabbrlink: a1\nquestions: heading-1\n---\n\n# 1. 什么是栈？\n\n"


def answer_of(folder: Path, body: str) -> tuple[str, list[str]]:
    posts = folder / "source" / "_posts"
    (posts / "one").mkdir(parents=True)
    Image.new("RGB", (4, 3), "red").save(posts / "one" / "图 一.png")
    (folder / "_config.yml").write_text(
        "title: 博客\nurl: https://blog.example\npermalink: :abbrlink.html\n", encoding="utf-8"
    )
    (posts / "one.md").write_text(f"{HEAD}{body}\n", encoding="utf-8")
    (folder / "source/about.md").write_text("关于\n", encoding="utf-8")
    (posts / "one/a.pdf").write_bytes(b"%PDF-1.4")
    (folder / "source/downloads/code").mkdir(parents=True)
    (folder / "source/downloads/code/a.txt").write_text("一\n二\n三\n四\n", encoding="utf-8")
    other = HEAD.replace("a1", "b2").replace("面试题", "第二篇问答").replace("栈", "堆")
    (posts / "two.md").write_text(f"{other}乙。\n", encoding="utf-8")
    corpus = corpus_of(folder)
    post = next(post for post in corpus.posts if post.key == "one")
    return post.questions[0].answer.html, [f.code for f in corpus.findings]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("{% post_link two %}", '<p><a href="https://blog.example/b2.html">第二篇问答</a></p>'),
        ('<a title="它" href="post:two">见</a>', '<p><a title="它" href="https://blog.example/b2.html">见</a></p>'),
        ("{% post_link two#more %}", '<p><a href="https://blog.example/b2.html#more">第二篇问答</a></p>'),
        ("{% post_link 第二篇问答 %}", '<p><a href="https://blog.example/b2.html">第二篇问答</a></p>'),
        ("见{% post_link two '另一篇' true %}。", '<p>见<a href="https://blog.example/b2.html">另一篇</a>。</p>'),
        ("{% post_link two '<b>粗</b>' false %}",
         '<p><a href="https://blog.example/b2.html"><b>粗</b></a></p>'),
        ("{% post_link two '<b>粗</b>' %}",
         '<p><a href="https://blog.example/b2.html">&lt;b&gt;粗&lt;/b&gt;</a></p>'),
        ("[它]({% post_path two %} \"题\")",
         '<p><a href="https://blog.example/b2.html" title="题">它</a></p>'),
        ("见[它]({% post_path two %})。", '<p>见<a href="https://blog.example/b2.html">它</a>。</p>'),
        ("{% link 文字 https://x.example %}", '<p><a href="https://x.example">文字</a></p>'),
        ("{% link 文字, https://x.example, /images/a.png %}",
         '<p><a href="https://x.example">文字</a></p>'),
        ("{% math %}\nE_{n} \\\\ x\n{% endmath %}",
         '<p><span class="math display">\\[E_{n} \\\\ x\\]</span></p>'),
        ("得{% katex %}a*b*c{% endkatex %}", '<p>得<span class="math inline">\\(a*b*c\\)</span></p>'),
        ("{% link 两 个字 https://x.example true 标题 %}",
         '<p><a href="https://x.example">两 个字</a></p>'),
        ("{% url_for 关于 /about %}", '<p><a href="https://blog.example/about">关于</a></p>'),
        ("{% iframe https://x.example 100 50 %}",
         '<p><a href="https://x.example">https://x.example</a></p>'),
        ("{% codeblock lang:Python 例 %}\na<b\n{% endcodeblock %}",
         "<figure><figcaption>例</figcaption>\n"
         '<pre><code class="language-python">a&lt;b\n</code></pre></figure>'),
        ("{% codeblock 求 和 lang:py https://x.example/a.py 源码 first_line:5 mark:5-6,8 %}\n"
         "a\nb\nc\nd\n{% endcodeblock %}",
         '<figure><figcaption>求 和 <a href="https://x.example/a.py">源码</a></figcaption>\n'
         '<pre><code class="language-py" data-marked="1,2,4">a\nb\nc\nd\n</code></pre></figure>'),
        ("```python 求和 https://x.example/a.py mark:2 line_number:false\na\nb\n```",
         '<figure><figcaption>求和 <a href="https://x.example/a.py">link</a></figcaption>\n'
         '<pre><code class="language-python" data-marked="2">a\nb\n</code></pre></figure>'),
        ("```python\na\n```", '<pre><code class="language-python">a\n</code></pre>'),
        ("{% raw %}\n*不是强调* <b>粗</b> <mask>\n{% endraw %}", "*不是强调* <b>粗</b> &lt;mask&gt;"),
        ("甲 {% raw %}<b>粗</b> {{ x }}{% endraw %}", "<p>甲 <b>粗</b> {{ x }}</p>"),
        ("{% quote 某人, 某书 %}\n一句*话*。\n{% endquote %}",
         "<blockquote><p>一句<em>话</em>。</p>\n"
         "<p><strong>某人</strong> <cite>某书</cite></p></blockquote>"),
        ("{% blockquote 某人 https://x.example/书 %}\n话。\n{% endblockquote %}",
         "<blockquote><p>话。</p>\n<p><strong>某人</strong> "
         '<cite><a href="https://x.example/书">x.example/书</a></cite></p></blockquote>'),
        ("{% quote %}\n话。\n{% endquote %}", "<blockquote><p>话。</p>\n</blockquote>"),
        ("{% pullquote %}\n话。\n{% endpullquote %}",
         '<blockquote class="pullquote"><p>话。</p>\n</blockquote>'),
        ("{% include_code 求和 lang:py from:2 to:3 a.txt %}",
         "<figure><figcaption>求和</figcaption>\n"
         '<pre><code class="language-py">二\n三\n</code></pre></figure>'),
        ("`{% raw %}{{ 甲 }}{% endraw %}` {% raw %}乙{% endraw %}", "<p><code>{{ 甲 }}</code> 乙</p>"),
        ("```\n`{% raw %}甲{% endraw %}`\n```", "<pre><code>`{% raw %}甲{% endraw %}`\n</code></pre>"),
        ("`{% raw %}`", "<p><code>{% raw %}</code></p>"),
        ("```\n{% asset_img x.png %}\n```", "<pre><code>{% asset_img x.png %}\n</code></pre>"),
        ("    {% asset_img x.png %}", "<pre><code>{% asset_img x.png %}\n</code></pre>"),
        ("`![]({% asset_path x.png %})`", "<p><code>![]({% asset_path x.png %})</code></p>"),
        ("{% asset_link a.pdf 文 件 %}", '<p><a href="https://blog.example/a1/a.pdf">文 件</a></p>'),
        ("甲{# 看不见 #}乙", "<p>甲乙</p>"),
        ("词\n: 意思", "<dl>\n<dt>词</dt>\n<dd>意思</dd>\n</dl>"),
        ("<center>{% asset_link a.pdf 文 %}</center>",
         '<div><a href="https://blog.example/a1/a.pdf">文</a></div>'),
        ("<div>\n{% note info %}\n**重**\n{% endnote %}\n</div>",
         '<div>\n<div class="note info"><p><strong>重</strong></p>\n</div>\n\n</div>'),
        ("<!-- {% asset_link a.pdf 文 %} -->\n\n甲", "<p>甲</p>"),
        # NexT
        ("{% note info %}\n一*句*\n{% endnote %}", '<div class="note info"><p>一<em>句</em></p>\n</div>'),
        ("{% note info key fast %}\n甲\n{% endnote %}",
         '<div class="note info"><div class="caption">key fast</div>\n<p>甲</p>\n</div>'),
        ("{% note warning no-icon 小 心 %}\n甲\n{% endnote %}",
         '<div class="note warning"><div class="caption">小 心</div>\n<p>甲</p>\n</div>'),
        ("{% tabs 名字, 2 %}\n<!-- tab 甲@star -->\n**一**\n<!-- endtab -->\n<!-- tab -->\n二\n"
         "<!-- endtab -->\n{% endtabs %}",
         '<div class="tabs"><div class="caption">甲</div>\n<p><strong>一</strong></p>\n<p>二</p>\n</div>'),
        ("甲{% label danger@要点 %}乙", "<p>甲<mark>要点</mark>乙</p>"),
        ("{% button https://x.example, 去看, star, 标题 %}",
         '<p><a href="https://x.example">去看</a></p>'),
        ("{% mermaid graph TD %}\nA-->B\n{% endmermaid %}",
         '<pre><code class="language-mermaid">graph TD\nA--&gt;B\n</code></pre>'),
        ("{% pdf https://x.example/a.pdf 600px %}",
         '<p><a href="https://x.example/a.pdf">https://x.example/a.pdf</a></p>'),
        ("{% cq %}\n话\n{% endcq %}", '<div class="pullquote"><p>话</p>\n</div>'),
        ("{% gp 2-1 %}\n甲\n{% endgp %}", '<div class="pictures"><p>甲</p>\n</div>'),
        ("{% linkgrid %}\n甲 | https://x.example | 说明\n% 注\n{% endlinkgrid %}",
         '<ul><li><a href="https://x.example">甲</a> 说明</li></ul>'),
        ("{%- note info -%}\n甲\n{%- endnote -%}", '<div class="note info"><p>甲</p>\n</div>'),
        # Butterfly and others
        ("{% note blue 'fas fa-star' flat %}\n甲\n{% endnote %}", '<div class="note"><p>甲</p>\n</div>'),
        ("{% hideToggle 更多, #fff, blue %}\n**甲**\n{% endhideToggle %}",
         '<details open=""><summary>更多</summary><p><strong>甲</strong></p>\n</details>'),
        ("{% folding cyan open, 展 开 %}\n甲\n{% endfolding %}",
         '<details open=""><summary>展 开</summary><p>甲</p>\n</details>'),
        ("是{% hideInline 四十二, 看 %}", "<p>是四十二</p>"),
        ("甲{% label 要点 blue %}", "<p>甲<mark>要点</mark></p>"),
        ("{% btn 'https://x.example', 去看, far fa-hand %}", '<p><a href="https://x.example">去看</a></p>'),
        ("{% timeline 年, blue %}\n<!-- timeline 春 -->\n甲\n<!-- endtimeline -->\n{% endtimeline %}",
         '<div class="tabs"><p><strong>年</strong></p>\n<div class="caption">春</div>\n<p>甲</p>\n</div>'),
        ("{% tip warning %}\n甲\n{% endtip %}", '<div class="note warning"><p>甲</p>\n</div>'),
        ("甲{% note warning, 小心 %}乙", '<p>甲</p><div class="note warning"><div class="caption">小心'
         "</div>\n</div>\n乙<p></p>"),
        ("{% btn regular, 标题, https://x.example, fas fa-x %}",
         '<p><a href="https://x.example">regular</a></p>'),
        ("{% checkbox checked, 甲 %}", "<p>☑ 甲<br></p>"),
        ("{% span red, 甲 %}{% u 乙 %}", "<p><span>甲</span><u>乙</u></p>"),
        ("{% youtube abc-1 %}", '<p><a href="https://www.youtube.com/watch?v=abc-1">'
         "https://www.youtube.com/watch?v=abc-1</a></p>"),
    ],
)  # fmt: skip
def test_tags(tmp_path: Path, body: str, html: str) -> None:
    assert answer_of(tmp_path, body) == (html, [])


@pytest.mark.parametrize("words", ['"题 目" "替 代"', """'"题 目" "替 代"'"""])
def test_a_picture_from_the_asset_folder(tmp_path: Path, words: str) -> None:
    html, codes = answer_of(tmp_path, f'{{% asset_img "图 一.png" 80 60 {words} %}}')
    assert codes == []
    assert html.startswith('<p><img src="pictures/')
    assert html.endswith('.png" alt="替 代" title="题 目" width="80" height="60"></p>')


def test_an_unknown_tag_keeps_its_inner_text(tmp_path: Path) -> None:
    html, codes = answer_of(tmp_path, "前\n\n{% shout 大声 %}\n里面 **重**\n{% endshout %}\n\n后")
    assert html == "<p>前</p>\n<p>里面 <strong>重</strong></p>\n<p>后</p>"
    assert codes == ["unknown-tag"]


def test_a_link_to_a_post_that_is_not_there(tmp_path: Path) -> None:
    html, codes = answer_of(tmp_path, "{% post_link gone 旧文 %}")
    assert html == "<p><a>旧文</a></p>"
    assert codes == ["broken-post-link"]


@pytest.mark.parametrize("address", ["图 一.png", "图%20一.png"])
def test_a_picture_whose_address_a_tag_gives(tmp_path: Path, address: str) -> None:
    html, codes = answer_of(tmp_path, f"![图]({{% asset_path '{address}' %}})")
    assert codes == []
    assert html.startswith('<p><img src="pictures/')


@pytest.mark.parametrize(
    ("body", "kept", "why"),
    [
        (
            "{% include_code ../../../_config.yml %}",
            "{% include_code ../../../_config.yml %}",
            "file",
        ),
        ("{% include_code %}", "{% include_code %}", "file"),
        ("{% include_code a.png %}", "{% include_code a.png %}", "file"),
        ("{% img %}", "{% img %}", "cannot be read"),
        ("{% codeblock %}\na", "{% codeblock %}", "has no end"),
    ],
)
def test_a_tag_that_cannot_do_its_work_is_kept_as_written(
    tmp_path: Path, body: str, kept: str, why: str
) -> None:
    html, codes = answer_of(tmp_path, body)
    assert kept in html
    assert codes == ["bad-tag"]


def test_tags_of_one_name_within_a_line_each_have_their_end(tmp_path: Path) -> None:
    body = "前 {% note %}甲{% note %}乙{% endnote %}丙{% endnote %} 后"
    html, findings = answer_of(tmp_path, body)
    assert re.sub(r"<[^>]*>|\s", "", html) == "前甲乙丙后"
    assert "bad-tag" not in findings


def test_a_word_that_begins_like_an_end_ends_nothing(tmp_path: Path) -> None:
    html, findings = answer_of(tmp_path, "前 {% note %}甲 endnotes {% endnotes %} 后")
    assert '<div class="note"></div>' in html
    assert findings == ["bad-tag", "bad-tag"]

"""Markdown in posts: what markdown-it would lose is kept or reported, and links are placed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pipeline.html import rewrite, text_of
from pipeline.ir import Occurrence
from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import render
from pipeline.readers.hexo_syntax import tags
from pipeline.readers.jekyll.tags import prepare
from tests.support.reading import corpus_of, post_of

MARKDOWN = Markdown(Dialect(tags=tags()))
HEAD = "---\ntitle: 面试题\n---\n\n"


def html_of(source: str) -> str:
    document = MARKDOWN.document(source, 1)
    return render(MARKDOWN, document, source, 1, "post.md", lambda address: address).html.strip()


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('<font color="red">1. 什么？</font>', "1. 什么？"),
        ('<a name="q1"></a>1. 什么？', "1. 什么？"),
        ("<!-- x -->1. 什么？", "1. 什么？"),
        ("1. <mask> 是什么？", "1. <mask> 是什么？"),
        ("1. <b>粗 `<b>`</b>", "1. 粗 <b>"),
    ],
)
def test_markup_within_a_line_is_no_text(source: str, text: str) -> None:
    assert MARKDOWN.inline(source, {}).text == text


def test_numbers_behind_markup_are_seen(tmp_path: Path) -> None:
    one = '## <a name="q1"></a>1. 什么是 A？\n\n甲。\n\n'
    two = '## <font color="red">2. 什么是 B？</font>\n\n乙。\n'
    post, _ = post_of(HEAD + one + two, tmp_path)
    assert [question.number for question in post.questions] == ["1", "2"]


def test_footnotes_stand_below_each_piece_that_refers_to_them(tmp_path: Path) -> None:
    text = (
        f"{HEAD}# 1. 什么是栈[^b]？\n\n甲[^a]，又[^a]。`[^a]`\n\n# 2. 怎么入栈？\n\n乙[^b]。\n\n"
        "[^a]: 参见**第三章**[^c]。\n\n    续。\n[^b]: 见书。\n[^c]: 深处。\n\n[^d]: 没人提到。\n"
    )
    post, corpus = post_of(text, tmp_path)
    one, two = post.questions
    assert one.prompt.html == (
        '<p>什么是栈<sup>[1]</sup>？</p>\n<ol class="footnotes"><li><p>见书。</p>\n</li></ol>'
    )
    assert one.answer.html == (
        "<p>甲<sup>[1]</sup>，又<sup>[1]</sup>。<code>[^a]</code></p>\n"
        '<ol class="footnotes"><li><p>参见<strong>第三章</strong><sup>[2]</sup>。</p>\n<p>续。</p>\n</li>'
        "<li><p>深处。</p>\n</li></ol>"
    )
    assert two.answer.markdown == "乙[^b]。\n\n\n[^d]: 没人提到。"
    assert two.answer.html.startswith("<p>乙<sup>[1]</sup>。</p>\n<p>[^d]: 没人提到。</p>")
    assert [(r.kind, r.span.start, r.span.end) for r in post.regions][-3:] == [
        ("answer", 11, 12), ("footnotes", 13, 18), ("answer", 19, 19)
    ]  # fmt: skip
    assert not [f for f in corpus.findings if f.severity != "info"]


def test_a_footnote_that_nothing_refers_to_stays_text() -> None:
    assert html_of("脚注。\n\n[^1]: 参见第三章。") == "<p>脚注。</p>\n<p>[^1]: 参见第三章。</p>"
    assert html_of("[a]\n\n[a]: http://x.example") == '<p><a href="http://x.example">a</a></p>'
    assert html_of("`[^1]`\n\n[^1]: 甲") == "<p><code>[^1]</code></p>\n<p>[^1]: 甲</p>"


def test_footnotes_that_would_multiply_stay_text(tmp_path: Path) -> None:
    text = HEAD + "".join(f"# {n}. 什么是栈？\n\n甲[^1]。\n\n" for n in range(1, 900))
    _, corpus = post_of(text + f"[^1]: {'长' * 9_000}\n", tmp_path)
    assert "oversized-definition" in {f.code for f in corpus.findings}


def test_tasks_show_their_box() -> None:
    assert (
        html_of("- [ ] 未**做**\n- [x] 做了\n- [y] 别的\n- [ ]无\n\n[x] 文")
        == "<ul>\n<li>☐ 未<strong>做</strong></li>\n<li>☑ 做了</li>\n"
        "<li>[y] 别的</li>\n<li>[ ]无</li>\n</ul>\n<p>[x] 文</p>"
    )


def test_cells_without_a_column_are_told(tmp_path: Path) -> None:
    text = f"{HEAD}# 1. 什么是栈？\n\n> |a|b|\n> |-|-|\n> |1|2|\n> |1|2|3|\n> | 1 | 2 | |\n> |1|\n"
    _, corpus = post_of(text, tmp_path)
    assert [(f.code, f.line) for f in corpus.findings] == [("extra-table-cells", 10)]


def test_definitions_do_not_grow_beyond_measure(tmp_path: Path) -> None:
    long = f"[a]: http://x.example/{'x' * 8_000}\n[b]: http://y.example\n"
    text = f"{HEAD}# 1. 什么是栈？\n\n{'[a] ' * 8_000}[b]\n\n{long}"
    post, corpus = post_of(text, tmp_path)
    assert [f.code for f in corpus.findings] == ["long-answer", "oversized-definition"]
    assert len(post.questions[0].answer.html) < 100_000
    assert post.questions[0].answer.html.startswith("<p>[a] [a]")
    assert [link.key for link in corpus.links] == ["https://y.example/"]


def occurrences(source: str, folder: Path) -> list[Occurrence]:
    _, corpus = post_of(f"{HEAD}# 1. 什么是栈？\n\n{source}\n", folder)
    found = [occurrence for link in corpus.links for occurrence in link.occurrences]
    return sorted(found, key=lambda o: (o.line, o.column))


def test_every_link_of_a_line_has_its_column_and_its_context(tmp_path: Path) -> None:
    line = f"{'前' * 80}[一](/a) [二](/a) <http://x.example> [![图](/b)](/a){'后' * 80}"
    found = occurrences(line, tmp_path)
    assert [o.column - 80 for o in found] == [1, 9, 17, 36]
    assert (
        found[1].context
        == f"{'前' * 52}[一](/a) [二](/a) <http://x.example> [![图](/b)](/a){'后' * 25}"
    )
    assert [o.line for o in found] == [7] * 4


def test_links_of_raw_html_are_listed(tmp_path: Path) -> None:
    source = (
        '见 <a href="/a?x=1&amp;y">甲 **乙**</a> 和 <a name="q">丙</a>。\n\n'
        "<div>\n<A title='href=no' HREF=/b>丁\n</A> <a href='javascript:x()'>戊</a>\n</div>\n"
    )
    found = occurrences(source, tmp_path)
    assert [(o.line, o.syntax, o.written, o.anchor_text) for o in found] == [
        (7, "html", "/a?x=1&y", "甲 乙"),
        (10, "html", "/b", "丁"),
    ]
    assert [o.column for o in found] == [3, 1]


def test_an_address_is_given_as_written(tmp_path: Path) -> None:
    found = occurrences("[甲](/中文.html) [乙][r]\n\n[r]: /é\n", tmp_path)
    assert [(o.written, o.syntax) for o in found] == [
        ("/中文.html", "inline"),
        ("/é", "reference"),
    ]
    assert '<a href="/%E4%B8%AD%E6%96%87.html">' in html_of("[甲](/中文.html)")


def test_links_of_tags_are_listed() -> None:
    source = "{% link 甲 https://x.example %}"
    document = MARKDOWN.document(source, 1)
    piece = render(MARKDOWN, document, source, 1, "post.md", lambda address: address)
    assert [(use.syntax, use.href, use.text) for use in piece.links] == [
        ("tag", "https://x.example", "甲")
    ]


def test_jekyll_writes_addresses_out_before_blocks_are_read() -> None:
    body = """\
* toc
{:toc}

## 标题
{: .no_toc }

![图]({{ site.baseurl }}/images/a.png) ![图]({{ "images/b c.png" | relative_url }})
[首页]({{ "/" | absolute_url }}) [文]({{ site.url }}{% post_url 2024-05-04-a %}) {{ page.title }}

```liquid
{: .keep }
{{ site.baseurl }}
```
{% raw %}
{{ site.baseurl }}
{% endraw %}
{{ '/x' | prepend: site.baseurl | prepend: site.url }}"""
    assert (
        prepare("https://x.example", "/blog", body)
        == """\



## 标题


![图](/blog/images/a.png) ![图](/blog/images/b%20c.png)
[首页](https://x.example/blog/) [文](post:2024-05-04-a) {{ page.title }}

```liquid
{: .keep }
{{ site.baseurl }}
```

{{ site.baseurl }}

https://x.example/blog/x"""
    )


def test_a_jekyll_post_leads_to_another(tmp_path: Path) -> None:
    posts = tmp_path / "_posts"
    posts.mkdir()
    (tmp_path / "_config.yml").write_text("url: https://x.example\nbaseurl: /blog\n")
    (posts / "2024-05-04-b.md").write_text(f"{HEAD}# 1. 什么是栈？\n\n甲。\n")
    (posts / "2024-05-05-a.md").write_text(
        f"{HEAD}# 1. 什么是栈？\n{{: .no_toc}}\n\n见[文]({{% post_url 2024-05-04-b %}})。\n"
    )
    corpus = corpus_of(tmp_path)
    assert [f.code for f in corpus.findings if f.severity != "info"] == []
    address = "https://x.example/blog/2024/05/04/b.html"
    assert corpus.posts[1].questions[0].answer.html == f'<p>见<a href="{address}">文</a>。</p>'
    assert [(link.key, link.resolution.status) for link in corpus.links] == [(address, "post")]


def test_rewriting_many_links_is_linear() -> None:
    def seconds(count: int) -> float:
        html = "<p>" + '<a href="https://x.example">a</a> ' * count + "</p>"
        start = time.process_time()
        result = rewrite(html, link=lambda href, inner: f"<u>{inner}</u>")
        assert text_of(result) == text_of(html)
        return time.process_time() - start

    seconds(10)
    assert seconds(8_000) < 20 * seconds(1_000)


@pytest.mark.parametrize("name", ["align", "aligned", "cases", "pmatrix", "equation*"])
def test_an_environment_alone_is_a_formula(name: str) -> None:
    tex = f"\\begin{{{name}}}\na &= *b* \\\\\n\\end{{{name}}}"
    shown = tex.replace("&", "&amp;")
    assert html_of(f"甲\n{tex}\n乙") == (
        f'<p>甲</p>\n<p><span class="math display">\\[{shown}\\]</span></p>\n<p>乙</p>'
    )


@pytest.mark.parametrize(
    "tex", ["\\begin{foo}x\\end{foo}", "\\begin{align}x\\end{align} 乙", "\\begin{align}"]
)
def test_what_is_no_environment_stays_text(tex: str) -> None:
    assert html_of(tex) == f"<p>{tex}</p>"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (r"3$\times$3 与 1$\times$1", "<p>3<M>\\times</M>3 与 1<M>\\times</M>1</p>"),
        ("10$^5$、5$x$", "<p>10<M>^5</M>、5<M>x</M></p>"),
        ("100$/月 200$/年，$5 and $10", "<p>100$/月 200$/年，$5 and $10</p>"),
        ("$PATH 与 `$HOME`、$x$", "<p>$PATH 与 <code>$HOME</code>、<M>x</M></p>"),
        (r"\[MASK\] a\[1, 2\]", "<p>[MASK] a[1, 2]</p>"),
        (r"\[MASK\]", "<p>[MASK]</p>"),
        (r"a\[i\] 与 \\(a+b\\) 与 \\(左\\)", "<p>a[i] 与 <M>a+b</M> 与 \\(左\\)</p>"),
        ("\\[\nx\n\\]", "<p><D>x</D></p>"),
        (r"\\(a_1\\) 与 \\[x^2\\]", "<p><M>a_1</M> 与 <D>x^2</D></p>"),
        ("$$a$$ $$b$$", "<p><D>a</D> <D>b</D></p>"),
        ("<div>$a_1$ 与 3$\\times$3 与 $5 和 $6</div>",
         "<div><M>a_1</M> 与 3<M>\\times</M>3 与 $5 和 $6</div>"),
        ("<pre>$x$</pre>", "<pre>$x$</pre>"),
        ("<abbr title='$x$'>乙</abbr>", '<p><abbr title="$x$">乙</abbr></p>'),
        ("{% raw %}\n$$\na < b\n$$\n{% endraw %}", "<D>a &lt; b</D>"),
    ],
)  # fmt: skip
def test_what_is_a_formula(source: str, html: str) -> None:
    for name, kind, opening, closing in (("M", "inline", "(", ")"), ("D", "display", "[", "]")):
        html = html.replace(f"<{name}>", f'<span class="math {kind}">\\{opening}')
        html = html.replace(f"</{name}>", f"\\{closing}</span>")
    assert html_of(source) == html

"""HTML from posts: words in angle brackets stay, active content goes, emitters rewrite one way."""

from __future__ import annotations

from html import escape

import pytest
from bs4 import BeautifulSoup

from pipeline.html import mathml as formulas
from pipeline.html import rewrite, text_of
from pipeline.html.abbreviations import spelt_out
from pipeline.html.mathml import FormulaError, mathml
from pipeline.html.rewrite import CodeElement, PictureElement
from pipeline.markdown.blocks import Markdown
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import Piece, render

MARKDOWN = Markdown(Dialect())


def rendered(source: str, markdown: Markdown = MARKDOWN, path: str = "post.md") -> Piece:
    document = markdown.document(source, 1)
    return render(markdown, document, source, 1, path, lambda address: address)


def html_of(source: str) -> str:
    return rendered(source).html.strip()


@pytest.mark.parametrize(
    "word",
    ["mask", "text", "set", "sep", "int", "path", "list", "max", "log", "view", "line", "bos", "pad",
     "unk", "cls", "think", "answer", "svg", "math", "title", "style", "input", "|endoftext|", "s",
     "image", "table", "code", "T", "K, V", "x>y", "2", "/s", "b"],
)  # fmt: skip
def test_a_lone_word_in_angle_brackets_is_text(word: str) -> None:
    assert text_of(html_of(f"前面 <{word}> 后面 *强调* 末尾")) == f"前面 <{word}> 后面 强调 末尾"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("x<sub>i</sub> 和 H<sup>2</sup>", "<p>x<sub>i</sub> 和 H<sup>2</sup></p>"),
        ("按 <kbd>Ctrl</kbd>", "<p>按 <kbd>Ctrl</kbd></p>"),
        ("一<br>二", "<p>一<br>二</p>"),
        ("<center>居中</center>", "<div>居中</div>"),
        ("<font color=red>红</font>", "<p>红</p>"),
        ("a <!-- more --> b", "<p>a  b</p>"),
        ("~~旧~~ <s>词</s>", "<p><s>旧</s> &lt;s&gt;词&lt;/s&gt;</p>"),
        ("<div>\n\n里面\n\n</div>", "<div>\n<p>里面</p>\n</div>"),
        ("外面\n\n</div>", "<p>外面</p>"),
        ("`<mask>`", "<p><code>&lt;mask&gt;</code></p>"),
        ("$a<b$", '<p><span class="math inline">\\(a&lt;b\\)</span></p>'),
        ("```C++\na<b\n```", '<pre><code class="language-c++">a&lt;b\n</code></pre>'),
        (
            "|a|b|\n|:-|-:|\n|1|2|",
            '<table>\n<thead>\n<tr>\n<th class="left">a</th>\n<th class="right">b</th>\n</tr>\n</thead>'
            '\n<tbody>\n<tr>\n<td class="left">1</td>\n<td class="right">2</td>\n</tr>\n</tbody>\n</table>',
        ),
        (
                "<details><summary>题</summary>答</details>",
                "<details open=\"\"><summary>题</summary>答</details>",
            ),
    ],
)  # fmt: skip
def test_markup_that_stays(source: str, html: str) -> None:
    assert html_of(source) == html


@pytest.mark.parametrize(
    "words",
    [
        "<div> 独占一行，<span> 不会", "<ul> 与 <ol> 有何不同", "<h1> 到 <h6>", "<details> 和 <summary>",
        "<body> 里放什么", "</body> 之前", "<center> 已过时", "<!DOCTYPE html> 写在最前",
        "先写 <!DOCTYPE html>",
        "<?xml version='1.0'?> 是声明", "用 <?php echo 1 ?> 输出", "<img> 要有地址",
        "一个 <img alt=x> 标签",
        "<form onSubmit={send}>", "写 <form a={b}> 提交", "写 <button onClick={go}> 点击", "<font a={b}>",
        '<input type="file"> 选文件', "用 <input disabled> 禁用", '<meta charset="utf-8"> 定编码',
        "<script src=a.js> 会阻塞", "<style scoped> 只管本组件", "<select multiple> 多选",
        "<textarea> 多行",
        "List<String> 与 Map<Object, List<Table>>", "<T extends Table> 泛型", "class A<Object extends B>",
        "Class<Link extends Map>", "List<Table a> 与 Set<Area b>", "<iframe> 与 <video> 标签", "<tr> 是行",
    ],
)  # fmt: skip
def test_words_that_look_like_tags_of_a_page_are_text(words: str) -> None:
    assert text_of(html_of(words)).strip() == words
    assert [finding.code for finding in rendered(words).findings] == []


@pytest.mark.parametrize(
    "source",
    [
        "<div>\n文\n", "<div align=center>文", "<p>文", "<li>文</ul>", "<font color=red>文",
        "<center>\n\n文",
        '<meta charset="utf-8">\n\n文', '<link rel="stylesheet" href="a.css">\n\n文',
        "文\n\n</div>\n</div>",
        "<html>\n<body>\n\n文\n\n</body>\n</html>", "<details open>\n\n文",
        "<form action=/a>\n\n文", "<!-- a --><div>\n文",
    ],
)  # fmt: skip
def test_forgotten_tags_are_left_out(source: str) -> None:
    assert text_of(html_of(source)).strip() == "文"


def test_an_element_that_lacks_its_end_is_ended_by_the_next() -> None:
    html = html_of("<ul>\n<li>甲\n<li>乙\n</ul>\n\n<p>一\n<p>二\n\n三")
    items = "<ul>\n<li>甲\n</li><li>乙\n</li></ul>"
    assert html == f"{items}\n<p>一\n</p><p>二\n</p><p>三</p>"


ATTACKS = [
    "<script>alert(1)</script>看",
    "看<script src=//evil.example/x.js></script>",
    "<img src=x onerror=alert(1)>看",
    "<svg onload=alert(1)>看</svg>",
    "<svg><script>alert(1)</script></svg>看",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>看",
    "<iframe src=javascript:alert(1)></iframe>看",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>看",
    "[看](javascript:alert(1))",
    "<a href='javascript:alert(1)'>看</a>",
    "<a href=' java\nscript:alert(1)'>看</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>看</a>",
    "<object data=x></object>看",
    "<embed src=x>看",
    "<form action=//evil.example><input name=q><button>看</button></form>",
    "<style>body{display:none}</style>看",
    "<div style='position:fixed;inset:0'>看</div>",
    "<link rel=stylesheet href=//evil.example/x.css>看",
    "<meta http-equiv=refresh content='0;url=//evil.example'>看",
    "<base href=//evil.example/>看",
    "<details open ontoggle=alert(1)><summary>看</summary></details>",
    "<video src=x onerror=alert(1)>看</video>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>看</noscript>",
    "<b onmouseover=alert(1)>看</b>",
    "<img src=x:alert(1) alt=看>",
    "<<script>alert(1)//<</script>看",
    "<sc<script>ript>alert(1)</script>看",
    '<p title="<img src=x onerror=alert(1)>">看</p>',
    "<!--><img src=x onerror=alert(1)>-->看",
    "<?php echo 1 ?>看",
    "<template><img src=x onerror=alert(1)></template>看",
    "<title><img src=x onerror=alert(1)></title>看",
    "<textarea><img src=x onerror=alert(1)></textarea>看",
    "<a xlink:href=javascript:alert(1)>看</a>",
    "<table background=javascript:alert(1)><tr><td>看</td></tr></table>",
]
SAFE = {"class", "href", "title", "src", "alt", "width", "height", "start", "colspan", "rowspan",
        "open", "lang", "data-line"}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_active_content_goes_and_its_text_stays(attack: str) -> None:
    html = html_of(attack)
    soup = BeautifulSoup(html, "html.parser")
    banned = (
        "script style svg math iframe object embed form input button link meta base video template"
    )
    assert soup.find_all([*banned.split(), "title", "noscript", "textarea"]) == []
    for tag in soup.find_all(True):
        assert set(tag.attrs) <= SAFE
        assert "javascript:" not in str(tag.get("href", ""))
        assert not str(tag.get("href", "")).startswith("data:")
    assert "看" in text_of(html)


@pytest.mark.parametrize(
    "attack", ["<script>alert(1)</script>", "<b onclick=x()>看</b>", "<iframe src=x></iframe>"]
)
def test_active_content_is_told(attack: str) -> None:
    assert [finding.code for finding in rendered(f"一\n\n{attack}").findings] == ["active-content"]


def test_deep_nesting_loses_no_text() -> None:
    piece = rendered("<div>" * 5_000 + "看" + "</div>" * 5_000)
    assert "看" in text_of(piece.html)
    quoted = rendered("> " * 300 + "深处")
    assert "深处" in text_of(quoted.html)
    assert "nesting-limit" in {f.code for f in quoted.findings}


def test_rewrite_gives_each_element_to_its_callback() -> None:
    html = (
        '<p><a href="https://x.example">链 <img src="pictures/a-1.png" alt="图"></a> '
        '<span class="math inline">\\(a&lt;b\\)</span></p>'
        '<pre><code class="language-py" data-marked="1,3">x &lt; 1\n</code></pre>'
    )
    seen: list[object] = []

    def image(picture: PictureElement) -> str:
        seen.append(picture)
        return '<img src="a-1.png">'

    def math(tex: str, display: bool) -> str:
        seen.append((tex, display))
        return "<i>m</i>"

    def code(block: CodeElement) -> str:
        seen.append(block)
        return "<pre>c</pre>"

    def link(href: str, inner: str) -> str:
        seen.append((href, inner))
        return f"<u>{inner}</u>"

    result = rewrite(html, picture=image, link=link, math=math, code=code)
    assert result == '<p><u>链 <img src="a-1.png"/></u> <i>m</i></p><pre>c</pre>'
    assert seen == [
        PictureElement("pictures/a-1.png", "图", None, None, None),
        ("a<b", False),
        CodeElement("x < 1\n", "py", (1, 3)),
        ("https://x.example", '链 <img src="a-1.png">'),
    ]


def test_text_of_shows_alternative_texts_and_keeps_blocks_apart() -> None:
    html = '<p>一<br>二 <img src="pictures/x.png" alt="a&gt;b"></p><ul><li>三</li></ul>'
    assert text_of(html) == "一\n二 a>b\n三"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ('<iframe src="//v.example/1" title="一段 片"></iframe>', '<a href="//v.example/1">一段 片</a>'),
        ("<video src='https://v.example/a.mp4' controls></video>",
         '<a href="https://v.example/a.mp4">https://v.example/a.mp4</a>'),
        ('<video controls><source src="/a.mp4" type="video/mp4">不支持</video>',
         '<a href="/a.mp4">/a.mp4</a>不支持'),
        ('<embed src="/a.pdf">', '<a href="/a.pdf">/a.pdf</a>'),
        ('<object data="/a.pdf">备用</object>', '<a href="/a.pdf">/a.pdf</a>备用'),
        ('<iframe src="javascript:alert(1)"></iframe>', "<a>javascript:alert(1)</a>"),
        ("<iframe></iframe>", ""),
    ],
)  # fmt: skip
def test_what_shows_another_page_becomes_a_link(source: str, html: str) -> None:
    piece = rendered(f"首 {source} 尾")
    assert piece.html == f"<p>首 {html} 尾</p>\n"
    assert [finding.code for finding in piece.findings] == ["active-content"]


def test_what_looks_like_a_tag_or_a_formula_in_an_attribute_is_neither() -> None:
    html = rendered(
        """<abbr title='"><img src=x>'>甲</abbr> <span class='math inline'>x</span>"""
    ).html
    assert html == '<p><abbr title="&quot;&gt;&lt;img src=x&gt;">甲</abbr> <span>x</span></p>\n'


@pytest.mark.parametrize(
    "tex",
    [r"\href{javascript:f()}{x}", r"\unicode[url(x)]{65}", r"\def\frac{x}", r"\newcommand{\sum}{x}",
     r"\DeclareMathOperator{\a}{x}", r"\style{color:red}{x}"],
)  # fmt: skip
def test_a_formula_that_would_run_or_redefine_is_code(tex: str) -> None:
    piece = rendered(f"甲 ${tex}$ 乙")
    assert piece.html == f"<p>甲 <code>{tex}</code> 乙</p>\n"
    assert [finding.code for finding in piece.findings] == ["active-content"]


def test_a_formula_that_nobody_reads_is_kept_and_told() -> None:
    piece = rendered("甲\n\n$\\foo{x}$")
    assert '<span class="math inline">\\(\\foo{x}\\)</span>' in piece.html
    [finding] = piece.findings
    assert finding.code == "unreadable-formula"
    assert finding.message == 'the formula \\foo{x} cannot be read: Unknown command "\\foo"'


def test_a_formula_that_the_converter_would_hang_or_break_on_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(formulas, "_PATIENCE", 0.5)
    converter = formulas._Converter()
    for tex in ("(" * 40, r"\sqrt" * 20_000, r"\overrightarrow ] \{" * 40):
        with pytest.raises(FormulaError, match="too long"):
            converter.convert(tex, display=True)
    with pytest.raises(FormulaError, match="not tried"):
        converter.convert("x", display=True)
    assert "<math" in converter.convert("x", display=True, post="another")
    converter.close()


def test_a_formula_that_stopped_the_converter_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(formulas, "_PATIENCE", 0.5)
    converter = formulas._Converter()
    for post in "abc":
        with pytest.raises(FormulaError, match="too long"):
            converter.convert("(" * 40, display=True, post=post)
    assert converter._stops.total() == 1
    converter.close()


@pytest.mark.parametrize("bracket", ["(", "[", r"\{", r"\left(", "(["])
def test_brackets_that_stay_open_do_not_reach_the_converter(
    bracket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    converter = formulas._Converter()
    monkeypatch.setattr(formulas, "_converter", converter)
    with pytest.raises(FormulaError, match="more than 16 of its brackets stay open"):
        mathml(bracket * 40 + "x", display=False, post=bracket)
    assert converter._process is None
    few = r"\{" * 8 + "[" * 8 + "(x]" * 100
    assert "<math" in mathml(few, display=False)
    converter.close()


def test_the_formulas_of_a_post_are_judged_without_those_of_others() -> None:
    for number in range(4):
        bomb = r"\langle " * 30 + "(" * (39 + number)
        assert [f.code for f in rendered(f"${bomb}x$", path=f"{number}.md").findings] == [
            "unreadable-formula"
        ]
    assert rendered(r"$x^2+1$ 和 $\frac{1}{2}$", path="b.md").findings == ()


def test_the_converter_is_started_anew() -> None:
    converter = formulas._Converter()
    assert "<math" in converter.convert("x", display=False)
    converter.close()
    assert "<math" in converter.convert("[0, 1) \\cup (2, 3]", display=False)
    with pytest.raises(FormulaError, match="Unknown command"):
        converter.convert(r"\foo", display=False)
    converter.close()


def test_a_drawing_in_svg_is_left_out_and_told() -> None:
    piece = rendered("首\n\n<svg>\n<text>乙</text>\n</svg>\n\n尾")
    assert text_of(piece.html) == "首\n尾"
    assert [finding.message for finding in piece.findings] == [
        "active content was taken out: <svg>"
    ]


@pytest.mark.parametrize(
    ("fragment", "written"),
    [
        ("<em>图</em>", "<em>图</em>"), (" 图 ", " 图 "), ("<b>a</b>\n <i>b</i>", "<b>a</b>\n<i>b</i>"),
        ("<b>a</b>  <i>b</i>", "<b>a</b> <i>b</i>"), ("<b>a</b> <i>b</i>", "<b>a</b> <i>b</i>"),
        ('<b lang="zh" class="a">x</b>', '<b class="a" lang="zh">x</b>'), ("<br>", "<br/>"),
        ("a&lt;b &amp; c", "a&lt;b &amp; c"), ("&nbsp;&#39;&#60;", "\xa0'&lt;"),
        ('<img title="&quot;" src="a">', '<img src="a" title="&quot;"/>'),
    ],
)  # fmt: skip
def test_what_is_put_in_is_written_in_one_form(fragment: str, written: str) -> None:
    html = '<p>a <img src="pictures/a-1.png" alt=""> b</p>'
    assert rewrite(html, picture=lambda _: fragment) == f"<p>a {written} b</p>"


def test_blanks_of_code_stay() -> None:
    html = "<ul>\n  <li>\n<pre><b>a</b>\n  <i>b</i></pre></li></ul>"
    assert rewrite(html) == "<ul>\n<li>\n<pre><b>a</b>\n  <i>b</i></pre></li></ul>"


def test_code_keeps_the_text_that_is_put_in() -> None:
    html = '<pre><code>a \n <img src="pictures/a-1.png" alt="图"> \n b</code></pre>'
    result = rewrite(
        html, picture=lambda picture: f"<em>{picture.alt}</em>", code=lambda code: code.source
    )
    assert result == "a \n 图 \n b"


@pytest.mark.parametrize(
    "around",
    [
        "<p>{}</p>", "<p>{}<br>\n{}</p>\n\n<hr>\n", "<ul>\n<li>{} </li>\n </ul>", "{}",
        "<p>&nbsp;{} &amp; \"'</p>", '<td rowspan="2" class="left">{}</td>',
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "link",
    ['<a title="t">x</a>', '<a href="https://x.example/?a&amp;b" title="t">x <b>&lt;</b></a>'],
)
def test_links_alone_are_replaced_in_what_a_parser_would_write(around: str, link: str) -> None:
    html = around.replace("{}", link)
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all("a"):
        tag.name, tag.attrs = "i", {"class": tag.get("href") or ""}
    assert rewrite(html, link=lambda to, inner: f'<i class="{escape(to)}">{inner}</i>') == str(soup)


def test_what_an_abbreviation_stands_for_is_told_once() -> None:
    html = html_of(
        '用 <abbr title="A &lt; B">a_b_</abbr>，<abbr title="a &lt; b">AB</abbr> 与 <abbr>C</abbr>'
    )
    assert text_of(spelt_out(html)) == "用 a_b_ (A < B)，AB 与 C"


@pytest.mark.parametrize(
    "source",
    [
        '<abbr title="Rate">R</abbr> 即 rate',
        '<abbr title=" ">R</abbr>',
        "`<abbr title='x'>`",
        "<abbr>R</abbr>",
    ],
)
def test_what_is_said_anyway_is_not_told_again(source: str) -> None:
    html = html_of(source)
    assert spelt_out(html) == html

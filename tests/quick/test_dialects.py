"""What one engine's Markdown has and another's has not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.markdown.blocks import Markdown
from pipeline.markdown.boxes import CALLOUTS, TITLES, UNTITLED
from pipeline.markdown.code import Fence, attributed_fence, has_attributes
from pipeline.markdown.dialect import Dialect
from pipeline.markdown.render import render
from pipeline.readers import folder, hexo, hugo, jekyll
from tests.support.reading import corpus_of

WITH_BOXES = Dialect(containers={**TITLES, **UNTITLED}, callouts=CALLOUTS)


def html_of(source: str, dialect: Dialect) -> str:
    markdown = Markdown(dialect)
    document = markdown.document(source, 1)
    text = "\n".join(document.lines)
    return render(markdown, document, text, 1, "post.md", lambda address: address).html.strip()


def of_hexo(config: str, tmp_path: Path) -> Dialect:
    (tmp_path / "source/_posts").mkdir(parents=True)
    (tmp_path / "_config.yml").write_text(config, encoding="utf-8")
    return hexo.open_blog(tmp_path).dialect


def of_jekyll(config: str, tmp_path: Path) -> Dialect:
    (tmp_path / "_posts").mkdir(parents=True)
    (tmp_path / "_config.yml").write_text(config, encoding="utf-8")
    return jekyll.open_blog(tmp_path).dialect


def of_folder(*names: str, root: Path) -> Dialect:
    return folder.open_blog(root, names).dialect


def of_hugo(config: str, tmp_path: Path) -> Dialect:
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text(config, encoding="utf-8")
    return hugo.open_blog(tmp_path).dialect


QUOTES = '"A" -- it\'s `"b"`... \\"c\\"'


@pytest.mark.parametrize(
    ("config", "shown"),
    [
        ("", "“A” – it’s <code>\"b\"</code>… \"c\""),
        ("marked:\n  smartypants: false\n", "\"A\" -- it's <code>\"b\"</code>... \"c\""),
        ("marked:\n  quotes: «»‹›\n", "«A» – it›s <code>\"b\"</code>… \"c\""),
        ("markdown:\n  render: {breaks: false}\n", "\"A\" -- it's <code>\"b\"</code>... \"c\""),
    ],
)  # fmt: skip
def test_quotes_are_those_of_the_renderer_of_hexo(config: str, shown: str, tmp_path: Path) -> None:
    assert html_of(QUOTES, of_hexo(config, tmp_path)) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    ("config", "shown"),
    [
        ("", "“A” – it’s <code>\"b\"</code>… \"c\""),
        ("markdown: redcarpet\n", "\"A\" -- it's <code>\"b\"</code>... \"c\""),
        ("kramdown:\n  smart_quotes: [39, 39, quot, quot]\n", "\"A\" – it's <code>\"b\"</code>… \"c\""),
        ("kramdown:\n  smart_quotes: two,names\n", "“A” – it’s <code>\"b\"</code>… \"c\""),
        ("kramdown:\n  gfm_quirks: no_auto_typographic\n", "“A” -- it’s <code>\"b\"</code>... \"c\""),
    ],
)  # fmt: skip
def test_quotes_are_those_of_kramdown(config: str, shown: str, tmp_path: Path) -> None:
    assert html_of(QUOTES, of_jekyll(config, tmp_path)) == f"<p>{shown}</p>"


def test_addresses_and_formulas_keep_their_signs(tmp_path: Path) -> None:
    html = html_of("https://far.example/a--b and $$a--b$$", of_jekyll("", tmp_path))
    assert html.count("a--b") == 3


def test_lines_with_bars_are_a_table_for_kramdown_alone(tmp_path: Path) -> None:
    source = "a | `b|c`\nd | e \\| f | g\n"
    assert html_of(source, Dialect()).startswith("<p>a |")
    html = html_of(source, of_jekyll("", tmp_path))
    cells = [line for line in html.split("\n") if line.startswith("<td>")]
    assert cells == [
        "<td>a</td>", "<td><code>b|c</code></td>", "<td></td>",
        "<td>d</td>", "<td>e | f</td>", "<td>g</td>",
    ]  # fmt: skip


@pytest.mark.parametrize("source", ["a | b", "a | b\nno bar\n", "text\n\na `|` b\nc `|` d\n"])
def test_what_is_no_table_keeps_its_bars(source: str, tmp_path: Path) -> None:
    html = html_of(source, of_jekyll("", tmp_path))
    assert html.count("|") == source.count("|")
    assert "<table>" not in html


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("*[HTML]: Hypertext Markup Language\n\nHTML\n", "<p>HTML</p>"),
        ("a {::comment}b{:/comment} c", "<p>a  c</p>"),
        ("a\n\n{::comment}\n**b**\n\nc\n{:/comment}\n\nd", "<p>a</p>\n<p>d</p>"),
        ("{::options toc_levels=\"1\" /}\n\na", "<p>a</p>"),
        ("{::nomarkdown}\n<b>a</b> *b*\n{:/}\n", "<p><b>a</b> *b*</p>"),
        ("{::comment}\na\n", "<p>{::comment}\na</p>"),
        ("`{::comment}a{:/comment}`", "<p><code>{::comment}a{:/comment}</code></p>"),
        ("- {:.x} a\n- b\n  {: .y}\n", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("> a\n> {: .y}\n", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("a\\/b \\* \\@", "<p>a\\/b * \\@</p>"),
        ("<div markdown=\"1\">\n**a**\n</div>", "<div>\n<p><strong>a</strong></p>\n</div>"),
    ],
)  # fmt: skip
def test_what_kramdown_has_beyond_markdown(source: str, html: str, tmp_path: Path) -> None:
    assert html_of(source, of_jekyll("", tmp_path)) == html


def test_two_tildes_strike_nothing_out_in_plain_kramdown(tmp_path: Path) -> None:
    dialect = of_jekyll("kramdown:\n  input: kramdown\n", tmp_path)
    assert html_of("~~a~~ \\~b", dialect) == "<p>~~a~~ \\~b</p>"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("::: tip\n**a**\n:::", '<div class="note success"><div class="caption">Tip</div>\n'
         "<p><strong>a</strong></p>\n</div>"),
        (":::danger[Two `b`]\na\n:::", '<div class="note danger"><div class="caption">Two '
         "<code>b</code></div>\n<p>a</p>\n</div>"),
        (':::info{title="A title"}\na\n:::', '<div class="note info"><div class="caption">A title</div>\n'
         "<p>a</p>\n</div>"),
        (":::: details Why?\n::: code-group\na\n:::\n::::", '<details open=""><summary>Why?</summary>\n'
         "<div>\n<p>a</p>\n</div>\n</details>"),
        ("> [!NOTE]\n> a\n\nb", '<div class="note info"><div class="caption">Note</div>\n<p>a</p>\n</div>\n'
         "<p>b</p>"),
        ("> [!warning]- Take *care*\n> > a", '<div class="note warning"><div class="caption">Take '
         "<em>care</em></div>\n<blockquote>\n<p>a</p>\n</blockquote>\n</div>"),
        ("::: nobody\na\n:::", "<p>::: nobody\na\n:::</p>"),
        ("> [!nobody] a", "<blockquote>\n<p>[!nobody] a</p>\n</blockquote>"),
    ],
)  # fmt: skip
def test_boxes(source: str, html: str) -> None:
    assert html_of(source, WITH_BOXES) == html.replace("<div>\n<p>a", "<div><p>a")


@pytest.mark.parametrize("source", ["::: tip\na\n:::", "> [!NOTE]\n> a"])
def test_boxes_are_text_where_an_engine_has_none(source: str) -> None:
    assert "note" not in html_of(source, Dialect())


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("==a *b*== c", "<mark>a <em>b</em></mark> c"),
        ("a == b == c", "a == b == c"),
        ("a ===b=== c", "a ===b=== c"),
        ("==a", "==a"),
        ("[==a](b) ==c==", '<a href="b">==a</a> <mark>c</mark>'),
        ("a ==b\n\nlonger ==c==", "a ==b</p>\n<p>longer <mark>c</mark>"),
        ("`==a==`", "<code>==a==</code>"),
    ],
)
def test_marked_words(source: str, html: str) -> None:
    assert html_of(source, Dialect(marks=True)) == f"<p>{html}</p>"
    assert "<mark>" not in html_of(source, Dialect())


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[[One note]]", '<a href="post:One%20note">One note</a>'),
        ("[[deep/Two#Why so|why]]", '<a href="post:deep/Two#Why%20so">why</a>'),
        ("[[two]]", '<a href="post:deep/Two">two</a>'),
        ("![[a b.png|30x20]]", '<img data-line="1" src="[[a b.png]]" alt="" width="30" height="20">'),
        ("[[Prototype]] [[1,2],[3]]", "[[Prototype]] [[1,2],[3]]"),
        ("`[[two]]`", "<code>[[two]]</code>"),
    ],
)  # fmt: skip
def test_links_and_pictures_by_name(source: str, html: str, tmp_path: Path) -> None:
    dialect = of_folder("One note.md", "deep/Two.md", root=tmp_path)
    assert html_of(source, dialect) == f"<p>{html}</p>"


def test_a_link_by_name_leads_to_its_post(tmp_path: Path) -> None:
    text = "# 1. What is a stack?\n\nSee [[Queue notes|queues]].\n\n# 2. Why?\n\nBecause.\n"
    (tmp_path / "Stack.md").write_text(text, encoding="utf-8")
    (tmp_path / "Queue notes.md").write_text(text.replace("[[Queue notes|queues]]", "x"), "utf-8")
    corpus = corpus_of(tmp_path)
    assert [link.resolution.status for link in corpus.links] == ["post"]
    assert [ref for link in corpus.links for ref in link.resolution.posts] == [
        post.ref for post in corpus.posts if post.title == "Queue notes"
    ]


@pytest.mark.parametrize(
    ("info", "fence"),
    [
        ("js {1,3-4}", Fence("js", marked=(1, 3, 4))),
        ('js{2} title="a b.js"', Fence("js", "a b.js", marked=(2,))),
        ("ts:line-numbers {1} [c.ts]", Fence("ts", "c.ts", marked=(1,))),
        ('py hl_lines="1 3" title=x', Fence("py", "x", marked=(1, 3))),
        ("{.python .numberLines}", Fence("python")),
        ("{r}", Fence("r")),
    ],
)
def test_fences_of_documentation(info: str, fence: Fence) -> None:
    assert has_attributes(info)
    assert attributed_fence(info) == fence


@pytest.mark.parametrize("info", ["", "js", "js A title", "c++ https://far.example/x"])
def test_other_fences_bear_no_attributes(info: str) -> None:
    assert not has_attributes(info)


def test_code_that_is_drawn_is_told_once(tmp_path: Path) -> None:
    text = (
        "# 1. What is a?\n\n```mermaid\ngraph LR\n```\n\n- ```plantuml\n  a -> b\n  ```\n\n"
        "# 2. What is b?\n\n```js\nb\n```\n"
    )
    (tmp_path / "post.md").write_text(text, encoding="utf-8")
    corpus = corpus_of(tmp_path)
    told = [found for found in corpus.findings if found.code == "drawn-code"]
    assert [(found.line, str(found.message)) for found in told] == [
        (3, "2 blocks of code that the blog may draw (mermaid, plantuml) are shown as code")
    ]


EMOJI = "A :smile::thinking: **b**:white_check_mark: 9:30:45 :nope: `:bug:` http://a.example/:x:/"
SHOWN = "A 😄🤔 <strong>b</strong>✅ 9:30:45 :nope: <code>:bug:</code>"


@pytest.mark.parametrize(
    ("config", "package", "emoji"),
    [
        ("markdown: {plugins: [markdown-it-emoji]}\n", "", True),
        ("", "hexo-filter-github-emojis", True),
        ("githubEmojis: {className: x}\n", "hexo-filter-github-emojis", True),
        ("githubEmojis: {enable: false}\n", "hexo-filter-github-emojis", False),
        ("emoji: {enable: true}\n", "hexo-filter-emoji", True),
        ("emoji: {enable: true}\n", "", False),
    ],
)
def test_emoji_where_hexo_has_a_plugin_for_them(
    config: str, package: str, emoji: bool, tmp_path: Path
) -> None:
    (tmp_path / "package.json").write_text(f'{{"dependencies": {{"{package}": "1"}}}}', "utf-8")
    html = html_of(EMOJI, of_hexo(config, tmp_path))
    assert html.startswith(f"<p>{SHOWN}" if emoji else "<p>A :smile::thinking:")
    assert ">http://a.example/:x:/<" in html


@pytest.mark.parametrize("key", ["plugins", "gems"])
def test_emoji_where_jekyll_has_jemoji(key: str, tmp_path: Path) -> None:
    html = html_of(EMOJI, of_jekyll(f"{key}:\n  - jekyll-feed\n  - jemoji\n", tmp_path / "a"))
    assert html.startswith(f"<p>{SHOWN}")
    assert ":smile:" in html_of(EMOJI, of_jekyll("plugins: [jekyll-feed]\n", tmp_path / "b"))


def test_emoji_where_hugo_enables_them(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    html = html_of(EMOJI, of_hugo("enableEmoji = true\n", tmp_path))
    assert html.startswith(f"<p>{SHOWN}".replace(":bug:", "🐛"))
    assert ":smile:" in html_of(EMOJI, of_hugo("enableEmoji = false\n", tmp_path / "b"))

"""The cheat sheet before a browser sees it: what it holds, how wide things are, how cards are packed."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pipeline import ledger
from pipeline.emitters import cheatsheet
from pipeline.emitters.cheatsheet import Layout, Sheet
from pipeline.emitters.cheatsheet.cards import COLUMNS, ROWS, CutCard, cut_pages
from pipeline.emitters.cheatsheet.content import ContentRewriter
from pipeline.emitters.cheatsheet.em_widths import formula_width, text_width
from pipeline.emitters.cheatsheet.running import Place
from pipeline.emitters.cheatsheet.sheet import QuestionEntry
from pipeline.html.mathml import mathml
from pipeline.ir import Corpus, Series, Site
from pipeline.ledger import Ledger
from pipeline.products import EDITIONS, OPTIONS, Edition
from tests.support.corpora import PICTURE, SITE, corpus, draw, post, question, rich, term, text


def made(posts: Corpus, folder: Path, layout: Layout | None = None) -> cheatsheet.Made:
    identified = ledger.identify(posts, Ledger())
    return cheatsheet.Made(identified, draw(folder / "pictures"), layout or Layout())


def content(folder: Path, *, notes: bool = True, column: float = 30) -> ContentRewriter:
    return ContentRewriter(draw(folder / "pictures"), column, 62, notes)


# What it holds


@pytest.mark.parametrize("edition", ["full", "questions"])
def test_the_licence_of_a_site_stands_in_the_head(tmp_path: Path, edition: Edition) -> None:
    posts = corpus(post("a", question(1, "一？")))
    licensed = replace(posts, sites=(replace(posts.sites[0], licence="CC <BY> 4.0"),))
    texts = [
        BeautifulSoup(made(one, tmp_path, Layout(edition=edition)).html(), "html.parser").select(
            ".about"
        )
        for one in (posts, licensed)
    ]
    assert ["许可 CC <BY> 4.0 ·" in about.get_text() for (about,) in texts] == [False, True]


def test_series_stand_together_by_number_and_posts_by_date(tmp_path: Path) -> None:
    def numbered(number: int, date: str) -> Series:
        return Series("大模型面试题", number)

    posts = corpus(
        post("b", question(1, "二？"), date="2024-03-02", series=numbered(2, ""), title="题（2）"),
        post("z", question(1, "先？"), date="2024-01-01", title="最早"),
        post("a", question(1, "一？"), date="2024-05-01", series=numbered(1, ""), title="题（1）"),
        post(
            "y",
            question(1, "单？"),
            date="2024-04-01",
            series=Series("只有一篇", 1),
            title="独（1）",
        ),
        post("x", title="没有题"),
    )
    sheet = made(posts, tmp_path).sheet
    assert [(g.name, [p.title for p in g.posts]) for g in sheet.groups] == [
        ("", ["最早"]), ("大模型面试题", ["题（1）", "题（2）"]), ("", ["独（1）"]),
    ]  # fmt: skip
    assert (sheet.title, sheet.language, sheet.date) == ("模型笔记", "zh-CN", "2024-05-01")


def test_questions_stubs_and_glossaries(tmp_path: Path) -> None:
    sheet = made(rich(), tmp_path).sheet
    tables, basics = sheet.posts
    assert [q.number for q in basics.questions] == ["1", "2", "3", "4", "5"]
    assert [q.open for q in basics.questions] == [False] * 4 + [True]
    assert sheet.stubs == 1
    assert [q.glossary for q in basics.questions] == [False, False, True, False, False]
    assert [entry.term for entry in basics.terms] == ["LoRA"]
    assert basics.questions[0].href
    assert "#:~:text=" in basics.questions[0].href
    assert tables.questions[0].href is None
    assert sheet.tags == ("NLP", "面试 题")


def test_the_language_without_a_site_that_says_it(tmp_path: Path) -> None:
    plain = replace(SITE, language=None)
    for title, language in (("注意力", "zh-CN"), ("Attention", "en")):
        site: Site = replace(plain, title=title)
        sheet = made(
            corpus(post("a", question(1, "?"), title=title), sites=(site,)), tmp_path
        ).sheet
        assert sheet.language == language


def test_terms_of_a_glossary_are_bold_where_they_begin(tmp_path: Path) -> None:
    answer = "<ul><li>T5：一种模型</li><li><p>T5X，另一种</p></li><li>见 T5</li></ul>"
    posts = corpus(post("a", question(1, "术语？", answer), terms=(term(1, "T5", "<p>x</p>", 1),)))
    [entry] = made(posts, tmp_path).sheet.questions
    assert entry.answer == (
        "<ul><li><b>T5</b>：一种模型</li><li><p>T5X，另一种</p></li><li>见 T5</li></ul>"
    )


# The pieces


def test_pictures_formulas_code_and_links_are_inside(tmp_path: Path) -> None:
    pieces = content(tmp_path)
    shown = pieces.block(
        f'<p><img src="pictures/{PICTURE}" alt="a&quot;b" width="120px" height="50%"></p>'
        f'<p><img src="pictures/{PICTURE}" alt="" width="50%"></p>'
        '<p><span class="math inline">\\(a &lt; b\\)</span></p>'
        '<pre><code class="language-python">x = 1\n\ny = 2</code></pre>'
        '<p><a href="https://x.example/a">甲</a> <a href="https://x.example/a">乙</a></p>',
        3,
    )
    data = base64.b64encode((tmp_path / "pictures" / PICTURE).read_bytes()).decode()
    assert f'<img alt="a&quot;b" src="data:image/png;base64,{data}" width="120">' in shown
    assert f'<img alt="" src="data:image/png;base64,{data}" style="width:50%">' in shown
    assert "<math><mi>a</mi><mo>&lt;</mo><mi>b</mi></math>" in shown
    assert '<span class="hl-n">x</span>' in shown
    assert "\n\n" in shown, "an empty line of code stays"
    assert shown.count('href="#note-1"') == 2
    assert [(n.number, n.href, n.shown) for n in pieces.endnotes.values()] == [
        (1, "https://x.example/a", "x.example/a")
    ]


@pytest.mark.parametrize(
    ("mark", "shown"),
    [
        ('<span class="missing" title="a.png">结构图</span>', "Picture missing 结构图 a.png"),
        ('<span class="missing" title="a.png">pics/a.png</span>', "Picture missing pics/a.png"),
        (
            '<span class="missing" title="attention.png">attention</span>',
            "Picture missing attention.png",
        ),
        (
            '<span class="missing" title="&lt;b&gt;&quot;.png">图</span>',
            'Picture missing 图 <b>".png',
        ),
        ('<span class="missing">图</span>', "Picture missing 图"),
    ],
)
def test_a_missing_picture_is_told_with_its_file(mark: str, shown: str, tmp_path: Path) -> None:
    html = content(tmp_path).block(f"<p>看{mark}吧</p>", 2)
    (told,) = BeautifulSoup(html, "html.parser").select("p > .missing")
    assert told.get_text() == shown
    assert not told.attrs.get("title")


def test_a_missing_picture_is_told_in_the_language_of_the_sheet(tmp_path: Path) -> None:
    answer = '<p><span class="missing" title="a.png">图</span></p>'
    [entry] = made(corpus(post("a", question(1, "?", answer))), tmp_path).sheet.questions
    assert "<b>图片缺失</b> 图 <code>a.png</code>" in entry.answer


def test_a_link_that_shows_its_address_needs_no_endnote(tmp_path: Path) -> None:
    pieces = content(tmp_path)
    for shown in ("https://x.example/%E9%A2%98?a=1&amp;b=2", "x.example/题?a=1&amp;b=2"):
        link = f'<a href="https://x.example/%E9%A2%98?a=1&amp;b=2">{shown}</a>'
        assert pieces.block(link, 2) == link
    assert pieces.endnotes == {}


def test_a_picture_has_the_type_that_its_bytes_have(tmp_path: Path) -> None:
    pieces = content(tmp_path)
    pieces.media_types = {PICTURE: "image/webp"}
    assert "data:image/webp;base64," in pieces.block(f'<img src="pictures/{PICTURE}" alt="">', 2)


def test_without_notes_a_link_is_only_a_link(tmp_path: Path) -> None:
    pieces = content(tmp_path, notes=False)
    assert pieces.block('<a href="https://x.example/">甲</a>', 2) == (
        '<a href="https://x.example/">甲</a>'
    )
    assert pieces.endnotes == {}


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("https://x.example/%E9%A2%98/", "x.example/题"),
        ("http://x.example/a%20b%0A", "x.example/a%20b%0A"),
        ("mailto:a@x.example", "mailto:a@x.example"),
    ],
)
def test_addresses_as_people_read_them(tmp_path: Path, href: str, shown: str) -> None:
    pieces = content(tmp_path)
    pieces.block(f'<a href="{href}">x</a>', 2)
    assert [note.shown for note in pieces.endnotes.values()] == [shown]


def test_a_formula_that_no_converter_reads_is_shown_as_written(tmp_path: Path) -> None:
    shown = content(tmp_path).block('<span class="math inline">\\(\\nothing{&lt;\\)</span>', 2)
    assert shown == '<code class="tex">\\nothing{&lt;</code>'


def test_chinese_lines_are_joined_and_others_are_not(tmp_path: Path) -> None:
    shown = content(tmp_path).block("<p>甲，\n乙 a\nb\n丙</p><pre><code>甲\n乙</code></pre>", 2)
    assert shown.startswith("<p>甲，乙 a\nb\n丙</p>")
    assert "甲\n乙</code>" in shown


def test_headings_of_an_answer_follow_its_prompt(tmp_path: Path) -> None:
    pieces = content(tmp_path)
    assert pieces.block("<h2>a</h2><h4>b</h4><h2>c</h2>", 3) == "<h4>a</h4><h5>b</h5><h4>c</h4>"
    assert pieces.block("<h1>a</h1><h2>b</h2><h3>c</h3>", 4) == "<h5>a</h5><h6>b</h6><h6>c</h6>"


def test_paper_shows_what_an_abbreviation_stands_for(tmp_path: Path) -> None:
    assert (
        content(tmp_path).block('<abbr title="Xa">X</abbr>', 2) == '<abbr title="Xa">X</abbr> (Xa)'
    )


@pytest.mark.parametrize(
    ("prompt", "head", "more"),
    [
        ("什么？", "什么？", ""),
        ("<p>什么？</p>\n<ul><li>A</li></ul>", "什么？", "\n<ul><li>A</li></ul>"),
        ("哪个<br>对？<pre>x</pre>", "哪个<br>对？", "<pre>x</pre>"),
    ],
)
def test_a_heading_holds_the_first_lines_of_a_prompt(
    tmp_path: Path, prompt: str, head: str, more: str
) -> None:
    assert content(tmp_path).prompt(prompt, 3) == (head, more)


def test_wide_tables_and_formulas_span_the_columns(tmp_path: Path) -> None:
    def table(cells: int) -> str:
        return f"<table><tr>{'<td>x</td>' * cells}</tr></table>"

    def formula(tex: str, kind: str = "display") -> str:
        opening, closing = ("\\[", "\\]") if kind == "display" else ("\\(", "\\)")
        return f'<span class="math {kind}">{opening}{tex}{closing}</span>'

    pieces = content(tmp_path)
    assert 'class="table wide"' in pieces.block(table(7), 2)
    assert 'class="table"' in pieces.block(table(6), 2)
    nested = "<table><tr><td><table><tr><td>x</td></tr></table></td></tr></table>"
    assert pieces.block(nested, 2) == f'<div class="table" tabindex="0">{nested}</div>'
    assert pieces.block(formula("a"), 2).startswith('<span class="formula"><math')
    long = "+".join(["abcd"] * 12)
    assert '"formula wide" tabindex="0"><math' in pieces.block(formula(long), 2)
    assert pieces.block(formula("a", "inline"), 2).startswith("<math>")
    assert '"inline-formula wide"' in pieces.block(formula(long, "inline"), 2)
    fit = re.search(r"--fit: ([\d.]+)", pieces.block(formula("+".join(["abcd"] * 30)), 2))
    assert fit
    assert 0.4 < float(fit[1]) < 1


# Widths


@pytest.mark.parametrize(
    ("tex", "least", "most"),
    [
        ("a", 0.4, 0.7),
        ("abc", 1.3, 1.9),
        ("\\frac{abcdef}{g}", 2.5, 3.6),
        ("x^{ab}_{c}", 1.0, 1.6),
        ("\\begin{matrix}aaaa&b\\\\c&dddd\\end{matrix}", 4.3, 5.6),
        ("\\text{注意力}", 2.8, 3.2),
        ("\\sqrt{ab}", 1.4, 2.2),
        ("\\quad", 0.9, 1.1),
    ],
)
def test_widths_of_formulas(tex: str, least: float, most: float) -> None:
    assert least <= formula_width(mathml(tex, display=True)) <= most


def test_widths_of_texts() -> None:
    assert text_width("注意") == 2
    assert 2 < text_width("abcde") < 3
    assert text_width("👨‍👩‍👧") < 2
    assert formula_width("no mathml <") == 0


# The page


def test_the_policy_names_the_styles_and_the_script_by_their_hashes(tmp_path: Path) -> None:
    page = made(rich(), tmp_path).html()
    policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0])
    for element, name in (("style", "style-src"), ("script", "script-src")):
        [inner] = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:; font-src data:;")
    assert "script-src 'none'" in html.unescape(made(rich(), tmp_path, Layout("cards")).html())


def test_what_a_post_says_is_text_on_the_page(tmp_path: Path) -> None:
    nasty = '</style><script>alert(1)</script>"\\'
    posts = corpus(
        post("a", question(1, text(html.escape(nasty), nasty)), title=nasty, tags=(nasty,)),
        sites=(replace(SITE, title=nasty),),
    )
    for edition in EDITIONS:
        page = made(posts, tmp_path, Layout(edition)).html()
        assert "<script>alert" not in page
        assert page.count("</style>") == 1


def test_a_font_for_formulas_only_where_there_are_some(tmp_path: Path) -> None:
    assert "@font-face" in made(rich(), tmp_path).html()
    assert "@font-face" not in made(corpus(post("a", question(1, "一？"))), tmp_path).html()


def test_page_numbers_stand_in_the_contents_once_they_are_known(tmp_path: Path) -> None:
    sheet = made(rich(), tmp_path)
    anchor = sheet.sheet.posts[0].anchor
    assert 'class="page"' not in sheet.html()
    assert re.search(
        rf'href="#{anchor}">.*<span class="page">.*7</span></a>', sheet.html({anchor: Place(7)})
    )


def test_paper_and_columns(tmp_path: Path) -> None:
    page = made(rich(), tmp_path, Layout(paper="Letter", columns=3, title="复习")).html()
    assert "@page { size: 215.9mm 279.4mm; }" in page
    assert "--columns: 3;" in page
    assert "<title>复习</title>" in page
    assert Layout(columns=1).column == Layout(columns=1).page > 2 * Layout().column


# Cards


def test_each_option_has_a_field_of_the_layout() -> None:
    named = {option.name: option.default for option in OPTIONS["sheet"] if option.name != "browser"}
    assert Layout.of(named) == Layout()
    with pytest.raises(TypeError, match="options of the sheet need a field of Layout: watermark"):
        Layout.of({"columns": 3, "watermark": "draft"})


def packed(sheet: Sheet, layout: Layout) -> list[list[list[CutCard]]]:
    return [[list(column) for column in page.columns] for page in cut_pages(sheet.posts, layout)]


def entry(answer: str) -> QuestionEntry:
    return QuestionEntry("q", "1", "什么？", "", answer, "x", False, False, None)


def test_each_answered_question_has_its_card_and_no_column_is_too_full(tmp_path: Path) -> None:
    layout = Layout("cards")
    sheet = made(rich(), tmp_path, layout).sheet
    pages = packed(sheet, layout)
    cards = [card for page in pages for column in page for card in column]
    assert {c.question.anchor for c in cards} == {q.anchor for q in sheet.questions if not q.open}
    for page in pages:
        assert len(page) == COLUMNS
        assert all(sum(card.rows for card in column) <= ROWS for column in page)


def test_longer_answers_take_larger_cards_and_the_longest_several(tmp_path: Path) -> None:
    layout = Layout("cards")
    [asked] = made(corpus(post("a", question(1, "一？"))), tmp_path, layout).sheet.posts

    def cards(answer: str) -> list[CutCard]:
        one = replace(asked, questions=(entry(answer),))
        return [
            card for page in cut_pages([one], layout) for column in page.columns for card in column
        ]

    sizes = [cards(f"<p>{'长' * n}</p>")[0].rows for n in (50, 800, 1250, 1700)]
    assert sizes == [1, 2, 3, 4]
    long = cards("".join(f"<p>第 {n} 段{'长' * 90}</p>" for n in range(60)))
    assert [(card.part, card.parts) for card in long] == [
        (n, len(long)) for n in range(1, len(long) + 1)
    ]
    assert "".join(card.back for card in long).count("<p>") == 60
    listed = cards(
        f"<ol start='3'>{'<li>' + '长' * 200 + '</li>'}" * 1 + "<li>长</li>" * 0 + "</ol>"
    )
    assert listed[0].rows == 1
    items = "".join(f"<li>{n}{'长' * 120}</li>" for n in range(40))
    split = cards(f"<ol>{items}</ol>")
    assert len(split) > 1
    assert "".join(card.back for card in split).count("<li>") == 40
    assert 'start="2"' in split[0].back
    code = cards(
        f"<pre><code>{'行' * 10}\n{'x = 1' + chr(10)}{(('y' * 9) + chr(10)) * 200}</code></pre>"
    )
    assert "".join(re.sub(r"<[^>]*>", "", card.back) for card in code).count("y" * 9) == 200

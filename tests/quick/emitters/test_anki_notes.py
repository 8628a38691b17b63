"""What a note says, and the names of decks and tags."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import __version__, ledger
from pipeline.emitters.anki import Deck, Note, load_note_type, make_decks, make_notes
from pipeline.emitters.anki.content import field_html
from pipeline.emitters.anki.fields import harmless, link, picture
from pipeline.emitters.anki.names import clean_deck_level, clean_tag, tags_of
from pipeline.emitters.anki.notetype import FIELDS, TEMPLATES
from pipeline.emitters.contract import DeckNames
from pipeline.html.highlight import highlight as code
from pipeline.html.rewrite import CodeElement
from pipeline.html.text_fragment import text_fragment
from pipeline.ir import Corpus, Series, Site, Text
from pipeline.ledger import Ledger
from tests.support.corpora import (
    CODE,
    PICTURE,
    SITE,
    corpus,
    names_of,
    post,
    question,
    rich,
    term,
)


def notes_of(made: Corpus) -> dict[str, Note]:
    """Return the notes of a corpus by their short names, such as `basics#q1`."""
    identified = ledger.identify(made, Ledger())
    names = names_of(identified)
    return {names[note.guid]: note for note in make_notes(identified)}


def field(note: Note, name: str) -> str:
    """Return what a field holds; of those that all of a post's language are in, without its element."""
    value = note.fields[list(FIELDS).index(name)]
    if name not in {"Question", "Answer", "Section", "Reverse"} or not value:
        return value
    inside = re.fullmatch(r'<(div|span) lang="[A-Za-z-]*">(.*)</\1>', value, re.DOTALL)
    assert inside
    return inside[2]


# Which notes, and in which order


def test_posts_come_by_date_then_by_path_and_terms_after_their_question() -> None:
    made = corpus(
        post("late", question(1, "一？"), date="2024-05-01"),
        post("b", question(1, "一？")),
        post(
            "a",
            question(2, "二？"),
            question(1, "一？"),
            terms=(term(2, "乙", "<p>x</p>"), term(1, "甲", "<p>x</p>", 1), term(3, "丙", "", 9)),
        ),
    )
    assert list(notes_of(made)) == [
        "a#q1", "a#t1", "a#q2", "a#t2", "a#t3", "b#q1", "late#q1",
    ]  # fmt: skip


def test_only_answered_questions_make_notes() -> None:
    made = corpus(
        post("a", question(1, "一？", status="stub"), question(2, "二？", status="empty"))
    )
    assert notes_of(made) == {}
    assert make_decks(made, []) == []


@pytest.mark.parametrize(
    ("title", "site", "hint"),
    [
        ("模型术语", "zh-CN", "术语"), ("模型术语", "en", "术语"), ("模型术语", None, "术语"),
        ("Glossary", "en", "Term"), ("Glossary", None, "Term"), ("用語集のまとめ", "ja", "Term"),
    ],
)  # fmt: skip
def test_a_term_says_so_in_the_language_of_its_post(
    title: str, site: str | None, hint: str
) -> None:
    made = corpus(
        post("a", title=title, terms=(term(1, "T5", "<p>x</p>"),)),
        sites=(replace(SITE, language=site),),
    )
    assert field(notes_of(made)["a#t1"], "Hint") == hint


def test_a_term_is_escaped() -> None:
    made = corpus(post("a", terms=(term(1, "<mask> & [x]", "<p>x</p>"),)))
    assert field(notes_of(made)["a#t1"], "Question") == "&lt;mask&gt; &amp; &#91;x]"


@pytest.mark.parametrize(
    ("prompt", "shown"), [(Text("", "", "a < b"), "a &lt; b"), (Text("", "", ""), "1")]
)
def test_no_question_is_blank(prompt: Text, shown: str) -> None:
    assert field(notes_of(corpus(post("a", question(1, prompt))))["a#q1"], "Question") == shown


def test_the_digest_is_of_fields_and_tags_but_not_of_the_deck_and_the_key() -> None:
    note = notes_of(rich())["basics#q1"]
    assert replace(note, deck="x").digest == note.digest
    assert replace(note, tags=()).digest != note.digest
    assert replace(note, fields=(*note.fields[:-1], "x")).digest == note.digest
    assert replace(note, fields=(*note.fields[:-2], "x", "y")).digest != note.digest


# Fields


def test_pictures_lose_their_folder_and_are_named() -> None:
    html, media = field_html(f'<p><img src="pictures/{PICTURE}" alt="a &lt; b" width="20"></p>')
    assert media == (PICTURE,)
    assert f'src="{PICTURE}"' in html
    assert 'width="20"' in html
    assert "a &lt; b" in html


@pytest.mark.parametrize(
    "src", ["x.png", "https://x/y.png", "pictures/", "pictures/../x", "/pictures/x", ""]
)
def test_only_pictures_of_the_corpus_are_shown(src: str) -> None:
    assert picture(src) is None
    html, media = field_html(f'<p>a<img src="{src}" alt="一张图">b</p>')
    assert media == ()
    assert html == "<p>a<em>一张图</em>b</p>"


def test_a_picture_that_stands_twice_is_named_once() -> None:
    assert field_html(f'<img src="pictures/{PICTURE}">' * 2)[1] == (PICTURE,)


def test_a_phone_shows_what_an_abbreviation_stands_for() -> None:
    assert field_html('<abbr title="[x]">X</abbr>')[0] == '<abbr title="&#91;x]">X</abbr> (&#91;x])'


@pytest.mark.parametrize("href", ["https://x.example/?a=1&b=2", "http://x", "mailto:a@b.example"])
def test_links_for_reading_and_writing_stay(href: str) -> None:
    assert link(href) == href


@pytest.mark.parametrize(
    "href", ["javascript:x", "file:///x", "pictures/x", "", "data:x", "http://[x"]
)
def test_other_links_keep_their_text_alone(href: str) -> None:
    assert link(href) is None
    html, _ = field_html(f'<p>a <a href="{href}"><b>b</b></a></p>')
    assert "<a" not in html
    assert "<b>b</b>" in html


def test_a_link_keeps_what_it_holds() -> None:
    html, _ = field_html('<a href="https://x/?a=1&amp;b=2">一 <code>&lt;x&gt;</code></a>')
    assert html == '<a href="https://x/?a=1&amp;b=2">一 <code>&lt;x&gt;</code></a>'


@pytest.mark.parametrize(
    "source",
    [
        CODE,
        "x",
        "",
        "\n\nx\n\n",
        "a < b && c > d\n",
        "  indented\n\ttabbed  ",
        "'\"&amp;",
        "全角　空格",
    ],
)
@pytest.mark.parametrize("language", ["python", "cpp", "console", "html", "no-such", "", None])
def test_code_can_be_copied_back(source: str, language: str | None) -> None:
    html = code(CodeElement(source, language, ()))
    assert unescape(re.sub(r"<[^>]*>", "", html)) == source


def test_code_is_coloured_by_classes_line_by_line() -> None:
    html = code(CodeElement("def f():\n    '''one\n    two'''\n", "python", ()))
    assert '<span class="hl-k">def</span>' in html
    assert "style=" not in html
    assert all(line.count("<span") == line.count("</span") for line in html.split("\n"))


def test_long_code_stays_plain() -> None:
    assert "<span" not in code(CodeElement("x = 1\n" * 10_000, "python", ()))


def test_a_block_of_code_is_rewritten_and_code_within_a_line_is_not() -> None:
    html, _ = field_html(
        '<p><code>if</code></p><pre><code class="language-python">if a &lt; b: x[0]\n</code></pre>'
    )
    assert "<p><code>if</code></p>" in html
    assert '<span class="hl-k">if</span>' in html
    assert "&lt;" in html
    assert "[" not in html


@pytest.mark.parametrize(
    "text", ["[sound:x.mp3]", "[anki:tts]x", "[latex]x[/latex]", "[$]x[/$]", "[[$]]"]
)
def test_what_anki_would_run_is_written_otherwise(text: str) -> None:
    display = rf'<span class="math display">\{text}\]</span>'
    html = harmless(f'<p title="{text}">{text}<code>{text}</code></p>{display}')
    assert unescape(html).count(text) >= 3
    assert html.count("[") == 1
    assert r"\[ " in html


def test_characters_that_anki_refuses_are_replaced() -> None:
    assert harmless("a\x1fb\x00c\ud800d\te\nf") == "a\ufffdb\ufffdc\ufffdd\te\nf"


@given(st.text(alphabet=st.sampled_from(list("a<>&\"'[]\\$\x1f图 \n"))))
def test_plain_text_goes_through_a_field_and_back(text: str) -> None:
    html, media = field_html(f"<p>{escape(text)}</p>")
    assert media == ()
    assert unescape(html.replace("<span></span>", "")) == f"<p>{text}</p>".replace("\x1f", "\ufffd")
    assert "[" not in html


def test_the_words_of_a_picture_name_no_other() -> None:
    html, media = field_html(
        f'<p>alt="a <img src="pictures/{PICTURE}" alt="a src=b" title=" src=c"></p>'
    )
    assert media == (PICTURE,)
    assert "src&#61;b" in html
    assert "src&#61;c" in html
    assert html.count("=") == 4


def test_a_label_of_a_formula_is_left_out() -> None:
    html, _ = field_html(
        '<span class="math display">\\[x<y\\label{a}\\]</span>'.replace("<y", "&lt;y")
    )
    assert html == '<span class="math display">\\[ x&lt;y\\]</span>'


def test_commands_that_mathjax_lacks_are_written_with_others() -> None:
    html, _ = field_html(r'<span class="math inline">\(\argmax_x \bm{w} \bmod 2\)</span>')
    tex = r"\(\operatorname*{arg\,max}_x \boldsymbol{w} \bmod 2\)"
    assert html == f'<span class="math inline">{tex}</span>'


def test_only_formulas_of_ours_reach_mathjax() -> None:
    math = '<span class="math inline">\\(x\\)</span><span class="math display">\\[x\\]</span>'
    html = harmless(f'<p title="\\(a">\\(a\\) \\[b\\] \\\\(c</p>{math}')
    assert html == (
        '<p title="\\(a">\\<span></span>(a\\) \\<span></span>&#91;b\\] \\\\<span></span>(c</p>'
        '<span class="math inline">\\(x\\)</span><span class="math display">\\[ x\\]</span>'
    )


def test_source_leads_to_the_question() -> None:
    notes = notes_of(rich())
    source = field(notes["basics#q1"], "Source")
    assert unquote(source) == (
        '<span lang="zh-CN"><a href="https://notes.example/basics/#:~:text=什么是注意力机制？">'
        "大模型面试题（1）</a></span> <time>2024-03-01</time> "
        '<span class="tags" lang="zh-CN"><span class="tag">#NLP</span> '
        '<span class="tag">#面试 题</span></span>'
    )
    assert field(notes["tables#q1"], "Source") == (
        '<span lang="zh-CN">微调: std::vector 与 Python</span> <time>2024-02-01</time>'
    )
    assert field(notes["tables#q1"], "Post") == field(notes["tables#q1"], "Source")


def test_a_title_is_escaped() -> None:
    made = corpus(post("a", question(1, "一？"), title='<b> & "[sound:x]"', date=None))
    assert field(notes_of(made)["a#q1"], "Post") == (
        '<span lang="zh-CN">&lt;b&gt; &amp; &#34;&#91;sound:x]&#34;</span>'
    )


@pytest.mark.parametrize(
    ("prompt", "fragment"),
    [
        ("什么是 RAG？", "什么是 RAG？"),
        ("一 - 二, 三 & 四", "一 - 二, 三 & 四"),
        ("第一行\n\n第二行？", "第一行,第二行？"),
        ("为什么 \\(QK^T\\) 要除以 \\(d\\) 呢，不除会怎样？", "呢，不除会怎样？"),
        (
            "What is the difference between an encoder and a decoder, and when would you use one?",
            "What is the difference,would you use one?",
        ),
        ("没有停顿的问题" * 12, "没有停顿的问题" * 12),
    ],
)
def test_text_fragments(prompt: str, fragment: str) -> None:
    url = text_fragment("https://x/y/", prompt)
    assert unquote(url) == f"https://x/y/#:~:text={fragment}"


def test_text_fragments_encode_what_has_a_meaning_there() -> None:
    assert text_fragment("https://x/", "a-b, c&d") == "https://x/#:~:text=a%2Db%2C%20c%26d"
    assert text_fragment("https://x/#top", "a") == "https://x/#top:~:text=a"
    assert text_fragment("https://x/", " \n") == "https://x/"


@given(st.text(alphabet=st.sampled_from(list("字词ab ，,-&？\n\\()")), max_size=200))
def test_a_text_fragment_names_what_stands_in_the_prompt(prompt: str) -> None:
    url = text_fragment("https://x/", prompt)
    assert re.fullmatch(r"https://x/(#:~:text=[A-Za-z0-9%._~]+(,[A-Za-z0-9%._~]+)?)?", url)
    visible = " ".join(prompt.split())
    for part in filter(None, url.partition("text=")[2].split(",")):
        assert unquote(part) in visible


@pytest.mark.parametrize(
    ("definition", "answer"),
    [
        ("<p>（低秩适配）。</p>", "<p>A&amp;B（低秩适配）。</p>"),
        ("(2019) x", "A&amp;B(2019) x"),
        ("<p>低秩（适配）。</p>", "<p>低秩（适配）。</p>"),
    ],
)
def test_a_definition_that_begins_with_a_bracket_repeats_its_term(
    definition: str, answer: str
) -> None:
    made = corpus(post("a", question(1, "什么是栈？"), terms=(term(1, "A&B", definition),)))
    assert field(notes_of(made)["a#t1"], "Answer") == answer


# Decks and tags


def test_the_sites_deck_can_be_named_and_nested() -> None:
    identified = ledger.identify(rich(), Ledger())
    names = DeckNames({SITE.key: "学习::模型 "})
    notes = make_notes(identified, names)
    assert {note.deck.rsplit("::", 1)[0] for note in notes} == {"学习::模型"}
    assert make_decks(identified, notes, names)[0].name == "学习::模型"


def test_the_sites_deck_comes_first_and_is_described() -> None:
    identified = ledger.identify(rich(), Ledger())
    root, *others = make_decks(identified, make_notes(identified))
    assert root.name == "模型笔记"
    assert '<a href="https://notes.example">模型笔记</a>' in root.description
    assert "7 张卡片" in root.description
    assert others == [
        Deck("模型笔记::其他"),
        Deck("模型笔记::大模型面试题"),
    ]


@pytest.mark.parametrize(
    ("site", "parts"),
    [
        (
            replace(SITE, licence="CC BY-NC-SA"),
            ["9 张卡片", f"postdeck {__version__} ", "截至 2025-06-15。", "许可：CC BY-NC-SA<br>",
             '<a href="mailto:me@notes.example">mailto:me@notes.example</a>', "请暂停，不要删除"],
        ),
        (
            replace(SITE, language="en"),
            ["9 cards", f"postdeck {__version__},", "as of 2025-06-15.", "Suspend cards"],
        ),
    ],
)  # fmt: skip
def test_a_deck_says_whence_it_is_and_what_not_to_do(site: Site, parts: list[str]) -> None:
    identified = ledger.identify(replace(rich(), sites=(site,)), Ledger())
    notes = make_notes(identified, reverse=True)
    root, *_ = make_decks(identified, notes, day="2025-06-15", report="mailto:me@notes.example")
    assert [part for part in parts if part not in root.description] == []
    assert ("许可" in root.description) == (site.licence is not None)


def test_faults_are_reported_to_the_blog_where_no_other_place_is_set() -> None:
    identified = ledger.identify(rich(), Ledger())
    root, *_ = make_decks(identified, make_notes(identified), report="")
    blog = '<a href="https://notes.example">https://notes.example</a>'
    assert f"请反馈：{blog}<br>" in root.description
    root, *_ = make_decks(identified, make_notes(identified), report="<me>, javascript:x")
    assert "请反馈：&lt;me&gt;, javascript:x<br>" in root.description


def test_deck_names_that_differ_in_case_alone_are_one_deck() -> None:
    made = corpus(
        post("a", question(1, "一？"), title="LoRA"), post("b", question(1, "二？"), title="lora")
    )
    notes = make_notes(ledger.identify(made, Ledger()), DeckNames(by="post"))
    assert {note.deck for note in notes} == {"模型笔记::LoRA"}


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("a::b", "a：：b"), ("::a::", "：：a：："), (":a:", "a"), (" a \t b ", "a b"),
        ("a\x07b", "a b"), (":", "x"), ("", "x"), ("e\u0301", "\u00e9"),
    ],
)  # fmt: skip
def test_deck_parts(name: str, part: str) -> None:
    assert clean_deck_level(name, "x") == part


@pytest.mark.parametrize(
    ("levels", "name"),
    [
        (("面试 题",), "面试_题"), (("a\u3000b\tc",), "a_b_c"), (('a"b',), "ab"), (("::a",), "a"),
        (("a::",), "a"), (("a::::b",), "a::b"), (("a", "", "b c"), "a::b_c"), ((" ",), ""),
        (("a\x1fb",), "a_b"), ((":a:",), "a"),
    ],
)  # fmt: skip
def test_tags(levels: tuple[str, ...], name: str) -> None:
    assert clean_tag(*levels) == name


def test_tags_of_a_post_are_sorted_and_unique() -> None:
    made = post(
        "a", title="A::B", tags=("RAG", "rag", "", "b c"), categories=(("技术", "模型"), ("",), ())
    )
    assert tags_of(made, 2) == (
        "category::技术::模型", "post::A：：B", "topic::RAG", "topic::b_c",
    )  # fmt: skip


@pytest.mark.parametrize(("numbers", "first"), [((6, 7), "06"), ((6, 100), "006")])
def test_the_number_in_a_series_is_padded(numbers: tuple[int, int], first: str) -> None:
    made = corpus(
        *(post(f"p{n}", question(1, f"什么是栈 {n}？"), series=Series("面试", n)) for n in numbers)
    )
    assert notes_of(made)["p6#q1"].tags == (f"post::面试::{first}",)


def test_a_section_is_shown_and_is_a_tag_below_its_post() -> None:
    asked = question(1, "一？", section=("A::B & C", "长" * 100))
    note = notes_of(corpus(post("p", asked, title="甲", tags=("RAG",))))["p#q1"]
    assert note.tags == (f"post::甲::A：：B_&_C::{'长' * 59}…", "topic::RAG")
    assert field(note, "Section") == f"A::B &amp; C › {'长' * 100}"


def test_the_question_of_a_vague_prompt_begins_with_its_section() -> None:
    vague = question(1, "是什么？", section=("Redis", "A & B"))
    note = notes_of(corpus(post("p", vague, question(2, "栈？", section=("Redis",)))))["p#q1"]
    assert note.fields[list(FIELDS).index("Question")] == (
        '<div lang="zh-CN"><span class="subject">A &amp; B ›</span></div>'
        '<div lang="zh-CN">是什么？</div>'
    )
    assert field(note, "Section") == "Redis", "nothing is said twice"
    assert "post::p::Redis::A_&_B" in note.tags


@pytest.mark.parametrize(
    ("number", "shown"), [("3", "Q3"), ("12", "Q12"), ("1.2", "1.2"), ("三", "三"), ("", "")]
)
def test_no_lone_number_stands_on_a_card(number: str, shown: str) -> None:
    made = corpus(post("p", question(1, "一？", number=number)))
    assert field(notes_of(made)["p#q1"], "Number") == shown


@given(st.text())
def test_any_text_makes_a_deck_and_a_tag_that_anki_takes(text: str) -> None:
    part = clean_deck_level(text, "x")
    assert part
    assert "::" not in part
    assert part == part.strip(": ")
    name = clean_tag(text)
    assert len(name.split()) == (1 if name else 0)
    assert all(name.split("::")) or not name


# The note type


def test_the_fields_are_frozen() -> None:
    assert list(FIELDS) == [
        "Question", "Answer", "Hint", "Source", "Post", "Section", "Number", "Links", "Reverse",
        "Reserve", "Extra1", "Extra2", "Extra3", "Key",
    ]  # fmt: skip
    assert len(set(FIELDS.values())) == len(FIELDS)


def test_each_template_but_the_first_waits_behind_a_field_of_its_name() -> None:
    """And has it outside of conditions too, or Anki 23.10.1 puts another field there."""
    for name, sides in list(zip(TEMPLATES, load_note_type().sides, strict=True))[1:]:
        condition = re.compile(r"\{\{#" + name + r"\}\}.*?\{\{/" + name + r"\}\}", re.DOTALL)
        assert re.findall(r"\{\{.*?\}\}", condition.sub("", sides.front)) == ["{{" + name + "}}"]


def test_a_term_is_asked_the_other_way_round_on_request_alone() -> None:
    identified = ledger.identify(rich(), Ledger())
    names = names_of(identified)
    for note in make_notes(identified):
        assert (field(note, "Reverse"), list(note.card_decks)) == ("", [0])
    for note in make_notes(identified, reverse=True):
        is_term = "#t" in names[note.guid]
        assert bool(field(note, "Reverse")) == is_term
        assert note.card_decks.get(1) == ("模型笔记::反向" if is_term else None)
    last = make_decks(identified, make_notes(identified, reverse=True))[-1]
    assert last.name == "模型笔记::反向"


@pytest.mark.parametrize(
    ("term_name", "definition", "shown"),
    [
        (
            "T5",
            "<p>（2019）：T5 把任务写成文本，见 FLAN-T5、T5x。</p>",
            "<p>（2019）：＿＿ 把任务写成文本，见 FLAN-＿＿、T5x。</p>",
        ),
        (
            "涌现能力",
            "<p>涌现能力是突然出现的<b>涌现能力</b>。</p>",
            "<p>＿＿是突然出现的<b>＿＿</b>。</p>",
        ),
        ("a<b", "A&lt;B", "＿＿"),
        (
            "math",
            '<span class="math inline">\\(math\\)</span> Math',
            '<span class="math inline">\\(math\\)</span> ＿＿',
        ),
        ("c++", "C++ 与 C", "＿＿ 与 C"),
        ("面", "<i>点</i>", "<i>点</i>"),
    ],
)
def test_a_reversed_card_does_not_say_its_term(term_name: str, definition: str, shown: str) -> None:
    made = corpus(post("p", terms=(term(1, term_name, definition),)))
    [note] = make_notes(ledger.identify(made, Ledger()), reverse=True)
    assert field(note, "Reverse") == shown


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("见{}，再看", '见<span class="tied">{}，</span>再看'),
        ("（{}）", '<span class="tied">（{}）</span>'),
        ("见 {} 与", "见 {} 与"),
    ],
)
def test_no_line_begins_with_the_mark_behind_a_formula(before: str, after: str) -> None:
    formula = '<span class="math inline">\\(x\\)</span>'
    assert field_html(before.format(formula))[0] == after.format(formula)


def test_every_colour_of_code_by_day_has_one_by_night() -> None:
    css = load_note_type().css
    day = set(re.findall(r"^pre \.(hl-\w+) ", css, re.MULTILINE))
    night = set(re.findall(r"^\.nightMode pre \.(hl-\w+), \.night_mode pre", css, re.MULTILINE))
    assert day
    assert day <= night


def test_no_card_fetches_or_runs_anything() -> None:
    look = load_note_type()
    for text in (look.css, *(side for each in look.sides for side in (each.front, each.back))):
        assert not re.search(r"<script|https?:|url\(|@import|style=", text)
    for each in look.sides:
        assert '<hr id="answer">' in each.back
        assert "{{FrontSide}}" in each.back

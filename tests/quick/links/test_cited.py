"""The links of a question as its card names them, and as the cheat sheet lists them at its end."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from pipeline.emitters.anki import FIELDS, Note, make_notes
from pipeline.ir import Corpus
from tests.quick.links.sites import hexo, post
from tests.support.reading import build_to

TARGETS = {
    "b": post(
        "# 1. 什么是 LoRA？\n\n低秩适配。\n\n# 2. 什么是 QLoRA？\n\n先量化，再适配。\n",
        title="微调一篇",
    ),
    "twin-1": post("正文。", title="双胞(1)", permalink="twin.html"),
    "twin-2": post("正文。", title="双胞(2)", permalink="twin.html"),
    "caller": post("见[熵的由来](https://far.example/a)。", title="别处"),
}
FILES = {
    "source/about/index.md": post(title="关于"),
    "source/_drafts/draft.md": post(title="草稿"),
}


def built(answer: str, folder: Path, *, more: dict[str, str] | None = None) -> Corpus:
    """Build a site with a question of this answer, and its sheet; return the corpus."""
    body = f"# 1. 问的是什么？\n\n{answer}\n\n# 2. 又是什么？\n\n没有链接。\n"
    posts = {**TARGETS, "a": post(body, title="本篇"), **(more or {})}
    root = hexo(folder / "blog", posts, FILES)
    outcome = build_to(
        folder / "out", root, ledger=folder / "ledger.json", products=("corpus", "cheatsheet")
    )
    assert outcome.published
    assert outcome.corpus is not None
    return outcome.corpus


def note_of(corpus: Corpus, key: str = "a", number: str = "1") -> Note:
    questions = [q for post in corpus.posts if post.key == key for q in post.questions]
    (guid,) = [question.guid for question in questions if question.number == number]
    (note,) = [note for note in make_notes(corpus) if note.guid == guid]
    return note


LINKS = list(FIELDS).index("Links")

Cited = tuple[str, str | None, str]
"""What a link is called, its address, and the host beside it."""


def on_card(note: Note) -> list[Cited]:
    return [_entry(item) for item in BeautifulSoup(note.fields[LINKS], "html.parser").select("li")]


def _entry(item: Tag) -> Cited:
    link, host = item.find("a"), item.select_one(".host")
    shown = host.extract().get_text() if host else ""
    href = str(link["href"]) if isinstance(link, Tag) else None
    return (item.get_text().strip(), href, shown)


def endnotes(folder: Path) -> list[tuple[str, list[str]]]:
    """Return the notes at the end of the sheet: their text, and their addresses."""
    page = BeautifulSoup((folder / "out/cheatsheet.html").read_text("utf-8"), "html.parser")
    return [
        (item.get_text(), [str(link["href"]) for link in item.find_all("a")])
        for item in page.select(".endnotes li")
    ]


CODED = "https://far.example/%E8%AF%8D/a%20b%2Fc"
LORA = "https://x.cn/b.html#:~:text=%E4%BB%80%E4%B9%88%E6%98%AF%20LoRA%EF%BC%9F"


@pytest.mark.parametrize(
    ("link", "cited"),
    [
        ("[随便](/b.html)", ("微调一篇", "https://x.cn/b.html", "")),
        ("[这里](http://x.cn/b)", ("微调一篇", "https://x.cn/b.html", "")),
        ("[随便](b.md)", ("微调一篇", "https://x.cn/b.html", "")),
        ("{% post_link b %}", ("微调一篇", "https://x.cn/b.html", "")),
        ("[随便](/b.html#1-什么是-LoRA)", ("微调一篇 · 1. 什么是 LoRA？", LORA, "")),
        ("{% post_link b#什么是lora %}", ("微调一篇 · 1. 什么是 LoRA？", LORA, "")),
        ("[论文](https://far.example/a)", ("熵的由来", "https://far.example/a", "far.example")),
        ("[这里](https://far.example/a)", ("熵的由来", "https://far.example/a", "far.example")),
        ("[甲说](https://far.example/a)", ("甲说", "https://far.example/a", "far.example")),
        (
            "[甲说](http://far.example/a?utm_source=x#h)",
            ("甲说", "http://far.example/a?utm_source=x#h", "far.example"),
        ),
        ("<https://far.example/c>", ("https://far.example/c", "https://far.example/c", "")),
        *(
            (bare, (f"https://far.example/词/a%20b%2Fc{last}", f"{CODED}{last}", ""))
            for bare, last in (
                ("\n\nhttps://far.example/词/a%20b%2Fc\n\n", ""),
                (f" {CODED} ", ""),
                (f"[这里]({CODED}%E2%80%AE)", "%E2%80%AE"),
                (f"[这里]({CODED}?q=%B4%CA)", "?q=%B4%CA"),
            )
        ),
        ("[关于我](/about/)", ("关于我", "https://x.cn/about/", "")),
        ("[写信](mailto:a@x.cn)", ("写信", "mailto:a@x.cn", "")),
        ("[双](/twin.html)", ("双", "https://x.cn/twin.html", "")),
    ],
)  # fmt: skip
def test_a_card_names_what_its_links_lead_to(link: str, cited: Cited, tmp_path: Path) -> None:
    corpus = built(f"前文{link}后文。", tmp_path)
    assert on_card(note_of(corpus)) == [cited]


@pytest.mark.parametrize(
    "link",
    [
        "没有链接",
        "[无](/none.html)",
        "[无](none.md)",
        "[稿](/draft.html)",
        "{% post_link none %}",
        "[坏](http://[::1)",
        "[空]()",
        "[上](#top)",
        "`[码](https://far.example/a)`",
    ],
)
def test_a_card_names_nothing_that_leads_nowhere(link: str, tmp_path: Path) -> None:
    assert note_of(built(f"前文{link}后文。", tmp_path)).fields[LINKS] == ""


def test_a_question_of_the_same_post_is_named(tmp_path: Path) -> None:
    (found,) = on_card(note_of(built("见[下一题](#2-又是什么)。", tmp_path)))
    assert found[0] == "本篇 · 2. 又是什么？"


def test_each_target_is_named_once_and_in_order(tmp_path: Path) -> None:
    answer = (
        "见[乙](https://far.example/b)，[甲说](https://far.example/a)。\n\n"
        "又见[乙又](http://far.example/b#h)、[一](/b.html)、[题](/b.html#什么是lora)、[还](/b)、"
        "[题](/b.html#什么是qlora)、[同](/b.html#1-什么是lora)。"
    )
    names = [name for name, _, _ in on_card(note_of(built(answer, tmp_path)))]
    assert names == [
        "乙", "甲说", "微调一篇", "微调一篇 · 1. 什么是 LoRA？", "微调一篇 · 2. 什么是 QLoRA？",
    ]  # fmt: skip


def test_a_card_has_the_links_of_its_own_question(tmp_path: Path) -> None:
    corpus = built("见[甲说](https://far.example/a)。", tmp_path)
    assert len(on_card(note_of(corpus))) == 1
    assert note_of(corpus, number="2").fields[LINKS] == ""


def test_a_link_in_a_prompt_counts(tmp_path: Path) -> None:
    body = "# 1. 什么是[熵](https://far.example/a)？\n\n一。\n\n# 2. 又是什么？\n\n二。\n"
    corpus = built("无。", tmp_path, more={"c": post(body, title="丙篇")})
    assert [name for name, _, _ in on_card(note_of(corpus, "c"))] == ["熵"]


def test_a_term_has_the_links_of_its_line(tmp_path: Path) -> None:
    terms = (
        "0.术语速查\n\n* LoRA：低秩适配，见[论文甲](https://far.example/lora)。\n"
        "* MoE：混合专家，见[论文乙](https://far.example/moe)。\n* RAG：检索增强生成，先检索再生成。\n"
        "* SFT：监督微调，用样本继续训练。\n* ICL：上下文学习，只靠提示里的示例。\n\n"
        "1.什么是熵？\n\n一。\n\n2.什么是栈？\n\n二。\n"
    )
    corpus = built("无。", tmp_path, more={"faq": post(terms, title="术语")})
    names = {term.guid: term.term for post in corpus.posts for term in post.terms}
    named = {
        names[note.guid]: [name for name, _, _ in on_card(note)]
        for note in make_notes(corpus)
        if note.guid in names
    }
    assert named == {"LoRA": ["论文甲"], "MoE": ["论文乙"], "RAG": [], "SFT": [], "ICL": []}


def test_what_other_posts_call_a_link_does_not_change_a_card(tmp_path: Path) -> None:
    answer = "见[甲说](https://far.example/a)，[一](/b.html)。"
    callers = {
        f"z{n}": post("见[另叫](https://far.example/a)，[另叫](/b.html)。", title=f"另{n}")
        for n in range(3)
    }
    before = note_of(built(answer, tmp_path / "before"))
    after = note_of(built(answer, tmp_path / "after", more=callers))
    assert (after.fields[1 : LINKS + 1], after.fields[0]) == (
        before.fields[1 : LINKS + 1],
        before.fields[0],
    )
    assert after.digest == before.digest


HOSTILE = "<script>alert(1)</script><b>&amp;</b>"


def test_titles_and_texts_are_escaped(tmp_path: Path) -> None:
    evil = {"evil": post("正文。", title=f"'{HOSTILE}[sound:a.mp3]'")}
    answer = "见[一](/evil.html)，[`<img src=x onerror=alert(1)>`](https://far.example/z)。"
    corpus = built(answer, tmp_path, more=evil)
    field = note_of(corpus).fields[LINKS]
    page = BeautifulSoup(field, "html.parser")
    assert {tag.name for tag in page.find_all(True)} <= {"ul", "li", "a", "span"}
    assert "[sound:" not in field
    names = [name for name, _, _ in on_card(note_of(corpus))]
    assert HOSTILE in names[0]
    assert names[1] == "<img src=x onerror=alert(1)>"
    sheet = BeautifulSoup((tmp_path / "out/cheatsheet.html").read_text("utf-8"), "html.parser")
    notes = sheet.select_one(".endnotes")
    assert notes is not None
    assert not notes.find_all(["script", "img", "b"])
    assert HOSTILE in notes.get_text()


# The cheat sheet


@pytest.mark.parametrize(
    ("link", "note"),
    [
        ("{% post_link b %}", ("微调一篇 x.cn/b.html", ["https://x.cn/b.html"])),
        ("[这里](https://far.example/a)", ("熵的由来 far.example/a", ["https://far.example/a"])),
        ("[随便](b.md)", ("微调一篇 x.cn/b.html", ["https://x.cn/b.html"])),
        ("[随便](/b/)", ("微调一篇 x.cn/b.html", ["https://x.cn/b.html"])),
        ("[关于我](/about/)", ("关于我 x.cn/about", ["https://x.cn/about/"])),
    ],
)
def test_the_sheet_names_what_a_link_leads_to(
    link: str, note: tuple[str, list[str]], tmp_path: Path
) -> None:
    built(f"前文{link}后文。", tmp_path)
    assert endnotes(tmp_path) == [note]


@pytest.mark.parametrize("link", ["没有链接", "{% post_link none %}", "[坏](http://[::1)"])
def test_the_sheet_has_no_note_for_what_is_no_address(link: str, tmp_path: Path) -> None:
    built(f"前文{link}后文。", tmp_path)
    assert endnotes(tmp_path) == []


def test_the_sheet_names_posts_questions_and_pages(tmp_path: Path) -> None:
    answer = (
        "见[一](/b.html)、[题](/b.html#什么是lora)、[甲说](https://far.example/a)、"
        "<https://far.example/c>、[又](http://x.cn/b)。"
    )
    corpus = built(answer, tmp_path)
    (question,) = [
        question.guid for post in corpus.posts if post.key == "b" for question in post.questions
        if question.ordinal == 1
    ]  # fmt: skip
    assert endnotes(tmp_path) == [
        ("微调一篇 x.cn/b.html", ["https://x.cn/b.html"]),
        ("微调一篇 · 1. 什么是 LoRA？ x.cn/b.html", [f"#q-{question}", LORA]),
        ("甲说 far.example/a", ["https://far.example/a"]),
    ]


def test_a_question_that_the_sheet_names_stands_on_it(tmp_path: Path) -> None:
    built("见[题](/b.html#什么是lora)。", tmp_path)
    page = BeautifulSoup((tmp_path / "out/cheatsheet.html").read_text("utf-8"), "html.parser")
    (link,) = page.select(".endnotes a[href^='#q-']")
    target = page.find(id=str(link["href"])[1:])
    assert target is not None
    assert "什么是 LoRA" in target.get_text()

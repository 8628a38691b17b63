"""What `postdeck diff` prints: which cards an import adds, edits and leaves behind, and how."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from pipeline.cli.diff.words import ChangedWords, changed_words
from tests.support.command import Postdeck

HEAD = "---\ntitle: {}\ndate: 2024-01-02 03:04:05\ntags: [{}]\n---\n\n"
FIRST = "# 1. 什么是栈？\n\n后进先出的线性表，只在一端增删。\n\n"
SECOND = "# 2. 什么是队列？\n\n先进先出的线性表，在一端增、另一端删。\n"

Edit = Callable[[str], str]


@pytest.fixture
def postdeck(postdeck: Postdeck) -> Postdeck:
    postdeck.write("sources/post.md", HEAD.format("数据结构面试题", "基础") + FIRST + SECOND)
    assert postdeck("build", "sources", SOURCE_DATE_EPOCH="1700000000").code == 0
    return postdeck


def edited(postdeck: Postdeck, edit: Edit) -> None:
    path = postdeck.folder / "sources/post.md"
    postdeck.write("sources/post.md", edit(path.read_text("utf-8")))


def cards(postdeck: Postdeck, *arguments: str) -> list[dict[str, Any]]:
    told = postdeck("diff", "sources", "--format", "json", *arguments)
    assert told.code == 0
    content = json.loads(told.out)
    assert content["schema"] == "postdeck-diff/1"
    return [card for deck in content["diff"]["decks"] for card in deck["cards"]]


LAST = "Compared with the last build, as cards.lock.json has it:\n"


def test_nothing_changed(postdeck: Postdeck) -> None:
    before = sorted(postdeck.folder.rglob("*"))
    told = postdeck("diff", "sources")
    assert told.out == f"{LAST}An import changes nothing: 2 as before.\n"
    assert sorted(postdeck.folder.rglob("*")) == before, "nothing is written"


def test_all_kinds_of_changes_as_text(postdeck: Postdeck) -> None:
    edited(
        postdeck,
        lambda text: (
            text.replace("# 2.", "# 3.")
            .replace("# 1.", "# 1. 什么是链表？\n\n用指针相连的结点。\n\n# 2.")
            .replace("一端增删", "一头增删")
        ),
    )
    assert postdeck("diff", "sources").out.splitlines() == [
        "sources::数据结构面试题",
        "  + 1. 什么是链表？",
        "      new",
        "  ~ 2. 什么是栈？",
        "      edited: Answer; renumbered from 1 to 2",
        "      Answer: 后进先出的线性表，只在一[-端-]{+头+}增删。",
        "  ~ 3. 什么是队列？",
        "      renumbered from 2 to 3",
        "",
        LAST.rstrip(),
        "An import brings: 1 new, 2 edited.",
        (
            "Anki replaces fields and tags of an edited note, and so what a learner wrote into them; "
            "its schedule is kept."
        ),
    ]
    assert (
        "\x1b[31m端\x1b[0m\x1b[32m头\x1b[0m" in postdeck("diff", "sources", "--color", "always").out
    )
    assert postdeck("build", "sources").out.splitlines()[:2] == [
        "3 cards from 3 questions in 1 post of 1 site",
        "since the last build, by the ledger: 1 new, 2 edited",
    ]
    assert postdeck("diff", "sources").out.startswith(f"{LAST}An import changes nothing: 3 as")


def test_a_deck_of_several_posts_names_the_post_of_each_card(postdeck: Postdeck) -> None:
    new = FIRST.replace("栈", "树") + SECOND.replace("队列", "图")
    postdeck.write("sources/net/tree.md", HEAD.format("树", "基础") + new)
    postdeck.write("postdeck.toml", '[anki]\ndecks = "one"\n')
    lines = postdeck("diff", "sources").out.splitlines()
    assert lines[lines.index("  + 1. 什么是树？") + 1] == "      in net/tree; new"
    postdeck.write("postdeck.toml", '[anki]\ndecks = "post"\n')
    lines = postdeck("diff", "sources").out.splitlines()
    assert lines[lines.index("  + 1. 什么是树？") + 1] == "      new"


def test_a_picture_that_appears_or_goes_is_named(postdeck: Postdeck) -> None:
    picture = postdeck.folder / "sources/a.png"
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    edited(postdeck, lambda text: text.replace("一端增删。", "一端增删。\n\n![](a.png)"))
    lines = postdeck("diff", "sources").out.splitlines()
    at = lines.index("      edited: Answer")
    assert lines[at + 1].startswith("      + picture ")
    assert lines[at + 1].endswith(".png")
    assert not any("…" in line for line in lines)
    assert postdeck("build", "sources").code == 0
    edited(postdeck, lambda text: text.replace("\n\n![](a.png)", ""))
    assert lines[at + 1].replace("+", "-", 1) in postdeck("diff", "sources").out.splitlines()


def test_what_is_compared_is_named(postdeck: Postdeck) -> None:
    against = postdeck("diff", "sources", "--against", "build/deck.apkg").out
    assert against == "Compared with build/deck.apkg:\nAn import changes nothing: 2 as before.\n"
    assert "as other.json has it" not in postdeck("diff", "sources", "--ledger", "other.json").out
    postdeck("build", "sources", "--ledger", "other.json", "--out", "other")
    assert "as other.json has it" in postdeck("diff", "sources", "--ledger", "other.json").out
    first = postdeck("diff", "sources", "--ledger", "new.json").out
    assert "Compared with" not in first
    assert "An import brings: 2 new.\n" in first


TERMS = ("栈顶", "栈底", "队首", "队尾", "结点")
GLOSSARY = "# 0.术语速查\n\n" + "".join(f"* {term}：{term}的定义。\n" for term in TERMS)


@pytest.mark.parametrize("by", ["flag", "settings"])
def test_reversed_cards_are_counted(postdeck: Postdeck, by: str) -> None:
    postdeck.write(
        "sources/terms.md", HEAD.format("数据结构术语", "基础") + GLOSSARY + FIRST + SECOND
    )
    postdeck("build", "sources")
    assert "reversed" not in postdeck("diff", "sources").out
    if by == "settings":
        postdeck.write("postdeck.toml", '[anki]\nreverse = "terms"\n')
    flags = ["--reverse", "terms"] if by == "flag" else []
    told = postdeck("diff", "sources", *flags).out
    assert "5 edited" in told
    total = sum(
        json.loads(postdeck("diff", "sources", "--format", "json").out)["diff"]["counts"].values()
    )
    assert f"Each learner gets {total + 5} cards, 5 of them reversed." in told
    assert "edited: Reverse" in told
    built = postdeck("build", "sources", *flags).out
    assert built.startswith(f"{total + 5} cards of {total} notes from ")
    summary = json.loads(postdeck("build", "sources", *flags, "--format", "json").out)["summary"]
    assert (summary["cards"], summary["notes"]) == (total + 5, total)
    assert "An import changes nothing" in postdeck("diff", "sources", *flags).out


def test_retired_and_returning_with_the_search_that_finds_them(postdeck: Postdeck) -> None:
    edited(postdeck, lambda text: text.replace(SECOND, ""))
    [card] = cards(postdeck)
    assert (card["event"], card["prompt"]) == ("retired", "什么是队列？")
    text = postdeck("diff", "sources").out
    assert f'This search finds them: "Key:re:#({card["guid"]})$"' in text
    postdeck("build", "sources")
    assert "1 retired" not in postdeck("diff", "sources").out, "told once"
    edited(postdeck, lambda text: text + SECOND)
    [back] = cards(postdeck)
    assert (back["event"], back["guid"]) == ("returned", card["guid"])


def test_retired_cards_come_in_the_order_of_their_post(postdeck: Postdeck) -> None:
    prompts = [f"第{n}种结构是什么？" for n in "一二三四五六"]
    post = "".join(
        f"# {n}. {prompt}\n\n它的第{n}条性质。\n\n" for n, prompt in enumerate(prompts, start=3)
    )
    edited(postdeck, lambda text: f"{text}\n{post}")
    assert postdeck("build", "sources").code == 0
    edited(postdeck, lambda text: text.partition("# 3.")[0])
    assert [card["prompt"] for card in cards(postdeck)] == prompts


def test_the_changes_come_first_and_what_is_apart_is_counted(postdeck: Postdeck) -> None:
    postdeck.write("postdeck.toml", '[sites.sources]\ndeck = "结构"\n')
    postdeck.write("sources/about.md", HEAD.format("关于", "其他") + "随便写写。\n")
    edited(
        postdeck, lambda text: f"{text}\n见[别处](nowhere.md)。\n\n# 4. 什么是图？\n\n点和边。\n"
    )
    told = postdeck("diff", "sources").out
    assert told.index("An import brings: ") < told.index("[deck-changed]")
    assert "[dead-link]" not in told
    assert "[number-gap]" not in told
    counted = "1 warning about links, 1 other warning and 1 note"
    assert told.endswith(f"\n{counted}: postdeck check sources\n")


def test_without_an_earlier_deck_the_ledger_tells(postdeck: Postdeck) -> None:
    (postdeck.folder / "build/deck.apkg").unlink()
    edited(postdeck, lambda text: text.replace("什么是栈？", "栈是什么样的结构？"))
    [card] = cards(postdeck)
    assert (card["event"], card["fields"], card["words"]) == ("edited", None, None)
    assert card["prompt_before"] == "什么是栈？"
    assert "Question: {+栈是+}什么[-是栈-]{+样的结构+}？" in postdeck("diff", "sources").out


def test_against_the_deck_that_learners_have(postdeck: Postdeck) -> None:
    published = postdeck.folder / "published.apkg"
    (postdeck.folder / "build/deck.apkg").rename(published)
    for words in ("后进先出的一种线性表", "后进先出的一种特殊线性表"):
        edited(postdeck, lambda text, w=words: text.replace("后进先出的线性表", w))  # type: ignore[misc]
        assert postdeck("build", "sources").code == 0
        edited(postdeck, lambda text, w=words: text.replace(w, "后进先出的线性表"))  # type: ignore[misc]
    edited(postdeck, lambda text: text.replace("后进先出的线性表", "后进先出的一种特殊线性表"))
    assert cards(postdeck) == []
    [card] = cards(postdeck, "--against", "published.apkg")
    assert (card["event"], card["fields"]) == ("edited", ["Answer"])
    assert {"what": "new", "text": "一种特殊"} in card["words"]["Answer"]
    assert (card["post_before"], card["number_before"]) == (None, None)


def test_against_a_deck_whose_question_begins_with_its_section(postdeck: Postdeck) -> None:
    edited(postdeck, lambda text: text.replace("# 2. 什么是队列", "# 队列\n\n# 2. 是什么"))
    assert postdeck("build", "sources").code == 0
    (postdeck.folder / "build/deck.apkg").rename(postdeck.folder / "published.apkg")
    edited(postdeck, lambda text: text.replace("# 2. 是什么？\n\n先进先出", ""))
    gone = cards(postdeck, "--against", "published.apkg")
    assert [(c["event"], c["prompt"]) for c in gone if c["event"] == "retired"] == [
        ("retired", "是什么？")
    ]


def test_a_lost_ledger_shows_as_notes_that_are_sent_again(postdeck: Postdeck) -> None:
    published = postdeck.folder / "published.apkg"
    (postdeck.folder / "build/deck.apkg").rename(published)
    (postdeck.folder / "sources/cards.lock.json").unlink()
    assert {card["event"] for card in cards(postdeck)} == {"added"}
    assert "[lost-ledger]" in postdeck("diff", "sources").out
    again = cards(postdeck, "--against", "published.apkg")
    assert [card["event"] for card in again] == ["renewed", "renewed"]
    late = postdeck(
        "diff", "sources", "--against", "published.apkg", SOURCE_DATE_EPOCH="1600000000"
    )
    assert "2 as before" in late.out


def test_tags_and_a_deck_of_another_name(postdeck: Postdeck) -> None:
    edited(postdeck, lambda text: text.replace("基础", "进阶"))
    postdeck.write("postdeck.toml", '[sites.sources]\ndeck = "结构"\n')
    told = postdeck("diff", "sources").out
    assert "[deck-changed]" in told
    assert "in Anki, 2 cards stay in “sources::数据结构面试题”" in told
    assert "edited: Source, Tags; stays in this deck" in told


def test_what_cannot_be_compared(postdeck: Postdeck) -> None:
    told = postdeck("diff", "sources", "--against", "sources/post.md")
    assert told.code == 2
    assert "sources/post.md is no deck that postdeck made" in told.err
    assert postdeck("diff", "sources", "--against", "none.apkg").code == 2
    postdeck.write("sources/bad.md", "---\ntitle: [\n---\n")
    told = postdeck("diff", "sources")
    assert told.code == 0  # no card of it is known
    assert "bad-front-matter" in told.out
    postdeck.write("postdeck.toml", "site")
    told = postdeck("diff", "sources")
    assert told.code == 1
    assert "bad-config" in told.out


def test_the_words_that_changed() -> None:
    assert changed_words("甲乙丙", "甲乙丙") == (ChangedWords("same", "甲乙丙"),)
    assert changed_words("", "新") == (ChangedWords("new", "新"),)
    assert changed_words("old word", "new word") == (
        ChangedWords("gone", "old"), ChangedWords("new", "new"), ChangedWords("same", " word"),
    )  # fmt: skip
    long = "".join(chr(0x4E00 + n) for n in range(60))
    assert changed_words(f"{long}旧{long}", f"{long}新{long}") == (
        ChangedWords("same", f"…{long[-12:]}"), ChangedWords("gone", "旧"), ChangedWords("new", "新"),
        ChangedWords("same", f"{long[:12]}…"),
    )  # fmt: skip
    huge = "甲" * 10_000
    assert [p.what for p in changed_words(huge, huge + "乙")] == ["gone", "new"]

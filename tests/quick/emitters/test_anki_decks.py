"""Which deck cards lie in, and that it stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline import ledger
from pipeline.emitters.anki import make_notes
from pipeline.emitters.anki.decks import undivided
from pipeline.emitters.contract import DeckNames
from pipeline.ir import Corpus, Post, Series
from pipeline.ledger import Ledger
from pipeline.products import DeckBy
from tests.support.command import POST, Postdeck
from tests.support.corpora import SITE, corpus, post, question


def asking(key: str, cards: int, **given: Any) -> Post:
    questions = (question(n, f"{key} {n}？") for n in range(1, cards + 1))
    return post(key, *questions, **{"title": key, **given})


def decks(made: Corpus, names: DeckNames = DeckNames()) -> dict[str, str]:  # noqa: B008
    """Return the deck of each post by its key, without that of the site."""
    identified = ledger.identify(made, Ledger())
    guids = {q.guid: p.key for p in identified.posts for q in p.questions}
    found = {guids[note.guid]: note.deck for note in make_notes(identified, names)}
    return {key: deck.removeprefix(f"{SITE.title}::") for key, deck in found.items()}


SEVERAL = corpus(
    asking("one", 1, series=Series("题集", 1)),
    asking("two", 6, categories=(("后端", "缓存"), ("杂",))),
    asking("small", 5),
    asking("less", 1, categories=(("杂",),)),
)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("series", ["题集", "two", "其他", "其他"]),
        ("post", ["one", "two", "small", "less"]),
        ("category", ["其他", "后端::缓存", "其他", "杂"]),
        ("one", [SITE.title] * 4),
    ],
)
def test_what_a_deck_is_made_of(by: DeckBy, expected: list[str]) -> None:
    found = decks(SEVERAL, DeckNames(by=by))
    assert [found[key] for key in ("one", "two", "small", "less")] == expected


def test_a_site_of_one_small_post_has_its_deck() -> None:
    assert decks(corpus(asking("small", 2))) == {"small": "small"}


FOLDERS = corpus(
    asking("root", 1, path="root.md"),
    asking("slot", 8, path="docs/vue/slot.md"),
    asking("x", 1, path="docs/vue/深/响应: 式/x.md", categories=(("后端",),)),
    asking("short", 1, path="docs/vue/README.md"),
    asking("long", 6, path="css/index.md"),
    asking("part", 1, path="css/part.md", series=Series("题集", 1)),
    sites=(replace(SITE, kind="folder"),),
)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("series", ["其他", "vue", "vue::深::响应: 式", "其他", "css", "题集"]),
        ("category", ["其他", "vue", "后端", "其他", "css", "css"]),
        ("post", ["root", "slot", "x", "short", "long", "part"]),
        ("one", [SITE.title] * 6),
    ],
)
def test_folders_without_a_blog_are_decks(by: DeckBy, expected: list[str]) -> None:
    found = decks(FOLDERS, DeckNames(by=by))
    assert [found[made.key] for made in FOLDERS.posts] == expected


def test_a_folder_is_one_deck_when_a_part_of_it_is_made() -> None:
    part = replace(FOLDERS, posts=FOLDERS.posts[1:2])
    assert decks(part) == {"slot": "vue"}


def test_a_shipped_post_stays_outside_the_deck_of_its_folder() -> None:
    names = DeckNames(roots={SITE.key: "旧"}, kept={(SITE.key, "slot"): "旧::其他"})
    found = decks(FOLDERS, names)
    assert (found["slot"], found["x"]) == ("旧::其他", "旧::vue::深::响应: 式")


def test_a_shipped_post_stays_and_others_of_its_series_follow_it() -> None:
    made = corpus(
        asking("one", 1, series=Series("新名", 1)), asking("two", 1, series=Series("新名", 2))
    )
    names = DeckNames(roots={SITE.key: "旧"}, kept={(SITE.key, "one"): "旧::旧名"})
    assert decks(made, names) == {"one": "旧::旧名", "two": "旧::旧名"}


MANY = "".join(f"\n# {n}. 什么是第 {n} 个？\n\n答{n}。\n" for n in range(2, 8))


def deck_of(postdeck: Postdeck, word: str) -> str:
    text = (postdeck.folder / "cards.lock.json").read_text("utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith(f'"{word}": {{"deck": ')]
    return line.split('"')[5]


def test_names_stay_when_blog_and_series_are_renamed(postdeck: Postdeck) -> None:
    postdeck.write("_config.yml", "title: 博客\nurl: https://b.example\n")
    postdeck.write("source/_posts/a.md", POST.replace("面试题", "题集 1"))
    postdeck.write("source/_posts/b.md", POST.replace("面试题", "题集 2").replace("栈", "堆"))
    assert postdeck("build", ".").code == 0
    assert deck_of(postdeck, "a") == deck_of(postdeck, "b") == "博客::题集"
    postdeck.write("_config.yml", "title: 新博客\nurl: https://b.example\n")
    for name, number, word in (("a", 1, "栈"), ("b", 2, "堆"), ("c", 3, "树")):
        text = POST.replace("面试题", f"新题集 {number}").replace("栈", word)
        postdeck.write(f"source/_posts/{name}.md", text)
    postdeck.write("source/_posts/d.md", POST.replace("面试题", "别的") + MANY)
    told = postdeck("build", ".")
    assert "[deck-changed]" not in told.out
    assert {deck_of(postdeck, name) for name in "abc"} == {"博客::题集"}
    assert deck_of(postdeck, "d") == "博客::别的"
    postdeck.write("postdeck.toml", '[sites."b.example"]\ndeck = "学习"\n')
    told = postdeck("build", ".")
    assert "[deck-changed]" in told.out
    assert "(3 in a deck of another name" not in told.out
    assert "10 in a deck of another name" in told.out
    assert deck_of(postdeck, "c") == "学习::新题集"
    assert "[deck-changed]" not in postdeck("build", ".").out
    told = postdeck("build", ".", "--decks", "one")
    assert deck_of(postdeck, "d") == "学习"


def test_versions_are_no_series(postdeck: Postdeck) -> None:
    postdeck.write("_config.yml", "title: 博客\nurl: https://b.example\n")
    for n, word in ((8, "栈"), (9, "堆")):
        text = POST.replace("面试题", f"面试题 Kafka 0.{n}").replace("栈", word)
        postdeck.write(f"source/_posts/{n}.md", text)
    assert postdeck("build", ".").code == 0
    assert deck_of(postdeck, "8") == "博客::其他"


@pytest.mark.parametrize(("deck", "told"), [("其他", 1), ("slot", 0)])
def test_posts_that_stay_undivided_are_told_once(deck: str, told: int) -> None:
    names = DeckNames(roots={SITE.key: "旧"}, kept={(SITE.key, "slot"): f"旧::{deck}"})
    found = [finding.message for finding in undivided(FOLDERS, names)]
    assert [message.partition(",")[0] for message in found] == ["1 post stays in “旧::其他”"][:told]


def test_categories_that_no_post_says_are_told(postdeck: Postdeck) -> None:
    postdeck.write("_config.yml", "title: 博客\nurl: https://b.example\n")
    for key, word in (("a", "堆"), ("b", "栈")):
        postdeck.write(f"source/_posts/{key}.md", POST.replace("栈", word))
    assert "[decks-undivided]" not in postdeck("build", ".").out
    told = postdeck("build", ".", "--decks", "category").out
    assert (
        told.count("no post of b.example says a category: all its cards are in “博客::其他”") == 1
    )


def test_two_sites_of_one_title_are_told(postdeck: Postdeck) -> None:
    for key, word in (("a", "栈"), ("b", "堆")):
        postdeck.write(f"{key}/_config.yml", f"title: 博客\nurl: https://{key}.example\n")
        postdeck.write(f"{key}/source/_posts/x.md", POST.replace("栈", word))
    told = postdeck("build", "a", "b")
    assert told.code == 0
    assert "warning: the sites a.example, b.example have one deck, 博客 [shared-deck]" in told.out

"""Posts that their site does not publish (yet), and posts in another encoding, as a build sees them."""

from __future__ import annotations

import json

import pytest

from tests.support.command import POST, Postdeck

DUE = 1_714_752_000  # 2024-05-03 16:00 UTC: May 4 in Shanghai
POST_TO_COME = POST.replace("2024-01-02 03:04:05", "2024-05-04").replace("栈", "堆")
SETTINGS = "timezone: Asia/Shanghai\nurl: https://notes.example\n"


def cards(postdeck: Postdeck) -> list[str]:
    """Return the prompts on the cards of the last build."""
    corpus = json.loads((postdeck.folder / "build/corpus.json").read_text("utf-8"))
    return [
        question["prompt"]["text"] for post in corpus["posts"] for question in post["questions"]
    ]


@pytest.mark.parametrize(
    ("settings", "posts"),
    [("", "_posts/2024-05-04-"), ("future: false\n", "source/_posts/")],
    ids=["jekyll", "hexo"],
)
def test_a_post_to_come_makes_no_card_until_its_date(
    postdeck: Postdeck, settings: str, posts: str
) -> None:
    postdeck.write("blog/_config.yml", SETTINGS + settings)
    postdeck.write(f"blog/{posts}a.md", POST)
    postdeck.write(f"blog/{posts}b.md", POST_TO_COME)
    before = postdeck("build", "blog", SOURCE_DATE_EPOCH=str(DUE - 1))
    assert before.code == 0
    assert (
        f"blog/{posts}b.md:3: info: the site does not publish the post before its date"
        in before.out
    )
    assert cards(postdeck) == ["什么是栈？"]
    assert postdeck("build", "blog", SOURCE_DATE_EPOCH=str(DUE)).code == 0
    assert cards(postdeck) == ["什么是栈？", "什么是堆？"]


@pytest.mark.parametrize(("settings", "shown"), [("", 1), ("future: true\n", 2)])
def test_the_settings_of_jekyll_may_publish_posts_to_come(
    postdeck: Postdeck, settings: str, shown: int
) -> None:
    postdeck.write("blog/_config.yml", SETTINGS + settings)
    postdeck.write("blog/_posts/2024-01-02-a.md", POST)
    postdeck.write("blog/_posts/2024-05-04-b.md", POST_TO_COME)
    assert postdeck("build", "blog", SOURCE_DATE_EPOCH=str(DUE - 1)).code == 0
    assert len(cards(postdeck)) == shown


def test_a_post_that_is_to_come_again_keeps_its_cards_in_the_ledger(postdeck: Postdeck) -> None:
    postdeck.write("blog/_config.yml", SETTINGS)
    postdeck.write("blog/_posts/2024-01-02-a.md", POST)
    postdeck.write("blog/_posts/2024-01-03-b.md", POST_TO_COME.replace("date: 2024-05-04\n", ""))
    assert postdeck("build", "blog", SOURCE_DATE_EPOCH=str(DUE - 2)).code == 0
    ledger = (postdeck.folder / "blog/cards.lock.json").read_text("utf-8")
    assert "retired" not in ledger
    postdeck.write("blog/_posts/2024-01-03-b.md", POST_TO_COME)
    assert postdeck("build", "blog", SOURCE_DATE_EPOCH=str(DUE - 1)).code == 0
    assert cards(postdeck) == ["什么是栈？"]
    assert (postdeck.folder / "blog/cards.lock.json").read_text("utf-8") == ledger


def test_a_post_of_jekyll_whose_name_loses_its_date_keeps_its_cards_in_the_ledger(
    postdeck: Postdeck,
) -> None:
    postdeck.write("blog/_config.yml", SETTINGS)
    postdeck.write("blog/_posts/2024-01-02-a.md", POST)
    path = postdeck.write("blog/_posts/2024-01-03-b.md", POST_TO_COME)
    assert postdeck("build", "blog", SOURCE_DATE_EPOCH=str(DUE)).code == 0
    ledger = (postdeck.folder / "blog/cards.lock.json").read_text("utf-8")
    path.rename(path.with_name("b.md"))
    done = postdeck("build", "blog", SOURCE_DATE_EPOCH=str(DUE))
    assert "blog/_posts/b.md: info: the name of the file does not begin with a date" in done.out
    assert cards(postdeck) == ["什么是栈？"]
    assert (postdeck.folder / "blog/cards.lock.json").read_text("utf-8") == ledger


def test_a_post_in_another_encoding_makes_the_same_cards(postdeck: Postdeck) -> None:
    path = postdeck.write("posts/a.md", POST)
    assert postdeck("build", "posts").code == 0
    ledger = (postdeck.folder / "posts/cards.lock.json").read_bytes()
    path.write_bytes(POST.encode("gbk"))
    done = postdeck("build", "posts")
    assert done.code == 0
    assert "posts/a.md: warning: the file is GB18030, not UTF-8 [other-encoding]" in done.out
    assert (postdeck.folder / "posts/cards.lock.json").read_bytes() == ledger

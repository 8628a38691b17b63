"""A part of a site is built as part of it, and posts are left out by choice."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from pipeline.html import text_of
from pipeline.readers.furniture import is_contents, is_furniture
from tests.support.command import POST, Postdeck

SITE = "url: https://blog.example\n"


def post(word: str, tags: str = "", title: str = "面试题") -> str:
    head = f"tags: [{tags}]\ntitle: {title}" if tags else f"title: {title}"
    return POST.replace("栈", word).replace("title: 面试题", head)


def cards(folder: Path, build: str = "build") -> list[str]:
    """Return the questions in the deck of a build."""
    with zipfile.ZipFile(folder / build / "deck.apkg") as deck:
        (folder / "collection").write_bytes(deck.read("collection.anki2"))
    with sqlite3.connect(folder / "collection") as collection:
        return sorted(
            text_of(fields.split("\x1f")[0])
            for (fields,) in collection.execute("select flds from notes")
        )


def state(ledger: Path) -> dict[str, list[tuple[str, bool]]]:
    """Return guid and retirement of the cards in a ledger, by post."""
    (site,) = json.loads(ledger.read_text("utf-8"))["sites"].values()
    return {
        key: [(card["guid"], card.get("retired", False)) for card in held["cards"]]
        for key, held in site["posts"].items()
    }


@pytest.fixture
def blog(postdeck: Postdeck) -> Postdeck:
    postdeck.write("_config.yml", SITE)
    postdeck.write("source/_posts/redis/stack.md", post("栈", "Redis, 缓存"))
    postdeck.write("source/_posts/tree.md", post("树", "Java"))
    return postdeck


@pytest.mark.parametrize(
    "source", ["source/_posts", "source/_posts/redis", "source/_posts/tree.md", "source"]
)
def test_a_part_of_a_site_means_the_site(blog: Postdeck, source: str) -> None:
    whole = blog("build", ".")
    before = (blog.folder / "build/deck.apkg").read_bytes()
    told = blog("build", source, "--locked")
    assert (whole.code, told.code) == (0, 0)
    assert (blog.folder / "build/deck.apkg").read_bytes() == before
    assert [*blog.folder.rglob("cards.lock.json")] == [blog.folder / "cards.lock.json"]
    lines = [line for line in told.out.splitlines() if "[part-of-site]" in line]
    assert lines == [
        f"{source}: info: this is a part of the site ., which is read as a whole [part-of-site]"
    ]


def test_it_is_found_from_within(blog: Postdeck) -> None:
    assert (
        blog.at(blog.folder / "source/_posts")("build", "tree.md", "--out", "../../out").code == 0
    )
    assert (blog.folder / "cards.lock.json").is_file()
    assert len(cards(blog.folder, "out")) == 2


def test_a_folder_beside_the_posts_of_a_site_is_its_own(blog: Postdeck) -> None:
    blog.write("notes/heap.md", post("堆"))
    assert blog("build", "notes").code == 0
    assert [*blog.folder.rglob("cards.lock.json")] == [blog.folder / "notes/cards.lock.json"]
    assert blog("build", ".").code == 0  # now a ledger lies above the notes, that of the site
    assert blog("build", "notes", "--locked").code == 0


def test_one_post_of_a_folder_retires_no_neighbour(postdeck: Postdeck) -> None:
    postdeck.write("notes/a/stack.md", post("栈"))
    postdeck.write("notes/a/tree.md", post("树"))
    postdeck.write("notes/heap.md", post("堆"))
    assert postdeck("build", "notes").code == 0
    ledger = postdeck.folder / "notes/cards.lock.json"
    before = ledger.read_bytes()
    for source, count in (("notes/a/stack.md", 1), ("notes/a", 2), ("notes", 3)):
        told = postdeck("build", source, "--locked")
        assert told.code == 0, told
        assert len(cards(postdeck.folder)) == count
        assert ("[part-of-site]" in told.out) == (source != "notes")
    postdeck.write("notes/a/stack.md", post("栈").replace("后进先出", "先进后出"))
    (postdeck.folder / "notes/heap.md").unlink()
    assert postdeck("build", "notes/a/stack.md").code == 0
    assert ledger.read_bytes() != before
    assert not any(retired for held in state(ledger).values() for _, retired in held)
    assert [*postdeck.folder.rglob("cards.lock.json")] == [ledger]


def test_single_files_keep_each_other(postdeck: Postdeck) -> None:
    for name, word in (("one", "栈"), ("two", "树")):
        postdeck.write(f"notes/{name}.md", post(word))
        assert postdeck("build", f"notes/{name}.md").code == 0
        assert len(cards(postdeck.folder)) == 1
    held = state(postdeck.folder / "notes/cards.lock.json")
    assert [[retired for _, retired in cards] for cards in held.values()] == [[False], [False]]


CHOICES = [
    (("--only-tag", "redis"), ["栈"]),
    (("--only-tag", "缓存", "--only-tag", "java"), ["栈", "树"]),
    (("--only-path", "redis"), ["栈"]),
    (("--only-path", "source/_posts/redis"), ["栈"]),
    (("--only-path", "tree"), ["树"]),
    (("--exclude", "redis/"), ["树"]),
    (("--exclude", "tree.md", "--only-tag", "Redis"), ["栈"]),
    (("--include", "*.md", "--exclude", "tr*"), ["栈"]),
    (("--include", "source/_posts/*.md"), ["树"]),
]


@pytest.mark.parametrize(("options", "words"), CHOICES)
def test_posts_are_left_out_by_choice(
    blog: Postdeck, options: tuple[str, ...], words: list[str]
) -> None:
    assert blog("build", ".").code == 0
    ledger = (blog.folder / "cards.lock.json").read_bytes()
    told = blog("build", ".", *options, "--locked")
    assert told.code == 0, told
    assert cards(blog.folder) == [f"什么是{word}？" for word in words]
    assert (blog.folder / "cards.lock.json").read_bytes() == ledger
    left = 2 - len(words)
    assert (f"{left} post left out ({left} by choice)" in told.out) == bool(left)


def test_settings_choose_too(blog: Postdeck) -> None:
    blog.write("postdeck.toml", 'exclude = ["redis/"]\n')
    assert blog("build", ".").code == 0
    assert cards(blog.folder) == ["什么是树？"]
    blog.write("postdeck.toml", '[sites."blog.example"]\ninclude = ["redis/"]\n')
    assert blog("build", ".").code == 0
    assert cards(blog.folder) == ["什么是栈？"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('exclude = "x"', "exclude must be a list of texts"),
        ('include = ["!"]', "include has a pattern that cannot be read: !"),
    ],
)
def test_settings_that_are_wrong(blog: Postdeck, line: str, message: str) -> None:
    blog.write("postdeck.toml", f"# posts\n{line}\n")
    told = blog("build", ".")
    assert told.code == 1
    assert f"postdeck.toml:2: error: {message} [bad-config]" in told.out


def test_a_pattern_that_is_wrong(blog: Postdeck) -> None:
    told = blog("build", ".", "--exclude", "!")
    assert (told.code, told.out) == (2, "")
    assert "'!' cannot be read as a pattern" in told.err


def test_what_is_left_out_changes_no_other_card(blog: Postdeck) -> None:
    """Its title makes a series, its end makes an end common, and links to it lead somewhere."""
    footer = "\n\n关注我们的公众号，获取更多内容。\n"
    blog.write(
        "source/_posts/a.md", post("图", title="题集 1") + f"\n见{{% post_link b %}}。{footer}"
    )
    blog.write("source/_posts/b.md", post("表", title="题集 2") + footer)
    assert blog("build", ".").code == 0
    ledger = (blog.folder / "cards.lock.json").read_bytes()
    told = blog("build", ".", "--only-path", "a", "--locked")
    assert told.code == 0, told
    assert "warning" not in told.out.replace("0 warnings", "")
    assert (blog.folder / "cards.lock.json").read_bytes() == ledger


def test_a_bad_post_that_is_left_out_is_not_told(blog: Postdeck) -> None:
    blog.write("source/_posts/bad.md", "---\ntitle: [\n---\n")
    told = blog("build", ".", "--exclude", "bad.md", "--strict")
    assert told.code == 0, told


CONTENTS = "# 目录\n\n" + "".join(f"- [第{n}章](chapter{n}.md)\n" for n in range(5))


def test_what_lies_beside_posts_is_no_post(postdeck: Postdeck) -> None:
    postdeck.write("notes/stack.md", post("栈"))
    postdeck.write("notes/README.md", CONTENTS)
    postdeck.write("notes/CONTRIBUTING.md", POST)
    told = postdeck("build", "notes")
    assert cards(postdeck.folder) == ["什么是栈？"]
    beside = "notes: info: 2 files are no posts: CONTRIBUTING.md, README.md [excluded]"
    assert beside in told.out.splitlines()
    told = postdeck("build", "notes", "--include", "CONTRIBUTING.md", "--include", "stack.md")
    assert len(cards(postdeck.folder)) == 2
    assert postdeck("build", "notes/CONTRIBUTING.md").code == 0


@pytest.mark.parametrize(
    ("path", "text", "beside"),
    [
        ("CHANGELOG.md", "", True),
        ("changelog.md", "", True),
        ("docs/changelog.md", "", False),
        ("docs/CHANGELOG.zh-CN.md", "", True),
        ("SECURITY.md", "", True),
        ("security.md", "", False),
        ("history-of-http.md", "", False),
        ("README.md", CONTENTS, True),
        ("docs/README_zh.md", CONTENTS, True),
        ("redis.md", CONTENTS, False),
        ("README.md", POST, False),
    ],
)
def test_names(tmp_path: Path, path: str, text: str, beside: bool) -> None:
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    assert is_furniture(tmp_path, path) == beside


def test_headings_with_a_link_each_are_no_contents() -> None:
    assert not is_contents("".join(f"## 什么是{n}？\n\n[答案]({n}.md)\n\n" for n in range(9)))
    assert not is_contents("- [一](a.md)\n- [二](b.md)\n")


def test_nothing_is_built_where_no_post_is_left(postdeck: Postdeck) -> None:
    postdeck.write("_config.yml", SITE)
    postdeck.write("source/_posts/redis/a.md", post("栈"))
    told = postdeck("build", ".", "--only-path", "07.redis")
    assert told.code == 1
    assert "no post is left: 1 post has another path or other tags [nothing-found]" in told.out
    assert not (postdeck.folder / "build").exists()

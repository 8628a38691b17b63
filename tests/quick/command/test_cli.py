"""The command as a user meets it: messages with file and line, exit codes, never a traceback."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable

import pytest

from tests.support.command import POST, Postdeck


def test_build_then_build_again(postdeck: Postdeck) -> None:
    postdeck.write("sources/post.md", POST)
    first = postdeck("build", "sources")
    assert (first.code, first.err) == (0, "")
    block = [re.sub(r"\d+ kB", "N kB", " ".join(row.split())) for row in first.out.splitlines()]
    assert block == [
        "1 card from 1 question in 1 post of 1 site",
        "an import brings: 1 new",
        "build/deck.apkg N kB in Anki: File → Import",
        "build/cheatsheet.html N kB open it in a browser, and print it from there",
        "build/links.html N kB open it in a browser",
        *(f"build/links.{name} N kB" for name in ("json", "csv", "md")),
        "wrote sources/cards.lock.json, the ledger of these cards: keep it, commit it, take it along into "
        "a new copy of the folder; without it all cards are new",
        "0 errors, 0 warnings",
    ]
    made = sorted(path.name for path in (postdeck.folder / "build").iterdir())
    assert made == [
        ".gitignore", "cheatsheet.html", "corpus.json", "deck.apkg", "links.csv", "links.html",
        "links.json", "links.md",
        "manifest.json", "pictures",
    ]  # fmt: skip
    deck = (postdeck.folder / "build" / "deck.apkg").read_bytes()
    ledger = (postdeck.folder / "sources" / "cards.lock.json").read_bytes()
    again = postdeck.process(
        "build", "sources", "--locked", TZ="Pacific/Auckland", LC_ALL="C", PYTHONHASHSEED="7"
    )
    assert again.code == 0
    assert (postdeck.folder / "build" / "deck.apkg").read_bytes() == deck
    assert (postdeck.folder / "sources" / "cards.lock.json").read_bytes() == ledger


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("---\ntitle: [一\n---\n正文\n", "bad.md:", "bad-front-matter"),
        ("---\ntitle: 一\ntags: a\ntitle: 二\n---\n", "bad.md:4:", "duplicate-key"),
        ("---\ntitle: 一\nquestions: some\n---\n\n1.题？\n", "bad.md:3:", "bad-selection"),
        ('---\nquestions-old: list\n"questions": some\n---\n', "bad.md:3:", "bad-selection"),
        (';;;\n"a": "questions",\n"questions": "some"\n;;;\n', "bad.md:3:", "bad-selection"),
    ],
)
def test_a_bad_post_is_named_and_left_out(
    postdeck: Postdeck, text: str, place: str, code: str
) -> None:
    postdeck.write("posts/good.md", POST)
    postdeck.write("posts/bad.md", POST.replace("栈", "树"))
    assert postdeck("build", "posts").code == 0
    before = {p: p.read_bytes() for p in postdeck.folder.rglob("*") if p.is_file()}
    ledger = postdeck.folder / "posts" / "cards.lock.json"
    postdeck.write("posts/bad.md", text)
    strict = postdeck("build", "posts", "--strict")
    assert strict.code == 1
    changed = {path for path, data in before.items() if path.read_bytes() != data}
    assert changed == {postdeck.folder / "posts" / "bad.md"}
    done = postdeck("build", "posts")
    assert done.code == 1  # it has cards
    (line,) = [line for line in done.out.splitlines() if f"[{code}]" in line]
    assert line.startswith(f"posts/{place}")
    assert " error: " in line
    summary = f"1 post left out (1 {code}); 1 card of earlier builds stay as they are"
    assert summary in done.out.splitlines()
    assert ledger.read_bytes() == before[ledger]
    assert postdeck("build", "posts", "--exit-zero").code == 0
    assert {path.name for path in (postdeck.folder / "build").iterdir()} >= {"deck.apkg"}
    ledger.unlink()
    shutil.rmtree(postdeck.folder / "build")
    new = postdeck("build", "posts")
    assert new.code == 0  # it never had any
    assert f"1 post left out (1 {code})" in new.out.splitlines()


def test_every_error_of_a_run_is_listed(postdeck: Postdeck) -> None:
    for name in "abc":
        postdeck.write(f"posts/{name}.md", "---\ntitle: 一\ntitle: 二\n---\n")
    done = postdeck("build", "posts")
    errors = [line for line in done.out.splitlines() if " error: " in line]
    assert [line.split(":")[0] for line in errors] == ["posts/a.md", "posts/b.md", "posts/c.md"]
    assert not (postdeck.folder / "build").exists()


def test_a_post_without_questions(postdeck: Postdeck) -> None:
    postdeck.write("posts/good.md", POST)
    postdeck.write("posts/plain.md", "---\ntitle: 随笔\n---\n\n今天下雨。\n")
    done = postdeck("check", "posts")
    assert done.code == 0
    assert "posts/plain.md:4: info: no question was found [no-questions]" in done.out
    (postdeck.folder / "posts" / "good.md").unlink()
    alone = postdeck("build", "posts")
    assert alone.code == 1
    said = "no question was found in any post (1 post was read) [nothing-found]"
    advice = "hint: see how a post can be read: postdeck explain posts/plain.md"
    told = [line.strip() for line in alone.out.splitlines()]
    assert told[:2] == [f"error: {said}", advice]
    assert told[-1].endswith("; nothing was written")


def test_the_post_that_may_have_questions_is_named(postdeck: Postdeck) -> None:
    for name, title in (("a", "随笔"), ("b b", "面试题"), ("c", "随笔")):
        postdeck.write(f"posts/{name}.md", f"---\ntitle: {title}\n---\n\n今天下雨。\n")
    told = postdeck("build", "posts")
    assert (told.code, "postdeck explain 'posts/b b.md'" in told.out) == (1, True)


def test_posts_that_are_all_left_out(postdeck: Postdeck) -> None:
    for name in ("a", "b"):
        postdeck.write(f"posts/{name}.md", POST.replace("title:", "password: rain\ntitle:"))
    told = postdeck("build", "posts")
    said = "no question was found, since 2 posts were left out, and no other was read"
    assert (told.code, f"error: {said} [nothing-found]" in told.out) == (1, True)
    assert "2 posts left out (2 unpublished)" in told.out


def test_an_empty_folder(postdeck: Postdeck) -> None:
    (postdeck.folder / "empty").mkdir()
    done = postdeck("build", "empty")
    assert done.code == 1
    assert "empty: error: no post was found: there is neither" in done.out
    assert "[no-posts]" in done.out


@pytest.mark.parametrize(
    ("folder", "kind"), [("source/_posts", "hexo"), ("_posts", "jekyll"), ("sub/_posts", "jekyll")]
)
def test_where_no_post_was_found(postdeck: Postdeck, folder: str, kind: str) -> None:
    settings = "source: sub\n" if "sub" in folder else "title: x\n"
    postdeck.write("blog/_config.yml", settings)
    postdeck.write("blog/index.md", POST)
    (postdeck.folder / "blog" / folder).mkdir(parents=True)
    done = postdeck("build", "blog")
    assert done.code == 1
    assert f"blog: error: no post was found: this was read as a blog of the kind {kind}" in done.out
    assert f"with its posts in blog/{folder} [no-posts]" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "nowhere"),
        ("check", "nowhere"),
        ("emit", "nowhere/corpus.json"),
        ("build", ".", "--only", "poster"),
        ("build", ".", "--config", "nowhere.toml"),
        ("frobnicate",),
        (),
    ],
)
def test_wrong_usage(postdeck: Postdeck, arguments: tuple[str, ...]) -> None:
    done = postdeck(*arguments)
    assert done.code == 2
    assert "postdeck" in done.err
    assert list(postdeck.folder.iterdir()) == []


def test_a_folder_that_is_not_ours_is_refused(postdeck: Postdeck) -> None:
    postdeck.write("posts/post.md", POST)
    postdeck.write("thesis/chapter.txt", "precious")
    done = postdeck("build", "posts", "--out", "thesis")
    assert done.code == 2
    assert "not made by postdeck" in done.err
    assert [path.name for path in (postdeck.folder / "thesis").iterdir()] == ["chapter.txt"]


def test_check_writes_nothing(postdeck: Postdeck) -> None:
    postdeck.write("posts/post.md", POST)
    assert postdeck("check", "posts").code == 0
    assert sorted(path.name for path in postdeck.folder.rglob("*")) == ["post.md", "posts"]


def test_strict_makes_warnings_errors(postdeck: Postdeck) -> None:
    postdeck.write("posts/post.md", POST + "\n# 2. 什么是堆？\n")
    assert postdeck("check", "posts").code == 0
    strict = postdeck("build", "posts", "--strict")
    assert strict.code == 1
    assert not (postdeck.folder / "build").exists()


def test_locked_refuses_a_new_card(postdeck: Postdeck) -> None:
    postdeck.write("posts/post.md", POST)
    done = postdeck("build", "posts", "--locked")
    assert done.code == 1
    assert "[ledger-locked]" in done.out
    assert not (postdeck.folder / "build").exists()
    assert not (postdeck.folder / "posts" / "cards.lock.json").exists()


def test_a_damaged_ledger_is_never_overwritten(postdeck: Postdeck) -> None:
    postdeck.write("posts/post.md", POST)
    postdeck.write("posts/cards.lock.json", "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n")
    done = postdeck("build", "posts")
    assert done.code == 1
    assert "cards.lock.json:1: error: " in done.out
    assert "<<<<<<<" in (postdeck.folder / "posts" / "cards.lock.json").read_text()


def test_formats(postdeck: Postdeck) -> None:
    postdeck.write("posts/post.md", POST + "\n# 2. 什么是堆？\n")
    report = json.loads(postdeck("check", "posts", "--format", "json").out)
    assert report["summary"]["questions"] == 2
    (finding,) = report["findings"]
    assert (finding["code"], finding["path"], finding["line"]) == ("stub", "posts/post.md", 10)
    github = postdeck("check", "posts", "--format", "github").out
    assert github.startswith("::warning file=posts/post.md,line=10,title=stub::question 2 ")


def test_emit_makes_the_same_deck_from_the_corpus_alone(postdeck: Postdeck) -> None:
    postdeck.write("posts/post.md", POST)
    assert postdeck("build", "posts", "--only", "corpus").code == 0
    assert not (postdeck.folder / "build" / "deck.apkg").exists()
    assert not (postdeck.folder / "posts" / "cards.lock.json").exists()
    assert postdeck("build", "posts").code == 0
    deck = postdeck.folder / "build" / "deck.apkg"
    made = deck.read_bytes()
    (postdeck.folder / "posts" / "post.md").unlink()
    done = postdeck("emit", "build/corpus.json", "--only", "deck")
    assert (done.code, done.err) == (0, "")
    assert deck.read_bytes() == made


def test_a_product_of_older_posts_is_kept(postdeck: Postdeck) -> None:
    postdeck.write("posts/post.md", POST)
    postdeck("build", "posts")
    postdeck.write("posts/post.md", POST.replace("后进先出", "先进后出"))
    done = postdeck("build", "posts", "--only", "corpus")
    assert (done.code, "stale-product" in done.out) == (0, False)
    assert (postdeck.folder / "build" / "deck.apkg").is_file()


def test_paths_with_spaces_and_chinese_characters(postdeck: Postdeck) -> None:
    postdeck.write("我的 博客/文 章.md", POST)
    done = postdeck("build", "我的 博客", "--out", "输 出")
    assert done.code == 0
    assert (postdeck.folder / "输 出" / "deck.apkg").is_file()


def test_settings_in_the_working_folder_are_used(postdeck: Postdeck) -> None:
    postdeck.write("notes/post.md", POST)
    postdeck.write("postdeck.toml", '[sites.notes]\ntitle = "我的笔记"\n')
    assert postdeck("build", "notes").code == 0
    corpus = json.loads((postdeck.folder / "build" / "corpus.json").read_text("utf-8"))
    assert corpus["sites"][0]["title"] == "我的笔记"
    postdeck.write("postdeck.toml", '[sites.notes]\ntitel = "我的笔记"\n')
    done = postdeck("check", "notes")
    assert done.code == 1
    assert "postdeck.toml:2: error: " in done.out
    assert "title" in done.out


def test_emit_passes_over_fields_of_a_later_version(postdeck: Postdeck) -> None:
    postdeck.write("notes/post.md", POST)
    assert postdeck("build", "notes").code == 0
    deck = postdeck.folder / "build" / "deck.apkg"
    made = deck.read_bytes()
    corpus = json.loads((postdeck.folder / "build" / "corpus.json").read_text("utf-8"))
    corpus["added"] = corpus["posts"][0]["added"] = corpus["posts"][0]["questions"][0]["added"] = [
        1
    ]
    postdeck.write("build/corpus.json", json.dumps(corpus))
    assert postdeck("emit", "build/corpus.json").code == 0
    assert deck.read_bytes() == made


def test_emit_names_decks_as_the_settings_say_and_trusts_no_path(postdeck: Postdeck) -> None:
    postdeck.write("notes/post.md", POST)
    postdeck.write("postdeck.toml", '[sites.notes]\ndeck = "复习"\n')
    assert postdeck("build", "notes").code == 0
    made = (postdeck.folder / "build" / "deck.apkg").read_bytes()
    assert postdeck("emit", "build/corpus.json").code == 0
    assert (postdeck.folder / "build" / "deck.apkg").read_bytes() == made
    corpus = json.loads((postdeck.folder / "build" / "corpus.json").read_text("utf-8"))
    picture = {"written": "x", "file": "../../secret.png", "media_type": "image/png",
             "width": 1, "height": 1, "span": {"start": 1, "end": 1}}  # fmt: skip
    corpus["posts"][0]["pictures"].append(picture)
    postdeck.write("evil/corpus.json", json.dumps(corpus))
    done = postdeck("emit", "evil/corpus.json", "--out", "out")
    assert done.code == 2
    assert "../../secret.png" in done.err


def test_two_sites_with_one_key_always_stop_the_run(postdeck: Postdeck) -> None:
    postdeck.write("one/blog/post.md", POST)
    postdeck.write("two/blog/post.md", POST)
    done = postdeck("build", "one/blog", "two/blog")
    assert (done.code, done.err) == (1, "")
    assert "[duplicate-site]" in done.out
    assert not (postdeck.folder / "build").exists()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda data: b"[" * 100_000, "it nests too deep"),
        (lambda data: data + b"\xff", "this is not UTF-8"),
        (lambda data: data.replace(b"corpus/2", b"corpus/3"), "its format is postdeck-corpus/3"),
        (lambda data: b'{"schema": "postdeck-corpus/3"}', "its format is postdeck-corpus/3"),
        (lambda data: data.replace(b"postdeck-corpus", b"other"), "no corpus of the format"),
        (
            lambda data: re.sub(rb'"guid": "[a-z2-7]{16}"', b'"guid": ""', data),
            "the guid '' is not",
        ),
        (
            lambda data: re.sub(rb'"guid": "[a-z2-7]{16}"', b'"guid": "a"', data),
            "the guid a is not",
        ),
    ],
)
def test_a_corpus_that_was_spoilt(
    postdeck: Postdeck, spoil: Callable[[bytes], bytes], message: str
) -> None:
    postdeck.write("sources/post.md", f"{POST}\n# 2. 什么是堆？\n\n树。\n")
    assert postdeck("build", "sources").code == 0
    corpus = postdeck.folder / "build" / "corpus.json"
    corpus.write_bytes(spoil(corpus.read_bytes()))
    done = postdeck("emit", "build/corpus.json")
    assert (done.code, done.out) == (2, "")
    assert message in done.err


@pytest.mark.parametrize("given", ["-1", "soon", "1.5", "253402300800", "9" * 5000, "１"])
def test_a_time_that_is_none(postdeck: Postdeck, given: str) -> None:
    postdeck.write("sources/post.md", POST)
    done = postdeck("build", "sources", SOURCE_DATE_EPOCH=given)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "SOURCE_DATE_EPOCH" in done.err


@pytest.mark.parametrize("given", ["0", "253402300799"])
def test_the_first_and_the_last_time(postdeck: Postdeck, given: str) -> None:
    postdeck.write("sources/post.md", POST)
    for _ in range(2):
        assert postdeck("build", "sources", SOURCE_DATE_EPOCH=given).code == 0


def test_links_to_themselves(postdeck: Postdeck) -> None:
    postdeck.write("sources/post.md", f"{POST}\n![图](loop.png)\n")
    for name in ("loop.md", "loop.png", "folder"):
        (postdeck.folder / "sources" / name).symlink_to(name)
    done = postdeck("build", "sources")
    assert (done.code, done.err) == (0, "")
    assert "sources/loop.md: error: " in done.out
    assert "[unreadable-file]" in done.out
    assert "[missing-picture]" in done.out
    assert (postdeck.folder / "build" / "deck.apkg").exists()


def test_settings_that_match_nothing(postdeck: Postdeck) -> None:
    postdeck.write("sources/notes/post.md", POST)
    postdeck.write(
        "postdeck.toml",
        '[sites.source]\ntitle = "T"\n\n[sites.sources.questions]\nnote = "list"\n'
        'notes = "heading-1"\n',
    )
    done = postdeck("build", "sources")
    assert done.code == 0
    assert (
        "postdeck.toml:1: warning: no blog of this run has the key source [unused-setting]"
        in done.out
    )
    assert "hint: did you mean sources?" in done.out
    assert (
        "postdeck.toml:5: warning: there is no post and no folder note [unused-setting]" in done.out
    )
    assert "hint: did you mean notes?" in done.out


@pytest.mark.parametrize(
    "before",
    [
        ("--lang", "zh"),
        ("--lang=zh", "--debug"),
        ("--config", "check"),
        ("--format", "json", "--strict"),
    ],
)
def test_options_stand_before_a_command_or_behind_it(
    postdeck: Postdeck, before: tuple[str, ...]
) -> None:
    postdeck.write("posts/a.md", POST)
    postdeck.write("check", "[findings]\nignore = []\n")
    told = postdeck(*before, "check", "posts")
    assert told == postdeck("check", "posts", *before)
    assert told.code == 0

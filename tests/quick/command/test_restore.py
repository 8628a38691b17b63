"""A ledger that is lost is noticed, and written anew from the deck that was published."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from pipeline import ledger
from pipeline.ledger import Ledger
from tests.support.command import POST, Postdeck
from tests.support.reading import NOW

DECK = "published.apkg"
LATER = str(NOW + 86_400)
BLOG = "_config.yml", "title: 甲\nurl: https://{}.example\n"


@pytest.fixture
def postdeck(postdeck: Postdeck) -> Postdeck:
    """A folder of two posts, of which one was retired, built and published."""
    for name in ("栈", "树"):
        postdeck.write(f"posts/{name}.md", POST.replace("栈", name))
    assert postdeck("build", "posts").code == 0
    (postdeck.folder / "posts/树.md").unlink()
    assert postdeck("build", "posts").code == 0
    shutil.copyfile(postdeck.folder / "build/deck.apkg", postdeck.folder / DECK)
    return postdeck


def lost(postdeck: Postdeck) -> bytes:
    """Remove the ledger and return what it held."""
    path = ledger_of(postdeck)
    data = path.read_bytes()
    path.unlink()
    return data


def ledger_of(postdeck: Postdeck) -> Path:
    return postdeck.folder / "posts/cards.lock.json"


def test_a_package_bears_its_ledger(postdeck: Postdeck) -> None:
    with zipfile.ZipFile(postdeck.folder / DECK) as package:
        assert package.read("postdeck.json") == ledger_of(postdeck).read_bytes()


def test_a_lost_ledger_is_restored_to_the_byte(postdeck: Postdeck) -> None:
    before = lost(postdeck)
    told = postdeck("restore", DECK, "posts")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(
        "restored: 1 card and 1 retired card of posts in posts/cards.lock.json; newest of 2025-06-15\n"
    )
    assert "it does not know" in told.out
    assert ledger_of(postdeck).read_bytes() == before
    assert postdeck("build", "posts", "--locked", SOURCE_DATE_EPOCH=LATER).code == 0


def test_a_build_without_its_ledger_stops(postdeck: Postdeck) -> None:
    lost(postdeck)
    before = {path: path.read_bytes() for path in postdeck.folder.rglob("*") if path.is_file()}
    told = postdeck("build", "posts", SOURCE_DATE_EPOCH=LATER)
    assert told.code == 1
    assert "posts/cards.lock.json: error: the ledger of posts is lost" in told.out
    assert "hint: restore it: postdeck restore build/deck.apkg posts\n" in told.out
    after = {path: path.read_bytes() for path in postdeck.folder.rglob("*") if path.is_file()}
    assert after == before
    assert postdeck("restore", "build/deck.apkg", "posts").code == 0
    assert postdeck("build", "posts", SOURCE_DATE_EPOCH=LATER).code == 0
    assert (postdeck.folder / "build/deck.apkg").read_bytes() == before[postdeck.folder / DECK]


def test_git_is_named_first_where_it_has_the_ledger(postdeck: Postdeck) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=postdeck.folder, check=True, capture_output=True)

    git("init", "--quiet")
    before = lost(postdeck)
    hint = "hint: restore it: postdeck restore build/deck.apkg posts\n"
    assert hint in postdeck("build", "posts", SOURCE_DATE_EPOCH=LATER).out, "git has it not"
    ledger_of(postdeck).write_bytes(before)
    git("add", "posts")
    lost(postdeck)
    hint = "git -C posts checkout cards.lock.json, or else postdeck restore build/deck.apkg posts\n"
    assert hint in postdeck("build", "posts", SOURCE_DATE_EPOCH=LATER).out
    inside = postdeck.at(postdeck.folder / "posts")
    told = inside("build", ".", "--out", "../build", SOURCE_DATE_EPOCH=LATER)
    assert "restore it: git checkout cards.lock.json, or else " in told.out
    git("-C", "posts", "checkout", "cards.lock.json")
    assert ledger_of(postdeck).read_bytes() == before


def test_a_build_goes_on_where_learners_would_notice_nothing(postdeck: Postdeck) -> None:
    lost(postdeck)
    assert postdeck("build", "posts").code == 0
    assert ledger_of(postdeck).exists()


def test_a_build_stops_where_the_deck_is_gone_too(postdeck: Postdeck) -> None:
    lost(postdeck)
    (postdeck.folder / "build/deck.apkg").unlink()
    told = postdeck("build", "posts")
    assert (told.code, "[lost-ledger]" in told.out) == (1, True)
    shutil.rmtree(postdeck.folder / "build")
    assert postdeck("build", "posts").code == 0, "to begin anew"


def test_a_build_of_no_deck_needs_no_ledger(postdeck: Postdeck) -> None:
    lost(postdeck)
    assert postdeck("build", "posts", "--only", "links", SOURCE_DATE_EPOCH=LATER).code == 0


@pytest.mark.parametrize("out", ["build", "elsewhere"])
def test_emit_without_the_ledger_stops_as_a_build_does(postdeck: Postdeck, out: str) -> None:
    lost(postdeck)
    before = {path: path.read_bytes() for path in postdeck.folder.rglob("*") if path.is_file()}
    command = ("emit", "build/corpus.json", "--out", out)
    told = postdeck(*command, "--only", "deck", SOURCE_DATE_EPOCH=LATER)
    assert told.code == 1
    assert "posts/cards.lock.json: error: the ledger of posts is lost" in told.out
    assert {
        path: path.read_bytes() for path in postdeck.folder.rglob("*") if path.is_file()
    } == before
    told = postdeck(*command, "--only", "links", SOURCE_DATE_EPOCH=LATER)
    assert (told.code, "ledger" in told.out) == (0, False), "no deck is made"
    assert postdeck("restore", "build/deck.apkg", "posts").code == 0
    told = postdeck(*command, "--only", "deck", SOURCE_DATE_EPOCH=LATER)
    assert (told.code, "ledger: 1 as before\n" in told.out) == (0, True)


def test_emit_goes_on_where_learners_would_notice_nothing(postdeck: Postdeck) -> None:
    lost(postdeck)
    told = postdeck("emit", "build/corpus.json", "--only", "deck")
    assert (told.code, "[missing-ledger]" in told.out) == (0, True)


def test_another_place_for_the_ledger_is_no_way_to_lose_it(postdeck: Postdeck) -> None:
    told = postdeck("build", "posts", "--ledger", "all.json", SOURCE_DATE_EPOCH=LATER)
    assert (told.code, "all.json: error: the ledger of posts is lost" in told.out) == (1, True)


def test_edits_since_then_are_edits(postdeck: Postdeck) -> None:
    [entry] = [one for one in known(postdeck).entries() if not one.retired]
    lost(postdeck)
    postdeck.write("posts/栈.md", POST.replace("什么是栈？", "什么是栈呢？"))
    assert postdeck("restore", DECK, "posts").code == 0
    told = postdeck("build", "posts", SOURCE_DATE_EPOCH=LATER)
    assert "ledger: 1 edited\n" in told.out
    [now] = [one for one in known(postdeck).entries() if not one.retired]
    assert (now.guid, now.note) == (entry.guid, entry.note)
    assert now.mod > entry.mod


def test_a_post_that_was_only_renamed_is_no_edit(postdeck: Postdeck) -> None:
    lost(postdeck)
    (postdeck.folder / "posts/栈.md").rename(postdeck.folder / "posts/stack.md")
    assert postdeck("restore", DECK, "posts").code == 0
    assert "ledger: 1 as before\n" in postdeck("build", "posts", SOURCE_DATE_EPOCH=LATER).out


def known(postdeck: Postdeck) -> Ledger:
    found = ledger.load(ledger_of(postdeck))
    assert isinstance(found, Ledger)
    return found


def test_a_dry_run_writes_nothing(postdeck: Postdeck) -> None:
    lost(postdeck)
    before = sorted(postdeck.folder.rglob("*"))
    told = postdeck("restore", DECK, "posts", "--dry-run")
    assert told.code == 0
    assert told.out.startswith("would be restored: 1 card and 1 retired card of posts in ")
    assert sorted(postdeck.folder.rglob("*")) == before


def test_a_ledger_that_is_there_is_not_overwritten(postdeck: Postdeck) -> None:
    before = ledger_of(postdeck).read_bytes()
    assert postdeck("restore", DECK, "posts").code == 0, "it is the same"
    assert ledger_of(postdeck).read_bytes() == before
    postdeck.write("posts/栈.md", POST.replace("后进先出", "先进后出"))
    assert postdeck("build", "posts", SOURCE_DATE_EPOCH=LATER).code == 0
    before = ledger_of(postdeck).read_bytes()
    told = postdeck("restore", DECK, "posts")
    assert told.code == 1
    assert "error: the ledger has cards of posts already, and is not overwritten" in told.out
    assert "restored:" not in told.out
    assert ledger_of(postdeck).read_bytes() == before
    ledger_of(postdeck).write_text("<<<<<<< ours\n", "utf-8")
    assert "[bad-ledger]" in postdeck("restore", DECK, "posts").out


def test_one_ledger_for_all_sites_needs_no_source(postdeck: Postdeck) -> None:
    before = lost(postdeck)
    assert postdeck("restore", DECK, "--ledger", "all.json").code == 0
    assert (postdeck.folder / "all.json").read_bytes() == before


def test_each_site_gets_its_own(postdeck: Postdeck) -> None:
    for site in ("one", "two"):
        postdeck.write(f"{site}/{BLOG[0]}", BLOG[1].format(site))
        postdeck.write(f"{site}/source/_posts/a.md", POST.replace("栈", f"{site} "))
    assert postdeck("build", "one", "two", "--out", "both").code == 0
    paths = [postdeck.folder / site / "cards.lock.json" for site in ("one", "two")]
    before = [path.read_bytes() for path in paths]
    for path in paths:
        path.unlink()
    told = postdeck("restore", "both/deck.apkg", "one")
    assert (told.code, "not restored: two.example; name the folder" in told.out) == (0, True)
    assert postdeck("restore", "both/deck.apkg", "two").code == 0
    assert [path.read_bytes() for path in paths] == before


def test_the_ledger_of_a_blog_that_moved_follows_its_key(postdeck: Postdeck) -> None:
    postdeck.write("blog/_config.yml", BLOG[1].format("old"))
    postdeck.write("blog/source/_posts/a.md", POST)
    assert postdeck("build", "blog", "--out", "out").code == 0
    (postdeck.folder / "blog/cards.lock.json").unlink()
    postdeck.write("blog/_config.yml", BLOG[1].format("new"))
    assert postdeck("restore", "out/deck.apkg", "blog").code == 0
    assert '"new.example"' in (postdeck.folder / "blog/cards.lock.json").read_text("utf-8")


def test_a_package_without_a_ledger_is_told(postdeck: Postdeck) -> None:
    before = lost(postdeck)
    with zipfile.ZipFile(postdeck.folder / DECK) as package:
        members = {name: package.read(name) for name in package.namelist()}
    for ledger_data, message in ((b"", "bears no ledger"), (before[:-9], "cannot be read")):
        with zipfile.ZipFile(postdeck.folder / "other.apkg", "w") as other:
            for name, data in (members | {"postdeck.json": ledger_data}).items():
                if data or name != "postdeck.json":
                    other.writestr(name, data)
        told = postdeck("restore", "other.apkg", "posts")
        assert (told.code, told.out) == (2, "")
        assert message in told.err
    told = postdeck("restore", "posts/栈.md", "posts")
    assert (told.code, "is no deck that postdeck made" in told.err) == (2, True)
    assert postdeck("restore", "nowhere.apkg", "posts").code == 2


def test_the_ledger_of_a_package_is_not_trusted(postdeck: Postdeck) -> None:
    data = json.loads(lost(postdeck))
    data["sites"]["posts"]["posts"]["栈"]["cards"][0]["guid"] = "not a guid"
    with zipfile.ZipFile(postdeck.folder / "other.apkg", "w") as other:
        other.writestr("postdeck.json", json.dumps(data))
    told = postdeck("restore", "other.apkg", "posts")
    assert (told.code, "a guid cannot be" in told.err) == (2, True)

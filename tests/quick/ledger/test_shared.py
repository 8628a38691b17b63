"""One ledger for several blogs that are built one by one: each keeps its cards."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import ledger
from pipeline.ledger import Ledger
from pipeline.ledger.locations import LedgerFiles
from tests.support import ROOT
from tests.support.command import Postdeck, Told
from tests.support.ledgers import built, site_of
from tests.support.reading import NOW

SHARED = "什么是归一化"


def write_blog(postdeck: Postdeck, name: str, *prompts: str) -> None:
    postdeck.write(f"{name}/_config.yml", f"title: {name}\nurl: https://{name}.example\n")
    asked = "".join(f"\n# {n}. {p}？\n\n{name} 的答案。\n" for n, p in enumerate(prompts, 1))
    postdeck.write(f"{name}/source/_posts/post.md", f"---\ntitle: 面试题\n---\n{asked}")


def build(postdeck: Postdeck, name: str, *more: str) -> Told:
    return postdeck("build", name, "--ledger", "all.json", "--out", f"out-{name}", *more)


def loaded(postdeck: Postdeck) -> Ledger:
    found = ledger.load(postdeck.folder / "all.json")
    assert isinstance(found, Ledger)
    return found


def test_a_second_blog_retires_no_card_of_the_first(postdeck: Postdeck) -> None:
    write_blog(postdeck, "one", "什么是注意力", SHARED)
    write_blog(postdeck, "two", "JVM 有哪些内存区域", SHARED)
    assert build(postdeck, "one").code == 0
    first = loaded(postdeck).site("one.example")
    told = build(postdeck, "two")
    assert told.code == 0
    assert "unknown-site" in told.out
    assert "2 cards" in told.out
    both = loaded(postdeck)
    assert both.site("one.example") == first
    assert {entry.retired for entry in both.entries()} == {False}
    assert len({entry.guid for entry in both.entries()}) == 4
    assert "as before" in build(postdeck, "one").out


def test_a_blog_that_may_be_another_one_stops_the_run(postdeck: Postdeck) -> None:
    prompts = [f"什么是第 {n} 层" for n in range(6)]
    write_blog(postdeck, "old", *prompts)
    write_blog(postdeck, "new", *prompts)
    assert build(postdeck, "old").code == 0
    before = loaded(postdeck)
    told = build(postdeck, "new")
    assert told.code == 1
    assert '[sites."new.example"] aliases = ["old.example"]' in told.out
    assert '[sites."new.example"] separate = true' in told.out
    assert loaded(postdeck) == before
    assert not (postdeck.folder / "out-new").exists()

    postdeck.write("postdeck.toml", '[sites."new.example"]\nseparate = true\n')
    assert build(postdeck, "new").code == 0
    apart = loaded(postdeck)
    assert apart.site("old.example") == before.site("old.example")
    assert len({entry.guid for entry in apart.entries()}) == 12

    ledger.save(postdeck.folder / "all.json", before)
    postdeck.write("postdeck.toml", '[sites."new.example"]\naliases = ["old.example"]\n')
    assert build(postdeck, "new").code == 0
    joined = loaded(postdeck)
    assert set(joined.sites) == {"new.example"}
    assert {e.guid for e in joined.entries()} == {e.guid for e in before.entries()}


def test_a_ledger_beside_the_blog_follows_it_to_another_host(postdeck: Postdeck) -> None:
    write_blog(postdeck, "one", SHARED)
    for arguments in ((), ("--ledger", "one/cards.lock.json")):
        assert postdeck("build", "one", *arguments).code == 0
        path = postdeck.folder / "one/cards.lock.json"
        before = ledger.load(path)
        assert isinstance(before, Ledger)
        postdeck.write("one/_config.yml", f"title: one\nurl: https://m{len(arguments)}.example\n")
        assert postdeck("build", "one", *arguments).code == 0
        after = ledger.load(path)
        assert isinstance(after, Ledger)
        assert set(after.sites) == {f"m{len(arguments)}.example"}
        assert {e.guid for e in after.entries()} == {e.guid for e in before.entries()}


def test_separate_is_true_or_false(postdeck: Postdeck) -> None:
    write_blog(postdeck, "one", SHARED)
    postdeck.write("postdeck.toml", '[sites."one.example"]\nseparate = "yes"\n')
    told = build(postdeck, "one")
    assert told.code == 1
    assert told.out.startswith("postdeck.toml:2: error: ")


def test_builds_at_once_are_both_in_the_ledger(postdeck: Postdeck) -> None:
    """Two that have the ledgers in another order, and two with one ledger, wait for one another."""
    names = ["one", "two", "three", "four"]
    for name in names:
        write_blog(postdeck, name, f"什么是 {name}", SHARED)
    given = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": str(NOW)}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "pipeline", "build", *sources, "--only", "deck", "--out", out, *more],
            cwd=postdeck.folder, env=given, stdout=subprocess.PIPE, text=True,
        )
        for sources, out, more in (
            *(([name], f"out-{name}", ("--ledger", "all.json")) for name in names),
            (["one", "two"], "forth", ()),
            (["two", "one"], "back", ()),
        )
    ]  # fmt: skip
    said = [(process.communicate(timeout=120)[0], process.returncode) for process in running]
    assert [code for _, code in said] == [0] * len(said), said
    both = loaded(postdeck)
    assert set(both.sites) == {f"{name}.example" for name in names}
    assert sum(entry.in_deck for entry in both.entries()) == 2 * len(names)
    left = {path.name for path in postdeck.folder.rglob(".*")}
    assert left == {".gitignore"}, "no lock stays"


def test_a_build_waits_for_who_has_the_ledger(postdeck: Postdeck) -> None:
    write_blog(postdeck, "one", SHARED)
    write_blog(postdeck, "two", SHARED)
    assert build(postdeck, "two").code == 0
    path = postdeck.folder / "all.json"
    other = path.read_bytes()
    path.unlink()
    with LedgerFiles({"two.example": path}).locked():
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "build", "one", "--ledger", "all.json", "--only", "deck"],
            cwd=postdeck.folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE,
        )  # fmt: skip
        while not list(postdeck.folder.glob(".build.staging-*")):
            time.sleep(0.01)
        time.sleep(2)  # time enough to read and write the ledger, if nothing kept it from doing so
        path.write_bytes(other)
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert set(loaded(postdeck).sites) == {"one.example", "two.example"}


def test_what_other_sites_have_is_not_given_again() -> None:
    asked = site_of("one.example", {"a": ["一？", "二？"]})
    first = built(ledger.identify(asked, Ledger()), Ledger()).ledger
    reserved = tuple(first.entries())
    made = ledger.identify(asked, Ledger(), reserved=reserved)
    assert not {q.guid for p in made.posts for q in p.questions} & {e.guid for e in reserved}
    same = ledger.identify(asked, Ledger())
    new = built(same, Ledger(), reserved=reserved).ledger
    assert not {e.note for e in new.entries()} & {e.note for e in reserved}


@pytest.mark.parametrize("place", ["none", "/proc/self"])
def test_where_nothing_can_be_made_nothing_is_locked(tmp_path: Path, place: str) -> None:
    with LedgerFiles({"a": tmp_path / place / "x.json"}).locked():
        assert list(tmp_path.iterdir()) == []


def test_two_sites_with_one_file_lock_it_once(tmp_path: Path) -> None:
    other = tmp_path / "a" / ".." / "x.json"
    (tmp_path / "a").mkdir()
    with LedgerFiles({"a": tmp_path / "x.json", "b": other}).locked():
        assert (tmp_path / ".x.json.lock").exists()
    assert not (tmp_path / ".x.json.lock").exists()

"""How a deck is built: ledgers, checkouts, several sites, templates and clocks."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from copy import deepcopy
from io import StringIO
from typing import TYPE_CHECKING
from unittest.mock import patch

from pipeline import ledger
from pipeline.cli import main
from pipeline.emitters import anki
from pipeline.emitters.anki.notetype import load_note_type
from pipeline.ledger import Ledger
from tests.support import ROOT
from tests.support.reading import build_to
from tests.support.schedules.site import Asked, cooking_site
from tests.support.schedules.story import DAY, START, TODAY, Story, Version, prompts_of, scenario

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@scenario
def stylesheet_changed(story: Story) -> None:
    """The note type is updated in place, and no note with it."""
    story.begin()
    with author_styles(story, "font-size: 23px"):
        story.deliver(css="font-size: 23px")


@contextmanager
def author_styles(story: Story, style: str) -> Iterator[None]:
    """Let builds have a stylesheet that says this too."""
    templates = story.folder / "templates"
    shutil.copytree(ROOT / "templates" / "anki", templates)
    with (templates / "card.css").open("a", encoding="utf-8") as file:
        file.write(f"\n.card {{ {style}; }}\n")
    with patch.object(anki, "load_note_type", lambda: load_note_type(templates)):
        yield


@scenario
def ledger_lost(story: Story) -> None:
    """Nothing is left of earlier builds. Cards are found by their prompts; every note counts as new
    content, so that Anki overwrites what the learner wrote.
    """
    story.begin()
    mine = story.post("part-2").questions[0]
    story.edits(mine.prompt, {"Extra1": "我的笔记"})
    asked = story.post("part-1").questions[1]
    asked.answer += "\n\n补一句。"
    story.ledger.unlink()
    shutil.rmtree(story.folder / "out")
    story.deliver(updated=list(story.guids), edited=[asked.prompt, mine.prompt])


@scenario
def built_by_a_colleague(story: Story) -> None:
    """The same ledger, the posts in another folder."""
    story.begin()
    story.checkout = story.folder / "home" / "notes"
    asked = story.post("part-1").questions[1]
    asked.answer += "\n\n补一句。"
    story.deliver(updated=[asked.prompt])


@scenario
def added_today(story: Story) -> None:
    """Anki's search for what is new finds the questions of today, and none of two days ago."""
    story.begin(day=TODAY - 2)
    asked = story.post("part-1").questions
    asked[1].answer += "\n\n补一句。"
    added = Asked("优化器的状态占多少显存？", "每个参数两份单精度的矩，共八字节。")
    asked.append(added)
    story.searches("added:1", finds=[])
    story.deliver(day=TODAY, new=[added.prompt], updated=[asked[1].prompt])
    story.searches("added:1", finds=[added.prompt])
    story.searches("added:3", finds=list(story.guids))


@scenario
def built_on_two_machines(story: Story) -> None:
    """Without a common ledger their notes have other ids and the same guids: Anki has each note once."""
    story.begin()
    ids = ids_in(story.package)
    story.ledger = story.folder / "other.json"
    shutil.rmtree(story.folder / "out")
    story.deliver(updated=list(story.guids), edited=[])
    assert not ids & ids_in(story.package)


@scenario
def another_deck_of_the_same_second(story: Story) -> None:
    """Its notes have the same ids and other guids: Anki keeps all of both."""
    story.begin()
    kitchen, out = story.folder / "kitchen", story.folder / "out-kitchen"
    cooking_site().write(kitchen)
    built = build_to(out, kitchen, ledger=story.folder / "kitchen.json", now=START)
    assert built.corpus is not None
    assert ids_in(out / "deck.apkg") < ids_in(story.package)
    story.imports_another(out / "deck.apkg", prompts_of(built.corpus).values())
    asked = story.post("part-1").questions[1]
    asked.answer += "\n\n补一句。"
    story.deliver(updated=[asked.prompt])


def ids_in(package: Path) -> set[int]:
    """Return the ids of the notes in a package."""
    db = sqlite3.connect(":memory:")
    with zipfile.ZipFile(package) as file:
        db.deserialize(file.read("collection.anki2"))
    found = {note for (note,) in db.execute("select id from notes")}
    db.close()
    return found


@scenario
def two_branches_merged(story: Story) -> None:
    """Each branch adds a question to a post of its own and builds; git merges the ledgers."""
    ours, theirs = story.checkout, story.folder / "theirs"
    story.ledger = ours / "cards.lock.json"
    story.begin()
    git(ours, "init", "--quiet", "--initial-branch=main")
    commit(ours)
    git(ours, "worktree", "add", "--quiet", "-b", "theirs", str(theirs))

    site = deepcopy(story.site)
    added = Asked("张量并行切的是什么？", "把一个矩阵按行或按列切开，每张卡只算一块，再拼起来。")
    site.posts["part-2"].questions.append(added)
    site.write(theirs)
    built = build_to(
        story.folder / "out-theirs", theirs, ledger=theirs / "cards.lock.json", now=START + DAY
    )
    assert built.corpus is not None
    commit(theirs)

    mine = Asked("为什么要打乱训练数据？", "相邻样本太像时，梯度会朝一个方向偏。")
    story.post("part-1").questions.append(mine)
    story.deliver(day=1.2, new=[mine.prompt])
    commit(ours)
    git(ours, "merge", "--quiet", "--no-edit", "theirs")
    story.post("part-2").questions.append(added)
    story.deliver(day=2, new=[added.prompt])
    assert git(ours, "status", "--porcelain") == "", "the merge is what a build gives"
    assert story.guids[added.prompt] == prompts_of(built.corpus)[added.prompt]


@scenario
def two_branches_in_one_post(story: Story) -> None:
    """Both add a question at the end of one post; git joins the lines of both sides."""
    ours, theirs = story.checkout, story.folder / "theirs"
    story.ledger = ours / "cards.lock.json"
    story.write()
    (ours / ".gitattributes").write_text("cards.lock.json merge=union\n", "utf-8")
    story.begin()
    git(ours, "init", "--quiet", "--initial-branch=main")
    commit(ours)
    git(ours, "worktree", "add", "--quiet", "-b", "theirs", str(theirs))

    site = deepcopy(story.site)
    added = Asked("张量并行切的是什么？", "把一个矩阵按行或按列切开，每张卡只算一块，再拼起来。")
    site.posts["part-2"].questions.append(added)
    site.write(theirs)
    build_to(
        story.folder / "out-theirs", theirs, ledger=theirs / "cards.lock.json", now=START + DAY
    )
    git(theirs, "add", "cards.lock.json")
    git(theirs, "commit", "--quiet", "--message", "Ledger")

    mine = Asked("为什么要打乱训练数据？", "相邻样本太像时，梯度会朝一个方向偏。")
    story.post("part-2").questions.append(mine)
    story.deliver(new=[mine.prompt])
    git(ours, "add", "cards.lock.json")
    git(ours, "commit", "--quiet", "--message", "Ledger")
    git(ours, "merge", "--quiet", "--no-edit", "theirs")
    story.post("part-2").questions.append(added)
    known = ledger.load(story.ledger)
    assert isinstance(known, Ledger)
    assert {mine.prompt, added.prompt} <= {entry.prompt for entry in known.entries()}
    story.deliver(day=2, new=[added.prompt])
    assert {entry.guid for entry in known.entries()} == set(story.guids.values())


@scenario
def one_site_without_the_other(story: Story) -> None:
    """Cards of a site that a build leaves out are left alone."""
    kitchen, blog = story.folder / "kitchen", story.checkout
    cooking_site().write(kitchen)
    story.write()
    story.begin(blog, kitchen)
    asked = story.post("part-1").questions[1]
    asked.answer += "\n\n补一句。"
    story.deliver(updated=[asked.prompt])
    story.deliver(blog, kitchen, day=2)


@scenario
def sources_in_another_order(story: Story) -> None:
    kitchen, blog = story.folder / "kitchen", story.checkout
    cooking_site().write(kitchen)
    story.write()
    story.begin(blog, kitchen)
    first = story.package.read_bytes()
    story.deliver(kitchen, blog)
    assert story.package.read_bytes() == first


@scenario
def locked(story: Story) -> None:
    """With a change that the ledger does not hold the build fails; it never writes the ledger."""
    story.begin()
    asked = story.post("part-1").questions[1]
    asked.answer += "\n\n补一句。"
    story.write()
    assert built_by_command(story, "--locked") == (1, True)
    story.deliver(updated=[asked.prompt])
    assert built_by_command(story, "--locked") == (0, True)


@scenario
def imported_late(story: Story) -> None:
    """A build is made before the learner imports the one before it.

    Anki before 25.2 gives an updated note the time of the import, and so skips what was built
    before that; the next edit after it arrives.
    """

    def skips(version: Version) -> bool:
        return version < (25, 2)

    story.begin()
    asked = story.post("part-1").questions[1]
    asked.answer += "\n\n补一句。"
    story.deliver(day=1, imported=9, updated=[asked.prompt])
    asked.answer += "\n\n再补一句。"
    story.deliver(day=2, imported=10, updated=[asked.prompt], skipped_by=skips)
    asked.answer += "\n\n又补一句。"
    story.deliver(day=11, updated=[asked.prompt])


def built_by_command(story: Story, *flags: str) -> tuple[int, bool]:
    """Build on day 2; return the exit code, and whether the ledger and the products are as they were."""
    out = story.folder / "out"
    before = files(story.ledger, out)
    places = (str(story.checkout), "--out", str(out), "--ledger", str(story.ledger))
    code = command("build", *places, "--only", "deck", *flags)
    return code, files(story.ledger, out) == before


def command(*arguments: str) -> int:
    """Run the command on day 2, and return its exit code."""
    day = patch.dict(os.environ, SOURCE_DATE_EPOCH=str(START + 2 * DAY))
    said = StringIO()
    with day, redirect_stdout(said), redirect_stderr(said):
        return main(arguments)


def files(*paths: Path) -> dict[Path, bytes]:
    found = [path for top in paths for path in (top, *top.rglob("*")) if path.is_file()]
    return {path: path.read_bytes() for path in found}


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Posts and their ledger")


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Author", "-c", "user.email=author@training.example")
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    run = subprocess.run(
        ["git", *who, *arguments],
        cwd=folder,
        env=env | nobody,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout

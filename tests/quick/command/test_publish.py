"""The output set is whole at every moment: under kill -9, a full disk, and many builds at once.

A sample of what can strike a build is here; `tests/long` has every place.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import ledger, publish
from pipeline.ledger.locations import LedgerFiles
from tests.support import ROOT
from tests.support.faults import (
    FAILURES,
    KILLS,
    LINUX,
    assert_a_full_disk_changes_nothing,
    assert_killed_builds_leave_a_whole_set,
    exchanges,
)
from tests.support.publishing import ARGUMENTS, POST, Blog, assert_whole, beside, snapshot
from tests.support.reading import NOW

STRIDE = 12
"""One of so many calls is struck here, and every rename."""


@LINUX
@pytest.mark.parametrize("kind", KILLS)
def test_a_killed_build_leaves_a_whole_set(blog: Blog, kind: str) -> None:
    assert_killed_builds_leave_a_whole_set(blog, kind, STRIDE)


@LINUX
@pytest.mark.parametrize("kind", FAILURES)
def test_a_full_disk_changes_nothing(blog: Blog, kind: str) -> None:
    assert_a_full_disk_changes_nothing(blog, kind, STRIDE)


@pytest.mark.parametrize("builds", [2, 5])
def test_builds_at_once(blog: Blog, builds: int) -> None:
    assert blog()[0] == 0
    always = exchanges(blog.folder)
    blog.edit()
    command = [sys.executable, "-W", "error", "-m", "pipeline", *ARGUMENTS]
    running = []
    for number in range(builds):
        (blog.folder / f"tmp{number}").mkdir()  # the lock does not depend on it
        environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(blog.folder / f"tmp{number}"),
            "SOURCE_DATE_EPOCH": str(NOW),
        }  # fmt: skip
        running.append(
            subprocess.Popen(
                command,
                cwd=blog.folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
        )
    while any(process.poll() is None for process in running):
        assert not always or (blog.build / "manifest.json").exists()
        time.sleep(0.001)  # leave the processor to the builds
    for process in running:
        out, _ = process.communicate()
        assert process.returncode == 0, out.decode()
    assert_whole(blog.build)
    assert not [name for name in beside(blog.folder) if not name.startswith("tmp")]
    kept = snapshot(blog.build), blog.ledger.read_bytes()
    assert blog(*ARGUMENTS, "--locked")[0] == 0
    assert (snapshot(blog.build), blog.ledger.read_bytes()) == kept


def test_a_first_build_makes_the_folders_above(blog: Blog) -> None:
    assert blog("build", "posts", "--out", "a/b/build")[0] == 0
    assert_whole(blog.folder / "a" / "b" / "build")
    assert [path.name for path in (blog.folder / "a" / "b").iterdir()] == ["build"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("chapter.txt", "precious"),
        ("manifest.json", '{"name": "an app", "icons": []}'),
        (
            "manifest.json",
            '{"schema": "postdeck-manifest/2", "artefacts": {}, "ledgers": {}, "left_out": []}',
        ),
        ("manifest.json", '{"schema": "postdeck-manifest/1", "artef'),
        ("manifest.json", "[" * 100_000),
        (
            "manifest.json",
            '{"schema": "postdeck-manifest/1", "artefacts": [], "ledgers": {}, "left_out": []}',
        ),
        ("manifest.json/file", "a folder"),
    ],
)
def test_what_postdeck_did_not_make_is_refused(blog: Blog, name: str, content: str) -> None:
    blog.write(f"thesis/{name}", content)
    before = snapshot(blog.folder)
    code, out, err = blog("build", "posts", "--out", "thesis")
    assert (code, out) == (2, "")
    assert "thesis is not empty and was not made by postdeck; name another folder" in err
    assert snapshot(blog.folder) == before


def test_a_damaged_manifest_is_refused_and_nothing_is_lost(blog: Blog) -> None:
    assert blog()[0] == 0
    (blog.build / "manifest.json").write_bytes(b"\xff\x00")
    before = snapshot(blog.folder)
    assert blog()[0] == 2
    assert blog("emit", "build/corpus.json")[0] == 2
    assert snapshot(blog.folder) == before


def test_a_manifest_leads_nowhere_else(blog: Blog) -> None:
    """Names in a manifest are only looked up among the files of the set."""
    assert blog()[0] == 0
    manifest = json.loads((blog.build / "manifest.json").read_text("utf-8"))
    manifest["artefacts"]["../posts/post.md"] = {"corpus": "sha256:0"}
    manifest["artefacts"]["gone.html"] = {"corpus": "sha256:0"}
    (blog.build / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert blog()[0] == 0
    manifest = publish.read_manifest(blog.build)
    assert manifest is not None
    assert [name for name in manifest.artefacts if not name.startswith("links.")] == [
        "cheatsheet.html", "deck.apkg",
    ]  # fmt: skip


def test_a_file_in_the_folder_s_place(blog: Blog) -> None:
    blog.write("build", "a file")
    code, _, err = blog()
    assert code == 2
    assert "build is no folder" in err
    assert (blog.folder / "build").read_text() == "a file"


def test_a_file_above_the_folder(blog: Blog) -> None:
    blog.write("out", "a file")
    code, _, err = blog("build", "posts", "--out", "out/build")
    assert (code, err.count("\n")) == (3, 1)
    assert (blog.folder / "out").read_text() == "a file"


def test_a_mount_point_and_the_root_are_refused(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert blog("build", "posts", "--out", "/")[0] == 2
    assert blog()[0] == 0
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "build")
    code, _, err = blog()
    assert code == 2
    assert "build is a mount point" in err


def test_a_link_to_the_folder_stays_a_link(blog: Blog) -> None:
    (blog.folder / "elsewhere").mkdir()
    blog.build.symlink_to(blog.folder / "elsewhere")
    assert blog()[0] == 0
    assert blog()[0] == 0
    assert blog.build.is_symlink()
    assert_whole(blog.folder / "elsewhere")


@pytest.mark.parametrize("source", [".", "posts"])
def test_products_are_not_read_as_posts(blog: Blog, source: str) -> None:
    out = f"{source}/build"
    assert blog("build", source, "--out", out)[0] == 0
    first = blog("build", source, "--out", out)
    blog.write(f"{out}/.hidden.md", "# 1. 什么？\n\n隐。\n")
    before = snapshot(blog.folder)
    assert blog("build", source, "--out", out, "--locked") == first
    assert first[0] == 0
    assert snapshot(blog.folder) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("posts", "--out", "."),
        ("build", "--out", "build"),
        ("build/inner", "--out", "build"),
        ("build/inner/post.md", "--out", "build"),
        ("link", "--out", "build"),
        ("posts", "--out", "build", "--ledger", "build/cards.lock.json"),
    ],
)
def test_what_must_stay_may_not_lie_in_the_folder(blog: Blog, arguments: tuple[str, ...]) -> None:
    """The swap would take sources and ledgers away."""
    assert blog()[0] == 0
    blog.write("build/inner/post.md", POST)
    blog.write("build/inner/_config.yml", "title: 题\n")
    blog.write("build/inner/source/_posts/post.md", POST)
    (blog.folder / "link").symlink_to(blog.folder / "build" / "inner")
    if arguments[-1] == ".":
        shutil.copy(blog.build / "manifest.json", blog.folder)
    before = snapshot(blog.folder)
    code, _, err = blog("build", *arguments)
    assert code == 2
    assert "lies in the output folder" in err
    assert snapshot(blog.folder) == before


def test_what_lies_in_an_output_folder_is_no_source_and_stays(blog: Blog) -> None:
    assert blog()[0] == 0
    inner = blog.write("build/inner/post.md", POST)
    code, out, _ = blog("build", ".", "--out", "build")
    assert code == 0
    assert " in 1 post of 1 site\n" in out
    assert inner.read_text("utf-8") == POST


def test_an_out_that_is_a_source(blog: Blog) -> None:
    before = snapshot(blog.folder)
    assert blog("build", "posts", "--out", "posts")[0] == 2
    assert blog("build", "posts/post.md", "--out", "posts")[0] == 2
    assert snapshot(blog.folder) == before


def test_a_ledger_in_the_folder_is_refused_by_emit_too(blog: Blog) -> None:
    assert blog()[0] == 0
    code, _, err = blog("emit", "build/corpus.json", "--ledger", "build/ledger.json")
    assert code == 2
    assert "lies in the output folder" in err


def test_git_ignores_the_folder_until_somebody_says_otherwise(blog: Blog) -> None:
    assert blog()[0] == 0
    subprocess.run(["git", "init", "--quiet"], cwd=blog.folder, check=True)
    untracked = ["git", "status", "--porcelain", "--untracked-files=all", "build"]

    def told() -> str:
        done = subprocess.run(
            untracked, cwd=blog.folder, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert told() == ""
    (blog.build / ".gitignore").unlink()
    assert blog()[0] == 0
    assert "build/manifest.json" in told()


def test_what_else_lies_in_the_folder_is_kept(blog: Blog) -> None:
    assert blog()[0] == 0
    blog.write("build/.gitkeep", "")
    blog.write("build/.git/HEAD", "ref: refs/heads/main\n")
    blog.write("build/printed/sheet.pdf", "%PDF")
    (blog.build / "latest").symlink_to("nowhere")
    blog.edit()
    code, out, _ = blog()
    assert code == 0
    assert "stale" not in out
    assert (blog.build / ".gitkeep").is_file()
    assert (blog.build / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert (blog.build / "printed" / "sheet.pdf").is_file()
    assert (blog.build / "latest").readlink() == Path("nowhere")
    assert_whole(blog.build)


def test_a_product_that_is_not_made_is_kept(blog: Blog) -> None:
    assert blog()[0] == 0
    deck, kept = (blog.build / "deck.apkg").read_bytes(), blog.ledger.read_bytes()
    blog.edit()
    for _ in range(2):
        code, out, _ = blog("build", "posts", "--only", "corpus")
        assert (code, "stale-product" in out) == (0, False)
    assert ((blog.build / "deck.apkg").read_bytes(), blog.ledger.read_bytes()) == (deck, kept)
    code, out, _ = blog()
    assert (code, "stale-product" in out) == (0, False)
    assert_whole(blog.build)


def refused(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let ledgers be where they cannot be written (root heeds no permissions)."""
    really = Path.open

    def opened(path: Path, mode: str = "r", *more: Any, **rest: Any) -> Any:
        if "x" in mode and path.name.startswith(".cards.lock.json."):
            raise OSError(number, os.strerror(number), str(path))
        return really(path, mode, *more, **rest)

    monkeypatch.setattr(Path, "open", opened)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_ledger_that_cannot_be_written(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The first one may be absent, as every guid follows from the posts; a known one must follow."""
    with monkeypatch.context() as patch:
        refused(patch, number)
        code, out, _ = blog()
        assert code == 0
        assert "posts/cards.lock.json: warning: the ledger cannot be written: " in out
        assert "hint: name a place for it with --ledger FILE" in out
        assert blog(*ARGUMENTS, "--strict")[0] == 1
    assert_whole(blog.build)
    deck = (blog.build / "deck.apkg").read_bytes()
    assert not blog.ledger.exists()
    assert blog()[0] == 0
    assert (blog.build / "deck.apkg").read_bytes() == deck
    blog.edit()
    before = snapshot(blog.folder)
    with monkeypatch.context() as patch:
        refused(patch, number)
        code, out, _ = blog()
    assert code == 1
    assert "posts/cards.lock.json: error: the ledger cannot be written: " in out
    assert snapshot(blog.folder) == before


def test_a_full_disk_is_no_place_without_permission(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(monkeypatch, errno.ENOSPC)
    code, out, err = blog()
    assert (code, out) == (3, "")
    assert err.endswith("posts/cards.lock.json: No space left on device\n")
    assert not blog.build.exists()


def make_pipe(path: Path) -> None:
    os.mkfifo(path)  # Windows has none


@pytest.mark.parametrize("make", [Path.mkdir, make_pipe, lambda path: path.symlink_to(path)])
def test_what_is_no_file_in_the_ledger_s_place(blog: Blog, make: Callable[[Path], None]) -> None:
    make(blog.ledger)
    code, out, err = blog()
    assert (code, err) == (1, "")
    assert "cards.lock.json: error: this is not a regular file [bad-ledger]" in out
    assert "hint: move it away" in out
    assert not blog.build.exists()


@pytest.mark.parametrize("ledger", ["nowhere/cards.json", "posts/post.md/cards.json"])
def test_a_ledger_that_was_named_must_be_written(blog: Blog, ledger: str) -> None:
    code, out, _ = blog(*ARGUMENTS, "--ledger", ledger)
    assert code == 1
    assert f"{ledger}: error: the ledger cannot be written: " in out
    assert not blog.build.exists()


def test_emit_leaves_the_cards_of_posts_left_out_alone(blog: Blog) -> None:
    blog.write("posts/other.md", POST.replace("栈", "树").replace("队列", "图"))
    assert blog()[0] == 0
    blog.write("posts/other.md", "---\ntitle: [\n---\n")
    assert blog(*ARGUMENTS)[0] == 1
    kept = blog.ledger.read_bytes()
    for out in ("build", "again", "build"):
        code, told, _ = blog("emit", "build/corpus.json", "--out", out)
        assert code == 1, told
        assert json.loads((blog.folder / out / "manifest.json").read_text("utf-8"))["left_out"] == [
            ["posts", "other", "bad-front-matter"]
        ]
    assert blog.ledger.read_bytes() == kept
    assert b"retired" not in kept


@LINUX
def test_an_out_where_nothing_can_be_made(blog: Blog) -> None:
    code, _, err = blog("build", "posts", "--out", "/proc/postdeck")
    assert code == 3
    assert "/proc/" in err


def test_a_ledger_that_changes_during_a_run(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another build, or a pull, may change it; then what this run knows is not what is so."""
    assert blog()[0] == 0
    blog.edit()
    before = snapshot(blog.build)
    other = blog.ledger.read_bytes().replace("什么是栈".encode(), "栈是什么".encode())
    really = ledger.stamp

    def stamp(*arguments: Any) -> Any:
        blog.ledger.write_bytes(other)
        return really(*arguments)

    monkeypatch.setattr(ledger, "stamp", stamp)
    code, out, _ = blog()
    assert code == 1
    assert "error: the ledger was changed during this run" in out
    other = b"<<<<<<< ours\n"
    code, out, _ = blog()
    assert code == 1
    assert "cards.lock.json:1: error: " in out
    assert (snapshot(blog.build), blog.ledger.read_bytes()) == (before, other)


def test_a_swap_that_fails_changes_no_ledger(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(output: publish.OutputFolder) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(output.folder))

    for there in (False, True):
        before = blog.ledger.read_bytes() if there else None
        with monkeypatch.context() as patch:
            patch.setattr(publish.OutputFolder, "swap", full)
            code, out, err = blog()
        assert (code, out, err) == (3, "", f"postdeck: {blog.build}: No space left on device\n")
        assert (blog.ledger.read_bytes() if blog.ledger.exists() else None) == before
        assert blog()[0] == 0
        blog.edit()


def test_a_ledger_that_cannot_be_put_back_is_told(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(publish.OutputFolder, "swap", full)
    monkeypatch.setattr(LedgerFiles, "put_back", full)
    code, _, err = blog()
    assert code == 3
    assert err.endswith("No space left on device; the ledger is newer than the deck: build again\n")


def test_a_broken_ledger_is_named_as_it_can_be_opened(blog: Blog) -> None:
    blog.ledger.write_bytes(b"{")
    code, out, _ = blog()
    assert code == 1
    assert out.startswith("posts/cards.lock.json:1:")

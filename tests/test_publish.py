"""The output set is whole at every moment: under kill -9, a full disk, and many builds at once.

`python -m tests.test_publish KIND WORLDS` is the process that runs builds to be killed or spoiled at
their n-th file-system call, for every n: it forks, so that each build costs milliseconds.
"""

from __future__ import annotations

import builtins
import errno
import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from pipeline import cli, ledger, publish
from pipeline.emitters.anki.package import check_package
from tests.conftest import ROOT

POST = """---
title: 面试题
---

# 1. 什么是栈？

后进先出，见图：

![栈](stack.png)

# 2. 什么是队列？

先进先出。
"""
# The deck and the sheet: each file more is a place more to be struck at.
ARGUMENTS = ("build", "posts", "--out", "build", "--only", "deck", "--only", "cheatsheet")
NOT_STRUCK = 64
CALLS = frozenset(
    "open os.rename os.remove os.mkdir os.rmdir os.chmod os.listdir os.scandir os.truncate".split()
)
# Clearing away, which the next run does; `fsync` of folders; `zipfile`, which opens once more.
FORGIVEN = re.compile(
    r"os\.(remove|rmdir|scandir|rename \.build\.previous)|folder"
    r"|open \.build\.staging-\w+(/assets|/deck\.apkg)?$"
)
LINUX = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks handles up in /proc")

Snapshot = dict[str, bytes]


def snapshot(folder: Path) -> Snapshot:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def beside(world: Path) -> list[str]:
    """What a run leaves behind: all but the sources, their ledger and the set."""
    usual = {"posts", "build", "post.md", "stack.png", "cards.lock.json"}
    names = {p.name for folder in (world, world / "posts") for p in folder.iterdir()}
    return sorted(names - usual)


def assert_whole(folder: Path) -> None:
    """The parts of a set are of one build, and none is missing."""
    data = (folder / "corpus.json").read_bytes()
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["corpus"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert manifest["artefacts"]["deck.apkg"]["corpus"] == manifest["corpus"]
    assert check_package(folder / "deck.apkg") == ()
    assets = [a["file"] for post in json.loads(data)["posts"] for a in post["assets"] if a["file"]]
    assert sorted(assets) == sorted(path.name for path in (folder / "assets").iterdir())


class World:
    """A folder with posts, in which the command is run."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.build = folder / "build"
        self.ledger = folder / "posts" / "cards.lock.json"
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        code = cli.main(arguments or ARGUMENTS)
        out, err = self._capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def edit(self) -> None:
        """Change the post, so that the next deck and ledger differ."""
        text = POST.replace("后进先出", "先进后出").replace(
            "先进先出。", "先到先得。\n\n# 3. 什么是堆？\n\n树。"
        )
        self.write("posts/post.md", text)


@pytest.fixture
def world(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> World:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    made = World(tmp_path, capsys)
    made.write("posts/post.md", POST)
    Image.new("RGB", (2, 2)).save(tmp_path / "posts" / "stack.png")
    return made


class Struck:
    """One spoiled build: the call it was spoiled at, how it ended, and what is left of it."""

    def __init__(self, worlds: Path, record: dict[str, Any]) -> None:
        self.world = worlds / str(record["n"])
        self.call = str(record["call"])
        self.code = int(record["code"])
        self.out = str(record["out"])
        self.err = str(record["err"])

    def __str__(self) -> str:
        return f"{self.call} → {self.code} {self.err}"

    @property
    def set(self) -> Snapshot:
        return snapshot(self.world / "build")

    @property
    def ledger(self) -> bytes:
        return (self.world / "posts" / "cards.lock.json").read_bytes()


class Sweep:
    """A build spoiled at each of its calls in turn, and what it would have made of what."""

    def __init__(self, world: World, kind: str) -> None:
        worlds = world.folder / "worlds"
        assert world()[0] == 0
        world.write("build/sheet.html", "of another run")
        world.write("build/.gitkeep", "")
        world.edit()
        self.old, self.old_ledger = snapshot(world.build), world.ledger.read_bytes()
        base = worlds / "base"
        base.mkdir(parents=True)
        for name in ("posts", "build"):
            shutil.copytree(world.folder / name, base / name)
        assert world()[0] == 0
        self.new, self.new_ledger = snapshot(world.build), world.ledger.read_bytes()
        assert self.old.keys() == self.new.keys()
        assert self.old_ledger != self.new_ledger
        done = subprocess.run(
            [sys.executable, "-m", "tests.test_publish", kind, str(worlds)],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        self.builds = [Struck(worlds, json.loads(line)) for line in done.stdout.splitlines()]
        assert len(self.builds) > 40

    def assert_repaired(
        self, struck: Struck, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The next run makes the new set, and leaves nothing else."""
        monkeypatch.chdir(struck.world)
        assert world()[0] == 0, struck
        assert struck.set == self.new, struck
        assert struck.ledger == self.new_ledger, struck
        assert beside(struck.world) == [], struck


@LINUX
@pytest.mark.parametrize("kind", ["kill", "kill-renames"])
def test_a_killed_build_leaves_a_whole_set(
    world: World, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "kill" and not exchanges(world.folder):
        pytest.skip("no system call lets two folders take each other's name")
    sweep = Sweep(world, kind)
    ends = []
    for struck in sweep.builds:
        assert struck.code == -signal.SIGKILL, struck
        found = struck.set
        if not found and kind == "kill-renames":
            found = snapshot(struck.world / ".build.previous")
        ends.append("new" if found == sweep.new else "old")
        assert found == (sweep.new if ends[-1] == "new" else sweep.old), struck
        assert struck.ledger in (sweep.old_ledger, sweep.new_ledger), struck
        assert ends[-1] == "old" or struck.ledger == sweep.new_ledger, struck
        sweep.assert_repaired(struck, world, monkeypatch)
    assert ends == sorted(ends, reverse=True)
    assert set(ends) == {"old", "new"}


@LINUX
@pytest.mark.parametrize("kind", ["fail", "fail-renames"])
def test_a_full_disk_at_every_call(
    world: World, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sweep = Sweep(world, kind)
    for struck in sweep.builds:
        assert struck.ledger in (sweep.old_ledger, sweep.new_ledger), struck
        if struck.code == 3:
            assert struck.set == sweep.old, struck
            assert beside(struck.world) == [], struck
            assert struck.out == "", struck
            assert struck.err.startswith("postdeck: /"), struck
            assert struck.err.endswith(": No space left on device\n"), struck
            assert struck.err.count("\n") == 1, struck
        else:
            assert struck.code == 0, struck
            assert struck.set == sweep.new, struck
            assert struck.ledger == sweep.new_ledger, struck
            sweep.assert_repaired(struck, world, monkeypatch)
    forgiven = [struck for struck in sweep.builds if struck.code == 0]
    assert [str(struck) for struck in forgiven if not FORGIVEN.match(struck.call)] == []


def exchanges(folder: Path) -> bool:
    one, other = folder / "one", folder / "other"
    one.mkdir()
    other.mkdir()
    done = publish._exchange(one, other)
    one.rmdir()
    other.rmdir()
    return done


@pytest.mark.parametrize("builds", [2, 5])
def test_builds_at_once(world: World, builds: int) -> None:
    assert world()[0] == 0
    always = exchanges(world.folder)
    world.edit()
    command = [sys.executable, "-W", "error", "-m", "pipeline", *ARGUMENTS]
    running = []
    for number in range(builds):
        (world.folder / f"tmp{number}").mkdir()  # the lock does not depend on it
        environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(world.folder / f"tmp{number}"),
        }  # fmt: skip
        running.append(
            subprocess.Popen(
                command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
        )
    while any(process.poll() is None for process in running):
        assert not always or (world.build / "manifest.json").exists()
    for process in running:
        out, _ = process.communicate()
        assert process.returncode == 0, out.decode()
    assert_whole(world.build)
    assert not [name for name in beside(world.folder) if not name.startswith("tmp")]
    kept = snapshot(world.build), world.ledger.read_bytes()
    assert world(*ARGUMENTS, "--locked")[0] == 0
    assert (snapshot(world.build), world.ledger.read_bytes()) == kept


def test_a_first_build_makes_the_folders_above(world: World) -> None:
    assert world("build", "posts", "--out", "a/b/build")[0] == 0
    assert_whole(world.folder / "a" / "b" / "build")
    assert [path.name for path in (world.folder / "a" / "b").iterdir()] == ["build"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("chapter.txt", "precious"),
        ("manifest.json", '{"name": "an app", "icons": []}'),
        ("manifest.json", '{"schema": "postdeck-manifest/2", "artefacts": {}, "ledgers": {}}'),
        ("manifest.json", '{"schema": "postdeck-manifest/1", "artef'),
        ("manifest.json", "[" * 100_000),
        ("manifest.json", '{"schema": "postdeck-manifest/1", "artefacts": [], "ledgers": {}}'),
        ("manifest.json/file", "a folder"),
    ],
)
def test_what_postdeck_did_not_make_is_refused(world: World, name: str, content: str) -> None:
    world.write(f"thesis/{name}", content)
    before = snapshot(world.folder)
    code, out, err = world("build", "posts", "--out", "thesis")
    assert (code, out) == (2, "")
    assert "thesis is not empty and was not made by postdeck; name another folder" in err
    assert snapshot(world.folder) == before


def test_a_damaged_manifest_is_refused_and_nothing_is_lost(world: World) -> None:
    assert world()[0] == 0
    (world.build / "manifest.json").write_bytes(b"\xff\x00")
    before = snapshot(world.folder)
    assert world()[0] == 2
    assert world("emit", "build/corpus.json")[0] == 2
    assert snapshot(world.folder) == before


def test_a_manifest_leads_nowhere_else(world: World) -> None:
    """Names in a manifest are only looked up among the files of the set."""
    assert world()[0] == 0
    manifest = json.loads((world.build / "manifest.json").read_text("utf-8"))
    manifest["artefacts"]["../posts/post.md"] = {"corpus": "sha256:0"}
    manifest["artefacts"]["gone.html"] = {"corpus": "sha256:0"}
    (world.build / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert world()[0] == 0
    manifest = publish.read_manifest(world.build)
    assert manifest is not None
    assert [name for name in manifest.artefacts if not name.startswith("links.")] == [
        "cheatsheet.html", "deck.apkg",
    ]  # fmt: skip


def test_a_file_in_the_folder_s_place(world: World) -> None:
    world.write("build", "a file")
    code, _, err = world()
    assert code == 2
    assert "build is no folder" in err
    assert (world.folder / "build").read_text() == "a file"


def test_a_file_above_the_folder(world: World) -> None:
    world.write("out", "a file")
    code, _, err = world("build", "posts", "--out", "out/build")
    assert (code, err.count("\n")) == (3, 1)
    assert (world.folder / "out").read_text() == "a file"


def test_a_mount_point_and_the_root_are_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert world("build", "posts", "--out", "/")[0] == 2
    assert world()[0] == 0
    monkeypatch.setattr(Path, "is_mount", lambda path: path.name == "build")
    code, _, err = world()
    assert code == 2
    assert "build is a mount point" in err


def test_a_link_to_the_folder_stays_a_link(world: World) -> None:
    (world.folder / "elsewhere").mkdir()
    world.build.symlink_to(world.folder / "elsewhere")
    assert world()[0] == 0
    assert world()[0] == 0
    assert world.build.is_symlink()
    assert_whole(world.folder / "elsewhere")


@pytest.mark.parametrize("source", [".", "posts"])
def test_products_are_not_read_as_posts(world: World, source: str) -> None:
    out = f"{source}/build"
    assert world("build", source, "--out", out)[0] == 0
    first = world("build", source, "--out", out)
    world.write(f"{out}/.hidden.md", "# 1. 什么？\n\n隐。\n")
    before = snapshot(world.folder)
    assert world("build", source, "--out", out, "--locked") == first
    assert first[0] == 0
    assert snapshot(world.folder) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("posts", "--out", "."),
        ("build", "--out", "build"),
        ("build/inner", "--out", "build"),
        ("build/inner/post.md", "--out", "build"),
        ("link", "--out", "build"),
        (".", "--out", "build"),
        ("posts", "--out", "build", "--ledger", "build/cards.lock.json"),
    ],
)
def test_what_must_stay_may_not_lie_in_the_folder(world: World, arguments: tuple[str, ...]) -> None:
    """The swap would take sources and ledgers away."""
    assert world()[0] == 0
    world.write("build/inner/post.md", POST)
    world.write("build/inner/_config.yml", "title: 题\n")
    world.write("build/inner/source/_posts/post.md", POST)
    (world.folder / "link").symlink_to(world.folder / "build" / "inner")
    if arguments[-1] == ".":
        shutil.copy(world.build / "manifest.json", world.folder)
    before = snapshot(world.folder)
    code, _, err = world("build", *arguments)
    assert code == 2
    assert "lies in the output folder" in err
    assert snapshot(world.folder) == before


def test_an_out_that_is_a_source(world: World) -> None:
    before = snapshot(world.folder)
    assert world("build", "posts", "--out", "posts")[0] == 2
    assert world("build", "posts/post.md", "--out", "posts")[0] == 2
    assert snapshot(world.folder) == before


def test_a_ledger_in_the_folder_is_refused_by_emit_too(world: World) -> None:
    assert world()[0] == 0
    code, _, err = world("emit", "build/corpus.json", "--ledger", "build/ledger.json")
    assert code == 2
    assert "lies in the output folder" in err


def test_what_else_lies_in_the_folder_is_kept(world: World) -> None:
    assert world()[0] == 0
    world.write("build/.gitkeep", "")
    world.write("build/.git/HEAD", "ref: refs/heads/main\n")
    world.write("build/printed/sheet.pdf", "%PDF")
    (world.build / "latest").symlink_to("nowhere")
    world.edit()
    code, out, _ = world()
    assert code == 0
    assert "stale" not in out
    assert (world.build / ".gitkeep").is_file()
    assert (world.build / ".git" / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert (world.build / "printed" / "sheet.pdf").is_file()
    assert (world.build / "latest").readlink() == Path("nowhere")
    assert_whole(world.build)


def test_a_product_that_is_not_made_is_kept_and_called_stale(world: World) -> None:
    assert world()[0] == 0
    deck, kept = (world.build / "deck.apkg").read_bytes(), world.ledger.read_bytes()
    assert "stale-product" not in world("build", "posts", "--only", "corpus")[1]
    world.edit()
    for _ in range(2):
        code, out, _ = world("build", "posts", "--only", "corpus")
        assert code == 0
        assert out.count("deck.apkg: info: deck.apkg was made from another corpus") == 1
    assert ((world.build / "deck.apkg").read_bytes(), world.ledger.read_bytes()) == (deck, kept)
    code, out, _ = world()
    assert (code, "stale-product" in out) == (0, False)
    assert_whole(world.build)


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
    world: World, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """The first one may be absent, as every guid follows from the posts; a known one must follow."""
    with monkeypatch.context() as patch:
        refused(patch, number)
        code, out, _ = world()
        assert code == 0
        assert "posts/cards.lock.json: warning: the ledger cannot be written: " in out
        assert "hint: name a place for it with --ledger FILE" in out
        assert world(*ARGUMENTS, "--strict")[0] == 1
    assert_whole(world.build)
    deck = (world.build / "deck.apkg").read_bytes()
    assert not world.ledger.exists()
    assert world()[0] == 0
    assert (world.build / "deck.apkg").read_bytes() == deck
    world.edit()
    before = snapshot(world.folder)
    with monkeypatch.context() as patch:
        refused(patch, number)
        code, out, _ = world()
    assert code == 1
    assert "posts/cards.lock.json: error: the ledger cannot be written: " in out
    assert snapshot(world.folder) == before


def test_a_full_disk_is_no_place_without_permission(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(monkeypatch, errno.ENOSPC)
    code, out, err = world()
    assert (code, out) == (3, "")
    assert err.endswith("posts/cards.lock.json: No space left on device\n")
    assert not world.build.exists()


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path)])
def test_what_is_no_file_in_the_ledger_s_place(world: World, make: Callable[[Path], None]) -> None:
    make(world.ledger)
    code, out, err = world()
    assert (code, err) == (1, "")
    assert "cards.lock.json: error: This is no plain file. [bad-ledger]" in out
    assert "hint: Move it away" in out
    assert not world.build.exists()


@pytest.mark.parametrize("ledger", ["nowhere/cards.json", "posts/post.md/cards.json"])
def test_a_ledger_that_was_named_must_be_written(world: World, ledger: str) -> None:
    code, out, _ = world(*ARGUMENTS, "--ledger", ledger)
    assert code == 1
    assert f"{ledger}: error: the ledger cannot be written: " in out
    assert not world.build.exists()


def test_emit_leaves_the_cards_of_unread_posts_alone(world: World) -> None:
    world.write("posts/other.md", POST.replace("栈", "树").replace("队列", "图"))
    assert world()[0] == 0
    world.write("posts/other.md", "---\ntitle: [\n---\n")
    assert world(*ARGUMENTS, "--keep-going")[0] == 1
    kept = world.ledger.read_bytes()
    for out in ("build", "again", "build"):
        code, told, _ = world("emit", "build/corpus.json", "--out", out)
        assert code == 1, told
        assert json.loads((world.folder / out / "manifest.json").read_text("utf-8"))["unread"] == [
            ["posts", "other"]
        ]
    assert world.ledger.read_bytes() == kept
    assert b"retired" not in kept


@LINUX
def test_an_out_where_nothing_can_be_made(world: World) -> None:
    code, _, err = world("build", "posts", "--out", "/proc/postdeck")
    assert code == 3
    assert "/proc/" in err


def test_a_ledger_that_changes_during_a_run(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another build, or a pull, may change it; then what this run knows is not what is so."""
    assert world()[0] == 0
    world.edit()
    before = snapshot(world.build)
    other = world.ledger.read_bytes().replace("什么是栈".encode(), "栈是什么".encode())
    really = ledger.stamp

    def stamp(*arguments: Any) -> Any:
        world.ledger.write_bytes(other)
        return really(*arguments)

    monkeypatch.setattr(ledger, "stamp", stamp)
    code, out, _ = world()
    assert code == 1
    assert "error: the ledger was changed while this run was under way" in out
    other = b"<<<<<<< ours\n"
    code, out, _ = world()
    assert code == 1
    assert "cards.lock.json:1: error: " in out
    assert (snapshot(world.build), world.ledger.read_bytes()) == (before, other)


def _sweep(kind: str, worlds: Path) -> None:
    """Spoil a build at its first call, at its second, and so on, each in a world of its own."""
    os.environ["SOURCE_DATE_EPOCH"] = "1750000000"
    shutil.copytree(worlds / "base", worlds / "warm")
    os.chdir(worlds / "warm")
    told, sys.stdout = sys.stdout, io.StringIO()
    assert cli.main(ARGUMENTS) == 0  # every module is imported now
    sys.stdout = told
    if kind.endswith("-renames"):
        publish._exchange = lambda one, other: False
    for n in count(1):
        world = worlds / str(n)
        shutil.copytree(worlds / "base", world)
        child = os.fork()
        if not child:
            _spoiled(kind, world, n)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == NOT_STRUCK:
            return
        notes = {key: Path(f"{world}.{key}").read_text("utf-8") for key in ("call", "out", "err")}
        sys.stdout.write(json.dumps({"n": n, "code": code, **notes}) + "\n")
        sys.stdout.flush()


def _spoiled(kind: str, world: Path, n: int) -> None:
    """Run a build that is struck at its n-th call, and end with its exit code."""
    os.chdir(world)
    for number, key in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{world}.{key}", os.O_WRONLY | os.O_CREAT), number)
    sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
    blow = _Blow(kind, world, n)
    blow.prepare()
    code = cli.main(ARGUMENTS)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if blow.calls >= n else NOT_STRUCK)


class _Blow:
    """Counts the calls on the set, its neighbours and the ledger, and strikes at the n-th."""

    def __init__(self, kind: str, world: Path, n: int) -> None:
        self.kills = kind.startswith("kill")
        self.world = f"{world}/"
        self.watched = tuple(
            f"{world}/{name}"
            for name in ("build", ".build", "posts/cards.lock", "posts/.cards.lock")
        )
        self.n = n
        self.calls = 0
        self.note = os.open(f"{world}.call", os.O_WRONLY | os.O_CREAT)

    def prepare(self) -> None:
        really_open, really_fsync, really_send = io.open, os.fsync, os.sendfile

        def opened(path: Any, mode: str = "r", *more: Any, **rest: Any) -> Any:
            file = really_open(path, mode, *more, **rest)
            return file if set(mode) <= set("rbt") else _Written(self, file, path)

        def synced(handle: int) -> None:
            path = Path(f"/proc/self/fd/{handle}").readlink()
            self.met("folder" if path.is_dir() else "fsync", path)
            really_fsync(handle)

        def sent(target: int, *rest: Any) -> int:
            self.met("sendfile", Path(f"/proc/self/fd/{target}").readlink())
            return really_send(target, *rest)

        def audited(event: str, given: tuple[Any, ...]) -> None:
            if event in CALLS:
                self.met(event, given[0])

        builtins.open = io.open = opened  # type: ignore[assignment]
        os.fsync, os.sendfile = synced, sent  # type: ignore[assignment]
        sys.addaudithook(audited)

    def met(self, call: str, path: object, first: Callable[[], object] = lambda: None) -> None:
        """Count a call, and strike if it is the n-th, after what it does `first`."""
        name = os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""
        if not name.startswith(self.watched):
            return
        self.calls += 1
        if self.calls != self.n:
            return
        os.write(self.note, f"{call} {name.removeprefix(self.world)}".encode())
        first()
        if self.kills:
            os.kill(os.getpid(), signal.SIGKILL)
        named = (name,) if call in CALLS else ()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *named)


class _Written:
    """An open file that is struck in the middle of a write."""

    def __init__(self, blow: _Blow, file: Any, path: object) -> None:
        self._blow, self._file, self._path = blow, file, path

    def write(self, data: Any) -> Any:
        def half() -> None:
            self._file.write(data[: len(data) // 2])
            self._file.flush()

        self._blow.met("write", self._path, half)
        return self._file.write(data)

    def __enter__(self) -> _Written:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


if __name__ == "__main__":
    _sweep(sys.argv[1], Path(sys.argv[2]))

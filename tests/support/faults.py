"""A build that is struck at its n-th file-system call, for every n: killed, or told that the disk is full.

`python -m tests.support.faults KIND BLOGS STRIDE` is the process that runs the builds: it forks, so that
each costs milliseconds. It strikes one of `STRIDE` calls, every rename, and the last call.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import cli, publish
from tests.support import ROOT
from tests.support.publishing import ARGUMENTS, Blog, Snapshot, beside, snapshot
from tests.support.reading import NOW

NEVER = sys.maxsize
CALLS = frozenset(
    "open os.rename os.remove os.mkdir os.rmdir os.chmod os.listdir os.scandir os.truncate".split()
)
# Clearing away, which the next run does; `fsync` of folders; `zipfile`, which opens once more.
FORGIVEN = re.compile(
    r"os\.(remove|rmdir|scandir|rename \.build\.previous)|folder"
    r"|open \.build\.staging-\w+(/pictures|/deck\.apkg)?$"
)
FEWEST = 40
"""The least number of calls that a build makes; a sweep with fewer did not see them."""
LINUX = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks handles up in /proc")
KILLS, FAILURES = ("kill", "kill-renames"), ("fail", "fail-renames")


class Struck:
    """One spoiled build: the call it was spoiled at, how it ended, and what it left."""

    def __init__(self, blogs: Path, record: dict[str, Any]) -> None:
        self.blog = blogs / str(record["n"])
        self.call = str(record["call"])
        self.code = int(record["code"])
        self.out = str(record["out"])
        self.err = str(record["err"])

    def __str__(self) -> str:
        return f"{self.call} → {self.code} {self.err}"

    @property
    def set(self) -> Snapshot:
        return snapshot(self.blog / "build")

    @property
    def ledger(self) -> bytes:
        return (self.blog / "posts" / "cards.lock.json").read_bytes()


class Sweep:
    """A build spoiled at each of its calls in turn; the sets and ledgers before and after it."""

    def __init__(self, blog: Blog, kind: str, stride: int) -> None:
        blogs = blog.folder / "blogs"
        assert blog().code == 0
        blog.write("build/sheet.html", "of another run")
        blog.write("build/.gitkeep", "")
        blog.edit()
        self.old, self.old_ledger = snapshot(blog.build), blog.ledger.read_bytes()
        base = blogs / "base"
        base.mkdir(parents=True)
        for name in ("posts", "build"):
            shutil.copytree(blog.folder / name, base / name)
        assert blog().code == 0
        self.new, self.new_ledger = snapshot(blog.build), blog.ledger.read_bytes()
        assert self.old.keys() == self.new.keys()
        assert self.old_ledger != self.new_ledger
        done = subprocess.run(
            [sys.executable, "-m", "tests.support.faults", kind, str(blogs), str(stride)],
            cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        self.builds = [Struck(blogs, json.loads(line)) for line in done.stdout.splitlines()]
        assert len(self.builds) > FEWEST // stride
        assert all(struck.call for struck in self.builds)

    def assert_repaired(self, struck: Struck, blog: Blog) -> None:
        """Assert that the next run makes the new set, and leaves nothing else."""
        assert blog.at(struck.blog)(*ARGUMENTS).code == 0, struck
        assert struck.set == self.new, struck
        assert struck.ledger == self.new_ledger, struck
        assert beside(struck.blog) == [], struck


def assert_killed_builds_leave_a_whole_set(blog: Blog, kind: str, stride: int = 1) -> None:
    """Kill a build at each call: what is there is the old set or the new one, and the next run is right."""
    if kind == "kill" and not exchanges(blog.folder):
        pytest.skip("no system call lets two folders take each other's name")
    sweep = Sweep(blog, kind, stride)
    ends = []
    for struck in sweep.builds:
        assert struck.code == -signal.SIGKILL, struck
        found = struck.set
        if not found and kind == "kill-renames":
            found = snapshot(struck.blog / ".build.previous")
        ends.append("new" if found == sweep.new else "old")
        assert found == (sweep.new if ends[-1] == "new" else sweep.old), struck
        assert struck.ledger in (sweep.old_ledger, sweep.new_ledger), struck
        assert ends[-1] == "old" or struck.ledger == sweep.new_ledger, struck
        sweep.assert_repaired(struck, blog)
    assert ends == sorted(ends, reverse=True)
    assert set(ends) == {"old", "new"}


def assert_a_full_disk_changes_nothing(blog: Blog, kind: str, stride: int = 1) -> None:
    """Let each call find the disk full: the old set stays, with a message, or a new one is made."""
    sweep = Sweep(blog, kind, stride)
    for struck in sweep.builds:
        assert struck.ledger in (sweep.old_ledger, sweep.new_ledger), struck
        if struck.code == 3:
            assert struck.set == sweep.old, struck
            assert beside(struck.blog) == [], struck
            assert struck.out == "", struck
            assert struck.err.startswith("postdeck: /"), struck
            assert struck.err.endswith(": No space left on device\n"), struck
            assert struck.err.count("\n") == 1, struck
        else:
            assert struck.code == 0, struck
            assert struck.set == sweep.new, struck
            assert struck.ledger == sweep.new_ledger, struck
            sweep.assert_repaired(struck, blog)
    forgiven = [struck for struck in sweep.builds if struck.code == 0]
    assert [str(struck) for struck in forgiven if not FORGIVEN.match(struck.call)] == []


def exchanges(folder: Path) -> bool:
    """Whether the system can let two folders take each other's name."""
    one, other = folder / "one", folder / "other"
    one.mkdir()
    other.mkdir()
    done = publish._exchange(one, other)
    one.rmdir()
    other.rmdir()
    return done


def _sweep(kind: str, blogs: Path, stride: int) -> None:
    """Spoil a build at one call after another, each in a folder of its own."""
    os.environ["SOURCE_DATE_EPOCH"] = str(NOW)
    shutil.copytree(blogs / "base", blogs / "warm")
    os.chdir(blogs / "warm")
    told, sys.stdout = sys.stdout, io.StringIO()
    assert cli.main(ARGUMENTS) == 0  # every module is imported now
    sys.stdout = told
    if kind.endswith("-renames"):
        publish._exchange = lambda one, other: False
    calls = _struck(kind, blogs / "count", NEVER)["call"].split("\n")
    renames = {n for n, call in enumerate(calls, start=1) if call.startswith("os.rename ")}
    for n in sorted({*range(1, len(calls) + 1, stride), *renames, len(calls)}):
        sys.stdout.write(json.dumps({"n": n, **_struck(kind, blogs / str(n), n)}) + "\n")
        sys.stdout.flush()


def _struck(kind: str, blog: Path, n: int) -> dict[str, Any]:
    """Run a build that is struck at its n-th call, in its own process, and return how it ended."""
    shutil.copytree(blog.with_name("base"), blog)
    child = os.fork()
    if not child:
        _spoiled(kind, blog, n)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    notes = {key: Path(f"{blog}.{key}").read_text("utf-8") for key in ("call", "out", "err")}
    return {"code": code, **notes}


def _spoiled(kind: str, blog: Path, n: int) -> None:
    """Run a build that is struck at its n-th call, and end with its exit code."""
    os.chdir(blog)
    for number, key in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{blog}.{key}", os.O_WRONLY | os.O_CREAT), number)
    sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
    blow = Blow(kind, blog, n)
    blow.prepare()
    code = cli.main(ARGUMENTS)
    sys.stdout.flush()
    sys.stderr.flush()
    if n == NEVER:
        os.write(blow.note, "\n".join(blow.met_calls).encode())
    os._exit(code)


class Blow:
    """Counts the calls on the set, its neighbours and the ledger, and strikes at the n-th."""

    def __init__(self, kind: str, blog: Path, n: int) -> None:
        self.kills = kind.startswith("kill")
        self.blog = f"{blog}/"
        self.watched = tuple(
            f"{blog}/{name}"
            for name in ("build", ".build", "posts/cards.lock", "posts/.cards.lock")
        )
        self.n = n
        self.met_calls: list[str] = []
        self.note = os.open(f"{blog}.call", os.O_WRONLY | os.O_CREAT)

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
        self.met_calls.append(f"{call} {name.removeprefix(self.blog)}")
        if len(self.met_calls) != self.n:
            return
        os.write(self.note, self.met_calls[-1].encode())
        self.strike(call, name, first)

    def strike(self, call: str, name: str, first: Callable[[], object]) -> None:
        """End the process, or let the call fail, after what it does `first`."""
        first()
        if self.kills:
            os.kill(os.getpid(), signal.SIGKILL)
        raise self.failure(call, name)

    def failure(self, call: str, name: str) -> Exception:
        """Return how a call fails."""
        named = (name,) if call in CALLS else ()
        return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *named)


class _Written:
    """An open file that is struck in the middle of a write."""

    def __init__(self, blow: Blow, file: Any, path: object) -> None:
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
    _sweep(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))

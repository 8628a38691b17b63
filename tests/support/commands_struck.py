"""Each command that writes, struck at its n-th call to the system, for every n.

`python -m tests.support.commands_struck COMMAND FOLDER STRIDE BLOW` is the process that runs them: it
forks, so that each run costs milliseconds. A `broken` call fails as such a call does: a full disk, a
broken one, no locks, no more processes or threads. An `exhausted` one finds no handle left, which is no
fault of any post, and at an `interrupted` one comes SIGINT.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast, get_args

from PIL import Image
from pypdf import PdfWriter

from pipeline import cli, picture_store
from pipeline.html import mathml
from pipeline.picture_store import PictureStore
from tests.quick.command.test_choose import unsure
from tests.quick.linkcheck.server import Server, answer
from tests.support import ROOT
from tests.support.faults import CALLS, NEVER, Blow
from tests.support.fetched import DRAWING, png
from tests.support.publishing import POST, snapshot
from tests.support.reading import NOW

BROWSER = """#!/bin/sh
for given; do case $given in --print-to-pdf=*) cp "${0%/*}/blank.pdf" "${given#*=}";; esac; done
"""
ANSWER = """#!/bin/sh
cat > /dev/null
echo '{"reading": "heading-2"}'
"""
PRODUCTS = ("deck", "cheatsheet", "pdf", "links")
_ONLY = tuple(word for name in PRODUCTS for word in ("--only", name))
COMMANDS: dict[str, tuple[str, ...]] = {
    "build": ("build", "posts", "--out", "build", *_ONLY),
    "emit": ("emit", "build/corpus.json", *_ONLY),
    "restore": ("restore", "build/deck.apkg", "posts"),
    "choose": ("choose", "notes", "--with", "./answer"),
    "linkcheck": ("linkcheck", "posts", "--allow-private", "--pause", "0", "--tries", "1", "--cache",
                  "cache/cache.json"),
    "fetch": ("fetch", "posts", "--allow-private", "--pause", "0", "--tries", "1"),
    "init": ("init", "posts", "--yes"),
}  # fmt: skip
BlowKind = Literal["broken", "exhausted", "interrupted", "killed"]
BLOWS = get_args(BlowKind)[:3]
"""Those of every command; `killed` is for `fetch`, and what a killed build leaves is tried in `faults`."""
SYSTEM = {
    "fcntl.flock": errno.ENOLCK,
    "os.fork": errno.EAGAIN,
    "subprocess.Popen": errno.EAGAIN,
    "sqlite3.connect": errno.ENOSPC,
}
"""Calls that bear no path, and how they fail; a thread that cannot start is a RuntimeError."""
LEDGER = "posts/cards.lock.json"
FEWEST = {
    "build": 100,
    "emit": 100,
    "restore": 9,
    "choose": 9,
    "linkcheck": 14,
    "fetch": 40,
    "init": 20,
}
"""The least number of calls of each command; a sweep with fewer did not see them."""
READ = re.compile(r"open posts/\w+\.png")
"""A picture that cannot be read is left out of its card, and told: another set, which is right too."""
THREAD = "thread"
CODES: dict[BlowKind, set[int]] = {
    "broken": {0, 1, 3},
    "exhausted": {0, 3},
    "interrupted": {130},
    "killed": {-signal.SIGKILL},
}
"""The exit codes that a run may end with."""


def prepare(folder: Path) -> None:
    """Write what a command is run on, as it is before it."""
    (folder / "posts").mkdir(parents=True)
    for name in ("notes", "cache", "tmp"):
        (folder / name).mkdir()
    (folder / "posts/post.md").write_text(POST + "\n公式 $x_1$。\n", encoding="utf-8")
    Image.new("RGB", (2, 2)).save(folder / "posts/stack.png")
    (folder / "notes/one.md").write_text(unsure(), encoding="utf-8")
    for name, text in (("browser", BROWSER), ("answer", ANSWER)):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    blank = PdfWriter()
    blank.add_blank_page(72, 72)
    blank.write(folder / "blank.pdf")


@dataclass(frozen=True, slots=True)
class StruckRun:
    """A run that was struck at a call: how it ended, what it left, and what the next run made of that."""

    n: int
    call: str
    code: int
    out: str
    err: str
    left: dict[str, str]
    again: int
    repaired: dict[str, str]
    lost: list[str] = field(default_factory=list)
    """The pictures that the store had before, and has no more."""


def assert_no_fault_does_harm(
    command: str, folder: Path, stride: int = 1, blow: BlowKind = "broken"
) -> None:
    """Strike a command at its calls: what is there is whole and told truly, and the next run is right."""
    whole, *struck, before = sweep(command, folder, stride, blow)
    assert (whole.code, whole.err, before.n) == (0, "", 0)
    assert len(struck) >= FEWEST[command] // stride
    old, new = before.left, whole.left
    assert old != new
    for run in struck:
        told = (command, run.n, run.call, run.code, run.out, run.err)
        assert run.code in CODES[blow], told
        assert "Traceback" not in run.out + run.err, told
        assert "internal error" not in run.out + run.err, told
        if run.code == 3:
            named = re.fullmatch(r"postdeck: ([^\n]+): [^\n]+\n", run.err)
            assert named, told
            where = re.sub(rf".*/{run.n}/", "", named[1])
            assert run.call.startswith("sqlite3") or _place(run.call) == _place(f"at {where}"), told
        else:
            assert run.err == "", told
            assert run.code != 1 or ": error: " in run.out, told
        left = {name: of for name, of in run.left.items() if name in new or not _passing(name)}
        if command == "fetch":
            assert run.lost == [], told
        if run.code == 0:
            assert left == new, told
        elif command in {"fetch", "init"}:  # what writes one file after another
            assert {*old} <= {*left} <= {*new}, told
        elif blow == "interrupted":
            assert left in (old, new), told
        else:
            ledger = {name: digest for name, digest in new.items() if name == LEDGER}
            assert left in (old, old | ledger), told
        repaired = {name: of for name, of in run.repaired.items() if not name.startswith("tmp/")}
        assert (run.again, repaired) == (0, new), told


def _place(call: str) -> str:
    """Return in which of the command's folders, or beside which, a call was struck; "" for none."""
    place = call.partition(" ")[2].lstrip(".").partition("/")[0].partition(".")[0]
    return place if place in {"build", "posts", "notes", "cache", "tmp"} else ""


def _passing(name: str) -> bool:
    """Whether a file is one that the next run clears away, or the system does."""
    return name.startswith((".", "tmp/")) or "/." in name


def sweep(command: str, folder: Path, stride: int, blow: BlowKind) -> list[StruckRun]:
    """Run a command without a fault, then struck at one of `stride` calls after another; return how
    each run ended, and as the last what was there before them.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.commands_struck", command, str(folder), str(stride), blow],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False, timeout=1200,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [StruckRun(**json.loads(line)) for line in done.stdout.splitlines()]


def state(folder: Path) -> dict[str, str]:
    """Return the digest of each file in a folder, by name; when servers were asked does not count."""
    return {
        name: hashlib.sha256(re.sub(rb'"(checked_at|date)": [^,}]+', b"", data)).hexdigest()[:12]
        for name, data in snapshot(folder).items()
    }


class _Fault(Blow):
    """Strikes at the n-th call on the command's folder, or that bears no path."""

    def __init__(self, folder: Path, n: int, kind: BlowKind) -> None:
        super().__init__(kind, folder, n)
        self.kind = kind
        self.watched = (f"{folder}/",)

    def prepare(self) -> None:
        super().prepare()
        really_start = threading.Thread.start

        def audited(event: str, given: tuple[Any, ...]) -> None:
            if event == "fcntl.flock":
                if given[1] != fcntl.LOCK_UN:
                    self.met(event, Path(f"/proc/self/fd/{given[0]}").readlink())
            elif event in SYSTEM:
                self.met(event, f"{self.blog}any")

        def started(thread: threading.Thread) -> None:
            self.met(THREAD, f"{self.blog}any")
            really_start(thread)

        sys.addaudithook(audited)
        threading.Thread.start = started  # type: ignore[method-assign,assignment]

    def met(self, call: str, path: object, first: Callable[[], object] = lambda: None) -> None:
        if isinstance(path, str | bytes | os.PathLike):
            super().met(call, Path(os.fsdecode(path)).absolute(), first)

    def strike(self, call: str, name: str, first: Callable[[], object]) -> None:
        if self.kind == "interrupted":
            os.kill(os.getpid(), signal.SIGINT)
        else:
            super().strike(call, name, first)

    def failure(self, call: str, name: str) -> Exception:
        if call == THREAD:
            return RuntimeError("can't start new thread")
        reads = call in {"os.listdir", "os.scandir"}
        code = SYSTEM.get(call, errno.EIO if reads else errno.ENOSPC)
        if self.kind == "exhausted":
            code = errno.EMFILE
        return OSError(code, os.strerror(code), *((name,) if call in CALLS else ()))


def _sweep(command: str, folder: Path, stride: int, blow: BlowKind) -> None:
    """Run a command struck at one of `stride` calls after another, each in a folder of its own."""
    environment = {"SOURCE_DATE_EPOCH": str(NOW), "NO_PROXY": "*", "no_proxy": "*"}
    os.environ |= environment
    base = folder / "base"
    prepare(base)
    with Server() as server:
        server.paths["/good"] = answer(200)
        link = f"\n[好]({server.at('127.0.0.1', '/good')})\n"
        with (base / "posts/post.md").open("a", encoding="utf-8") as post:
            post.write(link)
        if command in {"build", "emit", "fetch"}:
            _add_pictures(base, server, 1 if command == "fetch" else 4)
        if command in {"build", "emit", "restore"}:
            assert _run("build", base, NEVER)["code"] == 0
            (base / "build/cheatsheet.html").write_text("of another run", encoding="utf-8")
        if command == "restore":
            (base / LEDGER).unlink()
        if command == "build":
            text = (base / "posts/post.md").read_text("utf-8")
            (base / "posts/post.md").write_text(text.replace("后进先出", "先进后出"), "utf-8")
        _warm_up(command, folder)
        calls = _copied(command, folder, "count", NEVER, blow)["call"].split("\n")
        spared = READ if blow == "broken" else None
        struck = [n for n, call in enumerate(calls, 1) if not (spared and spared.match(call))]
        for n in [NEVER, *struck[::stride]]:
            record = _copied(command, folder, str(n), n, blow)
            record["left"] = state(folder / str(n))
            record["lost"] = _lost(base, folder / str(n))
            record["again"] = _run(command, folder / str(n), NEVER)["code"]
            record["repaired"] = state(folder / str(n))
            sys.stdout.write(json.dumps({"n": n, **record}) + "\n")
            sys.stdout.flush()
            shutil.rmtree(folder / str(n))
        record = {"code": 0, "call": "", "out": "", "err": "", "left": state(base), "n": 0}
        sys.stdout.write(json.dumps({**record, "again": 0, "repaired": {}}) + "\n")


def _add_pictures(base: Path, server: Server, fetched: int) -> None:
    """Add pictures to the post, the last of which cannot be had, and fetch the first of them."""
    bodies = [png(), png((8, 2), kind="WEBP"), DRAWING]
    for n, given in enumerate([*(answer(200, body) for body in bodies), answer(404)], 1):
        server.paths[f"/{n}"] = given
        with (base / "posts/post.md").open("a", encoding="utf-8") as post:
            post.write(f"\n![图]({server.at('127.0.0.1', f'/{n}')})\n")
        if n == fetched:
            assert _run("fetch", base, NEVER)["code"] == 0


def _lost(before: Path, after: Path) -> list[str]:
    """Return the pictures of the store in one folder that the store in another has not."""
    stores = [
        picture_store.load(folder / "posts" / picture_store.NAME) for folder in (before, after)
    ]
    assert all(isinstance(store, PictureStore) for store in stores), stores
    had, has = cast("list[PictureStore]", stores)
    return [
        address
        for address, picture in had.lock.pictures.items()
        if has.lock.pictures.get(address) != picture or not has.holds(address)
    ]


def _warm_up(command: str, folder: Path) -> None:
    """Run a command once in this process, so that every module is imported."""
    shutil.copytree(folder / "base", folder / "warm")
    os.chdir(folder / "warm")
    os.environ["POSTDECK_BROWSER"] = f"{folder}/warm/browser"
    told, sys.stdout = sys.stdout, io.StringIO()
    assert cli.main(COMMANDS[command]) == 0
    sys.stdout = told


def _copied(command: str, folder: Path, name: str, n: int, blow: BlowKind) -> dict[str, Any]:
    shutil.copytree(folder / "base", folder / name)
    return _run(command, folder / name, n, blow)


def _run(command: str, folder: Path, n: int, blow: BlowKind = "broken") -> dict[str, Any]:
    """Run a command in its own process, struck at its n-th call, and return how it ended."""
    child = os.fork()
    if not child:
        _spoiled(command, folder, n, blow)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {"code": code} | {
        key: Path(f"{folder}.{key}").read_text("utf-8") for key in ("call", "out", "err")
    }


def _spoiled(command: str, folder: Path, n: int, blow: BlowKind) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    mathml._converter._converted.cache_clear()
    os.chdir(folder)
    os.environ |= {"TMPDIR": f"{folder}/tmp", "POSTDECK_BROWSER": f"{folder}/browser"}
    tempfile.tempdir = None
    for number, key in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{folder}.{key}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
    fault = _Fault(folder, n, blow)
    fault.prepare()
    code = cli.main(COMMANDS[command])
    sys.stdout.flush()
    sys.stderr.flush()
    if n == NEVER:
        os.write(fault.note, "\n".join(fault.met_calls).encode())
    os._exit(code)


if __name__ == "__main__":
    _sweep(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), cast("BlowKind", sys.argv[4]))

"""The same posts and the same ledger give the same bytes, wherever and whenever they are built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT


def checkout(demo: Path, folder: Path, *, backwards: bool) -> Path:
    """Copy the blog file by file, so that the file system may list them in another order."""
    for path in sorted(demo.rglob("*"), reverse=backwards):
        if path.is_file():
            target = folder / path.relative_to(demo)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return folder


def built(here: Path, sources: list[str], **environment: str) -> dict[str, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "build", *sources, "--out", "made", "--locked"],
        cwd=here, env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    names = ("deck.apkg", "corpus.json")
    return {name: (here / "made" / name).read_bytes() for name in names}


def test_two_checkouts_an_hour_apart_in_two_time_zones(demo: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "别处 two" / "deeper"
    checkout(demo, one / "blog", backwards=False)
    checkout(demo, two / "blog", backwards=True)
    first = built(
        one, ["blog/llm-interview"], SOURCE_DATE_EPOCH="1800000000", TZ="Asia/Shanghai", LC_ALL="C",
        PYTHONHASHSEED="1",
    )  # fmt: skip
    second = built(
        two, ["blog/llm-interview"], SOURCE_DATE_EPOCH="1800003600", TZ="America/Los_Angeles",
        LC_ALL="C.UTF-8", PYTHONHASHSEED="2",
    )  # fmt: skip
    assert second == first
    assert (
        built(two, [str(two / "blog")], SOURCE_DATE_EPOCH="1900000000")["deck.apkg"]
        == (first["deck.apkg"])
    )


def test_the_order_of_sources_does_not_matter(demo: Path, tmp_path: Path) -> None:
    checkout(demo, tmp_path / "blog", backwards=False)
    other = tmp_path / "notes" / "post.md"
    other.parent.mkdir()
    other.write_text("---\ntitle: 面试题\n---\n\n# 1. 什么是栈？\n\n后进先出。\n", "utf-8")
    sources = ["blog/llm-interview", "notes"]
    ready = [sys.executable, "-m", "pipeline", "build", *sources, "--out", "first"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(ready, cwd=tmp_path, env=environment, check=True, capture_output=True)
    forth, back = (built(tmp_path, given) for given in (sources, sources[::-1]))
    assert forth == back

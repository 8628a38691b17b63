"""What other systems have or lack, as far as it can be tried here; `docs/systems.md` tells the rest."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.command import POST, Postdeck
from tests.support.fetched import png

RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
PICTURES = ("con.png", "AUX.png", "nul", "a.png", "A.png", "é.png", "x .png")
FORMULA = "\n# 2. 什么是能量？\n\n$E = mc^2$\n"
ABSENT = ("fcntl", "grp", "pwd", "readline", "resource", "termios", "tty")
"""Modules that Python has on POSIX alone."""
AS_WINDOWS = f"""
import os, sys
import filelock  # which locks by other means on Windows
sys.modules.update(dict.fromkeys({ABSENT}))
for name in ("fork", "forkpty", "geteuid", "getuid", "O_DIRECTORY", "O_NOFOLLOW"):
    delattr(os, name)
from pipeline.cli import main
sys.exit(main())
"""


def names(folder: Path) -> list[str]:
    """Return the names of all that was written, and of the members of packages."""
    found = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
    with zipfile.ZipFile(folder / "deck.apkg") as package:
        return found + [f"deck.apkg/{name}" for name in package.namelist()]


def picture(postdeck: Postdeck, name: str, height: int) -> str:
    path = postdeck.folder / "posts" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png((8, height)))
    return f"![]({name.replace(' ', '%20')})\n"


def test_names_that_windows_reserves_or_takes_for_one_are_not_written(postdeck: Postdeck) -> None:
    shown = [picture(postdeck, name, height) for height, name in enumerate(PICTURES, 6)]
    for name in ("con.md", "aux.md", "NUL.md", "a..md", "Same.md", "same.md"):
        postdeck.write(f"posts/{name}", POST.replace("栈", name[:-3]) + "".join(shown))
    told = postdeck("build", "posts")
    assert told.code == 0
    written = names(postdeck.folder / "build")
    assert len({name.casefold() for name in written}) == len(written)
    assert sum(name.startswith("pictures/") for name in written) == len(shown)
    for name in written:
        for part in name.split("/"):
            assert not RESERVED.fullmatch(part), name
            assert not re.search(r'[<>:"\\|?*\x00-\x1f]|[. ]$', part), name


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_names_of_users_and_folders_may_be_chinese(postdeck: Postdeck, encoding: str) -> None:
    home, there = postdeck.folder / "用户" / "张三", postdeck.folder / "我的 博客"
    for folder in (home, there, home / "临时"):
        folder.mkdir(parents=True)
    postdeck.write("我的 博客/文章/题.md", POST + FORMULA)
    told = postdeck.at(there).process_bytes(
        "build", "文章", "--only", "deck", "--out", "输出", "--lang", "zh",
        HOME=str(home), USERPROFILE=str(home), TMPDIR=str(home / "临时"), TEMP=str(home / "临时"),
        PYTHONIOENCODING=encoding,
    )  # fmt: skip
    assert told.code == 0, told.err
    assert "输出/deck.apkg" in told.out.decode(encoding)
    assert not list((home / "临时").iterdir())
    assert json.loads((there / "文章" / "cards.lock.json").read_bytes())


def test_paths_may_be_longer_than_260_characters(postdeck: Postdeck) -> None:
    deep = "/".join(f"{n}-{'很长的文件夹名' * 5}" for n in range(8))
    assert len(deep) > 260
    image = picture(postdeck, f"{deep}/图.png", 1)
    postdeck.write(f"posts/{deep}/题.md", POST + image.replace(f"{deep}/", ""))
    told = postdeck("build", "posts", "--only", "deck", "--out", f"out/{deep}")
    assert told.code == 0, told.out
    assert any(name.startswith("pictures/") for name in names(postdeck.folder / "out" / deep))


def test_nothing_needs_what_windows_lacks(postdeck: Postdeck) -> None:
    postdeck.write("posts/a.md", POST + FORMULA)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", AS_WINDOWS, "build", "posts", "--only", "deck"],
        cwd=postdeck.folder, env={"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}, capture_output=True,
        encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "2 cards from 2 questions" in done.stdout


def test_no_program_is_needed_on_the_path(postdeck: Postdeck) -> None:
    postdeck.write("posts/a.md", POST + FORMULA)
    told = postdeck.process("build", "posts", "--only", "deck", PATH="")
    assert told.code == 0, told.err

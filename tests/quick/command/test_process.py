"""The command as a process: its exit codes, a pipe that closes, the encoding of a terminal.

An interrupt is in `quick/linkcheck`, where a server knows when to send it.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.support import ROOT
from tests.support.command import POST, Postdeck

POSIX = pytest.mark.skipif(os.name != "posix", reason="a pipe is another thing there")
MANY = 3000
"""Findings, more than a pipe holds."""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(("check", "posts"), 0), (("check", "empty"), 1), (("check", "none"), 2)],
)
def test_exit_codes(postdeck: Postdeck, arguments: tuple[str, ...], code: int) -> None:
    postdeck.write("posts/post.md", POST)
    (postdeck.folder / "empty").mkdir()
    assert postdeck.process(*arguments).code == code


def test_a_terminal_that_writes_no_chinese(postdeck: Postdeck) -> None:
    """Messages are UTF-8 all the same, as file names and posts are."""
    postdeck.write("笔记/题.md", f"{POST}\n# 2. 什么是堆？\n")
    told = postdeck.process("check", "笔记", PYTHONIOENCODING="ascii")
    assert told.code == 0
    assert told.out.startswith("笔记/题.md:10: warning: question 2 ")


@POSIX
def test_a_pipe_that_closes(postdeck: Postdeck) -> None:
    """`postdeck check … | head -1` ends without a word."""
    stubs = "".join(f"# {n}. 什么是第 {n} 个？\n\n" for n in range(2, MANY))
    post = POST.replace("date:", "questions: heading-1\ndate:")
    postdeck.write("posts/post.md", f"{post}\n{stubs}")
    with subprocess.Popen(
        [sys.executable, "-W", "error", "-m", "pipeline", "check", "posts"],
        cwd=postdeck.folder, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"posts/post.md:11: warning: ")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 3

"""The command as a process: its exit codes, a pipe that closes, the encoding of a terminal.

An interrupt is in `quick/linkcheck`, where a server knows when to send it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

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


@POSIX
@pytest.mark.parametrize(
    ("shell", "told"),
    [
        (">&-", "standard output is closed"),
        (">/dev/full", "No space left on device"),
        ("| true", "Broken pipe"),
    ],
)
def test_a_report_that_cannot_be_printed_after_all_was_published(
    postdeck: Postdeck, shell: str, told: str
) -> None:
    postdeck.write("posts/post.md", POST)
    command = (
        f"set -o pipefail; {{ sleep 0.2; {sys.executable} -m pipeline build posts --only deck; }} "
    )
    done = subprocess.run(
        ["bash", "-c", command + shell], cwd=postdeck.folder, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        f"postdeck: the products are in build, but their report could not be printed ({told})\n"
    )
    assert (postdeck.folder / "build" / "deck.apkg").exists()


@POSIX
@pytest.mark.parametrize("shell", [">&-", ">/dev/full"])
def test_a_check_that_cannot_be_printed(postdeck: Postdeck, shell: str) -> None:
    postdeck.write("posts/post.md", f"{POST}\n# 2. 什么是堆？\n")
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m pipeline check posts {shell}"], cwd=postdeck.folder,
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)


@POSIX
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_build_that_is_asked_to_end_cleans_up(
    postdeck: Postdeck, number: signal.Signals, code: int
) -> None:
    for n in range(60):
        postdeck.write(f"posts/{n}.md", POST.replace("栈", f"栈 {n}"))
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", "posts"], cwd=postdeck.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    ) as process:  # fmt: skip
        while not list(postdeck.folder.glob(".build.staging-*")):
            time.sleep(0.01)
            assert process.poll() is None
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    shown = {-number: code}.get(process.returncode, process.returncode)  # as a shell shows it
    assert (shown, out, err) == (code, b"", b"")
    assert [path.name for path in postdeck.folder.iterdir()] == ["posts"]


PASSED_OVER = """
import os, signal, sys
from pipeline import cli, stages
really = stages.normalised
def normalised(reading):
    try:
        os.kill(os.getpid(), signal.{number})
        signal.sigpending()
    except KeyboardInterrupt:
        {then}
    return really(reading)
stages.normalised = normalised
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(cli.main(["build", "posts", "--only", "deck"]))
"""


@POSIX
@pytest.mark.parametrize("then", ["pass", "raise ImportError('no module')"])
@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_that_an_import_passes_over(
    postdeck: Postdeck, number: str, code: int, then: str
) -> None:
    """Code that is imported may catch it, or make another error of it."""
    postdeck.write("posts/post.md", POST)
    program = PASSED_OVER.format(number=number, then=then)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=postdeck.folder, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (code, "")
    assert sorted(path.name for path in postdeck.folder.rglob("*")) == ["post.md", "posts"]

"""Every command that a page shows is run and prints what the page says, or has a reason why not.

`pytest --accept tests/quick/test_documentation.py` writes what is printed into the pages.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.documentation import Block, blocks
from tests.support.reading import NOW

NOT_RUN = {
    "git clone": "network",
    "cd postdeck": "there is no clone",
    "uv tool install": "network; tests/quick/test_package.py installs the wheel",
    "pip install ./postdeck-anki-text": "tests/quick/plugins/test_emitters.py installs it",
    "postdeck build --only deck --only anki-text": "tests/quick/plugins/test_emitters.py builds so",
    "postdeck fetch": "network; tests/quick/fetching has servers of its own",
    "postdeck choose --with": "network: a language model",
    "make pdf": "browser; tests/rest/sheet prints each edition",
    "make test": "it would run itself",
    "make lint": "the gate runs it",
}
"""How each command begins that is not run here, and why."""

BEFORE = {
    "postdeck restore": ["postdeck build . --only deck", "rm cards.lock.json"],
    "sed -i": ["postdeck build . --only deck"],
    "make diff": ["make deck"],
}
"""What was done before a command that begins so."""

LANGUAGES = {"sh", "console", "usage", "text", "markdown", "yaml", "toml", "python"}
BLOCKS = list(blocks())
NOTES = "# 1. 什么是栈？\n\n后进先出。\n\n# 2. 什么是队列？\n\n先进先出。\n"


def is_run(command: str) -> bool:
    return not command.startswith(tuple(NOT_RUN))


def script(block: Block) -> list[str]:
    """Return the commands of a block that are run, each behind what it needs."""
    commands = []
    for command in filter(is_run, block.commands):
        for start, needed in BEFORE.items():
            if command.startswith(start):
                commands += [f"{{ {one}; }} >/dev/null 2>&1" for one in needed]
        commands.append(command)
    return commands


RUN = [block for block in BLOCKS if script(block)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a checkout whose environment is the tests' own, a blog, and notes."""
    checkout, demo = tmp_path / "postdeck", ROOT / "sources"
    shutil.copytree(demo, checkout / "sources")
    shutil.copytree(demo / "llm-interview", tmp_path / "blog")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "one.md").write_text(NOTES, "utf-8")
    for name in ("Makefile", "pipeline", "templates", *(p.name for p in ROOT.glob("*.lock"))):
        (checkout / name).symlink_to(ROOT / name)
    programs = checkout / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name, arguments in {"python": "", "postdeck": "-m pipeline"}.items():
        program = programs / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n', "utf-8")
        program.chmod(0o755)
    for made in ("run", "dev"):
        (checkout / ".venv" / made).touch()
    return tmp_path


def printed(block: Block, home: Path) -> str:
    """Return what the commands of a block print, in the checkout or, where they name none of it, in
    the blog.
    """
    commands = script(block)
    checkout = home / "postdeck"
    here = checkout if re.search(r"make |sources|~", "\n".join(commands)) else home / "blog"
    known = {name: value for name, value in os.environ.items() if name[:3] not in {"LC_", "LAN"}}
    language = "zh_CN" if ".zh-CN" in block.page.name else "C"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(commands)],
        cwd=here,
        env=known | {
            "HOME": str(home), "LANG": f"{language}.UTF-8", "PYTHONPATH": str(ROOT),
            "PATH": f"{checkout / '.venv' / 'bin'}:{os.environ['PATH']}",
            "SOURCE_DATE_EPOCH": str(NOW),
        },
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


def without_sizes(text: str) -> str:
    """Return a text without the sizes of files, which newer libraries may change."""
    return re.sub(r" +[\d.]+ [kM]B", " size", text)


ACCEPT = "if it is as meant, run pytest --accept tests/quick/test_documentation.py"


@pytest.mark.parametrize("block", RUN, ids=str)
def test_commands_run_and_print_what_is_shown(
    block: Block, home: Path, request: pytest.FixtureRequest
) -> None:
    told = printed(block, home)
    if block.language != "console":
        return
    if request.config.getoption("--accept"):
        commands = "".join(f"$ {command}\n" for command in block.commands)
        page = block.page.read_text("utf-8")
        block.page.write_text(page.replace(block.text, commands + told), "utf-8")
    else:
        assert without_sizes(told) == without_sizes(block.output), ACCEPT


def test_blocks_say_what_they_are_and_hide_no_command() -> None:
    hidden = re.compile(r"^(?:\$ |make |postdeck )", re.MULTILINE)
    for block in BLOCKS:
        assert block.language in LANGUAGES, block
        if block.language not in {"sh", "console", "usage"}:
            assert not hidden.search(block.text), block


def test_each_reason_and_each_preparation_is_needed() -> None:
    commands = [command for block in BLOCKS for command in block.commands]
    for start in [*NOT_RUN, *BEFORE]:
        assert any(command.startswith(start) for command in commands), start

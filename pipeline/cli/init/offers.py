"""What `postdeck init` offers to write for git and for GitHub."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ...files import LEDGER_NAME, read_own, write_whole
from ...language import marked, say
from .origin import origin

_WORKFLOW = """\
# Fails where the ledger of the cards was not committed, and on each warning about the posts: mend them,
# rule them in postdeck.toml ([findings]), or leave out --strict.
name: postdeck

on: [push, pull_request]

permissions:
  contents: read

env:
  POSTDECK: {origin}  # where postdeck comes from, as pip names it: git+https://… of its repository

jobs:
  deck:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    defaults:
      run:
        working-directory: {folder}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - name: Install postdeck
        run: |
          if [ -z "$POSTDECK" ]; then
            echo "::error::write into the line POSTDECK of this workflow where pip finds postdeck"
            exit 1
          fi
          pip install "$POSTDECK"
      - run: postdeck build --locked --strict --format github
      - uses: actions/upload-artifact@v4
        with:
          name: deck
          path: {deck}
"""
_HOOK = """\
#!/bin/sh
# Keeps a commit of posts, settings or the ledger back where a build would change the ledger.
postdeck=$(command -v postdeck || echo %s)
[ -x "$postdeck" ] || { echo 'postdeck is not found: the ledger was not checked' >&2; exit 0; }
cd %s || exit
set -- '*.m[dk]*' '*.markdown' cards.lock.json postdeck.toml readings.toml
git diff --cached --quiet -- "$@" && exit 0
refuse() { echo "$1" >&2; exit 1; }
out=$(mktemp -d) || exit
trap 'rm -rf "$out"' EXIT
told=$("$postdeck" build --only deck --locked --out "$out") || {
  printf '%%s\\n' "$told" | awk '/^[^ ]/ { wrong = /: (error|错误): / } wrong' >&2
  git diff --quiet -- "$@" || echo 'edits that are not staged were read too' >&2
  exit 1
}
[ -f cards.lock.json ] || exit 0
git ls-files --error-unmatch cards.lock.json >/dev/null 2>&1 ||
  refuse 'cards.lock.json is not in git yet: git add cards.lock.json'
git diff --quiet -- cards.lock.json ||
  refuse 'cards.lock.json is changed and not staged: git add cards.lock.json'
"""
_MERGE = f"{LEDGER_NAME} merge=union"


class Place(NamedTuple):
    """The root of a blog, and the top of the checkout that it lies in, if any."""

    root: Path
    top: Path | None

    @property
    def folder(self) -> str:
        """The path of the blog in its checkout."""
        return self.root.resolve().relative_to((self.top or self.root).resolve()).as_posix()


class Offer(NamedTuple):
    """What may be written: the name of its flag, the question, and the functions that write it and return
    what to say of it, and that tell whether it is there, what is in the way, and what to know before one
    answers. What is `usual` is written where nobody says no.
    """

    name: str
    question: str
    write: Callable[[Place], str]
    is_there: Callable[[Place], bool]
    hindrance: Callable[[Place], str] = lambda _: ""
    note: Callable[[], str] = lambda: ""
    usual: bool = False

    @property
    def choice(self) -> str:
        """What can be answered, the usual answer in a capital."""
        return "[Y/n]" if self.usual else "[y/N]"

    def accepts(self, answer: str) -> bool:
        """Whether an answer takes it; an empty one stands for the usual."""
        first = answer.strip().casefold()[:1]
        return first == "y" or (not first and self.usual)


def git_top(root: Path) -> Path | None:
    """Return the top of the checkout that a folder lies in, relative if it is; None without one."""
    place = Path(os.path.normpath(root.absolute()))
    for top in (place, *place.parents):
        if (top / ".git").exists():
            return top if root.is_absolute() else Path(os.path.relpath(top))
    return None


def _gitattributes(place: Place) -> str:
    """Add the line that git needs to a file that lacks it."""
    path, written = place.root / ".gitattributes", _attributes(place)
    if _is_merged(place):
        return say("{path} has the line {line}", path=path, line=_MERGE)
    before = f"{written}\n" if written and not written.endswith("\n") else written
    write_whole(path, f"{before}{_MERGE}\n".encode("utf-8", "surrogateescape"))
    return say("added to {path}: {line}", path=path, line=_MERGE)


def _is_merged(place: Place) -> bool:
    return _MERGE in map(str.strip, _attributes(place).splitlines())


def _attributes(place: Place) -> str:
    data = read_own(place.root / ".gitattributes") or b""
    return data.decode("utf-8", "surrogateescape")


def _workflow(place: Place) -> str:
    """Write the workflow unless it is there; where it needs more, say so."""
    path, known = _workflow_file(place), origin()
    deck = Path(place.folder, "build", "deck.apkg").as_posix()
    folder = place.folder
    values = {"origin": known, "folder": folder, "deck": deck}
    is_there = path.exists()
    told = _new(path, _WORKFLOW.format_map({k: _quoted(v) for k, v in values.items()}))
    if known or is_there:
        return told
    return say(
        "{told}; before you push, write into its line POSTDECK where postdeck comes from", told=told
    )


def _workflow_file(place: Place) -> Path:
    return (place.top or place.root) / ".github" / "workflows" / "postdeck.yml"


def _where_from() -> str:
    """Return what to know of the workflow before it is written."""
    if known := origin():
        return say("the workflow installs postdeck from {origin}", origin=known) + "\n"
    return (
        say(
            "postdeck is not on PyPI yet: the workflow needs, in its line POSTDECK, the address of a "
            "repository from which pip can install it (git+https://…)"
        )
        + "\n"
    )


def _quoted(text: str) -> str:
    """Return a text as a value of YAML."""
    return json.dumps(text, ensure_ascii=False)


def _hook(place: Place) -> str:
    path = _hook_file(place)
    told = _new(path, _hook_text(place))
    path.chmod(path.stat().st_mode | 0o111)
    return told


def _hook_file(place: Place) -> Path:
    return (place.top or place.root) / ".git" / "hooks" / "pre-commit"


def _hook_text(place: Place) -> str:
    installed = Path(sys.executable).with_name("postdeck")
    return _HOOK % (shlex.quote(str(installed)), shlex.quote(place.folder))


def _no_hooks(place: Place) -> str:
    """Return why no hook can be written, "" where one can."""
    if place.top is None:
        return say("there is no git repository around the blog")
    git = place.top / ".git"
    config = (read_own(git / "config") or b"") if git.is_dir() else None
    if config is None or b"hookspath" in config.lower():
        return say(
            "the hooks of git lie elsewhere: add `postdeck build --only deck --locked` to yours"
        )
    there = read_own(_hook_file(place))
    if there is not None and there != _hook_text(place).encode():
        return say(
            "there is a hook before commits: add `postdeck build --only deck --locked` to it"
        )
    return ""


def _new(path: Path, text: str) -> str:
    """Write a file unless it is there."""
    if path.exists():
        return say("{path} is there, and stays as it is", path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode())
    return say("wrote {path}", path=path)


OFFERS = (
    Offer(
        "gitattributes",
        marked("Have git merge the ledger of two branches line by line (.gitattributes)?"),
        _gitattributes, _is_merged, usual=True,
    ),
    Offer(
        "workflow", marked("Check each push on GitHub (.github/workflows/postdeck.yml)?"),
        _workflow, lambda place: _workflow_file(place).exists(), note=_where_from,
    ),
    Offer(
        "hook", marked("Check the ledger before each commit (.git/hooks/pre-commit)?"),
        _hook, lambda place: _hook_file(place).exists(), _no_hooks,
    ),
)  # fmt: skip

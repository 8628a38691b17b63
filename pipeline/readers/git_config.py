"""The remotes, the branch and the index of a checkout, read from git's own files; no program is run."""

from __future__ import annotations

import re
from pathlib import Path

from ..files import is_exhausted, read_own

_SECTION = re.compile(r'\[remote "(?P<name>[^"]*)"\]')
_URL = re.compile(r"url\s*=\s*(?P<url>\S+)")
_BRANCH = re.compile(r"ref: refs/(?:heads|remotes/[^/\s]+)/(?P<name>\S+)\s*")
_LARGEST = 64 * 1024


def remotes(folder: Path) -> dict[str, str] | None:
    """Return the addresses of the remotes of the checkout whose top is a folder, by their names; None where
    it is none.

    The format is that of git's `config` (git-config(1)); a worktree or a submodule has a file `.git` that
    names the folder of its repository (gitrepository-layout(5)).
    """
    config = _text(_git_folder(folder) / "config")
    if config is None:
        return None
    found: dict[str, str] = {}
    name = ""
    for line in map(str.strip, config.split("\n")):
        if line.startswith("["):
            match = _SECTION.match(line)
            name = match["name"] if match else ""
        elif name and (url := _URL.match(line)):
            found.setdefault(name, url["url"])
    return found


def branch(folder: Path, remote: str) -> str:
    """Return the main branch of a remote as the checkout knows it, else the branch that is checked out,
    "HEAD" where there is none.
    """
    git = _git_folder(folder)
    texts = (_text(git / name) or "" for name in (f"refs/remotes/{remote}/HEAD", "HEAD"))
    return next((match["name"] for match in map(_BRANCH.fullmatch, texts) if match), "HEAD")


def tracks(file: Path) -> bool:
    """Whether the checkout that a file lies in, if any, has it in its index.

    An entry has the length of the path, the path and a NUL (gitformat-index(5), versions 2 and 3).
    """
    for top in file.parents:
        if (top / ".git").exists():
            path = file.relative_to(top).as_posix().encode("utf-8", "surrogateescape")
            entry = len(path).to_bytes(2, "big") + path + b"\0"
            return entry in (read_own(top / ".git" / "index") or b"")
    return False


def _git_folder(top: Path) -> Path:
    git = top / ".git"
    if git.is_dir():
        return git
    kind, _, place = (_text(git) or "").strip().partition(" ")
    if kind != "gitdir:":
        return git
    folder = top / place
    common = (_text(folder / "commondir") or "").strip()
    return folder / common if common else folder


def _text(path: Path) -> str | None:
    """Return the beginning of a text file, None where it cannot be read."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8", errors="replace")
    except OSError as error:
        if is_exhausted(error):
            raise
        return None

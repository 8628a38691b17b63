"""The name of a site that has no address: one that its clones, forks, archives and copies share.

It is part of the guids of cards. A clone has the name of its repository, whatever its folder is called; an
archive that a code host makes has it in the name of the folder, with that of the branch, tag or commit.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from ..files import is_exhausted

_REMOTE = re.compile(r'\[remote "(?P<name>[^"]*)"\]')
_URL = re.compile(r"url\s*=\s*(?P<url>\S+)")
_LARGEST = 64 * 1024
_ARCHIVED = re.compile(
    r"(?<=.)[-_. ](?:main|master|gh-pages|v?\d+(?:\.\d+)+|v\d+|[0-9a-f]{40}|(?=[a-f]*\d)[0-9a-f]{7,12})$"
    r"|(?<=.)[ _-]?\(\d+\)$|(?<=.) - [Cc]opy$|(?<=.) 副本$"
)


def site_name(root: Path) -> str:
    """Return the name of a folder's site; "posts" for the root of the file system."""
    return _of_remote(root) or _without_ending(root.resolve().name) or "posts"


def _without_ending(name: str) -> str:
    """Return the name of a folder without what an archive or a copy adds to it."""
    while (short := _ARCHIVED.sub("", name)) != name:
        name = short
    return name


def _of_remote(root: Path) -> str:
    """Return the name of the repository whose clone a folder is, "" where it is none.

    The format is that of git's `config` (git-config(1)); a worktree or a submodule has a file `.git` that
    names the folder of its repository (gitrepository-layout(5)).
    """
    remotes: dict[str, str] = {}
    name = ""
    for line in _text(_git_folder(root) / "config").split("\n"):
        if line.lstrip().startswith("["):
            match = _REMOTE.match(line.strip())
            name = match["name"] if match else ""
        elif name and (url := _URL.match(line.strip())):
            remotes.setdefault(name, url["url"])
    address = remotes.get("origin") or next(iter(remotes.values()), "")
    last = re.split(r"[/:\\]", address.rstrip("/\\"))[-1]
    return PurePosixPath(last.removesuffix(".git")).name


def _git_folder(root: Path) -> Path:
    git = root / ".git"
    if git.is_dir():
        return git
    kind, _, place = _text(git).strip().partition(" ")
    if kind != "gitdir:":
        return git
    folder = root / place
    common = _text(folder / "commondir").strip()
    return folder / common if common else folder


def _text(path: Path) -> str:
    """Return the beginning of a text file, "" where it cannot be read."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8", errors="replace")
    except OSError as error:
        if is_exhausted(error):
            raise
        return ""

"""The name of a site that has no address: one that its clones, forks, archives and copies share.

It is part of the guids of cards. A clone has the name of its repository, whatever its folder is called; an
archive that a code host makes has it in the name of the folder, with that of the branch, tag or commit.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from .git_config import remotes

_ARCHIVED = re.compile(
    r"(?<=.)[-_. ](?:main|master|gh-pages|v?\d{1,9}(?:\.\d{1,9}){1,5}|v\d{1,9}"
    r"|[0-9a-f]{40}|(?=[a-f]*\d)[0-9a-f]{7,12})$"
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
    """Return the name of the repository whose clone a folder is, "" where it is none."""
    found = remotes(root) or {}
    address = found.get("origin") or next(iter(found.values()), "")
    last = re.split(r"[/:\\]", address.rstrip("/\\"))[-1]
    return PurePosixPath(last.removesuffix(".git")).name

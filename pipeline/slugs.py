"""The names of posts: the key of each in its blog, and the slug by which links call it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_DATED = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}-")


def slug_of(key: str) -> str:
    """Return the last part of a post's key, without a date in front."""
    return _DATED.sub("", PurePosixPath(key).name)


def keys_of(paths: dict[str, str]) -> dict[str, str]:
    """Return the key of each post, by its path below the site's root.

    `paths` maps that path to the path below the posts folder. The key is the latter without its
    extension, with it where two keys would be equal, and the whole path below the root where
    that is not enough.
    """
    short = {path: str(PurePosixPath(below).with_suffix("")) for path, below in paths.items()}
    for names in (paths, {path: path for path in paths}):
        counts: dict[str, int] = {}
        for key in short.values():
            counts[key] = counts.get(key, 0) + 1
        short = {path: names[path] if counts[key] > 1 else key for path, key in short.items()}
    return short

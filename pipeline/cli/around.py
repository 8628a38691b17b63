"""The blog around a place, which is what a command works on where no source is named."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ..spelling import nearest

CONFIG = "postdeck.toml"


def blog_around(path: Path) -> Path | None:
    """Return the root of the blog that a path is or lies in, the nearest one, or None.

    That is a site of a kind that is known, a site of documentation, or a folder with settings or a ledger.
    The root is relative to the working folder if the path is.
    """
    from ..files import LEDGER_NAME  # start-up time
    from ..readers import docs_site, kind_of

    place = Path(os.path.normpath(path.absolute()))
    for root in (place, *place.parents):
        beside = any((root / name).is_file() for name in (CONFIG, LEDGER_NAME))
        if beside or kind_of(root) or docs_site.is_home(root):
            return root if path.is_absolute() else Path(os.path.relpath(root))
    return None


def settings_of(sources: Sequence[Path]) -> Path | None:
    """Return the settings for a run: those in the working folder, else those of the one blog that all
    sources are of; None where there are none.
    """
    if (here := Path(CONFIG)).is_file():
        return here
    roots = {blog_around(source) for source in sources or (Path(),)}
    root = roots.pop() if len(roots) == 1 else None
    return root / CONFIG if root and (root / CONFIG).is_file() else None


def from_here(path: Path) -> str:
    """Return a path that leads there from any program: relative below the working folder, else absolute."""
    from ..files import as_named  # start-up time

    return as_named(Path(os.path.normpath(path.absolute())))


def path_like(path: Path) -> Path | None:
    """Return the path that somebody must have meant, which exists, by one which does not; or None."""
    found = Path(path.anchor)
    for name in path.parts[bool(path.anchor) :]:
        if not (found / name).exists():
            near = nearest(name, _names(found))
            if near is None:
                return None
            found /= near
        else:
            found /= name
    return found


def _names(folder: Path) -> list[str]:
    with suppress(OSError):
        return [entry.name for entry in folder.iterdir()]
    return []

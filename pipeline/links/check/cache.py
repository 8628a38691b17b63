"""Verdicts of earlier runs: a JSON file in the user's cache folder, written whole or not at all."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

from ... import publish
from ...files import real, write_whole
from ...language import say
from ...network.values import Fault
from .values import Lifetimes, Status, Verdict

SCHEMA = "postdeck-linkcheck-cache/1"
_FINE = frozenset({"ok", "moved"})
_KEPT = _FINE | {"broken", "unreachable", "limited"}
_KINDS: Mapping[str, Any] = {
    "message": str, "checked_at": int, "code": int | None, "final": str | None, "moved_to": str | None,
}  # fmt: skip


class CacheError(Exception):
    """The file cannot be the cache; the message says why."""


def default_file() -> Path:
    """Return the path in the user's cache folder (XDG Base Directory, macOS, Windows)."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if given.is_absolute():  # "all paths must be absolute"
        folder = given
    elif sys.platform == "darwin":
        folder = Path.home() / "Library" / "Caches"
    elif sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        folder = Path.home() / ".cache"
    return folder / "postdeck" / "linkcheck.json"


def check_place(path: Path, sources: Iterable[Path], out: Path) -> None:
    """Raise CacheError where the cache lies among the posts or in an output folder."""
    place = real(path)
    for source in sources:
        if place.is_relative_to(real(source)):
            raise CacheError(
                say(
                    "{path} lies in the source {source}; the cache must not",
                    path=path,
                    source=source,
                )
            )
    for folder in place.parents:
        if folder == real(out) or (folder.is_dir() and publish.read_manifest(folder)):
            raise CacheError(
                say(
                    "{path} lies in the output folder {folder}; the cache must not",
                    path=path,
                    folder=folder,
                )
            )


def load(path: Path) -> dict[str, Verdict]:
    """Return the verdicts in the file by address; none if it does not exist.

    Raise CacheError for a file that is not ours, which would be overwritten, and OSError.
    """
    try:
        if not path.is_file():
            if path.exists():
                raise CacheError(say("{path} is no plain file", path=path))
            return {}
        data = path.read_bytes()
        content: Any = json.loads(data) if data.strip() else {"schema": SCHEMA, "answers": {}}
        if content["schema"] == SCHEMA:
            read = ((str(a), _verdict(known)) for a, known in content["answers"].items())
            return {address: verdict for address, verdict in read if verdict}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    raise CacheError(
        say("{path} is no cache of this version of postdeck; remove it or name another", path=path)
    )


def save(path: Path, learnt: Mapping[str, Verdict], now: float, lifetimes: Lifetimes) -> None:
    """Add verdicts to the file, and take out those that are too old. Raise CacheError, OSError.

    The file is read again first, since another run may have written it. `now` is in epoch seconds.
    """
    known = {**load(path), **learnt}
    kept = {a: known[a] for a in sorted(known) if is_fresh(known[a], now, lifetimes)}
    content = {"schema": SCHEMA, "answers": {a: asdict(verdict) for a, verdict in kept.items()}}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_whole(path, text.encode())


def is_fresh(verdict: Verdict, now: float, lifetimes: Lifetimes) -> bool:
    """Whether a verdict is still trusted at `now` (epoch seconds); one from the future is not."""
    age = now - verdict.checked_at
    return verdict.status in _KEPT and 0 <= age < (
        lifetimes.fine if verdict.status in _FINE else lifetimes.error
    )


def _verdict(known: Mapping[str, Any]) -> Verdict | None:
    """Return one verdict, or None where it is not as `save` writes it."""
    try:
        verdict = Verdict(**known)
    except TypeError:
        return None
    good = (
        verdict.status in get_args(Status)
        and verdict.fault in (None, *get_args(Fault))
        and all(isinstance(known.get(name), kinds) for name, kinds in _KINDS.items())
    )
    return verdict if good else None

"""Answers of earlier runs: a JSON file in the user's cache folder, written whole or not at all."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

from pipeline import publish
from pipeline.files import real, write_whole
from pipeline.links.check.values import Ages, Answer, Fault, Status

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


def refuse(path: Path, sources: Iterable[Path], out: Path) -> None:
    """Raise CacheError where the cache lies among the posts or in an output folder."""
    place = real(path)
    for source in sources:
        if place.is_relative_to(real(source)):
            raise CacheError(f"{path} lies in the source {source}; the cache must not")
    for folder in place.parents:
        if folder == real(out) or (folder.is_dir() and publish.read_manifest(folder)):
            raise CacheError(f"{path} lies in the output folder {folder}; the cache must not")


def load(path: Path) -> dict[str, Answer]:
    """Return the answers in the file by address; none if it does not exist.

    Raise CacheError for a file that is not ours, which would be overwritten, and OSError.
    """
    try:
        if not path.is_file():
            if path.exists():
                raise CacheError(f"{path} is no plain file")
            return {}
        data = path.read_bytes()
        content: Any = json.loads(data) if data.strip() else {"schema": SCHEMA, "answers": {}}
        if content["schema"] == SCHEMA:
            read = ((str(a), _answer(known)) for a, known in content["answers"].items())
            return {address: answer for address, answer in read if answer}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    raise CacheError(f"{path} is no cache of this version of postdeck; remove it or name another")


def save(path: Path, learnt: Mapping[str, Answer], now: float, ages: Ages) -> None:
    """Add answers to the file, and take out those that are too old. Raise CacheError, OSError.

    The file is read again first, since another run may have written it. `now` is in epoch seconds.
    """
    known = {**load(path), **learnt}
    kept = {a: known[a] for a in sorted(known) if is_fresh(known[a], now, ages)}
    content = {"schema": SCHEMA, "answers": {a: asdict(answer) for a, answer in kept.items()}}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    write_whole(path, text.encode())


def is_fresh(answer: Answer, now: float, ages: Ages) -> bool:
    """Whether an answer is still trusted at `now` (epoch seconds); one from the future is not."""
    age = now - answer.checked_at
    return answer.status in _KEPT and 0 <= age < (
        ages.fine if answer.status in _FINE else ages.error
    )


def _answer(known: Mapping[str, Any]) -> Answer | None:
    """Return one answer, or None where it is not as `save` writes it."""
    try:
        answer = Answer(**known)
    except TypeError:
        return None
    good = (
        answer.status in get_args(Status)
        and answer.fault in (None, *get_args(Fault))
        and all(isinstance(known.get(name), kinds) for name, kinds in _KINDS.items())
    )
    return answer if good else None

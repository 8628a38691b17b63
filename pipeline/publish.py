"""The output folder: a set of artefacts that belong together, swapped in at once.

A set is staged beside the folder, with what earlier runs made and this one does not. Then the folder
is moved aside and the staged one takes its name: so there is the old set or the new one, and never a
mix, even when the process is killed. What a killed run leaves behind, the next one clears away.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock

MANIFEST = "manifest.json"
SCHEMA = "postdeck-manifest/1"
CORPUS = "corpus.json"
ASSETS = "assets"


class OutputRefusedError(Exception):
    """The output folder is not empty and was not made by postdeck, or is no folder."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a set holds: each artefact with the digest of the corpus that it was made from."""

    artefacts: Mapping[str, str] = field(default_factory=dict)
    ledgers: Mapping[str, str] = field(default_factory=dict)

    def encode(self, corpus: str) -> str:
        """Give the text of `manifest.json`; `corpus` is the digest of `corpus.json`."""
        content = {
            "schema": SCHEMA,
            "corpus": corpus,
            "artefacts": {n: {"corpus": self.artefacts[n]} for n in sorted(self.artefacts)},
            "ledgers": dict(sorted(self.ledgers.items())),
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def digest(data: bytes) -> str:
    """Give the digest by which a manifest names a corpus."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a set; an empty one where there is none or it is damaged."""
    try:
        content: Any = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        artefacts = {str(n): str(a["corpus"]) for n, a in content["artefacts"].items()}
        ledgers = {str(k): str(v) for k, v in content["ledgers"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Manifest()
    return Manifest(artefacts, ledgers)


@contextmanager
def output(folder: Path) -> Iterator[Output]:
    """Hold an output folder for one run. Raises OutputRefusedError, OSError."""
    folder = folder.resolve()
    name = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    with FileLock(Path(tempfile.gettempdir()) / f"postdeck-{name}.lock"):
        _recover(folder)
        _check(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}.staging-", dir=folder.parent))
        try:
            yield Output(folder, staging, read_manifest(folder))
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Output:
    """An output folder that is held, and the folder in which its next set is staged."""

    folder: Path
    staging: Path
    before: Manifest

    def carry_over(self, made: Sequence[str]) -> Mapping[str, str]:
        """Copy what earlier runs made and this one does not; give it with its corpus' digest."""
        carried = {n: d for n, d in self.before.artefacts.items() if n not in made}
        for name in carried:
            source = self.folder / name
            if source.is_file():
                shutil.copy2(source, self.staging / name)
        for path in self.folder.glob(".*") if self.folder.exists() else ():
            if path.is_file():
                shutil.copy2(path, self.staging / path.name)  # a .gitkeep is not ours to lose
        return {n: d for n, d in carried.items() if (self.staging / n).is_file()}

    def swap(self) -> None:
        """Put the staged set in the folder's place. Raises OSError; then the old set stands."""
        for path in (*self.staging.rglob("*"), self.staging):
            _sync(path)
        self.staging.chmod(0o755)
        aside = _aside(self.folder)
        if self.folder.exists():
            self.folder.rename(aside)
        try:
            self.staging.rename(self.folder)
        except OSError:
            if aside.exists():
                aside.rename(self.folder)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _aside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.previous")


def _recover(folder: Path) -> None:
    """Clear away what a killed run left, and put the old set back if it stands aside."""
    aside = _aside(folder)
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    for left in (aside, *folder.parent.glob(f".{folder.name}.staging-*")):
        shutil.rmtree(left, ignore_errors=True)


def _check(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OutputRefusedError(f"{folder} is no folder")
    visible = [path for path in folder.iterdir() if not path.name.startswith(".")]
    if visible and not (folder / MANIFEST).is_file():
        raise OutputRefusedError(f"{folder} is not empty and was not made by postdeck")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

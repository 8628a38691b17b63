"""The output folder: a set of artefacts that belong together, swapped in at once.

A set is staged in a folder beside the output folder, together with what the output folder holds and
this run does not make. Then the two folders exchange their names, in one step where the system can
(Linux `renameat2`, macOS `renamex_np`). So there is the old set or the new one, never a mix and
never none, even when the process is killed. Elsewhere (NFS, other systems) three renames do it. A
process killed between them leaves no set for the moment, but the old one whole under
`.NAME.previous`, and the next run puts it back. The next run also removes what a killed run leaves
beside the folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .files import MANIFEST_NAME, naming, real
from .findings import Code
from .language import say
from .locking import locked
from .signals import postponed

MANIFEST = MANIFEST_NAME
SCHEMA = "postdeck-manifest/1"
CORPUS = "corpus.json"
PICTURES = "pictures"
_SWAP = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


class OutputRefusedError(Exception):
    """An output folder that may not be replaced: it is no folder or a mount point, was not made by
    postdeck, or holds a source or a ledger.
    """


class ManifestError(Exception):
    """A file that is no manifest; the message says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a set holds: each artefact with the digest of the corpus that it was made from.

    `ledgers` holds the path of each site's ledger, relative to the folder, by site key. `left_out`
    names the posts (site key, post key) that the corpus lacks though their files were there, with the
    code that says why.
    """

    artefacts: Mapping[str, str] = field(default_factory=dict)
    ledgers: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[tuple[str, str], Code] = field(default_factory=dict)

    def encode(self, corpus: str) -> str:
        """Return the text of `manifest.json`; `corpus` is the digest of `corpus.json`."""
        content = {
            "schema": SCHEMA,
            "corpus": corpus,
            "artefacts": {n: {"corpus": self.artefacts[n]} for n in sorted(self.artefacts)},
            "ledgers": dict(sorted(self.ledgers.items())),
            "left_out": [
                [site, post, self.left_out[site, post]] for site, post in sorted(self.left_out)
            ],
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def digest(data: bytes) -> str:
    """Return the digest by which a manifest names a corpus."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a set, None where there is none that postdeck wrote. Raise OSError."""
    try:
        return decode_manifest((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, IsADirectoryError, ManifestError):
        return None


def decode_manifest(data: bytes) -> Manifest:
    """Return the manifest in the bytes of a file. Raise ManifestError."""
    try:
        content: Any = json.loads(data.decode("utf-8"))
        json.dumps(content, ensure_ascii=False).encode()  # raises where a text is none
        if content["schema"] != SCHEMA:
            raise ManifestError(say("its format is not {schema}", schema=SCHEMA))
        return Manifest(
            {str(name): str(made["corpus"]) for name, made in content["artefacts"].items()},
            {str(key): str(path) for key, path in content["ledgers"].items()},
            {(str(site), str(post)): Code(code) for site, post, code in content["left_out"]},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ManifestError(
            say("it is damaged ({kind}: {error})", kind=type(error).__name__, error=error)
        ) from None


@contextmanager
def lock_output(folder: Path) -> Iterator[OutputFolder]:
    """Lock an output folder for one run and yield it; its staging folder is removed at the end.

    Raise OutputRefusedError where the folder may not be replaced, and OSError.
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        _recover(folder)
        before = _replaceable(folder)
        staging: Path | None = None
        try:
            with postponed():
                staging = _new_beside(folder)
            with naming(folder):
                yield OutputFolder(folder, staging, before)
        finally:
            if staging is not None:
                shutil.rmtree(staging, ignore_errors=True)
            _sync(folder.parent)


@dataclass(frozen=True, slots=True)
class OutputFolder:
    """An output folder that this run has locked: `staging` is where its next set is staged,
    `before` the manifest of the set that it holds.
    """

    folder: Path
    staging: Path
    before: Manifest

    def forbid_inside(self, places: Iterable[Path]) -> None:
        """Raise OutputRefusedError where one of `places`, sources and ledgers, lies in the output
        folder: the swap would remove it.
        """
        for place in places:
            if real(place).is_relative_to(self.folder):
                raise OutputRefusedError(
                    say("{path} lies in the output folder {folder}", path=place, folder=self.folder)
                )

    def carry_over(self, made: Collection[str]) -> Mapping[str, str]:
        """Copy what the folder holds and this run does not make: earlier products, a .gitkeep.

        Return the products among them, each with the digest of its corpus. Git ignores a new folder, until
        somebody removes its .gitignore.
        """
        carried: dict[str, str] = {}
        if not self.folder.exists():
            (self.staging / ".gitignore").write_text("*\n", "ascii")
            return carried
        for path in sorted(self.folder.iterdir()):
            if path.name in {MANIFEST, CORPUS, PICTURES, *made}:
                continue
            target = self.staging / path.name
            if path.is_dir() and not path.is_symlink():
                shutil.copytree(path, target, symlinks=True)
            else:
                shutil.copy2(path, target, follow_symlinks=False)
            if path.name in self.before.artefacts:
                carried[path.name] = self.before.artefacts[path.name]
        return carried

    def sync(self) -> None:
        """Bring the staged set to the disk. Raise OSError on failure."""
        for path in (*self.staging.rglob("*"), self.staging):
            _sync(path)

    def swap(self) -> None:
        """Put the staged set in the folder's place. Raise OSError on failure: the old set stays."""
        self.staging.chmod(0o755)
        if not self.folder.exists():
            self.staging.rename(self.folder)
        elif not _exchange(self.staging, self.folder):
            _rename_in_turn(self.staging, self.folder)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two folders in one step; return whether the system could."""
    if os.name != "posix":
        return False
    import ctypes

    system = ctypes.CDLL(None)
    names = os.fsencode(one), os.fsencode(other)  # absolute, so that no folder's handle is needed
    if hasattr(system, "renameat2"):
        return bool(system.renameat2(0, names[0], 0, names[1], _SWAP) == 0)
    return hasattr(system, "renamex_np") and bool(system.renamex_np(*names, _SWAP) == 0)


def _rename_in_turn(staging: Path, folder: Path) -> None:
    aside = _aside(folder)
    folder.rename(aside)
    try:
        staging.rename(folder)
    except BaseException:
        aside.rename(folder)
        raise
    with suppress(OSError):  # else the next run does it
        aside.rename(staging)  # so that nothing is ever called "previous" that is not whole


def _aside(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.previous"


def _staging_prefix(folder: Path) -> str:
    return f".{folder.name}.staging-"


def _new_beside(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(prefix=_staging_prefix(folder), dir=folder.parent))


def _recover(folder: Path) -> None:
    """Remove what a killed run left, and put the old set back if it stands aside."""
    aside = _aside(folder)
    if aside.exists():
        aside.rename(_new_beside(folder) if folder.exists() else folder)
    for left in folder.parent.iterdir():
        if left.name.startswith(_staging_prefix(folder)):
            shutil.rmtree(left, ignore_errors=True)


def _replaceable(folder: Path) -> Manifest:
    """Return the manifest of a folder that postdeck may replace; that of a new folder is empty.

    Raise OutputRefusedError where it may not.
    """
    if not folder.exists():
        return Manifest()
    if not folder.is_dir():
        raise OutputRefusedError(say("{path} is no folder", path=folder))
    if folder.is_mount():
        raise OutputRefusedError(
            say("{path} is a mount point, which cannot be replaced", path=folder)
        )
    manifest = read_manifest(folder)
    if manifest is None and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise OutputRefusedError(
            say("{path} is not empty and was not made by postdeck", path=folder)
        )
    return manifest or Manifest()


def _sync(path: Path) -> None:
    """Bring what was written to the disk; not every file system can do so for folders."""
    if path.is_symlink():
        return
    with suppress(OSError) if path.is_dir() else nullcontext():
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

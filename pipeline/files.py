"""Files: which there are, their bytes and text read with care, and files written whole or not at all.

A post is a plain file of text inside its site. Anything else is a finding and is never opened: to
open a pipe would block the build.
"""

from __future__ import annotations

import errno
import glob
import os
import re
import secrets
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from .characters import CONTROL, clean, without_controls
from .encodings import recode
from .findings import Code, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_SIZE = 10 * 1024 * 1024
_PIECE = 64 * 1024

MANIFEST_NAME = "manifest.json"
"""The name of the file by which an output folder is recognised."""

LEDGER_NAME = "cards.lock.json"
"""The name of a ledger in the root of a site."""

_OURS = re.compile(rb'\s*\{\s*"schema"\s*:\s*"postdeck-manifest/')
_LEFT_BY_RUN = re.compile(r"\..+\.(?:previous|staging-\w+)")
_EXHAUSTED = {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.ENOBUFS}


def read_file(root: Path, path: str) -> bytes | Finding:
    """Return the bytes of a file of a site, or a finding that says why they cannot be read.

    Raise what says that the machine is exhausted (`is_exhausted`), as all that reads does.

    The path is relative to the site's root, with "/" between the parts. Symbolic links must not
    lead out of the site or into an output folder, and the file must not be larger than `MAX_SIZE` bytes.
    """
    file = root / path
    try:
        place = file.resolve(strict=True)
        if not place.is_relative_to(root.resolve()):
            return Finding.of(Code.OUTSIDE_SITE.message("file"), path)
        if is_below_output(place):
            return Finding.of(Code.OUTPUT_SKIPPED.message("file"), path)
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            return Finding.of(Code.NOT_REGULAR_FILE.message(), path)
        if status.st_size > MAX_SIZE:
            return _too_large(path)
        with file.open("rb") as opened:
            pieces = iter(
                partial(opened.read, _PIECE), b""
            )  # a large read takes its memory at once
            data = b"".join(islice(pieces, MAX_SIZE // _PIECE + 1))
    except (OSError, RuntimeError, ValueError) as error:
        return _unreadable(error, path)
    return _too_large(path) if len(data) > MAX_SIZE else data


def _too_large(path: str) -> Finding:
    return Finding.of(Code.TOO_LARGE.message(limit=MAX_SIZE // 1024 // 1024), path)


def is_exhausted(error: BaseException) -> bool:
    """Whether an error says that the machine has no file, process, thread or memory left to give.

    It is no fault of the file that is read: the run must end.
    """
    if isinstance(error, OSError):
        return error.errno in _EXHAUSTED
    return isinstance(error, MemoryError) or "can't start new thread" in str(error)


def _unreadable(error: Exception, path: str) -> Finding:
    if is_exhausted(error):
        raise error
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Finding.of(Code.UNREADABLE_FILE.message(reason=reason), path)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, its line ends made LF, with a warning if it held control characters, and one
    if it is not in UTF-8.
    """

    text: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, path: str) -> Decoded | Finding:
    """Decode a file of UTF-8, or of another encoding that is certain, which is a warning: CRLF becomes LF,
    a lone CR a space, a BOM is dropped.

    Control characters are dropped; form feeds become blanks. Lines are those of the file as stored: none is
    added or lost.
    Return a finding where it is not certain what the bytes are.
    """
    findings: tuple[Finding, ...] = ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        recoded = recode(data)
        if recoded is None:
            line = data.count(b"\n", 0, error.start) + 1
            return Finding.of(Code.BAD_ENCODING.message("byte", byte=data[error.start]), path, line)
        text = recoded.text
        message = Code.OTHER_ENCODING.message(encoding=recoded.encoding)
        findings = (Finding.of(message, path),)
    text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n").replace("\r", " ")
    found = CONTROL.search(text)
    if found is None:
        return Decoded(text, findings)
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    message = Code.CONTROL_CHARACTER.message(character=ord(found[0]))
    warning = Finding.of(message, path, line, column=column)
    return Decoded(without_controls(text), (*findings, warning))


def read_own(path: Path, most: int | None = None) -> bytes | None:
    """Return the bytes of a file that we wrote, None where there is no plain file, or one that has more
    than `most` bytes. Raise OSError.
    """
    try:
        status = path.stat()
        plain = stat.S_ISREG(status.st_mode)  # to open a pipe would block the run
        plain &= most is None or status.st_size <= most
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        plain = False
    return path.read_bytes() if plain else None


def real(path: Path) -> Path:
    """Return a path, which need not exist, with links resolved; a link to itself stays as it is."""
    return Path(os.path.realpath(path))


def is_output(folder: Path) -> bool:
    """Whether a folder holds what postdeck made: it has a manifest, or a run that was killed left it.

    It is never a source: else a build would read what the last one wrote.
    """
    if _LEFT_BY_RUN.fullmatch(folder.name):
        return True
    manifest = folder / MANIFEST_NAME
    try:
        if not stat.S_ISREG(manifest.stat().st_mode):
            return False
        with manifest.open("rb") as opened:
            return _OURS.match(opened.read(200)) is not None
    except (OSError, ValueError) as error:
        if is_exhausted(error):
            raise
        return False


def is_below_output(path: Path) -> bool:
    """Whether a file or a folder, links resolved, is or lies in an output folder."""
    place = real(path)
    return any(map(is_output, (place, *place.parents)))


def is_folder(path: Path) -> bool:
    """Whether there is a folder at a path; at one that no system could have, there is none."""
    return os.path.isdir(path)  # noqa: PTH112  # `Path.is_dir` raises where a name is too long


def as_named(path: Path) -> str:
    """Return a path as a user names it: relative to the working folder if it lies there."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def is_backup(name: str) -> bool:
    """Whether a file is an editor's backup (`isTmpFile` of Hexo)."""
    return name.endswith(("~", "%"))


def is_hidden(name: str) -> bool:
    """Whether a file or folder is hidden (`isHiddenFile` of Hexo)."""
    return name.startswith(("_", "."))


def walk(
    root: Path, start: Path, enter: Callable[[str], bool], *, by_path: bool = False
) -> tuple[list[str], tuple[Finding, ...]]:
    """Return the files below a folder of a site (paths relative to its root, sorted) and findings.

    `enter` takes the name of a folder, or its path, and says whether to look into it. A link to a folder
    outside the site is a finding, and so is an output folder; a folder that links reach twice is listed
    once.
    """
    files: list[str] = []
    findings: list[Finding] = []
    base = root.resolve()
    seen: set[Path] = set()
    folders = [start]
    while folders:
        folder = folders.pop()
        path = folder.relative_to(root).as_posix()
        try:
            real = folder.resolve()
        except (OSError, ValueError) as error:  # a name that no folder can have
            findings.append(_unreadable(error, path))
            continue
        if real in seen:
            continue
        if not real.is_relative_to(base):
            findings.append(Finding.of(Code.OUTSIDE_SITE.message("folder"), path))
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            findings.append(_unreadable(error, path))
            continue
        links: list[Path] = []
        for entry in entries:
            found = f"{path}/{entry.name}".removeprefix("./")
            if not _is_folder(entry):
                files.append(found)
            elif not enter(found if by_path else entry.name):
                continue
            elif is_output(Path(entry.path)):
                findings.append(Finding.of(Code.OUTPUT_SKIPPED.message("folder"), found))
            else:
                (links if entry.is_symlink() else folders).append(Path(entry.path))
        folders[:0] = links  # last of all, so that the true path of a folder wins
    return _named(sorted(files), findings)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except (
        OSError
    ) as error:  # a link to itself; who reads it as a file learns why it cannot be read
        if is_exhausted(error):
            raise
        return False


def _named(files: list[str], findings: list[Finding]) -> tuple[list[str], tuple[Finding, ...]]:
    """Leave out the names that are not UTF-8, which nothing could print, with a finding each."""
    good = []
    for file in files:
        shown = clean(file)
        if shown == file:
            good.append(file)
        else:
            findings.append(Finding.of(Code.BAD_ENCODING.message("name"), shown))
    return good, tuple(findings)


@contextmanager
def naming(place: Path | str) -> Iterator[None]:
    """Name a file, a folder or a program in an OSError that names none, as that of a full disk."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(place)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in place of the one that is there, if any; a link stays a link.

    Raise OSError where it cannot be written; then the file is as it was.
    """
    path = path.resolve()
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.tmp"):
        left.unlink(missing_ok=True)  # by a run that was killed
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with naming(path), draft.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        with suppress(OSError):  # the next run clears it away
            draft.unlink(missing_ok=True)

"""The pictures of other servers: `pictures.lock.json`, and a folder beside it with their bytes.

A card depends on the lock alone: `PictureStore.look` gives what the lock says of an address, whether its
bytes are there or not, and `absent` tells which are not. `postdeck fetch` alone writes here.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from ..files import as_named, read_own, write_whole
from ..findings import Code, Finding
from ..network.addresses import web
from ..pictures import EXTENSIONS, PictureFile, file_name, inspect
from .text import dump, parse
from .types import LockedPicture, PictureLock, Referer, Refusal

__all__ = [
    "FOLDER",
    "NAME",
    "LockedPicture",
    "PictureLock",
    "PictureStore",
    "Referer",
    "Refusal",
    "key_of",
    "load",
]

NAME = "pictures.lock.json"
FOLDER = "_fetched_pictures"
"""Below the site, where no engine takes it for pages: it begins with a low line."""


def key_of(written: str) -> str | None:
    """Return the address of a picture as the lock writes it, None if it lies on no server."""
    written = written.strip()
    url = web(f"https:{written}" if written.startswith("//") else written)
    return url.href if url else None


@dataclass(slots=True)
class PictureStore:
    """A lock and its folder. `seen` are the addresses that were looked up."""

    path: Path
    lock: PictureLock = field(default_factory=PictureLock)
    seen: set[str] = field(default_factory=set)

    @property
    def used(self) -> list[str]:
        """The addresses that were looked up and are in the lock, in order."""
        return sorted(self.seen & self.lock.pictures.keys())

    @property
    def folder(self) -> Path:
        """The folder of the bytes."""
        return self.path.parent / FOLDER

    @property
    def size(self) -> int:
        """The size of all pictures in bytes."""
        return sum({locked.digest: locked.size for locked in self.lock.pictures.values()}.values())

    def look(self, written: str) -> PictureFile | None:
        """Return what the lock says of an address as a post writes it, None if it does not know it."""
        address = key_of(written)
        if address is None:
            return None
        self.seen.add(address)
        locked = self.lock.pictures.get(address)
        if locked is None:
            return None
        path = web(address)
        last = unquote(path.wire.partition("?")[0]).rpartition("/")[2] if path else ""
        name = file_name(last.rpartition(".")[0] or last, locked.digest, locked.media_type)
        return PictureFile(
            self.file(locked), name, locked.media_type, locked.width, locked.height, locked.size
        )

    def refusal(self, written: str) -> Refusal | None:
        """Return why a picture could not be had, by its address as a post writes it."""
        return self.lock.refused.get(key_of(written) or "")

    def file(self, locked: LockedPicture) -> Path:
        """Return the path of a picture's bytes."""
        return self.folder / f"{locked.digest}.{EXTENSIONS[locked.media_type]}"

    def holds(self, address: str) -> bool:
        """Whether a picture's bytes are there, and are what the lock says. Raise OSError."""
        locked = self.lock.pictures[address]
        path = self.file(locked)
        data = read_own(path, locked.size)
        if data is None or hashlib.sha256(data).hexdigest() != locked.digest:
            return False
        seen = inspect(path)
        return (
            isinstance(seen, PictureFile)
            and (seen.media_type, seen.width, seen.height, seen.size)
            == (locked.media_type, locked.width, locked.height, locked.size)
            and (isinstance(seen.source, Path) or seen.source == data)
        )

    def absent(self) -> list[str]:
        """Return the used addresses whose bytes are not there as the lock says. Raise OSError."""
        return [address for address in self.used if not self.holds(address)]

    def findings(self) -> Iterator[Finding]:
        """Yield a finding if bytes of used pictures are absent. Raise OSError."""
        if missing := self.absent():
            message = Code.ABSENT_PICTURE.message(
                pictures=len(missing), first=missing[0][:200], folder=as_named(self.folder)
            )
            yield Finding.of(message, as_named(self.path))

    def keep(self, address: str, picture: PictureFile, served: str, today: date) -> None:
        """Put a picture's bytes into the folder, and then into the lock, which is not saved yet.

        `served` is the hash of what the server gave. Raise OSError.
        """
        digest = self.put(picture)
        locked = LockedPicture(
            digest, picture.media_type, picture.width, picture.height, picture.size,
            today.isoformat(), "" if served == digest else served,
        )  # fmt: skip
        self.lock = self.lock.with_picture(address, locked)

    def put(self, picture: PictureFile) -> str:
        """Put a picture's bytes into the folder, and return their hash. Raise OSError.

        A link that a site brings there is not followed: it may lead to any file of the user.
        """
        data = picture.source if isinstance(picture.source, bytes) else picture.source.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if self.folder.is_symlink():
            raise OSError(errno.ELOOP, "pictures are not written through a link", str(self.folder))
        self.folder.mkdir(exist_ok=True)
        file = self.folder / f"{digest}.{EXTENSIONS[picture.media_type]}"
        if file.is_symlink():
            file.unlink()
        write_whole(file, data)
        return digest

    def save(self) -> None:
        """Write the lock, whole or not at all. Raise OSError."""
        write_whole(self.path, dump(self.lock).encode())

    def prune(self) -> int:
        """Remove the files in the folder that no picture of the lock has; return their number."""
        kept = {self.file(locked).name for locked in self.lock.pictures.values()}
        gone = [file for file in self._files() if file.name not in kept]
        for file in gone:
            file.unlink()
        return len(gone)

    def _files(self) -> Iterator[Path]:
        """Yield the files that have names as this folder gives them."""
        if not self.folder.is_dir():
            return
        for file in sorted(self.folder.iterdir()):
            hexadecimal = set(file.stem) <= set("0123456789abcdef")
            if len(file.stem) == 64 and hexadecimal and file.suffix[1:] in EXTENSIONS.values():
                yield file


def load(path: Path) -> PictureStore | Finding:
    """Return the store whose lock is in a file; an absent file is an empty one.

    For a file that cannot be trusted in full, return a finding. Raise OSError.
    """
    shown = as_named(path)
    data = read_own(path)
    if data is None:
        exists = path.is_symlink() or path.exists()
        problem = Code.BAD_PICTURE_LOCK.message(reason="it is no plain file")
        return Finding.of(problem, shown) if exists else PictureStore(path)
    lock = parse(data)
    if isinstance(lock, str):
        return Finding.of(Code.BAD_PICTURE_LOCK.message(reason=lock), shown)
    return PictureStore(path, lock)

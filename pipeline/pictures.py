"""Pictures: what a file really is, and the name it gets in `pictures/`."""

from __future__ import annotations

import base64
import hashlib
import re
import stat
import unicodedata
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Literal
from urllib.parse import unquote_to_bytes

from . import drawings
from .files import is_exhausted

_EXTENSIONS = {
    "PNG": "png",
    "JPEG": "jpg",
    "MPO": "jpg",
    "GIF": "gif",
    "WEBP": "webp",
    "AVIF": "avif",
    "SVG": "svg",
}
_MEDIA_TYPES = {"jpg": "image/jpeg", "svg": "image/svg+xml"}  # others are named as their files
EXTENSIONS = {_MEDIA_TYPES.get(name, f"image/{name}"): name for name in _EXTENSIONS.values()}
"""The extension of a file in `pictures/` by its media type."""
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_LONGEST_STEM = 40
HUGE_SIZE = 3_000_000
"""Bytes: more than a photograph that fills a large screen needs."""
HUGE_AREA = 25_000_000
"""Pixels: 100 MB once a phone has unpacked them."""
MAX_SIZE = 50_000_000
"""Bytes: a larger file is not read."""
MAX_AREA = 89_000_000
"""Pixels: what is larger is not unpacked; Pillow's own limit (`Image.MAX_IMAGE_PIXELS`) is near it."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why no card can show a file: its content is of no type that is known, too much of it, or the system
    cannot read it, for a `reason`.
    """

    kind: Literal["unknown-type", "too-large", "unreadable"]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture: its file, or its bytes where they are not those of a file.

    `file` is its name in `pictures/`; width and height in pixels, size in bytes.
    """

    source: Path | bytes
    file: str
    media_type: str
    width: int
    height: int
    size: int

    @property
    def is_huge(self) -> bool:
        """Whether the picture makes a deck slow to load on a phone."""
        return self.size > HUGE_SIZE or self.width * self.height > HUGE_AREA


def inspect(path: Path) -> PictureFile | Unusable:
    """Return a picture as its file shows it, or why cards cannot show it.

    Its name in `pictures/` is made of the file's own name and of its content: ASCII, at most 40
    characters, and eight hexadecimal digits of the SHA-256. So two files of one name never meet,
    and a changed picture gets a new name, as Anki never updates media of the same name.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Unusable("unknown-type")
        if status.st_size > MAX_SIZE:
            return Unusable("too-large")
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            opened = _opened(file)
            if opened == Unusable("unknown-type"):
                file.seek(0)
                return _drawn(file.read(drawings.MAX_SIZE + 1), path.stem)
    except OSError as error:
        if is_exhausted(error):
            raise
        return Unusable("unreadable", error.strerror or str(error))
    return _named(path, path.stem, digest, status.st_size, opened)


def inspect_bytes(data: bytes, name: str) -> PictureFile | Unusable:
    """Return the picture that bytes are, by this name without an extension, or why cards cannot show it."""
    if len(data) > MAX_SIZE:
        return Unusable("too-large")
    opened = _opened(BytesIO(data))
    if opened == Unusable("unknown-type"):
        return _drawn(data, name)
    return _named(data, name, hashlib.sha256(data).hexdigest(), len(data), opened)


def inspect_embedded(address: str) -> PictureFile | Unusable:
    """Return the picture that a `data:` address holds, or why cards cannot show it (RFC 2397)."""
    head, _, content = address.partition(",")
    if len(content) > 4 * MAX_SIZE:
        return Unusable("too-large")
    data = unquote_to_bytes(re.sub(r"[\t\r\n]", "", content))
    if head.strip().lower().endswith(";base64"):
        try:
            data = b"".join(data.split()).translate(_URL_SAFE).rstrip(b"=")
            data = base64.b64decode(data + b"===")
        except ValueError:
            return Unusable("unknown-type")
    return inspect_bytes(data, "embedded")


def file_name(name: str, digest: str, media_type: str) -> str:
    """Return the name in `pictures/` of a picture of this name and content."""
    return f"{_stem(name)}-{digest[:8]}.{EXTENSIONS[media_type]}"


def _drawn(data: bytes, name: str) -> PictureFile | Unusable:
    """Return an SVG drawing, cleaned."""
    drawing = drawings.clean(data)
    if drawing is None:
        return Unusable("unknown-type")
    digest = hashlib.sha256(drawing.data).hexdigest()
    opened = ("SVG", drawing.width, drawing.height)
    return _named(drawing.data, name, digest, len(drawing.data), opened)


def _named(
    source: Path | bytes, name: str, digest: str, size: int, opened: tuple[str, int, int] | Unusable
) -> PictureFile | Unusable:
    if isinstance(opened, Unusable):
        return opened
    kind, width, height = opened
    extension = _EXTENSIONS[kind]
    media_type = _MEDIA_TYPES.get(extension, f"image/{extension}")
    return PictureFile(source, file_name(name, digest, media_type), media_type, width, height, size)


def _opened(file: BinaryIO) -> tuple[str, int, int] | Unusable:
    """Return the format, the width and the height of a picture. Raise OSError where it cannot be read."""
    from PIL import Image  # start-up time

    Image.init()  # else only the commonest formats are known
    formats = [name for name in _EXTENSIONS if name in Image.OPEN]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=formats) as image:
                kind, (width, height) = image.format or "", image.size
    except Image.DecompressionBombError:
        return Unusable("too-large")
    except Exception as error:  # decoders raise what they like
        of_system = isinstance(error, OSError) and error.errno  # and not of Pillow
        if of_system or is_exhausted(error):
            raise
        return Unusable("unknown-type")
    return (kind, width, height) if width * height <= MAX_AREA else Unusable("too-large")


def _stem(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9_-]+", "-", plain).strip("-_")
    return stem[:_LONGEST_STEM].rstrip("-_") or "picture"

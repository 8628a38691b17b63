"""Pictures: what a file really is, and the name it gets in `pictures/`."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

_EXTENSIONS = {
    "PNG": "png",
    "JPEG": "jpg",
    "MPO": "jpg",
    "GIF": "gif",
    "WEBP": "webp",
    "AVIF": "avif",
}
_LONGEST_STEM = 40
HUGE_SIZE = 3_000_000
"""Bytes: more than a photograph that fills a large screen needs."""
HUGE_AREA = 25_000_000
"""Pixels: 100 MB once a phone has unpacked them."""


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture file: `file` is its name in `pictures/`; width and height in pixels, size in bytes."""

    source: Path
    file: str
    media_type: str
    width: int
    height: int
    size: int

    @property
    def is_huge(self) -> bool:
        """Whether the picture makes a deck slow to load on a phone."""
        return self.size > HUGE_SIZE or self.width * self.height > HUGE_AREA


def inspect(path: Path) -> PictureFile | None:
    """Return a picture as its file shows it; None where the content is of no type that cards can show.

    Its name in `pictures/` is made of the file's own name and of its content: ASCII, at most 40
    characters, and eight hexadecimal digits of the SHA-256. So two files of one name never meet,
    and a changed picture gets a new name, as Anki never updates media of the same name. Raise
    OSError where the file cannot be read.
    """
    from PIL import Image  # start-up time

    data = path.read_bytes()
    Image.init()  # else only the commonest formats are known
    formats = [name for name in _EXTENSIONS if name in Image.OPEN]
    try:
        with Image.open(io.BytesIO(data), formats=formats) as image:
            kind, (width, height) = image.format or "", image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    extension = _EXTENSIONS[kind]
    name = f"{_stem(path)}-{hashlib.sha256(data).hexdigest()[:8]}.{extension}"
    media_type = f"image/{'jpeg' if extension == 'jpg' else extension}"
    return PictureFile(path, name, media_type, width, height, len(data))


def _stem(path: Path) -> str:
    plain = unicodedata.normalize("NFKD", path.stem).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9_-]+", "-", plain).strip("-_")
    return stem[:_LONGEST_STEM].rstrip("-_") or "picture"

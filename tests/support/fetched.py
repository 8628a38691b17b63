"""Pictures of other servers that were fetched, without a server."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image

from pipeline import picture_store
from pipeline.picture_store import PictureStore
from pipeline.pictures import PictureFile, inspect_bytes

DAY = date(2025, 6, 15)
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 6"><script>x()</script>'
    b'<rect width="8" height="6" fill="red"/></svg>'
)
TYPES = ("avif", "gif", "jpg", "png", "svg", "webp")
"""The types that `every_type` has, by the extension of their files, in order."""


def png(size: tuple[int, int] = (8, 6), color: str = "red", kind: str = "PNG") -> bytes:
    """Return the bytes of a picture of one colour."""
    made = BytesIO()
    Image.new("RGB", size, color).save(made, kind)
    return made.getvalue()


def keep(folder: Path, **pictures: bytes) -> PictureStore:
    """Lock pictures below https://pics.example/, by the names of their files."""
    store = picture_store.load(folder / picture_store.NAME)
    assert isinstance(store, PictureStore)
    for name, data in pictures.items():
        picture = inspect_bytes(data, name)
        assert isinstance(picture, PictureFile)
        served = hashlib.sha256(data).hexdigest()
        store.keep(f"https://pics.example/{name}.png", picture, served, DAY)
    store.save()
    return store


def every_type(folder: Path) -> PictureStore:
    """Make a blog of one card that shows a fetched picture of each type, 8 pixels wide, in the order of
    `TYPES`.
    """
    folder.mkdir()
    made = {kind.lower(): png(kind=kind) for kind in ("AVIF", "GIF", "PNG", "WEBP")}
    made |= {"jpg": png(kind="JPEG"), "svg": DRAWING}
    shown = "".join(f"![{name}](https://pics.example/{name}.png)\n" for name in TYPES)
    text = f"---\ntitle: 面试题\n---\n\n# 1. 图里是什么？\n\n看：\n\n{shown}"
    (folder / "post.md").write_text(text, encoding="utf-8")
    return keep(folder, **made)

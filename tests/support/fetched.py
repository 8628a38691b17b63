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

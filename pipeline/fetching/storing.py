"""What is kept of a picture: its bytes, or those of one made of it that is narrower or of another type.

A picture with frames and a drawing stay as they are.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ..files import is_exhausted
from ..picture_store import LockedPicture
from ..pictures import PictureFile, Unusable, inspect_bytes
from ..settings import PictureSettings

if TYPE_CHECKING:
    from PIL.Image import Image

_NEW = frozenset({"image/webp", "image/avif"})
"""The types that old versions of Anki's apps do not show."""
_SAVED: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": True},
    "JPEG": {"quality": 88},
    "WEBP": {"quality": 88},
    "AVIF": {"quality": 75},
}


def stored(picture: PictureFile, form: PictureSettings) -> PictureFile:
    """Return what is to be kept of a picture whose source is its bytes."""
    assert isinstance(picture.source, bytes)
    if picture.media_type == "image/svg+xml" or fits(picture, form):
        return picture
    try:
        return _made(picture.source, form) or picture
    except Exception as error:  # of encoders, which raise what they like
        if is_exhausted(error):
            raise
        return picture


def fits(picture: PictureFile | LockedPicture, form: PictureSettings) -> bool:
    """Whether a picture is as the settings ask."""
    narrow = not 0 < form.width < picture.width
    return narrow and not (form.convert and picture.media_type in _NEW)


def as_kept(locked: LockedPicture) -> PictureSettings:
    """Return the settings by which a picture is made again as the lock has it."""
    if not locked.served:
        return PictureSettings(width=0)
    return PictureSettings(locked.width, convert=locked.media_type not in _NEW)


def _made(data: bytes, form: PictureSettings) -> PictureFile | None:
    """Return the picture that is kept instead of one, None if that has frames."""
    from PIL import Image, ImageOps  # start-up time

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(data)) as image:
            if getattr(image, "n_frames", 1) > 1:
                return None
            icc = image.info.get("icc_profile")
            kind = _kind(image, convert=form.convert)
            made = _plain(ImageOps.exif_transpose(image), kind)
            if 0 < form.width < made.width:
                height = max(1, round(made.height * form.width / made.width))
                made = made.resize((form.width, height), Image.Resampling.LANCZOS)
            out = BytesIO()
            made.save(out, kind, **_SAVED[kind], **({"icc_profile": icc} if icc else {}))
    again = inspect_bytes(out.getvalue(), "picture")
    return None if isinstance(again, Unusable) else again


def _kind(image: Image, *, convert: bool) -> str:
    """Return the format to save a picture in: its own, or PNG for GIF; to convert, PNG or JPEG."""
    if convert and image.format in {"WEBP", "AVIF"}:
        return "PNG" if image.has_transparency_data else "JPEG"
    kind = {"MPO": "JPEG", "GIF": "PNG"}.get(image.format or "", image.format or "")
    return kind if kind in _SAVED else "PNG"


def _plain(image: Image, kind: str) -> Image:
    """Return a picture in a mode that can be scaled and saved."""
    if kind == "JPEG":
        return image if image.mode in {"L", "CMYK"} else image.convert("RGB")
    if image.mode in {"L", "LA", "RGB", "RGBA"}:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")

"""What the answer of a server is: a picture, or why there is none. All functions are pure."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Set
from dataclasses import dataclass
from io import BytesIO

from ..files import is_exhausted
from ..network.rules import phrase
from ..network.values import Fault, Response
from ..pictures import MAX_AREA, MAX_SIZE, PictureFile, Unusable, inspect_bytes

_REFUSALS = frozenset({400, 401, 403, 405, 406, 410, 412, 418, 451})
_DOT = 4
"""Pixels: what servers give instead of a picture is often as small."""


@dataclass(frozen=True, slots=True)
class NoPicture:
    """Why there is no picture. `refused`: another referer may help."""

    reason: str
    refused: bool = False
    fault: Fault | None = None


def judged(response: Response, placeholders: Set[str] = frozenset()) -> PictureFile | NoPicture:
    """Return the picture in the body of a response, judged by its bytes alone.

    `placeholders` are the SHA-256 of what is known to stand for pictures that a server does not give.
    """
    if response.code is None:
        return NoPicture(response.message, fault=response.fault)
    if not 200 <= response.code < 300:
        return NoPicture(phrase(response.code), refused=response.code in _REFUSALS)
    picture = inspect_bytes(response.body, "picture")
    if isinstance(picture, Unusable):
        if picture.kind == "too-large":
            most = f"{MAX_SIZE // 10**6} MB and {MAX_AREA // 10**6} megapixels"
            return NoPicture(f"the picture is larger than {most}")
        return NoPicture("what the server gives is no picture", refused=True)
    if placeholders and hashlib.sha256(response.body).hexdigest() in placeholders:
        return NoPicture("what the server gives is a placeholder", refused=True)
    if picture.width * picture.height <= _DOT:
        return NoPicture("what the server gives is a dot", refused=True)
    if not _is_whole(picture):
        return NoPicture("the picture is broken")
    return picture


def _is_whole(picture: PictureFile) -> bool:
    """Whether a picture can be unpacked, so that it did not come in half; a drawing was read already."""
    if picture.media_type == "image/svg+xml":
        return True
    from PIL import Image  # start-up time

    assert isinstance(picture.source, bytes)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(picture.source)) as image:
                image.load()
    except Exception as error:  # decoders raise what they like
        if is_exhausted(error):
            raise
        return False
    return True

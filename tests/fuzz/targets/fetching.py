"""What `fetch` reads: answers of servers, drawings, and the lock that a site comes with."""

from __future__ import annotations

import json
import re
from io import BytesIO
from xml.etree import ElementTree as ET

from hypothesis import strategies as st
from PIL import Image

from pipeline import drawings
from pipeline.fetching.judging import judged
from pipeline.fetching.storing import stored
from pipeline.network.values import Response
from pipeline.picture_store import PictureLock
from pipeline.picture_store.text import dump, parse
from pipeline.pictures import EXTENSIONS, PictureFile
from pipeline.settings import PictureSettings
from tests.fuzz.json_values import changed
from tests.fuzz.mutations import texts
from tests.support.fetched import png

_PICTURE = {
    "hash": "0" * 64, "type": "image/svg+xml", "width": 8, "height": 6, "size": 70, "date": "2025-06-15",
    "served": "1" * 64,
}  # fmt: skip
_LOCK = {
    "schema": "postdeck-pictures/1",
    "hosts": {"a.example": {"referer": "post"}, "b.example:81": {"referer": "own"}},
    "refused": {"https://a.example/b.png": {"reason": "404 Not Found", "date": "2025-06-15"}},
    "placeholders": ["2" * 64],
    "pictures": {"https://a.example/a.png": _PICTURE, "http://b.example:81/%20?x=1": _PICTURE},
}
LOCKS = (
    changed(_LOCK).map(lambda value: json.dumps(value, ensure_ascii=False))
    | texts([json.dumps(_LOCK, indent=1)])
    | st.text(max_size=40)
)

_DRAWING = """<?xml version="1.0"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [<!ENTITY e "text">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:x="urn:x" viewBox="0 0 40 20" x:y="z">
<style>.a{fill:url(#b)} @media print{.a{fill:red}}</style>
<defs><linearGradient id="b"><stop offset="0" style="stop-color:red"/></linearGradient></defs>
<g onclick="x()" style="clip-path:url('#b')">
<path class="a" d="M0 0L1 1" fill="url(#b)"/>
<use xlink:href="#b" href="data:image/png;base64,AAAA"/>
<text x="1">甲 &lt; &e; <tspan>b</tspan></text>
<script><![CDATA[x()]]></script>
<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">c</p></foreignObject>
</g>
</svg>"""
DRAWINGS = texts([_DRAWING], most=20)


def _kinds() -> list[str]:
    made = [png((12, 9), kind=kind) for kind in ("PNG", "JPEG", "GIF", "WEBP", "AVIF")]
    frames = BytesIO()
    one, *more = (Image.new("P", (9, 5), n) for n in range(3))
    one.save(frames, "GIF", save_all=True, append_images=more)
    return [data.decode("latin-1") for data in (*made, frames.getvalue())]


@st.composite
def _answers(draw: st.DrawFn) -> str:
    """Draw the bytes of a picture, some of them changed, as text in Latin 1."""
    text = draw(st.sampled_from(_kinds()))
    for _ in range(draw(st.integers(0, 4))):
        at, count = draw(st.integers(0, len(text))), draw(st.integers(0, 6))
        put = draw(st.text(st.characters(max_codepoint=255), max_size=6))
        text = text[:at] + put + text[at + count :]
    return text


ANSWERS = _answers()


def check_lock(text: str) -> None:
    """A lock is one or not; if it is, it is read as it is written."""
    lock = parse(text.encode())
    if isinstance(lock, PictureLock):
        assert parse(dump(lock).encode()) == lock
        assert all(re.fullmatch(r"[0-9a-f]{64}", one.digest) for one in lock.pictures.values())
    else:
        assert lock


def check_drawing(text: str) -> None:
    """A clean drawing stays as it is, and has nothing that runs or leads outside."""
    drawing = drawings.clean(text.encode())
    if drawing is None:
        return
    assert drawings.clean(drawing.data) == drawing
    for element in ET.fromstring(drawing.data).iter():
        assert element.tag.rpartition("}")[2] not in {
            "script",
            "foreignObject",
            "a",
            "animate",
            "set",
        }
        assert "@import" not in (element.text or "") or not element.tag.endswith("}style")
        for name, value in element.attrib.items():
            local = name.rpartition("}")[2]
            assert not local.lower().startswith("on"), name
            assert local != "href" or value.startswith(("#", "data:image/")), value


def check_answer(text: str) -> None:
    """What a server gives is a picture that can be kept, or a reason."""
    answer = judged(Response(200, body=text.encode("latin-1", "replace")))
    if not isinstance(answer, PictureFile):
        assert answer.reason
        return
    for form in (PictureSettings(0), PictureSettings(6, convert=True)):
        kept = stored(answer, form)
        assert isinstance(kept.source, bytes)
        assert kept.media_type in EXTENSIONS
        assert judged(Response(200, body=kept.source)) == kept

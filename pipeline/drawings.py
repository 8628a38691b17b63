"""SVG drawings of others, written anew as pictures for `<img>`: only what is on the lists, and nothing that
runs or leads outside.

A browser runs no script in an `<img>` and loads nothing for it; whoever saves the file and opens it would.
References lead to the drawing itself, or to pictures inside it. What is clean stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

MAX_SIZE = 10_000_000
"""Bytes, before the cleaning and after it."""
_DEEPEST = 200
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_ELEMENTS = frozenset(
    "svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon text tspan "
    "textPath image style linearGradient radialGradient stop pattern clipPath mask marker filter "
    "feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting "
    "feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting "
    "feSpotLight feTile feTurbulence".split()
)
_INSIDE = re.compile(r"#[^\s\"'()<>\\]*|data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_URL = re.compile(
    r"url\(\s*+(?P<quote>[\"']?)(?P<address>[^\"'()]*+)(?P=quote)\s*\)", re.IGNORECASE
)
_LOADS = re.compile(
    r"\\|@(?!media\b|font-face\b)|\burl\b|\bsrc\b|image-set|expression|javascript:|<|-moz-binding",
    re.IGNORECASE,
)
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d*)?)(?:px|pt)?\s*")
_USUAL = (300, 150)
"""Width and height of a drawing that tells none (CSS 2, 10.3.2)."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A clean drawing; width and height in pixels, as far as it tells them."""

    data: bytes
    width: int
    height: int


class _RefusedError(Exception):
    """The bytes are no drawing, or too large a one."""


@dataclass(slots=True)
class _Writer:
    """Writes what is on the lists as it is read."""

    out: list[str] = field(default_factory=list)
    size: int = 0
    depth: int = 0
    skipped: int = 0
    open: bool = False
    style: list[str] | None = None
    given: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        uri, _, local = name.rpartition(" ")
        if self.depth == 1:
            if local != "svg" or uri not in ("", _SVG):
                raise _RefusedError
            self.given = attributes = _sized(attributes)
        if self.depth > _DEEPEST:
            raise _RefusedError
        if self.skipped or local not in _ELEMENTS or uri not in ("", _SVG):
            self.skipped += 1
            return
        self._close()
        spaces = f' xmlns="{_SVG}" xmlns:xlink="{_XLINK}"' if self.depth == 1 else ""
        kept = (_attribute(key, value) for key, value in attributes.items())
        self._write(f"<{local}{spaces}{''.join(sorted(set(kept)))}")
        self.open = True
        self.style = [] if local == "style" else None

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.skipped:
            self.skipped -= 1
            return
        if self.style is not None:
            text, self.style = _style("".join(self.style)), None
            if text:
                self._close()
                self._write(escape(text))
        if self.open:
            self._write("/>")
            self.open = False
        else:
            self._write(f"</{name.rpartition(' ')[2]}>")

    def text(self, data: str) -> None:
        if self.skipped or not self.depth:
            return
        if self.style is not None:
            self.style.append(data)
            return
        self._close()
        self._write(escape(data, {"\r": "&#13;"}))

    def _close(self) -> None:
        if self.open:
            self._write(">")
            self.open = False

    def _write(self, text: str) -> None:
        self.size += len(text)
        if self.size > MAX_SIZE:
            raise _RefusedError
        self.out.append(text)


def clean(data: bytes) -> Drawing | None:
    """Return a drawing written anew, None if the bytes are none."""
    if len(data) > MAX_SIZE or not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    writer = _Writer()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = writer.start, writer.end
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, _RefusedError, LookupError, ValueError):
        return None
    width, height = _extent(writer.given)
    return Drawing("".join([*writer.out, "\n"]).encode(), width, height)


def _attribute(name: str, value: str) -> str:
    """Return an attribute as it is written, with a blank in front; "" for one that is not kept."""
    uri, _, local = name.rpartition(" ")
    prefix = {"": "", _XLINK: "xlink:", _XML: "xml:"}.get(uri)
    if prefix is None or local.lower().startswith("on") or (prefix == "xml:" and local == "base"):
        return ""
    if local in {"href", "src"}:
        value = value.strip()
        kept = value if _INSIDE.fullmatch(value) else ""
    elif local == "style" and not prefix:
        kept = _style(value)
    else:
        kept = "" if _leads_out(value) else value
    written = quoteattr(kept, {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})
    return f" {prefix}{local}={written}" if kept else ""


def _style(text: str) -> str:
    """Return declarations of CSS, "" where any of them could load something."""
    return "" if _leads_out(text) or _LOADS.search(_URL.sub("", text)) else text


def _leads_out(text: str) -> bool:
    """Whether a `url()` leads out of the drawing, or may do so when a browser reads it."""
    rest = _URL.sub(lambda m: "" if _INSIDE.fullmatch(m["address"].strip()) else m[0], text)
    return bool(re.search(r"url\s*\(|\\", rest, re.IGNORECASE))


def _sized(given: dict[str, str]) -> dict[str, str]:
    """Return the attributes of a root with a width and a height, without which `<img>` takes any."""
    told = [_LENGTH.fullmatch(given.get(name, "")) for name in ("width", "height")]
    if all(one and float(one[1]) for one in told):
        return given
    width, height = _extent(given)
    return {**given, "width": str(width), "height": str(height)}


def _extent(given: dict[str, str]) -> tuple[int, int]:
    """Return width and height of a drawing from the attributes of its root."""
    told = [_LENGTH.fullmatch(given.get(name, "")) for name in ("width", "height")]
    box = [
        _LENGTH.fullmatch(part) for part in re.split(r"[\s,]+", given.get("viewBox", "").strip())
    ]
    boxed = box[2:] if len(box) == 4 else [None, None]
    sizes = [float(one[1]) if one else 0.0 for one in (*told, *boxed)]
    width, height, *ratio = sizes
    if not width and not height:
        width, height = ratio if all(ratio) else _USUAL
    elif not (width and height):
        shape = ratio[0] / ratio[1] if all(ratio) else _USUAL[0] / _USUAL[1]
        width, height = width or height * shape, height or width / shape
    return max(1, round(width)), max(1, round(height))

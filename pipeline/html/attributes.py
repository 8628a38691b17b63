"""The attributes of a raw tag, and those that a picture gets from ones that no card may hold."""

from __future__ import annotations

import re
from html import escape, unescape

_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>=]++)))?")
_SOURCES = ("src", ":src", "v-bind:src", "data-src", "data-original", "data-lazy-src")
"""Where the address of a picture stands; Vue's, and those of pictures that a script loads late."""
_FUNCTION = re.compile(
    r"\s*(?:\$withBase|require)\(\s*(?P<quote>[\"'`])(?P<path>.*)(?P=quote)\s*\)\s*"
)
_SIZE = re.compile(r"\s*(?P<number>\d{1,5})(?:\.\d*)?\s*(?P<unit>px|%)?\s*")
_STYLES = re.compile(r"(?:^|;)\s*(?P<name>width|height)\s*:(?P<size>[^;]*)", re.IGNORECASE)
_ZOOM = re.compile(
    r"(?:^|;)\s*zoom\s*:\s*(?P<number>\d{1,3}(?:\.\d+)?|\.\d+)\s*(?P<percent>%?)", re.IGNORECASE
)


def attribute(attributes: str, name: str) -> str:
    """Return the value of an attribute in the source of a tag's attributes, "" without one."""
    return _values(attributes).get(name, "")


def _values(attributes: str) -> dict[str, str]:
    """Return the attributes by their names in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(attributes):
        found.setdefault(match[1].lower(), unescape("".join(match.groups("")[1:])).strip())
    return found


def picture_attributes(attributes: str) -> str | None:
    """Return what to write before the attributes of an `<img>`, where the first of a name counts: its
    address and size, if others tell them. None if it has no address, so that it is a word.
    """
    given = _values(attributes)
    name = next((name for name in _SOURCES if name in given), None)
    if name is None:
        return None
    added = sizes(given.get("width", ""), given.get("height", ""), given.get("style", ""))
    if name != "src":
        added["src"] = called(given[name])
    return written({key: value for key, value in added.items() if given.get(key) != value})


def written(attributes: dict[str, str]) -> str:
    """Return attributes as they stand in a tag, each with a blank in front."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def called(address: str) -> str:
    """Return what a function of Vue is called with, in the place of an address; others as they are."""
    call = _FUNCTION.fullmatch(address)
    return call["path"] if call else address


def sizes(width: str = "", height: str = "", style: str = "") -> dict[str, str]:
    """Return the size of a picture as attributes: pixels or per cent of what is around it, `data-zoom`
    per cent of its own size.
    """
    given = {"width": width, "height": height}
    given |= {match["name"].lower(): match["size"] for match in _STYLES.finditer(style)}
    found = {name: size for name, value in given.items() if (size := _size(value))}
    if zoom := _ZOOM.search(style):
        found["data-zoom"] = str(round(float(zoom["number"]) * (1 if zoom["percent"] else 100)))
    return found


def _size(value: str) -> str:
    match = _SIZE.fullmatch(value)
    return match["number"] + (match["unit"] or "") if match and int(match["number"]) else ""

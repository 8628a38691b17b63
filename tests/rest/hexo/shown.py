"""What a page shows: lines of text, links, pictures; read by an HTML parser that is not ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

_BLOCKS = frozenset(
    "address article blockquote br center cite dd details div dl dt figcaption figure footer h1 h2 h3 "
    "h4 h5 h6 hr li ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_GAP = re.compile(r"\n\s*\n")
_FOLDED = re.compile(r"(?<!\n)\n(?!\n)")
_HIDDEN = frozenset({"script", "style", "template"})


@dataclass
class Shown:
    """Lines without blanks at their ends, none empty; links and pictures as one line each."""

    lines: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


def parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def shown(soup: BeautifulSoup) -> Shown:
    return Shown(
        lines_of(soup),
        [
            f"[{' '.join(' '.join(lines_of(link)).split())}]({unquote(str(link['href']))})"
            for link in soup.find_all("a", href=True)
        ],
        [_picture(image) for image in soup.find_all("img")],
    )


def lines_of(element: Tag) -> list[str]:
    lines = "".join(_texts(element)).split("\n")
    return [line for text in lines if (line := " ".join(text.split()))]


def _texts(element: Tag) -> Iterator[str]:
    for child in element.children:
        yield from _text(child)


def _text(child: PageElement) -> Iterator[str]:
    if isinstance(child, PreformattedString):
        return  # a comment
    if isinstance(child, NavigableString):
        if not child.strip() or child.find_parent("pre") is not None:
            yield str(child)  # a line end between tags is all that bs4 keeps of a blank line
        else:
            yield _FOLDED.sub(" ", _GAP.sub("\n\n", child))
    elif isinstance(child, Tag) and child.name not in _HIDDEN:
        edge = "\n" if child.name in _BLOCKS else ""
        if child.parent is not None and child.parent.name == "figcaption":
            edge = " "
        yield edge
        yield from _texts(child)
        yield edge


def _picture(image: Tag) -> str:
    """Return a picture as the name of its file and its texts and sizes."""
    file = unquote(urlsplit(str(image.get("src", ""))).path).rsplit("/", 1)[-1]
    told = (
        f"{name}={image[name]}" for name in ("alt", "title", "width", "height") if image.get(name)
    )
    return " ".join([file, *told])

"""Addresses of Hugo's posts, after `resources/page/permalinks.go`, `resources/page/page_paths.go` and
`common/paths/path.go`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote_plus

from ..front_matter.js_types import Value
from .contents import Content
from .go_time import formatted

if TYPE_CHECKING:
    from ..site_config import SiteConfig

_PLACEHOLDER = re.compile(r":(?P<name>\w++)(?:\[(?P<slice>[^\[\]]++)\])?")
_KEPT = "./\\_#+~-@"
_SAFE = "/:@!$&'()*+,;=~-._"
_NO_TIME = datetime(1, 1, 1)  # what Hugo takes for the date of a post without one


@dataclass(frozen=True, slots=True)
class Named:
    """What a post says of its address."""

    title: str
    slug: str = ""
    url: str = ""
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Permalinks:
    """How a site makes addresses: patterns by section; whether all posts, or which sections, are files."""

    patterns: Mapping[str, str]
    ugly: bool | Mapping[str, Value]
    keeps_case: bool
    without_accents: bool

    @classmethod
    def of_config(cls, config: SiteConfig) -> Permalinks:
        """Return what the settings say."""
        table = config.table("permalinks")
        pages = table.get("page")
        own = pages if isinstance(pages, dict) else table
        ugly = config.values.get("uglyurls")
        return cls(
            {name.strip(" /"): rule for name, rule in own.items() if isinstance(rule, str)},
            ugly if isinstance(ugly, dict) else ugly is True,
            config.flag("disablepathtolower"),
            config.flag("removepathaccents"),
        )

    def path_of(self, content: Content, named: Named) -> str | None:
        """Return the path of a post's address below its site, percent-encoded; None where the pattern
        names what is not known.
        """
        if named.url:
            return _of_url(content, self._expanded(named.url, content, named) or named.url)
        pattern = self.patterns.get(content.section.lower())
        if pattern is None:
            path = "/".join((*content.folder, named.slug or content.name))
        else:
            made = self._expanded(pattern, content, named)
            if made is None:
                return None
            path = made
        path = "/".join(self._sanitised(part) for part in path.split("/") if part.strip())
        end = ".html" if self._is_ugly(content) else "/" if path else ""
        prefix = f"/{content.language.prefix}" if content.language.prefix else ""
        return quote(f"{prefix}/{path}{end}", safe=_SAFE)

    def _is_ugly(self, content: Content) -> bool:
        if isinstance(self.ugly, bool):
            return self.ugly
        return self.ugly.get(content.section.lower()) is True

    def _expanded(self, pattern: str, content: Content, named: Named) -> str | None:
        """Return a pattern with its values; each is one name of the path, but that of `:sections`."""
        values = {
            "section": content.section,
            "sections": "/".join(content.sections),
            "title": self._sanitised(named.title),
            "slug": self._sanitised(named.slug or named.title),
            "slugorfilename": self._sanitised(named.slug or content.name),
            "filename": self._sanitised(content.name),
        }
        values["contentbasename"] = values["filename"]
        values["slugorcontentbasename"] = values["slugorfilename"]
        moment = named.moment or _NO_TIME
        parts, at = list[str](), 0
        for match in _PLACEHOLDER.finditer(pattern):
            value = values.get(match["name"])
            if match["slice"] is not None:
                value = _sliced(content.sections, match["slice"]) if value is not None else None
            if value is None:
                value = formatted(moment, match["name"])
            if value is None:
                return None
            parts += pattern[at : match.start()], value
            at = match.end()
        return unquote_plus("".join(parts) + pattern[at:])

    def _sanitised(self, text: str) -> str:
        """Return a name as it stands in a path: without most signs, with hyphens for blanks."""
        path = sanitised(text)
        if self.without_accents:
            plain = unicodedata.normalize("NFD", path)
            path = unicodedata.normalize(
                "NFC", "".join(c for c in plain if not unicodedata.combining(c))
            )
        return path if self.keeps_case else path.lower()


def sanitised(text: str) -> str:
    """Return a text with what a path may hold of it; blanks between that are hyphens."""
    made: list[str] = []
    blank = hyphen = False
    for at, letter in enumerate(text):
        if _is_kept(text, at):
            hyphen = letter == "-"
            if blank and not hyphen:
                made.append("-")
            blank = False
            made.append(letter)
        elif made and not hyphen and letter.isspace():
            blank = True
    return "".join(made)


def _is_kept(text: str, at: int) -> bool:
    letter = text[at]
    kind = unicodedata.category(letter)
    return (
        kind[0] in "LM"
        or kind == "Nd"
        or letter in _KEPT
        or (letter == "%" and re.match("[0-9A-Fa-f]{2}", text[at + 1 : at + 3]) is not None)
    )


def _of_url(content: Content, url: str) -> str:
    """Return the path that `url` in the front matter names; a relative one is of the post's language."""
    if ".." in url:
        return ""
    names = "/".join(part for part in url.split("/") if part)
    end = "" if not names or ("." in url and not url.endswith("/")) else "/"
    prefix = content.language.prefix
    below = f"/{prefix}" if prefix and not url.startswith("/") else ""
    return quote(f"{below}/{names}{end}", safe=f"{_SAFE}%")


def _sliced(sections: tuple[str, ...], written: str) -> str | None:
    """Return the sections that a slice such as `1:`, `last` or `0` takes, as a path."""
    if written == "last":
        return "/".join(sections[-1:])
    low, colon, high = written.partition(":")
    ends = [None if not end else len(sections) - 1 if end == "last" else end for end in (low, high)]
    try:
        start, stop = (None if end is None else int(end) for end in ends)
    except ValueError:
        return None
    if not colon:
        return "/".join(sections[start or 0 : (start or 0) + 1])
    return "/".join(sections[start:stop])

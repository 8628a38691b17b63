"""What a site has at its addresses beside its posts: pages, files, and what its engine makes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from ..files import Decoded, decode, read_file, walk
from . import front_matter, site_files
from .front_matter import Split

_WRITTEN = (".md", ".markdown", ".html")
_MADE = frozenset(
    "archive archives categories category css fonts images img js lib page tag tags".split()
)
"""Folders that engines, their usual plugins and their themes make; what is in them is not looked at."""
_FEEDS = frozenset({".xml", ".json", ".txt", ".webmanifest"})
_ADDRESSES = ("permalink", "redirect_from")


@dataclass(frozen=True)
class Pages:
    """The pages and files below the folder `source` of a site; `made` names folders that its engine
    makes beside the usual ones; `enter` says of a folder's name whether it may hold pages; `split`
    cuts a page into front matter and body.
    """

    root: Path
    source: str
    enter: Callable[[str], bool]
    split: Callable[[str], Split]
    made: frozenset[str] = frozenset()

    def has(self, path: str) -> bool:
        """Whether something is at a path, percent-encoded, below the site's address."""
        plain = unquote(path).strip("/")
        first, _, deeper = plain.partition("/")
        if not plain or first in _MADE | self.made or re.fullmatch(r"page\d+", first):
            return True
        if not deeper and PurePosixPath(first).suffix in _FEEDS:
            return True
        stem = plain.removesuffix(".html").removesuffix("/index")
        names = [plain, *(f"{stem}{suffix}" for suffix in _WRITTEN)]
        names += [f"{stem}/index{suffix}" for suffix in _WRITTEN]
        top = self.root / self.source
        if any(site_files.find(self.root, name, [top]) for name in names):
            return True
        return stem in self._named

    @cached_property
    def _named(self) -> frozenset[str]:
        """The paths that pages set for themselves in their front matter."""
        listed, _ = walk(self.root, self.root / self.source, self.enter)
        found: set[str] = set()
        for path in listed:
            data = read_file(self.root, path) if path.endswith(_WRITTEN) else b""
            decoded = decode(data, path) if isinstance(data, bytes) else data
            if not isinstance(decoded, Decoded):
                continue
            head = front_matter.read(self.split(decoded.text))
            for value in map(head.values.get, _ADDRESSES):
                names = value if isinstance(value, list) else [value]
                found.update(name.strip("/") for name in names if isinstance(name, str))
        return frozenset(name.removesuffix(".html").removesuffix("/index") for name in found)

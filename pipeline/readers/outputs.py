"""Output folders of postdeck inside a site: nothing in them is read, but posts may link to it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..files import is_output, real
from ..products import EDITIONS

if TYPE_CHECKING:
    from .contract import Blog

_SHEETS = ("cheatsheet", *(f"cheatsheet-{edition}" for edition in EDITIONS[1:]))
FILES = frozenset(
    {f"{sheet}.{ending}" for sheet in _SHEETS for ending in ("html", "pdf")}
    | {f"links.{ending}" for ending in ("html", "md", "csv", "json", "graphml")}
    | {"deck.apkg", "corpus.json", "manifest.json"}
)
"""The names of all files that built-in products may have."""


def is_product(blog: Blog, path: str, out: Path) -> bool:
    """Whether a path below a site's address, percent-encoded, is that of a file which postdeck made inside
    the site, or makes: in this run, whose output folder is `out`, or in another one where the folder is not
    there yet, as in a new clone.
    """
    plain = PurePosixPath(unquote(path))
    if ".." in plain.parts or not plain.name:
        return False
    files = [blog.root / folder / plain for folder in _served(blog)]
    if plain.name in FILES and not any(file.parent.exists() for file in files):
        return True
    return any(
        (plain.name in FILES and real(file.parent) == real(out))
        or (file.is_file() and any(map(is_output, file.parents[: len(plain.parts)])))
        for file in files
    )


def _served(blog: Blog) -> tuple[str, ...]:
    """Return the folders of a site whose files are published as they are."""
    served: tuple[str, ...] | None = getattr(blog, "served", None)  # Hugo's
    return served or (str(PurePosixPath(blog.posts_in).parent),)

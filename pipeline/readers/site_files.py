"""From the address of a picture in a post to its file in the site."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from ..files import is_below_output, is_exhausted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def local_path(written: str, url: str | None) -> str | None:
    """Return an address as a path of the site at `url`, or None if it leads elsewhere.

    A relative address is returned as written, with its `?query` and `#fragment`; one that names
    the site's own host becomes its path alone, with "/" in front.
    """
    written = written.strip()
    if not _SCHEME.match(written) and not written.startswith("//"):
        return written
    try:
        parts, own = urlsplit(written), urlsplit(url or "")
        if parts.scheme not in ("http", "https", "") or parts.netloc.lower() != own.netloc.lower():
            return None
    except ValueError:
        return None
    return parts.path or None


def address(permalink: str, written: str) -> str:
    """Return the address of a file in a post's asset folder (hexo/lib/models/post_asset.ts)."""
    return urljoin(re.sub(r"(?:\.html?|/)?$", "/", permalink, count=1), written)


def find(root: Path, path: str, folders: Iterable[Path], *, any_case: bool = False) -> Path | None:
    """Return the file that a path means, from the first of the folders that has it, or None.

    The path is as written: it may be percent-encoded and have a `?query` and `#fragment`; a backslash
    parts names where none holds one, as in browsers. ".." goes no further up than the root, and takes
    back the name before it, whether there is such a folder or not. With `any_case` upper and lower case
    are the same where one name alone fits.

    The file is regular (not a folder) and lies inside the site's root, symbolic links followed, but in
    no output folder, where the next build would find what this one makes.
    """
    bare = re.split("[?#]", path, maxsplit=1)[0]
    names = [unquote(bare), bare, path]
    names = list(dict.fromkeys([*names, *(name.replace("\\", "/") for name in names)]))
    for folder in folders:
        for name in names:
            file = _descend(root, folder, name.split("/"), any_case)
            if file is not None and is_inside(root, file):
                return file
    return None


def _descend(root: Path, folder: Path, parts: list[str], any_case: bool) -> Path | None:
    """Walk from a folder by names; return the path reached, or None."""
    if parts[-1] in ("", ".", ".."):
        return None
    at = folder
    for part in _normalised(parts):
        if part != "..":
            found = _entry(at, part, any_case)
            if found is None:
                return None
            at /= found
        elif at != root:
            at = at.parent
    return at


def _normalised(parts: Iterable[str]) -> list[str]:
    """Return the names of a path as a browser reads them: each ".." takes back the one before it."""
    kept: list[str] = []
    for part in parts:
        if part == ".." and kept and kept[-1] != "..":
            kept.pop()
        elif part not in ("", "."):
            kept.append(part)
    return kept


def _entry(folder: Path, name: str, any_case: bool) -> str | None:
    """Return a name as a folder lists it, in either Unicode form, or None; listing is slow."""
    one_form = unicodedata.normalize("NFD", name) == unicodedata.normalize("NFC", name)
    try:
        if one_form and not any_case and not os.path.lexists(folder / name):
            return None
        names = os.listdir(folder)  # noqa: PTH208  # exact even where the file system ignores case
    except (OSError, ValueError) as error:
        if is_exhausted(error):
            raise
        return None
    if name in names:
        return name
    wanted = unicodedata.normalize("NFC", name)
    same = [entry for entry in sorted(names) if unicodedata.normalize("NFC", entry) == wanted]
    if any_case and not same:
        same = [entry for entry in names if folded(entry) == folded(name)]
        return same[0] if len(same) == 1 else None
    return same[0] if same else None


def folded(name: str) -> str:
    """Return a name in one Unicode form and without its case."""
    return unicodedata.normalize("NFC", name).casefold()


def is_inside(root: Path, file: Path) -> bool:
    """Whether a file is regular and lies inside a site, links followed, but in no output folder."""
    try:
        real = file.resolve(strict=True)
        regular = real.is_relative_to(root.resolve()) and stat.S_ISREG(real.stat().st_mode)
    except (OSError, RuntimeError) as error:
        if is_exhausted(error):
            raise
        return False
    return regular and not is_below_output(real)

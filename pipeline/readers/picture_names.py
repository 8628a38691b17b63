"""The pictures of a blog by their names: which one do the names at the end of a path fit?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from ..files import walk
from ..slugs import slug_of
from .site_files import folded

EXTENSIONS = frozenset(
    ".png .jpg .jpeg .jfif .gif .webp .avif .svg .bmp .ico .tif .tiff .apng .heic".split()
)
_PICTURE_FOLDER = re.compile(
    r"img|image|pic|photo|asset|media|upload|attach|static|图", re.IGNORECASE
)
_SAYS_NOTHING = re.compile(
    r"image|img|pic(?:ture)?|photo|fig(?:ure)?|screenshot|untitled|[\W\d_]", re.IGNORECASE
)
_WORDS = re.compile(r"\A(?>.*?[A-Za-z]{2})(?>.*?[\W\d_][A-Za-z]{2}).*?\.|\d{8}|[^\x00-\x7f]{3}")
"""Two words, a time or a digest, or what is not Latin."""
_NOT_ENTERED = frozenset({"node_modules", "_site"})


class PictureNames:
    """The pictures below a folder, listed once."""

    def __init__(self, root: Path) -> None:
        self._paths: defaultdict[str, list[str]] = defaultdict(list)
        self._folders: defaultdict[str, set[str]] = defaultdict(set)
        for path in walk(root, root, _is_entered)[0]:
            if is_picture(path):
                place = PurePosixPath(path)
                self._paths[folded(place.name)].append(path)
                self._folders[str(place.parent.parent)].add(place.parent.name)

    def folders_in(self, parent: str) -> Iterable[str]:
        """Return the names of the folders of a folder that hold pictures."""
        return sorted(self._folders.get(parent, ()))

    def fitting(self, names: Sequence[str], needed: int | None, *, absolute: bool) -> str | None:
        """Return the one picture that fits best what a path ends with, or None without one or with more.

        At least `needed` names have to be the same. Without a number, so many or such telling ones that
        the picture can be no other: as an `absolute` path does not lead to files of the post alone, less
        is enough there.
        """
        most, best = 0, list[str]()
        for path in self._paths.get(folded(names[-1]), ()) if names else ():
            count = _shared(names, path.split("/"))
            if count >= most:
                best = [path] if count > most else [*best, path]
                most = count
        if len(best) != 1:
            return None
        enough = most >= needed if needed else _is_clear(names, most, best[0], absolute=absolute)
        return best[0] if enough else None


def is_picture(path: str) -> bool:
    """Whether a path is that of a picture, by its name."""
    bare = re.split("[?#]", path, maxsplit=1)[0]
    return not bare.endswith("/") and PurePosixPath(bare).suffix.lower() in EXTENSIONS


def letters(name: str) -> str:
    """Return the letters and digits of a name."""
    return re.sub(r"[\W_]", "", folded(name))


def _is_entered(name: str) -> bool:
    return name == ".vuepress" or not (name.startswith(".") or name in _NOT_ENTERED)


def _shared(names: Sequence[str], other: Sequence[str]) -> int:
    """Return how many names at the end of two paths are the same; dates in front do not count."""
    count = 0
    for one, two in zip(reversed(names), reversed(other), strict=False):
        if folded(one) != folded(two) and slug_of(folded(one)) != slug_of(folded(two)):
            break
        count += 1
    return count


def _is_clear(names: Sequence[str], shared: int, found: str, *, absolute: bool) -> bool:
    """Whether a path can mean no other picture than one with so many names at the end.

    `1.png` and `images/2.png` could be any; where sites are published, folders of pictures are renamed.
    """
    says = _told(names[-1])
    if shared > 1:
        return shared > 2 or says >= 4 or _told(names[-2]) >= 4
    of_pictures = [
        any(map(_PICTURE_FOLDER.search, path[:-1])) for path in (names, found.split("/"))
    ]
    if all(of_pictures):
        return says >= (2 if absolute else 8)
    return says >= 8 and bool(_WORDS.search(names[-1]))


def _told(name: str) -> int:
    """Return how much a name tells of what it means, in bytes; a time or a digest is as good as a word."""
    stem = PurePosixPath(name).stem
    digits = sum(map(str.isdigit, stem))
    return digits if digits >= 8 else len(_SAYS_NOTHING.sub("", stem).encode())

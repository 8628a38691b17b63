"""Which folders and files of a Jekyll site may hold posts, after `entry_filter.rb` and `reader.rb` in
Jekyll 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..site_config import SiteConfig

_EXCLUDED = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules",
    "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip
_SPECIAL = (".", "_", "#", "~")


@dataclass(frozen=True, slots=True)
class Entries:
    """What `include` and `exclude` of the settings say; paths are relative to the site, of which
    `source` is the source folder.
    """

    source: PurePosixPath
    include: tuple[str, ...]
    exclude: tuple[str, ...]

    @classmethod
    def of_config(cls, config: SiteConfig) -> Entries:
        """Return what the settings say, with what Jekyll excludes by default."""
        source = PurePosixPath(config.text("source") or ".")
        include, exclude = config.texts("include"), config.texts("exclude")
        return cls(source, _patterns(include), _patterns({*exclude, *_EXCLUDED} - {*include}))

    def enters(self, path: str) -> bool:
        """Whether to look for posts in a folder, if that above it is looked into."""
        above, _, name = f"/{path}".rpartition("/")
        if name == "_posts":
            return True
        if "/_posts/" in f"{above}/":
            return not name.startswith(".")
        return self._takes(path, name, is_folder=True)

    def takes(self, path: str) -> bool:
        """Whether to take a file below a folder `_posts`."""
        return self._takes(path, f"/{path}".rpartition("/_posts/")[2], is_folder=False)

    def _takes(self, path: str, entry: str, *, is_folder: bool) -> bool:
        """Whether an entry passes Jekyll's filter; it is named as in the folder that is listed."""
        names = {entry, PurePosixPath(entry).name}
        if any(_fits(self.include, name, is_folder) for name in names):
            return True
        inner = PurePosixPath(path)
        if inner.is_relative_to(self.source):
            inner = inner.relative_to(self.source)
        return not (
            _fits(self.exclude, str(inner), is_folder)
            or any(name.startswith(_SPECIAL) for name in names)
        )


def _fits(patterns: tuple[str, ...], path: str, is_folder: bool) -> bool:
    """Whether a pattern is that of a path, or begins it as a text; its `*` stands for "/" too."""
    return any(
        path.startswith(pattern)
        or fnmatchcase(path, pattern)
        or (is_folder and pattern == f"{path}/")
        for pattern in patterns
    )


def _patterns(texts: Iterable[str]) -> tuple[str, ...]:
    """Return patterns that begin below the source folder and are written as in Python."""
    return tuple(text.lstrip("/").replace("[^", "[!") for text in texts)

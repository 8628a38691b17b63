"""Which posts are read: by their paths, as patterns of gitignore, and by their tags."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..files import real

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@dataclass(frozen=True, slots=True)
class PostFilter:
    """Which posts are read: all, where nothing is said.

    Patterns are those of gitignore, and are matched with paths below the root of a site, with and without
    the extension. `tags` are compared without regard to case.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def takes(self, path: str, tags: Collection[str]) -> bool:
        """Whether a post is read, by its path and its tags."""
        wanted = {tag.casefold() for tag in self.tags}
        return (
            all(_matches(patterns, path) for patterns in (self.include, self.paths) if patterns)
            and not _matches(self.exclude, path)
            and (not wanted or not wanted.isdisjoint(tag.casefold() for tag in tags))
        )

    def below(self, root: Path) -> PostFilter:
        """Return the filter for the site with this root; `paths` may also be paths of the system."""
        return replace(self, paths=tuple(_below(root, path) for path in self.paths))

    def names(self, path: str) -> bool:
        """Whether `include` names a path."""
        return _matches(self.include, path)


def _below(root: Path, pattern: str) -> str:
    given = Path(pattern)
    if not given.exists() or not real(given).is_relative_to(real(root)):
        return pattern
    return f"/{real(given).relative_to(real(root)).as_posix()}"


def is_wrong(pattern: str) -> bool:
    """Whether a text cannot be a pattern."""
    try:
        _spec((pattern,))
    except ValueError:
        return True
    return False


def _matches(patterns: Sequence[str], path: str) -> bool:
    if not patterns:
        return False
    spec = _spec(tuple(patterns))
    return spec.match_file(path) or spec.match_file(str(PurePosixPath(path).with_suffix("")))


@cache
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # start-up time

    return GitIgnoreSpec.from_lines(patterns)

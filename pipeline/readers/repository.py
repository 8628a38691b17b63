"""The repository that a site is kept in, as far as the addresses of its files tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .git_config import remotes

_ON_GITHUB = re.compile(r"\bgithub\.com[:/]+(?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?$", re.IGNORECASE)
_RAW = re.compile(
    r"(?:https?:)?//(?:raw\.githubusercontent\.com/(?P<name>[\w.-]+/[\w.-]+)"
    r"|(?:www\.)?github\.com/(?P<shown>[\w.-]+/[\w.-]+)/(?:raw|blob))"
    r"/(?:refs/(?:heads|tags)/)?[^/?#]+/(?P<path>.+)",
    re.IGNORECASE,
)
_DELIVERED = re.compile(
    r"(?:https?:)?//[\w-]+\.jsdelivr\.net/gh/(?P<name>[\w.-]+/[\w.-]+)(?:@[^/]*)?/(?P<path>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hosted:
    """A file of a repository on GitHub: the name of the repository, in lower case, and the path in it."""

    repository: str
    path: str

    @classmethod
    def of(cls, address: str) -> Hosted | None:
        """Return the file that an address of the web shows, or None if it is of another kind."""
        match = _RAW.match(address) or _DELIVERED.match(address)
        if match is None:
            return None
        found = match.groupdict()
        return cls((found["name"] or found["shown"]).lower(), found["path"])


@dataclass(frozen=True, slots=True)
class Repository:
    """A checkout: the names of its remotes, in lower case, and the path of the site in it."""

    names: frozenset[str]
    site: str

    @classmethod
    def around(cls, root: Path) -> Repository:
        """Return the repository that a folder lies in, one without a name if there is none."""
        place = root.absolute()
        for above in (place, *place.parents):
            if (found := remotes(above)) is not None:
                names = (
                    match["name"].lower()
                    for match in map(_ON_GITHUB.search, found.values())
                    if match
                )
                below = place.relative_to(above).as_posix().removeprefix(".")
                return cls(frozenset(names), below)
        return cls(frozenset(), "")

    def path_of(self, hosted: Hosted) -> str | None:
        """Return the path of a file from the site's root, None if it is of another repository."""
        if hosted.repository not in self.names:
            return None
        return "/" + f"/{hosted.path}".removeprefix(f"/{self.site}/").lstrip("/")

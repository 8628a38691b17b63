"""The pages on which a code host shows the files of a repository."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from .front_matter.js_types import Value
from .git_config import branch, remotes

_SHOWN = {
    "github.com": "/blob/{}",
    "gitee.com": "/blob/{}",
    "gitlab.com": "/-/blob/{}",
    "bitbucket.org": "/src/{}",
    "codeberg.org": "/src/branch/{}",
}
"""Where a host shows the files of a branch, below the address of the repository."""
_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git)://)?(?:[^@/\s]+@)?(?:www\.)?(?P<host>[\w.-]+?)(?::\d+)?[:/]+"
    r"(?P<name>[\w.-]+(?:/[\w.-]+)+)/*",
    re.IGNORECASE,
)
_OF_FILES = re.compile(r"/(?:-|blob|tree|src)/")


@dataclass(frozen=True, slots=True)
class FilePages:
    """The pages of files: `url` is what stands before their paths."""

    url: str

    def address(self, path: str, values: Mapping[str, Value]) -> str:
        """Return the address of the page of a file."""
        return f"{self.url}/{quote(path)}"


def file_pages(root: Path) -> FilePages | None:
    """Return the pages of the files of a clone, if its remote is on a host whose pages are known."""
    found = remotes(root) or {}
    remote = "origin" if "origin" in found else next(iter(found), "")
    url = of_repository(found.get(remote, ""), branch(root, remote))
    return FilePages(url) if url else None


def of_repository(address: str, name: str = "HEAD") -> str:
    """Return what stands before the paths of files on a branch of a repository, "" if it is not known."""
    match = _REMOTE.fullmatch(address)
    host = match["host"].lower() if match else ""
    if match is None or host not in _SHOWN or _OF_FILES.search(address):
        return ""
    path = match["name"].removesuffix(".git")
    return f"https://{host}/{path}{_SHOWN[host].format(quote(name))}"


def is_on_host(address: str) -> bool:
    """Whether an address is one of a host whose pages of files are known."""
    return (urlsplit(address).hostname or "").removeprefix("www.") in _SHOWN

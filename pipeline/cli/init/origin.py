"""Where this postdeck was installed from, as pip names it."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ...readers.git_config import remotes

_BY_HTTPS = re.compile(r"https://(?:[^@/\s]+@)?(?P<place>[\w.-]+(?::\d+)?/[^\s?#]+)")
_BY_SSH = re.compile(
    r"(?:ssh://)?[^@/\s]+@(?P<host>[\w.-]+)(?:(?::\d+)?/|:/?)(?P<path>[^\s:?#/][^\s:?#]*)"
)
"""Addresses of repositories (git-clone(1), "Git URLs")."""


def origin() -> str:
    """Return the address of the repository that the installed postdeck, or this checkout, comes from; ""
    where none is known that a server of others could reach.
    """
    installed: Any = {}
    with suppress(metadata.PackageNotFoundError, ValueError):
        installed = json.loads(
            metadata.distribution("postdeck").read_text("direct_url.json") or "{}"
        )
    url = str(installed.get("url", "")) or Path(__file__).parents[3].as_uri()
    if urlsplit(url).scheme == "file":
        found = remotes(Path(url2pathname(urlsplit(url).path))) or {}
        return requirement(found.get("origin", ""))
    return requirement(url) if "vcs_info" in installed else ""


def requirement(address: str) -> str:
    """Return what pip installs from a repository of git over https, without the name and the password of
    a user; "" where it is no such address.
    """
    if match := _BY_HTTPS.fullmatch(address):
        return f"git+https://{match['place']}"
    match = _BY_SSH.fullmatch(address)
    return f"git+https://{match['host']}/{match['path']}" if match else ""

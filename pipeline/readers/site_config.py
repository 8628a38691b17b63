"""Reading `_config.yml`: a blog's settings, typed, with the line of what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pipeline.files import decode, read_file
from pipeline.findings import Code, Finding
from pipeline.ir import Site
from pipeline.readers.front_matter import js_yaml
from pipeline.readers.front_matter.js_types import Value, as_js_string

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.ir import SiteKind

NAME = "_config.yml"


class SiteConfig:
    """The settings of a site. One of a wrong kind is a finding, and its default is used instead."""

    def __init__(self, values: Mapping[str, Value], lines: Mapping[str, int]) -> None:
        self.values = values
        self.lines = lines
        self.findings: list[Finding] = []

    def refuse(self, key: str, message: str) -> None:
        """Note that the value of a key cannot be understood; the same note is made only once."""
        found = Finding.of(Code.BAD_CONFIG, message, NAME, self.lines.get(key))
        if found not in self.findings:
            self.findings.append(found)

    def text(self, key: str, default: str = "") -> str:
        """Return a setting as text; numbers and the like as JavaScript writes them."""
        value = self.values.get(key)
        if value is None:
            return default
        if isinstance(value, list | dict):
            self.refuse(key, f"{key} must be text")
            return default
        return as_js_string(value)

    def flag(self, key: str) -> bool:
        """Whether a setting is true; false by default."""
        value = self.values.get(key)
        if value is not None and not isinstance(value, bool):
            self.refuse(key, f"{key} must be true or false")
        return value is True

    def table(self, key: str) -> Mapping[str, Value]:
        """Return a setting that holds settings; an empty mapping where it is something else."""
        value = self.values.get(key)
        return value if isinstance(value, dict) else {}

    def zone(self) -> ZoneInfo:
        """Return the site's time zone; UTC by default and where it does not exist."""
        name = self.text("timezone") or "UTC"
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, KeyError):  # a folder, a path, an unknown name
            self.refuse("timezone", f"the time zone {name} does not exist")
            return ZoneInfo("UTC")

    def url(self) -> str | None:
        """Return the address of the site, without a slash at its end, or None."""
        written = self.text("url").strip().rstrip("/")
        if not written:
            return None
        try:
            parts = urlsplit(written)
            good = parts.scheme in ("http", "https") and parts.hostname
        except ValueError:
            good = None
        if not good:
            self.refuse("url", f"the url {written} does not begin with http:// or https://")
            return None
        return written

    def language(self, *keys: str) -> str | None:
        """Return the first language that one of the keys names, or None."""
        for key in keys:
            value = self.values.get(key)
            first = value[0] if isinstance(value, list) and value else value
            if isinstance(first, str) and first:
                return first
        return None

    def site(self, root: Path, kind: SiteKind, url: str | None, language: str | None) -> Site:
        """Return the site: its key is the host of its url, else the name of its folder."""
        name = folder_name(root)
        key = host_of(url) if url else name
        title = self.text("title") or name
        return Site(key, kind, title, url, language, self.zone().key)


def host_of(url: str) -> str:
    """Return host and port of an address, in lower case."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def folder_name(root: Path) -> str:
    """Return the name of a site's folder; "posts" for the root of the file system."""
    return root.resolve().name or "posts"


def load(root: Path) -> SiteConfig:
    """Read the `_config.yml` of a site; on an error it is empty, with findings that say why."""
    data = read_file(root, NAME)
    decoded = data if isinstance(data, Finding) else decode(data, NAME)
    config = SiteConfig({}, {})
    if isinstance(decoded, Finding):
        config.findings.append(decoded)
        return config
    document = js_yaml.load(decoded.text)
    for problem in document.problems:
        line, column = problem.line + 1, problem.column + 1
        found = Finding.of(Code.BAD_CONFIG, problem.message, NAME, line, column=column)
        config.findings.append(found)
    if document.problems:
        return config
    if isinstance(document.value, dict):
        config.values = document.value
        config.lines = {key: line + 1 for key, line in document.lines.items()}
    elif document.value is not None:
        config.findings.append(Finding.of(Code.BAD_CONFIG, "this is no mapping", NAME, 1))
    return config

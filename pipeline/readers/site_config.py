"""A blog's settings, typed, with the line of what is wrong; and their reading from YAML."""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ..files import decode, is_exhausted, read_file
from ..findings import Code, Finding, Message
from ..ir import Site
from .front_matter import load_yaml
from .front_matter.js_types import Value, as_js_string
from .front_matter.loaded import Loaded, Problem
from .site_name import site_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_COMMONS = re.compile(r"by(?:-nc)?(?:-nd|-sa)?", re.IGNORECASE)
"""A licence of Creative Commons, as themes name it."""
_LANGUAGE = re.compile(
    r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?(?:[-.@][A-Za-z0-9.@-]*)?\Z"
)


class SiteConfig:
    """The settings of a site, of the file `name`. One of a wrong type is a finding, and its default is
    used instead.
    """

    def __init__(self, name: str, values: Mapping[str, Value], lines: Mapping[str, int]) -> None:
        self.name = name
        self.values = values
        self.lines = lines
        self.findings: list[Finding] = []

    def refuse(self, key: str, message: Message) -> None:
        """Note that the value of a key cannot be understood; the same note is made only once."""
        found = Finding.of(message, self.name, self.lines.get(key))
        if found not in self.findings:
            self.findings.append(found)

    def text(self, key: str, default: str = "") -> str:
        """Return a setting as text; numbers and the like as JavaScript writes them."""
        value = self.values.get(key)
        if value is None:
            return default
        if isinstance(value, list | dict):
            self.refuse(key, Code.BAD_SETTING.message("text", setting=key))
            return default
        return as_js_string(value)

    def folder(self, key: str, default: str) -> str:
        """Return a setting that is the path of a folder; one that leads out of the site is refused."""
        path = PurePosixPath(self.text(key, default))
        if path.is_absolute() or ".." in path.parts:
            self.refuse(key, Code.BAD_CONFIG.message("outside", setting=key))
            return default
        return str(path)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Whether a setting is true."""
        value = self.values.get(key, default)
        if value is not None and not isinstance(value, bool):
            self.refuse(key, Code.BAD_SETTING.message("flag", setting=key))
        return value is True

    def texts(self, key: str) -> list[str]:
        """Return the texts of a setting that is a list of them, or one."""
        value = self.values.get(key)
        return [
            item
            for item in (value if isinstance(value, list) else [value])
            if isinstance(item, str)
        ]

    def table(self, key: str) -> Mapping[str, Value]:
        """Return a setting that holds settings; an empty mapping where it is something else."""
        value = self.values.get(key)
        return value if isinstance(value, dict) else {}

    def zone(self) -> ZoneInfo:
        """Return the site's time zone; UTC by default and where it does not exist."""
        name = self.text("timezone") or "UTC"
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, KeyError) as error:  # a folder, a path, an unknown name
            if is_exhausted(error):
                raise
            self.refuse("timezone", Code.BAD_SETTING.message("time-zone", zone=name))
            return ZoneInfo("UTC")

    def url(self, key: str = "url") -> str | None:
        """Return the address of the site, without a slash at its end, or None."""
        written = self.text(key).strip().rstrip("/")
        if not written:
            return None
        try:
            parts = urlsplit(written)
            good = parts.scheme in ("http", "https") and parts.hostname
        except ValueError:
            good = None
        if not good:
            self.refuse(key, Code.BAD_SETTING.message("url", url=written))
            return None
        return written

    def language(self, *keys: str) -> str | None:
        """Return the tag of the first language that one of the keys names, or None."""
        for key in keys:
            value = self.values.get(key)
            first = value[0] if isinstance(value, list) and value else value
            if not isinstance(first, str) or first in ("", "default"):  # Hexo's own file of words
                continue
            if tag := language_tag(first):
                return tag
            self.refuse(key, Code.UNKNOWN_LANGUAGE.message(setting=key, language=first))
        return None

    def site(self, root: Path, kind: str, url: str | None, language: str | None) -> Site:
        """Return the site: its key is the host of its url, else its name."""
        name = site_name(root)
        key = host_of(url) if url else name
        title = self.text("title") or name
        return Site(key, kind, title, url, language, self.zone().key, self._licence())

    def _licence(self) -> str | None:
        """Return the licence that the settings of the site or of its theme name, as NexT has it."""
        commons = self.table("theme_config").get("creative_commons")
        of_theme = commons.get("license") if isinstance(commons, dict) else None
        for value in (self.values.get("license"), self.values.get("licence"), of_theme):
            if isinstance(value, str) and value.strip():
                named = value.strip()
                return f"CC {named.upper()}" if _COMMONS.fullmatch(named) else named
        return None


def language_tag(written: str) -> str | None:
    """Return a language as a tag that every browser takes, or None where it is none.

    That is its language, script and region in their usual case (RFC 5646); `zh_CN` and
    `en_US.UTF-8` are understood. What follows these, such as a variant, no product needs.
    """
    match = _LANGUAGE.match(written.strip().replace("_", "-"))
    if match is None:
        return None
    language, script, region = (part or "" for part in match.groups())
    return "-".join(filter(None, (language.lower(), script.title(), region.upper())))


def host_of(url: str) -> str:
    """Return host and port of an address, in lower case."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def load(
    root: Path,
    name: str,
    *,
    last_counts: bool = False,
    read: Callable[[str], Loaded] | None = None,
) -> SiteConfig:
    """Read the settings of a site from a file of YAML, or as `read` does; on an error they are empty, with
    findings that say why. With `last_counts` it is none that a key of YAML is there twice.
    """
    data = read_file(root, name)
    decoded = data if isinstance(data, Finding) else decode(data, name)
    config = SiteConfig(name, {}, {})
    if isinstance(decoded, Finding):
        reason = decoded.message
        config.findings.append(
            Finding.of(Code.BAD_CONFIG.message("syntax", reason=reason), name, decoded.line)
        )
        return config
    config.findings += decoded.findings
    read = read or partial(load_yaml, last_counts=last_counts)
    document = read(decoded.text)
    for problem in document.problems:
        line = (
            min(problem.line, decoded.text.count("\n")) + 1
        )  # the end is found behind the last line
        column = problem.column + 1
        config.findings.append(Finding.of(_message(problem), name, line, column=column))
    if document.failed:
        return config
    if isinstance(document.value, dict):
        config.values = document.value
        config.lines = {key: line + 1 for key, line in document.lines.items()}
    elif document.value is not None:
        config.findings.append(Finding.of(Code.BAD_CONFIG.message("no-settings"), name, 1))
    return config


def _message(problem: Problem) -> Message:
    if problem.kind == "repeated":
        return Code.REPEATED_KEY.message(key=problem.what)
    if problem.kind == "duplicate":
        return Code.BAD_CONFIG.message("duplicate-key", key=problem.what)
    return Code.BAD_CONFIG.message("syntax", reason=problem.what)

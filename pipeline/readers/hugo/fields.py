"""What Hugo reads from a post's front matter, after `hugolib/page__meta.go` and
`resources/page/pagemeta/page_frontmatter.go`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from .. import dates
from ..dates import PostDate
from ..front_matter.js_types import Timestamp, Value, as_js_string

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from ..post_file import Opened
    from ..site_config import SiteConfig

_TRUE = frozenset({"1", "t", "true", "yes", "on", "y"})
_NAME = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:(?P<sep>.)(?P<time>\d{2}-\d{2}-\d{2}))?(?P<slug>.*)", re.DOTALL
)
_DEFAULTS: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "publishdate", "lastmod"),
    "publishdate": ("publishdate", "date"),
    "expirydate": ("expirydate",),
}
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}
_OF_NAME = ":filename"


@dataclass(frozen=True, slots=True)
class DateRules:
    """The keys, or `:filename`, that give each date of a post, by its name; the first one there wins."""

    keys: Mapping[str, tuple[str, ...]]
    zone: ZoneInfo

    @classmethod
    def of_config(cls, config: SiteConfig) -> DateRules:
        """Return what `frontmatter` in the settings says."""
        table = config.table("frontmatter")
        return cls({name: tuple(_keys(name, table.get(name))) for name in _DEFAULTS}, config.zone())


def _keys(name: str, value: Value) -> Iterator[str]:
    """Yield the keys of a date, with their other names."""
    items = value if isinstance(value, list) else [value] if value else list(_DEFAULTS[name])
    for key in (item.lower() for item in items if isinstance(item, str)):
        for one in _DEFAULTS[name] if key == ":default" else (key,):
            yield from (one, *_ALIASES.get(one, ()))


class PostDates:
    """The dates of a post whose file, or bundle, bears this name."""

    def __init__(self, rules: DateRules, opened: Opened, name: str) -> None:
        self._rules = rules
        self._opened = opened
        of_name, self._slug = _of_name(name, rules.zone)
        self._known = {_OF_NAME: of_name}

    def of(self, name: str) -> PostDate | None:
        """Return a date by its name."""
        return next(filter(None, map(self._by_key, self._rules.keys[name])), None)

    def moment(self, name: str) -> datetime | None:
        """Return the moment of a date by its name."""
        date = self.of(name)
        return date.moment if date else None

    @property
    def slug(self) -> str:
        """The slug behind the date in the post's name, where that gives the date; else ""."""
        giving = next(filter(self._by_key, self._rules.keys["date"]), "")
        return self._slug if giving == _OF_NAME else ""

    def _by_key(self, key: str) -> PostDate | None:
        if key not in self._known:
            self._known[key] = self._written(key)
        return self._known[key]

    def _written(self, key: str) -> PostDate | None:
        value = self._opened.value(key)
        if value is None or value == "" or isinstance(value, bool):
            return None
        found = dates.from_text(value) if isinstance(value, str) else value
        if not isinstance(found, Timestamp):
            self._opened.note(dates.unreadable(as_js_string(value)), key)
            return None
        if not found.exists:
            self._opened.note(dates.moved(found), key)
        return _in_zone(found, self._rules.zone)


def _in_zone(found: Timestamp, zone: ZoneInfo) -> PostDate:
    """Return a date in its own offset; without one, as the clocks of the site's zone show it."""
    if found.offset is not None:
        return PostDate(found.local.replace(tzinfo=timezone(found.offset)), found.has_time)
    return PostDate(found.clock.replace(tzinfo=zone), found.has_time)


def _of_name(name: str, zone: ZoneInfo) -> tuple[PostDate | None, str]:
    """Return the date that a name begins with, and what follows it."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None, ""
    texts = [match["day"]]
    if match["time"]:
        texts.insert(0, f"{match['day']} {match['time'].replace('-', ':')}")
    for text in texts:
        found = dates.from_text(text)
        if found is not None and found.exists:
            return _in_zone(found, zone), name[len(text) :].strip(" -_")
    return None, ""


def is_true(value: Value) -> bool:
    """Whether Hugo takes a value as true."""
    return as_js_string(value).lower() in _TRUE


def is_draft(opened: Opened) -> bool:
    """Whether a post is a draft: by `draft`, else by `published`."""
    draft, published = opened.value("draft"), opened.value("published")
    if draft is not None:
        return is_true(draft)
    return published is False


def has_page(opened: Opened) -> bool:
    """Whether a post that is no draft gets a page of its own."""
    if is_true(opened.value("headless")):
        return False
    build = opened.value("build") or opened.value("_build")
    values = {key.lower(): item for key, item in build.items()} if isinstance(build, dict) else {}
    return values.get("render", "always") in ("always", True)


def names(opened: Opened, key: str) -> tuple[str, ...]:
    """Return the terms of a taxonomy; a text is one."""
    value = opened.value(key)
    items: list[Value] = value if isinstance(value, list) else [value] if value else []
    texts = (name.strip() for name in opened.names(key, items))
    return tuple(dict.fromkeys(filter(None, texts)))

"""Title, date, tags and categories of a post as Hexo makes them from its front matter.

The rules are those of `lib/plugins/processor/post.js` and `lib/models/post.js` in Hexo 8.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from ...findings import Code
from .. import dates
from ..dates import PostDate
from ..front_matter.js_types import Timestamp, Value, as_js_string

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from ..post_file import Opened


def is_published(opened: Opened) -> bool:
    """Whether a post is published: `published` is cast as by warehouse's `types/boolean`."""
    value = opened.value("published")
    return value is None or (bool(value) and value not in ("false", "0"))


def title(opened: Opened) -> str:
    """Return the title, "" where there is none."""
    return opened.text_of("title")


def tags(opened: Opened) -> tuple[str, ...]:
    """Return the tags: a text is one tag; empty ones and duplicates are dropped."""
    return tuple(dict.fromkeys(opened.names(*_either(opened, "tags", "tag"))))


def categories(opened: Opened) -> tuple[tuple[str, ...], ...]:
    """Return the paths of categories: a flat list is one path, a list with lists is several."""
    key, values = _either(opened, "categories", "category")
    if any(isinstance(item, list) for item in values):
        paths = [opened.names(key, item if isinstance(item, list) else [item]) for item in values]
    else:
        paths = [opened.names(key, values)]
    return tuple(dict.fromkeys(tuple(path) for path in paths if path))


def _either(opened: Opened, key: str, alias: str) -> tuple[str, list[Value]]:
    """Return the first of two keys whose value JavaScript takes as true, and its values."""
    for name in (key, alias):
        value = opened.value(name)
        if isinstance(value, list):
            return name, value
        if value:
            return name, [value]
    return key, []


def date(opened: Opened, parts: Mapping[str, str], zone: ZoneInfo) -> PostDate | None:
    """Return the date of the front matter, else that of the file's name, else None.

    An offset has an effect that few expect: Hexo moves the time to UTC and then takes it as a time
    of the site's zone. An offset in quotes is applied as written, as Hexo does if it runs in that
    zone.
    """
    value = opened.value("date")
    found = dates.from_text(value) if isinstance(value, str) else value
    if not value:
        found = _date_of_name(opened, parts)
    elif not isinstance(found, Timestamp):
        opened.note(dates.unreadable(as_js_string(value)), "date")
    if not isinstance(found, Timestamp):
        return None
    if not found.exists:
        opened.note(dates.moved(found), "date")
    if isinstance(value, str) and found.offset is not None:
        return PostDate(found.clock.replace(tzinfo=UTC).astimezone(zone), has_time=True)
    return PostDate(dates.in_zone(found.clock, zone), found.has_time)


def _date_of_name(opened: Opened, parts: Mapping[str, str]) -> Timestamp | None:
    month = parts.get("month") or parts.get("i_month")
    day = parts.get("day") or parts.get("i_day")
    if not (parts.get("year") and month and day):
        return None
    written = f"{parts['year']}-{month}-{day}"
    found = dates.from_text(written)
    if found is None:
        opened.note(Code.BAD_DATE.message("file-name", date=written))
    return found

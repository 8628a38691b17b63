"""Front matter of the posts of a folder."""

from __future__ import annotations

from datetime import UTC, timezone

from . import dates
from .front_matter.js_types import Timestamp, Value, as_js_string
from .post_file import Opened


def names(opened: Opened, key: str) -> list[str]:
    """Return the names under a key, "tags" say; what is none is noted."""
    value = opened.value(key)
    values: list[Value] = value if isinstance(value, list) else [value] if value else []
    return opened.names(key, values)


def categories(opened: Opened) -> tuple[tuple[str, ...], ...]:
    """Return the categories of a post: one path, or none."""
    path = tuple(names(opened, "categories") or names(opened, "category"))
    return (path,) if path else ()


def date_of(opened: Opened) -> str | None:
    """Return the date of a post, None without one that can be read."""
    value = opened.value("date")
    found = dates.from_text(value) if isinstance(value, str) else value
    if not value:
        return None
    if not isinstance(found, Timestamp):
        opened.note(dates.unreadable(as_js_string(value)), "date")
        return None
    if not found.exists:
        opened.note(dates.moved(found), "date")
    if not found.has_time:
        return found.clock.date().isoformat()
    zone = UTC if found.offset is None else timezone(found.offset)
    return dates.iso(found.local.replace(tzinfo=zone))

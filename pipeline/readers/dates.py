"""Dates of posts: from what was written to ISO 8601, in the blog's time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from .front_matter.js_types import Timestamp

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class PostDate:
    """When a post was written, in the site's zone; without `has_time` only the day is known."""

    moment: datetime
    has_time: bool

    def __str__(self) -> str:
        return iso(self.moment) if self.has_time else self.moment.date().isoformat()


_TEXT = re.compile(
    r"\s*(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"(?:(?:[Tt]|\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d*)?)?"
    r"\s*(?P<zone>[Zz]|UTC|GMT|(?P<sign>[-+])(?P<hours>\d{2}):?(?P<minutes>\d{2}))?)?\s*",
    re.ASCII,
)


def from_text(text: str) -> Timestamp | None:
    """Return the date in a string of YAML: quoted, without seconds, or with slashes; else None.

    Other forms that JavaScript or Ruby may accept ("May 5, 2024", "5/6/2024") are not read: what
    they mean depends on the machine.
    """
    match = _TEXT.fullmatch(text)
    if match is None:
        return None
    part = match.groupdict()
    offset = None
    if part["zone"]:
        offset = timedelta(hours=int(part["hours"] or 0), minutes=int(part["minutes"] or 0))
        offset = -offset if part["sign"] == "-" else offset
    try:
        local = datetime(
            int(part["year"]), int(part["month"]), int(part["day"]),
            int(part["hour"] or 0), int(part["minute"] or 0), int(part["second"] or 0),
        )  # fmt: skip
    except ValueError:
        return None
    if not 100 <= local.year <= 9998 or abs(offset or timedelta()) >= timedelta(days=1):
        return None
    clock = local - (offset or timedelta())
    return Timestamp(text.strip(), clock, part["hour"] is not None, offset)


def in_zone(clock: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment at which the clocks of a zone show this time.

    As in Hexo (`adjustDateForTimezone`) the zone's offset is the one that holds when the clocks of
    UTC show this time, which matters for the hours around a change to summer time.
    """
    offset = clock.replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()
    return (clock - offset).replace(tzinfo=UTC).astimezone(zone)


def iso(moment: datetime) -> str:
    """Return a moment as ISO 8601, to the second, with its offset."""
    return moment.isoformat(timespec="seconds")

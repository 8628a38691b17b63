"""Dates of posts: from what was written to ISO 8601, in the blog's time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from ..findings import Code, Message
from .front_matter.js_types import Timestamp, timestamp

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class PostDate:
    """When a post was written, in the site's zone; without `has_time` only the day is known."""

    moment: datetime
    has_time: bool

    def __str__(self) -> str:
        return iso(self.moment) if self.has_time else self.moment.date().isoformat()


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
"""The names of zones that JavaScript knows, which Ruby knows too, in hours."""
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}"
_DAYS = (
    r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>0?\d{1,2})",
    rf"(?:[a-z]{{1,9}},?\s+)?(?P<day>\d{{1,2}})[\s-]+{_MONTH}[\s-]+(?P<year>\d{{4}})",
    rf"(?:[a-z]{{1,9}},?\s+)?{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})",
)
_MONTH_FIRST = r"(?P<month>\d{1,2})(?P<sep>[-/])(?P<day>\d{1,2})(?P=sep)(?P<year>\d{4})"
_DAY_FIRST = r"(?P<day>\d{1,2})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4})"
_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.\d*)?)?(?:\s*(?P<half>[ap])m\b)?"
    rf"(?:\s*(?:(?P<zone>{'|'.join(_ZONES)})|(?P<utc>z|utc|gmt))\b)?"
    r"(?:\s*(?P<sign>[-+])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?)?(?:\s*\([^()]*\))?"
)
_FLAGS = re.ASCII | re.IGNORECASE
_TEXTS = tuple(
    re.compile(rf"{day}(?:(?:T|,?\s+){_TIME})?", _FLAGS) for day in (*_DAYS, _MONTH_FIRST)
)
_LOOSE = tuple(
    re.compile(rf"(?<!\d){day}(?:(?!\d).*?(?<!\d){_TIME})?", _FLAGS) for day in (*_DAYS, _DAY_FIRST)
)
_LONGEST = 100
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?", re.ASCII)


def from_text(text: str, *, loose: bool = False) -> Timestamp | None:
    """Return the date in a string of YAML: quoted, without seconds, or with slashes; else None.

    Both JavaScript and Ruby read these forms, and both move February 30 to March 1 and 24:00 to the
    next day, where month and day are no higher than 12 and 31. With `loose` anything may stand
    between a day and its time, and behind them, both may be digits alone, and "5/6/2024" is in June,
    as in Ruby; in JavaScript it is in May.
    """
    if len(text) > _LONGEST:
        return None
    if loose and (digits := _DIGITS.fullmatch(text.strip())):
        return _near(text, [int(part) for part in digits.groups() if part is not None], None)
    if loose:
        match = next(filter(None, (pattern.search(text) for pattern in _LOOSE)), None)
    else:
        match = next(filter(None, (pattern.fullmatch(text.strip()) for pattern in _TEXTS)), None)
    if match is None:
        return None
    part = match.groupdict()
    month = part.get("month") or _MONTHS.index(part["name"].lower()) + 1
    numbers = [int(part["year"]), int(month), int(part["day"])]
    if part["hour"]:
        hour = int(part["hour"])
        if part["half"]:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + 12 * (part["half"].lower() == "p")
        numbers += [hour, int(part["minute"]), int(part["second"] or 0)]
    return _near(text, numbers, _offset(part))


def unreadable(written: str) -> Message:
    """Return the message that a date is not read."""
    return Code.BAD_DATE.message("unreadable", date=written, form="YYYY-MM-DD HH:MM:SS")


def moved(found: Timestamp) -> Message:
    """Return the message that a date does not exist, and which one it is taken for."""
    taken = iso(found.local) if found.has_time else found.local.date().isoformat()
    return Code.BAD_DATE.message("moved", date=found.written, taken=taken.replace("T", " "))


def _offset(part: dict[str, str | None]) -> timedelta | None:
    hours = _ZONES.get((part["zone"] or "").lower())
    if hours is None and not part["utc"] and not part["sign"]:
        return None
    written = timedelta(hours=int(part["hours"] or 0), minutes=int(part["minutes"] or 0))
    return timedelta(hours=hours or 0) + (-written if part["sign"] == "-" else written)


def _near(text: str, numbers: list[int], offset: timedelta | None) -> Timestamp | None:
    """Return a date that exists, or is not farther from one than both engines take it for one."""
    _, month, day, *time = numbers
    hour, minute, second = time or (0, 0, 0)
    on_clock = (hour < 24 or (hour, minute, second) == (24, 0, 0)) and max(minute, second) < 60
    if not (1 <= month <= 12 and 1 <= day <= 31 and on_clock):
        return None
    return timestamp(text.strip(), numbers, offset)


def in_zone(clock: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment at which the clocks of a zone show this time.

    As in Hexo (`adjustDateForTimezone`) the zone's offset is the one that holds when the clocks of
    UTC show this time, which matters for the hours around a change to summer time.
    """
    offset = clock.replace(tzinfo=UTC).astimezone(zone).utcoffset() or timedelta()
    return (clock - offset).replace(tzinfo=UTC).astimezone(zone)


def iso(moment: datetime) -> str:
    """Return a moment as ISO 8601, to the second, with its offset to the minute."""
    offset = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    zone = timezone(timedelta(minutes=offset))
    return moment.replace(tzinfo=zone).isoformat(timespec="seconds")

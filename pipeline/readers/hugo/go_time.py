"""Dates in the layouts of Go (`time/format.go`), and by the names that Hugo's permalinks have for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_NAMES: Mapping[str, Callable[[datetime], str]] = {
    "year": lambda at: str(at.year),
    "month": lambda at: f"{at.month:02}",
    "monthname": lambda at: _MONTHS[at.month - 1],
    "day": lambda at: f"{at.day:02}",
    "weekday": lambda at: str(at.isoweekday() % 7),
    "weekdayname": lambda at: _DAYS[at.weekday()],
    "yearday": lambda at: str(at.timetuple().tm_yday),
}
_LAYOUT: Mapping[str, Callable[[datetime], str]] = {
    "January": _NAMES["monthname"],
    "Jan": lambda at: _MONTHS[at.month - 1][:3],
    "Monday": _NAMES["weekdayname"],
    "Mon": lambda at: _DAYS[at.weekday()][:3],
    "2006": lambda at: f"{at.year:04}",
    "002": lambda at: f"{at.timetuple().tm_yday:03}",
    "01": _NAMES["month"],
    "02": _NAMES["day"],
    "03": lambda at: f"{(at.hour + 11) % 12 + 1:02}",
    "04": lambda at: f"{at.minute:02}",
    "05": lambda at: f"{at.second:02}",
    "06": lambda at: f"{at.year % 100:02}",
    "15": lambda at: f"{at.hour:02}",
    "_2": lambda at: f"{at.day:2}",
    "PM": lambda at: "PM" if at.hour >= 12 else "AM",
    "pm": lambda at: "pm" if at.hour >= 12 else "am",
    "1": lambda at: str(at.month),
    "2": lambda at: str(at.day),
    "3": lambda at: str((at.hour + 11) % 12 + 1),
    "4": lambda at: str(at.minute),
    "5": lambda at: str(at.second),
}
_PARTS = re.compile("|".join(map(re.escape, _LAYOUT)))


def formatted(moment: datetime, name: str) -> str | None:
    """Return a part of a date by its name, or by its layout; None for a word that is neither."""
    if name in _NAMES:
        return _NAMES[name](moment)
    if _PARTS.search(name) is None:
        return None
    return _PARTS.sub(lambda part: _LAYOUT[part[0]](moment), name)

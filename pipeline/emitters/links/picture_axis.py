"""The axis of time: where a day lies from left to right, and which years or months are written there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_BY_RANK = 0.6
"""Blogs are written in bursts. So much of a day's place is its rank among the days of posts, the rest is
its time: bursts are spread, and pauses can still be seen.
"""

_APART = 62  # pixels between two marks


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis: a year, or a month."""

    x: float
    text: str


class Axis:
    """Days from `left` to `right`, in pixels. A post without a date has its place before the first."""

    def __init__(self, dates: Iterable[str | None], left: float, right: float) -> None:
        days = sorted({day for text in dates if (day := _day(text)) is not None})
        self._days: Sequence[int] = days
        self._left, self._width = left, right - left

    def x(self, text: str | None) -> float:
        """Give the place of a date (YYYY-MM-DD…)."""
        day = _day(text)
        return self._left if day is None else self._at(day)

    def ticks(self) -> tuple[Tick, ...]:
        """Give the marks: months where they have room, else years, else some of the years."""
        if not self._days:
            return ()
        first, last = (date.fromordinal(day) for day in (self._days[0], self._days[-1]))
        months = [
            (date(year, month, 1), f"{year}-{month:02}")
            for year in range(first.year, last.year + 1)
            for month in range(1, 13)
            if (first.year, first.month) <= (year, month) <= (last.year, last.month)
        ]
        years = [(day, text[:4]) for day, text in months if day.month == 1]
        marks = months if len(months) <= 24 or not years else years
        ticks: list[Tick] = []
        for day, text in marks:
            x = self._at(max(day.toordinal(), self._days[0]))
            if not ticks or x - ticks[-1].x >= _APART:
                ticks.append(Tick(round(x, 1), text))
        return tuple(ticks)

    def _at(self, day: int) -> float:
        days = self._days
        if len(days) == 1:
            return self._left + self._width / 2
        at = bisect_right(days, day) - 1
        if at >= len(days) - 1:
            return self._left + self._width
        rank = at + (day - days[at]) / (days[at + 1] - days[at])
        time = (day - days[0]) / (days[-1] - days[0])
        return self._left + self._width * (
            _BY_RANK * rank / (len(days) - 1) + (1 - _BY_RANK) * time
        )


def _day(text: str | None) -> int | None:
    try:
        return date.fromisoformat((text or "")[:10]).toordinal()
    except ValueError:
        return None

"""The axis of time: where a day lies from left to right, and which years or months are written there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_BY_RANK = 0.6
"""Blogs are written in bursts. This share of a day's place is its rank among the days of posts, the
rest is its time: bursts are spread, and pauses can still be seen.
"""

_APART = 62  # pixels between two marks
_YEAR = 12
_STEPS = (1, 3, 6, _YEAR, 2 * _YEAR, 5 * _YEAR, 10 * _YEAR, 50 * _YEAR)  # months


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis: a year, or a month."""

    x: float
    text: str


class Axis:
    """Days from `left` to `right`, in pixels. A post without a date has its place at `left`."""

    def __init__(self, dates: Iterable[str | None], left: float, right: float) -> None:
        days = sorted({day for text in dates if (day := _day(text)) is not None})
        self._days: Sequence[int] = days
        self._left, self._width = left, right - left

    def x(self, text: str | None) -> float:
        """Return the place of a date (YYYY-MM-DD…) in pixels."""
        day = _day(text)
        return self._left if day is None else self._at(day)

    def ticks(self) -> tuple[Tick, ...]:
        """Return the marks: as many months or years as have room, evenly in time."""
        if not self._days:
            return ()
        first, last = (date.fromordinal(day) for day in (self._days[0], self._days[-1]))
        begin, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
        most = self._width / _APART
        step = next((s for s in _STEPS if (end - begin) / s <= most), _STEPS[-1])
        ticks: list[Tick] = []
        for month in range(-(-begin // step) * step, end + 1, step):
            text = f"{month // 12}-{month % 12 + 1:02}" if step < _YEAR else f"{month // 12}"
            x = self._at(max(date(month // 12, month % 12 + 1, 1).toordinal(), self._days[0]))
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

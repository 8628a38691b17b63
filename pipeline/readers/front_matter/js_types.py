"""JavaScript's types for the values of YAML and JSON, and how JavaScript writes them.

Plain scalars are typed by the rules of js-yaml 4 (`lib/type/*.js`), the parser of Hexo: YAML 1.2
without octal zeros, sexagesimal numbers and `yes`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Timestamp:
    """A date, as written and as the clock of UTC shows it.

    `clock` has no zone; an offset that was written is already subtracted from it, as in js-yaml.
    `offset` is None where none was written, and zero for `Z`. A date that does not `exist`, such as
    February 30, is moved by what it is too far.
    """

    written: str
    clock: datetime
    has_time: bool
    offset: timedelta | None
    exists: bool = True

    @property
    def local(self) -> datetime:
        """The date and time as written, without its zone."""
        return self.clock + (self.offset or timedelta())


Value: TypeAlias = "bool | int | float | str | Timestamp | list[Value] | dict[str, Value] | None"

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_BASED = re.compile(r"([-+]?)0(?:b([01]+)|o([0-7]+)|x([0-9A-Fa-f]+))")
_FLOAT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"([-+]?)\.(?:inf|Inf|INF)")
_NOT_A_NUMBER = frozenset({".nan", ".NaN", ".NAN"})
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})"
    r"(?:\.([0-9]*))?(?:[ \t]*(?:(Z)|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?"
)


def scalar(text: str) -> bool | int | float | str | Timestamp | None:
    """Type a plain scalar as js-yaml's default schema does: the first type that fits wins.

    A date beyond those that Python has is a text.
    """
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if (found := _number(text)) is not None:
        return found
    if match := _DATE.fullmatch(text) or _TIME.fullmatch(text):
        return _timestamp(text, match) or text
    return text


def _number(text: str) -> int | float | None:
    if match := _BASED.fullmatch(text):
        sign, binary, octal, hexadecimal = match.groups()
        whole = int(binary or octal or hexadecimal, 2 if binary else 8 if octal else 16)
        found = float(whole) if whole.bit_length() <= 1023 else math.inf
        found = -found if sign == "-" else found
    elif _FLOAT.fullmatch(text):
        found = float(text)
    elif match := _INFINITE.fullmatch(text):
        return -math.inf if match[1] == "-" else math.inf
    else:
        return math.nan if text in _NOT_A_NUMBER else None
    return js_number(found) if math.isfinite(found) else None  # too large: a string


def js_number(number: float) -> int | float:
    """Return a finite number as JavaScript prints it: an int if it is whole and below 1e21."""
    if number.is_integer() and abs(number) < 1e21:
        digits, _, exponent = repr(number).partition("e")
        if not exponent:
            return int(number)
        whole, _, rest = digits.partition(".")
        return int(whole + rest.ljust(int(exponent), "0"))
    return number


def _timestamp(text: str, match: re.Match[str]) -> Timestamp | None:
    numbers = [int(part) for part in match.groups()[:3]]
    if match.re is _DATE:
        return timestamp(text, numbers)
    numbers += [int(part) for part in match.group(4, 5, 6)]
    offset = timedelta() if match[8] else None
    if match[9]:
        offset = timedelta(hours=int(match[10]), minutes=int(match[11] or 0))
        offset = -offset if match[9] == "-" else offset
    milliseconds = int((match[7] or "")[:3].ljust(3, "0"))
    return timestamp(text, numbers, offset, milliseconds)


def timestamp(
    written: str, numbers: Sequence[int], offset: timedelta | None = None, milliseconds: int = 0
) -> Timestamp | None:
    """Return the date of year, month, day and, if there are more numbers, hour, minute and second.

    Each may be too large or too small, as in JavaScript's `Date.UTC`, for which the years 0 to 99 are
    those after 1900. Return None where Python has no such year or offset.
    """
    year, month, day, *time = numbers
    hour, minute, second = time or (0, 0, 0)
    year += 1900 if year <= 99 else 0
    try:
        first = datetime(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
        local = first + timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second)
        clock = local + timedelta(milliseconds=milliseconds) - (offset or timedelta())
    except (OverflowError, ValueError):
        return None
    if not 100 <= clock.year <= 9998 or abs(offset or timedelta()) >= timedelta(days=1):
        return None
    as_written = [local.year, local.month, local.day, local.hour, local.minute, local.second]
    exists = as_written == [*numbers, *([] if time else [0, 0, 0])]
    return Timestamp(written, clock, bool(time), offset, exists)


def tags_of(value: object) -> tuple[str, ...]:
    """Return the names of the YAML types that a tag may give to a scalar of this value."""
    names = {
        bool: ("bool",),
        int: ("int", "float"),
        float: ("float",),
        Timestamp: ("timestamp",),
        str: ("str",),
    }
    return names.get(type(value), ("null",))


def as_js_string(value: Value) -> str:
    """Return a value as JavaScript's `String()` does: 45075e3 is "45075000", a list "a,b".

    A timestamp stays as written: the blog would show the long form in the time zone of its build.
    """
    text = str(value)
    match value:
        case None:
            text = "null"
        case bool():
            text = text.lower()
        case float():
            text = _js_float(value)
        case Timestamp():
            text = value.written
        case list():
            text = ",".join("" if item is None else as_js_string(item) for item in value)
        case dict():
            text = "[object Object]"
    return text


def _js_float(number: float) -> str:
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
    if 1e-6 <= abs(number) < 1e-4:  # Python turns to exponents two digits earlier
        digits, _, exponent = repr(number).partition("e")
        sign = "-" if number < 0 else ""
        return f"{sign}0.{'0' * (-int(exponent) - 1)}{digits.lstrip('-').replace('.', '')}"
    return re.sub(r"e([-+])0*", r"e\1", repr(number)).removesuffix(".0")


def as_json(value: Value) -> object:
    """Return a value as JSON can hold it, as `JSON.stringify` does.

    A timestamp becomes the ISO string that Hexo shows when its process runs in UTC
    (`2024-05-14T19:21:09.000Z`); infinities and NaN become null.
    """
    match value:
        case float() if not math.isfinite(value):
            return None
        case Timestamp():
            return value.clock.isoformat(timespec="milliseconds") + "Z"
        case list():
            return [as_json(item) for item in value]
        case dict():
            return {key: as_json(item) for key, item in value.items()}
    return value

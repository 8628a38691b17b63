"""The rules of HTTP by which a server is asked, asked again and left alone. All functions are pure.

Sections are those of RFC 9110, HTTP Semantics, unless another source is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from .addresses import WebAddress, web
from .values import Fault, RequestPolicy, Response

LONGEST_CHAIN = 10  # redirects
PERMANENT = frozenset({301, 308})  # 15.4.2, 15.4.9
_REDIRECTS = PERMANENT | {302, 303, 307}  # 15.4
TOO_MANY = 429  # RFC 6585, section 4
_AGAIN: frozenset[Fault | None] = frozenset({"no-connection", "garbled"})


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect that was followed."""

    code: int
    to: str


def wants_get(response: Response) -> bool:
    """Whether a response to HEAD calls for GET: many servers answer HEAD wrongly (9.3.2, 15.5.6)."""
    if response.code is None:
        return response.fault in {"silent", "garbled"}
    return response.code >= 400 and response.code != TOO_MANY


def wait_before_retry(
    response: Response, tried: int, policy: RequestPolicy, now: float, chance: float
) -> float | None:
    """Return the seconds to wait before asking once more; None to stop. `tried` counts the requests so far.

    The wait is what Retry-After says, else it doubles with each try. `chance`, from 0 to 1, spreads
    it from half to one and a half, so that not all requests come back at once. `now` is in epoch
    seconds.
    """
    busy = response.code == TOO_MANY or (response.code or 0) in range(500, 600)
    if tried >= policy.tries or not (busy or response.fault in _AGAIN):
        return None
    told = retry_after_seconds(response.retry_after, now)
    if told is not None:
        return told if told <= policy.patience else None
    return min(policy.first_wait * 2.0 ** (tried - 1), policy.longest_wait) * (0.5 + chance)


def retry_after_seconds(written: str | None, now: float) -> float | None:
    """Return the seconds that Retry-After, a number or a date (10.2.3), asks for, or None."""
    written = (written or "").strip()
    if written.isascii() and written.isdigit() and len(written) < 10:
        return float(written)
    try:
        date = parsedate_to_datetime(written)
        date = date if date.tzinfo else date.replace(tzinfo=UTC)  # asctime names no zone (5.6.7)
        return max(0.0, date.timestamp() - now)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def closes(response: Response, policy: RequestPolicy, now: float) -> bool:
    """Whether the last response to an address counts for all addresses of its origin in this run.

    So a host that is gone is not tried for each of its links, and a busy one is left alone.
    """
    told = retry_after_seconds(response.retry_after, now)
    late = response.code in {TOO_MANY, 503} and told is not None and told > policy.patience
    return response.fault in {"no-host", "no-connection", "private"} or late


def next_hop(here: WebAddress, response: Response) -> WebAddress | Response | None:
    """Return where a redirect leads (10.2.2), a response with its fault, or None if it is none."""
    if response.code not in _REDIRECTS:
        return None
    if not response.location:
        return Response(fault="garbled", message=f"{phrase(response.code)} without an address")
    target = web(response.location, here.href)
    if target is None:
        return Response(
            fault="unfit", message=f"leads to {response.location:.200}, which is not http(s)"
        )
    return target


def phrase(code: int | None) -> str:
    """Return a status code with its name, such as `404 Not Found`."""
    try:
        return f"{code} {HTTPStatus(code or 0).phrase}"
    except ValueError:
        return str(code)

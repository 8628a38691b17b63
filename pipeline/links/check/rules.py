"""What a reply means: the rules of HTTP by which a link is good or not. All functions are pure.

Sections are those of RFC 9110, HTTP Semantics, unless another source is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from pipeline.links.check.addresses import Web, web
from pipeline.links.check.values import Answer, Fault, Manner, Reply, Status

LONGEST_CHAIN = 10  # redirects
_PERMANENT = frozenset({301, 308})  # 15.4.2, 15.4.9
_REDIRECTS = _PERMANENT | {302, 303, 307}  # 15.4
_TOO_MANY = 429  # RFC 6585, section 4
# Pages for those who logged in, or not for programs: 401, 403, 407; 451 (RFC 7725); 999 of LinkedIn.
_NOT_FOR_US = frozenset({401, 403, 407, _TOO_MANY, 451, 999})
_AGAIN: frozenset[Fault | None] = frozenset({"no-connection", "garbled"})
_STATUS: dict[Fault, Status] = {
    "no-host": "broken",
    "certificate": "broken",
    "garbled": "broken",
    "circle": "broken",
    "unfit": "refused",
    "private": "refused",
    "no-connection": "unreachable",
    "silent": "unreachable",
}


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect that was followed."""

    code: int
    to: str


def wants_get(reply: Reply) -> bool:
    """Whether a reply to HEAD calls for GET: many servers answer HEAD wrongly (9.3.2, 15.5.6)."""
    if reply.code is None:
        return reply.fault in {"silent", "garbled"}
    return reply.code >= 400 and reply.code != _TOO_MANY


def wait_before_retry(
    reply: Reply, tried: int, manner: Manner, now: float, chance: float
) -> float | None:
    """Return the seconds to wait before asking once more; None to stop. `tried` counts the requests so far.

    The wait is what Retry-After says, else it doubles with each try. `chance`, from 0 to 1, spreads
    it from half to one and a half, so that not all requests come back at once. `now` is in epoch
    seconds.
    """
    busy = reply.code == _TOO_MANY or (reply.code or 0) in range(500, 600)
    if tried >= manner.tries or not (busy or reply.fault in _AGAIN):
        return None
    told = seconds_of(reply.retry_after, now)
    if told is not None:
        return told if told <= manner.patience else None
    return min(manner.first_wait * 2.0 ** (tried - 1), manner.longest_wait) * (0.5 + chance)


def seconds_of(written: str | None, now: float) -> float | None:
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


def closes(reply: Reply, manner: Manner, now: float) -> bool:
    """Whether the last reply to an address counts for all addresses of its origin in this run.

    So a host that is gone is not tried for each of its links, and a busy one is left alone.
    """
    told = seconds_of(reply.retry_after, now)
    late = reply.code in {_TOO_MANY, 503} and told is not None and told > manner.patience
    return reply.fault in {"no-host", "no-connection", "private"} or late


def next_hop(here: Web, reply: Reply) -> Web | Reply | None:
    """Return where a redirect leads (10.2.2), a reply with its fault, or None if it is none."""
    if reply.code not in _REDIRECTS:
        return None
    if not reply.location:
        return Reply(fault="garbled", message=f"{phrase(reply.code)} without an address")
    target = web(reply.location, here.href)
    if target is None:
        return Reply(fault="unfit", message=f"leads to {reply.location:.200}, which is not http(s)")
    return target


def judged(address: str, hops: Sequence[Hop], reply: Reply, now: float) -> Answer:
    """Return the answer for an address after its redirects and last reply; `now`: epoch seconds."""
    final = hops[-1].to if hops else address
    status, message = _meaning(reply)
    moved_to = None
    if hops and status == "ok" and hops[0].code in _PERMANENT:
        status, moved_to = "moved", _settled(address, hops)
        message = f"moved to {moved_to}"
    elif hops and status != "ok":
        message += f", after a redirect to {final}"
    return Answer(status, reply.code, final, moved_to, message, reply.fault, int(now))


def phrase(code: int | None) -> str:
    """Return a status code with its name, such as `404 Not Found`."""
    try:
        return f"{code} {HTTPStatus(code or 0).phrase}"
    except ValueError:
        return str(code)


def _meaning(reply: Reply) -> tuple[Status, str]:
    if reply.code is None:
        assert reply.fault is not None
        return _STATUS[reply.fault], reply.message
    if 200 <= reply.code < 300:
        return "ok", phrase(reply.code)
    limited = reply.code in _NOT_FOR_US or (reply.code == 503 and reply.retry_after)
    return "limited" if limited else "broken", phrase(reply.code)


def _settled(address: str, hops: Sequence[Hop]) -> str:
    """Return where an address has moved for good: as far as its redirects are permanent."""
    to = address
    for hop in hops:
        if hop.code not in _PERMANENT:
            break
        to = hop.to
    return to

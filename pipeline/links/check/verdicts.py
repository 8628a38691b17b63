"""What a response means for a link, by the rules of HTTP. All functions are pure.

Sections are those of RFC 9110, HTTP Semantics, unless another source is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...network.rules import PERMANENT, TOO_MANY, Hop, phrase
from ...network.values import Fault, Response
from .values import Status, Verdict

# Pages for those who logged in, or not for programs: 401, 403, 407; 451 (RFC 7725); 999 of LinkedIn.
_NOT_FOR_US = frozenset({401, 403, 407, TOO_MANY, 451, 999})
_STATUS: dict[Fault, Status] = {
    "no-host": "broken",
    "certificate": "broken",
    "garbled": "broken",
    "circle": "broken",
    "too-large": "broken",
    "unfit": "refused",
    "private": "refused",
    "no-connection": "unreachable",
    "silent": "unreachable",
}


def verdict_on(address: str, hops: Sequence[Hop], response: Response, now: float) -> Verdict:
    """Return the verdict on an address after its redirects and last response; `now`: epoch seconds."""
    final = hops[-1].to if hops else address
    status, message = _meaning(response)
    moved_to = None
    new = _moved_for_good(address, hops)
    if status == "ok" and new != address != final:
        status, moved_to, message = "moved", new, f"moved to {new}"
    elif hops and status != "ok":
        message += f", after a redirect to {final}"
    return Verdict(status, response.code, final, moved_to, message, response.fault, int(now))


def _meaning(response: Response) -> tuple[Status, str]:
    if response.code is None:
        assert response.fault is not None
        return _STATUS[response.fault], response.message
    if 200 <= response.code < 300:
        return "ok", phrase(response.code)
    limited = response.code in _NOT_FOR_US or (response.code == 503 and response.retry_after)
    return "limited" if limited else "broken", phrase(response.code)


def _moved_for_good(address: str, hops: Sequence[Hop]) -> str:
    """Return where an address has moved for good: as far as its redirects are permanent; itself if it
    has not.
    """
    to = address
    for hop in hops:
        if hop.code not in PERMANENT:
            break
        to = hop.to
    return to

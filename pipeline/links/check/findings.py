"""What is wrong with the addresses that were asked, for each place that names one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...findings import Code, Finding, Message
from .values import Result


def findings(results: Iterable[Result]) -> Iterator[Finding]:
    """Yield a finding for every place that names an address which is broken or has moved."""
    for result in results:
        message = _message(result)
        if message is None:
            continue
        for place in result.target.places:
            yield Finding.of(message, place.below, place.line, column=place.column, root=place.root)


def _message(result: Result) -> Message | None:
    address, answer = result.target.address, result.verdict
    if answer.status == "broken":
        return Code.DEAD_LINK.message(address=address, answer=answer.message)
    if answer.status == "moved":
        return Code.MOVED_LINK.message(
            address=address, answer=answer.message, right=answer.moved_to
        )
    return None

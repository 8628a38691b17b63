"""What is wrong with the addresses that were asked, for each place that names one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...findings import Code, Finding, Message
from .values import PlaceKind, Result


def findings(results: Iterable[Result]) -> Iterator[Finding]:
    """Yield a finding for every place that names an address which is broken or has moved."""
    for result in results:
        for place in result.target.places:
            message = _message(result, place.kind)
            if message is None:
                break
            yield Finding.of(message, place.below, place.line, column=place.column, root=place.root)


def _message(result: Result, kind: PlaceKind) -> Message | None:
    address, answer = result.target.address, result.verdict
    is_picture = kind == "picture"
    if answer.status == "broken" and is_picture:
        return Code.DEAD_LINK.message("picture", address=address, answer=answer.message)
    if answer.status == "broken":
        return Code.DEAD_LINK.message(address=address, answer=answer.message)
    if answer.status == "moved" and is_picture:
        return Code.MOVED_LINK.message(
            "picture", address=address, answer=answer.message, right=answer.moved_to
        )
    if answer.status == "moved":
        return Code.MOVED_LINK.message(
            address=address, answer=answer.message, right=answer.moved_to
        )
    return None

"""What is wrong with the addresses that were asked, for each place that names one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.findings import Code, Finding
from pipeline.links.check.values import Result, Status

_CODES: Mapping[Status, Code] = {"broken": Code.DEAD_LINK, "moved": Code.MOVED_LINK}


def findings(results: Iterable[Result]) -> Iterator[Finding]:
    """Yield a finding for every place that names an address which is broken or has moved."""
    for result in results:
        code = _CODES.get(result.answer.status)
        if code is None:
            continue
        hint = f"write {result.answer.moved_to}" if result.answer.moved_to else None
        for place in result.target.places:
            message = f"{result.target.address}: {result.answer.message}"
            yield Finding.of(
                code, message, place.below, place.line, column=place.column, hint=hint, root=place.root
            )  # fmt: skip

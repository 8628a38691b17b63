"""The result of a check for programs: findings with file and line, and JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, get_args

from pipeline import codec
from pipeline.findings import Code, Finding, Message
from pipeline.links.check.values import Result, Status

if TYPE_CHECKING:
    from pipeline.links.check import Checked

SCHEMA = "postdeck-linkcheck/1"


def findings(results: Iterable[Result]) -> Iterator[Finding]:
    """Yield a finding for every place that names an address which is broken or has moved."""
    for result in results:
        message = _message(result)
        if message is None:
            continue
        for place in result.target.places:
            yield Finding.of(message, place.below, place.line, column=place.column, root=place.root)


def _message(result: Result) -> Message | None:
    address, answer = result.target.address, result.answer
    if answer.status == "broken":
        return Code.DEAD_LINK.message(address=address, answer=answer.message)
    if answer.status == "moved":
        return Code.MOVED_LINK.message(
            address=address, answer=answer.message, right=answer.moved_to
        )
    return None


def counts(results: Iterable[Result]) -> dict[str, int]:
    """Return the number of addresses of each status."""
    found = Counter(result.answer.status for result in results)
    return {status: found[status] for status in get_args(Status)}


def as_json(checked: Checked) -> str:
    """Return a check as JSON, ending with a newline. Keys may be added, but keep their meaning."""
    content = {
        "schema": SCHEMA,
        "results": [_result(result) for result in checked.results],
        "findings": [
            {**codec.to_json(finding), "path": finding.shown_path} for finding in checked.findings
        ],
        "summary": counts(checked.results),
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _result(result: Result) -> dict[str, object]:
    places = [{"path": p.path, "line": p.line, "column": p.column} for p in result.target.places]
    return {
        "address": result.target.address,
        **asdict(result.answer),
        "from_cache": result.from_cache,
        "places": places,
    }

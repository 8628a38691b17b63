"""The result of a check for programs: findings with file and line, and JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, get_args

from pipeline import codec
from pipeline.findings import Code, Finding
from pipeline.links.check.values import Result, Status

if TYPE_CHECKING:
    from pipeline.links.check import Checked

SCHEMA = "postdeck-linkcheck/1"
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

"""A check of links as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...links.check import Checked
from ...links.check.values import Result, Status
from ...plurals import counted
from ..report import place
from ..terminal import plain

_HEADS: Mapping[Status, str] = {
    "broken": "Broken",
    "moved": "Moved permanently",
    "unreachable": "Unreachable: no answer now",
    "limited": "Limited: the server answers, but not to programs, or not now",
    "refused": "Refused: not asked, because the address is not in the public web",
}


def render(checked: Checked) -> str:
    """Return the addresses that are not fine, by status, with their places, and a summary."""
    return "\n".join((*_groups(checked), summary(checked))) + "\n"


def summary(checked: Checked) -> str:
    """Return the counts of addresses by status as one line."""
    cached = sum(result.from_cache for result in checked.results)
    text = counted(len(checked.results), "address", "addresses")
    counts = (f"{count} {status}" for status, count in checked.counts().items() if count)
    if told := ", ".join(counts):
        text += f": {told}"
    return f"{text}; {cached} from the cache" if cached else text


def _groups(checked: Checked) -> Iterator[str]:
    for status, head in _HEADS.items():
        group = [result for result in checked.results if result.verdict.status == status]
        if group:
            yield f"{head} ({len(group)})"
        for result in group:
            yield from _entry(result)
        if group:
            yield ""


def _entry(result: Result) -> Iterator[str]:
    yield f"  {plain(result.target.address)}"
    yield f"      {plain(result.verdict.message)}"
    for where in result.target.places:
        also = " (picture)" if where.kind == "picture" else ""
        yield f"    {place(where.path, where.line)}{also}"

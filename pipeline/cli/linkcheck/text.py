"""A check of links as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...language import marked, say
from ...links.check import Checked
from ...links.check.values import Result, Status
from ..report import place
from ..terminal import plain

_HEADS: Mapping[Status, str] = {
    "broken": marked("Broken"),
    "moved": marked("Moved permanently"),
    "unreachable": marked("Unreachable: no answer now"),
    "limited": marked("Limited: the server answers, but not to programs, or not now"),
    "refused": marked("Refused: not asked, because the address is not in the public web"),
}
_COUNTS: Mapping[Status, str] = {
    "ok": marked("{n} ok"),
    "moved": marked("{n} moved"),
    "broken": marked("{n} broken"),
    "unreachable": marked("{n} unreachable"),
    "limited": marked("{n} limited"),
    "refused": marked("{n} refused"),
    "ignored": marked("{n} ignored"),
}


def render(checked: Checked) -> str:
    """Return the addresses that are not fine, by status, with their places, and a summary."""
    return "\n".join((*_groups(checked), summary(checked))) + "\n"


def summary(checked: Checked) -> str:
    """Return the counts of addresses by status as one line."""
    cached = sum(result.from_cache for result in checked.results)
    text = say("{n:# address|# addresses}", n=len(checked.results))
    counts = checked.counts()
    if told := say(", ").join(say(_COUNTS[s], n=counts[s]) for s in _COUNTS if counts[s]):
        text = say("{addresses}: {counts}", addresses=text, counts=told)
    return text + (say("; {n} from the cache", n=cached) if cached else "")


def _groups(checked: Checked) -> Iterator[str]:
    for status, head in _HEADS.items():
        group = [result for result in checked.results if result.verdict.status == status]
        if group:
            yield f"{say(head)} ({len(group)})"
        for result in group:
            yield from _entry(result)
        if group:
            yield ""


def _entry(result: Result) -> Iterator[str]:
    yield f"  {plain(result.target.address)}"
    yield f"      {plain(result.verdict.message)}"
    for where in result.target.places:
        also = say(" (picture)") if where.kind == "picture" else ""
        yield f"    {place(where.path, where.line)}{also}"

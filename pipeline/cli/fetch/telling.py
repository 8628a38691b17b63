"""What `postdeck fetch` tells of what it did."""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from ...fetching import Failure, Fetched
from ...files import as_named
from ...findings import Code, Finding
from ...language import marked, say
from ...network.addresses import web
from ...network.asker import host_of
from ..terminal import plain

_MOST_REASONS = 3
_ENDS = {
    "restored": marked("{n} brought back"),
    "changed": marked("{n} changed"),
    "same": marked("{n} unchanged"),
    "failed": marked("{n} cannot be had"),
}


def counts(fetched: Iterable[Fetched]) -> dict[str, int]:
    """Return the number of pictures by how they ended."""
    found = sum((Counter(one.counts()) for one in fetched), Counter[str]())
    return {name: found[name] for name in Fetched().counts()}


def summary(fetched: list[Fetched]) -> str:
    """Return what was done as one line."""
    ends = counts(fetched)
    size = sum(one.size for one in fetched) / 1e6
    came = ends["new"] + ends["restored"] + ends["changed"]
    told = [say("{n:# picture|# pictures} fetched ({size:.1f} MB)", n=came, size=size)]
    told += [say(template, n=ends[end]) for end, template in _ENDS.items() if ends[end]]
    return plain("; ".join(told))


def findings(fetched: Iterable[Fetched]) -> Iterator[Finding]:
    """Yield what went wrong, and what has to be looked at."""
    yield from _failures(fetched)
    for one in fetched:
        for suspects in one.suspects:
            files = [as_named(file) for file in suspects.files]
            message = Code.PLACEHOLDER_PICTURE.message(
                host=suspects.host, pictures=suspects.addresses, files=", ".join(files),
                forget=_forget(files),
            )  # fmt: skip
            yield Finding.of(message)


def _failures(fetched: Iterable[Fetched]) -> Iterator[Finding]:
    """Yield a finding for each host that did not give pictures."""
    hosts: dict[tuple[bool, str], dict[str, Failure]] = defaultdict(dict)
    held = set[str]()
    for one in fetched:
        held |= one.held
        for address, failure in one.failures.items():
            url = web(address)
            hosts[failure.lost, url.header if url else ""][address] = failure
    for (lost, host), failures in sorted(hosts.items()):
        count, told, first = len(failures), _reasons(failures.values()), min(failures)[:200]
        message = Code.UNFETCHED_PICTURE.message(
            host=host, pictures=count, reasons=told, first=first
        )
        if lost:
            names = sorted(failures) if host_of(min(failures)) in held else [host]
            message = Code.UNFETCHED_PICTURE.message(
                "lost", host=host, pictures=count, reasons=told, first=first, forget=_forget(names)
            )
        yield Finding.of(message)


def _reasons(failures: Iterable[Failure]) -> str:
    """Return the commonest reasons with their counts."""
    reasons = Counter(failure.reason for failure in failures)
    told = [f"{reason} ({n})" for reason, n in reasons.most_common(_MOST_REASONS)]
    others = reasons.total() - sum(n for _, n in reasons.most_common(_MOST_REASONS))
    return ", ".join([*told, f"others ({others})"] if others else told)


def _forget(names: Iterable[str]) -> str:
    """Return the options by which a shell forgets pictures."""
    return " ".join(f"--forget {shlex.quote(name)}" for name in names)

"""`postdeck fetch`: read the posts, and fetch their pictures from other servers into the picture store.

Keys may be added to what `--format json` prints, but keep their meaning.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ... import __version__, picture_store
from ...fetching import Failure, Fetched, FetchRequest, fetch
from ...findings import Code, Finding, Severity, stops
from ...locking import locked
from ...network.addresses import web
from ...network.values import RequestPolicy
from ...picture_store import PictureStore, key_of
from ...plurals import counted
from ...readers import part_of
from ...stages import Options
from ...stages.loading import read
from ...stages.run import judged
from ...stages.sources import SourcesRead
from .. import report
from ..options import FAILURE, FINDINGS, FINE, UsageError, fail, options_of
from ..progress import asking
from ..terminal import lines, plain

SCHEMA = "postdeck-fetch/1"
_MOST_REASONS = 3


def fetch_pictures(arguments: argparse.Namespace) -> int:
    """Fetch the pictures of posts, or forget or prune pictures; print what was done."""
    options = options_of(arguments)
    reading = read(options)
    told = judged(
        (found for found in reading.findings if found.code is not Code.ABSENT_PICTURE),
        options,
        reading.settings,
    )
    errors = [finding for finding in told if finding.severity is Severity.ERROR]
    if stops(told):
        print(report.as_lines(errors, arguments.format), end="")
        return FINDINGS
    stores = {store.path: store for _, store in sorted(reading.stores.items())}
    if arguments.forget:
        return _forget(arguments.forget, stores.values())
    if arguments.prune:
        return _prune(reading, options, stores.values())
    fetched = [_fetched(arguments, reading, store) for store in stores.values()]
    findings = judged(_failures(fetched), options, reading.settings)
    return _tell(arguments, options, fetched, errors, findings)


def _fetched(
    arguments: argparse.Namespace, reading: SourcesRead, read_store: PictureStore
) -> Fetched:
    """Fetch what the posts of one store need."""
    request = FetchRequest(
        _wanted(reading, read_store),
        refresh=arguments.refresh,
        most=round(arguments.total * 1e6),
        form=reading.settings.pictures,
        policy=RequestPolicy(
            arguments.connections, arguments.pause, arguments.timeout, arguments.tries,
            private=arguments.allow_private, agent=f"postdeck/{__version__} (pictures)",
        ),
    )  # fmt: skip
    if not request.wanted:
        return Fetched()
    with locked(read_store.path), asking("pictures") as counter:
        return fetch(_loaded(read_store), request, counter)


def _wanted(reading: SourcesRead, store: PictureStore) -> dict[str, str]:
    """Return the addresses of the pictures that cards show, and of all others that the lock has and posts
    use, with the address of a post that shows each.
    """
    wanted = dict.fromkeys(sorted(store.used), "")
    for site in sorted(reading.stores):
        if reading.stores[site] is store:
            wanted |= reading.remote(site)
    return wanted


def _loaded(store: PictureStore) -> PictureStore:
    """Return a store as it is now that its file is locked."""
    loaded = picture_store.load(store.path)
    if isinstance(loaded, Finding):
        raise UsageError(f"{store.path}: {loaded.message}")
    return loaded


def _forget(named: Iterable[str], stores: Iterable[PictureStore]) -> int:
    """Take pictures out of the locks, by their addresses or hosts."""
    names, found = list(named), Counter[str]()
    for read_store in stores:
        with locked(read_store.path):
            store = _loaded(read_store)
            gone = {
                address: name
                for address in store.lock.pictures
                for name in names
                if _is(name, address)
            }
            found.update(gone.values())
            if gone:
                store.lock = store.lock.without(gone)
                store.save()
    if unknown := [name for name in names if not found[name]]:
        raise UsageError(f"no picture of {', '.join(unknown)} is in {picture_store.NAME}")
    print(f"{counted(found.total(), 'picture')} forgotten")
    return FINE


def _is(name: str, address: str) -> bool:
    """Whether a name is that of a picture's address or host."""
    url = web(address)
    return key_of(name) == address or (url is not None and name.lower() in {url.host, url.header})


def _prune(reading: SourcesRead, options: Options, stores: Iterable[PictureStore]) -> int:
    """Remove what no post uses from locks and folders."""
    if options.posts != type(options.posts)() or any(map(part_of, reading.blogs)):
        raise UsageError("to prune, all posts have to be read: name no part of them")
    if others := sorted({s for known in reading.ledgers.others.values() for s in known.sites}):
        raise UsageError(f"to prune, name all sites of the ledger; {others[0]} is missing")
    unread = [c for c in reading.left_out.values() if c.severity is Severity.ERROR]
    if unread:
        raise UsageError(f"to prune, all posts have to be read: {len(unread)} cannot be")
    pictures = files = 0
    for read_store in stores:
        with locked(read_store.path):
            store = _loaded(read_store)
            unused = store.lock.pictures.keys() - read_store.used
            if unused:
                store.lock = store.lock.without(unused)
                store.save()
            pictures, files = pictures + len(unused), files + store.prune()
    print(f"{counted(pictures, 'picture')} taken out of the lock, {counted(files, 'file')} removed")
    return FINE


def _tell(
    arguments: argparse.Namespace,
    options: Options,
    fetched: list[Fetched],
    errors: list[Finding],
    findings: Sequence[Finding],
) -> int:
    """Print what became of the pictures, and return the exit code."""
    if any(one.offline for one in fetched):
        return fail("no host could be reached; is this machine offline?", FAILURE)
    if arguments.format == "json":
        summary = sum((Counter(one.counts()) for one in fetched), Counter[str]())
        counts = {name: summary[name] for name in Fetched().counts()}
        told = report.for_programs((*errors, *findings))
        print(report.document({"schema": SCHEMA, "findings": told, "summary": counts}), end="")
    else:
        print(report.as_lines((*errors, *findings), arguments.format) + lines(_summary(fetched)))
    lost = any(one.lost for one in fetched)
    return FINDINGS if lost or errors or (options.strict and findings) else FINE


def _summary(fetched: list[Fetched]) -> str:
    """Return what was done as one line."""
    counts = sum((Counter(one.counts()) for one in fetched), Counter[str]())
    size = sum(one.size for one in fetched) / 1e6
    came = counts["new"] + counts["restored"] + counts["changed"]
    told = [f"{counted(came, 'picture')} fetched ({size:.1f} MB)"]
    for end, text in (("restored", "brought back"), ("changed", "changed"), ("same", "unchanged")):
        if counts[end]:
            told.append(f"{counts[end]} {text}")
    if counts["failed"]:
        told.append(f"{counts['failed']} cannot be had")
    return plain("; ".join(told))


def _failures(fetched: Iterable[Fetched]) -> Iterator[Finding]:
    """Yield a finding for each host that did not give pictures."""
    hosts: dict[tuple[bool, str], dict[str, Failure]] = defaultdict(dict)
    for one in fetched:
        for address, failure in one.failures.items():
            url = web(address)
            hosts[failure.lost, url.header if url else ""][address] = failure
    for (lost, host), failures in sorted(hosts.items()):
        reasons = Counter(failure.reason for failure in failures.values())
        common = [f"{reason} ({n})" for reason, n in reasons.most_common(_MOST_REASONS)]
        count, told, first = len(failures), ", ".join(common), min(failures)[:200]
        message = Code.UNFETCHED_PICTURE.message(
            host=host, pictures=count, reasons=told, first=first
        )
        if lost:
            message = Code.UNFETCHED_PICTURE.message(
                "lost", host=host, pictures=count, reasons=told, first=first
            )
        yield Finding.of(message)

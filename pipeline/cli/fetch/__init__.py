"""`postdeck fetch`: read the posts, and fetch their pictures from other servers into the picture store.

Keys may be added to what `--format json` prints, but keep their meaning.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ... import __version__
from ...fetching import Fetched, FetchRequest, fetch
from ...findings import Code, Finding, Severity, stops
from ...language import say
from ...network.values import RequestPolicy
from ...picture_store import PictureStore
from ...stages import Options
from ...stages.loading import read
from ...stages.run import judged
from ...stages.sources import SourcesRead
from .. import report
from ..options import FAILURE, FINDINGS, FINE, fail, options_of
from ..progress import asking, watched
from ..terminal import lines
from . import removing, telling

SCHEMA = "postdeck-fetch/1"


def fetch_pictures(arguments: argparse.Namespace) -> int:
    """Fetch the pictures of posts, or forget or prune pictures; print what was done."""
    options = options_of(arguments)
    reading = watched(read, options)
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
        return removing.forget(arguments.forget, stores.values())
    if arguments.prune:
        return removing.prune(reading, options, stores.values())
    fetched = [_fetched(arguments, reading, store) for store in stores.values()]
    findings = judged(telling.findings(fetched), options, reading.settings)
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
    with removing.opened(read_store) as store, asking(say("asking for pictures")) as counter:
        return fetch(store, request, counter)


def _wanted(reading: SourcesRead, store: PictureStore) -> dict[str, str]:
    """Return the addresses of the pictures that cards show, and of all others that the lock has and posts
    use, with the address of a post that shows each.
    """
    wanted = dict.fromkeys(store.used, "")
    for site in sorted(reading.stores):
        if reading.stores[site] is store:
            wanted |= reading.remote(site)
    return wanted


def _tell(
    arguments: argparse.Namespace,
    options: Options,
    fetched: list[Fetched],
    errors: list[Finding],
    findings: Sequence[Finding],
) -> int:
    """Print what became of the pictures, and return the exit code."""
    if any(one.offline for one in fetched):
        offline = say(
            "no host could be reached; is this machine offline? Nothing is lost: try again later"
        )
        return fail(offline, FAILURE)
    if arguments.format == "json":
        counts = telling.counts(fetched)
        told = report.for_programs((*errors, *findings))
        print(report.document({"schema": SCHEMA, "findings": told, "summary": counts}), end="")
    else:
        print(
            report.as_lines((*errors, *findings), arguments.format)
            + lines(telling.summary(fetched))
        )
    lost = any(one.lost for one in fetched)
    return FINDINGS if lost or errors or (options.strict and findings) else FINE

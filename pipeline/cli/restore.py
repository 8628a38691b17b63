"""`postdeck restore`: write a lost ledger anew from a package that was published."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ..emitters.anki import PackageError
from ..language import say
from ..ledger import Ledger
from ..stages.restoring import Restored
from ..stages.restoring import restore as restored
from . import report
from .around import from_here
from .options import FINDINGS, FINE, LATEST, UsageError, missing, options_of
from .terminal import lines, plain


def restore(arguments: argparse.Namespace) -> int:
    """Write the ledgers anew that a package bears; print what was written, and what it cannot know."""
    if not arguments.deck.is_file():
        raise missing(arguments.deck, "file")
    if arguments.ledger:
        arguments.sources = None  # the file holds all sites
    try:
        done = restored(arguments.deck, options_of(arguments), dry_run=arguments.dry_run)
    except PackageError as error:
        raise UsageError(str(error)) from None
    print(report.as_lines(done.findings, "text"), end="")
    print(lines("".join(f"{line}\n" for line in _told(done, arguments.dry_run))), end="")
    return FINE if done.files else FINDINGS


def _told(done: Restored, dry_run: bool) -> Iterator[str]:
    for path, ledger in done.files.items():
        yield from _written(path, ledger, dry_run)
    if done.homeless:
        sites = plain(", ".join(done.homeless))
        yield say(
            "not restored: {sites}; name the folder of each, or one ledger for all: --ledger FILE",
            sites=sites,
        )
    if done.files:
        yield say(
            "This is what the build of that deck knew. What later builds added, reworded or retired, and"
        )
        yield say(
            "what was settled in the ledger since, it does not know: postdeck diff tells what is next."
        )


def _written(path: Path, ledger: Ledger, dry_run: bool) -> Iterator[str]:
    for key, site in sorted(ledger.sites.items()):
        newest = max((entry.mod for entry in site.cards), default=0)
        day = datetime.fromtimestamp(min(newest, LATEST), UTC).date()
        told = say(
            "{n:# card|# cards} and {retired:# retired card|# retired cards} of {site} in {path}; "
            "newest of {day}",
            n=sum(entry.in_deck for entry in site.cards),
            retired=sum(entry.retired for entry in site.cards),
            site=plain(key), path=plain(from_here(path)), day=day,
        )  # fmt: skip
        yield (
            say("would be restored: {cards}", cards=told)
            if dry_run
            else say("restored: {cards}", cards=told)
        )

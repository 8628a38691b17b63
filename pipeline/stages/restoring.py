"""Lost ledgers: they are noticed where a deck was made with one, and written anew from its package."""

from __future__ import annotations

import os
import shlex
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..files import LEDGER_NAME, as_named
from ..findings import Code, Finding, Message, stops
from ..ledger import Ledger, compare, shipped_by
from ..ledger.locations import LedgerFiles
from ..products import DECK_FILE
from ..publish import Manifest
from ..readers.git_config import tracks
from .loading import read
from .run import Options


def lost_ledgers(
    places: LedgerFiles, out: Path, before: Manifest, after: Ledger
) -> Iterator[Finding]:
    """Yield a finding for each site whose ledger is gone, where learners would notice.

    `before` is the manifest of the set in the folder `out`, `after` the ledger that the next build would
    write. Where a ledger cannot be written, there was none.
    """
    if DECK_FILE not in before.artefacts:
        return
    for key in sorted(places.files.keys() & before.ledgers.keys() & after.sites.keys()):
        path = places.files[key]
        gone = not os.path.lexists(path) and os.access(path.parent, os.W_OK)
        if gone and not _is_same(out / DECK_FILE, after.only(key)):
            yield Finding.of(_lost(key, path, as_named(out / DECK_FILE)), as_named(path))


def _lost(site: str, path: Path, deck: str) -> Message:
    """Return the message about a lost ledger, which names git first where git has the file."""
    place = path.resolve()
    beside = path.name == LEDGER_NAME
    deck = shlex.join(
        [deck, *([] if beside else ["--ledger"]), as_named(path.parent if beside else path)]
    )
    if not tracks(place):
        return Code.LOST_LEDGER.message(site=site, deck=deck)
    folder = [] if place.parent == Path.cwd() else ["-C", as_named(place.parent)]
    command = shlex.join(["git", *folder, "checkout", place.name])
    return Code.LOST_LEDGER.message("git", site=site, deck=deck, command=command)


def _is_same(deck: Path, after: Ledger) -> bool:
    """Whether an import changes nothing for those who have a deck."""
    from ..emitters.anki import PackageError, read_ledger

    with suppress(PackageError, FileNotFoundError):
        before = Ledger({key: read_ledger(deck).site(key) for key in after.sites})
        changes = compare(shipped_by(before), after)
        return not any(change.event for change in changes.cards) and not changes.note_type
    return False


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the ledger of a package: the ledgers by the file that each was written to.

    `homeless` are the sites of the package for which no file is known.
    """

    findings: tuple[Finding, ...]
    files: Mapping[Path, Ledger] = field(default_factory=dict)
    homeless: Collection[str] = ()


def restore(deck: Path, options: Options, *, dry_run: bool) -> Restored:
    """Write the ledgers anew that a package bears: beside the sources, or into the ledger of the options.

    A ledger that is there is never overwritten. With `dry_run` nothing is written. Raise
    emitters.anki.PackageError where the package bears none, OSError.
    """
    from ..emitters.anki import read_ledger

    kept = read_ledger(deck)
    if options.ledger:
        places = LedgerFiles(dict.fromkeys(kept.sites, options.ledger), named=True)
    else:
        places = read(options).places
    with ExitStack() as locks:
        if not dry_run:
            locks.enter_context(places.locked())
        files, told = places.lacking(kept)
        found = {key for ledger in files.values() for key in ledger.sites}
        if not stops(told) and not dry_run:
            for path, ledger in files.items():
                own = LedgerFiles(dict.fromkeys(ledger.sites, path), named=True)
                told += own.save(ledger, Ledger(), locked=False)
    if stops(told):
        return Restored(tuple(told))
    homeless = () if len(kept.sites) == len(found) else sorted(kept.sites.keys() - found)
    return Restored(tuple(told), files, homeless)

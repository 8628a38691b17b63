"""What `postdeck fetch` takes out of the picture store: what a user forgets, and what no post uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ... import picture_store
from ...findings import Finding, Severity
from ...language import say
from ...locking import locked
from ...network.addresses import web
from ...picture_store import PictureStore, key_of
from ...readers import part_of
from ...stages import Options
from ...stages.sources import SourcesRead
from ..options import FINE, UsageError


@contextmanager
def opened(store: PictureStore) -> Iterator[PictureStore]:
    """Lock the file of a store, and yield the store as it is then."""
    with locked(store.path):
        found = picture_store.load(store.path)
        if isinstance(found, Finding):
            raise UsageError(f"{store.path}: {found.shown_message}")
        yield found


def forget(named: Iterable[str], stores: Iterable[PictureStore]) -> int:
    """Take pictures out of the locks, by their addresses, hosts or files. Those named by a file are
    placeholders from now on.
    """
    names, found = list(named), Counter[str]()
    for read_store in stores:
        with opened(read_store) as store:
            pictures = store.lock.pictures
            files = {Path(name).name for name in names}
            gone = {a: n for a in pictures for n in names if _is(n, a, store)}
            found.update(gone.values())
            placeholders = {
                pictures[a].given for a in gone if store.file(pictures[a]).name in files
            }
            if gone:
                store.lock = store.lock.without(gone).with_placeholders(placeholders)
                store.save()
    if unknown := [name for name in names if not found[name]]:
        raise UsageError(
            say(
                "no picture of {names} is in {lock}",
                names=", ".join(unknown),
                lock=picture_store.NAME,
            )
        )
    print(say("{n:# picture|# pictures} forgotten", n=found.total()))
    return FINE


def _is(name: str, address: str, store: PictureStore) -> bool:
    """Whether a name is that of a picture's address, host or file."""
    url = web(address)
    return (
        key_of(name) == address
        or (url is not None and name.lower() in {url.host, url.header})
        or Path(name).name == store.file(store.lock.pictures[address]).name
    )


def prune(reading: SourcesRead, options: Options, stores: Iterable[PictureStore]) -> int:
    """Remove what no post uses from locks and folders."""
    if options.posts != type(options.posts)() or any(map(part_of, reading.blogs)):
        raise UsageError(say("to prune, all posts have to be read: name no part of them"))
    if others := sorted({s for known in reading.ledgers.others.values() for s in known.sites}):
        raise UsageError(
            say("to prune, name all sites of the ledger; {site} is missing", site=others[0])
        )
    unread = [c for c in reading.left_out.values() if c.severity is Severity.ERROR]
    if unread:
        raise UsageError(say("to prune, all posts have to be read: {n} cannot be", n=len(unread)))
    pictures = files = 0
    for read_store in stores:
        with opened(read_store) as store:
            unused = store.lock.pictures.keys() - read_store.seen
            lock = store.lock.without(unused).without_refusals(but=read_store.seen)
            if lock != store.lock:
                store.lock = lock
                store.save()
            pictures, files = pictures + len(unused), files + store.prune()
    print(
        say(
            "{pictures:# picture|# pictures} taken out of the lock, {files:# file|# files} removed",
            pictures=pictures,
            files=files,
        )
    )
    return FINE

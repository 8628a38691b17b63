"""Where the ledgers lie: one beside each site, or one for all."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..files import as_named, real, write_whole
from ..findings import Code, Finding, stops
from ..locking import locked
from .changes import compare, shipped_by
from .file import load, save
from .types import Ledger, LedgerEntry

_REFUSALS = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOENT,
    errno.ENOTDIR,
}  # others are failures


@dataclass(frozen=True, slots=True)
class Loaded:
    """What ledgers hold. `known` are the sites of this run; after an error it must not be used.

    `others` are the other sites in the file of each, by site key. `former` has the key under which a
    file holds a site that has a new one, by the new key.
    """

    known: Ledger = field(default_factory=Ledger)
    findings: tuple[Finding, ...] = ()
    others: Mapping[str, Ledger] = field(default_factory=dict)
    former: Mapping[str, str] = field(default_factory=dict)

    @property
    def reserved(self) -> tuple[LedgerEntry, ...]:
        """The cards of other sites, whose guids and note ids no card of this run may get."""
        return tuple(entry for ledger in self.others.values() for entry in ledger.entries())


@dataclass(frozen=True, slots=True)
class LedgerFiles:
    """The ledger file of each site, by site key; several sites may share one.

    `named`: a user named the file, so it is an error if it cannot be written. `aliases` are other
    keys of a site, under which the file may still hold it. `beside` are the sites whose file lies in
    their root: if it holds one site alone, it is theirs by whatever key. `separate` are those of which
    a user said that they are none of the others in their file.
    """

    files: Mapping[str, Path]
    named: bool = False
    aliases: Mapping[str, Collection[str]] = field(default_factory=dict)
    beside: Collection[str] = ()
    separate: Collection[str] = ()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the locks of all files, in an order that is the same for every process.

        A file in a folder in which nothing can be made is not locked: nobody can write it.
        """
        with ExitStack() as held:
            for path in sorted({real(path) for path in self.files.values()}):
                try:
                    held.enter_context(locked(path))
                except OSError as error:
                    if error.errno not in _REFUSALS:
                        raise
            yield

    def load(self) -> Loaded:
        """Return what these files hold."""
        known, told, others = Ledger(), list[Finding](), dict[str, Ledger]()
        former: dict[str, str] = {}
        for path, keys in self._by_file().items():
            loaded = load(path)
            if isinstance(loaded, Finding):
                told.append(loaded)
                continue
            owned = self._owned(loaded, keys)
            gone = loaded.sites.keys() - owned.sites.keys()
            former |= dict(zip(owned.sites.keys() - loaded.sites.keys(), gone, strict=True))
            for key in keys:
                known = known.merged(owned.only(key))
                others[key] = owned.without(keys)
        if not stops(told):
            told += _shared(known, self._by_file())
        return Loaded(known, tuple(told), others, former)

    def save(self, new: Ledger, known: Ledger, *, locked: bool) -> list[Finding]:
        """Write the files that change, each whole; other sites in them stay. Return what went wrong.

        `known` is what `load` returned: a file that was changed since then is an error. With
        `locked` nothing is written, and what would change is an error. Raise OSError where the
        machine fails, as with a full disk.
        """
        findings: list[Finding] = []
        for path, keys in self._by_file().items():
            before = load(path)
            if isinstance(before, Finding):
                findings.append(before)
                continue
            after = owned = self._owned(before, keys)
            for key in keys:
                after = after.merged(new.only(key))
            if after == before:
                continue
            if shared := _shared(after, [path]):
                findings += shared
                continue
            if any(owned.site(key) != known.site(key) for key in keys):
                findings.append(
                    Finding.of(Code.LEDGER_NOT_WRITABLE.message("changed"), as_named(path))
                )
                continue
            if locked:
                findings.append(_locked(path, before, after))
                continue
            try:
                save(path, after)
            except OSError as error:
                if error.errno not in _REFUSALS:
                    raise OSError(error.errno, error.strerror, str(path)) from error
                findings.append(_unwritable(path, error, named=self.named))
        return findings

    def lacking(self, kept: Ledger) -> tuple[dict[Path, Ledger], list[Finding]]:
        """Return what each file lacks of a ledger that was kept elsewhere; and a finding for each file that
        cannot be read, or that has other cards of one of these sites.
        """
        found, told = dict[Path, Ledger](), list[Finding]()
        for path, keys in self._by_file().items():
            before = load(path)
            if isinstance(before, Finding):
                told.append(before)
                continue
            own = self._owned(kept, keys)
            sites = {key: own.sites[key] for key in keys if key in own.sites}
            there = [key for key in sites if before.site(key).cards]
            if differing := [key for key in there if before.site(key) != sites[key]]:
                message = Code.LEDGER_NOT_WRITABLE.message("there", site=differing[0])
                told.append(Finding.of(message, as_named(path)))
            elif sites:
                found[path] = Ledger(sites)
        return found, told

    def contents(self) -> dict[Path, bytes | None]:
        """Return the bytes of each file, None where there is none. Raise OSError."""
        paths = {real(path) for path in self.files.values()}
        return {path: path.read_bytes() if path.is_file() else None for path in paths}

    def put_back(self, contents: Mapping[Path, bytes | None]) -> None:
        """Restore in each file the bytes that it had. Raise OSError."""
        for path, now in self.contents().items():
            before = contents[path]
            if before == now:
                continue
            if before is None:
                path.unlink()
            else:
                write_whole(path, before)

    def _owned(self, loaded: Ledger, keys: Sequence[str]) -> Ledger:
        """Return a file's ledger, with a site that moved to another host under its present key."""
        if len(keys) == 1 and keys[0] in self.beside:
            loaded = loaded.adopted_by(keys[0])
        for key in keys:
            for alias in self.aliases.get(key, ()):
                if alias not in keys:
                    loaded = loaded.renamed(alias, key)
        return loaded

    def _by_file(self) -> dict[Path, list[str]]:
        found: dict[Path, list[str]] = {}
        for key, path in sorted(self.files.items(), key=lambda item: (str(item[1]), item[0])):
            found.setdefault(path, []).append(key)
        return found


def _shared(ledger: Ledger, paths: Iterable[Path]) -> list[Finding]:
    """Return a finding where cards of a ledger have one guid."""
    shared = sum(n > 1 for n in Counter(entry.guid for entry in ledger.entries()).values())
    message = Code.BAD_LEDGER.message("shared", cards=shared, paths=", ".join(map(as_named, paths)))
    return [Finding.of(message)] if shared else []


def _locked(path: Path, before: Ledger, after: Ledger) -> Finding:
    changes = compare(shipped_by(before), after)
    message = Code.LEDGER_LOCKED.message()
    if changes.cards:
        prompt = changes.cards[0].now.entry.prompt
        told = replace(changes, unchanged=0).summary()
        message = Code.LEDGER_LOCKED.message("cards", changes=told, prompt=prompt)
    return Finding.of(message, as_named(path))


def _unwritable(path: Path, error: OSError, *, named: bool) -> Finding:
    """Return a finding that a ledger cannot be written: an error where one exists or a user named one.

    Before there is any, all guids still follow from the posts alone, and a warning will do.
    """
    reason = error.strerror or str(error)
    needed = Code.LEDGER_NOT_WRITABLE.message(reason=reason)
    message = needed if named or path.exists() else Code.LEDGER_NOT_KEPT.message(reason=reason)
    return Finding.of(message, as_named(path))

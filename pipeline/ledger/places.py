"""Where the ledgers lie: one beside each site, or one for all."""

from __future__ import annotations

import errno
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.findings import Code, Finding, Severity, has_error
from pipeline.ledger.file import load, save
from pipeline.ledger.types import Ledger

NAME = "cards.lock.json"
"""The name of a ledger beside a site's `_config.yml`."""

_REFUSALS = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOENT,
    errno.ENOTDIR,
}  # others are failures


@dataclass(frozen=True, slots=True)
class Places:
    """The ledger file of each site, by site key; several sites may share one.

    `named` tells that a user named it, who must learn that it cannot be written. `aliases` are other
    keys of a site, under which it may stand in the file still.
    """

    files: Mapping[str, Path]
    named: bool = False
    aliases: Mapping[str, Collection[str]] = field(default_factory=dict)

    def load(self) -> tuple[Ledger, list[Finding]]:
        """Read what is known of these sites. With an error, nothing may be built on it."""
        known, told = Ledger(), list[Finding]()
        for path, keys in self._by_file().items():
            loaded = load(path)
            if isinstance(loaded, Finding):
                told.append(loaded)
                continue
            owned = self._owned(loaded, keys)
            for key in keys:
                known = known.merged(owned.only(key))
            told += _strangers(owned, keys, path)
        shared = [guid for guid, n in Counter(e.guid for e in known.entries()).items() if n > 1]
        if shared and not has_error(told):
            paths = ", ".join(map(str, self._by_file()))
            message = f"{len(shared)} cards belong to two sites: was a ledger copied? ({paths})"
            told.append(Finding.of(Code.BAD_LEDGER, message))
        return known, told

    def save(self, new: Ledger, known: Ledger, *, locked: bool) -> list[Finding]:
        """Write the files that change, each whole; other sites in them stay as they are.

        `known` is what `load` gave: a file that was changed since then is an error. With `locked`
        nothing is written, and what would change is an error. Raises OSError where the machine fails,
        as with a full disk.
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
            if any(owned.site(key) != known.site(key) for key in keys):
                findings.append(_overtaken(path))
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

    def _owned(self, loaded: Ledger, keys: Sequence[str]) -> Ledger:
        """Give a file's ledger as that of its sites: one that moved to another host keeps its cards."""
        if len(keys) == 1:
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


def _strangers(loaded: Ledger, keys: Sequence[str], path: Path) -> Iterator[Finding]:
    """Tell of sites that a ledger does not know, though it knows some that are not built here."""
    others = sorted(set(loaded.sites) - set(keys))
    for key in sorted(set(keys) - set(loaded.sites)) if others else ():
        message = f"{key} has no cards here yet, but {', '.join(others)} has"
        hint = f'If it is the same blog, say so: [sites."{key}"] aliases = ["{others[0]}"]'
        yield Finding.of(Code.UNKNOWN_SITE, message, str(path), hint=hint)


def _locked(path: Path, before: Ledger, after: Ledger) -> Finding:
    known = {entry.guid: entry for entry in before.entries()}
    changed = [entry for entry in after.entries() if known.get(entry.guid) != entry]
    names = ", ".join(entry.prompt[:30] for entry in changed[:3])
    message = f"{len(changed)} cards would change: {names}" if changed else "it would change"
    return Finding.of(Code.LEDGER_LOCKED, message, str(path))


def _overtaken(path: Path) -> Finding:
    message = "the ledger was changed while this run was under way"
    return Finding.of(Code.LEDGER_NOT_WRITABLE, message, str(path), hint="run it again")


def _unwritable(path: Path, error: OSError, *, named: bool) -> Finding:
    """Tell that a ledger cannot follow the deck: an error where one exists or a user named one.
    Before there is any, all guids still follow from the posts alone, and a warning will do.
    """
    finding = Finding.of(
        Code.LEDGER_NOT_WRITABLE,
        f"the ledger cannot be written: {error.strerror or error}",
        str(path),
        hint="name a place for it with --ledger FILE",
    )
    return finding if named or path.exists() else replace(finding, severity=Severity.WARNING)

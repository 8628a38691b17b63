"""The stages of making: an identified corpus in, a published set out."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .. import codec, ledger, publish
from ..emitters.contract import DeckNames, Request
from ..findings import Code, Finding, Severity
from ..ir import Corpus
from ..language import say
from ..ledger import Ledger, StampedNotes
from ..ledger.locations import LedgerFiles, Loaded
from ..ledger.stamps import N
from ..ledger.types import DeckStamp
from ..products import DECK_FILE, PRODUCTS
from ..settings import Settings
from ..signals import postponed, raise_if_asked
from .emitting import Emitters, write_files
from .restoring import lost_ledgers
from .run import Options, Outcome, PostRef, Unfetched, judged


@dataclass(frozen=True, slots=True)
class Origin:
    """The set from which products are made anew, and which of its ledgers are missing."""

    folder: Path
    made: publish.Manifest
    missing: LedgerFiles


@dataclass(frozen=True, slots=True)
class Identified:
    """A corpus whose cards have their guids, and what else products are made from."""

    corpus: Corpus
    pictures: Mapping[str, Path | bytes]
    places: LedgerFiles
    loaded: Loaded
    left_out: Mapping[PostRef, Code] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    flags: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unfetched: Unfetched = field(default_factory=Unfetched)
    origin: Origin | None = None

    @property
    def deck_names(self) -> DeckNames:
        """What is known of the names of decks.

        A name that was shipped stays, unless the author chose another one for the site, or other decks.
        """
        options = product_options("deck", self.settings, self.flags)
        by, chosen = options.get("decks", "series"), self.settings.deck_names()
        roots: dict[str, str] = {}
        kept: dict[PostRef, str] = {}
        for key, site in self.loaded.known.sites.items():
            before = site.deck or DeckStamp(chosen.get(key, ""), "series")
            root = chosen.get(key, before.root)
            if (before.root, before.by) == (root, by):
                roots |= {key: root} if root else {}
                below = (root, f"{root}::") if root else ("",)
                kept |= {(key, p): d for p, d in self._decks(key) if d.startswith(below)}
        return DeckNames(chosen, by, roots, kept)

    def _decks(self, key: str) -> Iterator[tuple[str, str]]:
        """Yield the deck that most cards of a post were shipped in, by the key that the post has now."""
        site = self.loaded.known.site(key)
        shipped = {e.guid: site.decks[e.post] for e in site.cards if e.post in site.decks}
        for post in (post for post in self.corpus.posts if post.site == key):
            guids = [*(q.guid for q in post.questions), *(t.guid for t in post.terms)]
            decks = Counter(shipped[guid] for guid in guids if guid in shipped)
            if decks:
                yield post.key, min(decks, key=lambda deck: (-decks[deck], deck))

    def stamp(self, notes: Sequence[N], note_type: str, now: int) -> StampedNotes[N]:
        """Return the notes stamped for a build at `now` (epoch seconds), given their type's digest."""
        loaded = self.loaded
        return ledger.stamp(
            self.corpus, notes, note_type, loaded.known, now, self.left_out, loaded.reserved
        )

    @property
    def kept_cards(self) -> int:
        """The number of cards that the last build had of posts that an error left out."""
        missed = {ref for ref, code in self.left_out.items() if code.severity is Severity.ERROR}
        return sum(
            entry.in_deck and (key, entry.post) in missed
            for key, site in self.loaded.known.sites.items()
            for entry in site.cards
        )


def product_options(
    name: str, settings: Settings, flags: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the options of a built-in product: those of the command go before those of the settings."""
    table = PRODUCTS[name].table
    return {**settings.options.get(table, {}), **flags.get(table, {})}


@dataclass(slots=True)
class Job:
    """One set of products to make from an identified corpus."""

    options: Options
    output: publish.OutputFolder
    made_of: Identified
    emitters: Emitters
    stamped: StampedNotes[Any] | None = None

    def run(self) -> Outcome:
        """Stage, check and publish the set; return the outcome."""
        staging, corpus, pictures = self.output.staging, self.made_of.corpus, self.made_of.pictures
        data = codec.encode(corpus).encode()
        (staging / publish.CORPUS).write_bytes(data)
        folder = staging / publish.PICTURES
        folder.mkdir()
        for name, source in sorted(pictures.items()):
            if isinstance(source, bytes):
                (folder / name).write_bytes(source)
            else:
                shutil.copyfile(source, folder / name)
        files, told = self._emitted(folder)
        findings = [*corpus.findings, *told]
        if self.options.stopped_by(told):
            return self._outcome(findings)
        corpus_digest = publish.digest(data)
        made = dict.fromkeys(files, corpus_digest)
        carried = self.output.carry_over(files)
        findings += [
            Finding.of(Code.STALE_PRODUCT.message(product=name), name)
            for name, of in carried.items()
            if of != corpus_digest and self.options.tells_stale
        ]
        manifest = publish.Manifest(
            {**carried, **made}, self._recorded_ledgers(), self.made_of.left_out
        )
        (staging / publish.MANIFEST).write_text(manifest.encode(corpus_digest), encoding="utf-8")
        raise_if_asked()
        stamped = self.stamped
        self.output.sync()
        if stamped is None:
            self.output.swap()
            return self._outcome(findings, made)
        deck = staging / DECK_FILE
        deck_size = deck.stat().st_size if deck.is_file() else None
        lost = self._judged(self._lost(stamped.ledger))
        findings += lost
        if self.options.stopped_by(lost):
            return self._outcome(findings)
        known = self.made_of.loaded.known
        changes = ledger.compare(ledger.shipped_by(known), stamped.ledger)
        findings += ledger.renamed_decks(changes, corpus)
        ledgers = self.made_of.places.contents()
        with postponed():
            refused = self._publish(stamped.ledger, ledgers)
        findings += refused
        if self.options.stopped_by(refused):
            return self._outcome(findings)
        return replace(
            self._outcome(findings, made),
            cards=sum(len(stamp.note.card_decks) for stamp in stamped.notes),
            notes=len(stamped.notes),
            changes=changes,
            deck_size=deck_size,
            new_ledgers=tuple(p for p, was in ledgers.items() if was is None and p.is_file()),
        )

    def _judged(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return judged(findings, self.options, self.made_of.settings)

    def _lost(self, new: Ledger) -> Iterator[Finding]:
        """Yield a finding for each ledger that the last deck was made with, and that is gone."""
        yield from lost_ledgers(self.made_of.places, self.output.folder, self.output.before, new)
        if origin := self.made_of.origin:
            yield from lost_ledgers(origin.missing, origin.folder, origin.made, new)

    def _outcome(self, findings: Iterable[Finding], made: Iterable[str] | None = None) -> Outcome:
        """Return the outcome with these files made and published, None for nothing published."""
        return Outcome(
            tuple(findings),
            self.made_of.corpus,
            published=made is not None,
            made=tuple(made or ()),
            left_out=self.made_of.left_out,
            kept_cards=self.made_of.kept_cards,
            unfetched=self.made_of.unfetched,
        )

    def _publish(self, new: Ledger, before: Mapping[Path, bytes | None]) -> tuple[Finding, ...]:
        """Write the ledgers and swap the set in, or do neither; return what went wrong with ledgers.

        `before` is what the ledgers hold. A signal waits until both are done, or neither. Raise OSError.
        """
        places, known = self.made_of.places, self.made_of.loaded.known
        try:
            refused = self._judged(places.save(new, known, locked=self.options.locked))
            if not self.options.stopped_by(refused):
                self.output.swap()
                return refused
        except BaseException as error:
            try:
                places.put_back(before)
            except OSError as kept:
                kept.strerror = f"{kept.strerror}; the ledger is newer than the deck: build again"
                raise kept from error
            raise
        places.put_back(before)
        return refused

    def _emitted(self, pictures: Path) -> tuple[list[str], tuple[Finding, ...]]:
        """Have each emitter write its files; return their names, and what is told up to an error."""
        unknown = self.made_of.settings.unknown_emitters(self.emitters.plugins)
        files: list[str] = []
        told = self._judged(unknown)
        wanted = self.emitters.wanted
        for done, (emitter, products) in enumerate(wanted):
            if self.options.stopped_by(told):
                break
            self.options.progress(
                say("making {products}", products=", ".join(sorted(products))), done, len(wanted)
            )
            told += self._judged(write_files(emitter, self._request(products, pictures, files)))
        return files, told

    def _request(self, products: frozenset[str], pictures: Path, files: list[str]) -> Request:
        settings, options = self.made_of.settings, dict[str, Any]()
        for name in sorted(products):
            if name in PRODUCTS:
                options |= product_options(name, settings, self.options.flags)
            else:
                options |= settings.emitters.get(name, {})
        return Request(
            self.made_of.corpus, pictures, products, options, self.made_of.deck_names, self._stamp,
            self.output.staging, files,
        )  # fmt: skip

    def _stamp(self, notes: Sequence[Any], note_type: str) -> StampedNotes[Any]:
        if self.stamped:
            raise ValueError("the ledger keeps the times of one emitter's notes in a run")
        self.stamped = self.made_of.stamp(notes, note_type, self.options.now)
        return self.stamped

    def _recorded_ledgers(self) -> dict[str, str]:
        folder = self.output.folder
        origin, files = self.made_of.origin, self.made_of.places.files
        files = {**(origin.missing.files if origin else {}), **files}
        return {key: os.path.relpath(path.resolve(), folder) for key, path in files.items()}

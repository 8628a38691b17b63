"""The stages of making: an identified corpus in, a published set out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import codec, ledger, publish
from pipeline.findings import Code, Finding, has_error
from pipeline.ir import Corpus
from pipeline.ledger import Ledger, Stamped
from pipeline.ledger.places import Places
from pipeline.settings import Settings
from pipeline.stages.reading import PostRef
from pipeline.stages.run import Options, Outcome, judged

if TYPE_CHECKING:
    from pipeline.emitters.anki import Note, NoteType

DECK = "deck.apkg"


@dataclass(frozen=True, slots=True)
class Identified:
    """A corpus whose cards have their guids, and what else products are made from."""

    corpus: Corpus
    pictures: Mapping[str, Path]
    places: Places
    known: Ledger
    unread: frozenset[PostRef] = frozenset()
    settings: Settings = field(default_factory=Settings)

    def stamped(self, now: int) -> tuple[Stamped[Note], NoteType]:
        """Return the notes stamped for a build at `now` (epoch seconds), and their note type."""
        from pipeline.emitters import anki  # genanki costs 0.1 s at start-up

        notes = anki.make_notes(self.corpus, self.settings.deck_names())
        note_type = anki.load_note_type()
        stamped = ledger.stamp(self.corpus, notes, note_type.digest, self.known, now, self.unread)
        return stamped, note_type


@dataclass(slots=True)
class Job:
    """One set of products to make from an identified corpus."""

    options: Options
    output: publish.Output
    made_of: Identified

    def run(self) -> Outcome:
        """Stage, check and publish the set; return the outcome."""
        staging, corpus, pictures = self.output.staging, self.made_of.corpus, self.made_of.pictures
        data = codec.encode(corpus).encode()
        (staging / publish.CORPUS).write_bytes(data)
        folder = staging / publish.PICTURES
        folder.mkdir()
        for name in sorted(pictures):
            shutil.copyfile(pictures[name], folder / name)
        findings = list(corpus.findings)
        made: dict[str, str] = {}
        stamped: Stamped[Note] | None = None
        corpus_digest = publish.digest(data)
        if "deck" in self.options.products:
            stamped, faults = self._deck(folder)
            made[DECK] = corpus_digest
            findings += faults
            if faults:
                return Outcome(tuple(findings), corpus)
        if {"cheatsheet", "pdf"} & set(self.options.products):
            names, faults = self._sheet(folder)
            made |= dict.fromkeys(names, corpus_digest)
            findings += faults
            if faults:
                return Outcome(tuple(findings), corpus)
        if "links" in self.options.products:
            made |= dict.fromkeys(self._links(), corpus_digest)
        carried = self.output.carry_over(list(made))
        findings += [
            Finding.of(Code.STALE_PRODUCT, f"{name} was made from another corpus", name)
            for name, of in carried.items()
            if of != corpus_digest
        ]
        manifest = publish.Manifest(
            {**carried, **made}, self._recorded_ledgers(), frozenset(self.made_of.unread)
        )
        (staging / publish.MANIFEST).write_text(manifest.encode(corpus_digest), encoding="utf-8")
        if stamped is None:
            self.output.swap()
            return Outcome(tuple(findings), corpus, published=True, made=tuple(made))
        known = self.made_of.known
        changes = ledger.changes(ledger.shipped(known), stamped.ledger)
        findings += ledger.moved_decks(changes, corpus)
        saved = self.made_of.places.save(stamped.ledger, known, locked=self.options.locked)
        findings += (refused := judged(saved, self.options))
        if has_error(refused):
            return Outcome(tuple(findings), corpus)
        self.output.swap()
        return Outcome(
            tuple(findings),
            corpus,
            published=True,
            made=tuple(made),
            cards=len(stamped.notes),
            changes=changes,
        )

    def _deck(self, pictures: Path) -> tuple[Stamped[Note], tuple[Finding, ...]]:
        from pipeline.emitters import anki

        stamped, note_type = self.made_of.stamped(self.options.now)
        notes = [stamp.note for stamp in stamped.notes]
        names = self.made_of.settings.deck_names()
        decks = anki.make_decks(self.made_of.corpus, notes, names)
        out = self.output.staging / DECK
        return stamped, anki.emit(out, stamped, note_type, pictures, decks)

    def _sheet(self, pictures: Path) -> tuple[list[str], tuple[Finding, ...]]:
        from pipeline.emitters import cheatsheet

        said, options = self.made_of.settings.sheet, self.options
        layout = cheatsheet.Layout(
            options.sheet, options.paper or said.paper or "A4", options.columns or said.columns or 2,
            said.title,
        )  # fmt: skip
        made = cheatsheet.Made(self.made_of.corpus, pictures, layout)
        names = [f"{layout.name}.html"]
        (self.output.staging / names[0]).write_text(made.html(), encoding="utf-8")
        if "pdf" in options.products:
            names.append(f"{layout.name}.pdf")
            try:
                program = cheatsheet.browser()
                cheatsheet.print_pdf(made.html, self.output.staging / names[1], program)
            except cheatsheet.NoBrowserError as error:
                return names, (Finding.of(Code.NO_BROWSER, str(error)),)
        return names, ()

    def _links(self) -> list[str]:
        from pipeline.emitters import links

        files = links.make(self.made_of.corpus, graphml=self.options.graph == "graphml")
        for name, data in files.items():
            (self.output.staging / name).write_bytes(data)
        return list(files)

    def _recorded_ledgers(self) -> dict[str, str]:
        folder = self.output.folder
        files = self.made_of.places.files
        return {key: os.path.relpath(path.resolve(), folder) for key, path in files.items()}

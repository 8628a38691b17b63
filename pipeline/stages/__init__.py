"""The stages in order: read, parse, normalise, identify, emit, publish.

Here they are joined, and only from here are products written. Messages are returned as findings; no
function here prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from .. import codec, ledger, publish
from ..findings import Code, Finding, stops
from ..ir import Corpus
from ..ledger import ImportChanges
from ..products import DECK_FILE
from .emitting import Emitters, UnknownProductError
from .loading import Understood, normalised, read, settings_of, understand
from .making import Identified, Job, Origin, product_options
from .narrowing import narrowed
from .received import absent, ledgers_of, manifest_of, received, strange
from .restoring import lost_ledgers
from .run import Options, Outcome, judged

if TYPE_CHECKING:
    from ..emitters.anki import Earlier, Note

__all__ = [
    "Options", "Outcome", "Preview", "Understood", "UnknownProductError", "build", "check", "corpus_of",
    "emit", "preview", "understand",
]  # fmt: skip


def check(options: Options) -> Outcome:
    """Read and normalise the sources and return the outcome; write nothing."""
    reading = read(options)
    corpus = narrowed(normalised(reading), reading)
    told = judged((*corpus.findings, *reading.ledgers.findings), options, reading.settings)
    return Outcome(told, corpus, left_out=reading.left_out, unfetched=reading.unfetched)


@dataclass(frozen=True, slots=True)
class Preview:
    """What the next build would bring: the notes by guid as they would be and, where an earlier package
    was found, as they were in it. `changes` is None where nothing would be built; `kept_cards` is that of
    an `Outcome`. `first`: nothing was shipped before.
    """

    findings: tuple[Finding, ...]
    changes: ImportChanges | None = None
    notes: Mapping[str, Note] = field(default_factory=dict)
    earlier: Mapping[str, Earlier] = field(default_factory=dict)
    field_names: tuple[str, ...] = ()
    kept_cards: int = 0
    first: bool = False

    @property
    def failed(self) -> bool:
        """Whether nothing would be built, or cards of the last build lack their post."""
        return self.changes is None or self.kept_cards > 0


def build(options: Options, *, hold: bool = False) -> Outcome:
    """Run all stages and return the outcome.

    Raise UnknownProductError, PluginError, publish.OutputRefusedError, OSError.

    A post that cannot be read is left out, and all else is published. Nothing is with a finding that stops
    the run or, with `strict`, with any error or warning; and with `hold` where there are pictures that
    nobody tried to fetch and that the settings let a build offer.
    """
    emitters = Emitters.of(options.products)
    with publish.lock_output(options.out) as output, ExitStack() as locks:
        output.forbid_inside(options.sources)
        identified = _identified(options, output, locks)
        if isinstance(identified, Outcome):
            return identified
        if hold and identified.settings.pictures.offer and identified.unfetched.untried:
            return Outcome((), unfetched=identified.unfetched, held=True)
        return Job(options, output, identified, emitters).run()


def preview(options: Options, against: Path | None = None) -> Preview:
    """Return what an import of the next build would do in Anki; write nothing.

    The build is compared with the ledger, or with the package `against`. The former texts come from
    that package, else from the deck in the output folder where its content is what the ledger says.
    Raise emitters.anki.PackageError where `against` is not a package of ours, OSError.
    """
    from ..emitters import anki

    identified = _identified(options)
    if isinstance(identified, Outcome):
        return Preview(identified.findings)
    chosen = anki.note_options(product_options("deck", identified.settings, options.flags))
    made = anki.make_notes(identified.corpus, identified.deck_names, **chosen)
    stamped = identified.stamp(made, anki.load_note_type().digest, options.now)
    notes = {stamp.note.guid: stamp.note for stamp in stamped.notes}
    before = ledger.shipped_by(identified.loaded.known)
    if against:
        package = anki.read_package(against)
        before, earlier = package.shipped, package.notes
    else:
        earlier = {}
        known = {entry.guid: entry.hash for entry in identified.loaded.known.entries()}
        with suppress(anki.PackageError, OSError):
            package = anki.read_package(options.out / DECK_FILE)
            earlier = {g: n for g, n in package.notes.items() if n.digest == known.get(g)}
    changes = ledger.compare(before, stamped.ledger)
    moved = ledger.renamed_decks(changes, identified.corpus)
    made_before = publish.read_manifest(options.out) or publish.Manifest()
    lost = lost_ledgers(identified.places, options.out, made_before, stamped.ledger)
    told = judged((*lost, *moved), options, identified.settings)
    findings = (*identified.corpus.findings, *told)
    return Preview(
        findings, changes, notes, earlier, tuple(anki.FIELDS), identified.kept_cards,
        first=not before.cards,
    )  # fmt: skip


def corpus_of(options: Options) -> Corpus:
    """Return the corpus as the next build would write it, as far as its cards can be identified;
    write nothing. Raise OSError.
    """
    found = _identified(options)
    if isinstance(found, Identified):
        return found.corpus
    assert found.corpus is not None
    return replace(found.corpus, findings=found.findings)


def _identified(
    options: Options,
    output: publish.OutputFolder | None = None,
    locks: ExitStack | None = None,
) -> Identified | Outcome:
    """Read the sources and set each card's guid; return an outcome if the run must stop.

    `locks` are to hold those of the ledgers.
    """
    reading = read(options, locks)
    corpus = normalised(reading)
    places, loaded, left_out = reading.places, reading.ledgers, reading.left_out
    told = corpus.findings
    if not any(finding.code is Code.DUPLICATE_SITE for finding in told):
        if output:
            output.forbid_inside(places.files.values())
        told += (*loaded.findings, *ledger.newcomers(corpus, places, loaded))
        roots = {blog.site.key: blog.root for blog in reading.blogs}
        told += tuple(ledger.renamed(corpus, partial(_last, options.out), places, roots))
    if not stops(told):
        corpus = ledger.identify(
            replace(corpus, findings=told), loaded.known, left_out, loaded.reserved
        )
        told = corpus.findings
    corpus = narrowed(replace(corpus, findings=told), reading)
    corpus = replace(corpus, findings=judged(corpus.findings, options, reading.settings))
    if options.stopped_by(corpus.findings):
        return Outcome(corpus.findings, corpus, left_out=left_out)
    pictures = {
        name: path
        for post in reading.posts
        if (post.post.site, post.post.key) not in left_out
        for name, path in post.picture_files.items()
    }
    return Identified(
        corpus,
        pictures,
        places,
        loaded,
        left_out,
        reading.settings,
        options.flags,
        reading.unfetched,
    )


def _last(out: Path) -> Corpus:
    """Return the corpus of the last build, an empty one where there is none that can be read."""
    with suppress(OSError, codec.DecodeError):
        if publish.read_manifest(out):
            return codec.decode((out / publish.CORPUS).read_bytes())
    return Corpus((), ())


def emit(corpus_file: Path, options: Options) -> Outcome:
    """Make the products anew from a `corpus.json`, its `pictures/` and the ledgers it was made with.

    Nothing in these files is trusted. Raise UnknownProductError, PluginError, codec.DecodeError,
    publish.ManifestError, publish.OutputRefusedError, OSError.
    """
    emitters = Emitters.of(options.products)
    with publish.lock_output(options.out) as output, ExitStack() as locks:
        folder = corpus_file.resolve().parent
        corpus = codec.decode(corpus_file.read_bytes())
        codec.check_guids(corpus)
        corpus, told = received(corpus, folder / publish.PICTURES)
        made = manifest_of(folder)
        places, gone = ledgers_of(corpus, made, folder, options)
        output.forbid_inside(places.files.values())
        locks.enter_context(places.locked())
        loaded = places.load()
        settings, wrong = settings_of(options)
        missing = absent(gone) if "deck" in options.products else ()
        told += (*missing, *loaded.findings, *strange(places, loaded), *wrong)
        told = judged(told, options, settings)
        if options.stopped_by(told):
            return Outcome(told, corpus)
        files = {picture.file for post in corpus.posts for picture in post.pictures if picture.file}
        pictures: dict[str, Path | bytes] = {
            name: folder / publish.PICTURES / name for name in files
        }
        identified = Identified(
            corpus, pictures, places, loaded, made.left_out, settings, options.flags,
            origin=Origin(folder, made, gone),
        )  # fmt: skip
        outcome = Job(options, output, identified, emitters).run()
        return replace(outcome, findings=(*told, *outcome.findings))

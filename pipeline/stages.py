"""The stages in order: read, parse, normalise, identify, emit, publish.

Here they are joined, and from here alone anything is written. What is to be told comes back as
findings; no function here prints.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from pipeline import codec, ledger, publish
from pipeline.findings import Code, Finding, Severity
from pipeline.ir import Corpus
from pipeline.ledger import Ledger
from pipeline.ledger.places import NAME, Places
from pipeline.markdown.blocks import Markdown
from pipeline.normalise import normalise
from pipeline.parse import Inspect, ReadPost, parse
from pipeline.pictures import inspect
from pipeline.questions import closing_lines
from pipeline.readers import open_blogs
from pipeline.readers.contract import Blog
from pipeline.readers.contract import Reading as Read
from pipeline.readers.files import read_file
from pipeline.settings import Settings
from pipeline.settings import load as load_settings

PRODUCTS = ("corpus", "deck")
DECK = "deck.apkg"

PostRef = tuple[str, str]  # site key, post key


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for. `now` is in epoch seconds; `ledger` holds all sites if given."""

    sources: tuple[Path, ...] = ()
    out: Path = Path("build")
    products: tuple[str, ...] = PRODUCTS
    config: Path | None = None
    ledger: Path | None = None
    locked: bool = False
    strict: bool = False
    keep_going: bool = False
    debug: bool = False
    now: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run. `corpus` is None where nothing could be read."""

    findings: tuple[Finding, ...]
    corpus: Corpus | None = None
    published: bool = False
    cards: int | None = None

    @property
    def failed(self) -> bool:
        """Tell whether a finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Understood:
    """How one post file of a blog was read; `setting` is the style that the settings say.

    `read` is None where the build would not take it. `again` reads it as if its front matter said
    `questions: STYLE`; for None, as if nobody had said anything.
    """

    blog: Blog
    path: str
    read: ReadPost | None
    findings: tuple[Finding, ...]
    setting: str | None
    again: Callable[[str | None], ReadPost | None]


@dataclass(slots=True)
class _Reading:
    """All blogs of a run, read."""

    blogs: list[Blog] = field(default_factory=list)
    posts: list[ReadPost] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unread: set[PostRef] = field(default_factory=set)
    settings: Settings = field(default_factory=Settings)
    readers: list[_Posts] = field(default_factory=list)


def check(options: Options) -> Outcome:
    """Read and normalise, and write nothing."""
    reading = _read(options)
    corpus = _normalise(reading)
    return Outcome(_judged((*corpus.findings,), options), corpus)


def understand(options: Options) -> tuple[list[Understood], tuple[Finding, ...]]:
    """Read and normalise as a build does, and tell of each post file how it was read.

    Gives the posts by blog and path, and all findings of the run.
    """
    reading = _read(options)
    findings = _judged(_normalise(reading).findings, options)
    read = {(post.root, post.post.path): post for post in reading.posts}
    told: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in findings:
        told.setdefault((finding.root, finding.path), []).append(finding)
    understood = [
        Understood(
            blog=posts.blog,
            path=path,
            read=read.get(place),
            findings=tuple(told.get(place, ())),
            setting=reading.settings.of(posts.blog.site.key).style_for(posts.blog.keys[path]),
            again=partial(posts.again, path),
        )
        for posts in reading.readers
        for path in sorted(posts.blog.keys)
        for place in [(_shown(posts.blog.root), path)]
    ]
    return understood, findings


def build(options: Options) -> Outcome:
    """Run all stages. Raises publish.OutputRefusedError, OSError.

    With a finding of severity error nothing is published, unless `keep_going` is set; the ledger's
    own errors always stop the run, and so do two sites with one key, whose cards would be one.
    """
    with publish.output(options.out) as output:
        output.refuse(options.sources)
        reading = _read(options)
        corpus = _normalise(reading)
        if any(finding.code is Code.DUPLICATE_SITE for finding in corpus.findings):
            return Outcome(_judged(corpus.findings, options), corpus)
        places = Places(
            {blog.site.key: options.ledger or blog.root / NAME for blog in reading.blogs},
            named=options.ledger is not None,
        )
        output.refuse(places.files.values())
        known, faults = places.load()
        if faults:
            return Outcome(_judged((*corpus.findings, *faults), options), corpus)
        corpus = ledger.identify(corpus, known, reading.unread)
        corpus = replace(corpus, findings=_judged(corpus.findings, options))
        outcome = Outcome(corpus.findings, corpus)
        empty = not any(post.questions for post in corpus.posts)
        if outcome.failed and (empty or not options.keep_going):
            return outcome
        pictures = {name: path for post in reading.posts for name, path in post.pictures.items()}
        names = reading.settings.deck_names()
        return _Job(options, output, corpus, pictures, places, known, reading.unread, names).run()


def emit(corpus_file: Path, options: Options) -> Outcome:
    """Make the products anew from a `corpus.json`, its `assets/` and the ledgers it was made with.

    Raises codec.DecodeError, publish.OutputRefusedError, OSError.
    """
    with publish.output(options.out) as output:
        corpus = codec.decode(corpus_file.read_bytes())
        codec.check_ids(corpus)
        folder = corpus_file.resolve().parent
        made = publish.read_manifest(folder) or publish.Manifest()
        places = Places(
            {
                site.key: options.ledger or folder / made.ledgers[site.key]
                for site in corpus.sites
                if options.ledger or site.key in made.ledgers
            },
            named=options.ledger is not None,
        )
        output.refuse(places.files.values())
        known, faults = places.load()
        if faults:
            return Outcome(tuple(faults), corpus)
        settings, wrong = _settings(options)
        if wrong:
            return Outcome(wrong, corpus)
        files = {asset.file for post in corpus.posts for asset in post.assets if asset.file}
        pictures = {name: folder / publish.ASSETS / name for name in files}
        unread = set(made.unread)
        names = settings.deck_names()
        return _Job(options, output, corpus, pictures, places, known, unread, names).run()


@dataclass(slots=True)
class _Job:
    """One set to make of an identified corpus."""

    options: Options
    output: publish.Output
    corpus: Corpus
    pictures: Mapping[str, Path]
    places: Places
    known: Ledger
    unread: set[PostRef] = field(default_factory=set)
    deck_names: Mapping[str, str] = field(default_factory=dict)

    def run(self) -> Outcome:
        """Stage, check and publish the set."""
        staging = self.output.staging
        data = codec.encode(self.corpus).encode()
        (staging / publish.CORPUS).write_bytes(data)
        assets = staging / publish.ASSETS
        assets.mkdir()
        for name in sorted(self.pictures):
            shutil.copyfile(self.pictures[name], assets / name)
        findings = list(self.corpus.findings)
        made: dict[str, str] = {}
        cards: int | None = None
        new_ledger: Ledger | None = None
        corpus_digest = publish.digest(data)
        if "deck" in self.options.products:
            new_ledger, cards, faults = self._deck(assets)
            made[DECK] = corpus_digest
            findings += faults
            if faults:
                return Outcome(tuple(findings), self.corpus)
        carried = self.output.carry_over(list(made))
        findings += [
            Finding.of(Code.STALE_PRODUCT, f"{name} was made from another corpus", name)
            for name, of in carried.items()
            if of != corpus_digest
        ]
        manifest = publish.Manifest(
            {**carried, **made}, self._recorded_ledgers(), frozenset(self.unread)
        )
        (staging / publish.MANIFEST).write_text(manifest.encode(corpus_digest), encoding="utf-8")
        if new_ledger is not None:
            saved = self.places.save(new_ledger, self.known, locked=self.options.locked)
            judged = _judged(saved, self.options)
            findings += judged
            if any(fault.severity is Severity.ERROR for fault in judged):
                return Outcome(tuple(findings), self.corpus)
        self.output.swap()
        return Outcome(tuple(findings), self.corpus, published=True, cards=cards)

    def _deck(self, assets: Path) -> tuple[Ledger, int, list[Finding]]:
        from pipeline.emitters import anki  # genanki costs 0.1 s at start-up

        notes = anki.make_notes(self.corpus, self.deck_names)
        note_type = anki.load_note_type()
        stamped = ledger.stamp(
            self.corpus, notes, note_type.digest, self.known, self.options.now, self.unread
        )
        decks = anki.make_decks(self.corpus, notes, self.deck_names)
        faults = anki.emit(self.output.staging / DECK, stamped, note_type, assets, decks)
        return stamped.ledger, len(notes), list(faults)

    def _recorded_ledgers(self) -> dict[str, str]:
        folder = self.output.folder
        files = self.places.files
        return {key: os.path.relpath(path.resolve(), folder) for key, path in files.items()}


def _settings(options: Options) -> tuple[Settings, tuple[Finding, ...]]:
    return load_settings(options.config) if options.config is not None else (Settings(), ())


def _read(options: Options) -> _Reading:
    reading = _Reading()
    reading.settings, findings = _settings(options)
    reading.findings += findings
    blogs, findings = open_blogs(options.sources)
    reading.findings += findings
    reading.blogs = list(blogs)
    look = cache(inspect)
    for blog in reading.blogs:
        reading.findings += [finding.under(_shown(blog.root)) for finding in blog.findings]
        posts = _Posts(blog, reading, look, options.debug, Markdown(blog.dialect))
        reading.readers.append(posts)
        sources = {path: posts.source(path) for path in sorted(blog.keys)}
        posts.common = _common(read.post.text for read in sources.values() if read.post)
        for path, read in sources.items():
            posts.parse(path, read)
    keys = {blog.site.key: set(blog.keys.values()) for blog in reading.blogs}
    reading.findings += reading.settings.unused(keys)
    if not reading.posts and not any(f.severity is Severity.ERROR for f in reading.findings):
        for source in options.sources:
            reading.findings.append(Finding.of(Code.NO_POSTS, "no post was found", str(source)))
    return reading


@dataclass(slots=True)
class _Posts:
    """Runs the per-post stages on a blog's files; whatever goes wrong in one is a finding."""

    blog: Blog
    reading: _Reading
    look: Inspect
    debug: bool
    markdown: Markdown
    common: frozenset[str] = frozenset()

    def source(self, path: str) -> Read:
        """Read one file to its front matter."""
        data = read_file(self.blog.root, path)
        if isinstance(data, Finding):
            return Read(None, (data,))
        try:
            return self.blog.read(path, data)
        except Exception as error:
            return Read(None, (self._fault(error, path),))

    def parse(self, path: str, read: Read) -> None:
        """Find the questions of one post."""
        found, post = read.findings, None
        try:
            if read.post is not None:
                style = self.reading.settings.of(self.blog.site.key).style_for(read.post.key)
                post = parse(self.blog, read.post, self.markdown, style, self.look, self.common)
                found += post.findings
        except Exception as error:
            found, post = (self._fault(error, path),), None
        root = _shown(self.blog.root)
        found = tuple(finding.under(root) for finding in found)
        failed = any(finding.severity is Severity.ERROR for finding in found)
        if failed:
            self.reading.unread.add((self.blog.site.key, self.blog.keys.get(path, path)))
        if post is None or failed:
            self.reading.findings += found
        else:
            self.reading.posts.append(replace(post, root=root, findings=found))

    def again(self, path: str, style: str | None) -> ReadPost | None:
        """Read a post as if its front matter said `questions: STYLE`, or for None nothing."""
        source = self.source(path).post
        if source is None:
            return None
        source = replace(source, front_matter={**source.front_matter, "questions": style})
        try:
            return parse(self.blog, source, self.markdown, None, self.look, self.common)
        except Exception:
            if self.debug:
                raise
            return None

    def _fault(self, error: Exception, path: str) -> Finding:
        if self.debug:
            raise error
        what = f"internal error: {type(error).__name__}: {error}"
        return Finding.of(Code.INTERNAL_ERROR, what[:300], path)


def _common(texts: Iterable[str]) -> frozenset[str]:
    """Give the lines that end two posts or more."""
    ends = Counter(line for text in texts for line in closing_lines(text))
    return frozenset(line for line, posts in ends.items() if posts > 1)


def _shown(root: Path) -> str:
    """Give a site's root as short as it can be named from the working folder."""
    here = Path.cwd()
    return str(root.relative_to(here) if root.is_relative_to(here) else root)


def _normalise(reading: _Reading) -> Corpus:
    settings = reading.settings
    sites = [
        replace(blog.site, title=settings.of(blog.site.key).title or blog.site.title)
        for blog in reading.blogs
    ]
    aliases = {blog.site.key: settings.of(blog.site.key).aliases for blog in reading.blogs}
    corpus = normalise(sites, reading.posts, aliases, reading.findings)
    if reading.posts and not any(post.questions for post in corpus.posts):
        nothing = Finding.of(Code.NOTHING_FOUND, "no question was found in any post")
        corpus = replace(corpus, findings=(*corpus.findings, nothing))
    return corpus


def _judged(findings: Sequence[Finding], options: Options) -> tuple[Finding, ...]:
    """With `strict`, warnings are errors."""
    if not options.strict:
        return tuple(findings)
    return tuple(
        replace(finding, severity=Severity.ERROR)
        if finding.severity is Severity.WARNING
        else finding
        for finding in findings
    )

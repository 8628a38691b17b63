"""The stages of reading: sources in, a normalised corpus out; whatever goes wrong is a finding."""

from __future__ import annotations

import os
import shlex
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from .. import picture_store
from ..files import LEDGER_NAME, as_named, real
from ..findings import Code, Finding
from ..ir import Corpus
from ..language import say
from ..ledger import Ledger
from ..ledger.locations import LedgerFiles
from ..markdown.blocks import Markdown
from ..picture_store import PictureStore
from ..pictures import inspect
from ..products import DECK_FILE
from ..questions import closing_lines
from ..readers import open_blogs, shown_at
from ..readers.contract import Blog
from ..settings import Settings
from ..settings import readings_file as choices
from ..settings.reader import load as load_settings
from .known_sites import known_sites
from .normalise import normalise
from .parse import Parsed, ReadPost
from .pieces import Look
from .run import Options, judged
from .sources import BlogPosts, SourcesRead

_MAY_HAVE_QUESTIONS = {Code.UNSURE_QUESTIONS, Code.NO_QUESTIONS_EXPECTED}


@dataclass(frozen=True, slots=True)
class Understood:
    """How one post file of a blog was read.

    `read` is None where the build would not take it. `again` reads it once more and tells why it is read
    so; where the build would not take it, as if nobody had made a selection of its questions.
    `choices` is the file of its site's choices. `shipped`: the last build put cards of it into the deck.
    """

    blog: Blog
    path: str
    read: ReadPost | None
    findings: tuple[Finding, ...]
    again: Callable[[], Parsed | None]
    choices: Path
    shipped: bool = False


def understand(options: Options) -> tuple[list[Understood], tuple[Finding, ...]]:
    """Read and normalise as a build does, and return how each post file was read.

    The post files are in the order of blog and path, without those left out by choice; all findings of
    the run come with them.
    """
    reading = read(options)
    findings = judged(normalised(reading).findings, options, reading.settings)
    posts_read = {(post.root, post.post.path): post for post in reading.posts}
    told: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in findings:
        told.setdefault((finding.root, finding.path), []).append(finding)
    shipped = {
        (site, entry.post)
        for site, known in reading.ledgers.known.sites.items()
        for entry in known.cards
        if entry.in_deck
    }
    understood = [
        Understood(
            blog=posts.blog,
            path=path,
            read=posts_read.get(place),
            findings=tuple(told.get(place, ())),
            again=partial(posts.again, path, as_given=place in posts_read),
            choices=choices_file(reading.places, posts.blog.site.key),
            shipped=(posts.blog.site.key, key) in shipped,
        )
        for posts in reading.readers
        for path, key in sorted(posts.blog.keys.items())
        if reading.left_out.get((posts.blog.site.key, key)) is not Code.EXCLUDED
        for place in [(as_named(posts.blog.root), path)]
    ]
    return understood, findings


def settings_of(options: Options) -> tuple[Settings, tuple[Finding, ...]]:
    """Return the settings of a run, the defaults if there is no file, and the findings."""
    return load_settings(options.config) if options.config is not None else (Settings(), ())


def read(options: Options, locks: ExitStack | None = None) -> SourcesRead:
    """Read the settings, the blogs of all sources, and each of their posts.

    The ledgers are locked before they are read, and `locks` releases them; without it they are not.
    """
    reading = SourcesRead(out=options.out)
    reading.settings, findings = settings_of(options)
    reading.findings += findings
    filters = (reading.settings.posts, options.posts)
    blogs, findings = open_blogs(
        options.sources,
        lambda path: any(one.names(path) for one in filters),
        reading.settings.keys,
    )
    reading.findings += findings
    reading.blogs = list(blogs)
    reading.places = _ledgers_of(reading, options)
    if locks is not None:
        locks.enter_context(reading.places.locked())
        _bring_back_ledgers(reading, options)
    reading.ledgers = reading.places.load()
    former = reading.ledgers.former
    reading.settings = reading.settings.following(former)
    reading.blogs = [_shown(reading, blog) for blog in blogs]
    reading.findings += _open_stores(reading)
    inspected = cache(inspect)
    for blog in reading.blogs:
        reading.findings += _findings_of(blog, options.out)
        reading.drafts[blog.site.key] = list(blog.drafts)
        store = reading.stores[blog.site.key]
        look = Look(inspected, store.look, store.refusal)
        posts = BlogPosts(blog, reading, look, options.debug, Markdown(blog.dialect), options.now)
        own = reading.settings.of(blog.site.key).posts
        posts.filters = tuple(one.below(blog.root) for one in (*filters, own))
        chosen, findings = choices.load(choices_file(reading.places, blog.site.key))
        posts.chosen = chosen.following(former)
        findings += tuple(
            posts.chosen.unused(
                blog.site.key, set(blog.keys.values()), own=not reading.places.named
            )
        )
        reading.findings += [finding.under(as_named(blog.root)) for finding in findings]
        reading.readers.append(posts)
        sources = {path: posts.source(path) for path in sorted(blog.keys)}
        posts.common = _common(read.post.text for read in sources.values() if read.post)
        for done, (path, read) in enumerate(sources.items()):
            options.progress(say("reading {blog}", blog=blog.site.title), done, len(sources))
            posts.parse(path, read)
        posts.leave_out_unlisted()
    for store in {id(store): store for store in reading.stores.values()}.values():
        reading.findings += store.findings()
    keys = {blog.site.key: set(blog.keys.values()) for blog in reading.blogs}
    reading.findings += reading.settings.unused(keys)
    reading.findings += reading.settings.idle_rulings(reading.blogs)
    if not reading.posts and not reading.left_out:
        reading.findings += _no_posts(reading.blogs, options)
    return reading


def _findings_of(blog: Blog, out: Path) -> Iterator[Finding]:
    """Yield the findings of opening a blog; that the output of the run itself is not read, nobody asks."""
    for finding in blog.findings:
        is_output = finding.code is Code.OUTPUT_SKIPPED and finding.path is not None
        if not is_output or real(blog.root / str(finding.path)) != real(out):
            yield finding.under(as_named(blog.root))


def _shown(reading: SourcesRead, blog: Blog) -> Blog:
    """Return a blog whose posts have the addresses that the user sets, or that its ledger knows."""
    key = blog.site.key
    return shown_at(blog, reading.settings.of(key).url or "", reading.ledgers.known.site(key).pages)


def _no_posts(blogs: Iterable[Blog], options: Options) -> Iterator[Finding]:
    """Yield a finding that says where posts were looked for, for each blog or, without any, each source."""
    for blog in blogs:
        kind, folder = blog.site.kind, as_named(blog.root / blog.posts_in)
        message = Code.NO_POSTS.message("blog", kind=kind, folder=folder)
        yield Finding.of(message, as_named(blog.root))
    for source in () if blogs else options.sources:
        yield Finding.of(Code.NO_POSTS.message(), str(source))


def _open_stores(reading: SourcesRead) -> Iterator[Finding]:
    """Open the store of pictures beside each ledger; yield what is wrong with one."""
    opened: dict[Path, PictureStore] = {}
    for key, ledger in reading.places.files.items():
        path = ledger.parent / picture_store.NAME
        if path not in opened:
            store = picture_store.load(path)
            if isinstance(store, Finding):
                yield store
                store = PictureStore(path)
            opened[path] = store
        reading.stores[key] = opened[path]


def choices_file(places: LedgerFiles, site: str) -> Path:
    """Return the path of the file of a site's choices: beside its ledger."""
    return places.files[site].parent / choices.NAME


def _ledgers_of(reading: SourcesRead, options: Options) -> LedgerFiles:
    """Return where the ledgers of all sites lie."""
    files = {blog.site.key: options.ledger or blog.root / LEDGER_NAME for blog in reading.blogs}
    return LedgerFiles(
        files,
        named=options.ledger is not None,
        aliases={key: reading.settings.of(key).aliases for key in files},
        beside={
            blog.site.key
            for blog in reading.blogs
            if real(files[blog.site.key].parent) == real(blog.root)
        },
        separate={key for key in files if reading.settings.of(key).separate},
    )


def _bring_back_ledgers(reading: SourcesRead, options: Options) -> None:
    """Write anew what the last deck bears of each site that the user said it has, by `[keys]`, and that
    has no ledger. Raise OSError.
    """
    from ..emitters.anki import PackageError, read_ledger

    given = [blog for blog in reading.blogs if real(blog.root) in reading.settings.keys]
    lacking = [
        blog.site.key for blog in given if not os.path.lexists(reading.places.files[blog.site.key])
    ]
    if not lacking or options.locked:
        return
    with suppress(PackageError, FileNotFoundError):
        kept = read_ledger(options.out / DECK_FILE)
        for key in lacking:
            place = LedgerFiles({key: reading.places.files[key]}, named=True)
            reading.findings += place.save(kept.only(key), Ledger(), locked=False)


def _common(texts: Iterable[str]) -> frozenset[str]:
    """Return the lines that end two posts or more."""
    ends = Counter(line for text in texts for line in closing_lines(text))
    return frozenset(line for line, posts in ends.items() if posts > 1)


def normalised(reading: SourcesRead) -> Corpus:
    """Return the corpus of all that was read."""
    settings = reading.settings
    sites = [
        replace(blog.site, title=settings.of(blog.site.key).title or blog.site.title)
        for blog in reading.blogs
    ]
    corpus = normalise(sites, reading.posts, known_sites(reading), reading.findings)
    found = any(post.questions for post in corpus.posts)
    if (reading.posts or reading.left_out) and not found:
        corpus = replace(corpus, findings=(*corpus.findings, _nothing_found(reading)))
    return corpus


def _nothing_found(reading: SourcesRead) -> Finding:
    """Return a finding that says what to do; it names a post that may have questions, if one may."""
    read = reading.posts
    if not read:
        return Finding.of(Code.NOTHING_FOUND.message("left-out", posts=len(reading.left_out)))
    doubtful = (
        post for post in read if {found.code for found in post.findings} & _MAY_HAVE_QUESTIONS
    )
    post = next(doubtful, read[0])
    named = shlex.quote(str(Path(post.root, post.post.path)))
    return Finding.of(Code.NOTHING_FOUND.message(posts=len(read), post=named))

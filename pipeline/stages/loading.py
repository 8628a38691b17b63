"""The stages of reading: sources in, a normalised corpus out; whatever goes wrong is a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from urllib.parse import unquote

from ..files import as_named, is_exhausted, read_file, real
from ..findings import Code, Finding, has_error
from ..ir import Corpus
from ..ledger.locations import FILE_NAME, LedgerFiles, Loaded
from ..markdown.blocks import Markdown
from ..pictures import inspect
from ..questions import GivenSelection, closing_lines
from ..questions.found import Judge
from ..questions.selection import Selection, parse_or_none
from ..readers import open_blogs
from ..readers.contract import Blog, Draft, FileRead
from ..settings import Settings, for_post
from ..settings import load as load_settings
from ..settings import readings_file as choices
from ..settings.readings_file import Choices
from ..slugs import slug_of
from .limits import TooManyError
from .normalise import KnownSites, normalise
from .parse import ReadPost, parse
from .pieces import Inspect
from .run import Options, judged

PostRef = tuple[str, str]  # site key, post key


@dataclass(frozen=True, slots=True)
class Understood:
    """How one post file of a blog was read.

    `read` is None where the build would not take it. `again` reads it as if nobody had made a
    selection of its questions. `choices` is the file of its site's choices.
    """

    blog: Blog
    path: str
    read: ReadPost | None
    findings: tuple[Finding, ...]
    again: Callable[[], ReadPost | None]
    choices: Path


@dataclass(slots=True)
class SourcesRead:
    """All blogs of a run, read. `places` are those of their ledgers."""

    blogs: list[Blog] = field(default_factory=list)
    posts: list[ReadPost] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unread: set[PostRef] = field(default_factory=set)
    drafts: dict[str, list[Draft]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    readers: list[_Posts] = field(default_factory=list)
    places: LedgerFiles = field(default_factory=lambda: LedgerFiles({}))
    ledgers: Loaded = field(default_factory=Loaded)


def understand(options: Options) -> tuple[list[Understood], tuple[Finding, ...]]:
    """Read and normalise as a build does, and return how each post file was read.

    The post files are in the order of blog and path; all findings of the run come with them.
    """
    reading = read(options)
    findings = judged(normalised(reading).findings, options)
    posts_read = {(post.root, post.post.path): post for post in reading.posts}
    told: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in findings:
        told.setdefault((finding.root, finding.path), []).append(finding)
    understood = [
        Understood(
            blog=posts.blog,
            path=path,
            read=posts_read.get(place),
            findings=tuple(told.get(place, ())),
            again=partial(posts.again, path),
            choices=choices_file(reading.places, posts.blog.site.key),
        )
        for posts in reading.readers
        for path in sorted(posts.blog.keys)
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
    reading = SourcesRead()
    reading.settings, findings = settings_of(options)
    reading.findings += findings
    blogs, findings = open_blogs(options.sources)
    reading.findings += findings
    reading.blogs = list(blogs)
    reading.places = _ledgers_of(reading, options)
    if locks is not None:
        locks.enter_context(reading.places.locked())
    reading.ledgers = reading.places.load()
    look = cache(inspect)
    for blog in reading.blogs:
        reading.findings += [finding.under(as_named(blog.root)) for finding in blog.findings]
        reading.drafts[blog.site.key] = list(blog.drafts)
        posts = _Posts(blog, reading, look, options.debug, Markdown(blog.dialect))
        posts.chosen, findings = choices.load(choices_file(reading.places, blog.site.key))
        findings += tuple(
            posts.chosen.unused(
                blog.site.key, set(blog.keys.values()), own=not reading.places.named
            )
        )
        reading.findings += [finding.under(as_named(blog.root)) for finding in findings]
        reading.readers.append(posts)
        sources = {path: posts.source(path) for path in sorted(blog.keys)}
        posts.common = _common(read.post.text for read in sources.values() if read.post)
        for path, read in sources.items():
            posts.parse(path, read)
    keys = {blog.site.key: set(blog.keys.values()) for blog in reading.blogs}
    reading.findings += reading.settings.unused(keys)
    if not reading.posts and not has_error(reading.findings):
        reading.findings += _no_posts(reading.blogs, options)
    return reading


def _no_posts(blogs: Iterable[Blog], options: Options) -> Iterator[Finding]:
    """Yield a finding that says where posts were looked for, for each blog or, without any, each source."""
    for blog in blogs:
        kind, folder = blog.site.kind, as_named(blog.root / blog.posts_in)
        message = Code.NO_POSTS.message("blog", kind=kind, folder=folder)
        yield Finding.of(message, as_named(blog.root))
    for source in () if blogs else options.sources:
        yield Finding.of(Code.NO_POSTS.message(), str(source))


@dataclass(slots=True)
class _Posts:
    """Runs the per-post stages on a blog's files; whatever goes wrong in one is a finding."""

    blog: Blog
    reading: SourcesRead
    look: Inspect
    debug: bool
    markdown: Markdown
    common: frozenset[str] = frozenset()
    chosen: Choices = field(default_factory=Choices)

    def source(self, path: str) -> FileRead:
        """Read one file and its front matter; its body stays Markdown."""
        data = read_file(self.blog.root, path)
        if isinstance(data, Finding):
            return FileRead(None, (data,))
        try:
            return self.blog.read(path, data)
        except Exception as error:
            return FileRead(None, (self._fault(error, path),))

    def parse(self, path: str, read: FileRead) -> None:
        """Find the questions of one post, and add it and its findings to the reading."""
        found, post = read.findings, None
        if read.draft is not None:
            self.reading.drafts.setdefault(self.blog.site.key, []).append(read.draft)
        try:
            if read.post is not None:
                given = self._given(read.post.key)
                kinds = self.reading.settings.without_questions
                post = parse(
                    self.blog, read.post, self.markdown, given, self.look, self.common,
                    without_questions=kinds,
                )  # fmt: skip
                found += post.findings
        except TooManyError as error:
            found = (*found, error.finding)
        except Exception as error:
            found, post = (self._fault(error, path),), None
        root = as_named(self.blog.root)
        found = tuple(finding.under(root) for finding in found)
        failed = has_error(found)
        if failed:
            self.reading.unread.add((self.blog.site.key, self.blog.keys.get(path, path)))
        if post is None or failed:
            self.reading.findings += found
        else:
            self.reading.posts.append(replace(post, root=root, findings=found))

    def _given(self, key: str) -> GivenSelection | None:
        """Return the selection made for a post outside its front matter, or None."""
        site = self.blog.site.key
        kept = self.reading.ledgers.known.site(site).readings.get(key)
        given: tuple[tuple[Judge, Selection | None], ...] = (
            ("choice", for_post(self.chosen.of(site), key)),
            ("settings", for_post(self.reading.settings.of(site).questions, key)),
            ("earlier build", parse_or_none(kept) if kept is not None else None),
        )
        found = ((judge, selected) for judge, selected in given if selected is not None)
        return next((GivenSelection(selected, judge) for judge, selected in found), None)

    def again(self, path: str) -> ReadPost | None:
        """Read a post as if nobody had made a selection of its questions; None if it cannot be."""
        source = self.source(path).post
        if source is None:
            return None
        source = replace(source, front_matter={**source.front_matter, "questions": None})
        try:
            return parse(self.blog, source, self.markdown, None, self.look, self.common)
        except TooManyError:
            return None
        except Exception as error:
            if self.debug or is_exhausted(error):
                raise
            return None

    def _fault(self, error: Exception, path: str) -> Finding:
        if self.debug or is_exhausted(error):
            raise error
        message = Code.INTERNAL_ERROR.message(kind=type(error).__name__, error=str(error)[:280])
        return Finding.of(message, path)


def choices_file(places: LedgerFiles, site: str) -> Path:
    """Return the path of the file of a site's choices: beside its ledger."""
    return places.files[site].parent / choices.NAME


def _ledgers_of(reading: SourcesRead, options: Options) -> LedgerFiles:
    """Return where the ledgers of all sites lie."""
    files = {blog.site.key: options.ledger or blog.root / FILE_NAME for blog in reading.blogs}
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


def _common(texts: Iterable[str]) -> frozenset[str]:
    """Return the lines that end two posts or more."""
    ends = Counter(line for text in texts for line in closing_lines(text))
    return frozenset(line for line, posts in ends.items() if posts > 1)


def _unread_slugs(reading: SourcesRead) -> dict[str, set[str] | None]:
    """Return the slugs of unread posts by site; None where addresses do not show slugs."""
    unread: dict[str, set[str] | None] = {}
    for site, key in reading.unread:
        slugs = unread.setdefault(site, set())
        if slugs is not None:
            slugs.add(slug_of(key))
    for site in unread:
        known = [read.post for read in reading.posts if read.post.site == site]
        if not any(slug_of(post.key) in unquote(post.permalink or "") for post in known):
            unread[site] = None
    for blog in reading.blogs:
        if not blog.addresses_known:
            unread[blog.site.key] = None
    return unread


def normalised(reading: SourcesRead) -> Corpus:
    """Return the corpus of all that was read."""
    settings = reading.settings
    sites = [
        replace(blog.site, title=settings.of(blog.site.key).title or blog.site.title)
        for blog in reading.blogs
    ]
    known = KnownSites(
        aliases={blog.site.key: settings.of(blog.site.key).aliases for blog in reading.blogs},
        drafts=reading.drafts,
        blogs={blog.site.key: blog for blog in reading.blogs},
        unread=_unread_slugs(reading),
    )
    corpus = normalise(sites, reading.posts, known, reading.findings)
    if reading.posts and not any(post.questions for post in corpus.posts):
        nothing = Finding.of(Code.NOTHING_FOUND.message())
        corpus = replace(corpus, findings=(*corpus.findings, nothing))
    return corpus

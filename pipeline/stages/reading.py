"""The stages of reading: sources in, a normalised corpus out; whatever goes wrong is a finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from urllib.parse import unquote

from pipeline.findings import Code, Finding, has_error
from pipeline.ir import Corpus
from pipeline.markdown.blocks import Markdown
from pipeline.normalise import Known, normalise
from pipeline.parse import Inspect, ReadPost, parse
from pipeline.pictures import inspect
from pipeline.questions import closing_lines
from pipeline.readers import open_blogs
from pipeline.readers.contract import Blog, Draft
from pipeline.readers.contract import Reading as Read
from pipeline.readers.files import read_file, slug_of
from pipeline.settings import Settings
from pipeline.settings import load as load_settings
from pipeline.stages.run import Options, judged

PostRef = tuple[str, str]  # site key, post key


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
class Reading:
    """All blogs of a run, read."""

    blogs: list[Blog] = field(default_factory=list)
    posts: list[ReadPost] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unread: set[PostRef] = field(default_factory=set)
    drafts: dict[str, list[Draft]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    readers: list[_Posts] = field(default_factory=list)


def understand(options: Options) -> tuple[list[Understood], tuple[Finding, ...]]:
    """Read and normalise as a build does, and tell of each post file how it was read.

    Gives the posts by blog and path, and all findings of the run.
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
            setting=reading.settings.of(posts.blog.site.key).style_for(posts.blog.keys[path]),
            again=partial(posts.again, path),
        )
        for posts in reading.readers
        for path in sorted(posts.blog.keys)
        for place in [(_shown(posts.blog.root), path)]
    ]
    return understood, findings


def settings_of(options: Options) -> tuple[Settings, tuple[Finding, ...]]:
    """Read the settings file of a run, if there is one."""
    return load_settings(options.config) if options.config is not None else (Settings(), ())


def read(options: Options) -> Reading:
    """Read the settings, the blogs of all sources, and each of their posts."""
    reading = Reading()
    reading.settings, findings = settings_of(options)
    reading.findings += findings
    blogs, findings = open_blogs(options.sources)
    reading.findings += findings
    reading.blogs = list(blogs)
    look = cache(inspect)
    for blog in reading.blogs:
        reading.findings += [finding.under(_shown(blog.root)) for finding in blog.findings]
        reading.drafts[blog.site.key] = list(blog.drafts)
        posts = _Posts(blog, reading, look, options.debug, Markdown(blog.dialect))
        reading.readers.append(posts)
        sources = {path: posts.source(path) for path in sorted(blog.keys)}
        posts.common = _common(read.post.text for read in sources.values() if read.post)
        for path, read in sources.items():
            posts.parse(path, read)
    keys = {blog.site.key: set(blog.keys.values()) for blog in reading.blogs}
    reading.findings += reading.settings.unused(keys)
    if not reading.posts and not has_error(reading.findings):
        for source in options.sources:
            reading.findings.append(Finding.of(Code.NO_POSTS, "no post was found", str(source)))
    return reading


@dataclass(slots=True)
class _Posts:
    """Runs the per-post stages on a blog's files; whatever goes wrong in one is a finding."""

    blog: Blog
    reading: Reading
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
        if read.draft is not None:
            self.reading.drafts.setdefault(self.blog.site.key, []).append(read.draft)
        try:
            if read.post is not None:
                style = self.reading.settings.of(self.blog.site.key).style_for(read.post.key)
                post = parse(self.blog, read.post, self.markdown, style, self.look, self.common)
                found += post.findings
        except Exception as error:
            found, post = (self._fault(error, path),), None
        root = _shown(self.blog.root)
        found = tuple(finding.under(root) for finding in found)
        failed = has_error(found)
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


def _unread_slugs(reading: Reading) -> dict[str, set[str] | None]:
    """Give the slugs of unread posts by site; None where addresses do not show the slugs of posts."""
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


def normalised(reading: Reading) -> Corpus:
    """Join what was read to a corpus."""
    settings = reading.settings
    sites = [
        replace(blog.site, title=settings.of(blog.site.key).title or blog.site.title)
        for blog in reading.blogs
    ]
    known = Known(
        aliases={blog.site.key: settings.of(blog.site.key).aliases for blog in reading.blogs},
        drafts=reading.drafts,
        blogs={blog.site.key: blog for blog in reading.blogs},
        unread=_unread_slugs(reading),
    )
    corpus = normalise(sites, reading.posts, known, reading.findings)
    if reading.posts and not any(post.questions for post in corpus.posts):
        nothing = Finding.of(Code.NOTHING_FOUND, "no question was found in any post")
        corpus = replace(corpus, findings=(*corpus.findings, nothing))
    return corpus

"""What was read of the sources, and the per-post stages run on the files of a blog."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from ..files import as_named, is_exhausted, read_file
from ..findings import Code, Finding
from ..ledger.locations import LedgerFiles, Loaded
from ..markdown.blocks import Markdown
from ..picture_store import PictureStore, key_of
from ..questions import GivenSelection
from ..questions.found import Judge
from ..questions.selection import Selection, parse_or_none
from ..readers import part_of
from ..readers.contract import Blog, Draft, FileRead, SourcePost
from ..settings import Settings, for_post
from ..settings.post_filter import PostFilter
from ..settings.readings_file import Choices
from ..slugs import slug_of
from .limits import LeftOutError
from .parse import Parsed, ReadPost, parse
from .pieces import Look
from .run import PostRef, Unfetched

_OUT_OF_REACH = {Code.OUTSIDE_SITE, Code.UNREADABLE_FILE}


@dataclass(slots=True)
class BlogPosts:
    """Runs the per-post stages on a blog's files; whatever goes wrong in one is a finding."""

    blog: Blog
    reading: SourcesRead
    look: Look
    debug: bool
    markdown: Markdown
    now: int = 0
    common: frozenset[str] = frozenset()
    chosen: Choices = field(default_factory=Choices)
    filters: tuple[PostFilter, ...] = ()

    def source(self, path: str) -> FileRead:
        """Read one file and its front matter; its body stays Markdown."""
        data = read_file(self.blog.root, path)
        if isinstance(data, Finding):
            return FileRead(None, (data,))
        try:
            return self._due(self.blog.read(path, data))
        except Exception as error:
            return FileRead(None, (self._fault(error, path),))

    def _due(self, read: FileRead) -> FileRead:
        """Leave out a post that its site does not publish yet, or no more; `now` is 0 where nobody knows
        the time.
        """
        post = read.post
        if not self.now or post is None:
            return read
        if post.due is not None and post.due.timestamp() > self.now:
            message, key = Code.UNPUBLISHED.message("future", date=post.date), "date"
        elif post.until is not None and post.until.timestamp() <= self.now:
            message, key = Code.UNPUBLISHED.message("expired"), "expirydate"
        else:
            return read
        finding = Finding.of(message, post.path, post.key_lines.get(key))
        return FileRead(None, (finding,), Draft(post.path, slug_of(post.key), post.permalink))

    def takes(self, path: str, read: FileRead) -> bool:
        """Whether nobody left a post out by choice."""
        tags = read.post.tags if read.post else ()
        part = part_of(self.blog)
        return (not part or _is_below(path, part)) and all(
            one.takes(path, tags) for one in self.filters
        )

    def parse(self, path: str, read: FileRead) -> None:
        """Find the questions of one post, and add it and its findings to the reading."""
        found, post = read.findings, None
        if not self.takes(path, read):
            self._leave_out([self.blog.keys[path]], Code.EXCLUDED)
        if read.draft is not None:
            self.reading.drafts.setdefault(self.blog.site.key, []).append(read.draft)
        try:
            if read.post is not None:
                post = self._parsed(read.post, self._given(read.post.key)).read
                found += post.findings
        except LeftOutError as error:
            found = (*found, error.finding)
        except Exception as error:
            found, post = (self._fault(error, path),), None
        root = as_named(self.blog.root)
        found = tuple(finding.under(root) for finding in found)
        reasons = [finding.code for finding in found if finding.code.leaves_out]
        if post is None or reasons:
            reason = next(iter(reasons), Code.UNPUBLISHED)
            self._leave_out([self.blog.keys.get(path, path)], reason)
            self.reading.findings += found
        else:
            self.reading.posts.append(replace(post, root=root, findings=found))

    def leave_out_unlisted(self) -> None:
        """Leave out what the ledger knows, and what was not listed because of where it lies now: among the
        drafts, or in a folder that cannot be read.
        """
        ledger = self.reading.ledgers.known.site(self.blog.site.key)
        gone = {entry.post for entry in ledger.cards} - set(self.blog.keys.values())
        if part := part_of(self.blog):
            self._leave_out((key for key in gone if not _is_below(key, part)), Code.EXCLUDED)
        drafts = {draft.slug for draft in self.blog.drafts}
        self._leave_out((key for key in gone if slug_of(key) in drafts), Code.UNPUBLISHED)
        for finding in self.blog.findings:
            if finding.path is not None and finding.code in _OUT_OF_REACH:
                folder = PurePosixPath(finding.path)
                below = (
                    k for k in gone if PurePosixPath(self.blog.posts_in, k).is_relative_to(folder)
                )
                self._leave_out(below, finding.code)

    def _leave_out(self, keys: Iterable[str], code: Code) -> None:
        for key in keys:
            self.reading.left_out.setdefault((self.blog.site.key, key), code)

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

    def _parsed(self, source: SourcePost, given: GivenSelection | None) -> Parsed:
        return parse(
            self.blog, source, self.markdown, given, self.look, self.common,
            without_questions=self.reading.settings.without_questions,
        )  # fmt: skip

    def again(self, path: str, *, as_given: bool) -> Parsed | None:
        """Read a post once more, with the selection that is given for its questions or as if nobody had
        made one; None if it cannot be. Raise OSError where its file cannot be read any more.
        """
        read = self.source(path)
        source = read.post
        if source is None:
            if as_given:  # a moment ago it could be read
                said = read.findings[0].said
                reason = said.text.values.get("reason", said.text) if said else ""
                raise OSError(errno.EIO, str(reason), str(self.blog.root / path))
            return None
        try:
            if as_given:
                return self._parsed(source, self._given(source.key))
            bare = replace(source, front_matter={**source.front_matter, "questions": None})
            return parse(self.blog, bare, self.markdown, None, self.look, self.common)
        except LeftOutError:
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


def _is_below(path: str, folders: Iterable[str]) -> bool:
    return any(PurePosixPath(path).is_relative_to(folder) for folder in folders)


@dataclass(slots=True)
class SourcesRead:
    """All blogs of a run, read. `places` are those of their ledgers, `stores` by site key those of the
    pictures of other servers, `out` is the output folder.

    `left_out` names the posts whose files are there and that gave no post, each with the code that says
    why. Their cards stay as they are.
    """

    blogs: list[Blog] = field(default_factory=list)
    posts: list[ReadPost] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    left_out: dict[PostRef, Code] = field(default_factory=dict)
    drafts: dict[str, list[Draft]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    readers: list[BlogPosts] = field(default_factory=list)
    places: LedgerFiles = field(default_factory=lambda: LedgerFiles({}))
    ledgers: Loaded = field(default_factory=Loaded)
    stores: dict[str, PictureStore] = field(default_factory=dict)
    out: Path = Path("build")

    def remote(self, site: str) -> dict[str, str]:
        """Return the addresses of the pictures on other servers that cards of a site show, each with the
        address of a post that shows it, "" if it has none.
        """
        found: dict[str, str] = {}
        for read in self.posts:
            post = read.post
            if post.site == site and (site, post.key) not in self.left_out:
                for address in filter(None, map(key_of, read.remote)):
                    found.setdefault(address, post.permalink or "")
        return found

    @property
    def unfetched(self) -> Unfetched:
        """Such pictures that were not fetched."""
        untried, refused = set[str](), set[str]()
        for site, store in self.stores.items():
            links = self.remote(site).keys() - store.lock.pictures.keys()
            refused |= links & store.lock.refused.keys()
            untried |= links - store.lock.refused.keys()
        return Unfetched(frozenset(untried), frozenset(refused))

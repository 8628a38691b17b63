"""What a sheet shows, made of a corpus: the one value that all its templates take."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from ...html.addresses import followed
from ...html.text_fragment import text_fragment
from ...ir import Corpus, Post, Question, Series, Site, Term
from ...links.cited import Cited
from ..self_contained import anchor, language_of, words
from .content import ContentRewriter, Endnote

SHORT = 200
"""An answer of fewer characters, with nothing tall in it, is not split over columns. If longer ones
were kept whole too, every other column would end in white.
"""

STRETCH = 60
"""About how many questions share a stretch of columns."""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """An entry of a glossary; its definition is HTML."""

    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class QuestionEntry:
    """A question: `prompt`, `more` (blocks that belong to it) and `answer` are HTML.

    `href` leads to it on the blog, None where the post has no address; `text` is the visible text
    of its answer. `open`: nobody has answered it. `glossary`: its answer is a list of terms.
    """

    anchor: str
    number: str
    prompt: str
    more: str
    answer: str
    text: str
    open: bool
    glossary: bool
    href: str | None

    @property
    def short(self) -> bool:
        """Whether the answer is too short to be split."""
        tall = any(mark in self.answer for mark in ("<img", "<pre", "<table"))
        return len(self.text) < SHORT and not tall


@dataclass(frozen=True, slots=True)
class SheetPost:
    """A post with its questions; `terms` are those of a glossary that stands in no answer."""

    anchor: str
    title: str
    date: str
    href: str | None
    tags: tuple[str, ...]
    questions: tuple[QuestionEntry, ...]
    terms: tuple[TermEntry, ...]


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """The posts of a series, or one post alone; `name` is "" for the latter."""

    anchor: str
    name: str
    posts: tuple[SheetPost, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Posts of a group in one stretch of columns. `begins`: the group begins with them."""

    group: GroupEntry
    posts: tuple[SheetPost, ...]
    begins: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a sheet shows. `date` is that of the newest post (YYYY-MM-DD), "" where none has one."""

    title: str
    language: str
    sites: tuple[Site, ...]
    date: str
    groups: tuple[GroupEntry, ...]
    endnotes: tuple[Endnote, ...]
    tags: tuple[str, ...]

    @property
    def key(self) -> str:
        """A name that stays from build to build: under it a browser keeps what its reader knew."""
        return anchor("sheet", "\n".join(site.key for site in self.sites))

    @property
    def posts(self) -> tuple[SheetPost, ...]:
        """All posts in their order."""
        return tuple(post for group in self.groups for post in group.posts)

    @property
    def questions(self) -> tuple[QuestionEntry, ...]:
        """All questions in their order."""
        return tuple(question for post in self.posts for question in post.questions)

    @property
    def stretches(self) -> tuple[tuple[Part, ...], ...]:
        """The posts in stretches of some dozens of questions, each laid out in columns of its own: a
        browser takes more than twice the time to print a stretch that is twice as long.
        """
        stretches: list[list[Part]] = []
        room = 0
        for group in self.groups:
            begins = True
            for post in group.posts:
                if room <= 0:
                    stretches.append([])
                    room = STRETCH
                if begins or not stretches[-1]:
                    stretches[-1].append(Part(group, (post,), begins))
                else:
                    last = stretches[-1][-1]
                    stretches[-1][-1] = Part(group, (*last.posts, post), last.begins)
                room -= len(post.questions) + 1
                begins = False
        return tuple(map(tuple, stretches))

    @property
    def stubs(self) -> int:
        """The number of questions that nobody has answered yet."""
        return sum(question.open for question in self.questions)


def make_sheet(
    corpus: Corpus, content: ContentRewriter, title: str | None = None, *, flat: bool = False
) -> Sheet:
    """Return the sheet of an identified corpus; posts without questions and terms are left out.

    Prompts are headings below those of posts and series or, if `flat`, of the second level.
    """
    cited = Cited(corpus)
    posts = [post for post in corpus.posts if post.questions or post.terms]
    used = {post.site for post in posts}
    sites = tuple(site for site in corpus.sites if site.key in used)
    language = language_of(sites, posts)
    content.said = words("cheatsheet", language)
    groups = tuple(
        _group(name, members, content, cited, flat) for name, members in _by_series(posts)
    )
    tags = Counter(tag for post in posts for tag in post.tags)
    return Sheet(
        title=title or " · ".join(dict.fromkeys(site.title for site in sites)) or "postdeck",
        language=language,
        sites=sites,
        date=max((post.date[:10] for post in posts if post.date), default=""),
        groups=groups,
        endnotes=tuple(content.endnotes.values()),
        tags=tuple(sorted(tags, key=lambda tag: (-tags[tag], tag))),
    )


def _by_series(posts: Sequence[Post]) -> Iterator[tuple[str, list[Post]]]:
    """Yield each series, its name with its posts by number, and other posts alone, their name "".

    They come in the order of their first posts. A series of one post counts as a post alone.
    """

    def place(post: Post) -> tuple[str, str]:
        return (post.site, post.series.name) if post.series else (post.site, f"\0{post.key}")

    def order(post: Post) -> tuple[float, bool, str, int, str, str]:
        number = post.series.number if isinstance(post.series, Series) else 0
        return (number, *post.order)

    together = [
        sorted(group, key=order) for _, group in groupby(sorted(posts, key=place), key=place)
    ]
    first = lambda group: min(post.order for post in group)  # noqa: E731
    for group in sorted(together, key=first):
        series = group[0].series
        yield (series.name if series and len(group) > 1 else ""), group


def _group(
    name: str, posts: Iterable[Post], content: ContentRewriter, cited: Cited, flat: bool
) -> GroupEntry:
    level = 2 if flat else 4 if name else 3
    entries = tuple(_post(post, content, cited, level) for post in posts)
    return GroupEntry(f"group-{entries[0].anchor}", name, entries)


def _post(post: Post, content: ContentRewriter, cited: Cited, level: int) -> SheetPost:
    content.cite = lambda href: cited.at(href, post)
    content.post = post.ref
    known = {question.ordinal for question in post.questions}
    return SheetPost(
        anchor=anchor("post", post.ref),
        title=post.title,
        date=(post.date or "")[:10],
        href=followed(post.permalink),
        tags=post.tags,
        questions=tuple(_question(q, post, content, level) for q in post.questions),
        terms=tuple(_term(t, content, level) for t in post.terms if t.question not in known),
    )


def _question(
    question: Question, post: Post, content: ContentRewriter, level: int
) -> QuestionEntry:
    prompt, more = content.prompt(question.prompt.html or escape(question.prompt.text), level)
    terms = [term.term for term in post.terms if term.question == question.ordinal]
    address = followed(post.permalink)
    return QuestionEntry(
        anchor=f"q-{question.guid}",
        number=question.number,
        prompt=prompt or "…",
        more=more,
        answer=_with_terms_in_bold(content.block(question.answer.html, level), terms),
        text=question.answer.text,
        open=question.status != "answered",
        glossary=bool(terms),
        href=address and text_fragment(address, question.prompt.text),
    )


def _with_terms_in_bold(html: str, terms: Sequence[str]) -> str:
    """Return an answer with its glossary's terms in bold, unless the post marks them itself."""
    if not terms:
        return html
    names = "|".join(re.escape(escape(term, quote=False)) for term in sorted(terms, key=len)[::-1])
    return re.sub(rf"(<li>(?:\s*<p>)?\s*)({names})(?![\w])", r"\1<b>\2</b>", html)


def _term(term: Term, content: ContentRewriter, level: int) -> TermEntry:
    return TermEntry(term.term, content.block(term.definition.html, level))

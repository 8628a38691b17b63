r"""The shared vocabulary: what a corpus, a post, a question and a link are.

The names are public: `codec` writes them to `corpus.json` as they stand here. Lines count from 1 in
the file as stored, front matter included; a span holds both its ends; lines end at "\n" only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .findings import Finding

SCHEMA = "postdeck-corpus/2"

RegionKind = Literal[
    "front-matter", "intro", "section", "prompt", "answer", "outro", "link-definitions", "footnotes"
]
Status = Literal["answered", "stub", "empty"]
Role = Literal["nav", "intro", "prompt", "answer", "outro", "references"]
Syntax = Literal["inline", "reference", "autolink", "bare", "html", "tag"]
Resolved = Literal["post", "ambiguous", "home", "page", "broken", "external", "anchor", "invalid"]


def is_guid(text: str) -> bool:
    """Whether a text can be the guid of a question's or a term's card."""
    return 1 <= len(text) <= 64 and text.isprintable() and " " not in text


@dataclass(frozen=True, slots=True)
class Site:
    """A blog. `key` is the host of its `url`, else its name (`readers.site_name`); unique in a corpus.
    `kind` is the name under which its reader is registered, such as `hexo`; `licence` is what its settings
    name as such.
    """

    key: str
    kind: str
    title: str
    url: str | None
    language: str | None
    timezone: str
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Lines `start` to `end`, both included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of a post in three forms: as written, as canonical HTML, as visible text."""

    markdown: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Region:
    """What a run of lines is. The regions of a post tile its file."""

    kind: RegionKind
    span: Span


@dataclass(frozen=True, slots=True)
class Question:
    """A question and its answer. `number` is as written, `ordinal` counts from 1 in the post.

    `section` holds the titles of the headings that it stands below, from the outermost on. `prompt_span`
    is None where the prompt is the post's title, which stands on no line of the file.
    `anchor` is the id that its author gave it (`{#id}`, `<a id>`, `^id`), "" for none.
    """

    guid: str
    ordinal: int
    number: str
    status: Status
    prompt: Text
    answer: Text
    prompt_span: Span | None
    answer_span: Span | None
    section: tuple[str, ...] = ()
    anchor: str = ""

    @property
    def lines(self) -> Span:
        """The lines from the first of its prompt to the last of its answer."""
        first = self.prompt_span or self.answer_span or Span(1, 1)
        return Span(first.start, (self.answer_span or first).end)


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a glossary. `question` is the ordinal of the question whose answer holds it."""

    guid: str
    ordinal: int
    term: str
    definition: Text
    question: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as one post uses it: its address as written, and its file.

    `file` is its name in `pictures/`, None where it is missing.
    """

    written: str
    file: str | None
    media_type: str | None
    width: int | None
    height: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Series:
    """The series that a post belongs to, and its number in it."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Post:
    """A post as read. `key` is its path below the posts folder, without extension.

    `reading` is the name of the reading that its questions come of, as `questions:` says it; `unsure`:
    it can be read in more than one way. `place` is its number in the navigation of its site, None where
    that does not name it.
    """

    site: str
    key: str
    path: str
    permalink: str | None
    title: str
    date: str | None
    tags: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]
    series: Series | None
    layout: str | None
    front_matter: Mapping[str, Any]
    reading: str
    regions: tuple[Region, ...]
    questions: tuple[Question, ...]
    terms: tuple[Term, ...]
    pictures: tuple[Picture, ...]
    unsure: bool = False
    place: int | None = None

    @property
    def order(self) -> tuple[bool, str, int, str, str]:
        """What posts are sorted by: their places, site after site; those without one by dates and paths."""
        if self.place is not None:
            return (False, self.site, self.place, "", "")
        return (True, "", 0, self.date or "", self.path)

    @property
    def ref(self) -> str:
        """The name by which the rest of the corpus refers to this post."""
        return f"{self.site}/{self.key}"


@dataclass(frozen=True, slots=True)
class AnchorText:
    """A text that names a link, and how often it does."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a link leads: `posts` holds the references of the posts that claim the target."""

    status: Resolved
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place that names a link. `question` is the ordinal of the question it stands in,
    `target_question` that of the question it leads to, in the post that the link resolves to.
    """

    post: str
    line: int
    column: int
    role: Role
    question: int | None
    syntax: Syntax
    written: str
    anchor_text: str
    context: str
    target_question: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A target, once, with every place that names it. `key` is its identity, `href` is shown."""

    key: str
    href: str
    written: tuple[str, ...]
    title: str
    scope: Literal["internal", "external"]
    anchor_texts: tuple[AnchorText, ...]
    resolution: Resolution
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that one run has read: the one input of every emitter.

    `others` are posts that were left out by choice, and to which links of the `posts` lead: they have
    prompts, and nothing else of their bodies.
    """

    sites: tuple[Site, ...]
    posts: tuple[Post, ...]
    links: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()
    others: tuple[Post, ...] = ()
    schema: str = field(default=SCHEMA)

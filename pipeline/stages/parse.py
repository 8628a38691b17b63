"""The per-post stage: one post with its head read becomes a post with its questions found.

It is pure except for the pictures it looks at, and depends on no other post; what does (series,
collisions, links to other posts) is done in `normalise`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from ..findings import Code, Finding, Message
from ..hardships import Hardship, hardships, items_of
from ..ir import Post, Question, Term
from ..links.anchors import Anchors, anchors_of
from ..links.extract import PlacedLink, cuts, place
from ..markdown.anchors import anchor_of
from ..markdown.blocks import Document, Markdown
from ..markdown.conflicts import conflict_in
from ..markdown.definitions import definition_findings
from ..markdown.drawn import drawn_fences
from ..markdown.inline import Inline
from ..outline.fences import closed
from ..questions import Evidence, GivenSelection, find
from ..questions.selection import Selection, SelectionError
from ..questions.selection import parse as parse_selection
from ..readers.contract import Blog, SourcePost
from ..settings import PostKind
from .limits import LeftOutError, hold_to
from .pieces import Look, Pieces


@dataclass(frozen=True, slots=True)
class ReadPost:
    """A post without ids and series, and all else that `normalise` needs of it.

    `remote` has the addresses, as written, of the pictures on other servers that cards show.
    """

    post: Post
    permalink_line: int
    links: tuple[PlacedLink, ...]
    picture_files: Mapping[str, Path | bytes]
    findings: tuple[Finding, ...]
    root: str = ""
    anchors: Anchors | None = None
    remote: tuple[str, ...] = ()
    order: tuple[tuple[float, str], ...] = ()
    names: tuple[str, ...] = ()


class Parsed(NamedTuple):
    """A post as it was read, and why it was read so."""

    read: ReadPost
    evidence: Evidence


def parse(
    blog: Blog,
    source: SourcePost,
    markdown: Markdown,
    given: GivenSelection | None,
    look: Look = Look(),  # noqa: B008  # it cannot change
    common: Collection[str] = frozenset(),
    *,
    without_questions: Collection[PostKind] = (),
) -> Parsed:
    """Find a post's questions, terms and links, render them, and return the post with the evidence.

    `given` is the selection that was made for the post elsewhere; `questions:` in the front matter
    comes before it. `look` is how pictures are looked at (a run caches that). `common` holds
    lines that end other posts of the blog too. `without_questions` names the posts
    from which no question is taken: "unsure" those that can be read in more than one way, "titles"
    those whose title is the question. Raise LeftOutError.
    """
    written = markdown.document(source.text, source.body_line)
    defined = len(written.definitions) + len(written.footnotes)
    hold_to("definitions", defined, source.path, source.body_line)
    if mark := conflict_in(written):
        raise LeftOutError(Finding.of(Code.MERGE_CONFLICT.message(), source.path, mark))
    document = closed(written, markdown)

    @cache
    def measure(content: str) -> Inline:
        return markdown.inline(content, document.references)

    given, bad = _given(source, given)
    labels = (*(name for path in source.categories for name in path), *source.tags)
    asked = partial(find, document, measure, source.path, source.title, labels)
    found = asked(given, common)
    unsure = "unsure" in without_questions and not found.evidence.sure
    titles = "titles" in without_questions and found.evidence.selection.title
    if found.evidence.judge == "weights" and (unsure or titles):
        found = asked(GivenSelection(Selection(), "weights"), common)
    pieces = Pieces(blog, source, markdown, document, look)
    lines = source.text.split("\n")
    questions = tuple(
        Question(
            guid="",
            ordinal=ordinal,
            number=question.number,
            status=question.status,
            prompt=pieces.text(question.prompt, question.prompt_span, inline=True),
            answer=pieces.text(question.answer, question.answer_span),
            prompt_span=question.prompt_span,
            answer_span=question.answer_span,
            section=question.section,
            anchor=anchor_of(lines, question.prompt_span) if question.prompt_span else "",
        )
        for ordinal, question in enumerate(found.questions, start=1)
    )
    terms = tuple(
        Term(
            guid="",
            ordinal=ordinal,
            term=term.entry.term,
            definition=pieces.quiet_text(term.entry.definition, term.entry.span),
            question=None if term.question is None else term.question + 1,
            span=term.entry.span,
        )
        for ordinal, term in enumerate(found.terms, start=1)
    )
    pieces.shown = False
    for region in found.regions:
        if region.kind in {"intro", "section", "outro"}:
            pieces.text(document.source(region.span), region.span)
    slugger = blog.dialect.slugger
    links = place(pieces.links, document, found, measure, lines)
    post = Post(
        site=source.site,
        key=source.key,
        path=source.path,
        permalink=source.permalink,
        title=source.title,
        date=source.date,
        tags=source.tags,
        categories=source.categories,
        series=None,
        layout=source.layout,
        front_matter=source.front_matter,
        reading=str(found.selection),
        regions=found.regions,
        questions=questions,
        terms=terms,
        pictures=tuple(sorted(pieces.pictures, key=lambda picture: picture.span.start)),
        unsure=not found.evidence.sure,
    )
    findings = (
        *bad,
        *_advice(questions, terms, source.path),
        *found.findings,
        *pieces.findings,
        *cuts(links, source.path),
        *_unclosed(written, source.path),
        *_drawn(document, questions, source.path),
        *definition_findings(document, pieces.labels, source.path),
    )
    read = ReadPost(
        post, source.permalink_line, links, pieces.picture_files, findings,
        anchors=anchors_of(document, lines, measure, slugger) if slugger else None,
        remote=tuple(pieces.remote), order=source.order, names=source.names,
    )  # fmt: skip
    return Parsed(read, found.evidence)


def _given(
    source: SourcePost, given: GivenSelection | None
) -> tuple[GivenSelection | None, tuple[Finding, ...]]:
    """Return the selection made for a post in its front matter, else `given`; and findings."""
    written = source.front_matter.get("questions")
    if written is None:
        return given, ()
    try:
        return GivenSelection(parse_selection(str(written)), "front matter"), ()
    except SelectionError as error:
        line = source.key_lines.get("questions", 1)
        message = Code.BAD_SELECTION.message(reason=error.reason)
        return None, (Finding.of(message, source.path, line),)


def _advice(questions: Iterable[Question], terms: Collection[Term], path: str) -> Iterator[Finding]:
    """Yield a finding for each question whose card is hard to learn."""
    for question in questions:
        for hardship in hardships(question, terms):
            yield Finding.of(_told(question, hardship), path, question.lines.start)


def _told(question: Question, hardship: Hardship) -> Message:
    prompt = " ".join(question.prompt.text.split())[:40]
    match hardship:
        case "long":
            length = len("".join(question.answer.text.split()))
            return Code.LONG_ANSWER.message(prompt=prompt, length=length)
        case "vague":
            return Code.VAGUE_PROMPT.message(prompt=prompt)
        case "list":
            return Code.LIST_ANSWER.message(prompt=prompt, items=items_of(question.answer.html))


def _drawn(document: Document, questions: Iterable[Question], path: str) -> Iterator[Finding]:
    """Yield a finding, one for the whole post, if answers hold code that the blog draws."""
    spans = [question.answer_span for question in questions if question.answer_span]
    lines = {line for span in spans for line in range(span.start, span.end + 1)}
    found = [fence for fence in drawn_fences(document) if fence[0] in lines]
    if found:
        languages = ", ".join(dict.fromkeys(name for _, name in found))
        message = Code.DRAWN_CODE.message(blocks=len(found), languages=languages)
        yield Finding.of(message, path, found[0][0])


def _unclosed(document: Document, path: str) -> Iterator[Finding]:
    for block in document.blocks:
        if not block.closed:
            yield Finding.of(Code.UNCLOSED_FENCE.message(), path, block.start)

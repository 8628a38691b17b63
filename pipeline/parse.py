"""The per-post stage: one post with its head read becomes a post with its questions found.

It is pure but for the pictures it looks at, and depends on no other post; what does (series,
collisions, links to other posts) is `normalise`'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from html import escape, unescape
from pathlib import Path
from typing import cast
from urllib.parse import urljoin

from pipeline.findings import Code, Finding
from pipeline.html import text_of
from pipeline.html.sanitise import is_absolute
from pipeline.ir import Asset, Post, Question, Region, Role, Span, Term, Text
from pipeline.markdown.blocks import Block, Document, Inline, Markdown
from pipeline.markdown.render import LinkUse, render
from pipeline.pictures import Picture, inspect
from pipeline.questions import Found, find
from pipeline.questions.candidates import Measure
from pipeline.questions.extent import look
from pipeline.readers.contract import Blog, SourcePost
from pipeline.settings import STYLES

_IMAGE = re.compile(r'<img((?:\s[a-z-]+="[^"]*")*)\s*>')
_ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_CONTEXT = 120
_NAVIGATION = 3

Inspect = Callable[[Path], Picture | None]


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link as a post holds it, before anything is known of its target."""

    use: LinkUse
    column: int
    role: Role
    question: int | None
    context: str


@dataclass(frozen=True, slots=True)
class ReadPost:
    """A post without ids and series, and all that normalise needs of it besides."""

    post: Post
    permalink_line: int
    links: tuple[PlacedLink, ...]
    pictures: Mapping[str, Path]
    findings: tuple[Finding, ...]
    root: str = ""


def parse(
    blog: Blog,
    source: SourcePost,
    markdown: Markdown,
    style: str | None,
    inspect: Inspect = inspect,
) -> ReadPost:
    """Find a post's questions and render them.

    `style` is what the settings say of the post's folder; the front matter's `questions:` goes before
    it. `inspect` looks at a picture file (a run gives one that remembers).
    """
    document = markdown.document(source.text, source.body_line)

    @cache
    def measure(content: str) -> Inline:
        return markdown.inline(content, document.references)

    choice, bad = _choice(source, style)
    titles = (source.title, *(name for path in source.categories for name in path), *source.tags)
    found = find(document, measure, source.path, titles, choice)
    work = _Work(blog, source, markdown, document, inspect)
    questions = tuple(
        Question(
            id="",
            ordinal=ordinal,
            number=question.number,
            status=question.status,
            prompt=work.text(question.prompt, question.prompt_span, inline=True),
            answer=work.text(question.answer, question.answer_span),
            prompt_span=question.prompt_span,
            answer_span=question.answer_span,
        )
        for ordinal, question in enumerate(found.questions, start=1)
    )
    terms = tuple(
        Term(
            id="",
            ordinal=ordinal,
            term=term.entry.term,
            definition=work.quiet_text(term.entry.definition, term.entry.span),
            question=None if term.question is None else term.question + 1,
            span=term.entry.span,
        )
        for ordinal, term in enumerate(found.terms, start=1)
    )
    for region in found.regions:
        if region.kind in {"intro", "section", "outro"}:
            work.text(
                document.source(Span(region.start, region.end)), Span(region.start, region.end)
            )
    roles = _roles(document, found.regions, measure)
    links = tuple(_place(use, document, found, roles) for use in sorted(work.links, key=_line))
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
        numbering=found.numbering,
        regions=found.regions,
        questions=questions,
        terms=terms,
        assets=tuple(sorted(work.assets, key=lambda asset: asset.span.start)),
    )
    findings = (*bad, *found.findings, *work.findings, *_unclosed(document, source.path))
    return ReadPost(post, _permalink_line(source), links, work.pictures, findings)


def _choice(source: SourcePost, style: str | None) -> tuple[str | None, tuple[Finding, ...]]:
    written = source.front_matter.get("questions")
    if written is None:
        return style, ()
    if isinstance(written, str) and written.strip() in STYLES:
        return written.strip(), ()
    line = next(
        (n for n, text in enumerate(source.text.split("\n"), 1) if text.startswith("questions")), 1
    )
    return None, (
        Finding.of(
            Code.BAD_QUESTIONS_STYLE, f"questions: {written!r} is no style", source.path, line
        ),
    )


def _permalink_line(source: SourcePost) -> int:
    """Give the line of the front matter that decides the permalink; without one, line 1."""
    head = source.text.split("\n")[: source.body_line - 1]
    lines = {
        text.split(":", 1)[0].strip("\"' "): n for n, text in enumerate(head, 1) if ":" in text
    }
    return next((lines[key] for key in ("permalink", "abbrlink", "title") if key in lines), 1)


def _unclosed(document: Document, path: str) -> list[Finding]:
    return [
        Finding.of(Code.UNCLOSED_FENCE, "a code fence is never closed", path, block.start)
        for block in document.blocks
        if not block.closed
    ]


def _line(use: LinkUse) -> int:
    return use.line


class _Work:
    """Renders the pieces of one post and gathers what they hold."""

    def __init__(
        self,
        blog: Blog,
        source: SourcePost,
        markdown: Markdown,
        document: Document,
        inspect: Inspect,
    ) -> None:
        self._blog = blog
        self._source = source
        self._markdown = markdown
        self._document = document
        self._inspect = inspect
        self._base = source.permalink or blog.site.url
        self.links: list[LinkUse] = []
        self.assets: list[Asset] = []
        self.pictures: dict[str, Path] = {}
        self.findings: list[Finding] = []

    def text(self, markdown: str, span: Span | None, *, inline: bool = False) -> Text:
        """Render a piece and keep its links, pictures and findings."""
        if not markdown or span is None:
            return Text(markdown, "", "")
        piece = render(
            self._markdown, self._document, _as_line(markdown) if inline else markdown,
            span.start, self._source.path, self._absolute,
        )  # fmt: skip
        self.links += piece.links
        self.findings += piece.findings
        html = _IMAGE.sub(partial(self._bind, span), piece.html).strip()
        if inline:
            html = html.removeprefix("<p>").removesuffix("</p>")
        return Text(markdown, html, text_of(html))

    def quiet_text(self, markdown: str, span: Span) -> Text:
        """Render a piece that lies inside another, whose links and pictures are counted there."""
        kept = list(self.links), list(self.assets), list(self.findings)
        text = self.text(markdown, span)
        self.links, self.assets, self.findings = kept
        return text

    def _absolute(self, written: str) -> str | None:
        address = written.strip()
        if address.startswith("post:"):
            target = self._blog.post_target(address.removeprefix("post:"))
            return target if target is not None else address
        if not is_absolute(address) and self._base:
            try:
                return urljoin(self._base, address)
            except ValueError:
                return None
        return address

    def _bind(self, span: Span, match: re.Match[str]) -> str:
        """Give a picture its file in `assets/`, or show its place."""
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(match[1])}
        written = attributes.pop("src", "")
        line = int(attributes.pop("data-line", span.start))
        path = self._blog.asset(self._source, written) if written else None
        picture = self._inspect(path) if path is not None else None
        number = len(self.assets) + 1
        self.assets.append(
            Asset(
                f"{self._source.key}#{number}",
                written,
                picture.file if picture else None,
                picture.media_type if picture else None,
                picture.width if picture else None,
                picture.height if picture else None,
                Span(line, line),
            )
        )
        name = attributes.get("alt") or written
        if picture is not None:
            self.pictures[picture.file] = picture.source
            attributes.setdefault("alt", "")
            rest = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
            return f'<img src="assets/{picture.file}"{rest}>'
        if path is None and _REMOTE.match(written):
            self._tell(Code.REMOTE_ASSET, f"picture {written} lies on another server", line)
            return f'<a href="{escape(written)}">{escape(name)}</a>'
        if path is None:
            self._tell(Code.MISSING_ASSET, f"picture {written[:200]} does not exist", line)
        else:
            self._tell(
                Code.UNKNOWN_IMAGE_TYPE, f"{written[:200]} is no picture that cards show", line
            )
        return f'<span class="missing">{escape(name[:200])}</span>'

    def _tell(self, code: Code, message: str, line: int) -> None:
        self.findings.append(Finding.of(code, message, self._source.path, line))


def _as_line(markdown: str) -> str:
    """Keep a prompt from being read as a block ("1. x", "# x", "- x")."""
    return re.sub(r"^(\d+)([.)])(?=\s)|^([#>+*-])(?=\s)|^(={3,}|-{3,})$", _escaped, markdown)


def _escaped(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[0]}"


def _place(use: LinkUse, document: Document, found: Found, roles: Mapping[int, Role]) -> PlacedLink:
    raw = document.lines[use.line - 1] if use.line <= len(document.lines) else ""
    at = raw.find(use.href)
    column = max(raw.rfind("[", 0, at) if at > 0 else raw.find("["), 0) + 1
    question = next(
        (
            ordinal
            for ordinal, q in enumerate(found.questions, start=1)
            if q.prompt_span.start <= use.line <= (q.answer_span or q.prompt_span).end
        ),
        None,
    )
    return PlacedLink(use, column, roles[use.line], question, raw.strip()[:_CONTEXT])


def _roles(document: Document, regions: Sequence[Region], measure: Measure) -> dict[int, Role]:
    """Tell for every line what a link on it is for.

    Three or more blocks' links in a row, outside the answers, are navigation: a list of past posts.
    Links behind a heading of the outro are references.
    """
    roles: dict[int, Role] = {}
    for region in regions:
        kind: Role = "intro"
        if region.kind in {"prompt", "answer", "outro"}:
            kind = cast("Role", region.kind)
        roles.update(dict.fromkeys(range(region.start, region.end + 1), kind))
    outside = [b for b in document.blocks if roles[b.start] in {"intro", "outro"}]
    run: list[Block] = []
    links = 0
    headed = False
    for block in [*outside, None]:
        shape = look(block, measure) if block is not None else None
        if block is not None and shape is not None and shape.links and shape.navigation:
            run.append(block)
            links += shape.links
            continue
        for listed in run if links >= _NAVIGATION or headed else ():
            role: Role = "references" if headed and roles[listed.start] == "outro" else "nav"
            roles.update(dict.fromkeys(range(listed.start, listed.end + 1), role))
        run, links = [], 0
        headed = block is not None and block.kind == "heading"
    return roles

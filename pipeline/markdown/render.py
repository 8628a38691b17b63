"""A piece of a post as canonical HTML, with the links it holds and what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from pipeline.findings import Code, Finding
from pipeline.html import sanitise, text_of
from pipeline.html.mathml import FormulaError, active_command, mathml
from pipeline.html.raw import attribute
from pipeline.html.sanitise import is_allowed
from pipeline.ir import Syntax
from pipeline.markdown.bare_links import MARKUP
from pipeline.markdown.blocks import MAX_NESTING, Document, Markdown
from pipeline.markdown.inline import judge_raw, visible
from pipeline.markdown.math import DISPLAY, INLINE
from pipeline.markdown.rules import written
from pipeline.markdown.tags import finding_of

_ANCHOR = re.compile(
    r"</?a(?=[\s>/])(?P<attributes>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LinkUse:
    """A link as written: its line, its address, the text that bears it.

    `glued` tells a bare address that was cut off in the middle of a text.
    """

    line: int
    href: str
    text: str
    syntax: Syntax
    label: str | None = None
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A rendered piece. Pictures still have their written address, and `data-line`."""

    html: str
    links: tuple[LinkUse, ...]
    findings: tuple[Finding, ...]


EMPTY = Piece("", (), ())


def render(
    markdown: Markdown,
    document: Document,
    source: str,
    line: int,
    path: str,
    link: Callable[[str], str | None],
) -> Piece:
    """Render `source`, which begins on `line` of the file `path`, with the footnotes it refers to below.

    `link` turns a written address into an absolute one. The result is sanitised.
    """
    notes: dict[str, int] = {}
    pieces = [_render(markdown, document, source, line, path, notes)]
    while len(pieces) <= len(notes):  # a footnote may refer to others
        for label in list(notes)[len(pieces) - 1 :]:
            note = document.footnotes[label]
            pieces.append(_render(markdown, document, note.markdown, note.span.start, path, notes))
    html, *told = (piece.html for piece in pieces)
    if told:
        html += f'<ol class="footnotes">{"".join(f"<li>{note}</li>" for note in told)}</ol>\n'
    return Piece(
        sanitise(html, link),
        tuple(use for piece in pieces for use in piece.links),
        tuple(finding for piece in pieces for finding in piece.findings),
    )


def _render(
    markdown: Markdown, document: Document, source: str, line: int, path: str, notes: dict[str, int]
) -> Piece:
    """Render one source, not yet sanitised; number the footnotes that it refers to."""
    tokens = markdown.tokens(source, document.references, document.footnotes.keys())
    located = list(_locate(tokens, line))
    findings = [
        finding
        for token, at in located
        if token.type in {"tag", "tag_open"} and (finding := finding_of(token, path, at))
    ]
    findings += [
        Finding.of(
            Code.EXTRA_TABLE_CELLS, "the row has more cells than the table has columns", path, at
        )
        for token, at in located
        if token.type == "tr_open" and token.meta.get("extra_cells")
    ]
    findings += [
        finding
        for token, at in located
        if token.type in INLINE | DISPLAY and (finding := _formula(token, path, at))
    ]
    if any(token.level >= MAX_NESTING - 1 for token, _ in located):
        findings.append(
            Finding.of(
                Code.NESTING_LIMIT, f"blocks nest deeper than {MAX_NESTING} levels", path, line
            )
        )
    active = judge_raw(located)
    if active:
        names = ", ".join(f"<{name}>" for name in active)
        findings.append(
            Finding.of(Code.ACTIVE_CONTENT, f"active content was taken out: {names}", path, line)
        )
    for token, _ in located:
        if token.type == "footnote_ref":
            token.content = f"[{notes.setdefault(token.meta['label'], len(notes) + 1)}]"
    links = tuple(_links(located))
    for token, at in located:
        if token.type == "image":
            token.attrs = {"data-line": str(at), **token.attrs}
        elif token.type.startswith("tag") and "<img " in token.content:
            token.content = token.content.replace("<img ", f'<img data-line="{at}" ')
    return Piece(markdown.html(tokens), links, tuple(findings))


def _formula(token: Token, path: str, line: int) -> Finding | None:
    """Tell a formula that is not safe, or that no converter reads."""
    if command := active_command(token.content):
        message = f"a formula with active content is shown as code: {command}"
        return Finding.of(Code.ACTIVE_CONTENT, message, path, line)
    try:
        mathml(token.content.strip(), display=token.type in DISPLAY)
    except FormulaError as error:
        shown = " ".join(token.content.split())[:60]
        return Finding.of(
            Code.UNREADABLE_FORMULA, f"formula {shown} cannot be read: {error}", path, line
        )
    return None


def _locate(tokens: Sequence[Token], first: int) -> Iterator[tuple[Token, int]]:
    """Give every token, those within lines too, with its line in the file."""
    line = first
    for token in tokens:
        if token.map:
            line = first + token.map[0]
        yield token, line
        at = line
        for child in token.children or ():
            yield child, at
            at += (child.type in {"softbreak", "hardbreak"}) + child.content.count("\n")


def _links(located: Iterable[tuple[Token, int]]) -> Iterator[LinkUse]:
    """Give the links of judged tokens: Markdown's, those of raw HTML and those that tags give."""
    opened: LinkUse | None = None
    text: list[str] = []
    for token, line in located:
        events: Iterable[str | LinkUse | None]
        if token.type == "link_open":
            href = written(token.attrs.get("href", ""))
            label, glued = token.meta.get("label"), token.meta.get("glued", False)
            events = (LinkUse(line, href, "", _syntax(token), label, glued),)
        elif token.type == "link_close":
            events = (None,)
        elif token.type in {"html_inline", "html_block"} or token.type.startswith("tag"):
            events = _anchors(token, line)
        else:
            events = (visible(token),)
        for event in events:
            if isinstance(event, str):
                text.append(event)
                continue
            if opened is not None:
                yield replace(opened, text="".join(text).strip())
            opened, text = event, []


def _anchors(token: Token, line: int) -> Iterator[str | LinkUse | None]:
    """Give an anchor where one opens, None where it closes, and the texts between."""
    syntax: Syntax = "tag" if token.type.startswith("tag") else "html"
    at = 0
    for match in _ANCHOR.finditer(token.content):
        yield text_of(token.content[at : match.start()])
        line += token.content.count("\n", at, match.start())
        href = attribute(match["attributes"], "href")
        yield LinkUse(line, href, "", syntax) if href and is_allowed(href) else None
        line += match[0].count("\n")
        at = match.end()
    yield text_of(token.content[at:])


def _syntax(token: Token) -> Syntax:
    if token.markup in {"autolink", MARKUP}:
        return "autolink" if token.markup == "autolink" else "bare"
    return "reference" if token.meta.get("label") else "inline"

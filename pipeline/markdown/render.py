"""A piece of a post as canonical HTML, with the links it holds and what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from pipeline.findings import Code, Finding
from pipeline.html import guard, sanitise
from pipeline.html.raw import Run
from pipeline.ir import Syntax
from pipeline.markdown.blocks import MAX_NESTING, Document, Markdown, visible
from pipeline.markdown.tags import finding_of


@dataclass(frozen=True, slots=True)
class LinkUse:
    """A link as written: its line, its address, the text that bears it."""

    line: int
    href: str
    text: str
    syntax: Syntax
    label: str | None = None


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
    """Render `source`, which begins on `line` of the file `path`.

    `link` turns a written address into an absolute one. The result is sanitised.
    """
    tokens = markdown.tokens(source, document.references)
    located = list(_locate(tokens, line))
    findings = [
        finding
        for token, at in located
        if token.type in {"tag", "tag_open"} and (finding := finding_of(token, path, at))
    ]
    if any(token.level >= MAX_NESTING - 1 for token, _ in located):
        findings.append(
            Finding.of(
                Code.NESTING_LIMIT, f"blocks nest deeper than {MAX_NESTING} levels", path, line
            )
        )
    active = _guard(located)
    if active:
        names = ", ".join(f"<{name}>" for name in active)
        findings.append(
            Finding.of(Code.ACTIVE_CONTENT, f"active content was taken out: {names}", path, line)
        )
    for token, at in located:
        if token.type == "image":
            token.attrs = {"data-line": str(at), **token.attrs}
        elif token.type.startswith("tag") and "<img " in token.content:
            token.content = token.content.replace("<img ", f'<img data-line="{at}" ')
    html = markdown.html(tokens)
    return Piece(sanitise(html, link), tuple(_links(tokens, line)), tuple(findings))


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


def _guard(located: list[tuple[Token, int]]) -> tuple[str, ...]:
    """Judge the raw HTML among the tokens, in place; give the names of what was active."""
    runs: list[Run] = []
    raw: list[Token] = []
    group = 0
    for token, line in located:
        group += token.type == "inline"
        if token.type in {"html_block", "html_inline"}:
            raw.append(token)
            runs.append(Run(token.content, token.type == "html_inline", group, line))
    if not runs:
        return ()
    guarded = guard(runs)
    for token, source in zip(raw, guarded.runs, strict=True):
        token.content = source
    return guarded.active


def _links(tokens: Sequence[Token], first: int) -> Iterator[LinkUse]:
    for block in tokens:
        if block.type != "inline" or not block.children or not block.map:
            continue
        line = first + block.map[0]
        opened: tuple[Token, int] | None = None
        text: list[str] = []
        for child in block.children:
            if child.type == "link_open":
                opened, text = (child, line), []
            elif child.type == "link_close" and opened is not None:
                token, at = opened
                yield LinkUse(
                    at,
                    str(token.attrs.get("href", "")),
                    "".join(text).strip(),
                    _syntax(token),
                    token.meta.get("label"),
                )
                opened = None
            elif opened is not None:
                text.append(visible(child))
            line += child.type in {"softbreak", "hardbreak"}


def _syntax(token: Token) -> Syntax:
    if token.markup == "autolink":
        return "autolink"
    return "reference" if token.meta.get("label") else "inline"

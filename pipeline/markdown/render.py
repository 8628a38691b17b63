"""A piece of a post as canonical HTML, with the links it holds and what is wrong in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from ..findings import Code, FilledText, Finding, Phrase
from ..html import sanitise, text_of
from ..html.attributes import attribute, called
from ..html.mathjax import for_mathjax, refusal
from ..html.mathml import FormulaError, mathml
from ..ir import Syntax
from .bare_links import MARKUP
from .blocks import Document, Markdown
from .inline import judge_raw, visible
from .math import DISPLAY, INLINE
from .nesting import MAX_NESTING
from .places import Spot, locate
from .rules import written
from .tags import finding_of

_RUNS = re.compile(r"\s*(?:javascript|vbscript|data|file):", re.IGNORECASE)
"""Addresses of which markdown-it makes no link either (its validateLink)."""
_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_SPLIT = re.compile(r"\\(?>(?:<[^<>]*>)+)[(\[]")
_ANCHOR = re.compile(
    r"</?a(?=[\s>/])(?P<attributes>(?>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*))>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class LinkUse:
    """A link as written: its place, its address, the text that bears it.

    `cut` is the length of a bare address that ends in the middle of a text, else 0.
    """

    spot: Spot
    href: str
    text: str
    syntax: Syntax
    cut: int = 0

    @property
    def line(self) -> int:
        """The line that it stands on."""
        return self.spot.line


@dataclass(frozen=True, slots=True)
class Piece:
    """A rendered piece. Pictures still have their written address, and `data-line`.

    `labels` are those of the definitions that it uses. `notes`: the footnotes below it, whose links and
    findings are theirs.
    """

    html: str
    links: tuple[LinkUse, ...]
    findings: tuple[Finding, ...]
    labels: frozenset[str]
    formulas: int = 0
    notes: Mapping[str, Piece] = field(default_factory=dict)


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
    below = dict(zip(notes, pieces[1:], strict=True))
    return replace(pieces[0], html=sanitise(html, link), notes=below)


def _render(
    markdown: Markdown, document: Document, source: str, line: int, path: str, notes: dict[str, int]
) -> Piece:
    """Render one source, not yet sanitised; number the footnotes that it refers to."""
    tokens = markdown.tokens(source, document.references, document.footnotes.keys())
    located = list(locate(tokens, source, line))
    findings = [
        finding
        for token, at in located
        if token.type in {"tag", "tag_open"} and (finding := finding_of(token, path, at))
    ]
    findings += [
        Finding.of(Code.EXTRA_TABLE_CELLS.message(), path, at)
        for token, at in located
        if token.type == "tr_open" and token.meta.get("extra_cells")
    ]
    findings += [
        finding
        for token, at in located
        if token.type in INLINE | DISPLAY and (finding := _formula(token, path, at))
    ]
    findings += [
        Finding.of(Code.ACTIVE_CONTENT.message("split"), path, at)
        for at in _split_formulas(located)
    ]
    deep = [line + token.meta["too_deep"] for token in tokens if "too_deep" in token.meta]
    if deep:
        findings.append(Finding.of(Code.NESTING_LIMIT.message(limit=MAX_NESTING), path, deep[0]))
    active = judge_raw(located)
    if active:
        names = ", ".join(f"<{name}>" for name in active)
        findings.append(Finding.of(Code.ACTIVE_CONTENT.message("html", elements=names), path, line))
    for token, _ in located:
        if token.type == "footnote_ref":
            token.content = f"[{notes.setdefault(token.meta['label'], len(notes) + 1)}]"
    links = tuple(_links(located))
    for token, at in located:
        if token.type == "image":
            token.attrs = {"data-line": str(at), **token.attrs, "src": _address(token)}
        elif token.type.startswith("tag") and "<img " in token.content:
            token.content = token.content.replace("<img ", f'<img data-line="{at}" ')
    formulas = sum(token.type in INLINE | DISPLAY for token, _ in located)
    labels = frozenset(_labels(tokens))
    return Piece(markdown.html(tokens), links, tuple(findings), labels, formulas)


def _address(token: Token) -> str:
    """Return the address of a picture, as its author wrote it unless it becomes a link."""
    address = token.attrs["src"]
    return str(address) if _WEB.match(str(address)) else called(written(address))


def _formula(token: Token, path: str, line: int) -> Finding | None:
    """Return a finding for a formula that is not safe or that no converter reads, else None."""
    tex = token.content.strip()
    refused = refusal(for_mathjax(tex))
    if refused and refused.active:
        command = refused.command
        return Finding.of(Code.ACTIVE_CONTENT.message("formula", command=command), path, line)
    reason: str | FilledText
    try:
        mathml(tex, display=token.type in DISPLAY, post=path)
        if refused is None:
            return None
        reason = Phrase.UNKNOWN_COMMAND.text(command=refused.command)
    except FormulaError as error:
        reason = error.reason
    shown = " ".join(tex.split())[:60]
    message = Code.UNREADABLE_FORMULA.message(formula=shown, reason=reason)
    return Finding.of(message, path, line)


def _split_formulas(located: Iterable[tuple[Token, int]]) -> Iterator[int]:
    """Yield the lines on which tags stand between a backslash and a bracket: MathJax reads over some."""
    opens = False
    for token, line in located:
        if token.type == "html_block" and _SPLIT.search(token.content):
            yield line
        if token.type == "html_inline":
            continue
        if opens and token.content.startswith(("(", "[")):
            yield line
        opens = token.type.startswith("text") and token.content.endswith("\\")


def _labels(tokens: Iterable[Token]) -> Iterator[str]:
    """Yield the labels of the definitions that tokens use, in the texts of pictures too."""
    for token in tokens:
        if token.type in {"link_open", "image"} and token.meta.get("label"):
            yield token.meta["label"]
        yield from _labels(token.children or ())


def _links(located: Iterable[tuple[Token, int]]) -> Iterator[LinkUse]:
    """Yield the links of judged tokens: Markdown's, those of raw HTML and those of tags."""
    opened: LinkUse | None = None
    text: list[str] = []
    for token, line in located:
        events: Iterable[str | LinkUse | None]
        if token.type == "link_open":
            href = written(token.attrs.get("href", ""))
            cut = token.meta.get("cut", 0)
            events = (LinkUse(token.meta["spot"], href, "", _syntax(token), cut),)
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
    """Yield an anchor where one opens, None where it closes, and the texts between."""
    syntax: Syntax = "tag" if token.type.startswith("tag") else "html"
    spots = token.meta.get("spots", {})
    at = 0
    for match in _ANCHOR.finditer(token.content):
        yield text_of(token.content[at : match.start()])
        href = attribute(match["attributes"], "href")
        if href and not _RUNS.match(href):
            known = spots.get(href)
            spot = known.popleft() if known else token.meta.get("spot") or Spot(line, "<")
            yield LinkUse(spot, href, "", syntax)
        else:
            yield None
        at = match.end()
    yield text_of(token.content[at:])


def _syntax(token: Token) -> Syntax:
    if token.markup in {"autolink", MARKUP}:
        return "autolink" if token.markup == "autolink" else "bare"
    return "reference" if token.meta.get("label") else "inline"

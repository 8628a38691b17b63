"""A post's body as a tree of blocks, each with its lines in the file.

Blocks are found first and alone; the Markdown inside a piece of the post is parsed when the piece is
rendered (`render`). So a question that shares a block with its answer needs no cutting of tokens, and
`html` is a function of `markdown` and of the whole post's reference definitions.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from markdown_it.token import Token

from ..ir import Span
from .anchors import RULE as ANCHORS
from .dialect import Dialect
from .footnotes import Footnote, footnote, grown_beyond_measure, referred
from .inline import Inline, measured
from .parser import parser_of
from .rules import oversized
from .tags import Notation
from .typography import AS_WRITTEN

_TRANSPARENT = frozenset({"thead_open", "thead_close", "tbody_open", "tbody_close"})

Kind = Literal[
    "heading", "paragraph", "list", "item", "quote", "code", "table", "row", "cell", "terms", "term",
    "meaning", "rule", "html", "math", "tag", "definition",
]  # fmt: skip

_KINDS: Mapping[str, Kind] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "fence": "code",
    "code_block": "code",
    "table_open": "table",
    "tr_open": "row",
    "th_open": "cell",
    "td_open": "cell",
    "dl_open": "terms",
    "dt_open": "term",
    "dd_open": "meaning",
    "hr": "rule",
    "html_block": "html",
    "math_block": "math",
    "tag": "tag",
    "tag_open": "tag",
    "container_box_open": "tag",
    "admonition_open": "tag",
    "abbreviation": "definition",
    "definition": "definition",
    "footnote_reference_open": "definition",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A block. Lines `start` to `end` of the file, both included, no blank line at the end.

    `content` is the Markdown inside a heading, a paragraph, a table's cell or a term of a definition
    list, the source of HTML, "" for others. `level` is 1 to 6 for
    headings. `number` is an ordered list item's number as written; `indent` the width that an
    item's content is indented by.
    """

    kind: Kind
    start: int
    end: int
    content: str = ""
    level: int = 0
    number: str = ""
    indent: int = 0
    closed: bool = True
    children: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A reference definition `[label]: url`, on these lines."""

    label: str
    url: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A post's lines and its blocks. `lines[0]` is line 1 of the file, front matter included; what
    follows the last line end is no line: the file ends with `last_line`.

    The body's lines are as the engine hands them to its Markdown (`Dialect.prepare`). `references` and
    `footnotes` are what links and footnote marks refer to, by label; `oversized` are definitions that are
    not used, since the post would grow beyond measure. `tags` are those of the engine.
    """

    lines: tuple[str, ...]
    last_line: int
    body_line: int
    blocks: tuple[Block, ...]
    definitions: tuple[Definition, ...]
    definition_lines: frozenset[int]
    references: dict[str, Any]
    oversized: tuple[Definition, ...] = ()
    footnotes: Mapping[str, Footnote] = field(default_factory=dict)
    tags: tuple[Notation, ...] = ()

    def source(self, span: Span) -> str:
        """Return the lines of a span, joined by line ends."""
        return "\n".join(self.lines[span.start - 1 : span.end])


class Markdown:
    """A dialect's parsers: one that stops at blocks, one that reads all."""

    def __init__(self, dialect: Dialect) -> None:
        self._prepare, self._tags = dialect.prepare, dialect.tags
        self._full = parser_of(dialect)
        self._blocks = parser_of(dialect)
        self._blocks.core.ruler.enableOnly(["normalize", "block", ANCHORS])

    def document(self, text: str, body_line: int) -> Document:
        """Return the lines and blocks of a file's text, whose body begins on `body_line`."""
        lines = tuple(text.split("\n"))
        last_line = len(lines) - (lines[-1] == "")
        if self._prepare is not None:
            body = self._prepare("\n".join(lines[body_line - 1 :]))
            lines = (*lines[: body_line - 1], *body.split("\n"))
        body = "\n".join(lines[body_line - 1 :])
        env: dict[str, Any] = {"referred": referred(body)}
        tokens = self._blocks.parse(body, env)
        blocks = _Builder(tokens, lines, body_line - 1).build()
        defining = [token for token in tokens if token.type == "definition"]
        definitions = tuple(
            Definition(t.meta["label"], t.meta["url"], _span(t, lines, body_line - 1))
            for t in defining
        )
        footnotes = {
            token.meta["label"]: footnote(lines, _span(token, lines, body_line - 1))
            for token in tokens
            if token.type == "footnote_reference_open"
        }
        apart = [d.span for d in definitions] + [f.span for f in footnotes.values()]
        defined = frozenset(line for span in apart for line in range(span.start, span.end + 1))
        references = env.get("references", {})
        refused = oversized(body, defining, references)
        for label in refused:
            del references[label]
        too_large = tuple(
            d for d, t in zip(definitions, defining, strict=True) if t.meta["id"] in refused
        )
        if grown_beyond_measure(body, footnotes):
            too_large += tuple(Definition(f"^{name}", "", f.span) for name, f in footnotes.items())
            footnotes = {}
        return Document(
            lines,
            last_line,
            body_line,
            blocks,
            definitions,
            defined,
            references,
            too_large,
            footnotes,
            self._tags,
        )

    def tokens(
        self, markdown: str, references: dict[str, Any], footnotes: Collection[str] = ()
    ) -> list[Token]:
        """Parse a piece of a post, with the definitions and footnote labels of the whole post."""
        env = {"references": ChainMap({}, references), "footnote_labels": footnotes}
        return self._full.parse(markdown, env)

    def html(self, tokens: list[Token]) -> str:
        """Return the HTML of parsed tokens, not yet sanitised."""
        return str(self._full.renderer.render(tokens, self._full.options, {}))

    def inline(self, content: str, references: dict[str, Any]) -> Inline:
        """Measure the Markdown inside a paragraph or a heading."""
        tokens = self._full.parseInline(content, {"references": references, AS_WRITTEN: True})
        return measured(tokens[0].children or ())


def _span(token: Token, lines: tuple[str, ...], offset: int) -> Span:
    assert token.map is not None
    start, end = token.map[0] + offset + 1, token.map[1] + offset
    end = min(end, len(lines))
    while end > start and not lines[end - 1].strip():
        end -= 1
    return Span(start, end)


class _Builder:
    """Folds markdown-it's flat tokens into blocks."""

    def __init__(self, tokens: list[Token], lines: tuple[str, ...], offset: int) -> None:
        self._tokens = tokens
        self._lines = lines
        self._offset = offset
        self._at = 0
        self._span = Span(1, 1)

    def build(self) -> tuple[Block, ...]:
        blocks: list[Block] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.type in _TRANSPARENT:
                continue
            if token.nesting < 0:
                break
            kind = _KINDS.get(token.type)
            if kind is None:
                continue  # inline: read by its parent
            blocks.append(self._block(token, kind))
        return tuple(blocks)

    def _block(self, token: Token, kind: Kind) -> Block:
        if token.map is not None:
            self._span = _span(token, self._lines, self._offset)
        span = self._span  # a cell stands where its row does
        content = token.content if kind == "html" else ""
        children: tuple[Block, ...] = ()
        if token.nesting == 1:
            following = self._tokens[self._at]
            if following.type == "inline":
                content = following.content
            children = self.build()
        return Block(
            kind,
            span.start,
            span.end,
            content,
            level=int(token.tag[1]) if kind == "heading" else 0,
            number=token.info if kind == "item" else "",
            indent=self._indent(span.start) if kind == "item" else 0,
            closed=token.type != "fence" or self._is_closed(token, span),
            children=children,
        )

    def _indent(self, line: int) -> int:
        text = self._lines[line - 1]
        rest = text.lstrip(" \t>").lstrip("0123456789")[1:]
        return len(text) - len(rest) + (len(rest) - len(rest.lstrip(" \t")) or 1)

    def _is_closed(self, token: Token, span: Span) -> bool:
        last = self._lines[span.end - 1].strip(" \t>")
        return span.end > span.start and last.startswith(token.markup) and not last.strip("`~")

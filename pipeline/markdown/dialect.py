"""How one engine's Markdown differs from another's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from .code import Fence, plain_fence
from .slugger import Slugger
from .tags import Notation
from .typography import Typographer
from .wiki import Wiki


@dataclass(frozen=True, slots=True)
class Dialect:
    """The engine's rendering choices.

    `breaks`: a soft line break is a `<br>` (marked in Hexo by default, not kramdown).
    `tags`: the engine's tag plugins, and how they are written; without any, what looks like a tag is text.
    `prepare`: what the engine does to a post's body before it is read as Markdown; it keeps the number of
    lines. `fence`: how the line that opens a block of code is read.
    `slugger`: how headings get ids; None where that is not known.

    Blocks: `definition_lists`: a line that begins with a colon defines the one above it (kramdown,
    "Definition Lists"). `abbreviations`: `*[HTML]: …` shows no text (kramdown, PHP Markdown Extra).
    `html_with_markdown`: an HTML tag with an attribute `markdown` holds Markdown. `row_tables`: lines with
    bars are a table, with or without a line below its head (kramdown, "Tables"). `containers`: the names of
    boxes `::: name title`, each with the title of one that has none of its own (markdown-it-container);
    `callouts`: likewise those of `> [!name]` (GitHub, Obsidian).
    `admonitions`: boxes `!!! name "title"`, `??? name` and tabs `=== "title"` with their text indented
    (MkDocs).

    Within lines: `inline_double_dollars`: `$$x$$` within a line is a formula of that line (kramdown, "Math
    Blocks"). `literal_formulas`: the signs, `$` or `$$`, around formulas in which the engine keeps
    backslashes; from others its Markdown takes them out, as from any text. `strikethrough`: `~~x~~` is
    struck out. `marks`: `==x==` is marked. `wiki`: what the name in `[[name]]` and `![[name]]` means
    (Obsidian). `kept_backslashes`: the signs before which a backslash is text. `typography`: how quotes,
    dashes and dots are shown. `emoji`: `:smile:` is one.
    """

    breaks: bool = False
    tags: tuple[Notation, ...] = ()
    prepare: Callable[[str], str] | None = None
    definition_lists: bool = False
    inline_double_dollars: bool = False
    literal_formulas: frozenset[str] = frozenset()
    fence: Callable[[str], Fence] = plain_fence
    slugger: Slugger | None = None
    html_with_markdown: bool = False
    abbreviations: bool = False
    row_tables: bool = False
    containers: Mapping[str, str] = field(default_factory=dict)
    callouts: Mapping[str, str] = field(default_factory=dict)
    admonitions: bool = False
    strikethrough: bool = True
    marks: bool = False
    wiki: Wiki | None = None
    kept_backslashes: str = ""
    typography: Typographer | None = None
    emoji: bool = False

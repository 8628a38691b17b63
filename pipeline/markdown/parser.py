"""The parser of a dialect: CommonMark, and what the engine has beyond it."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from .abbreviations import abbreviations_plugin
from .admonitions import admonitions_plugin
from .anchors import anchors_plugin
from .bare_links import bare_links_plugin
from .boxes import callouts_plugin, containers_plugin
from .code import CodeBlock
from .dialect import Dialect
from .emoji import emoji_plugin
from .escapes import escapes_plugin
from .footnotes import footnotes_plugin
from .html_with_markdown import html_with_markdown_plugin
from .marks import marks_plugin
from .math import DISPLAY, INLINE, math_plugin
from .nesting import nesting_plugin
from .pictures import pictures_plugin
from .places import places_plugin
from .renderer import Renderer
from .row_tables import row_tables_plugin
from .rules import rules_plugin
from .tags import tags_plugin
from .tasks import tasks_plugin
from .typography import typography_plugin
from .wiki import wiki_plugin


def parser_of(dialect: Dialect) -> MarkdownIt:
    """Return a parser that reads all that a dialect has."""
    md = MarkdownIt(
        "commonmark",
        {
            "html": True,
            "breaks": dialect.breaks,
            "inline_definitions": True,
            "store_labels": True,
        },
        renderer_cls=Renderer,
    )
    md.enable(["table", "strikethrough"] if dialect.strikethrough else ["table"])
    if dialect.definition_lists:
        md.use(deflist_plugin)
    md.use(anchors_plugin)
    md.use(places_plugin)
    md.use(rules_plugin)
    md.use(pictures_plugin)
    md.use(bare_links_plugin)
    md.use(footnotes_plugin)
    md.use(tasks_plugin)
    md.use(
        math_plugin,
        inline_double_dollars=dialect.inline_double_dollars,
        literal=dialect.literal_formulas,
    )
    for name in INLINE | DISPLAY:
        md.add_render_rule(name, Renderer.math)  # the plugins bring rules of their own

    def fence(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
        return CodeBlock(dialect.fence(tokens[index].info), tokens[index].content).html

    md.add_render_rule("fence", fence)
    _add_choices(md, dialect)
    for notation in dialect.tags:
        tags_plugin(md, notation)
    md.use(nesting_plugin)
    return md


def _add_choices(md: MarkdownIt, dialect: Dialect) -> None:
    if dialect.row_tables:
        md.use(row_tables_plugin)
    if dialect.html_with_markdown:
        md.use(html_with_markdown_plugin)
    if dialect.abbreviations:
        md.use(abbreviations_plugin)
    if dialect.containers:
        md.use(containers_plugin, dialect.containers)
    if dialect.callouts:
        md.use(callouts_plugin, dialect.callouts)
    if dialect.admonitions:
        md.use(admonitions_plugin)
    if dialect.marks:
        md.use(marks_plugin)
    if dialect.wiki is not None:
        md.use(wiki_plugin, dialect.wiki)
    if dialect.emoji:
        md.use(emoji_plugin)
    if dialect.kept_backslashes:
        md.use(escapes_plugin, dialect.kept_backslashes)
    if dialect.typography is not None:
        md.use(typography_plugin, dialect.typography)

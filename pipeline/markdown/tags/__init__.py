"""A hook for tag plugins, such as `{% name arguments %}`, some with a body up to their end.

What tags there are and how they are written is up to the engine, whose reader puts a `Notation` into its
`Dialect`. Here they are only recognised: in text, never in code. Hexo takes fences out first, then runs
its tags, then Markdown (hexo/lib/hexo/post.ts, `PostRenderEscape`); so a tag's body may hold blocks.
"""

from __future__ import annotations

from functools import partial

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ...findings import Finding
from .blocks import block
from .inline import inline
from .syntax import LIQUID, RAW, TagSyntax
from .table import Call, Html, Notation, Tag, Tags, split_arguments
from .within_html import within_html

__all__ = [
    "LIQUID", "RAW", "Call", "Html", "Notation", "Tag", "TagSyntax", "Tags", "finding_of",
    "split_arguments", "tags_plugin",
]  # fmt: skip


def tags_plugin(md: MarkdownIt, notation: Notation) -> None:
    """Teach a parser the tags of a notation; they arrive as `tag` tokens whose content is ready HTML."""
    md.block.ruler.before(
        "fence",
        f"tag_block {notation.syntax.opening}",  # a rule for each notation
        partial(block, notation),
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    md.inline.ruler.before("escape", "tag_inline", partial(inline, notation))
    md.core.ruler.after("block", "tags_in_html", partial(within_html, notation, md))


def finding_of(token: Token, path: str, line: int) -> Finding | None:
    """Return the finding that a tag token carries, placed in its file, or None."""
    if not token.meta or "finding" not in token.meta:
        return None
    return Finding.of(token.meta["finding"], path, line)

"""Code with a class on each word, and the colours of these classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape, unescape

from pygments import highlight as pygments_highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

from .rewrite import CodeElement

PREFIX = "hl-"
"""Begins the class of every span of highlighted code, so that no class of a post is the same."""

LIMIT = 50_000
"""Code of more characters than this stays plain: some lexers take long over it."""


@lru_cache(maxsize=512)
def highlight(block: CodeElement) -> str:
    """Return code as HTML with a class on each word; the text of the HTML is the source.

    Pygments ends its spans with the line, so that no line of markup grows long: genanki and Anki
    have patterns that are slow on long lines.
    """
    source, plain = block.source, escape(block.source, quote=False)
    if len(source) > LIMIT or not (block.language or block.marked):
        return plain
    try:
        lexer = get_lexer_by_name(block.language or "text", stripnl=False, ensurenl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False, ensurenl=False)
    formatter = HtmlFormatter(nowrap=True, classprefix=PREFIX, hl_lines=block.marked)
    html = pygments_highlight(source, lexer, formatter)
    html = html if source.endswith("\n") else html.removesuffix("\n")
    html = html.replace("&quot;", '"').replace("&#39;", "'")
    return html if unescape(re.sub(r"<[^<>]*>", "", html)) == source else plain


def colours(style: str, where: Sequence[str] = ("pre",)) -> Iterator[str]:
    """Yield the CSS rules of a style of Pygments, below each of the selectors in `where`.

    Its rules for `pre` itself, such as a white background, are left to the stylesheet.
    """
    formatter = HtmlFormatter(style=style, classprefix=PREFIX)
    for rule in formatter.get_token_style_defs(list(where)):  # type: ignore[no-untyped-call]
        yield re.sub(r" /\*[^/]*\*/", "", rule)

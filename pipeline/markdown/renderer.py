"""Tokens to HTML: formulas, tags, code and tables in the forms of canonical HTML."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from ..html.mathjax import for_mathjax, refusal
from .code import CodeBlock, Fence
from .math import DISPLAY


class Renderer(RendererHTML):
    """markdown-it's renderer, with formulas, tags, code and tables as canonical HTML has them."""

    def html_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return raw HTML, which is already judged."""
        return tokens[idx].content

    html_inline = html_block

    def code_block(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return an indented block, which has no language."""
        return CodeBlock(Fence(), tokens[idx].content).html

    def math(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return a formula for MathJax, as Anki expects it; as code if it is not safe there."""
        token = tokens[idx]
        tex = escape(token.content.strip(), quote=False)
        refused = refusal(for_mathjax(token.content.strip()))
        if refused and refused.active:
            return f"<p><code>{tex}</code></p>\n" if token.block else f"<code>{tex}</code>"
        if token.type in DISPLAY:
            html = f'<span class="math display">\\[{tex}\\]</span>'
            return f"<p>{html}</p>\n" if token.block else html
        return f'<span class="math inline">\\({tex}\\)</span>'

    def tag(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Return the HTML that a tag plugin made."""
        return tokens[idx].content

    tag_open = tag_close = tag

    def footnote_ref(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return the number of a footnote; it is not a link, since cards have no anchors."""
        return f"<sup>{escape(tokens[idx].content)}</sup>"

    def definition(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Return "": a definition shows no text."""
        return ""

    abbreviation = definition

    def _cell(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        style = str(token.attrs.pop("style", ""))
        if style:
            token.attrs["class"] = style.removeprefix("text-align:")
        return self.renderToken(tokens, idx, options, env)

    th_open = td_open = _cell

"""What a line of Markdown shows: its text, its links, its pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from markdown_it.token import Token

from ..html import guard, text_of
from ..html.raw import Run
from .bare_links import MARKUP
from .math import DISPLAY, INLINE

_TEXT = {"text", "code_inline", "footnote_ref"} | INLINE | DISPLAY
_RAW = frozenset({"html_block", "html_inline"})
_LINK_OF_TAG = re.compile(r"<a\s[^<>]*>((?>(?:[^<]|<(?!/?a[\s>]))*))</a>")


@dataclass(frozen=True, slots=True)
class Inline:
    """What a line of Markdown shows: its text, how many characters of it are links, how many links
    and how many pictures it holds. A bare address counts as text, not as a link.
    """

    text: str
    linked: int
    links: int
    pictures: int


def measured(tokens: Sequence[Token]) -> Inline:
    """Measure the tokens of a paragraph or a heading."""
    judge_raw((token, 1) for token in tokens)
    text: list[str] = []
    linked: list[str] = []
    links = pictures = 0
    depth = 0
    for token in tokens:
        if token.markup != MARKUP:
            depth += (token.type == "link_open") - (token.type == "link_close")
            links += token.type == "link_open"
        pictures += token.type == "image" or (
            token.type in {"html_inline", "tag"} and "<img " in token.content
        )
        if token.type == "tag":
            texts = [text_of(text) for text in _LINK_OF_TAG.findall(token.content)]
            links += len(texts)
            linked += texts
            text.append(visible(token))
        elif token.type != "image":
            (linked if depth else text).append(visible(token))
            text.extend(linked[-1:] if depth else ())
    return Inline("".join(text).strip(), len("".join(linked)), links, pictures)


def visible(token: Token) -> str:
    """Return the visible text of a token within a line, whose raw HTML is already judged."""
    if token.type == "html_inline":
        return "" if token.content.startswith("<") else unescape(token.content)
    if token.type == "tag":
        return text_of(token.content)
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    if token.type == "image":
        return "".join(visible(child) for child in token.children or ())
    return token.content if token.type in _TEXT else ""


def judge_raw(located: Iterable[tuple[Token, int]]) -> tuple[str, ...]:
    """Judge the raw HTML among tokens, in place: words are escaped, stray tags are taken out.

    Every token comes with its line. Return the names of the active elements.
    """
    runs: list[Run] = []
    raw: list[Token] = []
    group = 0
    for token, line in located:
        group += token.type == "inline"
        if token.type in _RAW:
            raw.append(token)
            runs.append(Run(token.content, token.type == "html_inline", group, line))
    if not runs:
        return ()
    guarded = guard(runs)
    for token, source in zip(raw, guarded.runs, strict=True):
        token.content = source
    return guarded.active

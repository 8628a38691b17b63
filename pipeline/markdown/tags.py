"""A hook for tag plugins: `{% name arguments %}`, with or without a body up to `{% endname %}`.

What a tag means is up to the engine, whose reader puts a table of tags into its `Dialect`. This
module only recognises them: in text, never in code. Hexo takes fences out first, then runs its
tags, then Markdown (hexo/lib/hexo/post.ts, `PostRenderEscape`); so a tag's body may hold blocks.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from pipeline.findings import Code, Finding, Message
from pipeline.markdown.tokens import push_block, with_content

TAG = re.compile(r"\{%-?[ \t]*(?P<name>[A-Za-z_][\w-]*)((?:[^%\n]|%(?!\}))*)%\}")


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a tag: its arguments as the engine splits them; `body` for verbatim tags only."""

    name: str
    arguments: tuple[str, ...]
    raw: str
    body: str = ""

    @property
    def shown(self) -> str:
        """The tag as it is written."""
        return " ".join(part for part in ("{%", self.name, self.raw, "%}") if part)


@dataclass(frozen=True, slots=True)
class Html:
    """What a tag renders to: HTML before and after its body; if it cannot be rendered, the message of
    a finding.
    """

    before: str
    after: str = ""
    finding: Message | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag plugin. `body`: none, Markdown to render in between, text that the tag takes as it stands
    (`verbatim`), or HTML (`html`), for which there is nothing to render. `block`: a tag without a body
    that makes a block where it stands alone on a line, and not a piece of a paragraph.

    `divide` returns the HTML that a comment in a Markdown body stands for: the name of a tab.
    """

    body: Literal["none", "markdown", "verbatim", "html"]
    render: Callable[[Call], Html]
    block: bool = False
    divide: Callable[[str], str] | None = None


Tags = Mapping[str, Tag]


def split_arguments(raw: str) -> tuple[str, ...]:
    """Split a tag's arguments at spaces, except in quotes; at all spaces if a quote stays open."""
    try:
        return tuple(shlex.split(raw))
    except ValueError:
        return tuple(raw.replace('"', " ").split())


def tags_plugin(md: MarkdownIt, tags: Tags) -> None:
    """Teach a parser tag plugins; they arrive as `tag` tokens whose content is ready HTML."""

    def block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        return _block(tags, state, start_line, end_line, silent)

    def inline(state: StateInline, silent: bool) -> bool:
        return _inline(tags, state, silent)

    md.block.ruler.before(
        "fence", "tag_block", block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    md.inline.ruler.before("escape", "tag_inline", inline)

    def within_html(state: StateCore) -> None:
        state.tokens = [
            piece for token in state.tokens for piece in _in_html(md, tags, state, token)
        ]

    md.core.ruler.after("block", "tags_in_html", within_html)


def _call(match: re.Match[str], body: str = "") -> Call:
    raw = match[2].removesuffix("-").strip()
    return Call(match[1], split_arguments(raw), raw, body)


def _fill(token: Token, html: str, result: Html, call: Call) -> None:
    token.content = html
    if result.finding is not None:
        token.meta["finding"] = result.finding


_TAG_OR_COMMENT = re.compile(rf"<!--.*?(?:-->|\Z)|{TAG.pattern}", re.DOTALL)


def _unknown(call: Call) -> Html:
    return Html("", "", Code.UNKNOWN_TAG.message(tag=call.shown))


def _endless(call: Call) -> Message:
    return Code.BAD_TAG.message("no-end", tag=call.shown)


def _in_html(md: MarkdownIt, tags: Tags, state: StateCore, token: Token) -> Sequence[Token]:
    """Return a block of HTML cut at the tags in it: engines run tags before Markdown is read.

    A tag's body is text that a parser reads anew, its own tags and Markdown included.
    """
    if token.type != "html_block" or "{%" not in token.content:
        return (token,)
    pieces: list[Token] = []
    source, at, lines = token.content, 0, 0
    ends: dict[str, list[re.Match[str]]] = {}
    matches = [match for match in _TAG_OR_COMMENT.finditer(source) if match["name"]]
    for match in reversed(matches):
        ends.setdefault(match[1], []).append(match)  # the first of them last
    for match in matches:
        tag = tags.get(match[1])
        closing = ends.get(f"end{match[1]}", [])
        while closing and closing[-1].start() < match.end():
            closing.pop()
        has_body = tag is not None and tag.body != "none"
        if match.start() < at or (has_body and not closing):
            continue
        pieces.append(with_content(token, source[at : match.start()], lines))
        lines += source.count("\n", at, match.start())
        at = closing[-1].end() if has_body else match.end()
        read: list[Token] = []
        md.block.parse(source[match.start() : at] + "\n", md, state.env, read)
        for piece in read:
            piece.map = piece.map and token.map and [n + token.map[0] + lines for n in piece.map]
        lines += source.count("\n", match.start(), at)
        pieces += read[1:-1] if read and read[0].type == "paragraph_open" else read
    return (*pieces, with_content(token, source[at:], lines))


def _find_end(state: StateBlock, name: str, start_line: int, end_line: int) -> int | None:
    """Return the line of the matching end tag, or None; the same tag may stand inside."""
    ends: dict[tuple[str, int], int | None] = state.env.setdefault("tag_ends", {})
    key = (name, end_line)
    if ends.get(key, 0) is None:
        return None  # no end tag below an earlier line, so none below this one
    depth = 0
    for line in range(start_line, end_line):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        for match in TAG.finditer(text, 0, text.rfind("%}") + 2):
            depth += (match[1] == name) - (match[1] == f"end{name}")
            if depth == 0 and match[1] == f"end{name}":
                return line
    ends[key] = None
    return None


def _block(tags: Tags, state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line):
        return False
    text = state.src[
        state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]
    ].rstrip()
    match = TAG.match(text)
    if match is None or match.end() != len(text):
        return False
    name = match[1]
    tag = tags.get(name)
    if tag is None and (name.startswith("end") or name in {"else", "elsif", "elif"}):
        return False
    if tag is not None and tag.body == "none":
        if tag.block and not silent:
            token = push_block(state, "tag", start_line, start_line + 1)
            call = _call(match)
            result = tag.render(call)
            _fill(token, result.before, result, call)
        return tag.block  # else it stands in a paragraph like a picture
    end = _find_end(state, name, start_line, end_line)
    if end is None:
        return False
    if silent:
        return True
    if tag is not None and tag.body in {"verbatim", "html"}:
        lines = state.getLines(start_line + 1, end, state.blkIndent, False)
        body = lines.strip("\n")
        token = push_block(
            state, "tag" if tag.body == "verbatim" else "html_block", start_line, end + 1
        )
        if tag.body == "html":
            token.content = body + "\n"
            token.meta["below"] = 1 + len(lines) - len(lines.lstrip("\n"))
        else:
            call = _call(match, body)
            result = tag.render(call)
            _fill(token, result.before + result.after, result, call)
        return True
    call = _call(match)
    result = tag.render(call) if tag is not None else _unknown(call)
    opening = state.push("tag_open", "", 1)
    opening.block, opening.map, opening.info = True, [start_line, end + 1], name
    _fill(opening, result.before, result, call)
    parent, limit = state.parentType, state.lineMax
    state.parentType, state.lineMax = "blockquote", end
    first = len(state.tokens)
    state.md.block.tokenize(state, start_line + 1, end)
    state.parentType, state.lineMax = parent, limit
    if tag is not None and tag.divide is not None:
        _divide(state.tokens[first:], tag.divide)
    closing = state.push("tag_close", "", -1)
    closing.block, closing.content = True, result.after
    state.line = end + 1
    return True


def _divide(tokens: Sequence[Token], divide: Callable[[str], str]) -> None:
    """Replace the comments of a body by the HTML that they stand for, but not in inner tags."""
    depth = 0
    for token in tokens:
        depth += (token.type == "tag_open") - (token.type == "tag_close")
        if depth == 0 and token.type == "html_block":
            html = _divided(token.content, divide)
            if html != token.content:
                token.type, token.content = "tag", html


def _divided(source: str, divide: Callable[[str], str]) -> str:
    out: list[str] = []
    at = 0
    while (start := source.find("<!--", at)) >= 0 and (end := source.find("-->", start + 4)) >= 0:
        out += (source[at:start], divide(source[start + 4 : end].strip()))
        at = end + 3
    return "".join((*out, source[at:].lstrip("\n") if out else source))


def _inline(tags: Tags, state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{%", state.pos):
        return False
    source, until = state.env.get("unclosed_tag", ("", 0))
    if source is state.src and state.pos < until:
        return False
    match = TAG.match(state.src, state.pos, state.posMax)
    if match is None:
        line_end = (state.src + "\n").index("\n", state.pos)
        if state.src.find("%}", state.pos, line_end) < 0:  # nor does the next "{%" have an end
            state.env["unclosed_tag"] = (state.src, line_end)
        return False
    if silent:
        state.pos = match.end()
        return True
    token = state.push("tag", "", 0)
    state.pos = match.end()
    opened: list[tuple[str, str]] = state.env.setdefault("open_tags", [])
    name = match[1]
    tag = tags.get(name)
    if name.startswith("end"):
        if opened and opened[-1][0] == name[3:]:
            token.content = opened.pop()[1]
        else:
            token.meta["finding"] = Code.BAD_TAG.message(
                "no-beginning", tag=Call(name, (), "").shown
            )
    elif tag is not None and tag.body in {"verbatim", "html"}:
        _fill_with_body(token, tag, state, match)
    else:
        call = _call(match)
        result = tag.render(call) if tag is not None else _unknown(call)
        _fill(token, result.before, result, call)
        if result.after and _has_end(state, name):
            opened.append((name, result.after))
        elif result.after:
            _close_at_once(token, result, call)
    return True


def _close_at_once(token: Token, result: Html, call: Call) -> None:
    """End a tag that lacks its end, with a finding; Volantis' `note style, text` needs none."""
    token.content += result.after
    if "," not in call.raw:
        token.meta.setdefault("finding", _endless(call))


def _has_end(state: StateInline, name: str) -> bool:
    """Whether a tag's end follows it in its paragraph; each end is looked for once."""
    known: dict[tuple[str, str], int] = state.env.setdefault("inline_ends", {})
    key = (name, state.src)
    if known.get(key, 0) <= state.pos and known.get(key) != -1:
        known[key] = state.src.find(f"end{name}", state.pos)
    return known[key] >= 0


def _fill_with_body(token: Token, tag: Tag, state: StateInline, match: re.Match[str]) -> None:
    """Take the text up to the tag's end; without one the tag is kept as it is written."""
    found = _inline_body(state, match)
    if found is None:
        token.content = escape(match[0])
        token.meta["finding"] = _endless(_call(match))
        return
    body, state.pos = found
    if tag.body == "html":
        token.type, token.content = "html_inline", body
    else:
        call = _call(match, body)
        result = tag.render(call)
        _fill(token, result.before + result.after, result, call)


def _inline_body(state: StateInline, match: re.Match[str]) -> tuple[str, int] | None:
    """Return the text up to a tag's end and the position behind that end, or None without one."""
    missing: set[tuple[str, str, int]] = state.env.setdefault("missing_ends", set())
    key = (match[1], state.src, state.posMax)
    if key in missing:
        return None  # not below an earlier tag, so not below this one
    end = re.compile(r"\{%-?\s*end" + re.escape(match[1]) + r"\s*-?%\}").search(
        state.src, match.end(), state.posMax
    )
    if end is None:
        missing.add(key)
        return None
    return state.src[match.end() : end.start()], end.end()


def finding_of(token: Token, path: str, line: int) -> Finding | None:
    """Return the finding that a tag token carries, placed in its file, or None."""
    if not token.meta or "finding" not in token.meta:
        return None
    return Finding.of(token.meta["finding"], path, line)

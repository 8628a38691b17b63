"""What the tags of an engine do: a table of them by name, and each use of one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from ...findings import Code, Message
from .syntax import TagSyntax, name_of


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a tag: its arguments as the engine splits them; `body` for verbatim tags only. `shown`
    is the tag as it is written.
    """

    name: str
    arguments: tuple[str, ...]
    raw: str
    body: str = ""
    shown: str = ""

    @classmethod
    def of(cls, tag: re.Match[str], body: str = "") -> Call:
        """Return the use of a tag that was found."""
        raw = tag["arguments"].removesuffix("-").strip()
        return cls(name_of(tag), split_arguments(raw), raw, body, shown(tag))


@dataclass(frozen=True, slots=True)
class Html:
    """What a tag renders to: HTML before and after its body; if it cannot be rendered, the message
    of a finding.
    """

    before: str
    after: str = ""
    finding: Message | None = None


def _untitled(call: Call) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag plugin. `body`: none, Markdown to render in between, text that the tag takes as it stands
    (`verbatim`), or HTML or TeX (`html`, `formula`), for which there is nothing to render. `block`: a tag
    without a body that makes a block where it stands alone on a line, and not a piece of a paragraph.

    `title` returns what it shows as its title, or else as its only line, in plain text; "" where it has
    none. It may be a prompt, so `render` shows the same.

    `divide` returns the HTML that a comment in a Markdown body stands for: the name of a tab.
    """

    body: Literal["none", "markdown", "verbatim", "html", "formula"]
    render: Callable[[Call], Html]
    block: bool = False
    title: Callable[[Call], str] = _untitled
    divide: Callable[[str], str] | None = None


Tags = Mapping[str, Tag]


def shown(tag: re.Match[str]) -> str:
    """Return a tag that was found as it is written, in one line."""
    return " ".join(tag[0].split())


def unknown(call: Call) -> Html:
    """Return what a tag that the engine lacks renders to: nothing, and a finding."""
    return Html("", "", Code.UNKNOWN_TAG.message(tag=call.shown))


def endless(call: Call) -> Message:
    """Return the message for a tag without its end."""
    return Code.BAD_TAG.message("no-end", tag=call.shown)


@dataclass(frozen=True, slots=True)
class Notation:
    """Tags that are written in one way, by name."""

    syntax: TagSyntax
    tags: Tags

    def titled(self, line: str) -> tuple[str, str] | None:
        """Return the name and the title of the tag with arguments that is all of a line; None for others,
        and for one that is not known.
        """
        if not line.startswith(self.syntax.opening):
            return None
        match = self.syntax.tag.fullmatch(line)
        tag = self.tags.get(name_of(match)) if match is not None else None
        if match is None or tag is None:
            return None
        call = Call.of(match)
        return (call.name, tag.title(call)) if call.raw else None


def fill(token: Token, html: str, result: Html) -> None:
    """Let a token be a use of a tag: with HTML, and with what is wrong in it."""
    token.content = html
    if result.finding is not None:
        token.meta["finding"] = result.finding


def split_arguments(raw: str) -> tuple[str, ...]:
    """Split a tag's arguments at spaces, except in quotes; at all spaces if a quote stays open."""
    try:
        return tuple(shlex.split(raw))
    except ValueError:
        return tuple(raw.replace('"', " ").split())

"""What the tags of an engine do: a table of them by name, and each use of one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from pipeline.findings import Code
from pipeline.markdown.tags.syntax import TagSyntax, name_of


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a tag: its arguments as the engine splits them; `body` for verbatim tags only."""

    name: str
    arguments: tuple[str, ...]
    raw: str
    body: str = ""

    @classmethod
    def of(cls, tag: re.Match[str], body: str = "") -> Call:
        """Return the use of a tag that was found."""
        raw = tag["arguments"].removesuffix("-").strip()
        return cls(name_of(tag), split_arguments(raw), raw, body)


@dataclass(frozen=True, slots=True)
class Html:
    """What a tag renders to: HTML before and after its body; if it cannot be rendered, the code of
    a finding and what is wrong.
    """

    before: str
    after: str = ""
    finding: tuple[Code, str] | None = None


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

UNKNOWN = Html("", "", (Code.UNKNOWN_TAG, "is not known"))
ENDLESS = (Code.BAD_TAG, "has no end")


@dataclass(frozen=True, slots=True)
class Notation:
    """Tags that are written in one way, by name."""

    syntax: TagSyntax
    tags: Tags

    def fill(self, token: Token, html: str, result: Html, call: Call) -> None:
        """Let a token stand for a use of a tag: with HTML, and with what is wrong in it."""
        token.content = html
        if result.finding is not None:
            self.blame(token, result.finding, call.name, call.raw)

    def blame(self, token: Token, what: tuple[Code, str], name: str, arguments: str) -> None:
        """Note what is wrong with a tag."""
        code, told = what
        token.meta["finding"] = (code, f"tag {self.syntax.written(name, arguments)} {told}")


def split_arguments(raw: str) -> tuple[str, ...]:
    """Split a tag's arguments at spaces, except in quotes; at all spaces if a quote stays open."""
    try:
        return tuple(shlex.split(raw))
    except ValueError:
        return tuple(raw.replace('"', " ").split())

"""How an engine writes its tags."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class TagSyntax:
    """A tag is `opening name arguments closing` on one line; the name in the tag that ends its body has
    `end` before it. A hyphen inside `opening` and `closing` says nothing (Liquid, "Whitespace control").

    `opening` begins with one of Markdown's own signs, such as `{`, at which a parser looks for markup.
    `divides` names tags that divide the body of another: no tags by themselves. `word` is the pattern of
    a name.
    """

    opening: str
    closing: str
    end: str
    divides: frozenset[str] = frozenset()
    word: str = r"[A-Za-z_][\w-]*+"

    @cached_property
    def tag(self) -> re.Pattern[str]:
        """The pattern of a tag, with the groups `name` and `arguments`; no other tag opens in it."""
        first, rest = re.escape(self.closing[0]), re.escape(self.closing[1:])
        opens, again = re.escape(self.opening[0]), re.escape(self.opening[1:])
        return re.compile(
            rf"{re.escape(self.opening)}-?[ \t]*(?P<name>(?:{self._end})?{self.word})"
            rf"(?P<arguments>(?:[^{first}{opens}\n]|{first}(?!{rest})|{opens}(?!{again}))*)"
            rf"{re.escape(self.closing)}"
        )

    @cached_property
    def tag_or_comment(self) -> re.Pattern[str]:
        """The pattern of a tag, or of a comment in HTML, in which there are no tags."""
        return re.compile(rf"<!--.*?(?:-->|\Z)|{self.tag.pattern}", re.DOTALL)

    @cached_property
    def _end(self) -> str:
        """The pattern of `end`: white space may follow a sign, but not a word."""
        return re.escape(self.end) + ("" if self.end.isalpha() else "[ \t]*")

    def end_of(self, name: str) -> re.Pattern[str]:
        """Return the pattern of the tag that ends the body of a tag."""
        opening, closing = re.escape(self.opening), re.escape(self.closing)
        return re.compile(rf"{opening}-?\s*{self._end}{re.escape(name)}\s*-?{closing}")

    def is_inner(self, name: str) -> bool:
        """Whether a tag of this name stands for nothing outside the body of another."""
        return name.startswith(self.end) or name in self.divides

    def written(self, name: str, arguments: str) -> str:
        """Return a tag as it is written."""
        return f"{self.opening} {name} {arguments} {self.closing}".replace("  ", " ")


def name_of(tag: re.Match[str]) -> str:
    """Return the name of a tag that was found, that of an end with `end` before it."""
    return "".join(tag["name"].split())


RAW = re.compile(r"\{%-?\s*(?:end)?raw\s*-?%\}")
"""The tags that keep Liquid off what stands between them."""
LIQUID = TagSyntax("{%", "%}", "end", frozenset({"else", "elsif", "elif"}))
"""The syntax of Liquid, and of Nunjucks, Jinja and Twig."""

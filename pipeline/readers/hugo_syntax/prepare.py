"""What Hugo does to a post's body before it reads Markdown, where tags within Markdown would not do
(`parser/pageparser/pagelexer_shortcode.go`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import quote

from ...markdown.emoji import with_emoji
from ...markdown.outside_code import replace_outside_code, text_lines
from ...markdown.tags import TagSyntax
from .shortcodes import PLAIN, RENDERED, TABLE, Arguments

_VERBATIM = re.compile(
    r"\{\{[<%]\s*(?P<end>/\s*)?(?:highlight|comment|mermaid|rawhtml|raw-html|html|raw)\b"
)
_ALONE = re.compile(
    r"[ \t]*+\{\{[<%][ \t]*+(?P<end>/?)[ \t]*+(?P<name>\w[\w/-]*+)"
    r"(?P<rest>(?>(?:[^{}]|\}(?!\})|\{(?!\{))*))\}\}[ \t]*$"
)
_OF_CODE = 4  # blanks that make a line code
_COMMENT = re.compile(r"\{\{(?P<sign>[<%])/\*")
_ENTITIES = {"<": "&lt;", "%": "%"}
_BEFORE_ADDRESS = re.compile(r".*(?:[(\"'<]\s?|:\s)", re.DOTALL)
_MARK = re.compile(r"(\{\{[<%])/\*|\*/([>%]\}\})")
_REFERENCES = frozenset({"ref", "relref"})
_LONGEST = 30  # lines of a shortcode
_EXTENSION = re.compile(r"\.(?:md|markdown|mdown|html)$")
_INDEX = re.compile(r"(?:^|/)index(?:\.[\w-]+)?$")


def prepare(address: Callable[[str], str], body: str, *, emoji: bool = False) -> str:
    """Return a post's body with shortcodes in one line each and without the marks that keep them from
    being run, and with the addresses that `ref` gives; `address` makes them of what `ref` names.

    Code keeps its shortcodes, though Hugo runs them there too. With `emoji` those that are named are shown,
    in code as well.
    """
    if emoji:
        body = with_emoji(body)
    lines = list(_without_indents(body.split("\n")))
    for at in text_lines(lines, _VERBATIM):
        if "{{" in lines[at]:
            _join(lines, at)
            lines[at] = _rewritten(address, lines[at])
    for at, line in enumerate(lines):
        if "/*" in line or "*/" in line:
            lines[at] = _MARK.sub(r"\1\2", line)
    return "\n".join(lines)


def post_address(path: str) -> str:
    """Return the address of a post that `ref` names by a path, from the root or relative."""
    name, mark, fragment = path.partition("#")
    name = name.removeprefix("./").lstrip("/")
    while name.startswith("../"):
        name = name.removeprefix("../")
    name = _INDEX.sub("", _EXTENSION.sub("", name.rstrip("/")))
    return (f"post:{quote(name)}" if name else "") + mark + quote(fragment)


def _without_indents(lines: list[str]) -> Iterator[str]:
    """Yield lines in which shortcodes that stand in others, and what is in them, are indented no further
    than the outermost: Hugo takes their indents away, while Markdown would make code of them.
    """
    found = [_ALONE.match(line) for line in lines]
    ended = {match["name"] for match in found if match and match["end"]}
    opened: list[tuple[str, int]] = []
    for line, match in zip(lines, found, strict=True):
        indent = len(line) - len(line.lstrip(" "))
        inner, outer = (opened[-1][1], opened[0][1]) if opened else (indent, indent)
        is_tag = match is not None and (match["name"] in ended or indent - inner >= _OF_CODE)
        yield line[max(0, (indent if is_tag else min(indent, inner)) - outer) :]
        if match is None or match["name"] not in ended:
            continue
        names = [name for name, _ in opened]
        if not match["end"] and not match["rest"][:-1].rstrip().endswith("/"):
            opened.append((match["name"], indent))
        elif match["end"] and match["name"] in names:
            del opened[len(names) - 1 - names[::-1].index(match["name"]) :]


def _join(lines: list[str], at: int) -> None:
    """Write a shortcode that goes on over lines on its first one; the lines keep their number."""
    line = lines[at]
    opening = max(line.rfind("{{<"), line.rfind("{{%"))
    closing = ">}}" if line.startswith("{{<", opening) else "%}}"
    if opening < 0 or closing in line[opening:] or line.startswith("/*", opening + 3):
        return
    for last in range(at + 1, min(at + _LONGEST, len(lines))):
        before, found, behind = lines[last].partition(closing)
        if found:
            inner = (part.strip() for part in (*lines[at + 1 : last], before))
            lines[at] = " ".join([line.rstrip(), *inner, closing])
            lines[at + 1 : last + 1] = [*[""] * (last - at - 1), behind]
            return
        if "{{" in before:
            return


def _rewritten(address: Callable[[str], str], line: str) -> str:
    line = replace_outside_code(line, _COMMENT, _shown)
    for syntax in (PLAIN, RENDERED):
        if syntax.opening in line:
            line = replace_outside_code(line, syntax.tag, partial(_shortcode, syntax, address))
    return line


def _shown(match: re.Match[str]) -> tuple[str, int]:
    """Return the beginning of a shortcode that is shown and not run."""
    return f"&#123;{{{_ENTITIES[match['sign']]}", match.end()


def _shortcode(
    syntax: TagSyntax, address: Callable[[str], str], match: re.Match[str]
) -> tuple[str, int]:
    """Return what stands for a shortcode: an address, or itself; one that closes itself with its end."""
    name, raw = match["name"], match["arguments"].strip()
    before = match.string[max(0, match.start() - 2) : match.start()]
    if name in _REFERENCES and _BEFORE_ADDRESS.fullmatch(before):
        return address(Arguments.of(raw.rstrip("/")).first("path")), match.end()
    if raw != "/" and not raw.endswith((" /", '"/', "`/")):
        return match[0], match.end()
    opening = syntax.written(name, raw[:-1].strip())
    tag = TABLE.get(name)
    if tag is not None and tag.body == "none":
        return opening, match.end()
    return opening + syntax.written(f"/{name}", ""), match.end()

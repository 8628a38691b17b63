"""kramdown's extensions: `{::comment}`, `{::nomarkdown}` and `{::options /}`, as blocks and within a line
(kramdown's syntax, "Extensions").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ...markdown.outside_code import replace_outside_code, text_lines

_NAMES = "comment|nomarkdown|options"
_OPENS = re.compile(rf" {{0,3}}\{{::(?P<name>{_NAMES})(?:\s[^{{}}]*+)?\}}\s*")
_ENDS = re.compile(rf" {{0,3}}\{{:/(?P<name>{_NAMES}|)\}}\s*")
_WITHIN = re.compile(
    rf"\{{::(?P<name>{_NAMES})(?:\s[^{{}}]*+|/)?\}}(?:(?<!/\}})(?P<body>[^{{}}]*+)\{{:/(?:(?P=name))?\}})?"
)
_SIGN = re.compile(r"<[^<>]*>|[*_`~$#|\\\[\]]")


def without_extensions(lines: list[str], verbatim: re.Pattern[str]) -> list[str]:
    """Return the lines of a body without extensions: a comment shows nothing, `nomarkdown` is HTML."""
    if not any("{::" in line for line in lines):
        return lines
    lines = list(lines)
    ends = [
        (at, match["name"]) for at, line in enumerate(lines) if (match := _ENDS.fullmatch(line))
    ]
    ends_of = {name: [at for at, end in ends if end in {"", name}] for name in _NAMES.split("|")}
    open_until = -1
    for at in text_lines(lines, verbatim):
        if at <= open_until:
            continue
        opening = _OPENS.fullmatch(lines[at])
        if opening is None:
            lines[at] = replace_outside_code(lines[at], _WITHIN, _shown)
            continue
        if not opening[0].rstrip().endswith("/}"):
            following = ends_of[opening["name"]]
            place = bisect_right(following, at)
            if place == len(following):
                continue
            open_until = end = following[place]
            inner = lines[at + 1 : end]
            lines[at + 1 : end + 1] = [*_inner(opening["name"], inner), ""]
        lines[at] = ""
    return lines


def _inner(name: str, lines: Sequence[str]) -> list[str]:
    if name == "nomarkdown":
        return [_SIGN.sub(_as_entity, line) for line in lines]
    return [""] * len(lines)


def _shown(match: re.Match[str]) -> tuple[str, int]:
    """Return what an extension within a line shows; one without its end is text."""
    if match["body"] is None and not match[0].endswith("/}"):
        return match[0], match.end()
    body = match["body"] or ""
    return (_SIGN.sub(_as_entity, body) if match["name"] == "nomarkdown" else "", match.end())


def _as_entity(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("<") else f"&#{ord(match[0])};"

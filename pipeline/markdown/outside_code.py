"""The lines of a body that are text, where an engine replaces things before it reads Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

Replace = Callable[[re.Match[str]], tuple[str, int]]
"""Takes a match, and returns what stands in its place and where the search goes on."""

_TICKS = re.compile(r"`++")
_FENCE = re.compile(r"[\s>]*(?:(?:[*+-]|\d+[.)])\s+)?(?P<fence>`{3,}|~{3,})(?P<rest>.*)")


def text_lines(lines: Sequence[str], verbatim: re.Pattern[str]) -> Iterator[int]:
    """Yield the index of every line outside fences and outside tags whose body stays as it is.

    `verbatim` matches such a tag where it opens and, with a group `end`, where it ends. A caller
    may change the lines meanwhile.
    """
    fence, inside = "", False
    for index, line in enumerate(lines):
        mark = None if inside else _FENCE.match(line)
        if mark is not None and not fence and not (mark["fence"][0] == "`" and "`" in mark["rest"]):
            fence = mark["fence"]
        elif mark is not None and fence and mark["fence"].startswith(fence):
            fence = "" if not mark["rest"].strip() else fence
        elif not fence and (found := list(verbatim.finditer(line))):
            inside = found[-1]["end"] is None
        elif not fence and not inside:
            yield index


def code_spans(line: str) -> Iterator[tuple[int, int]]:
    """Yield where each code span of a line begins and ends."""
    at = 0
    for start, end in _code_ends(line).items():
        if start >= at:
            yield start, end
            at = end


def without_in_code(line: str, pattern: re.Pattern[str]) -> str:
    """Return a line without the matches of a pattern that stand in its code."""
    parts, at = list[str](), 0
    for start, end in code_spans(line):
        parts += line[at:start], pattern.sub("", line[start:end])
        at = end
    return "".join(parts) + line[at:]


def replace_outside_code(line: str, pattern: re.Pattern[str], replace: Replace) -> str:
    """Return a line in which the matches of a pattern that begin outside code are replaced.

    Whatever begins first wins: a match may hold what looks like code.
    """
    parts, at = list[str](), 0
    match = pattern.search(line)
    for start, end in (*_code_ends(line).items(), (len(line), len(line))):
        while match and match.start() < start:
            made, behind = replace(match)
            parts += line[at : match.start()], made
            at, match = behind, pattern.search(line, behind)
        if at <= start:
            parts.append(line[at:end])
            at, match = end, match if match and match.start() >= end else pattern.search(line, end)
    return "".join(parts)


def _code_ends(line: str) -> dict[int, int]:
    """Return where code that begins at a run of ticks would end, for each that has its like behind it."""
    ends: dict[int, int] = {}
    behind: dict[str, int] = {}
    for run in reversed([*_TICKS.finditer(line)]):
        if run[0] in behind:
            ends[run.start()] = behind[run[0]]
        behind[run[0]] = run.end()
    return dict(reversed(ends.items()))

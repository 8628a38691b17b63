"""The lines of a body that are text, where an engine replaces things before it reads Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

CODE_SPAN = r"(?<!`)(?P<ticks>`++)[^`].*?(?<!`)(?P=ticks)(?!`)"
"""Code within a line, as a pattern; it bears a group `ticks`."""
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

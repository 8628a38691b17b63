"""The lines of MDX that are JavaScript: imports and exports."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_OPENS = re.compile(
    r"import\s+(?:[\"'{*]|\w+(?:\s*,|\s+from\b))"
    r"|export\s+(?:(?:const|let|var|function|async|class|default)\b|[{*])"
)
_IMPORTED = re.compile(r"import\s+(?P<name>\w+)\s+from\s+[\"'](?P<path>[^\"'\n]*)[\"']")
_BRACKETS = {**dict.fromkeys("([{", 1), **dict.fromkeys(")]}", -1)}


def without_modules(lines: list[str], of_text: Sequence[int]) -> Mapping[str, str]:
    """Empty the lines of a body that are JavaScript; return the paths of what they import, by name.

    They begin behind a blank line, and end at one where all brackets are closed.
    """
    imported: dict[str, str] = {}
    inside, depth, blank = False, 0, True
    for number in of_text:
        line = lines[number]
        if not inside and blank and _OPENS.match(line):
            inside, depth = True, 0
        elif inside and depth <= 0 and not line.strip():
            inside = False
        blank = not line.strip()
        if inside:
            depth += sum(_BRACKETS.get(letter, 0) for letter in line)
            imported.update((m["name"], m["path"]) for m in _IMPORTED.finditer(line))
            lines[number] = ""
    return imported

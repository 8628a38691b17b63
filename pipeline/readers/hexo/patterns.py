"""Patterns of paths in Hexo's settings, as micromatch reads them; of what it knows, ranges and the
patterns with brackets (`@(a|b)`) are left out.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..front_matter.js_types import Value
    from ..site_config import SiteConfig

_BRACES = re.compile(r"\{(?=[^{}]*,)([^{}]*+)\}")
_MOST = 100  # alternatives in one pattern
_ANY = "**"


def rendered(config: SiteConfig, source: str) -> Callable[[str], bool]:
    """Return a function that says of a path below the source folder whether the settings let Hexo make a
    page of that file: it is not if `skip_render` matches it, or if `ignore` matches it or a folder above.
    """
    skipped, ignored = (patterns(config.values.get(key)) for key in ("skip_render", "ignore"))

    def is_rendered(path: str) -> bool:
        places = accumulate(f"/{source}/{path}".split("/"), "{}/{}".format)
        return not (
            matches(path, skipped) or (ignored and any(matches(p, ignored) for p in places))
        )

    return is_rendered


def patterns(value: Value) -> tuple[str, ...]:
    """Return the patterns in a setting, which is one or a list of them, with braces written out."""
    values = value if isinstance(value, list) else [value]
    texts = [item for item in values if isinstance(item, str) and item]
    return tuple(one for text in texts for one in _alternatives(text))


def matches(path: str, of: Iterable[str]) -> bool:
    """Whether one of these patterns matches a path; with `!` before it, it matches all other paths."""
    parts = path.split("/")
    return any(_fits(parts, one.lstrip("!").split("/")) != one.startswith("!") for one in of)


def _alternatives(text: str) -> list[str]:
    found: list[str] = [text]
    done: list[str] = []
    while found and len(found) + len(done) < _MOST:
        one = found.pop()
        braces = _BRACES.search(one)
        if braces is None:
            done.append(one)
            continue
        head, tail = one[: braces.start()], one[braces.end() :]
        found.extend(head + choice + tail for choice in braces[1].split(","))
    return done + found


def _fits(parts: list[str], pattern: list[str]) -> bool:
    """Whether the parts of a path are those of a pattern, in which `**` is any number of parts."""
    reached = _onwards({0}, pattern)
    for part in parts:
        after = {
            at if pattern[at] == _ANY else at + 1
            for at in reached
            if at < len(pattern) and _is_part(part, pattern[at])
        }
        reached = _onwards(after, pattern)
    return len(pattern) in reached


def _onwards(reached: set[int], pattern: list[str]) -> set[int]:
    """Return the places in a pattern with those behind each `**`."""
    found = set(reached)
    for at, part in enumerate(pattern):
        if part == _ANY and at in found:
            found.add(at + 1)
    return found


def _is_part(part: str, pattern: str) -> bool:
    shown = not part.startswith(".") or pattern.startswith(".")
    return shown and fnmatchcase(part, pattern.replace("[^", "[!"))

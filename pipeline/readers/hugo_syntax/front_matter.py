"""Front matter as Hugo splits it (`parser/pageparser/pagelexer_intro.go`): TOML between lines of `+++`,
YAML between lines of `---`, or an object of JSON. The case of keys says nothing.

YAML is typed by the rules of YAML 1.2, as in Hexo; go-yaml reads 1.1 in part.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from ..front_matter import Loaded, Split, begins_with_key, load_yaml, no_end
from ..front_matter.js_json import load_json
from ..front_matter.toml import load_toml

_BLANK = re.compile(r"\s*+")
_TOML_KEY = re.compile(r"\s*[\w.\"'-]+[ \t]*=|\s*\[")
_MARK = re.compile(r'"(?>(?:[^"\\]|\\.?)*)(?:"|\Z)|[{}]', re.DOTALL)


def split(text: str) -> Split:
    """Cut a file into head and body where Hugo does. Blank lines may stand above the head."""
    start = _BLANK.match(text).end()  # type: ignore[union-attr]  # it may be empty
    if text.startswith("+++", start):
        return _fenced(text, start, "+++", load_toml)
    if text.startswith("---", start):
        return _fenced(text, start, "---", partial(load_yaml, last_counts=True))
    if text.startswith("{", start) and not text.startswith("{{", start):
        return _json(text, start)
    return Split("", text)


def in_lower_case(load: Callable[[str], Loaded], data: str) -> Loaded:
    """Read data, with its keys in lower case."""
    loaded = load(data)
    if not isinstance(loaded.value, dict):
        return loaded
    value = {key.lower(): item for key, item in loaded.value.items()}
    lines = {key.lower(): line for key, line in loaded.lines.items()}
    return replace(loaded, value=value, lines=lines)


def _fenced(text: str, start: int, fence: str, load: Callable[[str], Loaded]) -> Split:
    """Cut a head between two lines that begin with a fence; what follows the second is the body."""
    first = text.find("\n", start) + 1
    is_fence = first and not text[start:first].strip(fence[0] + " \t\n")
    end = text.find(f"\n{fence}", first - 1) + 1 if is_fence else 0
    if not end:
        is_key = begins_with_key if fence == "---" else _TOML_KEY.match
        meant = is_fence and is_key(text[first:])
        return Split("", text, open=no_end() if meant else None)
    behind = end + len(fence)
    behind += text[behind : behind + 1] == "\n"
    return _cut(text, first, end, behind, load)


def _json(text: str, start: int) -> Split:
    """Cut an object off; without its end there is none."""
    depth = 0
    for mark in _MARK.finditer(text, start):
        depth += (mark[0] == "{") - (mark[0] == "}")
        if depth == 0 and mark[0] == "}":
            behind = mark.end() + (text[mark.end() : mark.end() + 1] == "\n")
            return _cut(text, start + 1, mark.start(), behind, load_json)
    return Split("", text)


def _cut(text: str, first: int, end: int, behind: int, load: Callable[[str], Loaded]) -> Split:
    head = text[:behind]
    return Split(
        head,
        text[behind:],
        text[first:end],
        data_line=1 + text.count("\n", 0, first),
        body_line=1 + head.count("\n"),
        load=partial(in_lower_case, load),
        meant=True,
        may_be_empty=True,
    )

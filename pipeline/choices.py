"""`readings.toml`: how posts that can be read in more than one way are to be read, as somebody chose.

It lies beside the ledger, is made to be committed and may be edited by hand: a table for each site key, and
in it a reading (docs/questions.md) for the key of a post, or for a folder of posts.

["www.example.org"]
"notes/interview" = "heading-3"
"notes/interview/one" = "none"
"notes/interview/two" = { prompts = ["## 什么是栈"], ends = ["后进先出。"] }

The last is what a program gave by lines: the first line of each prompt, and the last of its answer.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

from pipeline.findings import Code, Finding
from pipeline.selection import OwnLines, Selection, SelectionError
from pipeline.selection import parse as parse_selection

NAME = "readings.toml"

_HEADER = """\
# How posts are to be read that can be read in more than one way: `postdeck choose` writes this file.
# A reading for a post or a folder of posts, in a table for each site; docs/questions.md lists the readings.
"""


@dataclass(frozen=True, slots=True)
class Choices:
    """The readings that somebody chose, by site key and by key of a post or a folder."""

    sites: Mapping[str, Mapping[str, Selection]] = field(default_factory=dict)

    def of(self, site: str) -> Mapping[str, Selection]:
        """Return the choices for a site."""
        return self.sites.get(site, {})


def load(path: Path) -> tuple[Choices, tuple[Finding, ...]]:
    """Read a file of choices; one that does not exist holds none.

    What cannot be understood is left out and is a finding (`bad-config`) with its line.
    """
    if not path.exists():
        return Choices(), ()
    try:
        text = path.read_bytes().decode("utf-8")
        data = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        place = re.search(r" \(at line (\d+), column \d+\)", str(error))
        message = str(error).replace(place[0], "") if place else str(error)
        return Choices(), (
            Finding.of(Code.BAD_CONFIG, message, path.name, int(place[1]) if place else None),
        )
    findings: list[Finding] = []
    sites: dict[str, dict[str, Selection]] = {}
    for site, table in data.items():
        if not isinstance(table, dict):
            findings.append(_bad(path, text, site, f"{site} must be a table"))
            continue
        sites[site] = {}
        for key, written in table.items():
            try:
                sites[site][key] = _selection(written)
            except SelectionError as error:
                findings.append(_bad(path, text, key, str(error)))
    return Choices(sites), tuple(findings)


def save(path: Path, site: str, chosen: Mapping[str, Selection]) -> None:
    """Write choices for a site into the file, whole or not at all; its other lines stay. Raises OSError."""
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else _HEADER.split("\n")
    for key, selection in chosen.items():
        _put(lines, site, f"{_text(key)} = {_value(selection)}")
    draft = path.with_name(f".{path.name}.tmp")
    draft.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")
    draft.replace(path)


def _selection(written: object) -> Selection:
    """Read a value of the file. Raises SelectionError."""
    if not isinstance(written, dict):
        return parse_selection(str(written))
    prompts, ends = (written.get(key) for key in ("prompts", "ends"))
    if not _are_texts(prompts) or not _are_texts(ends) or len(prompts) != len(ends):
        raise SelectionError("prompts and ends must be two lists of lines, equally long")
    return Selection(own=OwnLines(tuple(prompts), tuple(ends)))


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _value(selection: Selection) -> str:
    """Write a value of the file."""
    if selection.own is None:
        return _text(str(selection))
    lists = (", ".join(map(_text, texts)) for texts in (selection.own.prompts, selection.own.ends))
    return "{{ prompts = [{}], ends = [{}] }}".format(*lists)


def _put(lines: list[str], site: str, entry: str) -> None:
    """Put an entry into a site's table, in the place of one with its key."""
    head = f"[{_text(site)}]"
    start = next((n for n, line in enumerate(lines) if _names(line, site)), None)
    if start is None:
        while lines and not lines[-1].strip():
            lines.pop()
        lines += ["", head, entry]
        return
    end = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("[")), len(lines))
    key = _key(entry)
    at = next((n for n in range(start + 1, end) if _key(lines[n]) == key), None)
    if at is not None:
        lines[at] = entry
        return
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    lines.insert(end, entry)


def _names(line: str, site: str) -> bool:
    """Whether a line is the head of a site's table."""
    try:
        return line.startswith("[") and list(tomllib.loads(line)) == [site]
    except ValueError:
        return False


def _key(line: str) -> str | None:
    """Return the key of an entry, None where a line is none."""
    try:
        [key] = tomllib.loads(line)
    except ValueError:
        return None
    return key


def _text(text: str) -> str:
    """Write a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _bad(path: Path, text: str, word: str, message: str) -> Finding:
    lines = enumerate(text.split("\n"), 1)
    line = next((number for number, line in lines if word in line), None)
    return Finding.of(Code.BAD_CONFIG, message, path.name, line)

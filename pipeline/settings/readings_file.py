"""`readings.toml`: the readings that somebody chose for posts that can be read in more than one way.

The file lies beside the ledger, is meant to be committed and may be edited by hand. It holds a table for
each site key, and in it a reading (docs/questions.md) for the key of a post, or for a folder of posts.

["www.example.org"]
"notes/interview" = "heading-3"
"notes/interview/one" = "none"
"notes/interview/two" = { prompts = ["## 什么是栈"], ends = ["后进先出。"] }

The last is a reading by lines, as a program chose it: the first line of each prompt, and the last line of
its answer.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeGuard

from ..files import write_whole
from ..findings import Code, Finding, Phrase
from ..questions.selection import GivenLines, Selection, SelectionError
from ..questions.selection import parse as parse_selection
from . import toml, unused_folders
from .toml import TomlFile, nearest

NAME = "readings.toml"

_HEADER = """\
# How posts are to be read that can be read in more than one way: `postdeck choose` writes this file.
# A reading for a post or a folder of posts, in a table for each site; docs/questions.md lists the readings.
"""


class ChoicesError(Exception):
    """A file of choices that cannot be written; the message says why."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The readings that somebody chose, by site key and by key of a post or a folder."""

    sites: Mapping[str, Mapping[str, Selection]] = field(default_factory=dict)
    file: TomlFile = field(default_factory=TomlFile, compare=False)

    def of(self, site: str) -> Mapping[str, Selection]:
        """Return the choices for a site key, empty if there are none."""
        return self.sites.get(site, {})

    def unused(self, site: str, posts: Collection[str], *, own: bool) -> Iterator[Finding]:
        """Yield a finding for each table and entry that matches none of a site's `posts`, which are keys.

        `own`: the file belongs to this site alone, so a table of another site key is a finding too.
        """
        if own:
            for other in self.sites.keys() - {site}:
                message = Code.UNUSED_SETTING.message(
                    "other-site", other=other, site=site, nearest=nearest(other, [site])
                )
                yield self.file.finding(message, other)
        yield from unused_folders(self.file, (site,), self.of(site), posts)


def load(path: Path) -> tuple[Choices, tuple[Finding, ...]]:
    """Return the choices in a file, and findings; a file that does not exist holds none.

    What cannot be understood is left out and is a finding (`bad-config`) with its line.
    """
    if not path.exists():
        return Choices(), ()
    file = toml.read(path)
    if isinstance(file, Finding):
        return Choices(), (file,)
    findings: list[Finding] = []
    sites: dict[str, dict[str, Selection]] = {}
    for site, table in file.tables.items():
        if not isinstance(table, dict):
            findings.append(file.finding(Code.BAD_CONFIG.message("table", setting=site), site))
            continue
        sites[site] = {}
        for key, written in table.items():
            try:
                sites[site][key] = _selection(written)
            except SelectionError as error:
                message = Code.BAD_CONFIG.message("reading", reason=error.reason)
                findings.append(file.finding(message, site, key))
    return Choices(sites, file), tuple(findings)


def save(path: Path, site: str, chosen: Mapping[str, Selection]) -> None:
    """Write choices for a site, by key of a post or a folder, into the file; its other lines stay.

    The file is replaced as a whole or not at all. Raise OSError, and ChoicesError where the file is
    no TOML or an entry cannot be put on a line of its own.
    """
    text = path.read_bytes().decode("utf-8-sig") if path.exists() else _HEADER
    lines = text.split("\n")
    wanted = _tables(path, text)
    for key, selection in chosen.items():
        entry = f"{_toml_string(key)} = {_value(selection)}"
        _put(lines, site, key, entry)
        wanted.setdefault(site, {}).update(tomllib.loads(entry))
    made = "\n".join(lines).rstrip("\n") + "\n"
    if _tables(path, made) != wanted:
        raise ChoicesError(f"{path}: the table of {site} must have a line of its own for each post")
    write_whole(path, made.encode())


def _tables(path: Path, text: str) -> dict[str, Any]:
    """Return the tables in the text of the file. Raise ChoicesError where it is no TOML."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ChoicesError(f"{path}: {error}") from None


def _selection(written: object) -> Selection:
    """Return the selection in a value of the file. Raise SelectionError where it is none."""
    if isinstance(written, str):
        return parse_selection(written)
    if not isinstance(written, dict) or not written.keys() & {"prompts", "ends"}:
        raise SelectionError(Phrase.NO_READING.text())
    prompts, ends = (written.get(key) for key in ("prompts", "ends"))
    if not _are_texts(prompts) or not _are_texts(ends) or len(prompts) != len(ends):
        raise SelectionError(Phrase.UNEQUAL_LINES.text())
    return Selection(lines=GivenLines(tuple(prompts), tuple(ends)))


def _are_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _value(selection: Selection) -> str:
    """Return a selection as a value of the file."""
    if selection.lines is None:
        return _toml_string(str(selection))
    lists = (
        ", ".join(map(_toml_string, texts))
        for texts in (selection.lines.prompts, selection.lines.ends)
    )
    return "{{ prompts = [{}], ends = [{}] }}".format(*lists)


def _put(lines: list[str], site: str, key: str, entry: str) -> None:
    """Put an entry into a site's table, in place of the one with its key; add a missing table."""
    start = next((n for n, line in enumerate(lines) if _is_table_of(line, site)), None)
    if start is None:
        while lines and not lines[-1].strip():
            lines.pop()
        lines += ["", f"[{_toml_string(site)}]", entry]
        return
    last = at = start + 1
    while at < len(lines) and not lines[at].startswith("["):
        keys, end = _entry(lines, at)
        if keys == {key}:
            lines[at:end] = [entry]
            return
        last, at = (end if keys else last), end
    lines.insert(last, entry)


def _entry(lines: Sequence[str], at: int) -> tuple[set[str], int]:
    """Return the keys of the entry that begins at a line, and the index of the line behind it.

    An entry may take several lines. The keys are empty where no entry begins.
    """
    for end in range(at + 1, len(lines) + 1):
        with suppress(ValueError):
            return set(tomllib.loads("\n".join(lines[at:end]))), end
    return set(), at + 1


def _is_table_of(line: str, site: str) -> bool:
    """Whether a line is the head of a site's table."""
    try:
        return line.startswith("[") and list(tomllib.loads(line)) == [site]
    except ValueError:
        return False


def _toml_string(text: str) -> str:
    """Return a text as a basic string of TOML, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False)

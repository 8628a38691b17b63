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

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeGuard

from ..findings import Code, Finding, Phrase
from ..questions.selection import GivenLines, Selection, SelectionError
from ..questions.selection import parse as parse_selection
from ..spelling import nearest
from . import toml, unused_folders
from .toml import TomlFile, rekeyed
from .toml_edit import put

NAME = "readings.toml"

_HEADER = """\
# How posts are to be read that can be read in more than one way: `postdeck choose` writes this file.
# A reading for a post or a folder of posts, in a table for each site; docs/questions.md lists the readings.
"""


@dataclass(frozen=True, slots=True)
class Choices:
    """The readings that somebody chose, by site key and by key of a post or a folder."""

    sites: Mapping[str, Mapping[str, Selection]] = field(default_factory=dict)
    file: TomlFile = field(default_factory=TomlFile, compare=False)

    def of(self, site: str) -> Mapping[str, Selection]:
        """Return the choices for a site key, empty if there are none."""
        return self.sites.get(site, {})

    def following(self, former: Mapping[str, str]) -> Choices:
        """Return the choices with those of sites that have a new key, given the former one by the new."""
        return replace(self, sites=rekeyed(self.sites, former))

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

    Raise OSError, TomlEditError.
    """
    put(path, (((site, key), _value(selection)) for key, selection in chosen.items()), _HEADER)


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


def _value(selection: Selection) -> str | dict[str, list[str]]:
    """Return a selection as a value of the file."""
    if selection.lines is None:
        return str(selection)
    return {"prompts": list(selection.lines.prompts), "ends": list(selection.lines.ends)}

"""Reading `postdeck.toml`: its tables in, settings and what is wrong with them out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeGuard, get_args

from ..files import real
from ..findings import Code, Finding, Message
from ..products import OPTIONS
from ..questions.selection import Selection, SelectionError
from ..questions.selection import parse as parse_selection
from ..spelling import nearest
from . import (
    LinkcheckSettings,
    PictureSettings,
    PostKind,
    Settings,
    SiteSettings,
    post_filter,
    register,
    toml,
)
from .finding_rules import RULINGS, FindingRules, Ruling
from .post_filter import PostFilter
from .register import Setting
from .toml import KeyPath, TomlFile

_HOST = re.compile(r"[^\s/:@?#]+(?::\d+)?")
_CODES = {str(code): code for code in Code}
_ADDRESS = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")


def load(path: Path) -> tuple[Settings, tuple[Finding, ...]]:
    """Return the settings in a file, and findings.

    What cannot be understood is left out and is a finding (`bad-config`) with its line. Nothing is
    raised: a file that cannot be read is a finding too.
    """
    file = toml.read(path)
    if isinstance(file, Finding):
        return Settings(), (file,)
    reader = _Reader(file)
    top = reader.settings("", (), file.tables)
    settings = Settings(
        sites={key: reader.site(key, values) for key, values in reader.named("sites")},
        options={name: reader.settings(name, (name,), reader.table(name)) for name in OPTIONS},
        emitters={
            name: table
            for name, table in reader.named("emitters")
            if reader.is_table(table, ("emitters", name))
        },
        linkcheck=LinkcheckSettings(
            **reader.settings("linkcheck", ("linkcheck",), reader.table("linkcheck"))
        ),
        pictures=PictureSettings(
            **reader.settings("pictures", ("pictures",), reader.table("pictures"))
        ),
        without_questions=frozenset(
            kind for kind in get_args(PostKind) if top.get(kind) == "leave"
        ),
        posts=_posts(top),
        keys=reader.keys(path.parent),
        findings=reader.rules(),
        file=file,
    )
    return settings, tuple(sorted(reader.findings, key=lambda found: found.line or 0))


def _posts(read: Mapping[str, Any]) -> PostFilter:
    return PostFilter(read.get("include", ()), read.get("exclude", ()))


def _rulings(read: Mapping[str, Any]) -> dict[Code, Ruling]:
    return {code: ruling for ruling in RULINGS for code in read.get(ruling, ())}


def _unknown(at: KeyPath, value: object, known: Collection[str]) -> Message:
    """Return the message about a setting that there is not: maybe a part of the name of a site."""
    name = f"[{toml.dotted(at)}]" if isinstance(value, dict) and len(at) == 1 else toml.named(at)
    if at[0] != "sites" or not isinstance(value, dict):
        return Code.BAD_CONFIG.message("unknown", setting=name, nearest=nearest(at[-1], known))
    parts = list(at[1:])
    while len(value) == 1:
        [(part, inner)] = value.items()
        if part == "questions" or not isinstance(inner, dict):
            break
        parts.append(part)
        value = inner
    right = f"[{toml.dotted((at[0], '.'.join(parts)))}]"
    return Code.BAD_CONFIG.message("dots", setting=name, right=right)


@dataclass(slots=True)
class _Reader:
    """A reader of tables of settings, which collects what is wrong with them."""

    file: TomlFile
    findings: list[Finding] = field(default_factory=list)

    def settings(self, table: str, at: KeyPath, given: object) -> dict[str, Any]:
        """Return what a table of the register sets, without what is wrong."""
        if not self.is_table(given, at):
            return {}
        known = register.names_in(table)
        for key in given.keys() - known:
            self._report((*at, key), _unknown((*at, key), given[key], known))
        read = {
            name: _READERS[setting.kind](self, (*at, name), setting, given[name])
            for name, setting in register.SETTINGS[table].items()
            if name in given
        }
        return {name: value for name, value in read.items() if value is not None}

    def table(self, name: str) -> object:
        """Return a table at the top of the file, an empty one if there is none."""
        return self.file.tables.get(name, {})

    def named(self, name: str) -> list[tuple[str, object]]:
        """Return the tables, or whatever is in their place, in a table whose keys the user names."""
        table = self.table(name)
        return list(table.items()) if self.is_table(table, (name,)) else []

    def site(self, key: str, values: object) -> SiteSettings:
        """Return the settings of a site."""
        at = ("sites", key)
        read = self.settings("sites.KEY", at, values)
        if not isinstance(values, dict):
            return SiteSettings()
        questions = self._questions((*at, "questions"), values.get("questions", {}))
        filters = {name: read.pop(name, ()) for name in ("include", "exclude")}
        return SiteSettings(**read, posts=PostFilter(**filters), questions=questions)

    def keys(self, beside: Path) -> dict[Path, str]:
        """Return the keys of sites by the real path of their roots, which are relative to a folder."""
        setting = register.SETTINGS["keys"]["FOLDER"]
        found = {name: self.text(("keys", name), setting, key) for name, key in self.named("keys")}
        return {real(beside / folder): key for folder, key in found.items() if key}

    def rules(self) -> FindingRules:
        """Return how findings are ruled: lists of codes, and such lists in a table for a pattern."""
        at = ("findings",)
        given = dict(self.named("findings"))
        below = {name: given.pop(name) for name in [*given] if isinstance(given[name], dict)}
        wrong = [name for name in below if self._wrong_patterns((*at, name), [name])]
        return FindingRules(
            _rulings(self.settings("findings", at, given)),
            {
                name: _rulings(self.settings("findings.PATTERN", (*at, name), rules))
                for name, rules in below.items()
                if name not in wrong
            },
        )

    def is_table(self, value: object, at: KeyPath) -> TypeGuard[dict[str, Any]]:
        """Whether a value is a table; if not, that is a finding."""
        if not isinstance(value, dict):
            self._report(at, Code.BAD_CONFIG.message("table", setting=toml.named(at)))
        return isinstance(value, dict)

    def text(self, at: KeyPath, setting: Setting, value: object) -> str | None:
        """Return a text, None for another value."""
        if not isinstance(value, str):
            self._report(at, Code.BAD_CONFIG.message("text", setting=toml.named(at)))
        elif not value.strip(": \t"):
            self._report(at, Code.BAD_CONFIG.message("empty", setting=toml.named(at)))
        else:
            return value.strip()
        return None

    def texts(self, at: KeyPath, setting: Setting, value: object) -> tuple[str, ...]:
        """Return a list of texts, an empty one for another value."""
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._report(at, Code.BAD_CONFIG.message("texts", setting=toml.named(at)))
        return ()

    def truth(self, at: KeyPath, setting: Setting, value: object) -> bool | None:
        """Return true or false, None for another value."""
        if isinstance(value, bool):
            return value
        self._refuse(at, value, ("true", "false"))
        return None

    def number(self, at: KeyPath, setting: Setting, value: object) -> int | None:
        """Return a number within its bounds, None for another value."""
        least, most = map(int, setting.values)
        if type(value) is int and least <= value <= most:
            return value
        self._refuse(at, value, (f"{least} to {most}",))
        return None

    def choice(self, at: KeyPath, setting: Setting, value: object) -> object:
        """Return one of the values that there are, None for another one."""
        found = setting.value_of(value)
        if found is None:
            self._refuse(at, value, setting.values)
        return found

    def patterns(self, at: KeyPath, setting: Setting, value: object) -> tuple[str, ...]:
        """Return the patterns that can be read."""
        patterns = self.texts(at, setting, value)
        wrong = self._wrong_patterns(at, patterns)
        return tuple(pattern for pattern in patterns if pattern not in wrong)

    def _wrong_patterns(self, at: KeyPath, patterns: Iterable[str]) -> list[str]:
        wrong = list(filter(post_filter.is_wrong, patterns))
        for pattern in wrong:
            self._report(
                at, Code.BAD_CONFIG.message("pattern", setting=toml.named(at), pattern=pattern)
            )
        return wrong

    def hosts(self, at: KeyPath, setting: Setting, value: object) -> tuple[str, ...]:
        """Return the names of hosts in lower case."""
        hosts = self.texts(at, setting, value)
        for host in hosts:
            if not _HOST.fullmatch(host):
                meant = _HOST.search(host.partition("//")[2])
                near = meant[0] if meant else None
                self._report(at, Code.BAD_CONFIG.message("alias", alias=host, nearest=near))
        return tuple(host.lower() for host in hosts if _HOST.fullmatch(host))

    def address(self, at: KeyPath, setting: Setting, value: object) -> str | None:
        """Return an address of the web, None for another value."""
        url = self.text(at, setting, value)
        if url is None or _ADDRESS.fullmatch(url):
            return url
        self._refuse(at, url, ("https://…",))
        return None

    def codes(self, at: KeyPath, setting: Setting, value: object) -> tuple[Code, ...]:
        """Return the codes of findings that can be ruled."""
        found = []
        for name in self.texts(at, setting, value):
            if name not in _CODES:
                near = nearest(name, _CODES)
                self._report(at, Code.BAD_CONFIG.message("code", code=name, nearest=near))
            elif (code := _CODES[name]).stops:
                self._report(at, Code.BAD_CONFIG.message("stopping", code=name))
            else:
                found.append(code)
        return tuple(found)

    def _questions(self, at: KeyPath, values: object) -> dict[str, Selection]:
        selections = {}
        for folder, written in values.items() if self.is_table(values, at) else ():
            try:
                selections[folder] = parse_selection(str(written))
            except SelectionError as error:
                message = Code.BAD_CONFIG.message("reading", reason=error.reason)
                self._report((*at, folder), message)
        return selections

    def _refuse(self, at: KeyPath, value: object, allowed: Iterable[object]) -> None:
        choice = ", ".join(map(str, allowed))
        message = Code.BAD_CONFIG.message(
            "choice", setting=toml.named(at), value=str(value), choice=choice
        )
        self._report(at, message)

    def _report(self, at: KeyPath, message: Message) -> None:
        self.findings.append(self.file.finding(message, *at))


_READERS: Mapping[str, Callable[[_Reader, KeyPath, Setting, object], object]] = {
    "text": _Reader.text,
    "texts": _Reader.texts,
    "truth": _Reader.truth,
    "number": _Reader.number,
    "choice": _Reader.choice,
    "patterns": _Reader.patterns,
    "hosts": _Reader.hosts,
    "address": _Reader.address,
    "codes": _Reader.codes,
}

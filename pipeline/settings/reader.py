"""Reading `postdeck.toml`: its tables in, settings and what is wrong with them out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeGuard, get_args

from ..files import real
from ..findings import Code, Finding, Message
from ..products import OPTIONS, Option
from ..questions.selection import Selection, SelectionError
from ..questions.selection import parse as parse_selection
from . import (
    LinkcheckSettings,
    PictureSettings,
    PostKind,
    Settings,
    SiteSettings,
    post_filter,
    toml,
)
from .finding_rules import RULINGS, FindingRules, Ruling
from .post_filter import PostFilter
from .toml import KeyPath, TomlFile, nearest

_HOST = re.compile(r"[^\s/:@?#]+(?::\d+)?")
_CODES = {str(code): code for code in Code}
_ADDRESS = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?")
_WIDEST = 100_000
_FILTERS = ("include", "exclude")
_SITE = {"aliases", "title", "url", "deck", "separate", "questions", *_FILTERS}


def load(path: Path) -> tuple[Settings, tuple[Finding, ...]]:
    """Return the settings in a file, and findings.

    What cannot be understood is left out and is a finding (`bad-config`) with its line. Nothing is
    raised: a file that cannot be read is a finding too.
    """
    file = toml.read(path)
    if isinstance(file, Finding):
        return Settings(), (file,)
    reader = _Reader(file)
    names = {
        "sites",
        "keys",
        "findings",
        "emitters",
        "linkcheck",
        "pictures",
        *_FILTERS,
        *OPTIONS,
        *get_args(PostKind),
    }
    known = reader.table((), file.tables, names)
    kinds = frozenset(kind for kind in get_args(PostKind) if reader.leaves(kind, known.get(kind)))
    options = {name: reader.options(name, known.get(name, {})) for name in OPTIONS}
    emitters = reader.emitters(known.get("emitters", {}))
    linkcheck = reader.linkcheck(known.get("linkcheck", {}))
    pictures = reader.pictures(known.get("pictures", {}))
    sites = known.get("sites", {})
    if not reader.is_table(sites, ("sites",)):
        sites = {}
    settings = {key: reader.site(key, site) for key, site in sites.items()}
    posts = reader.posts((), known)
    keys = reader.keys(known.get("keys", {}), path.parent)
    rules = reader.rules(known.get("findings", {}))
    findings = sorted(reader.findings, key=lambda found: found.line or 0)
    read = Settings(
        settings, options, emitters, linkcheck, pictures, kinds, posts, keys, rules, file
    )
    return read, tuple(findings)


@dataclass(slots=True)
class _Reader:
    """A reader of tables of settings, which collects what is wrong with them."""

    file: TomlFile
    findings: list[Finding] = field(default_factory=list)

    def site(self, key: str, values: object) -> SiteSettings:
        at = ("sites", key)
        if not self.is_table(values, at):
            return SiteSettings()
        known = self.table(at, values, _SITE)
        aliases = self._texts((*at, "aliases"), known.get("aliases", []))
        for alias in aliases:
            if not _HOST.fullmatch(alias):
                host = _HOST.search(alias.partition("//")[2])
                message = Code.BAD_CONFIG.message(
                    "alias", alias=alias, nearest=host[0] if host else None
                )
                self._report((*at, "aliases"), message)
        return SiteSettings(
            aliases=tuple(item.lower() for item in aliases if _HOST.fullmatch(item)),
            title=self._text((*at, "title"), known.get("title")),
            url=self._url((*at, "url"), known.get("url")),
            deck=self._text((*at, "deck"), known.get("deck")),
            posts=self.posts(at, known),
            separate=self._truth((*at, "separate"), known.get("separate", False)),
            questions=self._questions((*at, "questions"), known.get("questions", {})),
        )

    def options(self, name: str, values: object) -> dict[str, Any]:
        """Return the options in the table of a product."""
        if not self.is_table(values, (name,)):
            return {}
        options = {option.name: option for option in OPTIONS[name]}
        known = self.table((name,), values, set(options))
        read = {key: self._option((name, key), options[key], known[key]) for key in known}
        return {key: value for key, value in read.items() if value is not None}

    def _option(self, at: KeyPath, option: Option, value: object) -> object:
        if not option.values:
            return self._text(at, value)
        if value in option.values and not isinstance(value, bool):
            return value
        self._refuse_choice(at, value, option.values)
        return None

    def emitters(self, values: object) -> dict[str, dict[str, Any]]:
        """Return the tables of emitters, whose keys they alone know."""
        if not self.is_table(values, ("emitters",)):
            return {}
        return {
            name: table
            for name, table in values.items()
            if self.is_table(table, ("emitters", name))
        }

    def keys(self, values: object, beside: Path) -> dict[Path, str]:
        """Return the keys of sites by the real path of their roots, which are relative to a folder."""
        if not self.is_table(values, ("keys",)):
            return {}
        found = {folder: self._text(("keys", folder), key) for folder, key in values.items()}
        return {real(beside / folder): key for folder, key in found.items() if key}

    def rules(self, values: object) -> FindingRules:
        """Return how findings are ruled: lists of codes, and such lists in a table for a pattern."""
        at: KeyPath = ("findings",)
        if not self.is_table(values, at):
            return FindingRules()
        tables = {name: below for name, below in values.items() if isinstance(below, dict)}
        for name in tables:
            self._patterns((*at, name), [name])
        return FindingRules(
            self._rulings(at, {k: v for k, v in values.items() if k not in tables}),
            {
                name: self._rulings((*at, name), below)
                for name, below in tables.items()
                if not post_filter.is_wrong(name)
            },
        )

    def _rulings(self, at: KeyPath, values: Mapping[str, Any]) -> dict[Code, Ruling]:
        found: dict[Code, Ruling] = {}
        known = self.table(at, values, set(RULINGS))
        for ruling in RULINGS:
            for name in self._texts((*at, ruling), known.get(ruling, [])):
                if name not in _CODES:
                    message = Code.BAD_CONFIG.message(
                        "code", code=name, nearest=nearest(name, _CODES)
                    )
                    self._report((*at, ruling), message)
                elif (code := _CODES[name]).stops:
                    self._report((*at, ruling), Code.BAD_CONFIG.message("stopping", code=name))
                else:
                    found[code] = ruling
        return found

    def leaves(self, name: str, value: object) -> bool:
        """Whether a kind of posts is left without questions; an unknown value is a finding."""
        if value not in (None, "take", "leave"):
            self._refuse_choice((name,), value, ("take", "leave"))
        return value == "leave"

    def linkcheck(self, values: object) -> LinkcheckSettings:
        at = ("linkcheck",)
        if not self.is_table(values, at):
            return LinkcheckSettings()
        return LinkcheckSettings(
            self._texts((*at, "ignore"), self.table(at, values, {"ignore"}).get("ignore", []))
        )

    def pictures(self, values: object) -> PictureSettings:
        at, usual = ("pictures",), PictureSettings()
        if not self.is_table(values, at):
            return usual
        known = self.table(at, values, {"width", "convert"})
        width = known.get("width", usual.width)
        if type(width) is not int or not 0 <= width <= _WIDEST:
            self._refuse_choice((*at, "width"), width, (f"0 to {_WIDEST}",))
            width = usual.width
        return PictureSettings(width, self._truth((*at, "convert"), known.get("convert", False)))

    def posts(self, at: KeyPath, known: Mapping[str, Any]) -> PostFilter:
        """Return which posts are read."""
        return PostFilter(*(self._patterns((*at, name), known.get(name, [])) for name in _FILTERS))

    def _patterns(self, at: KeyPath, value: object) -> tuple[str, ...]:
        patterns = self._texts(at, value)
        for pattern in filter(post_filter.is_wrong, patterns):
            self._report(at, Code.BAD_CONFIG.message("pattern", setting=at[-1], pattern=pattern))
        return tuple(pattern for pattern in patterns if not post_filter.is_wrong(pattern))

    def table(self, at: KeyPath, values: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
        """Return the known keys of a table with their values; each other key is a finding."""
        for key in values.keys() - known:
            message = Code.BAD_CONFIG.message("unknown", setting=key, nearest=nearest(key, known))
            self._report((*at, key), message)
        return {key: value for key, value in values.items() if key in known}

    def is_table(self, value: object, at: KeyPath) -> TypeGuard[dict[str, Any]]:
        """Whether a value is a table; if not, that is a finding."""
        if not isinstance(value, dict):
            self._report(at, Code.BAD_CONFIG.message("table", setting=at[-1]))
        return isinstance(value, dict)

    def _truth(self, at: KeyPath, value: object) -> bool:
        if not isinstance(value, bool):
            self._refuse_choice(at, value, ("true", "false"))
        return value is True

    def _texts(self, at: KeyPath, value: object) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self._report(at, Code.BAD_CONFIG.message("texts", setting=at[-1]))
        return ()

    def _text(self, at: KeyPath, value: object) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            self._report(at, Code.BAD_CONFIG.message("text", setting=at[-1]))
            return None
        if not value.strip(": \t"):
            self._report(at, Code.BAD_CONFIG.message("empty", setting=at[-1]))
            return None
        return value.strip()

    def _url(self, at: KeyPath, value: object) -> str | None:
        url = self._text(at, value)
        if url is None or _ADDRESS.fullmatch(url):
            return url
        self._refuse_choice(at, url, ("https://…",))
        return None

    def _questions(self, at: KeyPath, values: object) -> dict[str, Selection]:
        if not self.is_table(values, at):
            return {}
        selections = {}
        for folder, written in values.items():
            try:
                selections[folder] = parse_selection(str(written))
            except SelectionError as error:
                message = Code.BAD_CONFIG.message("reading", reason=error.reason)
                self._report((*at, folder), message)
        return selections

    def _refuse_choice(self, at: KeyPath, value: object, allowed: Iterable[object]) -> None:
        choice = ", ".join(map(str, allowed))
        message = Code.BAD_CONFIG.message("choice", setting=at[-1], value=str(value), choice=choice)
        self._report(at, message)

    def _report(self, at: KeyPath, message: Message) -> None:
        self.findings.append(self.file.finding(message, *at))

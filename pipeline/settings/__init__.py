"""What a user may set for each site in `postdeck.toml`, checked with file and line.

The readings that somebody chose lie in a file of their own, `readings.toml` (`readings_file`).

unsure = "leave"                # take no questions from posts that can be read in more than one way
titles = "leave"                # and none from posts whose title is the question

[sites."www.example.org"]
aliases = ["example.org"]       # other hosts of the same site
title = "Notes"                 # instead of the blog's own title
deck = "Study::Notes"           # the name of the deck
separate = true                 # it is none of the other sites in its ledger

[sites."www.example.org".questions]
"notes/interview" = "heading-2" # which lines of the posts whose key begins so are prompts

[sheet]
title = "Interview notes"       # instead of the sites' titles
paper = "Letter"                # or "A4"
columns = 3                     # 1, 2 or 3
edition = "questions"           # or "full", "cards"

[links]
graph = "graphml"               # the graph of links too

[emitters.NAME]                 # what an emitter of a plugin leaves to the user

[linkcheck]
ignore = ["https://x.com/*"]    # addresses that `linkcheck` does not ask, as shell wildcards
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, TypeGuard, get_args

from ..findings import Code, Finding, Message
from ..products import OPTIONS, Option
from ..questions.selection import Selection, SelectionError
from ..questions.selection import parse as parse_selection
from . import toml
from .toml import KeyPath, TomlFile, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

PostKind = Literal["unsure", "titles"]
"""The kinds of posts from which a user may have no questions taken: those that can be read in more
than one way, and those whose title is the question.
"""

_HOST = re.compile(r"[^\s/:@?#]+(?::\d+)?")


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What is set for one site; None and empty where nothing is."""

    aliases: tuple[str, ...] = ()
    title: str | None = None
    deck: str | None = None
    separate: bool = False
    questions: Mapping[str, Selection] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LinkcheckSettings:
    """What is set for `linkcheck`."""

    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """All that `postdeck.toml` sets: for sites by key, for products and for `linkcheck`.

    `options` holds those of built-in products by table, `emitters` those of others by name.
    `without_questions` holds the kinds of posts from which none are taken.
    """

    sites: Mapping[str, SiteSettings] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    emitters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    linkcheck: LinkcheckSettings = field(default_factory=LinkcheckSettings)
    without_questions: frozenset[PostKind] = frozenset()
    file: TomlFile = field(default_factory=TomlFile, compare=False)

    def of(self, site_key: str) -> SiteSettings:
        """Return the settings of a site, empty ones if there are none."""
        return self.sites.get(site_key, SiteSettings())

    def deck_names(self) -> dict[str, str]:
        """Return the deck names that are set, by site key."""
        return {key: site.deck for key, site in self.sites.items() if site.deck}

    def unused(self, posts: Mapping[str, Collection[str]]) -> Iterator[Finding]:
        """Yield a finding for each site, folder and post that is set and not in the run.

        `posts` holds the post keys of the run by site key.
        """
        for key, site in self.sites.items():
            if key not in posts:
                message = Code.UNUSED_SETTING.message("site", site=key, nearest=nearest(key, posts))
                yield self.file.finding(message, "sites", key)
            else:
                at = ("sites", key, "questions")
                yield from unused_folders(self.file, at, site.questions, posts[key])

    def unknown_emitters(self, known: Collection[str]) -> Iterator[Finding]:
        """Yield a finding for each emitter that is set and that no plugin brings."""
        for name in sorted(self.emitters.keys() - set(known)):
            message = Code.UNUSED_SETTING.message(
                "emitter", emitter=name, nearest=nearest(name, known)
            )
            yield self.file.finding(message, "emitters", name)


def unused_folders(
    file: TomlFile, table: Sequence[str], named: Iterable[str], posts: Collection[str]
) -> Iterator[Finding]:
    """Yield a finding for each named folder or post that matches none of `posts` (keys)."""
    for folder in named:
        if not any(_holds(folder, post) for post in posts):
            message = Code.UNUSED_SETTING.message(
                "folder", folder=folder, nearest=nearest(folder, _folders(posts))
            )
            yield file.finding(message, *table, folder)


def for_post(selections: Mapping[str, Selection], post_key: str) -> Selection | None:
    """Return the selection of the longest folder that holds a post, None without one.

    A folder is a prefix of the post's key by whole names; the key itself may stand there too, and "" or
    "." stands for all posts.
    """
    found = [folder for folder in selections if _holds(folder, post_key)]
    return selections[max(found, key=len)] if found else None


def load(path: Path) -> tuple[Settings, tuple[Finding, ...]]:
    """Return the settings in a file, and findings.

    What cannot be understood is left out and is a finding (`bad-config`) with its line. Nothing is
    raised: a file that cannot be read is a finding too.
    """
    file = toml.read(path)
    if isinstance(file, Finding):
        return Settings(), (file,)
    reader = _Reader(file)
    names = {"sites", "emitters", "linkcheck", *OPTIONS, *get_args(PostKind)}
    known = reader.table((), file.tables, names)
    kinds = frozenset(kind for kind in get_args(PostKind) if reader.leaves(kind, known.get(kind)))
    options = {name: reader.options(name, known.get(name, {})) for name in OPTIONS}
    emitters = reader.emitters(known.get("emitters", {}))
    linkcheck = reader.linkcheck(known.get("linkcheck", {}))
    sites = known.get("sites", {})
    if not reader.is_table(sites, ("sites",)):
        sites = {}
    settings = {key: reader.site(key, site) for key, site in sites.items()}
    findings = sorted(reader.findings, key=lambda found: found.line or 0)
    return Settings(settings, options, emitters, linkcheck, kinds, file), tuple(findings)


def _holds(folder: str, post_key: str) -> bool:
    name = folder.strip("/")
    return name in ("", ".") or f"{post_key}/".startswith(f"{name}/")


def _folders(posts: Iterable[str]) -> set[str]:
    """Return what `questions` may name: the keys of posts and the folders above them."""
    return {
        str(path) for post in posts for path in (PurePosixPath(post), *PurePosixPath(post).parents)
    }


@dataclass(slots=True)
class _Reader:
    """A reader of tables of settings, which collects what is wrong with them."""

    file: TomlFile
    findings: list[Finding] = field(default_factory=list)

    def site(self, key: str, values: object) -> SiteSettings:
        at = ("sites", key)
        if not self.is_table(values, at):
            return SiteSettings()
        known = self.table(at, values, {"aliases", "title", "deck", "separate", "questions"})
        aliases = known.get("aliases", [])
        if not isinstance(aliases, list) or not all(isinstance(item, str) for item in aliases):
            self._report((*at, "aliases"), Code.BAD_CONFIG.message("aliases"))
            aliases = []
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
            deck=self._text((*at, "deck"), known.get("deck")),
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

    def leaves(self, name: str, value: object) -> bool:
        """Whether a kind of posts is left without questions; an unknown value is a finding."""
        if value not in (None, "take", "leave"):
            self._refuse_choice((name,), value, ("take", "leave"))
        return value == "leave"

    def linkcheck(self, values: object) -> LinkcheckSettings:
        at = ("linkcheck",)
        if not self.is_table(values, at):
            return LinkcheckSettings()
        ignore = self.table(at, values, {"ignore"}).get("ignore", [])
        if not isinstance(ignore, list) or not all(isinstance(item, str) for item in ignore):
            self._report((*at, "ignore"), Code.BAD_CONFIG.message("ignore"))
            return LinkcheckSettings()
        return LinkcheckSettings(tuple(ignore))

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

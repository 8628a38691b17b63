"""`postdeck.toml`: what a user may set for each site, checked with file and line.

unsure = "leave"                # take no questions from posts that can be read in more than one way
titles = "leave"                # and none from posts whose title is the question

[sites."www.example.org"]
aliases = ["example.org"]       # other hosts of the same site
title = "Notes"                 # instead of the blog's own title
deck = "Study::Notes"           # the name of the deck

[sites."www.example.org".questions]
"notes/interview" = "heading-2" # which lines of the posts whose key begins so are prompts

[sheet]
title = "Interview notes"       # instead of the sites' titles
paper = "Letter"                # or "A4"
columns = 3                     # 1, 2 or 3

[linkcheck]
ignore = ["https://x.com/*"]    # addresses that `linkcheck` does not ask, as shell wildcards
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal, get_args

from pipeline.findings import Code, Finding
from pipeline.questions.selection import Selection, SelectionError
from pipeline.questions.selection import parse as parse_selection
from pipeline.settings import toml
from pipeline.settings.toml import KeyPath, TomlFile, nearest_hint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

Left = Literal["unsure", "titles"]
"""The kinds of posts from which a user may have no questions taken: those that can be read in more
than one way, and those whose title is the question.
"""

PAPERS = ("A4", "Letter")
COLUMNS = (1, 2, 3)

_HOST = re.compile(r"[^\s/:@?#]+(?::\d+)?")


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What is set for one site; None and empty where nothing is."""

    aliases: tuple[str, ...] = ()
    title: str | None = None
    deck: str | None = None
    questions: Mapping[str, Selection] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """What is set for the cheat sheet; None where nothing is."""

    title: str | None = None
    paper: str | None = None
    columns: int | None = None


@dataclass(frozen=True, slots=True)
class LinkcheckSettings:
    """What is set for `linkcheck`."""

    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """All that `postdeck.toml` sets: for sites by key, for the cheat sheet and for `linkcheck`.

    `leave` holds the kinds of posts from which no questions are taken.
    """

    sites: Mapping[str, SiteSettings] = field(default_factory=dict)
    sheet: SheetSettings = field(default_factory=SheetSettings)
    linkcheck: LinkcheckSettings = field(default_factory=LinkcheckSettings)
    leave: frozenset[Left] = frozenset()
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
                message = f"no blog here has the key {key}"
                hint = nearest_hint(key, posts)
                yield self.file.finding(Code.UNUSED_SETTING, message, "sites", key, hint=hint)
            else:
                at = ("sites", key, "questions")
                yield from unused_folders(self.file, at, site.questions, posts[key])


def unused_folders(
    file: TomlFile, table: Sequence[str], named: Iterable[str], posts: Collection[str]
) -> Iterator[Finding]:
    """Yield a finding for each named folder or post that matches none of `posts` (keys)."""
    for folder in named:
        if not any(_holds(folder, post) for post in posts):
            message, hint = f"no post lies in {folder}", nearest_hint(folder, _folders(posts))
            yield file.finding(Code.UNUSED_SETTING, message, *table, folder, hint=hint)


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
    known = reader.table((), file.tables, {"sites", "sheet", "linkcheck", *get_args(Left)})
    leave = frozenset(name for name in get_args(Left) if reader.leaves(name, known.get(name)))
    sheet = reader.sheet(known.get("sheet", {}))
    linkcheck = reader.linkcheck(known.get("linkcheck", {}))
    sites = known.get("sites", {})
    if not reader.check_kind(("sites",), sites, dict, "a table"):
        sites = {}
    settings = {key: reader.site(key, site) for key, site in sites.items()}
    findings = sorted(reader.findings, key=lambda found: found.line or 0)
    return Settings(settings, sheet, linkcheck, leave, file), tuple(findings)


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
        if not isinstance(values, dict):
            self.check_kind(at, values, dict, "a table")
            return SiteSettings()
        known = self.table(at, values, {"aliases", "title", "deck", "questions"})
        aliases = known.get("aliases", [])
        if not isinstance(aliases, list) or not all(isinstance(item, str) for item in aliases):
            self._refuse((*at, "aliases"), "aliases must be a list of hosts")
            aliases = []
        for alias in aliases:
            if not _HOST.fullmatch(alias):
                host = _HOST.search(alias.partition("//")[2])
                hint = f"Did you mean {host[0]}?" if host else None
                self._refuse((*at, "aliases"), f"the alias {alias} is no bare host", hint)
        return SiteSettings(
            aliases=tuple(item.lower() for item in aliases if _HOST.fullmatch(item)),
            title=self._text((*at, "title"), known.get("title")),
            deck=self._text((*at, "deck"), known.get("deck")),
            questions=self._questions((*at, "questions"), known.get("questions", {})),
        )

    def sheet(self, values: object) -> SheetSettings:
        at = ("sheet",)
        if not isinstance(values, dict):
            self.check_kind(at, values, dict, "a table")
            return SheetSettings()
        known = self.table(at, values, {"title", "paper", "columns"})
        for key, allowed in (("paper", PAPERS), ("columns", COLUMNS)):
            if key in known and (known[key] not in allowed or isinstance(known[key], bool)):
                choice = ", ".join(map(str, allowed))
                self._refuse(
                    (*at, key), f"{key} cannot be {known.pop(key)}", f"Use one of: {choice}."
                )
        title = self._text((*at, "title"), known.get("title"))
        return SheetSettings(title, known.get("paper"), known.get("columns"))

    def leaves(self, name: str, value: object) -> bool:
        """Whether a kind of posts is left without questions; an unknown value is a finding."""
        if value not in {None, "take", "leave"}:
            self._refuse((name,), f"{name} cannot be {value}", "Use one of: take, leave.")
        return value == "leave"

    def linkcheck(self, values: object) -> LinkcheckSettings:
        at = ("linkcheck",)
        if not isinstance(values, dict):
            self.check_kind(at, values, dict, "a table")
            return LinkcheckSettings()
        ignore = self.table(at, values, {"ignore"}).get("ignore", [])
        if not isinstance(ignore, list) or not all(isinstance(item, str) for item in ignore):
            self._refuse((*at, "ignore"), "ignore must be a list of addresses with wildcards")
            return LinkcheckSettings()
        return LinkcheckSettings(tuple(ignore))

    def table(self, at: KeyPath, values: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
        """Return the known keys of a table with their values; each other key is a finding."""
        for key in values.keys() - known:
            self._refuse((*at, key), f"the setting {key} is not known", nearest_hint(key, known))
        return {key: value for key, value in values.items() if key in known}

    def check_kind(self, at: KeyPath, value: object, kind: type, name: str) -> bool:
        """Whether a value is of a type; if not, that is a finding with the type's `name`."""
        if isinstance(value, kind):
            return True
        self._refuse(at, f"{at[-1]} must be {name}")
        return False

    def _text(self, at: KeyPath, value: object) -> str | None:
        if value is None or not self.check_kind(at, value, str, "text"):
            return None
        if not str(value).strip(": \t"):
            self._refuse(at, f"{at[-1]} is empty")
            return None
        return str(value).strip()

    def _questions(self, at: KeyPath, values: object) -> dict[str, Selection]:
        if not isinstance(values, dict):
            self.check_kind(at, values, dict, "a table")
            return {}
        selections = {}
        for folder, written in values.items():
            try:
                selections[folder] = parse_selection(str(written))
            except SelectionError as error:
                self._refuse((*at, folder), str(error))
        return selections

    def _refuse(self, at: KeyPath, message: str, hint: str | None = None) -> None:
        self.findings.append(self.file.finding(Code.BAD_CONFIG, message, *at, hint=hint))

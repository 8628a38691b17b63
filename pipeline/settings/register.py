"""All settings of `postdeck.toml`: what each is called, takes, is without it, and does.

The reader, `postdeck init` and the table in the docs are made of this register. A part of a name in
capitals is the user's: the key of a site, a folder, a pattern.
"""

from __future__ import annotations

import json
from typing import Literal, NamedTuple

from ..products import OPTIONS, PRODUCTS, Option
from . import PictureSettings

Kind = Literal[
    "text", "texts", "truth", "number", "choice", "patterns", "hosts", "address", "codes", "reading",
    "any",
]  # fmt: skip


class Setting(NamedTuple):
    """A setting: the key, what it does, and the kind of its value.

    `values` are those of a choice, and the least and the greatest of a number. Where nothing is set, it is
    `default`, or what `otherwise` says. `example` is a value to begin with, where there is no default.
    """

    name: str
    kind: Kind
    help: str
    default: object = None
    otherwise: str = ""
    values: tuple[str | int, ...] = ()
    example: object = None

    def value_of(self, written: object) -> object:
        """Return the value of a choice that is written, in capitals or not; None for another."""
        return next((value for value in self.values if _folded(value) == _folded(written)), None)


class Table(NamedTuple):
    """A table of settings, by its dotted name, "" for the top; and what it is about."""

    name: str
    help: str
    settings: tuple[Setting, ...]


def as_toml(value: object) -> str:
    """Return a value as TOML, which is as JSON but for one character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _folded(value: object) -> tuple[type, object]:
    return type(value), value.casefold() if isinstance(value, str) else value


def _of_product(option: Option) -> Setting:
    return Setting(
        option.name, "choice" if option.values else "text", option.help, option.default,
        option.otherwise, option.values, option.example or (option.values or (None,))[-1],
    )  # fmt: skip


def _products(table: str) -> str:
    names = ", ".join(name for name, product in PRODUCTS.items() if product.table == table)
    return f"for {names}"


_FILTERS = (
    Setting(
        "include", "patterns", "the posts that are read, as patterns of gitignore",
        [], "all", example=["interview/"],
    ),
    Setting(
        "exclude", "patterns", "posts that are not read, as patterns of gitignore",
        [], example=["drafts/", "*.en.md"],
    ),
)  # fmt: skip
_TAKEN = ("take", "leave")
_RULED = (
    Setting("ignore", "codes", "findings that are not shown", [], example=["unused-definition"]),
    Setting(
        "error", "codes", "findings for which `check`, and a build with `--strict`, end with 1",
        [], "as each code says", example=["broken-link"],
    ),
    Setting(
        "warning", "codes", "findings that are told as warnings", [], "as each code says",
        example=["no-questions"],
    ),
)  # fmt: skip

TABLES = (
    Table("", "which posts are read", (
        *_FILTERS,
        Setting("unsure", "choice", "whether questions are taken from posts that can be read in more than "
                "one way", "take", values=_TAKEN),
        Setting("titles", "choice", "whether questions are taken from posts whose title is the question",
                "take", values=_TAKEN),
    )),
    Table("keys", "the keys of sites, if two would have one", (
        Setting("FOLDER", "text", "the key of the site in this folder, which is relative to this file",
                otherwise="its host, else the name of its repository or folder", example="my-notes"),
    )),
    Table("sites.KEY", "one site; its key is the host of its url, or the name of repository or folder", (
        Setting("title", "text", "the title of the site", otherwise="the blog's own", example="Notes"),
        Setting("deck", "text", "the name of its deck; a change moves only later cards",
                otherwise="the title", example="Study::Notes"),
        Setting("url", "address", "where a folder is shown: a repository, its files, or a site",
                otherwise="as the folder says", example="https://github.com/me/notes"),
        Setting("aliases", "hosts", "other hosts of the same site, and its old ones",
                [], example=["old.example.org"]),
        Setting("separate", "truth", "it is none of the other sites in its ledger", default=False),
        *_FILTERS,
    )),
    Table("sites.KEY.questions", "which lines of posts are prompts", (
        Setting("FOLDER", "reading", "the reading of the posts whose key begins so",
                otherwise="the best", example="heading-2"),
    )),
    *(Table(name, _products(name), tuple(map(_of_product, options))) for name, options in OPTIONS.items()),
    Table("findings", "how findings are ruled; a code that stops a run cannot be", _RULED),
    Table("findings.PATTERN", "the same for the files that a pattern of gitignore matches", _RULED),
    Table("emitters.NAME", "what the product of a plugin leaves to the user", (
        Setting("KEY", "any", "as the plugin says", otherwise="as the plugin says"),
    )),
    Table("linkcheck", "for `postdeck linkcheck`", (
        Setting("ignore", "texts", "addresses that are not asked, as shell wildcards over all of each",
                [], example=["https://x.com/*"]),
    )),
    Table("pictures", "pictures of other servers, as `postdeck fetch` keeps them", (
        Setting("width", "number", "no wider than so many pixels; 0: as wide as they are",
                PictureSettings().width, values=(0, 100_000)),
        Setting("convert", "truth", "WebP and AVIF as PNG or JPEG, for old versions of Anki's apps",
                PictureSettings().convert),
        Setting("offer", "truth", "whether a build on a terminal offers to fetch them",
                PictureSettings().offer),
    )),
)  # fmt: skip

SETTINGS = {table.name: {setting.name: setting for setting in table.settings} for table in TABLES}
"""The settings of each table by name."""


def names_in(table: str) -> set[str]:
    """Return what may stand in a table: its settings, and the tables in it, if the user names none."""
    head = f"{table}." if table else ""
    inner = {name.removeprefix(head).split(".")[0] for name in SETTINGS if name.startswith(head)}
    return {name for name in SETTINGS[table].keys() | inner if name and not name.isupper()}

"""The words of the languages that posts are written in: one TOML file each, and how they are matched.

An entry is a plain word or phrase. `…` stands for up to four characters (two of them for eight), a `*`
at the end for more letters, and a space for blanks, hyphens and underscores.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from importlib.resources.abc import Traversable

TABLES: dict[str, frozenset[str]] = {
    table: frozenset(keys.split())
    for table, keys in {
        "asks": "anywhere before begins tells told ends treats",
        "may_ask": "anywhere begins ends",
        "promises": "questions ends hints elsewhere",
        "tasks": "prompt title",
        "answers": "before mark heading solution solves after",
        "folds": "unfold begins",
        "question": "mark word issue",
        "parts": "frame numbered aside key",
        "rounds": "name ends",
        "ends": "notice mention open glossary",
    }.items()
}
_ACCENTS = r"\u0300-\u036f"
_SCRIPTS = (  # words of these are set apart from each other
    rf"A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ{_ACCENTS}",
    rf"\u0400-\u052f{_ACCENTS}",
)
_OF_SCRIPT = [(re.compile(f"[{letters}]"), letters) for letters in _SCRIPTS]
_ENTRY = re.compile(r"[^\s*…](?:[^*]*[^\s*])?\*?")
_NOTED = re.compile(r"(?P<gap>…+)|(?P<blank>\s+)")
_LIST = re.compile(r"«(\w+)\.(\w+)»")


class Wording:
    """A regex with lists of words in it: `«table.key»` is any word of that list.

    Lists are read, and the regex is compiled, when it is used first.
    """

    def __init__(self, template: str) -> None:
        self._template = template

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled regex; upper and lower case are the same to it."""
        return re.compile(
            _LIST.sub(lambda m: any_of(words(m[1], m[2])), self._template), re.IGNORECASE
        )

    def search(self, text: str) -> re.Match[str] | None:
        """Return where the regex matches first, if anywhere."""
        return self.regex.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """Return how the regex matches at the start of a text, if it does."""
        return self.regex.match(text)


def words(table: str, key: str) -> tuple[str, ...]:
    """Return the entries of one list, of all languages."""
    return _all()[table, key]


def any_of(entries: Iterable[str]) -> str:
    """Return a regex for any of some entries, longer ones first; without entries it never matches.

    A word that begins or ends with a Latin or Cyrillic letter does not touch another of its script.
    Most places are ruled out by their first character, which spares a try of every word.
    """
    limited: dict[tuple[str, str], list[str]] = defaultdict(list)
    longest_first = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    for entry in longest_first:
        first, last = _letters(entry[0]), _letters(entry[-1])
        before, after = (first and f"(?<![{first}])"), (last and f"(?![{last}])")
        limited[before, after].append(_written(entry))
    if not limited:
        return "(?!)"
    branches = (f"{a}(?:{'|'.join(found)}){z}" for (a, z), found in limited.items())
    firsts = "".join(sorted({entry[0] for entry in longest_first}))
    return f"(?:(?=[{re.escape(firsts)}])(?:{'|'.join(branches)}))"


def read(folder: Traversable) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the lists of all TOML files of a folder, merged; by table and key.

    Raise ValueError where a file holds what is no list of words.
    """
    merged: dict[tuple[str, str], list[str]] = {
        (table, key): [] for table, keys in TABLES.items() for key in keys
    }
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            for place, entries in _language(file.name, tomllib.loads(file.read_text("utf-8"))):
                merged[place] += entries
    return {place: tuple(dict.fromkeys(entries)) for place, entries in merged.items()}


@cache
def _all() -> dict[tuple[str, str], tuple[str, ...]]:
    return read(files(__package__) / "words")


def _language(
    name: str, tables: Mapping[str, object]
) -> Iterable[tuple[tuple[str, str], list[str]]]:
    """Yield the lists of one language, each with its table and key."""
    for table, lists in tables.items():
        if table not in TABLES:
            raise ValueError(f"{name}: there is no table [{table}]")
        if not isinstance(lists, dict):
            raise ValueError(f"{name}: [{table}] is no table")
        for key, entries in lists.items():
            if key not in TABLES[table]:
                raise ValueError(f"{name}: there is no key {key} in [{table}]")
            if not isinstance(entries, list):
                raise ValueError(f"{name}: {key} in [{table}] is no list of words")
            for entry in entries:
                if not isinstance(entry, str) or not _ENTRY.fullmatch(entry):
                    raise ValueError(
                        f"{name}: {key} in [{table}] holds {entry!r}, which is no word"
                    )
            yield (table, key), entries


def _letters(char: str) -> str:
    """Return the letters of a character's script, as they stand in a class; "" where words touch."""
    return next((letters for is_one, letters in _OF_SCRIPT if is_one.match(char)), "")


def _written(entry: str) -> str:
    """Return the regex of one entry, without its limits."""
    word = entry.removesuffix("*")
    parts, at = [], 0
    for m in _NOTED.finditer(word):
        gap = f".{{0,{4 * len(m['gap'])}}}?" if m["gap"] else r"[\s_-]+"
        parts += [re.escape(word[at : m.start()]), gap]
        at = m.end()
    letters = _letters(word[-1]) or r"^\W\d_"
    more = f"[{letters}]*" if word != entry else ""
    return "".join((*parts, re.escape(word[at:]), more))

"""The language in which people are told what a command does.

All that is said to them is written in English, as templates, and goes through `say`; `translations/` has a
catalogue of gettext for each other language, which `python -m tools.translations` keeps complete.
What programs read stays English; a page tells findings in the language of its site, by `sayer`.

A template is a text with named values, as in `str.format`: `the date {date} does not exist`. A number may
choose between two texts, for one and for any other number, in which `#` is the number itself:
`{cards:# card stays|# cards stay}`.
"""

from __future__ import annotations

import gettext
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, TypeAlias

ENGLISH, LANGUAGES = "en", ("en", "zh")
TRANSLATIONS = Path(__file__).parent / "translations"
DOMAIN = "postdeck"
_ENGLISH_LOCALES = {"C", "POSIX"}

Say: TypeAlias = Callable[..., str]
"""`say`, `english`, or what `sayer` returns."""

_spoken: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str) -> None:
    """Say everything in one of LANGUAGES from now on."""
    global _spoken  # noqa: PLW0603  # the terminal is one of the process
    _spoken = _catalogue(language)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language, which may lie in a zip."""
    from importlib import resources  # start-up time

    if language == ENGLISH:
        return gettext.NullTranslations()

    folder = resources.files(__package__).joinpath("translations", language, "LC_MESSAGES")
    with folder.joinpath(f"{DOMAIN}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


@contextmanager
def of_libraries() -> Iterator[None]:
    """Have libraries that ask gettext, as argparse does, say in our language what our catalogue has."""
    before = os.environ.get("LANGUAGE"), gettext.textdomain()
    gettext.bindtextdomain(DOMAIN, str(TRANSLATIONS))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = _spoken.info().get("language", ENGLISH)
    try:
        yield
    finally:
        gettext.textdomain(before[1])
        os.environ.pop("LANGUAGE")
        if before[0] is not None:
            os.environ["LANGUAGE"] = before[0]


def preferred(environment: Mapping[str, str]) -> str:
    """Return the language of a terminal: that of LC_ALL, LC_MESSAGES or LANG, the first that is set.

    As for gettext, LANGUAGE goes before them, unless they ask for C. Windows has a setting of its own.
    """
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, named), "") or _locale_of_windows()
    if locale.partition(".")[0] in _ENGLISH_LOCALES:
        return ENGLISH
    for wanted in (*environment.get("LANGUAGE", "").split(":"), locale):
        if (language := re.split(r"[-_.@]", wanted)[0].lower()) in LANGUAGES:
            return language
    return ENGLISH


def _locale_of_windows() -> str:
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""


def say(template: str, /, **values: object) -> str:
    """Return a template in the language of the terminal, with its values filled in."""
    return filled(_spoken.gettext(template), values)


def sayer(language: str) -> Say:
    """Return a `say` in one of LANGUAGES, whatever that of the terminal is."""
    catalogue = _catalogue(language)

    def said(template: str, /, **values: object) -> str:
        return filled(catalogue.gettext(template), values)

    return said


def marked(template: str) -> str:
    """Return a template as it is: a mark for those that are said elsewhere."""
    return template


def english(template: str, /, **values: object) -> str:
    """Return a template in English, with its values filled in."""
    return filled(template, values)


class _Filler(Formatter):
    """`str.format`, with a choice by number."""

    def format_field(self, value: Any, spec: str) -> Any:
        one, choice, other = spec.partition("|")
        if not choice:
            return super().format_field(value, spec)
        return (one if value == 1 else other).replace("#", str(value))


_FILLER = _Filler()


def filled(template: str, values: Mapping[str, object]) -> str:
    """Return a template with its values filled in."""
    return _FILLER.vformat(template, (), values)


def values_of(template: str, text: str) -> dict[str, str | int] | None:
    """Return values with which a template is this text in English, None where there are none."""
    values: dict[str, str | int] = {}
    name, spec, at = None, "", 0
    for literal, next_name, next_spec, _ in (*_FILLER.parse(template), ("", None, None, None)):
        end = (text.find if next_name else text.rfind)(literal, at)
        if end < 0:
            return None
        if name:
            values[name] = _value(text[at:end], spec)
        name, spec, at = next_name, next_spec or "", end + len(literal)
    return values if _is(template, values, text) else None


def _value(text: str, spec: str) -> str | int:
    """Return the value of which a text was made; of a choice by number, the number."""
    number = re.search(r"\d{1,9}", text)
    return (int(number[0]) if number else 1) if "|" in spec else text


def _is(template: str, values: Mapping[str, object], text: str) -> bool:
    try:
        return filled(template, values) == text
    except (ValueError, KeyError):
        return False


def names_in(template: str) -> frozenset[str]:
    """Return the names of the values of a template."""
    return frozenset(name for _, name, _, _ in _FILLER.parse(template) if name)

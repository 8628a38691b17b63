"""What an entry of the catalogue consists of, and how its templates become texts.

A template is a text with named values, as in `str.format`: `the date {date} does not exist`. A number may
choose between two texts, for one and for any other number, in which `#` is the number itself:
`{cards:# card stays|# cards stay}`. A value may be a text of the catalogue itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Any, TypeAlias


class Severity(StrEnum):
    """How bad a finding is: with errors `check` fails, and with `--strict` a build."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Effect(StrEnum):
    """What a finding does to a run, whatever its severity; the value is what the docs say of it."""

    NONE = "The build continues."
    LEAVES_OUT = "The post is left out, and its cards stay as they are; all else is built."
    STOPS = "The run stops, exits with 1 and changes nothing."


class Topic(StrEnum):
    """Where in a run findings are made; the value is the heading of their list in the docs."""

    READING = "Reading files"
    MARKUP = "Markup"
    QUESTIONS = "Questions"
    POSTS = "Posts together"
    LINKS = "Links"
    CARDS = "Cards and products"


@dataclass(frozen=True, slots=True)
class Template:
    """The template of a message, and that of its hint, "" for none."""

    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the catalogue has on a code: its public name, what it means and what an author can do.

    `says` is the template of its message or, where there are several, each with a short name. `hint` is
    for those that are a plain text.
    """

    name: str
    topic: Topic
    severity: Severity
    means: str
    do: str
    says: str | Template | Mapping[str, str | Template]
    hint: str = ""
    effect: Effect = Effect.NONE

    @property
    def wordings(self) -> Mapping[str, Template]:
        """The wordings by name, with their hints; the name of an only one is ""."""
        several = self.says if isinstance(self.says, Mapping) else {"": self.says}
        return {
            name: said if isinstance(said, Template) else Template(said, self.hint)
            for name, said in several.items()
        }


@dataclass(frozen=True, slots=True)
class FilledText:
    """A template in English with its values filled in; a translation needs its `name` and `values`."""

    name: str
    values: Mapping[str, Value]
    english: str

    def __str__(self) -> str:
        return self.english


Value: TypeAlias = str | int | float | FilledText | None


class _Filler(Formatter):
    """`str.format`, with a choice by number."""

    def format_field(self, value: Any, spec: str) -> Any:
        one, choice, other = spec.partition("|")
        if not choice:
            return super().format_field(value, spec)
        return (one if value == 1 else other).replace("#", str(value))


_FILLER = _Filler()


def names_in(template: str) -> frozenset[str]:
    """Return the names of the values of a template."""
    return frozenset(name for _, name, _, _ in _FILLER.parse(template) if name)


def filled(name: str, template: str, values: Mapping[str, Value]) -> FilledText:
    """Return a template, whose name in the catalogue is `name`, with its values filled in."""
    return FilledText(name, values, _FILLER.vformat(template, (), values))


def check(name: str, wording: Template, values: Mapping[str, Value]) -> None:
    """Raise TypeError if `values` lack a value of a wording, or have one that it does not have."""
    wanted = names_in(wording.text) | names_in(wording.hint)
    if wrong := sorted(wanted ^ values.keys()):
        raise TypeError(f"{name}: missing or superfluous values: {', '.join(wrong)}")

"""What an entry of the catalogue consists of, and how its templates become texts.

`pipeline/language.py` tells how templates are written. A value may be a text of the catalogue itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from ..language import Say, names_in, say
from ..language import filled as text_of


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
    """A template with its values filled in: as a text, in English. `name` is that of its wording."""

    name: str
    template: str
    values: Mapping[str, Value]

    def __str__(self) -> str:
        return text_of(self.template, self.values)

    def said(self, say: Say = say) -> str:
        """Return it in the language of the terminal, or in that of another `say`."""
        values = {
            name: value.said(say) if isinstance(value, FilledText) else value
            for name, value in self.values.items()
        }
        return say(self.template, **values)


Value: TypeAlias = str | int | float | FilledText | None


def check(name: str, wording: Template, values: Mapping[str, Value]) -> None:
    """Raise TypeError if `values` lack a value of a wording, or have one that it does not have."""
    wanted = names_in(wording.text) | names_in(wording.hint)
    if wrong := sorted(wanted ^ values.keys()):
        raise TypeError(f"{name}: missing or superfluous values: {', '.join(wrong)}")

"""The one note type: its ids, fields and templates never change, its look comes from `templates/anki/`.

Anki knows a note type by its id. It takes over a changed template or stylesheet in place, but forks
the note type when a field or a template is added, removed or moved, and then skips its notes. So
nothing here ever changes but what the template files hold. New content goes into Extra1 to Extra3,
and cards of a new kind come from the template in reserve: a template gives a card where the field of
its name is not empty.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...html.highlight import colours
from ..templates import template_folder

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

MODEL_ID = 1_653_120_840_117
NAME = "postdeck"
_FIRST_FIELD, _FIRST_TEMPLATE = 4_108_720_513_300_101, 4_108_720_513_300_201
_SPARE = "In reserve; an update of the note replaces what stands here"
ABOUT_FIELDS = {
    "Question": "The front; for a term, its name",
    "Answer": "The back; for a term, its definition",
    "Hint": "Technical: says that the card asks for a term",
    "Source": "Technical: the link to the post, at the foot of the back",
    "Post": "Technical: the title of the post, above the question",
    "Section": "Technical: the headings above the question in its post",
    "Number": "Technical: the number of the question in its post",
    "Links": "Technical: what the answer links to",
    "Reverse": "Technical: the front of the reversed card; empty for none",
    "Reserve": "Technical: the front of a card in reserve; empty for none",
    "Extra1": _SPARE,
    "Extra2": _SPARE,
    "Extra3": _SPARE,
    "Key": "Technical: the site and the name of the card, by which an update finds it",
}
"""What Anki's editor says of each field, in the order of the fields."""

FIELDS = {name: _FIRST_FIELD + at for at, name in enumerate(ABOUT_FIELDS)}
"""The id of each field, in the order of the fields."""

TEMPLATES = {"Card": "", "Reverse": "reverse-", "Reserve": "reserve-"}
"""What begins the names of each template's files, in the order of the templates."""


def is_technical(field: str) -> bool:
    """Whether a learner need not see a field in Anki's editor."""
    return ABOUT_FIELDS[field].startswith("Technical")


def template_id(template: str) -> int:
    """Return the id by which Anki follows a template that is renamed."""
    return _FIRST_TEMPLATE + list(TEMPLATES).index(template)


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a template, in Anki's own template language."""

    front: str
    back: str


@dataclass(frozen=True, slots=True)
class NoteType:
    """The sides of each template in their order, and the stylesheet, as they go into the package."""

    sides: tuple[Sides, ...]
    css: str

    @property
    def digest(self) -> str:
        """The hash by which the ledger knows whether the note type changed."""
        sides = [(each.front, each.back) for each in self.sides]
        content = json.dumps(
            [
                NAME,
                list(FIELDS.items()),
                list(ABOUT_FIELDS.items()),
                list(TEMPLATES),
                sides,
                self.css,
            ]
        )
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def load_note_type(folder: Traversable | None = None) -> NoteType:
    """Return the note type of the files of each template and card.css, with colours of code in the last.

    These are Anki's templates (`{{Field}}`), used as they stand. Raise OSError where one cannot be read.
    """
    folder = folder or template_folder("anki")

    def text(name: str) -> str:
        return (folder / name).read_text(encoding="utf-8").strip()

    sides = (
        Sides(text(f"{name}front.html"), text(f"{name}back.html")) for name in TEMPLATES.values()
    )
    return NoteType(tuple(sides), f"{text('card.css')}\n\n{_code_css()}\n")


def _code_css() -> str:
    """Return the CSS for the colours of highlighted code by day and by night.

    The night rules name both classes that Anki's programs use, `nightMode` and `night_mode`.
    """
    night = (".nightMode pre", ".night_mode pre")
    return "\n".join([*colours("xcode"), *colours("github-dark", night)])

"""The one note type: its ids and its fields never change, its look comes from `templates/anki/`.

Anki knows a note type by its id. It takes over a changed template or stylesheet in place, but forks
the note type when a field is added, removed or moved, and then skips its notes. So nothing here
ever changes but what the template files hold; new content goes into Extra1 to Extra3.
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
FIELDS = {
    "Question": 4_108_720_513_300_101,
    "Answer": 4_108_720_513_300_102,
    "Hint": 4_108_720_513_300_103,
    "Source": 4_108_720_513_300_104,
    "Post": 4_108_720_513_300_105,
    "Number": 4_108_720_513_300_106,
    "Links": 4_108_720_513_300_107,
    "Extra1": 4_108_720_513_300_108,
    "Extra2": 4_108_720_513_300_109,
    "Extra3": 4_108_720_513_300_110,
    "Key": 4_108_720_513_300_111,
}
TEMPLATE = "Card"
TEMPLATE_ID = 4_108_720_513_300_201


@dataclass(frozen=True, slots=True)
class NoteType:
    """The two sides and the stylesheet, as they go into the package."""

    front: str
    back: str
    css: str

    @property
    def digest(self) -> str:
        """The hash by which the ledger knows whether the note type changed."""
        content = json.dumps(
            [NAME, list(FIELDS.items()), TEMPLATE, self.front, self.back, self.css]
        )
        return hashlib.sha256(content.encode()).hexdigest()[:32]


def load_note_type(folder: Traversable | None = None) -> NoteType:
    """Return the note type in front.html, back.html and card.css, with colours of code in the last.

    These are Anki's templates (`{{Field}}`), used as they stand. Raise OSError where one cannot be read.
    """
    folder = folder or template_folder("anki")
    front, back, css = (
        (folder / name).read_text(encoding="utf-8").strip()
        for name in ("front.html", "back.html", "card.css")
    )
    return NoteType(front, back, f"{css}\n\n{_code_css()}\n")


def _code_css() -> str:
    """Return the CSS for the colours of highlighted code by day and by night.

    The night rules name both classes that Anki's programs use, `nightMode` and `night_mode`.
    """
    night = (".nightMode pre", ".night_mode pre")
    return "\n".join([*colours("xcode"), *colours("github-dark", night)])

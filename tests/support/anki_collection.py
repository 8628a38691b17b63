"""A temporary collection of the real Anki, which imports as its window does at first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from anki.collection import (
    Collection,
    ImportAnkiPackageRequest,
)
from anki.scheduler.v3 import CardAnswer, Scheduler

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Imported:
    """How many notes an import found new, updated, as they were, or in conflict."""

    new: int
    updated: int
    same: int
    conflicting: int


class AnkiCollection:
    """A context manager around a collection in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.col = Collection(str(folder / "collection.anki2"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.col.close()

    def import_package(self, path: Path, *, merge_notetypes: bool = False) -> Imported:
        options = self.col._backend.get_import_anki_package_presets()
        options.merge_notetypes = merge_notetypes
        request = ImportAnkiPackageRequest(package_path=str(path), options=options)
        log = self.col.import_anki_package(request).log
        return Imported(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def notes(self) -> dict[str, Any]:
        """Return every note by its guid."""
        found = (self.col.get_note(note_id) for note_id in self.col.find_notes(""))
        return {note.guid: note for note in found}

    def sides(self) -> dict[str, tuple[str, str]]:
        """Return both sides of every card, rendered, by the guid of its note."""
        result: dict[str, tuple[str, str]] = {}
        for card_id in self.col.find_cards(""):
            card = self.col.get_card(card_id)
            result[card.note().guid] = (card.question(), card.answer())
        return result

    def faults(self) -> list[str]:
        """Return all that Anki finds wrong with cards, media and database."""
        faults: list[str] = []
        for guid, (front, back) in self.sides().items():
            faults += [f"{guid}: {word}" for word in _template_errors(front + back)]
        if report := self.col.get_empty_cards().notes:
            faults.append(f"{len(report)} notes have empty cards")
        media = self.col.media.check()
        faults += [f"missing: {name}" for name in media.missing]
        faults += [f"unused: {name}" for name in media.unused]
        report, clean = self.col.fix_integrity()
        return faults if clean else [*faults, report]

    def review(self, guid: str) -> dict[str, object]:
        """Answer a card "good" twice, and return its scheduling."""
        card = self.notes()[guid].cards()[0]
        scheduler = self.col.sched
        assert isinstance(scheduler, Scheduler)
        for _ in range(2):
            card.load()
            card.start_timer()
            states = self.col._backend.get_scheduling_states(card.id)
            answer = scheduler.build_answer(card=card, states=states, rating=CardAnswer.GOOD)
            scheduler.answer_card(answer)
        return self.scheduling(guid)

    def scheduling(self, guid: str) -> dict[str, object]:
        card = self.notes()[guid].cards()[0]
        names = ("type", "queue", "due", "ivl", "factor", "reps", "lapses", "left", "did")
        return {name: getattr(card, name) for name in names}


def _template_errors(html: str) -> list[str]:
    return re.findall(r"template_error|has a problem|is blank|\[anki:play[^\]]*\]", html)

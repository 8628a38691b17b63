"""Compares the results of a story in one version of Anki with the expected ones."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.emitters.anki.notetype import FIELDS
from tests.support.schedules.story import Delivery, Story, Version

if TYPE_CHECKING:
    from pathlib import Path

Told = dict[str, Any]
"""What the client wrote about a step, or a part of it."""

NOTE_TYPE = "postdeck"
TEMPLATES = ("Question", "Reverse", "Reserve")
"""The field that gives a card, for each template of ours."""
OURS = set(range(len(TEMPLATES)))
SCHEDULE = ("type", "queue", "due", "ivl", "factor", "reps", "lapses", "left", "revlog", "deck")


@dataclass(frozen=True, slots=True)
class Verdict:
    """New, updated and kept notes of each import, whether every review is where it was, and what
    is wrong.
    """

    imports: tuple[tuple[int, ...], ...]
    history: bool
    faults: tuple[str, ...]


@dataclass(slots=True)
class Pending:
    """What earlier imports left in a collection."""

    forks: int = 0
    empty: int = 0
    """Notes with a card that shows nothing."""
    missed: frozenset[str] = frozenset()
    """Updates that do not arrive as long as the note type is forked."""

    def take(self, delivery: Delivery, version: Version) -> None:
        conflicts = _holds(delivery.conflicts_in, version)
        if conflicts:
            self.forks += 1
            self.missed |= _updated(delivery, version)
        else:
            self.missed = frozenset()
            if delivery.options.get("merge_notetypes"):
                self.forks = 0
        self.empty = delivery.empty


def judged(story: Story, told: list[Told], version: str) -> Verdict:
    """Return the verdict on all steps of a story that one version of Anki played."""
    if error := next((step["error"] for step in told if "error" in step), None):
        return Verdict((), history=False, faults=(*story.faults, error))
    lost = list(_lost(told))
    faults = [*story.faults, *lost, *_of_steps(story, told, version_of(version))]
    logs = [step["log"] for step in told if "log" in step]
    imports = (tuple(len(log[name]) for name in ("new", "updated", "duplicate")) for log in logs)
    return Verdict(tuple(imports), not lost, tuple(faults))


def version_of(text: str) -> Version:
    """Return a version in a form that can be compared: 25.02 is 25.2."""
    return tuple(int(part) for part in text.split("."))


def _of_steps(story: Story, told: list[Told], version: Version) -> Iterator[str]:
    pictures: set[str] = set()
    pending = Pending()
    played = zip(story.steps, story.expected, told, strict=True)
    for number, (plan, expected, step) in enumerate(played, 1):
        if isinstance(expected, Delivery):
            pending.take(expected, version)
        elif plan["do"] == "empty":
            pending.empty = 0
        faults = list(_database(step, pending))
        if isinstance(expected, Delivery):
            pictures |= set(_pictures(expected.package))
            faults += _import(expected, step, version, pending.missed)
        elif expected is not None and set(step["found"]) != expected(version):
            faults.append(f"found are {step['found']}, not {sorted(expected(version))}")
        shown = json.dumps(step["state"]["notes"])
        unused = {name for name in pictures if name not in shown}
        if set(step["faults"]["unused"]) != unused:
            faults.append(f"unused are {step['faults']['unused']}, not {sorted(unused)}")
        yield from (f"step {number}: {fault}" for fault in faults)


def _import(
    expected: Delivery, step: Told, version: Version, missed: frozenset[str]
) -> Iterator[str]:
    """Yield where an import did more or less than it had to."""
    conflicts = _holds(expected.conflicts_in, version)
    skipped = conflicts or _holds(expected.skipped_by, version)
    package = _notes(expected.package)
    updated = frozenset[str]() if conflicts else _updated(expected, version)
    edited = frozenset[str]() if skipped else expected.edited
    log, changes, notes = step["log"], step["changes"], step["state"]["notes"]
    yield from _differ("new", changes["new"], expected.new)
    yield from _differ("new in the log", log["new"], expected.new)
    yield from _differ("updated in the log", log["updated"], updated)
    yield from _differ("edited", changes["edited"], edited)
    yield from _differ("gone", changes["gone"], frozenset())
    refused = missed if logs_updates_alone(version) else frozenset(package) - expected.new
    yield from _differ("conflicting", log["conflicting"], refused if conflicts else frozenset())
    if expected.css not in step["state"]["notetypes"][NOTE_TYPE]:
        yield "the stylesheet did not arrive"
    for guid, (fields, tags) in package.items():
        note = notes.get(guid)
        delivered = note and fields.items() <= note["fields"].items() and note["tags"] == tags
        if guid in expected.new | edited and not delivered:
            yield f"{guid} is not as the package has it"


def _updated(expected: Delivery, version: Version) -> frozenset[str]:
    """Return the notes that an import updates if nothing is in its way."""
    return frozenset() if _holds(expected.skipped_by, version) else expected.updated


def logs_updates_alone(version: Version) -> bool:
    """Whether notes of a forked note type are told as conflicting only if they would be updated."""
    return (2, 1, 54) < version < (23, 10)


def _holds(of: Callable[[Version], bool] | None, version: Version) -> bool:
    return of is not None and of(version)


def _differ(what: str, found: list[str], wanted: frozenset[str]) -> Iterator[str]:
    if set(found) != wanted or len(found) != len(wanted):
        yield (
            f"{what}: {len(found)}, not {len(wanted)}; "
            f"too many {sorted(set(found) - wanted)}, too few {sorted(wanted - set(found))}"
        )


def _database(step: Told, pending: Pending) -> Iterator[str]:
    """Yield what Anki finds wrong, notes that stand twice, and a note type that forked."""
    found, state, empty = step["faults"], step["state"], pending.empty
    yield from (f"missing: {name}" for name in found["missing"])
    if found["empty"] != empty:
        yield f"{found['empty']} notes with empty cards, not {empty}"
    if found["database"]:
        yield found["database"]
    prompts = [note["fields"].get("Question") for note in state["notes"].values()]
    if any(list(note["fields"])[: len(FIELDS)] != list(FIELDS) for note in state["notes"].values()):
        yield "the fields have another order"
    if len(set(prompts)) != len(prompts) or any(" (" in guid for guid in state["notes"]):
        yield "two notes ask the same"
    lacking = sum(_cards(note) < _filled(note) for note in state["notes"].values())
    if lacking:
        yield f"{lacking} notes lack a card"
    surplus = sum(bool(_cards(note) & OURS - _filled(note)) for note in state["notes"].values())
    if surplus != empty:
        yield f"{surplus} notes have a card too many, not {empty}"
    ours = [name for name in state["notetypes"] if name.startswith(NOTE_TYPE)]
    if sorted(ours) != [NOTE_TYPE + "+" * fork for fork in range(pending.forks + 1)]:
        yield f"note types: {ours}"


def _cards(note: Told) -> set[int]:
    """Return the places of the templates of which a note has a card."""
    return {card["ord"] for card in note["cards"]}


def _filled(note: Told) -> set[int]:
    """Return the places of those of which it should have one."""
    return {at for at, field in enumerate(TEMPLATES) if note["fields"].get(field)}


def _lost(told: list[Told]) -> Iterator[str]:
    """Yield where the schedule of a card, or its deck, is not what it was after the last review."""
    known: dict[tuple[str, int], Told] = {}
    reviewed = False
    for step in told:
        now = {
            (guid, card["ord"]): {name: card[name] for name in SCHEDULE}
            for guid, note in step["state"]["notes"].items()
            for card in note["cards"]
        }
        if "log" not in step and "moved" not in step:  # the learner's own doing
            known = now
            reviewed = reviewed or any(len(card["revlog"]) == 2 for card in now.values())
        yield from (
            f"the schedule of card {at + 1} of {guid} is lost"
            for guid, at in known
            if known[guid, at] != now.get((guid, at))
        )
        known |= now
    if not reviewed:
        yield "no card was reviewed"


def _notes(package: Path) -> dict[str, tuple[dict[str, str], list[str]]]:
    """Return fields and tags of the notes in a package, by guid."""
    db = sqlite3.connect(":memory:")
    with zipfile.ZipFile(package) as file:
        db.deserialize(file.read("collection.anki2"))
    (models,) = db.execute("select models from col").fetchone()
    names = [field["name"] for model in json.loads(models).values() for field in model["flds"]]
    rows = db.execute("select guid, flds, tags from notes").fetchall()
    db.close()
    return {
        guid: (dict(zip(names, fields.split("\x1f"), strict=True)), sorted(tags.split()))
        for guid, fields, tags in rows
    }


def _pictures(package: Path) -> list[str]:
    with zipfile.ZipFile(package) as file:
        return list(json.loads(file.read("media")).values())

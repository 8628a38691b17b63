"""A learner at Anki: plays a plan of imports, reviews and edits, and writes down the results.

    python -m tests.support.schedules.client PLAN.json RESULT.json

It needs nothing but `anki`, in any version since 2.1.54, so that each version can run it in an
environment of its own. A plan is a list of scenarios `{"name": …, "steps": […]}`, and a step is a thing to
`"do"` (`steps.py` has them all) with its arguments. Each has `"at"`, the learner's time in epoch seconds;
it lies in the past, like all times in packages.

The result is `{"version": …, "scenarios": {NAME: [STEP, …]}}`. Each step holds what it did and the
`state` of the collection after it.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from anki.buildinfo import version
from anki.collection import Collection

from tests.support.schedules.steps import STEPS

CARD = ("ord", "type", "queue", "due", "ivl", "factor", "reps", "lapses", "left")


def main(plan: Path, result: Path) -> None:
    scenarios = json.loads(plan.read_text("utf-8"))
    told = {each["name"]: play(each["steps"]) for each in scenarios}
    answer = {"version": version, "scenarios": told}
    result.write_text(json.dumps(answer, ensure_ascii=False, indent=1), "utf-8")


def play(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take all steps in a new collection; return the results. One that Anki refuses is last."""
    done: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        before = opened(path, look)["state"]
        for step in steps:
            try:
                told = opened(path, partial(take, step=step))
                seen = opened(path, look)
            except Exception as error:
                return [*done, {"error": f"{type(error).__name__}: {error}"}]
            changes = compared(before["notes"], seen["state"]["notes"])
            done.append({**told, "changes": changes, **seen})
            before = seen["state"]
    return done


def opened(path: Path, do: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """Do one thing with a collection, and return its result; effects are written to the file."""
    col: Any = Collection(str(path))
    try:
        return do(col)
    finally:
        col.close()


def look(col: Any) -> dict[str, Any]:
    return {"state": state_of(col), "faults": faults_of(col)}


def take(col: Any, step: dict[str, Any]) -> dict[str, Any]:
    """Take one step, return its result, and give the step's time to what Anki stamps as of now."""
    now = int(time.time())
    arguments = {name: value for name, value in step.items() if name not in ("do", "at")}
    told = STEPS[step["do"]](col, **arguments)
    for table, stamp in (("notes", "mod"), ("notetypes", "mtime_secs")):
        col.db.execute(f"update {table} set {stamp} = ? where {stamp} >= ?", step["at"], now)
    return told


def state_of(col: Any) -> dict[str, Any]:
    """Return every note by its guid, and the stylesheet of every note type by its name.

    Notes that share a guid are called `guid`, `guid (2)` and so on.
    """
    notes: dict[str, Any] = {}
    for found in col.find_notes(""):
        note = col.get_note(found)
        name, nth = note.guid, 1
        while name in notes:
            nth += 1
            name = f"{note.guid} ({nth})"
        notes[name] = {
            "fields": dict(note.items()),
            "tags": sorted(note.tags),
            "mod": note.mod,
            "cards": [card_of(col, card) for card in note.cards()],
        }
    models = (col.models.get(each.id) for each in col.models.all_names_and_ids())
    return {"notes": notes, "notetypes": {model["name"]: model["css"] for model in models}}


def card_of(col: Any, card: Any) -> dict[str, Any]:
    rows = col.db.all("select id, ease, ivl, type from revlog where cid = ? order by id", card.id)
    told = {name: getattr(card, name) for name in CARD}
    return {**told, "deck": col.decks.name(card.did), "revlog": [list(row) for row in rows]}


def compared(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[str]]:
    """Return the guids whose notes are new, gone or edited, whatever a log says; a note may gain an
    empty field.
    """

    def content(note: dict[str, Any]) -> tuple[object, object]:
        return [field for field in note["fields"].items() if field[1]], note["tags"]

    both = before.keys() & after.keys()
    return {
        "new": sorted(after.keys() - before.keys()),
        "gone": sorted(before.keys() - after.keys()),
        "edited": sorted(guid for guid in both if content(before[guid]) != content(after[guid])),
    }


def faults_of(col: Any) -> dict[str, Any]:
    """Return what Check Database, Check Media and Empty Cards find."""
    media = col.media.check()
    report, clean = col.fix_integrity()
    return {
        "missing": sorted(media.missing),
        "unused": sorted(media.unused),
        "empty": len(col.get_empty_cards().notes),
        "database": "" if clean else report,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

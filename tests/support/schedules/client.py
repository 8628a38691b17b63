"""A learner at Anki: plays a plan of imports, reviews and edits, and writes down the results.

    python client.py PLAN.json RESULT.json

It needs nothing but `anki`, in any version since 2.1.54, so that each version can run it in an
environment of its own. A plan is a list of scenarios `{"name": …, "steps": […]}`, and a step is one of

    {"do": "import", "package": PATH, "merge": BOOL}       as Anki's window does it by default, or with
                                            "Merge note types" where the version has that
    {"do": "review", "guids": [GUID, …]}    each card is answered "good" twice
    {"do": "edit", "guid": GUID, "fields": {NAME: TEXT}, "tags": [TAG, …]}
    {"do": "search", "query": QUERY}
    {"do": "suspend", "query": QUERY}       all cards that are found
    {"do": "extend", "with": "field" | "template"}         the note type gains one of the learner's own

Each has `"at"`, the learner's time in epoch seconds; it lies in the past, like all times in packages.
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

from anki import import_export_pb2
from anki.buildinfo import version
from anki.collection import Collection

GOOD = 3
CARD = ("ord", "type", "queue", "due", "ivl", "factor", "reps", "lapses", "left")
LOG = ("new", "updated", "duplicate", "conflicting")


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
    told = STEPS[step["do"]](col, step)
    for table, stamp in (("notes", "mod"), ("notetypes", "mtime_secs")):
        col.db.execute(f"update {table} set {stamp} = ? where {stamp} >= ?", step["at"], now)
    return told


def import_package(col: Any, step: dict[str, Any]) -> dict[str, Any]:
    log = col.import_anki_package(request_of(step["package"], merge=step["merge"])).log
    return {"log": {name: [guid_of(col, note) for note in getattr(log, name)] for name in LOG}}


def request_of(package: str, *, merge: bool) -> Any:
    """Return what the import takes: a path in old versions, later the window's options too."""
    wire: Any = import_export_pb2
    if not hasattr(wire, "ImportAnkiPackageOptions"):
        return package
    options = wire.ImportAnkiPackageOptions
    known = options.DESCRIPTOR.fields_by_name
    chosen = {
        "merge_notetypes": merge,
        "with_scheduling": False,
        "with_deck_configs": False,
        "update_notes": 0,  # if newer
        "update_notetypes": 0,
    }
    chosen = {name: value for name, value in chosen.items() if name in known}
    return wire.ImportAnkiPackageRequest(package_path=package, options=options(**chosen))


def guid_of(col: Any, logged: Any) -> str:
    """Return the guid of a note in the log; "" where the collection does not have the note."""
    found = col.db.scalar("select guid from notes where id = ?", logged.id.nid)
    return str(found or "")


def review(col: Any, step: dict[str, Any]) -> dict[str, Any]:
    if not col.v3_scheduler():
        col.sched.reset()  # the older scheduler fills its queues first
    for guid in step["guids"]:
        for card_id in col.card_ids_of_note(note_id(col, guid)):
            for _ in range(2):
                card = col.get_card(card_id)
                card.start_timer()
                col.sched.answerCard(card, GOOD)
    col.fix_integrity()  # where two answers fall into two seconds, it sets the time of the last one
    return {}


def edit(col: Any, step: dict[str, Any]) -> dict[str, Any]:
    note = col.get_note(note_id(col, step["guid"]))
    for name, text in step.get("fields", {}).items():
        note[name] = text
    note.tags = step.get("tags", note.tags)
    col.update_note(note)
    return {}


def search(col: Any, step: dict[str, Any]) -> dict[str, Any]:
    """Search at an hour that is far from the one at which Anki's day begins."""
    col.set_config("rollover", (time.localtime().tm_hour + 12) % 24)
    return {"found": sorted(col.get_note(note).guid for note in col.find_notes(step["query"]))}


def suspend(col: Any, step: dict[str, Any]) -> dict[str, Any]:
    col.sched.suspend_cards(col.find_cards(step["query"]))
    return {}


def extend(col: Any, step: dict[str, Any]) -> dict[str, Any]:
    model = col.models.by_name("postdeck")
    if step["with"] == "field":
        col.models.add_field(model, col.models.new_field("Mine"))
    else:
        template = col.models.new_template("Mine")
        template["qfmt"], template["afmt"] = "{{Answer}}", "{{Question}}"
        col.models.add_template(model, template)
    col.models.update_dict(model)
    return {}


STEPS = {
    "import": import_package, "review": review, "edit": edit, "search": search, "suspend": suspend,
    "extend": extend,
}  # fmt: skip


def note_id(col: Any, guid: str) -> int:
    return int(col.db.scalar("select id from notes where guid = ?", guid))


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
    """Return the guids whose notes are new, gone or edited, whatever a log says."""

    def content(note: dict[str, Any]) -> tuple[object, object]:
        return note["fields"], note["tags"]

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

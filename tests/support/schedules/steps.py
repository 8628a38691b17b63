"""What a learner can do in Anki: each step of a plan takes a collection and its arguments.

It needs nothing but `anki`, in any version since 2.1.54. A step returns what the result of the plan says
of it; `found` is what the story can expect.

    import    a package, as Anki's window does it at first, or with `options` where it has them
    review    the cards of notes, each answered "good" twice
    forget    the first card of a note, "again", until it is a leech
    edit      fields and tags of a note
    search    notes; guids are found
    suspend, flag, delete      what a search finds
    put, gather                what a search finds, into a deck or into a filtered one
    rename, remove             a deck
    preset    gives a deck a preset of its own
    decks     those that have a preset or say a text; names are found
    tags      their roots are found
    technical fields of the note type that Anki's editor folds; names are found
    extend, shrink             the note type gains or loses the learner's own field or template
    style     adds to the stylesheet
    styles    note types whose stylesheets say a text; names are found
    empty     removes empty cards
    move      to another machine, by a file of the whole collection or of all decks
    options   those that an import has; their labels are found, and what is chosen at first
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from anki import import_export_pb2

AGAIN, GOOD = 1, 3
LOG = ("new", "updated", "duplicate", "conflicting")
OWN = "Mine"

Told = dict[str, Any]

wire: Any = import_export_pb2


def import_package(col: Any, package: str, options: dict[str, int]) -> Told:
    log = col.import_anki_package(request_of(col, package, options)).log
    return {"log": {name: [guid_of(col, note) for note in getattr(log, name)] for name in LOG}}


def request_of(col: Any, package: str, chosen: dict[str, int]) -> Any:
    """Return what the import takes: a path in old versions, later the window's options too."""
    if not hasattr(wire, "ImportAnkiPackageOptions"):
        return package
    options = col._backend.get_import_anki_package_presets()
    for name in chosen.keys() & options.DESCRIPTOR.fields_by_name.keys():
        setattr(options, name, chosen[name])
    return wire.ImportAnkiPackageRequest(package_path=package, options=options)


def options(col: Any) -> Told:
    if not hasattr(wire, "ImportAnkiPackageOptions"):
        return {"found": []}
    at_first = col._backend.get_import_anki_package_presets()
    labels = {"with_scheduling": "also_import_progress"}
    names = {
        name: getattr(col.tr, f"importing_{labels.get(name, name)}")()
        for name in at_first.DESCRIPTOR.fields_by_name
    }
    return {"found": [f"{label}: {getattr(at_first, name):d}" for name, label in names.items()]}


def guid_of(col: Any, logged: Any) -> str:
    """Return the guid of a note in the log; "" where the collection does not have the note."""
    found = col.db.scalar("select guid from notes where id = ?", logged.id.nid)
    return str(found or "")


def review(col: Any, guids: list[str]) -> Told:
    if not col.v3_scheduler():
        col.sched.reset()  # the older scheduler fills its queues first
    for guid in guids:
        for card_id in col.card_ids_of_note(note_id(col, guid)):
            for _ in range(2):
                answer(col, card_id, GOOD)
    col.fix_integrity()  # where two answers fall into two seconds, it sets the time of the last one
    return {}


def answer(col: Any, card_id: int, ease: int) -> None:
    card = col.get_card(card_id)
    card.start_timer()
    col.sched.answerCard(card, ease)


def forget(col: Any, guid: str) -> Told:
    if not col.v3_scheduler():
        col.sched.reset()
    card_id = col.card_ids_of_note(note_id(col, guid))[0]
    card = col.get_card(card_id)
    card.lapses = 7  # one fewer than Anki calls a leech by default
    col.update_card(card)
    answer(col, card_id, AGAIN)
    return {}


def edit(col: Any, guid: str, fields: dict[str, str], tags: list[str] | None = None) -> Told:
    note = col.get_note(note_id(col, guid))
    for name, text in fields.items():
        note[name] = text
    note.tags = note.tags if tags is None else tags
    col.update_note(note)
    return {}


def search(col: Any, query: str) -> Told:
    """Search at an hour that is far from the one at which Anki's day begins."""
    col.set_config("rollover", (time.localtime().tm_hour + 12) % 24)
    return {"found": sorted(col.get_note(note).guid for note in col.find_notes(query))}


def suspend(col: Any, query: str) -> Told:
    col.sched.suspend_cards(col.find_cards(query))
    return {}


def flag(col: Any, query: str) -> Told:
    col.set_user_flag_for_cards(1, col.find_cards(query))
    return {}


def delete(col: Any, query: str) -> Told:
    col.remove_notes(col.find_notes(query))
    return {}


def put(col: Any, query: str, deck: str) -> Told:
    col.set_deck(col.find_cards(query), col.decks.id(deck))
    return {}


def gather(col: Any, query: str) -> Told:
    deck = col.sched.get_or_create_filtered_deck(deck_id=0)
    deck.config.search_terms[0].search = query
    col.sched.add_or_update_filtered_deck(deck)
    return {}


def rename(col: Any, deck: str, to: str) -> Told:
    col.decks.rename(col.decks.by_name(deck), to)
    return {}


def remove(col: Any, deck: str) -> Told:
    col.decks.remove([col.decks.id(deck)])
    return {}


def preset(col: Any, deck: str) -> Told:
    found = col.decks.by_name(deck)
    found["conf"] = col.decks.add_config_returning_id(OWN)
    col.decks.save(found)
    return {}


def decks(col: Any, preset: str = "", says: str = "") -> Told:
    def fits(deck: Any) -> bool:
        named = col.decks.config_dict_for_deck_id(deck["id"])["name"]
        return preset in ("", named) and says in deck["desc"]

    return {"found": sorted(deck["name"] for deck in col.decks.all() if fits(deck))}


def tags(col: Any) -> Told:
    return {"found": sorted({tag.partition("::")[0] for tag in col.tags.all()})}


def technical(col: Any) -> Told:
    """Find those that say so, and that Anki keeps from being deleted."""
    fields = col.models.by_name("postdeck")["flds"]
    folded = [field for field in fields if field["collapsed"] and field["preventDeletion"]]
    return {"found": [each["name"] for each in folded if "Technical" in each["description"]]}


def extend(col: Any, what: str) -> Told:
    model = col.models.by_name("postdeck")
    if what == "field":
        col.models.add_field(model, col.models.new_field(OWN))
    else:
        template = col.models.new_template(OWN)
        template["qfmt"], template["afmt"] = "{{Answer}}", "{{Question}}"
        col.models.add_template(model, template)
    col.models.update_dict(model)
    return {}


def shrink(col: Any) -> Told:
    model = col.models.by_name("postdeck")
    for field in [each for each in model["flds"] if each["name"] == OWN]:
        col.models.remove_field(model, field)
    for template in [each for each in model["tmpls"] if each["name"] == OWN]:
        col.models.remove_template(model, template)
    col.models.update_dict(model)
    return {}


def style(col: Any, css: str) -> Told:
    model = col.models.by_name("postdeck")
    model["css"] += css
    col.models.update_dict(model)
    return {}


def styles(col: Any, says: str) -> Told:
    return {"found": [model["name"] for model in col.models.all() if says in model["css"]]}


def empty(col: Any) -> Told:
    for note in col.get_empty_cards().notes:
        col.remove_cards_and_orphaned_notes(note.card_ids)
    return {}


def move(col: Any, by: str) -> Told:
    """Write a file of all there is, and read it on a machine where nothing is yet."""
    path, media = Path(col.path), Path(col.media.dir())
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / f"all.{'colpkg' if by == 'collection' else 'apkg'}")
        if by == "collection":
            col.export_collection_package(file, include_media=True, legacy=False)
            _wipe(path, media)
            col._backend.import_collection_package(
                col_path=str(path),
                backup_path=file,
                media_folder=str(media),
                media_db=str(media.with_suffix(".db2")),
            )
            col.reopen()
        else:
            _export_decks(col, file)
            col.close()
            _wipe(path, media)
            col.reopen()
            kept = {"with_scheduling": 1, "with_deck_configs": 1}
            col.import_anki_package(request_of(col, file, kept))
    return {"moved": True}


def _export_decks(col: Any, file: str) -> None:
    kept = {"with_scheduling": True, "with_media": True}
    if hasattr(wire, "ExportAnkiPackageOptions"):
        options = wire.ExportAnkiPackageOptions(**kept, with_deck_configs=True)
        col.export_anki_package(out_path=file, options=options, limit=None)
    else:
        col.export_anki_package(out_path=file, limit=None, legacy_support=False, **kept)


def _wipe(path: Path, media: Path) -> None:
    path.unlink()
    shutil.rmtree(media)
    media.mkdir()
    media.with_suffix(".db2").unlink(missing_ok=True)


def note_id(col: Any, guid: str) -> int:
    return int(col.db.scalar("select id from notes where guid = ?", guid))


STEPS: dict[str, Callable[..., Told]] = {
    "import": import_package,
    **{
        step.__name__: step
        for step in (
            review, forget, edit, search, suspend, flag, delete, put, gather, rename, remove, preset,
            decks, tags, technical, extend, shrink, style, styles, empty, move, options,
        )
    },
}  # fmt: skip

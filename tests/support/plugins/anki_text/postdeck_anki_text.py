"""The cards as text that Anki imports ("Text Files", "File Headers" in its manual)."""

import csv
from collections.abc import Iterable

from postdeck.emitters.anki import make_notes
from postdeck.emitters.contract import Request
from postdeck.findings import Finding

HEADERS = """\
#separator:tab
#html:true
#guid column:1
#notetype column:2
#deck column:3
#tags column:4
"""


def emitter(request: Request) -> Iterable[Finding]:
    """Write `cards.txt`, with a row for each card: its question and its answer come last."""
    note_type = request.options.get("notetype", "Basic")
    with request.file("cards.txt").open("w", encoding="utf-8", newline="") as out:
        out.write(HEADERS)
        rows = csv.writer(out, delimiter="\t", lineterminator="\n")
        for note in make_notes(request.corpus, request.deck_names):
            question, answer, *_ = note.fields
            rows.writerow((note.guid, note_type, note.deck, " ".join(note.tags), question, answer))
    return ()

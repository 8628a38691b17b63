"""Run Anki itself with a deck of one card, and print which pictures its reviewer shows, where it has Qt.

`python anki_pictures.py PACKAGE PROFILE` prints a line of JSON: of each picture its extension and the
width that the browser inside Anki found in it, 0 for one that it cannot read.
"""

# mypy: ignore-errors

from __future__ import annotations

import os
import sys
from pathlib import Path

import aqt
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from aqt import gui_hooks
from aqt.qt import QTimer

sys.path.insert(0, str(Path(__file__).parents[2]))

from tools.pictures.anki_profile import make_profile

PAUSE = 4000  # ms for a page to be drawn on a busy machine
SEEN = "JSON.stringify([...document.images].map(i => [i.src.split('.').pop(), i.naturalWidth]))"


def main() -> None:
    """Open a new profile, import the package, and look at the answer of its card."""
    package, profile = sys.argv[1], Path(sys.argv[2])
    make_profile(profile)

    def steps() -> None:
        window = aqt.mw
        request = ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
        window.col.import_anki_package(request)
        window.col.decks.select(window.col.decks.all_names_and_ids(skip_empty_default=True)[0].id)
        window.moveToState("review")
        QTimer.singleShot(PAUSE, window.reviewer._showAnswer)
        QTimer.singleShot(2 * PAUSE, lambda: window.reviewer.web.evalWithCallback(SEEN, told))

    def told(seen: str) -> None:
        sys.stdout.write(f"{seen}\n")
        sys.stdout.flush()
        os._exit(0)

    gui_hooks.main_window_did_init.append(lambda: QTimer.singleShot(PAUSE, steps))
    aqt._run(["anki", "-b", str(profile), "-p", "Reader"])


main()

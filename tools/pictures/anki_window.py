"""Run Anki itself with a deck, and grab its overview and a card, where Qt is installed.

`python anki_window.py PACKAGE PROFILE OUT`, on a screen of its own. `tools.pictures.window` runs
it.
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


def main() -> None:
    """Open a new profile, import the package, and grab the screen twice."""
    package, profile, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    make_profile(profile)

    def steps() -> None:
        window = aqt.mw
        request = ImportAnkiPackageRequest(package_path=package, options=ImportAnkiPackageOptions())
        window.col.import_anki_package(request)
        window.setGeometry(window.screen().geometry())
        window.col.decks.select(window.col.decks.all_names_and_ids(skip_empty_default=True)[0].id)
        window.moveToState("overview")
        QTimer.singleShot(PAUSE, lambda: (grab("overview"), window.moveToState("review")))
        QTimer.singleShot(2 * PAUSE, window.reviewer._showAnswer)
        QTimer.singleShot(3 * PAUSE, lambda: (grab("card"), os._exit(0)))

    def grab(name: str) -> None:
        aqt.mw.screen().grabWindow(0).save(str(out / f"{name}.png"))

    gui_hooks.main_window_did_init.append(lambda: QTimer.singleShot(PAUSE, steps))
    aqt._run(["anki", "-b", str(profile), "-p", "Reader"])


main()

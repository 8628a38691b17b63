"""A new profile of Anki that asks its reader nothing."""

# mypy: ignore-errors

from __future__ import annotations

from pathlib import Path

from aqt.profiles import ProfileManager


def make_profile(folder: Path) -> None:
    """Make a profile, `Reader`, in a new folder."""
    folder.mkdir()
    manager = ProfileManager(folder)
    manager.setupMeta()
    manager.setLang("en_US")
    manager.meta["firstRun"] = False
    manager.meta["updates"] = False
    manager.create("Reader")
    manager.openProfile("Reader")
    manager.save()
    manager.db.close()

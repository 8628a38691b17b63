"""The page for learners calls things in Anki as the newest Anki does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.support import ROOT
from tests.support.anki_collection import AnkiCollection

pytestmark = pytest.mark.anki


def test_names_are_those_of_anki(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "learners.md").read_text("utf-8")
    named = set(re.findall(r"(?<![*\w])\*([^*\n]+)\*(?!\*)", page))
    with AnkiCollection(tmp_path / "anki") as anki:
        told = json.loads(anki.col._backend.i18n_resources(modules=[]))
    words = re.findall(r"^[\w-]+ = (.*)$", "\n".join(told["resources"]), re.MULTILINE)
    known = {word.replace("&", "").rstrip(".").strip() for word in words}
    assert len(named) > 10
    assert named <= known, named - known

"""The programs in docs/plugins.md are those that the tests run."""

from __future__ import annotations

import re

from tests.support import ROOT
from tests.support.plugins import ANKI_TEXT


def programs(heading: str, language: str = "python") -> list[str]:
    """Return the programs below a heading of the page."""
    page = (ROOT / "docs" / "plugins.md").read_text("utf-8")
    section = re.split(r"^## ", page.split(f"\n## {heading}\n")[1], flags=re.MULTILINE)[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


def test_the_emitter_is_the_one_that_is_tested() -> None:
    assert programs("Emitters") == [(ANKI_TEXT / "postdeck_anki_text.py").read_text("utf-8")]
    [entry_point] = programs("Emitters", "toml")
    assert entry_point in (ANKI_TEXT / "pyproject.toml").read_text("utf-8")

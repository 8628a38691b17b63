"""The pictures of the docs: each is drawn by the target and shown, and how one is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.support.documentation import PAGES
from tools.docs import DOCS
from tools.pictures import cards, drawing, links, overview, sheets, window
from tools.pictures.cards import spread

MODULES = cards, links, overview, sheets, window


def test_each_picture_of_the_docs_is_drawn_and_shown() -> None:
    there = sorted(DOCS.rglob("*.png"))
    assert there == sorted(path for module in MODULES for path in module.PICTURES)
    text = "".join(page.read_text("utf-8") for page in PAGES)
    assert [path.name for path in there if f"/{path.name})" not in text] == []


def test_the_picture_of_the_readme_loads_fast() -> None:
    assert overview.OUT.stat().st_size < 400_000


@pytest.mark.parametrize(
    ("count", "chosen"), [(0, ""), (1, "a"), (2, "ad"), (3, "ace"), (6, "abcdef"), (9, "abcdef")]
)
def test_cards_are_chosen_evenly(count: int, chosen: str) -> None:
    assert spread(list("abcdef"), count) == list(chosen)


def test_a_picture_is_kept_with_few_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tools.pictures.drawing.ROOT", tmp_path)
    picture = Image.linear_gradient("L").convert("RGB")
    drawing.save(picture, tmp_path / "new" / "x.png", colours=8)
    with Image.open(tmp_path / "new" / "x.png") as kept:
        assert kept.size == picture.size
        assert len(kept.convert("RGB").getcolors() or []) <= 8
    assert capsys.readouterr().err.startswith("pictures: new/x.png: 256 × 256, ")

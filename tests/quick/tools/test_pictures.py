"""What the pictures of the README share: which cards are chosen, and how a picture is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tools.pictures import drawing
from tools.pictures.cards import spread


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

"""What all pictures share: few colours, and a line that says what was drawn."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from tools import ROOT

COLOURS = 48
PART = (440, 400)


def save(picture: Image.Image, path: Path, colours: int = COLOURS) -> None:
    """Save with few colours: text and flat ground need no more."""
    few = picture.quantize(colours, Image.Quantize.MAXCOVERAGE, 2, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    few.save(path, optimize=True)
    size = path.stat().st_size // 1000
    tell(f"{path.relative_to(ROOT)}: {picture.width} × {picture.height}, {size} kB")


def part_of(path: Path) -> Path:
    """Return where the part of a picture is saved."""
    return path.with_name(f"{path.stem}-part{path.suffix}")


def save_part(
    picture: Image.Image, path: Path, colours: int = COLOURS, corner: tuple[int, int] = (0, 0)
) -> None:
    """Save a part of a picture beside it, to be shown where all of it would be too small to read."""
    left, top = corner
    part = picture.crop((left, top, left + PART[0], top + PART[1]))
    save(part, part_of(path), colours)


def tell(words: str) -> None:
    """Print what was drawn, or why not."""
    sys.stderr.write(f"pictures: {words}\n")

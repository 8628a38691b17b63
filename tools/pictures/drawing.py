"""What all pictures share: few colours, and a line that says what was drawn."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from tools import ROOT

COLOURS = 48


def save(picture: Image.Image, path: Path, colours: int = COLOURS) -> None:
    """Save with few colours: text and flat ground need no more."""
    few = picture.quantize(colours, Image.Quantize.MAXCOVERAGE, 2, dither=Image.Dither.NONE)
    path.parent.mkdir(parents=True, exist_ok=True)
    few.save(path, optimize=True)
    size = path.stat().st_size // 1000
    tell(f"{path.relative_to(ROOT)}: {picture.width} × {picture.height}, {size} kB")


def tell(words: str) -> None:
    """Print what was drawn, or why not."""
    sys.stderr.write(f"pictures: {words}\n")

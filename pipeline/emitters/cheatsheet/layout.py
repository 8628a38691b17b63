"""The page of a sheet: paper, columns, and what these mean in em."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from ...products import PAPERS, Edition

MARGIN, GAP = 11.0, 6.0  # mm, at the sides and between columns
POINT = 25.4 / 72  # mm
SIZE = 8.6
"""The size of text in pt, which reads well in two columns; nothing is below 6.5."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out on paper. `title` is None where the sites' own is to be used."""

    edition: Edition = "full"
    paper: str = "A4"
    columns: int = 2
    title: str | None = None

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Self:
        """Return the layout that options say. Raise TypeError for one that has no field here."""
        if missing := sorted(options.keys() - {field.name for field in fields(cls)}):
            raise TypeError(f"options of the sheet need a field of Layout: {', '.join(missing)}")
        return cls(**options)

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return "cheatsheet" if self.edition == "full" else f"cheatsheet-{self.edition}"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in mm."""
        return PAPERS[self.paper]

    @property
    def column(self) -> float:
        """The width of a column in em of the text."""
        room = self.size[0] - 2 * MARGIN - (self.columns - 1) * GAP
        return room / self.columns / (SIZE * POINT)

    @property
    def page(self) -> float:
        """The width of all columns in em of the text."""
        return (self.size[0] - 2 * MARGIN) / (SIZE * POINT)

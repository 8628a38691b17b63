"""The page of a sheet: paper, columns, and what these mean in em."""

from __future__ import annotations

from dataclasses import dataclass

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

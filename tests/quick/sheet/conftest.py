"""The sheets that these tests look at."""

from tests.support.sheets.sheets import sheet_of

__all__ = ["sheet_of"]

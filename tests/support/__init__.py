"""What tests of several folders share; no test lies here."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

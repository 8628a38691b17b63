"""Programs for those who work on postdeck: `python -m tools.NAME`. None is a part of it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

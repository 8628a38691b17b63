"""Where the templates lie, and how they are read."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def template_folder(emitter: str) -> Traversable:
    """Return the folder of an emitter's templates: in the installed package, or else in the checkout."""
    inside = files(__name__.partition(".")[0]) / "templates" / emitter
    if inside.is_dir():
        return inside
    return Path(__file__).resolve().parents[2] / "templates" / emitter


@cache
def templates(emitter: str) -> Environment:
    """Return the Jinja2 environment of an emitter's templates: values are escaped, and a name that
    is not set is an error.
    """
    folder = template_folder(emitter)
    return Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text(encoding="utf-8")),
        autoescape=True, undefined=StrictUndefined, auto_reload=False,
        trim_blocks=emitter != "anki", lstrip_blocks=emitter != "anki",
    )  # fmt: skip

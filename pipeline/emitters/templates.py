"""Where the templates lie, and how they are read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def template_folder(emitter: str) -> Path:
    """Return the folder of an emitter's templates: in a wheel, or else in the checkout."""
    package = Path(__file__).parents[1]
    inside = package / "templates" / emitter
    return inside if inside.is_dir() else package.parent / "templates" / emitter


@cache
def templates(emitter: str) -> Environment:
    """Return the Jinja2 environment of an emitter's templates: values are escaped, and a name that
    is not set is an error.
    """
    loader = FileSystemLoader(template_folder(emitter))
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, auto_reload=False,
        trim_blocks=emitter != "anki", lstrip_blocks=emitter != "anki",
    )  # fmt: skip

r"""Formulas as MathJax gets them: written for it, and refused if they hold more than what draws.

MathJax runs, loads, restyles and redefines what a formula tells it to (docs.mathjax.org, "Typesetting
User-Supplied Content"), and what a formula defines holds for those of the next cards too. So it gets only
commands and environments that `mathjax.toml` allows, which `tools/mathjax.py` writes, and where an argument
ends up in an attribute, only a plain one. The text is judged as it goes out, after all that changes it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_LABEL_OR_COMMAND = re.compile(
    r"\\(?:(?P<label>label\s*\{[^{}]*\}(?P<letter>(?=[A-Za-z]))?)|(?P<name>[A-Za-z]+|.))", re.DOTALL
)
_INSTEAD = {
    "bm": r"\boldsymbol",
    "argmax": r"\operatorname*{arg\,max}",
    "argmin": r"\operatorname*{arg\,min}",
    "infin": r"\infty",
    "R": r"{\mathbb{R}}",
    "N": r"{\mathbb{N}}",
    "Z": r"{\mathbb{Z}}",
    "lang": r"\langle",
    "rang": r"\rangle",
    "dag": r"\dagger",
    "ddag": r"\ddagger",
}
"""What other renderers of blogs know, by commands of MathJax."""

_ENVIRONMENT = re.compile(r"\\(?:begin|end)(?![A-Za-z])\s*(?:\{([^{}]*)\})?")
_COLOUR = r"(?:\s*+\{[A-Za-z0-9#.,\s]*\})"
_SIZES = r"(?>(?:[\s\ufeff]*\[[A-Za-z0-9.\s-]*\])*)(?![\s\ufeff]*\[)"
_ARGUMENTS = {
    name: re.compile(rf"\\{name}(?![A-Za-z])(?!{arguments})")
    for names, arguments in (
        ("color textcolor colorbox cellcolor rowcolor columncolor",
         rf"(?:\s*+\[\s*+[A-Za-z]*+\s*+\])?{_COLOUR}"),
        ("fcolorbox", rf"(?:\s*+\[\s*+[A-Za-z]*+\s*+\])?{_COLOUR}{{2}}"),
        ("mathmakebox framebox overbracket underbracket", _SIZES),
        ("cancel bcancel xcancel cancelto", r"(?![\s\ufeff]*\[)"),
    )
    for name in names.split()
}  # fmt: skip
"""What commands whose arguments become attributes look like where an argument is not plain."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What in a formula keeps it from MathJax; `active` if it could do harm there, else unknown."""

    command: str
    active: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of `mathjax.toml`; `refused` finds a command wherever it stands."""

    commands: frozenset[str]
    environments: frozenset[str]
    refused_environments: frozenset[str]
    refused: re.Pattern[str]


def for_mathjax(tex: str) -> str:
    r"""Return a formula as Anki's MathJax can show it, also more than once on a page: without labels.

    A label leaves a group behind it where a letter follows, so that nothing new is read there.
    """
    return _LABEL_OR_COMMAND.sub(_for_mathjax, tex)


@lru_cache(maxsize=4096)
def refusal(tex: str) -> Refusal | None:
    """Return what keeps a formula from MathJax, or None; `tex` is the text as it goes out."""
    return min(_refusals(tex), key=lambda refused: not refused.active, default=None)


def _refusals(tex: str) -> Iterator[Refusal]:
    r"""Yield what is refused; what could do harm counts even where a backslash seems to escape it."""
    names = _names()
    if match := names.refused.search(tex):
        yield Refusal(match[0], active=True)
    for match in _ENVIRONMENT.finditer(tex):
        if match[1] not in names.environments:
            yield Refusal(match[0], match[1] is None or match[1] in names.refused_environments)
    for name, not_plain in _ARGUMENTS.items():
        if not_plain.search(tex):
            yield Refusal(f"\\{name}", active=True)
    for match in _LABEL_OR_COMMAND.finditer(tex):
        name = match[0][1:]
        if name not in names.commands and not name.isspace():
            yield Refusal(f"\\{name}", active=False)


def _for_mathjax(match: re.Match[str]) -> str:
    if match["label"]:
        return "" if match["letter"] is None else "{}"
    return _INSTEAD.get(match["name"], match[0])


@cache
def _names() -> _Names:
    data = tomllib.loads(files(__package__).joinpath("mathjax.toml").read_text("utf-8"))
    refused = data["refused"]
    return _Names(
        frozenset((*data["allowed"]["commands"].split(), *data["allowed"]["signs"])),
        frozenset(data["allowed"]["environments"].split()),
        frozenset(refused["environments"].split()),
        re.compile(rf"\\(?:{'|'.join(refused['commands'].split())})(?![A-Za-z])"),
    )

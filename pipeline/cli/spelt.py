"""A parser of arguments that tells which word must have been meant, and takes values in any case."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from ..language import say
from ..spelling import did_you_mean

SOURCE = (
    "a blog's folder, a folder or file of Markdown, or a folder of such "
    "(default: the blog around the working folder)"
)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are safe for a terminal, and name the nearest command, option or value.

    `commands` are the parsers of commands by name.
    """

    commands: Mapping[str, Parser] = MappingProxyType({})

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        """Print an error with the usage, and exit."""
        from .terminal import lines, plain  # start-up time

        super().error(lines(plain(message)))

    def parse_args(  # type: ignore[override]  # no namespace is ever given
        self, args: Sequence[str] | None = None
    ) -> argparse.Namespace:
        """Return the parsed arguments."""
        found, rest = self.parse_known_args(args)
        if rest:
            command = self.commands.get(found.command, self)
            command.error(f"unrecognized arguments: {' '.join(map(command.spelt, rest))}")
        return found

    def spelt(self, word: str) -> str:
        """Return a word that is not known, with the option that must have been meant."""
        option = word.partition("=")[0]
        known = self._option_string_actions if word.startswith("-") else ()
        return word + did_you_mean(option, known)

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            known = map(str, action.choices or ())
            meant = did_you_mean(str(value), known)
            if not meant and action.dest == "command" and Path(value).exists():
                meant = say(" (did you mean {near}?)", near=f"{self.prog} build {value}")
            said = f"invalid choice: {value!r}{meant}" if meant else error.message
            raise argparse.ArgumentError(action, said) from None


def any_case(values: Iterable[str | int]) -> Callable[[str], str | int]:
    """Return a type of an argument: one of `values`, written in capitals or not."""
    known = {str(value).casefold(): value for value in values}
    return lambda written: known.get(written.casefold(), written)

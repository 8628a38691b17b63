"""A parser of arguments that tells which word must have been meant, and takes values in any case."""

from __future__ import annotations

import argparse
import sys
from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from ..language import marked, say
from ..spelling import did_you_mean, nearest

SOURCE = marked(
    "a blog's folder, a folder or file of Markdown, or a folder of such "
    "(default: the blog around the working folder)"
)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help whose texts are as wide as a terminal counts them. A heading in Chinese has its own colon."""

    def format_help(self) -> str:
        """Return the help without the colon that argparse writes behind every heading, if it has one."""
        return super().format_help().replace("：:\n", "：\n")

    def _split_lines(self, text: str, width: int) -> list[str]:
        if text.isascii():
            return super()._split_lines(text, width)
        from ..widths import wrapped  # start-up time

        return wrapped(text, width)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are safe for a terminal, and name the nearest command, option or value.

    `commands` are the parsers of commands by name.
    """

    commands: Mapping[str, Parser] = MappingProxyType({})

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=_Help, **settings)

    def error(self, message: str) -> NoReturn:
        """Print an error with the usage, and exit."""
        from .terminal import lines, plain  # start-up time

        super().error(lines(plain(message)))

    def parse_args(  # type: ignore[override]  # no namespace is ever given
        self, args: Sequence[str] | None = None
    ) -> argparse.Namespace:
        """Return the parsed arguments; options of a command may stand before it too."""
        words = self._command_first(sys.argv[1:] if args is None else args)
        found, rest = self.parse_known_args(words)
        if rest:
            self.commands.get(found.command, self).refuse(rest)
        return found

    def _command_first(self, words: Sequence[str]) -> Sequence[str]:
        """Return arguments with the options that stand before a command behind it."""
        options = ChainMap(*(command.options() for command in self.commands.values()))
        at = 0
        while at < len(words) and (name := words[at].partition("=")[0]) in options:
            at += 1 + (options[name] and name == words[at])
        word = words[at] if at < len(words) else ""
        if word.startswith("-") and word not in self.options():
            self.refuse([word], options)
        return [word, *words[:at], *words[at + 1 :]] if word in self.commands else words

    def options(self) -> dict[str, bool]:
        """Return the options, with whether each takes a value."""
        return {name: action.nargs != 0 for name, action in self._option_string_actions.items()}

    def refuse(self, words: Iterable[str], known: Iterable[str] = ()) -> NoReturn:
        """Print that words are not known, with the options that must have been meant, and exit."""
        options = known or self.options()
        told = " ".join(_spelt(word, options) for word in words)
        self.error(say("unrecognized arguments: %s") % told)

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


def _spelt(word: str, options: Iterable[str]) -> str:
    """Return a word that is not known, with the option that must have been meant."""
    if not word.startswith("-"):
        return word
    known = {option.strip("-"): option for option in options}
    near = nearest(word.partition("=")[0].strip("-"), known)
    return word + (say(" (did you mean {near}?)", near=known[near]) if near else "")

"""The command `postdeck`: arguments in, exit code out. Nothing else prints.

`parser` says which arguments there are, `options` makes options of them, `commands` has a function
for each command. Packages beside them hold what one command alone needs.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence

from .. import language
from ..language import say
from ..plugins import PluginError
from ..signals import Terminated, ended_by_signals, raise_if_asked
from . import commands, output
from .options import FAILURE, INTERRUPTED, TERMINATED, USAGE, NoBlogError, UsageError, fail
from .output import drop, flush
from .parser import argument_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, by default the process's, and return the exit code."""
    language.use(_language(arguments))
    output.encode(output.encoding(os.environ))
    try:
        with language.of_libraries():
            options = argument_parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    if options.command is None:
        return _help()
    if vars(options).get("format", "text") != "text" or options.run is commands.schema:
        language.use(language.ENGLISH)
        output.encode("utf-8")
    with ended_by_signals():
        return _run(options)


def _help() -> int:
    with language.of_libraries():
        argument_parser().print_help(sys.stderr)
    return USAGE


def _language(arguments: Sequence[str] | None) -> str:
    """Return the language that is asked for, by `--lang` or else by the terminal."""
    asked = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    asked.add_argument("--lang", nargs="?")
    given = asked.parse_known_args(arguments)[0].lang
    return given if given in language.LANGUAGES else language.preferred(os.environ)


def _run(options: argparse.Namespace) -> int:
    try:
        return _ended(options)
    except Terminated:
        return TERMINATED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        drop()
        return FAILURE
    except NoBlogError as error:
        _help()
        return fail(str(error), USAGE)
    except UsageError as error:
        return fail(str(error), USAGE)
    except PluginError as error:
        _trace(options)
        return fail(str(error), FAILURE)
    except OSError as error:
        _trace(options)
        place = error.filename2 or error.filename  # of a copy, the target
        where = f"{place}: " if place else ""
        return fail(f"{where}{error.strerror or error}", FAILURE)
    except Exception as error:
        from ..files import is_exhausted  # start-up time

        _trace(options)
        if is_exhausted(error):
            return fail(
                say(
                    "the machine is exhausted: {reason}",
                    reason=str(error) or say("no memory is left"),
                ),
                FAILURE,
            )
        told = say(
            "internal error: {kind}: {error} (see --debug)", kind=type(error).__name__, error=error
        )
        return fail(told, FAILURE)


def _ended(options: argparse.Namespace) -> int:
    """Run the command and return its exit code; raise what it raises."""
    try:
        code: int = options.run(options)
        flush()
    except Exception:
        raise_if_asked()
        raise
    raise_if_asked()
    return code


def _trace(options: argparse.Namespace) -> None:
    """Print where the error that is being handled was raised, with `--debug`."""
    if options.debug:
        from .terminal import plain  # start-up time

        print("\n".join(map(plain, traceback.format_exc().split("\n"))), file=sys.stderr)

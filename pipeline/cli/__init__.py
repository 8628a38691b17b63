"""The command `postdeck`: arguments in, exit code out. Nothing else prints.

`parser` says which arguments there are, `options` makes options of them, `commands` has a function
for each command. Packages beside them hold what one command alone needs.
"""

from __future__ import annotations

import argparse
import io
import sys
import traceback
from collections.abc import Sequence

from ..plugins import PluginError
from ..signals import Terminated, ended_by_signals, raise_if_asked
from .options import FAILURE, INTERRUPTED, TERMINATED, USAGE, NoBlogError, UsageError, fail
from .output import drop, flush
from .parser import argument_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, by default the process's, and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = argument_parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    if options.command is None:
        argument_parser().print_help(sys.stderr)
        return USAGE
    with ended_by_signals():
        return _run(options)


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
        argument_parser().print_help(sys.stderr)
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
            return fail(f"the machine is exhausted: {str(error) or 'no memory is left'}", FAILURE)
        return fail(f"internal error: {type(error).__name__}: {error} (see --debug)", FAILURE)


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

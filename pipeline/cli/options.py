"""What the command takes from its arguments and surroundings, and the exit codes that it gives.

Exit codes: 0 products were made, or nothing is wrong; 1 a build that was stopped, or left out a post that
has cards in the ledger, an error for `check`, or a broken link for `linkcheck`; 2 wrong usage; 3 an
internal or environment failure; 130 interrupted; 143 ended by SIGTERM.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..language import say
from .around import blog_around, path_like, settings_of

if TYPE_CHECKING:
    from ..settings.post_filter import PostFilter
    from ..stages import Options

FINE, FINDINGS, USAGE, FAILURE, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 130, 143
BUILD = Path("build")
LATEST = 253_402_300_799  # the end of the year 9999


class UsageError(Exception):
    """The command cannot be run as it was called; the message says why."""


class NoBlogError(UsageError):
    """No source was named, and there is no blog around the working folder."""


def fail(message: str, code: int) -> int:
    """Print why the command failed on standard error; return the exit code."""
    from .terminal import lines, plain  # start-up time

    print(f"postdeck: {lines(plain(message))}", file=sys.stderr)
    return code


def options_of(arguments: argparse.Namespace, out: Path | None = None) -> Options:
    """Return the options of a run.

    Without a source it is the blog around the working folder, and the output folder lies in it. Raise
    UsageError where an argument names what is not there.
    """
    from .. import stages
    from ..products import OPTIONS, USUAL

    given = vars(arguments)
    products = tuple(given.get("only") or USUAL)
    _refuse_idle(given, products)
    sources = _sources(given.get("sources"))
    for source in sources:
        required(source)
    if arguments.config is not None and not arguments.config.is_file():
        raise missing(arguments.config, "file")
    home = sources[0] if given.get("sources") == [] else Path()
    return stages.Options(
        sources=sources,
        out=given.get("out") or out or home / BUILD,
        products=products,
        config=arguments.config or settings_of(sources),
        ledger=given.get("ledger"),
        flags={
            table: {o.name: given[o.name] for o in options if given.get(o.name) is not None}
            for table, options in OPTIONS.items()
        },
        locked=given.get("locked", False),
        strict=arguments.strict,
        posts=_filter(given),
        debug=arguments.debug,
        now=_now(),
    )


def required(path: Path) -> None:
    """Raise UsageError where a path is not there."""
    if not path.exists():
        raise missing(path, "file or folder")


def missing(path: Path, kind: str) -> UsageError:
    """Return the error that something is not there, with what it must have been."""
    near = path_like(path)
    lacking = (
        say("{path}: no such file", path=path)
        if kind == "file"
        else say("{path}: no such file or folder", path=path)
    )
    return UsageError(lacking + (say(" (did you mean {near}?)", near=near) if near else ""))


def _sources(named: list[str] | None) -> tuple[Path, ...]:
    """Return the sources of a command; None stands for one that has none."""
    if named is None or named:
        return tuple(map(Path, named or ()))
    root = blog_around(Path())
    if root is None:
        raise NoBlogError(
            say("there is no blog around {folder}: name its folder", folder=Path.cwd())
        )
    return (root,)


def _refuse_idle(given: Mapping[str, object], products: Sequence[str]) -> None:
    """Raise UsageError where an option does nothing for the products that are made."""
    from ..products import OPTIONS, PRODUCTS

    tables = {PRODUCTS[name].table for name in products if name in PRODUCTS}
    for table in OPTIONS.keys() - tables if "only" in given else ():
        users = " or ".join(name for name, product in PRODUCTS.items() if product.table == table)
        for option in OPTIONS[table]:
            if given.get(option.name) is not None:
                made = ", ".join(products)
                raise UsageError(
                    say(
                        "{option} does nothing for {made}, only for {users}",
                        option=option.flag, made=made, users=users,
                    )
                )  # fmt: skip


def _filter(given: Mapping[str, list[str] | None]) -> PostFilter:
    """Return which posts are read; raise UsageError where a pattern cannot be read."""
    from ..settings import post_filter

    include, exclude, paths, tags = (
        tuple(given.get(name) or ()) for name in ("include", "exclude", "only_path", "only_tag")
    )
    for pattern in (*include, *exclude, *paths):
        if post_filter.is_wrong(pattern):
            raise UsageError(say("{pattern!r} cannot be read as a pattern", pattern=pattern))
    return post_filter.PostFilter(include, exclude, paths, tags)


def _now() -> int:
    """Return the time of the build in epoch seconds, from SOURCE_DATE_EPOCH or the clock.

    SOURCE_DATE_EPOCH is that of reproducible-builds.org. Raise UsageError where it is no such number.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return int(time.time())
    if not re.fullmatch(r"[0-9]{1,12}", given) or int(given) > LATEST:
        raise UsageError(
            say(
                "SOURCE_DATE_EPOCH is {given!r:.40}, no epoch seconds from 0 to {latest}",
                given=given,
                latest=LATEST,
            )
        )
    return int(given)


def for_a_person() -> bool:
    """Whether standard output goes to a terminal that shows colours, and to no log."""
    return in_colour("auto") and not os.environ.get("CI")


def width() -> int:
    """Return how many columns the terminal has, and of text that goes to none."""
    return shutil.get_terminal_size((100, 24)).columns


def in_colour(when: str) -> bool:
    """Whether to colour the output. `auto`: in a terminal that is not dumb, unless NO_COLOR is set
    (no-color.org).
    """
    if when != "auto":
        return when == "always"
    dumb = os.environ.get("TERM") == "dumb"
    terminal = sys.stdout is not None and sys.stdout.isatty()
    return terminal and not os.environ.get("NO_COLOR") and not dumb

"""What the command takes from its arguments and surroundings, and the exit codes that it gives.

Exit codes: 0 products were made, or nothing is wrong; 1 a build that was stopped, or left out a post that
has cards in the ledger, an error for `check`, or a broken link for `linkcheck`; 2 wrong usage; 3 an
internal or environment failure; 130 interrupted; 143 ended by SIGTERM.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ..language import say

if TYPE_CHECKING:
    from ..settings.post_filter import PostFilter
    from ..stages import Options

FINE, FINDINGS, USAGE, FAILURE, INTERRUPTED, TERMINATED = 0, 1, 2, 3, 130, 143
CONFIG = Path("postdeck.toml")
BUILD = Path("build")
LATEST = 253_402_300_799  # the end of the year 9999


class UsageError(Exception):
    """The command cannot be run as it was called; the message says why."""


def fail(message: str, code: int) -> int:
    """Print why the command failed on standard error; return the exit code."""
    from .terminal import lines, plain  # start-up time

    print(f"postdeck: {lines(plain(message))}", file=sys.stderr)
    return code


def options_of(arguments: argparse.Namespace, out: Path = BUILD) -> Options:
    """Return the options of a run; raise UsageError where an argument names what is not there."""
    from .. import stages
    from ..products import OPTIONS, USUAL

    given = vars(arguments)
    named = given.get("sources")
    sources = () if named is None else tuple(Path(source) for source in named or ["sources"])
    for source in sources:
        if not source.exists():
            raise UsageError(say("{path}: no such file or folder", path=source))
    config = arguments.config
    if config is not None and not config.is_file():
        raise UsageError(say("{path}: no such file", path=config))
    if config is None and CONFIG.is_file():
        config = CONFIG
    return stages.Options(
        sources=sources,
        out=given.get("out") or out,
        products=tuple(given.get("only") or USUAL),
        config=config,
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


def in_colour(when: str) -> bool:
    """Whether to colour the output. `auto`: in a terminal that is not dumb, unless NO_COLOR is set
    (no-color.org).
    """
    if when != "auto":
        return when == "always"
    dumb = os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not dumb

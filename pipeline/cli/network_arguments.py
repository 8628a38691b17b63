"""The arguments of the commands that ask the network."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from ..language import say
from .spelt import SOURCE, Parser


def add_linkcheck(parser: Parser) -> None:
    """Add the arguments of `postdeck linkcheck`."""
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=say(SOURCE))
    parser.add_argument(
        "--internal", action="store_true", help=say("ask for the sites' own pages too")
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="PATTERN",
        help=say("do not ask addresses that this shell wildcard matches (may be repeated)"),
    )  # fmt: skip
    parser.add_argument(
        "--cache", type=Path, metavar="FILE",
        help=say("where answers are kept (default: postdeck/linkcheck.json in your cache folder)"),
    )  # fmt: skip
    parser.add_argument(
        "--fresh", action="store_true", help=say("do not trust answers of earlier runs")
    )
    _add_manners(parser)
    parser.set_defaults(run=_linkcheck)


def add_fetch(parser: Parser) -> None:
    """Add the arguments of `postdeck fetch`."""
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=say(SOURCE))
    parser.add_argument("--ledger", type=Path, metavar="FILE", help=say("one ledger for all sites"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--refresh", action="store_true", help=say("take what the servers give now, also in the place of "
        "pictures that are there"),
    )  # fmt: skip
    what.add_argument(
        "--forget", action="append", metavar="ADDRESS|HOST|FILE",
        help=say(
            "take these pictures out of the lock, so that they are links again; one named by its file is "
            "a placeholder from then on (may be repeated); asks nothing"
        ),
    )  # fmt: skip
    what.add_argument(
        "--prune",
        action="store_true",
        help=say("remove the pictures that no post uses; asks nothing"),
    )
    parser.add_argument(
        "--total", type=_within(0.001, 100_000, float), default=500.0, metavar="MB",
        help=say("fetch no more once all pictures are as large (default: 500)"),
    )  # fmt: skip
    _add_manners(parser)
    parser.set_defaults(run=_fetch)


def _add_manners(parser: Parser) -> None:
    """Add the options of how other servers are asked."""
    parser.add_argument(
        "--connections", type=_within(1, 256, int), default=16, metavar="N",
        help=say("at once, to all hosts together (default: 16; to one host always 1)"),
    )  # fmt: skip
    parser.add_argument(
        "--pause", type=_within(0, 3600, float), default=0.5, metavar="SECONDS",
        help=say("between two requests to one host (default: 0.5)"),
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=_within(0.01, 3600, float), default=10.0, metavar="SECONDS",
        help=say("how long a server may take to answer (default: 10)"),
    )  # fmt: skip
    parser.add_argument(
        "--tries", type=_within(1, 10, int), default=3, metavar="N",
        help=say("how often an address is asked while its server fails (default: 3)"),
    )  # fmt: skip
    parser.add_argument(
        "--allow-private", action="store_true", help=say("ask hosts of private networks too")
    )


def _fetch(arguments: argparse.Namespace) -> int:
    from .fetch import fetch_pictures

    return fetch_pictures(arguments)


def _linkcheck(arguments: argparse.Namespace) -> int:
    from .linkcheck import linkcheck

    return linkcheck(arguments)


def _within(least: float, most: float, kind: Callable[[str], float]) -> Callable[[str], float]:
    def number(written: str) -> float:
        if not least <= (value := kind(written)) <= most:
            raise argparse.ArgumentTypeError(
                say("{value} is not from {least} to {most}", value=written, least=least, most=most)
            )
        return value

    return number

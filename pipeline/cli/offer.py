"""What a build offers on a terminal: to fetch the pictures that lie on other servers."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from ..language import say
from .summary import untried_pictures

if TYPE_CHECKING:
    from ..stages import Outcome


def may_ask(arguments: argparse.Namespace) -> bool:
    """Whether somebody is there to answer."""
    text = arguments.format == "text"
    return text and sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def accepted(outcome: Outcome) -> bool:
    """Ask whether to fetch the pictures of a build, and return the answer."""
    try:
        answer = input(
            say("{pictures}: fetch them now? [y/N] ", pictures=untried_pictures(outcome))
        )
    except EOFError:
        print()
        return False
    if answer.strip().lower() in {"y", "yes"}:
        return True
    print(say("to be asked no more, write below [pictures] in postdeck.toml: offer = false"))
    return False


def fetch(arguments: argparse.Namespace) -> None:
    """Run `postdeck fetch` on what a build was run on."""
    from .fetch import fetch_pictures
    from .parser import argument_parser

    usual = vars(argument_parser().parse_args(["fetch"]))
    same = {name: value for name, value in vars(arguments).items() if name in usual}
    fetch_pictures(argparse.Namespace(**{**usual, **same}))

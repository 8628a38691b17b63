"""The arguments of the command: which there are, and what `--help` says of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import NoReturn

from .. import __version__
from ..language import LANGUAGES, say
from ..products import CORPUS, OPTIONS, PRODUCTS, Option
from . import commands as run


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        from .terminal import lines, plain  # start-up time

        super().error(lines(plain(message)))


def argument_parser() -> argparse.ArgumentParser:
    """Return the parser of the command's arguments; each command sets `run`."""
    parser = _Parser(
        prog="postdeck",
        description="Blog posts of numbered questions in, an Anki deck out.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"postdeck {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    common = _common("text", "json", "github")
    filtered = _filtered()
    making = _Parser(add_help=False, allow_abbrev=False)
    making.add_argument("--out", type=Path, metavar="DIR", help="the output folder")
    making.add_argument(
        "--only", action="append", metavar="PRODUCT",
        help=f"make only this product: {', '.join((CORPUS, *PRODUCTS))}, or a plugin's (may be repeated)",
    )  # fmt: skip
    _add_options(making, chain.from_iterable(OPTIONS.values()))
    making.add_argument("--ledger", type=Path, metavar="FILE", help="one ledger for all sites")
    making.add_argument("--locked", action="store_true", help="fail if a ledger would change")

    build = commands.add_parser(
        "build",
        parents=[making, common, filtered],
        allow_abbrev=False,
        help="posts in, products out",
    )
    build.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    build.add_argument(
        "--exit-zero", action="store_true",
        help="exit with 0 where products were made, even if posts with cards were left out",
    )  # fmt: skip
    build.set_defaults(run=run.build)

    emit = commands.add_parser(
        "emit", parents=[making, common], allow_abbrev=False,
        help="products from a corpus.json made before",
    )  # fmt: skip
    emit.add_argument("corpus", metavar="CORPUS", help="a corpus.json, its pictures/ beside it")
    emit.set_defaults(run=run.emit)

    diff = commands.add_parser(
        "diff", parents=[_common("text", "json"), _coloured(), filtered], allow_abbrev=False,
        help="what an import of the next build will do in Anki; writes nothing",
    )  # fmt: skip
    diff.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    diff.add_argument("--out", type=Path, metavar="DIR", help="the output folder of the last build")
    diff.add_argument("--ledger", type=Path, metavar="FILE", help="one ledger for all sites")
    _add_options(diff, OPTIONS["anki"])
    diff.add_argument(
        "--against", type=Path, metavar="DECK",
        help="compare with this package instead of the ledger: what its users will get",
    )  # fmt: skip
    diff.set_defaults(run=run.diff)

    check = commands.add_parser(
        "check",
        parents=[common, filtered],
        allow_abbrev=False,
        help="findings only; writes nothing",
    )
    check.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    check.set_defaults(run=run.check)

    _add_linkcheck(commands.add_parser(
        "linkcheck", parents=[common, filtered], allow_abbrev=False,
        help="which links are dead or moved; asks the network",
    ))  # fmt: skip

    _add_fetch(commands.add_parser(
        "fetch", parents=[common, filtered], allow_abbrev=False,
        help="fetch the pictures that lie on other servers, once, to keep them beside the ledger",
    ))  # fmt: skip

    explain = commands.add_parser(
        "explain", parents=[_common("text", "json"), _coloured()], allow_abbrev=False,
        help="how posts were understood, and why; writes nothing",
    )  # fmt: skip
    explain.add_argument(
        "sources", nargs="+", metavar="POST",
        help="a post, read as one of its site; or a folder, for all posts in it",
    )  # fmt: skip
    explain.set_defaults(run=run.explain)

    choose = commands.add_parser(
        "choose", parents=[_common("text"), filtered], allow_abbrev=False,
        help="settle posts that can be read in more than one way; writes readings.toml",
    )  # fmt: skip
    choose.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    choose.add_argument("--ledger", type=Path, metavar="FILE", help="one ledger for all sites")
    choose.add_argument(
        "--with", dest="command_with", metavar="COMMAND",
        help="ask this program instead of a person: one JSON document per post on its standard input",
    )  # fmt: skip
    choose.set_defaults(run=run.choose)

    restore = commands.add_parser(
        "restore", parents=[_common("text")], allow_abbrev=False,
        help="write a lost ledger anew from a deck that was published",
    )  # fmt: skip
    restore.add_argument(
        "deck", type=Path, metavar="DECK", help="the deck, such as build/deck.apkg"
    )
    restore.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    restore.add_argument("--ledger", type=Path, metavar="FILE", help="one ledger for all sites")
    restore.add_argument(
        "--dry-run", action="store_true", help="tell what would be written, and write nothing"
    )
    restore.set_defaults(run=run.restore)

    schema = commands.add_parser("schema", help="the JSON Schema of corpus.json or links.json")
    schema.add_argument("document", nargs="?", choices=("corpus", "links"), default="corpus")
    schema.set_defaults(run=run.schema, debug=False)
    return parser


def _add_options(parser: _Parser, options: Iterable[Option]) -> None:
    """Add the flags of products' options."""
    for option in options:
        if option.flag:
            parser.add_argument(
                option.flag, dest=option.name, choices=option.values, type=type(option.values[0]),
                help=option.help,
            )  # fmt: skip


def _add_linkcheck(parser: _Parser) -> None:
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    parser.add_argument("--internal", action="store_true", help="ask for the sites' own pages too")
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="PATTERN",
        help="do not ask addresses that this shell wildcard matches (may be repeated)",
    )  # fmt: skip
    parser.add_argument(
        "--cache", type=Path, metavar="FILE",
        help="where answers are kept (default: postdeck/linkcheck.json in your cache folder)",
    )  # fmt: skip
    parser.add_argument("--fresh", action="store_true", help="do not trust answers of earlier runs")
    _add_manners(parser)
    parser.set_defaults(run=_linkcheck)


def _add_fetch(parser: _Parser) -> None:
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    parser.add_argument("--ledger", type=Path, metavar="FILE", help="one ledger for all sites")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--refresh", action="store_true", help="take what the servers give now, also in the place of "
        "pictures that are there",
    )  # fmt: skip
    what.add_argument(
        "--forget", action="append", metavar="ADDRESS|HOST|FILE",
        help="take these pictures out of the lock, so that they are links again; one named by its file is "
        "a placeholder from then on (may be repeated); asks nothing",
    )  # fmt: skip
    what.add_argument(
        "--prune", action="store_true", help="remove the pictures that no post uses; asks nothing"
    )
    parser.add_argument(
        "--total", type=_within(0.001, 100_000, float), default=500.0, metavar="MB",
        help="fetch no more once all pictures are as large (default: 500)",
    )  # fmt: skip
    _add_manners(parser)
    parser.set_defaults(run=_fetch)


def _add_manners(parser: _Parser) -> None:
    """Add the options of how other servers are asked."""
    parser.add_argument(
        "--connections", type=_within(1, 256, int), default=16, metavar="N",
        help="at once, to all hosts together (default: 16; to one host always 1)",
    )  # fmt: skip
    parser.add_argument(
        "--pause", type=_within(0, 3600, float), default=0.5, metavar="SECONDS",
        help="between two requests to one host (default: 0.5)",
    )  # fmt: skip
    parser.add_argument(
        "--timeout", type=_within(0.01, 3600, float), default=10.0, metavar="SECONDS",
        help="how long a server may take to answer (default: 10)",
    )  # fmt: skip
    parser.add_argument(
        "--tries", type=_within(1, 10, int), default=3, metavar="N",
        help="how often an address is asked while its server fails (default: 3)",
    )  # fmt: skip
    parser.add_argument(
        "--allow-private", action="store_true", help="ask hosts of private networks too"
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
                say(
                    "{written} is not from {least} to {most}",
                    written=written,
                    least=least,
                    most=most,
                )
            )
        return value

    return number


def _filtered() -> _Parser:
    """Return the options that say which posts are read."""
    filtered = _Parser(add_help=False, allow_abbrev=False)
    for flag, metavar, text in (
        ("--include", "PATTERN", "read only posts whose path this pattern of gitignore matches"),
        ("--exclude", "PATTERN", "do not read posts whose path this pattern of gitignore matches"),
        ("--only-path", "PATH", "make only cards of the posts at this path or pattern"),
        ("--only-tag", "TAG", "make only cards of the posts with this tag"),
    ):
        filtered.add_argument(
            flag, action="append", metavar=metavar, help=f"{text} (may be repeated)"
        )
    return filtered


def _coloured() -> _Parser:
    coloured = _Parser(add_help=False, allow_abbrev=False)
    coloured.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto",
        help="colours (default: auto, in a terminal and without NO_COLOR)",
    )  # fmt: skip
    return coloured


def _common(*formats: str) -> _Parser:
    """Return the options that most commands share; `formats` are the values of `--format`."""
    common = _Parser(add_help=False, allow_abbrev=False)
    common.add_argument(
        "--format", choices=formats, default="text",
        help="the form of what is told (default: text)",
    )  # fmt: skip
    common.add_argument("--strict", action="store_true", help="stop at any error or warning")
    common.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: postdeck.toml, if there)"
    )
    common.add_argument(
        "--lang", choices=LANGUAGES, help="the language of what is told (default: the terminal's)"
    )
    common.add_argument("--debug", action="store_true", help="show tracebacks")
    return common


_SOURCE = "a blog's folder, a folder or file of Markdown, or a folder of such (default: sources)"

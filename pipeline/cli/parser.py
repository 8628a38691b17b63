"""The arguments of the command: which there are, and what `--help` says of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from .. import __version__
from ..language import LANGUAGES, marked, say
from ..products import CORPUS, OPTIONS, PRODUCTS, Option
from . import commands as run
from .network_arguments import add_fetch, add_linkcheck
from .spelt import SOURCE, Parser, any_case


def argument_parser() -> Parser:
    """Return the parser of the command's arguments; each command sets `run`."""
    parser = Parser(
        prog="postdeck",
        parents=[_everywhere()],
        description=say("Blog posts of numbered questions in, an Anki deck out."),
        epilog=say(_EXAMPLES),
    )
    parser.add_argument(
        "--version", action="version", version=f"postdeck {__version__}",
        help=say("show the version and exit"),
    )  # fmt: skip
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    common = _common("text", "json", "github")
    filtered = _filtered()
    making = Parser(add_help=False)
    making.add_argument("--out", type=Path, metavar="DIR", help=say("the output folder"))
    making.add_argument(
        "--only", action="append", metavar="PRODUCT",
        help=say(
            "make only this product: {products}, or a plugin's (may be repeated)",
            products=", ".join((CORPUS, *PRODUCTS)),
        ),
    )  # fmt: skip
    _add_options(making, chain.from_iterable(OPTIONS.values()))
    making.add_argument("--ledger", type=Path, metavar="FILE", help=say("one ledger for all sites"))
    making.add_argument("--locked", action="store_true", help=say("fail if a ledger would change"))

    build = commands.add_parser(
        "build",
        parents=[making, common, filtered],
        help=say("posts in, products out"),
    )
    build.add_argument("sources", nargs="*", metavar="SOURCE", help=say(SOURCE))
    build.add_argument(
        "--exit-zero", action="store_true",
        help=say("exit with 0 where products were made, even if posts with cards were left out"),
    )  # fmt: skip
    build.set_defaults(run=run.build)

    emit = commands.add_parser(
        "emit", parents=[making, common],
        help=say("products from a corpus.json made before"),
    )  # fmt: skip
    emit.add_argument(
        "corpus", metavar="CORPUS", help=say("a corpus.json, its pictures/ beside it")
    )
    emit.set_defaults(run=run.emit)

    diff = commands.add_parser(
        "diff", parents=[_common("text", "json"), _coloured(), filtered],
        help=say("what an import of the next build will do in Anki; writes nothing"),
    )  # fmt: skip
    diff.add_argument("sources", nargs="*", metavar="SOURCE", help=say(SOURCE))
    diff.add_argument(
        "--out", type=Path, metavar="DIR", help=say("the output folder of the last build")
    )
    diff.add_argument("--ledger", type=Path, metavar="FILE", help=say("one ledger for all sites"))
    _add_options(diff, OPTIONS["anki"])
    diff.add_argument(
        "--against", type=Path, metavar="DECK",
        help=say("compare with this package instead of the ledger: what its users will get"),
    )  # fmt: skip
    diff.set_defaults(run=run.diff)

    check = commands.add_parser(
        "check",
        parents=[common, filtered],
        help=say("findings only; writes nothing"),
    )
    check.add_argument("sources", nargs="*", metavar="SOURCE", help=say(SOURCE))
    check.set_defaults(run=run.check)

    add_linkcheck(commands.add_parser(
        "linkcheck", parents=[common, filtered],
        help=say("which links are dead or moved; asks the network"),
    ))  # fmt: skip

    add_fetch(commands.add_parser(
        "fetch", parents=[common, filtered],
        help=say("fetch the pictures that lie on other servers, once, to keep them beside the ledger"),
    ))  # fmt: skip

    _add_explain(commands.add_parser(
        "explain", parents=[_common("text", "json"), _coloured()],
        help=say("how posts were understood, and why; writes nothing"),
    ))  # fmt: skip

    choose = commands.add_parser(
        "choose", parents=[_common("text"), filtered],
        help=say("settle posts that can be read in more than one way; writes readings.toml"),
    )  # fmt: skip
    choose.add_argument("sources", nargs="*", metavar="SOURCE", help=say(SOURCE))
    choose.add_argument("--ledger", type=Path, metavar="FILE", help=say("one ledger for all sites"))
    choose.add_argument(
        "--with", dest="command_with", metavar="COMMAND",
        help=say("ask this program instead of a person: one JSON document per post on its standard input"),
    )  # fmt: skip
    choose.set_defaults(run=run.choose)

    restore = commands.add_parser(
        "restore", parents=[_common("text")],
        help=say("write a lost ledger anew from a deck that was published"),
    )  # fmt: skip
    restore.add_argument(
        "deck", type=Path, metavar="DECK", help=say("the deck, such as build/deck.apkg")
    )
    restore.add_argument("sources", nargs="*", metavar="SOURCE", help=say(SOURCE))
    restore.add_argument(
        "--ledger", type=Path, metavar="FILE", help=say("one ledger for all sites")
    )
    restore.add_argument(
        "--dry-run", action="store_true", help=say("tell what would be written, and write nothing")
    )
    restore.set_defaults(run=run.restore)

    _add_init(commands.add_parser(
        "init", parents=[_everywhere()],
        help=say("write settings for a blog, and what git and GitHub need to know"),
    ))  # fmt: skip

    schema = commands.add_parser(
        "schema", parents=[_everywhere()], help=say("the JSON Schema of corpus.json or links.json")
    )
    schema.add_argument("document", nargs="?", choices=("corpus", "links"), default="corpus")
    schema.set_defaults(run=run.schema)
    parser.commands = commands.choices
    return parser


def _add_explain(parser: Parser) -> None:
    parser.add_argument(
        "sources", nargs="+", metavar="POST",
        help=say("a post, read as one of its site; or a folder, for all posts in it"),
    )  # fmt: skip
    parser.add_argument(
        "--all", action="store_true", help=say("show all readings, and all signs of each")
    )
    parser.set_defaults(run=run.explain)


def _add_init(parser: Parser) -> None:
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER",
        help=say("the blog, or a folder of Markdown (default: the blog around the working folder)"),
    )  # fmt: skip
    for name, written in _OFFERED.items():
        told = say("write {what}", what=say(written))
        parser.add_argument(f"--{name}", action="store_true", help=told)
    parser.add_argument(
        "--yes", action="store_true", help=say("write all of these, and ask nothing")
    )
    parser.set_defaults(run=_init, strict=False, config=None)


def _add_options(parser: Parser, options: Iterable[Option]) -> None:
    """Add the flags of products' options."""
    for option in options:
        if option.flag:
            default = option.default or say(option.otherwise)
            parser.add_argument(
                option.flag, dest=option.name, choices=option.values, type=any_case(option.values),
                help=say("{help} (default: {default})", help=say(option.help), default=default),
            )  # fmt: skip


def _init(arguments: argparse.Namespace) -> int:
    from .init import init

    return init(arguments)


def _filtered() -> Parser:
    """Return the options that say which posts are read."""
    filtered = Parser(add_help=False)
    for flag, metavar, text in (
        (
            "--include",
            "PATTERN",
            marked("read only posts whose path this pattern of gitignore matches"),
        ),
        (
            "--exclude",
            "PATTERN",
            marked("do not read posts whose path this pattern of gitignore matches"),
        ),
        ("--only-path", "PATH", marked("make only cards of the posts at this path or pattern")),
        ("--only-tag", "TAG", marked("make only cards of the posts with this tag")),
    ):
        filtered.add_argument(
            flag,
            action="append",
            metavar=metavar,
            help=say("{what} (may be repeated)", what=say(text)),
        )
    return filtered


def _coloured() -> Parser:
    coloured = Parser(add_help=False)
    coloured.add_argument(
        "--color", choices=_WHEN, type=any_case(_WHEN), default="auto",
        help=say("colours (default: auto, in a terminal and without NO_COLOR)"),
    )  # fmt: skip
    return coloured


def _common(*formats: str) -> Parser:
    """Return the options that most commands share; `formats` are the values of `--format`."""
    common = Parser(add_help=False, parents=[_everywhere()])
    common.add_argument(
        "--format", choices=formats, type=any_case(formats), default="text",
        help=say("the form of what is told (default: text)"),
    )  # fmt: skip
    common.add_argument("--strict", action="store_true", help=say("stop at any error or warning"))
    common.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help=say("settings (default: postdeck.toml, if there)"),
    )
    return common


def _everywhere() -> Parser:
    """Return the options that all commands share."""
    everywhere = Parser(add_help=False)
    everywhere.add_argument(
        "--lang",
        choices=LANGUAGES,
        help=say("the language of what is told (default: the terminal's)"),
    )
    everywhere.add_argument("--debug", action="store_true", help=say("show tracebacks"))
    return everywhere


_WHEN = ("auto", "always", "never")
_OFFERED = {
    "gitattributes": marked("the line by which git merges the ledgers of two branches"),
    "workflow": marked("a workflow of GitHub Actions that checks posts and ledger"),
    "hook": marked("a hook of git that checks the ledger before each commit"),
}
_EXAMPLES = marked("""\
examples:
  postdeck build ~/blog            its deck, cheat sheet and link index, in build/
  postdeck build --only deck       the deck of the blog that you are in
  postdeck explain posts/one.md    how a post was read, and why
""")

"""The command `postdeck`: arguments in, exit code out. Nothing else prints.

Exit codes: 0 fine; 1 a finding of severity error, no post or no question at all, or a broken link for
`linkcheck`; 2 wrong usage; 3 an internal or environment failure; 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__

if TYPE_CHECKING:
    from pipeline.stages import Options, Outcome

FINE, FINDINGS, USAGE, FAILURE, INTERRUPTED = 0, 1, 2, 3, 130
CONFIG = Path("postdeck.toml")
BUILD = Path("build")
WIDTH = 100  # of text that goes to no terminal
PRODUCTS = ("corpus", "deck", "cheatsheet", "pdf", "links")
EDITIONS = ("full", "questions", "cards")
PAPERS, COLUMNS = ("A4", "Letter"), (1, 2, 3)
LATEST = 253_402_300_799  # the end of the year 9999


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, by default the process's, and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILURE
    except UsageError as error:
        return _fail(str(error), USAGE)
    except OSError as error:
        if options.debug:
            traceback.print_exc()
        place = error.filename2 or error.filename  # of a copy, the target
        where = f"{place}: " if place else ""
        return _fail(f"{where}{error.strerror or error}", FAILURE)
    except Exception as error:
        if options.debug:
            traceback.print_exc()
        return _fail(f"internal error: {type(error).__name__}: {error} (see --debug)", FAILURE)
    return code


class UsageError(Exception):
    """The command cannot be run as it was called; the message says why."""


def _fail(message: str, code: int) -> int:
    print(f"postdeck: {message}", file=sys.stderr)
    return code


def _build(arguments: argparse.Namespace) -> int:
    from pipeline import publish, stages

    try:
        options = _options(arguments)
        outcome = stages.build(options)
    except publish.OutputRefusedError as error:
        raise UsageError(f"{error}; name another folder with --out") from None
    return _print_outcome(outcome, arguments, options.out)


def _emit(arguments: argparse.Namespace) -> int:
    from pipeline import codec, publish, stages

    corpus = Path(arguments.corpus)
    if not corpus.is_file():
        raise UsageError(f"{corpus}: no such file")
    try:
        options = _options(arguments, out=corpus.parent)
        outcome = stages.emit(corpus, options)
    except codec.DecodeError as error:
        raise UsageError(f"{corpus}: {error}") from None
    except publish.OutputRefusedError as error:
        raise UsageError(f"{error}; name another folder with --out") from None
    return _print_outcome(outcome, arguments, options.out)


def _check(arguments: argparse.Namespace) -> int:
    from pipeline import stages

    return _print_outcome(stages.check(_options(arguments)), arguments)


def _diff(arguments: argparse.Namespace) -> int:
    from pipeline import diff, report
    from pipeline.diff import text
    from pipeline.emitters.anki import PackageError

    try:
        found, compared = diff.compare(_options(arguments), arguments.against)
    except PackageError as error:
        raise UsageError(str(error)) from None
    if arguments.format == "json":
        print(diff.as_json(found, compared), end="")
    else:
        print(report.findings(found.findings, arguments.format), end="")
        colour = _in_colour(arguments.color)
        print(text.render(compared, colour=colour) if compared else "", end="")
    return FINDINGS if found.failed else FINE


def _linkcheck(arguments: argparse.Namespace) -> int:
    from pipeline import linkcheck, report
    from pipeline.linkcheck import cache, text, told

    options = _options(arguments)
    manner = linkcheck.Manner(
        connections=arguments.connections,
        pause=arguments.pause,
        timeout=arguments.timeout,
        tries=arguments.tries,
        private=arguments.allow_private,
    )
    request = linkcheck.Request(
        arguments.cache or cache.default_file(),
        ignore=tuple(arguments.ignore),
        internal=arguments.internal,
        fresh=arguments.fresh,
        manner=manner,
    )
    counter = _count if sys.stderr.isatty() else None
    try:
        checked = linkcheck.check(options, request, counter)
    except linkcheck.CacheError as error:
        raise UsageError(str(error)) from None
    finally:
        if counter:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    if checked.offline:
        return _fail("no host could be reached; is this machine offline?", FAILURE)
    if arguments.format == "json":
        print(told.as_json(checked), end="")
    elif arguments.format == "github":
        print(report.findings(checked.findings, "github") + text.summary(checked))
    else:
        print(report.findings(checked.unread, "text") + text.render(checked), end="")
    return FINDINGS if checked.failed else FINE


def _count(done: int, total: int) -> None:
    print(f"\r{done} of {total} addresses asked", end="", file=sys.stderr, flush=True)


def _explain(arguments: argparse.Namespace) -> int:
    from pipeline import explain
    from pipeline.explain import text

    try:
        explained = explain.explain(_options(arguments))
    except explain.NoPostError as error:
        raise UsageError(str(error)) from None
    if arguments.format == "json":
        print(explain.as_json(explained), end="")
    else:
        width = shutil.get_terminal_size((WIDTH, 24)).columns
        print(text.render(explained, width, colour=_in_colour(arguments.color)), end="")
    return FINDINGS if explained.failed else FINE


def _choose(arguments: argparse.Namespace) -> int:
    from pipeline import choose, report
    from pipeline.choose import program, terminal
    from pipeline.columns import counted
    from pipeline.findings import Code

    asked, findings = choose.asked(_options(arguments))
    errors = [finding for finding in findings if finding.severity == "error"]
    print(report.findings(errors, "text"), end="")
    if any(finding.code == Code.BAD_CONFIG for finding in errors):
        return FINDINGS  # a choice would be asked for again, or be put into a broken file
    posts = sum(len(one.posts) for one in asked)
    if not posts:
        print("every post can be read in one way only, or is settled")
        return FINDINGS if errors else FINE
    try:
        if arguments.command_with:
            chosen = program.ask(asked, arguments.command_with)
        else:
            width = shutil.get_terminal_size((WIDTH, 24)).columns
            chosen = terminal.ask(asked, terminal.keys(), sys.stdout, width)
    except (program.AnswerError, choose.ChoicesError) as error:
        return _fail(str(error), FAILURE)
    print(f"{chosen} of {counted(posts, 'post')} settled")
    return FINDINGS if errors else FINE


def _in_colour(when: str) -> bool:
    """Whether to colour the output. `auto`: in a terminal that is not dumb, unless NO_COLOR is set
    (no-color.org).
    """
    if when != "auto":
        return when == "always"
    dumb = os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and not dumb


def _schema(arguments: argparse.Namespace) -> int:
    if arguments.document == "links":
        from pipeline.emitters.links import schema
    else:
        from pipeline.codec import schema
    print(schema(), end="")
    return FINE


def _print_outcome(outcome: Outcome, arguments: argparse.Namespace, out: Path | None = None) -> int:
    from pipeline import report

    print(report.render(outcome, arguments.format, out), end="")
    return FINDINGS if outcome.failed else FINE


def _options(arguments: argparse.Namespace, out: Path = BUILD) -> Options:
    from pipeline import stages

    named = getattr(arguments, "sources", None)
    sources = () if named is None else tuple(Path(source) for source in named or ["sources"])
    for source in sources:
        if not source.exists():
            raise UsageError(f"{source}: no such file or folder")
    config = arguments.config
    if config is not None and not config.is_file():
        raise UsageError(f"{config}: no such file")
    if config is None and CONFIG.is_file():
        config = CONFIG
    given = getattr(arguments, "out", None)
    return stages.Options(
        sources=sources,
        out=given or out,
        products=tuple(getattr(arguments, "only", None) or stages.PRODUCTS),
        config=config,
        ledger=getattr(arguments, "ledger", None),
        sheet=getattr(arguments, "sheet", "full"),
        paper=getattr(arguments, "paper", None),
        columns=getattr(arguments, "columns", None),
        graph=getattr(arguments, "graph", None),
        locked=getattr(arguments, "locked", False),
        strict=arguments.strict,
        keep_going=getattr(arguments, "keep_going", False),
        debug=arguments.debug,
        now=_now(),
    )


def _now() -> int:
    """Return the time of the build in epoch seconds, from SOURCE_DATE_EPOCH or the clock.

    SOURCE_DATE_EPOCH is that of reproducible-builds.org. Raise UsageError where it is no such number.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return int(time.time())
    if not re.fullmatch(r"[0-9]{1,12}", given) or int(given) > LATEST:
        raise UsageError(f"SOURCE_DATE_EPOCH is {given!r:.40}, no epoch seconds from 0 to {LATEST}")
    return int(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="postdeck",
        description="Blog posts of numbered questions in, an Anki deck out.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"postdeck {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    common = _common("text", "json", "github")
    making = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    making.add_argument("--out", type=Path, metavar="DIR", help="the output folder")
    making.add_argument(
        "--only", action="append", choices=PRODUCTS, metavar="PRODUCT",
        help=f"make only this product: {', '.join(PRODUCTS)} (may be repeated)",
    )  # fmt: skip
    making.add_argument(
        "--sheet", choices=EDITIONS, default="full",
        help="the cheat sheet's edition: all of it, questions to answer, or cards to cut (default: full)",
    )  # fmt: skip
    making.add_argument("--paper", choices=PAPERS, help="the cheat sheet's paper (default: A4)")
    making.add_argument(
        "--columns", type=int, choices=COLUMNS, help="its columns on paper (default: 2)"
    )
    making.add_argument(
        "--graph", choices=("graphml",), help="write the graph of links too, for programs as Gephi"
    )
    making.add_argument("--ledger", type=Path, metavar="FILE", help="one ledger for all sites")
    making.add_argument("--locked", action="store_true", help="fail if a ledger would change")

    build = commands.add_parser(
        "build", parents=[making, common], allow_abbrev=False, help="posts in, products out"
    )
    build.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    build.add_argument(
        "--keep-going", action="store_true", help="build what can be read; still exits 1"
    )
    build.set_defaults(run=_build)

    emit = commands.add_parser(
        "emit", parents=[making, common], allow_abbrev=False,
        help="products from a corpus.json made before",
    )  # fmt: skip
    emit.add_argument("corpus", metavar="CORPUS", help="a corpus.json, its assets/ beside it")
    emit.set_defaults(run=_emit)

    diff = commands.add_parser(
        "diff", parents=[_common("text", "json"), _coloured()], allow_abbrev=False,
        help="what an import of the next build will do in Anki; writes nothing",
    )  # fmt: skip
    diff.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    diff.add_argument("--out", type=Path, metavar="DIR", help="the output folder of the last build")
    diff.add_argument("--ledger", type=Path, metavar="FILE", help="one ledger for all sites")
    diff.add_argument(
        "--against", type=Path, metavar="DECK",
        help="compare with this package instead of the ledger: what its users will get",
    )  # fmt: skip
    diff.set_defaults(run=_diff)

    check = commands.add_parser(
        "check", parents=[common], allow_abbrev=False, help="findings only; writes nothing"
    )
    check.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    check.set_defaults(run=_check)

    _add_linkcheck(commands.add_parser(
        "linkcheck", parents=[common], allow_abbrev=False,
        help="which links are dead or moved; asks the network, and no other command does",
    ))  # fmt: skip

    explain = commands.add_parser(
        "explain", parents=[_common("text", "json"), _coloured()], allow_abbrev=False,
        help="how posts were understood, and why; writes nothing",
    )  # fmt: skip
    explain.add_argument(
        "sources", nargs="+", metavar="POST",
        help="a post, read as one of its site; or a folder, for all posts in it",
    )  # fmt: skip
    explain.set_defaults(run=_explain)

    choose = commands.add_parser(
        "choose", parents=[_common("text")], allow_abbrev=False,
        help="settle posts that can be read in more than one way; writes readings.toml",
    )  # fmt: skip
    choose.add_argument("sources", nargs="*", metavar="SOURCE", help=_SOURCE)
    choose.add_argument("--ledger", type=Path, metavar="FILE", help="one ledger for all sites")
    choose.add_argument(
        "--with", dest="command_with", metavar="COMMAND",
        help="ask this program instead of a person: one JSON document per post on its standard input",
    )  # fmt: skip
    choose.set_defaults(run=_choose)

    schema = commands.add_parser("schema", help="the JSON Schema of corpus.json or links.json")
    schema.add_argument("document", nargs="?", choices=("corpus", "links"), default="corpus")
    schema.set_defaults(run=_schema, debug=False)
    return parser


def _add_linkcheck(parser: argparse.ArgumentParser) -> None:
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
    parser.set_defaults(run=_linkcheck)


def _within(least: float, most: float, kind: Callable[[str], float]) -> Callable[[str], float]:
    def number(written: str) -> float:
        if not least <= (value := kind(written)) <= most:
            raise argparse.ArgumentTypeError(f"{written} is not from {least} to {most}")
        return value

    return number


def _coloured() -> argparse.ArgumentParser:
    coloured = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    coloured.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto",
        help="colours (default: auto, in a terminal and without NO_COLOR)",
    )  # fmt: skip
    return coloured


def _common(*formats: str) -> argparse.ArgumentParser:
    """Return the options that most commands share; `formats` are the values of `--format`."""
    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    common.add_argument(
        "--format", choices=formats, default="text",
        help="the form of what is told (default: text)",
    )  # fmt: skip
    common.add_argument("--strict", action="store_true", help="warnings are errors")
    common.add_argument(
        "--config", type=Path, metavar="FILE", help="settings (default: postdeck.toml, if there)"
    )
    common.add_argument("--debug", action="store_true", help="show tracebacks")
    return common


_SOURCE = (
    "a Hexo or Jekyll site, a folder or file of Markdown, or a folder of such (default: sources)"
)

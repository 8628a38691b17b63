"""A function for each command: parsed arguments in, exit code out."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..language import say
from .options import (
    FAILURE,
    FINDINGS,
    FINE,
    UsageError,
    fail,
    for_a_person,
    in_colour,
    missing,
    options_of,
    required,
    width,
)
from .output import show

if TYPE_CHECKING:
    from ..stages import Outcome


def build(arguments: argparse.Namespace) -> int:
    """Make the products of posts."""
    from .. import publish, stages
    from . import offer, same_site
    from .progress import watched

    try:
        options, offers = options_of(arguments), offer.may_ask(arguments)
        home = Path() if arguments.sources else options.sources[0]
        making = partial(stages.build, hold=offers)
        outcome = watched(making, options)
        if not outcome.published and same_site.settled(outcome, options, home):
            options = options_of(arguments)  # with the settings that the answers made
            outcome = watched(making, options)
        if outcome.held:
            if offer.accepted(outcome):
                offer.fetch(arguments)
            outcome = watched(stages.build, options)
    except stages.UnknownProductError as error:
        raise UsageError(str(error)) from None
    except publish.OutputRefusedError as error:
        raise UsageError(say("{error}; name another folder with --out", error=error)) from None
    return _print_outcome(outcome, arguments, options.out)


def emit(arguments: argparse.Namespace) -> int:
    """Make the products of a `corpus.json` anew."""
    from .. import codec, publish, stages
    from .progress import watched

    corpus = Path(arguments.corpus)
    if not corpus.is_file():
        raise missing(corpus, "file")
    try:
        options = options_of(arguments, out=corpus.parent)
        outcome = watched(partial(stages.emit, corpus), options)
    except codec.DecodeError as error:
        raise UsageError(f"{corpus}: {error}") from None
    except publish.ManifestError as error:
        raise UsageError(f"{corpus.parent / publish.MANIFEST}: {error}") from None
    except stages.UnknownProductError as error:
        raise UsageError(str(error)) from None
    except publish.OutputRefusedError as error:
        raise UsageError(say("{error}; name another folder with --out", error=error)) from None
    return _print_outcome(outcome, arguments, options.out)


def check(arguments: argparse.Namespace) -> int:
    """Print the findings of posts; write nothing."""
    from .. import stages
    from .progress import watched

    return _print_outcome(watched(stages.check, options_of(arguments)), arguments)


def diff(arguments: argparse.Namespace) -> int:
    """Print what an import of the next deck will do in Anki; write nothing."""
    from ..emitters.anki import PackageError
    from . import diff, report
    from .diff import text
    from .progress import watched
    from .terminal import lines

    if arguments.against:
        required(arguments.against)
    try:
        compare = partial(diff.compare, against=arguments.against)
        found, compared = watched(compare, options_of(arguments))
    except PackageError as error:
        raise UsageError(str(error)) from None
    if arguments.format == "json":
        print(diff.as_json(found, compared), end="")
        return FINDINGS if found.failed else FINE
    if compared and found.changes:
        colour, counts = in_colour(arguments.color), found.changes.summary(say)
        earlier = "" if found.first else _earlier(arguments)
        print(lines(text.render(compared, counts, earlier, colour=colour)), end="")
    print(report.concerning(found.findings, for_a_person(), arguments.sources), end="")
    return FINDINGS if found.failed else FINE


def _earlier(arguments: argparse.Namespace) -> str:
    """Return what `diff` compares the next deck with."""
    from ..files import LEDGER_NAME

    if arguments.against:
        return str(arguments.against)
    return say("the last build, as {ledger} has it", ledger=arguments.ledger or LEDGER_NAME)


def explain(arguments: argparse.Namespace) -> int:
    """Print how posts were read."""
    from . import explain
    from .explain import text
    from .progress import watched
    from .terminal import lines

    try:
        explaining = partial(explain.explain, every=arguments.all)
        explained = watched(explaining, options_of(arguments))
    except explain.NoPostError as error:
        raise UsageError(str(error)) from None
    if arguments.format == "json":
        print(explain.as_json(explained), end="")
    else:
        print(
            lines(
                text.render(
                    explained, width(), colour=in_colour(arguments.color), every=arguments.all
                )
            ),
            end="",
        )
    return FINDINGS if explained.failed else FINE


def choose(arguments: argparse.Namespace) -> int:
    """Ask which reading each doubtful post has, and keep the answers."""
    from ..findings import stops
    from . import choose, report
    from .around import from_here
    from .choose import program, terminal
    from .progress import watched
    from .summary import command
    from .terminal import plain

    asked, findings = watched(choose.asked, options_of(arguments))
    errors = [finding for finding in findings if finding.severity == "error"]
    print(report.as_lines(errors, "text"), end="")
    if stops(errors):
        return FINDINGS  # a choice would be asked for again, or be put into a broken file
    posts = sum(len(one.posts) for one in asked)
    if not posts:
        print(say("nothing to choose: every post has only one likely reading, or one was chosen"))
        return FINE
    try:
        if arguments.command_with:
            chosen = program.ask(asked, arguments.command_with)
        else:
            chosen = terminal.ask(asked, terminal.keys(), sys.stdout, width())
    except (program.AnswerError, choose.TomlEditError) as error:
        return fail(str(error), FAILURE)
    print(say("a reading is chosen for {n} of {posts:# post|# posts}", n=chosen, posts=posts))
    if chosen:
        roots = sorted({from_here(post.root) for one in asked for post in one.posts})
        blogs = roots if arguments.sources else []
        print(say("next: {command}", command=plain(command("build", blogs))))
    return FINE


def restore(arguments: argparse.Namespace) -> int:
    """Write a lost ledger anew from a package."""
    from .restore import restore

    return restore(arguments)


def schema(arguments: argparse.Namespace) -> int:
    """Print the JSON Schema of a document."""
    if arguments.document == "links":
        from ..emitters.links import schema
    else:
        from ..codec import schema
    print(schema(), end="")
    return FINE


def _print_outcome(outcome: Outcome, arguments: argparse.Namespace, out: Path | None = None) -> int:
    from . import report

    try:
        products = arguments.only or () if out else ()
        sources = vars(arguments).get("sources") or ()
        show(report.render(outcome, arguments.format, out, products, sources, for_a_person()))
    except OSError as error:
        if not outcome.published:
            raise
        fail(
            say(
                "the products are in {folder}, but their report could not be printed ({reason})",
                folder=out,
                reason=error.strerror,
            ),
            FAILURE,
        )
    excused = outcome.published and vars(arguments).get("exit_zero")
    return FINDINGS if outcome.failed and not excused else FINE

"""`postdeck init`: write settings for a blog, and offer what git and a CI need to know.

`commented` has the text of the settings, `offers` what is written beside them. Nothing that is there is
written over.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ... import stages
from ...files import write_whole
from ...language import marked, say
from .. import report
from ..around import CONFIG, blog_around
from ..options import FINDINGS, FINE, UsageError, options_of, required
from ..progress import watched
from ..summary import command
from ..terminal import lines, plain
from . import commented
from .offers import OFFERS, Offer, Place, git_top

_PUBLISHED = marked(
    "Jekyll publishes what lies in a blog; to keep these out, add to _config.yml: "
    "exclude: [build, cards.lock.json, postdeck.toml]"
)


def init(arguments: argparse.Namespace) -> int:
    """Look at a blog, write its settings, and what else is wanted; print what was done."""
    if folder := arguments.folder:
        required(folder)
    arguments.sources = [str(blog_around(folder) or folder)] if folder else []
    options = options_of(arguments)
    (root,) = options.sources
    if not root.is_dir():
        raise UsageError(say("{path} is no folder", path=root))
    outcome = watched(stages.check, replace(options, config=None))
    if outcome.corpus is None or not outcome.corpus.posts:
        errors = [finding for finding in outcome.findings if finding.severity == "error"]
        print(report.as_lines(errors, "text"), end="")
        _print(
            say(
                "there is no post in {root}, so nothing was written: see postdeck check {root}",
                root=root,
            )
        )
        return FINDINGS
    place = Place(root, git_top(root))
    wanted = [offer for offer in OFFERS if vars(arguments)[offer.name] or arguments.yes]
    for offer in wanted:
        if not arguments.yes and (reason := offer.hindrance(place)):
            raise UsageError(f"--{offer.name}: {reason}")
    _print(_settings(root, commented.text(outcome)))
    for offer in wanted or _accepted(place):
        _print(offer.hindrance(place) or offer.write(place))
    if any(site.kind == "jekyll" for site in outcome.corpus.sites):
        _print(say(_PUBLISHED))
    _print(say("next: {command}", command=command("build", [str(folder)] if folder else [])))
    return FINE


def _settings(root: Path, text: str) -> str:
    """Write the settings unless there are some; return what to say of it."""
    path = root / CONFIG
    if path.exists():
        return say("{path} is there, and stays as it is", path=path)
    write_whole(path, text.encode("utf-8", "replace"))
    return say("wrote {path}, where each setting is commented out", path=path)


def _accepted(place: Place) -> Iterator[Offer]:
    """Yield the offers that somebody takes, in a checkout; the usual ones where nobody can be asked.

    What is there already, or cannot be written, is yielded unasked, to be told.
    """
    asks = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    for offer in OFFERS if place.top else ():
        settled = offer.hindrance(place) or offer.is_there(place)
        if settled or offer.accepts(_answer(offer) if asks else ""):
            yield offer


def _answer(offer: Offer) -> str:
    """Ask about an offer on the terminal and return the answer."""
    question = f"{say(offer.question)} {offer.choice} "
    print(lines(plain(offer.note() + question)), end="", flush=True)
    return sys.stdin.readline()


def _print(text: str) -> None:
    print(lines(plain(text)))

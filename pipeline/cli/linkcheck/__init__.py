"""`postdeck linkcheck`: read the posts, ask the network for what they link to, print the answers.

`text.render` shows a check to a person; `as_json` gives it to a program. Keys may be added, but keep
their meaning.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace

from ...findings import Code, Severity
from ...language import say
from ...links.check import CacheError, Checked, CheckRequest, RequestPolicy, cache, check
from ...links.check.values import Result
from ...stages import Options
from ...stages.loading import normalised, read
from ...stages.narrowing import narrowed
from ...stages.run import judged
from .. import report
from ..options import FAILURE, FINDINGS, FINE, UsageError, fail, options_of
from ..progress import asking, watched
from ..terminal import lines
from . import text

SCHEMA = "postdeck-linkcheck/1"


def linkcheck(arguments: argparse.Namespace) -> int:
    """Ask the network for the addresses that posts link to; print which are dead or moved."""
    options = options_of(arguments)
    policy = RequestPolicy(
        connections=arguments.connections,
        pause=arguments.pause,
        timeout=arguments.timeout,
        tries=arguments.tries,
        private=arguments.allow_private,
    )
    request = CheckRequest(
        arguments.cache or cache.default_file(),
        ignore=tuple(arguments.ignore),
        internal=arguments.internal,
        fresh=arguments.fresh,
        policy=policy,
    )
    try:
        checked = _checked(options, request)
    except CacheError as error:
        raise UsageError(str(error)) from None
    if checked.offline:
        return fail(say("no host could be reached; is this machine offline?"), FAILURE)
    if arguments.format == "json":
        print(as_json(checked), end="")
    elif arguments.format == "github":
        print(report.as_lines(checked.findings, "github") + text.summary(checked))
    else:
        print(report.as_lines(checked.unread, "text") + lines(text.render(checked)), end="")
    return FINDINGS if checked.failed else FINE


def as_json(checked: Checked) -> str:
    """Return a check as JSON, ending with a newline."""
    return report.document(
        {
            "schema": SCHEMA,
            "results": [_result(result) for result in checked.results],
            "findings": report.for_programs(checked.findings),
            "summary": checked.counts(),
        }
    )


def _result(result: Result) -> dict[str, object]:
    places = [
        {"path": p.path, "line": p.line, "column": p.column, "kind": p.kind}
        for p in result.target.places
    ]
    return {
        "address": result.target.address,
        **asdict(result.verdict),
        "from_cache": result.from_cache,
        "places": places,
    }


def _checked(options: Options, request: CheckRequest) -> Checked:
    """Read the posts and check their links; raise CacheError, OSError."""
    cache.check_place(request.file, options.sources, options.out)
    reading = watched(read, options)
    corpus = narrowed(normalised(reading), reading)
    # A blog may well hold no question, and have links.
    unread = judged(
        [
            finding
            for finding in corpus.findings
            if finding.severity is Severity.ERROR and finding.code is not Code.NOTHING_FOUND
        ],
        options,
        reading.settings,
    )
    roots = {(post.post.site, post.post.path): post.root for post in reading.posts}
    patterns = (*request.ignore, *reading.settings.linkcheck.ignore)
    with asking(say("asking for addresses")) as counter:
        checked = check(corpus, roots, replace(request, ignore=patterns), counter)
    told = judged(checked.findings, options, reading.settings)
    return replace(checked, findings=(*unread, *told), unread=unread)

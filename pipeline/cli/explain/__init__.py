"""How posts were understood, and why: what `postdeck explain` shows.

`explain` returns an `Account` of each post that was asked for. `text.render` turns accounts into
text for people; `as_json` into JSON for programs:

    {"posts": [Account, …], "findings": [Finding, …]}

Its keys are the field names of the classes in `accounts`, and those of `corpus.json` for regions,
spans and findings. The `findings` at the top are errors in the settings by which the posts were
read. Keys may be added, but keep their meaning.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ... import codec
from ...files import real
from ...findings import Code, Finding, Severity
from ...language import say
from ...readers import markers, site_above
from ...stages import Options, Understood, understand
from .. import report
from .accounts import Account, account

__all__ = ["Explained", "NoPostError", "as_json", "explain"]


class NoPostError(Exception):
    """What was asked for is not a post; the message says why."""


@dataclass(frozen=True, slots=True)
class Explained:
    """The accounts of the posts that were asked for, and what is wrong in their settings."""

    posts: tuple[Account, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether a finding is an error."""
        told = (*self.findings, *(f for post in self.posts for f in post.findings))
        return any(finding.severity is Severity.ERROR for finding in told)


def explain(options: Options, *, every: bool = False) -> Explained:
    """Return accounts of the posts that the sources are or hold, with their likeliest readings or with
    `every` one; raise NoPostError if a source has no post.

    A source that is or lies in a site is read as part of the whole site; any other is read by itself.
    """
    sites = {asked: site_above(asked) for asked in options.sources}
    sources = dict.fromkeys(site or asked for asked, site in sites.items())
    understood, findings = understand(replace(options, sources=tuple(sources)))
    hidden = {
        _written(Path(finding.root, finding.path)): finding.shown_message
        for finding in findings
        if finding.path and finding.code is Code.UNPUBLISHED
    }
    public = [post for post in understood if _written(_file(post)) not in hidden]
    accounts: dict[Path, Account] = {}
    for asked, site in sites.items():
        found = _below(asked, public)
        if not found:
            raise NoPostError(_why_none(asked, site, hidden))
        for post in found:
            path = _shown(_file(post)) if asked.is_dir() else str(asked)
            accounts.setdefault(_written(_file(post)), account(post, path, every=every))
    names = markers() | ({options.config.name} if options.config else set())
    told = (f for f in findings if f.path in names and f.severity is not Severity.INFO)
    return Explained(tuple(accounts.values()), tuple(told))


def as_json(explained: Explained) -> str:
    """Return accounts as one JSON document, ending with a newline."""
    return report.document(
        {
            "posts": codec.to_json(explained.posts),
            "findings": report.for_programs(explained.findings),
        }
    )


def _below(asked: Path, posts: Sequence[Understood]) -> list[Understood]:
    """Return the posts that a path is or holds: as written, else with symbolic links followed."""
    for place in (_written, real):
        top = place(asked)
        if found := [post for post in posts if place(_file(post)).is_relative_to(top)]:
            return found
    return []


def _why_none(asked: Path, site: Path | None, hidden: Mapping[Path, str]) -> str:
    if asked.is_dir():
        if site:
            return say(
                "{path}: no post is in this folder of the site {site}", path=asked, site=site
            )
        return say("{path}: no post is in this folder", path=asked)
    if message := hidden.get(_written(asked)):
        return say("{path}: {reason}, so it is left out", path=asked, reason=message)
    if site:
        return say("{path}: this is not a post of the site {site}", path=asked, site=site)
    return say("{path}: this is not Markdown", path=asked)


def _file(post: Understood) -> Path:
    return post.blog.root / post.path


def _shown(file: Path) -> str:
    """Return a path as short as it can be named from the working folder."""
    if not file.is_absolute():
        return os.path.relpath(file)
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _written(path: Path) -> Path:
    return Path(os.path.normpath(path.absolute()))

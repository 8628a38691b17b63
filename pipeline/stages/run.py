"""What a run is asked for, and its outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..findings import Code, Finding, Severity, has_error, stops
from ..ir import Corpus
from ..ledger import ImportChanges
from ..products import USUAL
from ..settings import Settings
from ..settings.post_filter import PostFilter

PostRef = tuple[str, str]  # site key, post key

Progress = Callable[[str, int, int], None]
"""Is told what is being done, and how many of how many are done."""


def unseen(what: str, done: int, total: int) -> None:
    """Show nobody how far a run has come."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for. `now` is in epoch seconds; `ledger` holds all sites if given.

    `flags` holds options of products by table, as `settings.Settings.options` does, and goes before it.
    `posts` says which posts are read, beside what the settings say of it. With `strict` any error or
    warning stops the run, with `locked` any change of a ledger.
    """

    sources: tuple[Path, ...] = ()
    out: Path = Path("build")
    products: tuple[str, ...] = USUAL
    config: Path | None = None
    ledger: Path | None = None
    flags: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    locked: bool = False
    strict: bool = False
    posts: PostFilter = field(default_factory=PostFilter)
    debug: bool = False
    now: int = 0
    progress: Progress = field(default=unseen, compare=False)

    @property
    def tells_stale(self) -> bool:
        """Whether products that this run does not make are told to be old: nobody asks where single ones
        are wanted, or where the ledger is looked at.
        """
        return not self.locked and set(self.products) >= set(USUAL)

    def stopped_by(self, findings: Sequence[Finding]) -> bool:
        """Whether these findings, as judged, stop the run with nothing published."""
        return stops(findings) or (self.strict and has_error(findings))


@dataclass(frozen=True, slots=True)
class Unfetched:
    """The addresses of pictures on other servers that cards show as links: those that `fetch` never tried,
    and those that it could not have.
    """

    untried: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a run. `corpus` is None where nothing could be read; `cards`, `notes` and `changes`
    where no deck was made. A note with a reversed card has two cards.

    `left_out` names the posts that are not in the corpus though their files are there, with the code of
    the finding that says why. `kept_cards` is the number of cards that the last build had of those that
    an error left out; they stay as they are. `deck_size` is that of the package in bytes. `held` is whether
    only pictures that nobody tried to fetch kept a run from being published. `new_ledgers` were written
    for the first time.
    """

    findings: tuple[Finding, ...]
    corpus: Corpus | None = None
    published: bool = False
    made: tuple[str, ...] = ()
    cards: int | None = None
    notes: int | None = None
    changes: ImportChanges | None = None
    left_out: Mapping[PostRef, Code] = field(default_factory=dict)
    kept_cards: int = 0
    unfetched: Unfetched = field(default_factory=Unfetched)
    deck_size: int | None = None
    held: bool = False
    new_ledgers: tuple[Path, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether nothing was published because of an error, or cards of the last build lack their post."""
        return self.kept_cards > 0 if self.published else has_error(self.findings)


def judged(
    findings: Iterable[Finding], options: Options, settings: Settings
) -> tuple[Finding, ...]:
    """Return the findings as the settings rule them; with `strict`, warnings are errors then."""
    ruled = settings.findings.judged(findings)
    if not options.strict:
        return tuple(ruled)
    return tuple(
        replace(finding, severity=Severity.ERROR)
        if finding.severity is Severity.WARNING
        else finding
        for finding in ruled
    )

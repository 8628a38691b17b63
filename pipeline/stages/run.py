"""What a run is asked for, and its outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pipeline.findings import Finding, Severity, has_error
from pipeline.ir import Corpus
from pipeline.ledger import Changes

PRODUCTS = ("corpus", "deck", "cheatsheet", "links")
"""What a build makes if nothing else is asked for; `pdf` needs a browser, and is made on request."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for. `now` is in epoch seconds; `ledger` holds all sites if given.

    `sheet` is the edition of the cheat sheet; `paper` and `columns` go before what the settings say.
    `graph` asks for the graph of links in a format.
    """

    sources: tuple[Path, ...] = ()
    out: Path = Path("build")
    products: tuple[str, ...] = PRODUCTS
    config: Path | None = None
    ledger: Path | None = None
    sheet: Literal["full", "questions", "cards"] = "full"
    paper: str | None = None
    columns: int | None = None
    graph: Literal["graphml"] | None = None
    locked: bool = False
    strict: bool = False
    keep_going: bool = False
    debug: bool = False
    now: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a run. `corpus` is None where nothing could be read, `changes` where no deck
    was made.
    """

    findings: tuple[Finding, ...]
    corpus: Corpus | None = None
    published: bool = False
    made: tuple[str, ...] = ()
    cards: int | None = None
    changes: Changes | None = None

    @property
    def failed(self) -> bool:
        """Whether a finding is an error."""
        return has_error(self.findings)


def judged(findings: Sequence[Finding], options: Options) -> tuple[Finding, ...]:
    """Return the findings as the options ask: with `strict`, warnings are errors."""
    if not options.strict:
        return tuple(findings)
    return tuple(
        replace(finding, severity=Severity.ERROR)
        if finding.severity is Severity.WARNING
        else finding
        for finding in findings
    )

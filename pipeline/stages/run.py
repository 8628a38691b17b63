"""What a run is asked for, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.findings import Finding, Severity
from pipeline.ir import Corpus
from pipeline.ledger import Changes

PRODUCTS = ("corpus", "deck")


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for. `now` is in epoch seconds; `ledger` holds all sites if given."""

    sources: tuple[Path, ...] = ()
    out: Path = Path("build")
    products: tuple[str, ...] = PRODUCTS
    config: Path | None = None
    ledger: Path | None = None
    locked: bool = False
    strict: bool = False
    keep_going: bool = False
    debug: bool = False
    now: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run. `corpus` is None where nothing could be read, `changes` where no deck was
    made.
    """

    findings: tuple[Finding, ...]
    corpus: Corpus | None = None
    published: bool = False
    cards: int | None = None
    changes: Changes | None = None

    @property
    def failed(self) -> bool:
        """Tell whether a finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def judged(findings: Sequence[Finding], options: Options) -> tuple[Finding, ...]:
    """Give the findings as the options have them: with `strict`, warnings are errors."""
    if not options.strict:
        return tuple(findings)
    return tuple(
        replace(finding, severity=Severity.ERROR)
        if finding.severity is Severity.WARNING
        else finding
        for finding in findings
    )

"""What a run is asked for, and its outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..findings import Finding, Severity, has_error
from ..ir import Corpus
from ..ledger import ImportChanges
from ..products import USUAL


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for. `now` is in epoch seconds; `ledger` holds all sites if given.

    `flags` holds options of products by table, as `settings.Settings.options` does, and goes before it.
    """

    sources: tuple[Path, ...] = ()
    out: Path = Path("build")
    products: tuple[str, ...] = USUAL
    config: Path | None = None
    ledger: Path | None = None
    flags: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
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
    changes: ImportChanges | None = None

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

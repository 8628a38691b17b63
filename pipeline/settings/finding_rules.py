"""How a user rules findings: which are not told, and how bad the others are.

Severity decides exit codes alone. What a finding does to a run is a property of its code, so a code that
stops the run cannot be ruled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from ..findings import Code, Finding, Severity
from .post_filter import PostFilter

Ruling = Literal["ignore", "error", "warning"]
RULINGS: tuple[Ruling, ...] = get_args(Ruling)


@dataclass(frozen=True, slots=True)
class FindingRules:
    """The rulings by code: for all files, and for those that a pattern of gitignore matches.

    A pattern is matched with the path below the root of a site, and the last one that has the code counts.
    """

    everywhere: Mapping[Code, Ruling] = field(default_factory=dict)
    below: Mapping[str, Mapping[Code, Ruling]] = field(default_factory=dict)

    def judged(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings as they are ruled, without those that are ignored."""
        for finding in findings:
            ruling = self._of(finding)
            if ruling is None:
                yield finding
            elif ruling != "ignore":
                yield replace(finding, severity=Severity(ruling))

    def _of(self, finding: Finding) -> Ruling | None:
        ruling = self.everywhere.get(finding.code)
        for pattern, rulings in self.below.items():
            if finding.code in rulings and PostFilter((pattern,)).names(finding.path or ""):
                ruling = rulings[finding.code]
        return ruling

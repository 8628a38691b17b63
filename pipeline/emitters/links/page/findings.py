"""Findings as the page shows them: those of a kind together, under what they are called in its language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from ....findings import Code, Finding, Severity
from ....language import sayer
from ...self_contained import spoken

_FEW = 3  # so many of a kind are shown at once, unless they are mere information


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with its message and hint in the language of the page."""

    finding: Finding
    message: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class Kind:
    """The findings of a code, of equal severity; `open`: they are shown at once."""

    code: Code
    severity: Severity
    told: tuple[Told, ...]

    @property
    def open(self) -> bool:
        """Whether they are few, and more than information."""
        return len(self.told) <= _FEW and self.severity is not Severity.INFO


def kinds(findings: Iterable[Finding], language: str) -> Iterator[Kind]:
    """Yield the kinds of findings, the worst first, then by code."""
    order = list(Severity)

    def place(finding: Finding) -> tuple[int, str]:
        return (order.index(finding.severity), finding.code)

    for _, group in groupby(sorted(findings, key=place), key=place):
        told = tuple(Told(finding, *worded(finding, language)) for finding in group)
        yield Kind(told[0].finding.code, told[0].finding.severity, told)


def worded(finding: Finding, language: str) -> tuple[str, str | None]:
    """Return the message and the hint of a finding in the language of a page; in English where the corpus
    was read from its file.
    """
    if finding.said is None:
        return finding.message, finding.hint
    say, hint = sayer(spoken(language)), finding.said.hint
    return finding.said.text.said(say), hint.said(say) if hint else None

"""Findings and a summary as text for people, JSON for programs, or GitHub's annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .. import codec
from ..findings import Code, Finding, Place, Severity, shown
from ..findings.entries import Topic
from ..language import say
from . import summary
from .options import width
from .terminal import github_message, github_property, json_text, lines, painted, plain

if TYPE_CHECKING:
    from ..stages import Outcome

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(
    outcome: Outcome,
    form: str,
    out: Path | None,
    products: Sequence[str] = (),
    sources: Sequence[str] = (),
    in_groups: bool = False,
) -> str:
    """Return what a run reports, as `text`, `json` or `github`, ending with a newline.

    `out` is the output folder, None where nothing is written. A text for people tells what concerns the
    products that were asked for, and counts what `postdeck check` tells; `sources` are as
    the user named them, and `in_groups` is for a terminal.
    """
    if form == "json":
        return document(
            {
                "findings": for_programs(outcome.findings),
                "summary": _counts(outcome),
                "changes": outcome.changes.counts() if outcome.changes else None,
            }
        )
    told, apart = list(outcome.findings), list[Finding]()
    if out and form == "text":
        told, apart = _parted(told, products)
    counts = summary.told(outcome.findings)
    few = out is not None
    listed = (
        _grouped(told, sources, few=few) if in_groups and form == "text" else as_lines(told, form)
    )
    if out is None or not outcome.published:
        *before, last = summary.looked_at(outcome, sources)
        nothing = say("; nothing was written") if out else ""
        ended = say("{found}; {counts}", found=last, counts=counts) + nothing
        return listed + _block((*before, *summary.apart(apart, sources), ended))
    ending = (*summary.apart(apart, sources), counts)
    return _block(summary.built(outcome, out, sources)) + listed + _block(ending)


def concerning(findings: Iterable[Finding], in_groups: bool, sources: Sequence[str] = ()) -> str:
    """Return errors and the findings that concern a deck as text for people, and a line that counts the
    others.
    """
    told, apart = list[Finding](), list[Finding]()
    for finding in findings:
        concerns = finding.severity is Severity.ERROR or finding.code.entry.topic is Topic.CARDS
        (told if concerns else apart).append(finding)
    listed = _grouped(told, sources, few=True) if in_groups else as_lines(told, "text")
    return listed + _block(summary.apart(apart, sources))


def _grouped(findings: Sequence[Finding], sources: Sequence[str], *, few: bool) -> str:
    from . import grouped  # start-up time

    return grouped.render(findings, width(), sources, few=few)


def _block(rows: Iterable[str]) -> str:
    return lines("".join(f"{row}\n" for row in rows))


def _parted(
    findings: Iterable[Finding], products: Sequence[str] = ()
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that a build tells, and those that it only counts."""
    told, apart = list[Finding](), list[Finding]()
    for finding in findings:
        (apart if _is_apart(finding, products) else told).append(finding)
    return told, apart


def _is_apart(finding: Finding, products: Sequence[str]) -> bool:
    """Whether a build only counts a finding, which does not concern what it makes."""
    topic = finding.code.entry.topic
    if finding.code is Code.REMOTE_PICTURE:
        return finding.severity is not Severity.ERROR
    if finding.said and finding.said.text.name.endswith("/renamed"):
        return False  # the next build does not know the earlier name
    if finding.severity is Severity.INFO:
        return topic in (Topic.MARKUP, Topic.QUESTIONS, Topic.LINKS)
    return finding.severity is Severity.WARNING and topic is Topic.LINKS and "links" not in products


def as_lines(findings: Iterable[Finding], form: str) -> str:
    """Return findings as `text` or `github`, each on lines of its own."""
    if form == "github":
        return "".join(f"{_github(finding)}\n" for finding in findings)
    return lines("".join(f"{line}\n" for line in texts(findings)))


def document(content: Mapping[str, object]) -> str:
    """Return what a command says to a program as JSON, ending with a newline."""
    return json_text(content)


def for_programs(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return findings as values of JSON, with paths as the user can open them."""
    return [
        {
            **codec.to_json(finding),
            "path": finding.shown_path,
            "related": [
                {"path": shown(place.root, place.path), "line": place.line}
                for place in finding.related
            ],
        }
        for finding in findings
    ]


def texts(findings: Iterable[Finding], *, colour: bool = False) -> Iterator[str]:
    """Yield the lines of findings for people; the same hint for one file is shown once."""
    hinted: set[tuple[str, str | None]] = set()
    for finding in findings:
        about = finding.shown_path or "", finding.hint
        yield from text(finding, colour=colour, hint=about not in hinted)
        hinted.add(about)


def text(finding: Finding, *, colour: bool = False, hint: bool = True) -> Iterator[str]:
    """Yield the lines of a finding for people, with its hint or without."""
    severity = painted(
        summary.severity_of(finding), summary.COLOURS[finding.severity] if colour else ""
    )
    where = place(finding.shown_path, finding.line, finding.column)
    yield f"{f'{where}: ' if where else ''}{severity}: {plain(finding.shown_message)} [{finding.code}]"
    for related in finding.related:
        yield "    " + say("see {place}", place=_seen(related))
    if hint and finding.hint:
        yield "    " + say("hint: {hint}", hint=plain(finding.shown_hint))


def place(path: str | None, *numbers: int | None) -> str:
    """Return a path with a line and a column, as far as they are known, as editors read them."""
    return plain(":".join(str(part) for part in (path, *numbers) if part is not None))


def _seen(related: Place) -> str:
    return place(shown(related.root, related.path), related.line or 1)


def _github(finding: Finding) -> str:
    """Return a workflow command (docs.github.com, "Workflow commands for GitHub Actions")."""
    places = {"file": finding.shown_path, "line": finding.line, "col": finding.column}
    given = {**places, "title": str(finding.code)}
    properties = ",".join(
        f"{key}={github_property(value)}" for key, value in given.items() if value
    )
    told = [finding.message, *(f"see {_seen(related)}" for related in finding.related)]
    told += [f"hint: {finding.hint}"] if finding.hint else []
    return f"::{_GITHUB[finding.severity]} {properties}::{github_message(chr(10).join(told))}"


def _counts(outcome: Outcome) -> dict[str, int | None]:
    posts = outcome.corpus.posts if outcome.corpus else ()
    severities = [finding.severity for finding in outcome.findings]
    return {
        "sites": len(outcome.corpus.sites) if outcome.corpus else 0,
        "posts": len(posts),
        "questions": sum(len(post.questions) for post in posts),
        "stubs": sum(q.status != "answered" for post in posts for q in post.questions),
        "terms": sum(len(post.terms) for post in posts),
        "cards": outcome.cards,
        "notes": outcome.notes,
        "left_out": len(outcome.left_out),
        "kept_cards": outcome.kept_cards,
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
        "unfetched_pictures": len(outcome.unfetched.untried | outcome.unfetched.refused),
        "refused_pictures": len(outcome.unfetched.refused),
        "deck_size": outcome.deck_size,
        "published": outcome.published,
    }

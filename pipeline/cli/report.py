"""Findings and a summary as text for people, JSON for programs, or GitHub's annotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from .. import codec
from ..findings import Finding, Severity, shown
from ..network.asker import host_of
from ..plurals import counted
from ..products import DECK_FILE
from .terminal import github_message, github_property, json_text, lines, painted, plain

if TYPE_CHECKING:
    from ..stages import Outcome

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def render(outcome: Outcome, form: str, out: Path | None) -> str:
    """Return what a run reports, as `text`, `json` or `github`, ending with a newline.

    `out` is the output folder, None where nothing is written.
    """
    if form == "json":
        return document(
            {
                "findings": for_programs(outcome.findings),
                "summary": _counts(outcome),
                "changes": outcome.changes.counts() if outcome.changes else None,
            }
        )
    return f"{as_lines(outcome.findings, form)}{lines(_summary(outcome, out))}\n"


def as_lines(findings: Iterable[Finding], form: str) -> str:
    """Return findings as `text` or `github`, each on lines of its own."""
    if form == "github":
        return "".join(f"{_github(finding)}\n" for finding in findings)
    return lines("".join(f"{line}\n" for line in chain.from_iterable(map(text, findings))))


def document(content: Mapping[str, object]) -> str:
    """Return what a command says to a program as JSON, ending with a newline."""
    return json_text(content)


def for_programs(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return findings as values of JSON, with paths as the user can open them."""
    return [{**codec.to_json(finding), "path": finding.shown_path} for finding in findings]


def text(finding: Finding, *, colour: bool = False) -> Iterator[str]:
    """Yield the lines of a finding for people."""
    severity = painted(str(finding.severity), _COLOURS[finding.severity] if colour else "")
    where = place(finding.shown_path, finding.line, finding.column)
    yield f"{f'{where}: ' if where else ''}{severity}: {plain(finding.message)} [{finding.code}]"
    for related in finding.related:
        yield f"    see {place(shown(related.root, related.path), related.line or 1)}"
    if finding.hint:
        yield f"    hint: {plain(finding.hint)}"


def place(path: str | None, *numbers: int | None) -> str:
    """Return a path with a line and a column, as far as they are known, as editors read them."""
    return plain(":".join(str(part) for part in (path, *numbers) if part is not None))


def _github(finding: Finding) -> str:
    """Return a workflow command (docs.github.com, "Workflow commands for GitHub Actions")."""
    places = {"file": finding.shown_path, "line": finding.line, "col": finding.column}
    given = {**places, "title": str(finding.code)}
    properties = ",".join(
        f"{key}={github_property(value)}" for key, value in given.items() if value
    )
    return f"::{_GITHUB[finding.severity]} {properties}::{github_message(finding.message)}"


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


def _summary(outcome: Outcome, out: Path | None) -> str:
    counts = _counts(outcome)
    found = f"{_n(counts, 'question')} ({_n(counts, 'stub')}), {_n(counts, 'term')}"
    before = f"{_unsure(outcome)}{_unfetched(outcome)}{_left_out(outcome)}"
    text = f"{before}{_n(counts, 'post')} of {_n(counts, 'site')}: {found}"
    told = f"{_n(counts, 'error')}, {_n(counts, 'warning')}"
    if outcome.published:
        made = [
            f"{_cards(counts)} in {place} ({_size(outcome)}{outcome.changes.summary()})"
            if outcome.changes and name == DECK_FILE
            else place
            for name in outcome.made or ("corpus.json",)
            for place in [plain(f"{out}/{name}")]
        ]
        return f"{text} → {', '.join(made)}; {told}"
    return f"{text}; {told}"


def _cards(counts: dict[str, int | None]) -> str:
    """Return the number of cards, and that of their notes where it is another one."""
    cards = _n(counts, "card")
    return cards if counts["cards"] == counts["notes"] else f"{cards} of {_n(counts, 'note')}"


def _size(outcome: Outcome) -> str:
    """Return the size of a deck with pictures, "" for what is smaller than a megabyte."""
    size = (outcome.deck_size or 0) / 1e6
    return f"{size:.0f} MB; " if size >= 1 else ""


def _unsure(outcome: Outcome) -> str:
    """Return a line on how many posts somebody should choose a reading for, "" for none."""
    count = sum(post.unsure for post in outcome.corpus.posts) if outcome.corpus else 0
    if not count:
        return ""
    return f"{counted(count, 'post')} can be read in more than one way: postdeck choose\n"


def _unfetched(outcome: Outcome) -> str:
    """Return lines on how many pictures cards show as links, "" for none."""
    untried, refused = outcome.unfetched.untried, outcome.unfetched.refused
    told = f"{untried_pictures(outcome)}: postdeck fetch\n" if untried else ""
    if refused:
        count = counted(len(refused), "picture")
        told += f"{count} could not be had from other servers: postdeck fetch tries again\n"
    return told


def untried_pictures(outcome: Outcome) -> str:
    """Return how many pictures that nobody tried to fetch lie on how many other servers."""
    untried = outcome.unfetched.untried
    where = counted(len(set(map(host_of, untried))), "other server")
    return f"{counted(len(untried), 'picture')} {'lies' if len(untried) == 1 else 'lie'} on {where}"


def _left_out(outcome: Outcome) -> str:
    """Return a line on how many posts were left out, and why, "" for none."""
    if not outcome.left_out:
        return ""
    reasons = ", ".join(
        f"{n} {code}" for code, n in Counter(outcome.left_out.values()).most_common()
    )
    kept, cards = counted(len(outcome.left_out), "post"), counted(outcome.kept_cards, "card")
    stay = f"; {cards} of earlier builds stay as they are" if outcome.kept_cards else ""
    return f"{kept} left out ({reasons}){stay}\n"


def _n(counts: dict[str, int | None], name: str) -> str:
    return counted(counts[f"{name}s"] or 0, name)

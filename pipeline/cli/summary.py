"""What a run has made, as a short block of lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..files import as_named
from ..findings import Finding, Severity
from ..network.asker import host_of
from ..plurals import counted
from ..products import DECK_FILE
from .terminal import plain

if TYPE_CHECKING:
    from ..stages import Outcome

_USE = {
    DECK_FILE: "in Anki: File → Import",
    "cheatsheet.html": "open it in a browser, and print it from there",
    "links.html": "open it in a browser",
}


def built(outcome: Outcome, out: Path) -> Iterator[str]:
    """Yield what was published, where it lies and what to do with it."""
    found = _found(outcome)
    yield f"{_cards(outcome)} from {found}" if outcome.cards is not None else found
    if outcome.changes:
        yield f"an import brings: {outcome.changes.summary()}"
    paths = [(name, plain(f"{out}/{name}")) for name in outcome.made or ("corpus.json",)]
    sizes = {name: _size(out / name) for name, _ in paths}
    wide = max(len(path) for _, path in paths)
    high = max(map(len, sizes.values()))
    for name, path in paths:
        yield f"  {path:{wide}}  {sizes[name]:>{high}}  {_USE.get(name, '')}".rstrip()
    for ledger in outcome.new_ledgers:
        yield f"wrote {plain(as_named(ledger))}, the ledger of these cards: keep it, commit it"
    yield from _left(outcome)


def looked_at(outcome: Outcome) -> Iterator[str]:
    """Yield what was read, where nothing is published."""
    yield from _left(outcome)
    yield _found(outcome)


def untried_pictures(outcome: Outcome) -> str:
    """Return how many pictures that nobody tried to fetch lie on how many other servers."""
    untried = outcome.unfetched.untried
    where = counted(len(set(map(host_of, untried))), "other server")
    return f"{counted(len(untried), 'picture')} {'lies' if len(untried) == 1 else 'lie'} on {where}"


def told(findings: Iterable[Finding]) -> str:
    """Return how many errors and warnings there are."""
    severities = Counter(finding.severity for finding in findings)
    errors, warnings = severities[Severity.ERROR], severities[Severity.WARNING]
    return f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"


def apart(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line that counts findings which `postdeck check` tells; none where there are none."""
    severities = Counter(finding.severity for finding in findings)
    notes, warnings = severities[Severity.INFO], severities[Severity.WARNING]
    kinds = [f"{counted(warnings, 'warning')} about links"] if warnings else []
    kinds += [counted(notes, "note")] if notes else []
    if kinds:
        yield f"{' and '.join(kinds)}: postdeck check"


def _cards(outcome: Outcome) -> str:
    """Return the number of cards, and that of their notes where it is another one."""
    cards = counted(outcome.cards or 0, "card")
    same = outcome.cards == outcome.notes
    return cards if same else f"{cards} of {counted(outcome.notes or 0, 'note')}"


def _found(outcome: Outcome) -> str:
    """Return what the posts hold."""
    posts = outcome.corpus.posts if outcome.corpus else ()
    sites = len(outcome.corpus.sites) if outcome.corpus else 0
    questions = [question for post in posts for question in post.questions]
    stubs = sum(question.status != "answered" for question in questions)
    terms = sum(len(post.terms) for post in posts)
    asked = counted(len(questions), "question") + (f" ({stubs} without an answer)" if stubs else "")
    return " ".join((
        f"{asked} and {counted(terms, 'term')}" if terms else asked,
        f"in {counted(len(posts), 'post')} of {counted(sites, 'site')}",
    ))  # fmt: skip


def _left(outcome: Outcome) -> Iterator[str]:
    """Yield what waits for the user."""
    if unsure := sum(post.unsure for post in outcome.corpus.posts) if outcome.corpus else 0:
        yield f"{counted(unsure, 'post')} can be read in more than one way: postdeck choose"
    if outcome.unfetched.untried:
        yield f"{untried_pictures(outcome)}: postdeck fetch"
    if refused := outcome.unfetched.refused:
        count = counted(len(refused), "picture")
        yield f"{count} could not be had from other servers: postdeck fetch tries again"
    if outcome.left_out:
        codes = Counter(outcome.left_out.values()).most_common()
        reasons = ", ".join(f"{n} {code}" for code, n in codes)
        cards = counted(outcome.kept_cards, "card")
        stay = f"; {cards} of earlier builds stay as they are" if outcome.kept_cards else ""
        yield f"{counted(len(outcome.left_out), 'post')} left out ({reasons}){stay}"


def _size(path: Path) -> str:
    """Return the size of a file, or of all files in a folder."""
    files = [path] if path.is_file() else path.rglob("*")
    size = sum(file.stat().st_size for file in files if file.is_file())
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"

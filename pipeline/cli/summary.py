"""What a run has made, as a short block of lines for people."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..findings import Code, Finding, Severity
from ..findings.entries import Topic
from ..language import marked, say
from ..network.asker import host_of
from ..products import DECK_FILE
from ..widths import columns
from .around import from_here
from .terminal import plain

if TYPE_CHECKING:
    from ..ir import Post, Question
    from ..stages import Outcome

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_USE = {
    DECK_FILE: marked("in Anki: File → Import"),
    "cheatsheet.html": marked("open it in a browser, and print it from there"),
    "links.html": marked("open it in a browser"),
}

_SEVERITIES = {
    Severity.ERROR: marked("error"),
    Severity.WARNING: marked("warning"),
    Severity.INFO: marked("info"),
}
_APART = (
    marked("{n:# warning|# warnings} about links"),
    marked("{n:# warning|# warnings} about pictures on other servers"),
    marked("{n:# other warning|# other warnings}"),
    marked("{n:# note|# notes}"),
)
"""What a build or a comparison counts and does not list."""


def built(outcome: Outcome, out: Path, sources: Sequence[str] = ()) -> Iterator[str]:
    """Yield what was published, where it lies and what to do with it; `sources` as the user named them."""
    found = _found(outcome)
    cards = _cards(outcome)
    yield say("{cards} from {found}", cards=cards, found=found) if cards else found
    if outcome.changes:
        changes = outcome.changes.summary(say)
        yield (
            say("an import brings: {changes}", changes=changes)
            if outcome.new_ledgers
            else say("since the last build, by the ledger: {changes}", changes=changes)
        )
        if search := outcome.changes.search:
            yield say(
                "retired cards stay in Anki, where this search finds them: {search}", search=search
            )
    paths = [(name, plain(from_here(out / name))) for name in outcome.made or ("corpus.json",)]
    sizes = {name: _size(out / name) for name, _ in paths}
    wide = max(columns(path) for _, path in paths)
    high = max(map(len, sizes.values()))
    for name, path in paths:
        use = say(_USE[name]) if name in _USE else ""
        yield f"  {path}{' ' * (wide - columns(path))}  {sizes[name]:>{high}}  {use}".rstrip()
    for ledger in outcome.new_ledgers:
        yield say(
            "wrote {ledger}, the ledger of these cards: keep it, commit it, take it along into a new "
            "copy of the folder; without it all cards are new",
            ledger=plain(from_here(ledger)),
        )
    posts = _posts(outcome)
    bare = sum(not (post.questions or post.terms) for post in posts)
    if outcome.new_ledgers and 2 * bare > len(posts):
        yield say(
            "{n:# post has|# posts have} no cards, since nothing in them looks like questions; if some "
            "are: postdeck choose POST",
            n=bare,
        )
    yield from _left(outcome, sources)


def looked_at(outcome: Outcome, sources: Sequence[str] = ()) -> Iterator[str]:
    """Yield what was read, where nothing is published."""
    yield from _left(outcome, sources)
    yield _found(outcome)


def untried_pictures(outcome: Outcome) -> str:
    """Return how many pictures that nobody tried to fetch lie on how many other servers."""
    untried = outcome.unfetched.untried
    return say(
        "{pictures:# picture lies|# pictures lie} on {servers:# other server|# other servers}",
        pictures=len(untried),
        servers=len(set(map(host_of, untried))),
    )


def severity_of(finding: Finding) -> str:
    """Return the severity of a finding as people read it."""
    return say(_SEVERITIES[finding.severity])


def told(findings: Iterable[Finding]) -> str:
    """Return how many errors and warnings there are."""
    severities = Counter(finding.severity for finding in findings)
    return say(
        "{errors:# error|# errors}, {warnings:# warning|# warnings}",
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
    )


def command(name: str, sources: Sequence[str]) -> str:
    """Return how another command is called on the same sources."""
    return " ".join(["postdeck", name, *map(shlex.quote, sources)])


def apart(findings: Iterable[Finding], sources: Sequence[str] = ()) -> Iterator[str]:
    """Yield a line that counts findings which `postdeck check` tells; none where there are none."""
    counts = Counter(map(_about, findings))
    kinds = [say(text, n=counts[text]) for text in _APART if counts[text]]
    if kinds:
        *first, last = kinds
        told = say(" and ").join(filter(None, (", ".join(first), last)))
        yield say("{told}: {command}", told=told, command=plain(command("check", sources)))


def _about(finding: Finding) -> str:
    """Return the text of `_APART` that counts a finding."""
    links, pictures, others, notes = _APART
    if finding.severity is Severity.INFO:
        return notes
    if finding.code is Code.REMOTE_PICTURE:
        return pictures
    return links if finding.code.entry.topic is Topic.LINKS else others


def _cards(outcome: Outcome) -> str:
    """Return the number of cards, and that of their notes where it is another one; "" without a deck."""
    if outcome.cards is None:
        return ""
    if outcome.cards == outcome.notes:
        return say("{n:# card|# cards}", n=outcome.cards)
    return say(
        "{n:# card|# cards} of {notes:# note|# notes}", n=outcome.cards, notes=outcome.notes or 0
    )


def _found(outcome: Outcome) -> str:
    """Return what the posts hold."""
    posts = _posts(outcome)
    sites = len(outcome.corpus.sites) if outcome.corpus else 0
    questions = [question for post in posts for question in post.questions]
    stubs = sum(not _is_card(question) for question in questions)
    terms = sum(len(post.terms) for post in posts)
    asked = say("{n:# question|# questions}", n=len(questions))
    asked += say(" ({n} without an answer)", n=stubs) if stubs else ""
    asked += say(" and {n:# term|# terms}", n=terms) if terms else ""
    having = sum(bool(post.questions or post.terms) for post in posts)
    if having < len(posts):
        return say(
            "{asked} in {having} of {posts:# post|# posts} of {sites:# site|# sites}",
            asked=asked, having=having, posts=len(posts), sites=sites,
        )  # fmt: skip
    return say(
        "{asked} in {posts:# post|# posts} of {sites:# site|# sites}",
        asked=asked, posts=len(posts), sites=sites,
    )  # fmt: skip


def _posts(outcome: Outcome) -> Sequence[Post]:
    return outcome.corpus.posts if outcome.corpus else ()


def _is_card(question: Question) -> bool:
    return question.status == "answered"


def _left(outcome: Outcome, sources: Sequence[str]) -> Iterator[str]:
    """Yield what waits for the user."""
    posts = _posts(outcome)
    if unsure := [post for post in posts if post.unsure]:
        bare = sum(not post.terms and not any(map(_is_card, post.questions)) for post in unsure)
        told = say("{n:# post|# posts} can be read in more than one way", n=len(unsure))
        told += say(" ({n} without cards until you choose)", n=bare) if bare else ""
        yield say("{told}: {command}", told=told, command=plain(command("choose", sources)))
    if outcome.unfetched.untried:
        told = untried_pictures(outcome)
        yield say("{told}: {command}", told=told, command=plain(command("fetch", sources)))
    if refused := outcome.unfetched.refused:
        yield say(
            "{n:# picture|# pictures} could not be had from other servers; to try again: {command}",
            n=len(refused),
            command=plain(command("fetch", sources)),
        )
    if outcome.left_out:
        codes = Counter(outcome.left_out.values()).most_common()
        reasons = say(", ").join(
            say("{n} by choice", n=n) if code is Code.EXCLUDED else f"{n} {code}"
            for code, n in codes
        )
        stay = say("; {n:# card|# cards} of earlier builds stay as they are", n=outcome.kept_cards)
        left = say(
            "{n:# post|# posts} left out ({reasons})", n=len(outcome.left_out), reasons=reasons
        )
        yield left + (stay if outcome.kept_cards else "")


def _size(path: Path) -> str:
    """Return the size of a file, or of all files in a folder."""
    files = [path] if path.is_file() else path.rglob("*")
    size = sum(file.stat().st_size for file in files if file.is_file())
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} kB"

"""Short builds for tests of the ledger: posts by their prompts, one content for all notes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from pipeline import ledger
from pipeline.findings import Finding
from pipeline.ir import Corpus
from pipeline.ledger import Ledger, LedgerEntry
from pipeline.ledger.types import DeckStamp
from tests.support.corpora import corpus, post, question

NOW = 1_700_000_000


SITE_DECK = DeckStamp("甲", "series")


@dataclass(frozen=True, slots=True)
class Content:
    guid: str
    digest: str
    deck: str = "甲::乙"
    site_deck: DeckStamp = SITE_DECK


def posts_of(asked: dict[str, list[str]]) -> Corpus:
    """Return a corpus of posts by key, with the prompts of their questions in order."""
    return corpus(
        *(
            post(key, *(question(n, prompt) for n, prompt in enumerate(prompts, 1)))
            for key, prompts in asked.items()
        )
    )


def site_of(key: str, asked: dict[str, list[str]]) -> Corpus:
    """Return a corpus of one site by its key, with posts as those of `posts_of`."""
    made = posts_of(asked)
    posts = (replace(post, site=key) for post in made.posts)
    return replace(made, sites=(replace(made.sites[0], key=key),), posts=tuple(posts))


def guids(made: Corpus) -> dict[str, list[str]]:
    return {
        post.key: [q.guid for q in post.questions] + [t.guid for t in post.terms]
        for post in made.posts
    }


def built(
    made: Corpus,
    known: Ledger,
    now: int = NOW,
    digest: str = "d",
    note_type: str = "t",
    reserved: Collection[LedgerEntry] = (),
) -> ledger.StampedNotes[Content]:
    """Return an identified corpus stamped; a note's content is its answer and the digest."""
    notes = [
        Content(q.guid, digest + q.answer.text)
        for p in made.posts for q in p.questions if q.status == "answered"
    ]  # fmt: skip
    notes += [Content(t.guid, digest + t.definition.text) for p in made.posts for t in p.terms]
    return ledger.stamp(made, notes, note_type, known, now, reserved=reserved)


def after(asked: dict[str, list[str]]) -> tuple[dict[str, list[str]], Ledger]:
    """Build once without a ledger; return the guids and the ledger."""
    made = ledger.identify(posts_of(asked), Ledger())
    return guids(made), built(made, Ledger()).ledger


def again(asked: dict[str, list[str]], known: Ledger) -> tuple[dict[str, list[str]], list[Finding]]:
    made = ledger.identify(posts_of(asked), known)
    return guids(made), list(made.findings)


def listed(*stubs: str) -> Corpus:
    """Return a corpus of one post: stubs of these prompts, and then two answered questions."""
    asked = [question(n, prompt, status="stub") for n, prompt in enumerate(stubs, 1)]
    answered = [question(n, p) for n, p in enumerate(("一？", "二？"), len(stubs) + 1)]
    return corpus(post("a", *asked, *answered))


def history(*builds: dict[str, list[str]]) -> Ledger:
    """Return the ledger after a few builds."""
    known = Ledger()
    for asked in builds:
        known = built(ledger.identify(posts_of(asked), known), known).ledger
    return known


Asked = tuple[str, str]
"""A prompt and its answer, "" for a stub."""


def answered(posts: dict[str, list[Asked]]) -> Corpus:
    """Return a corpus of posts by key, with prompts and answers in order."""
    return corpus(
        *(
            post(
                key,
                *(
                    question(n, prompt, answer, status="answered" if answer else "stub")
                    for n, (prompt, answer) in enumerate(asked, 1)
                ),
            )
            for key, asked in posts.items()
        )
    )


def history_of(
    posts: dict[str, list[Asked]], known: Ledger | None = None
) -> tuple[dict[str, list[str]], Ledger]:
    """Build posts with their answers; return the guids and the ledger."""
    known = known or Ledger()
    made = ledger.identify(answered(posts), known)
    return guids(made), built(made, known).ledger


def edited(
    posts: dict[str, list[Asked]], known: Ledger
) -> tuple[dict[str, list[str]], list[Finding]]:
    """Return the guids of the next build, and its findings."""
    made = ledger.identify(answered(posts), known)
    return guids(made), list(made.findings)

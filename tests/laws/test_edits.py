"""The law of edits, on real posts: whatever an author edits, what survives keeps its guid.

Random sequences of edits are made to the text of the posts, which are then read and identified as
in a build. The true identity of each card follows from its line, since the editor knows whose it
is. A doubtful match may be wrong, but never without a finding.
"""

from __future__ import annotations

import copy
import random
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from pipeline import ledger
from pipeline.emitters.anki import make_notes
from pipeline.findings import Code, Finding
from pipeline.ir import Corpus
from pipeline.ledger import Ledger, LedgerEntry
from pipeline.ledger.cards import Card, cards_of, comparable
from pipeline.ledger.likeness import of_answers, of_prompts, sketch
from tests.laws.editor import Site, site_of
from tests.laws.edits import Editor
from tests.support.laws import SIZE, examples
from tests.support.reading import NOW, corpus_of

KINDS = {
    "demo": "llm-interview", "linsight": "blogs/linsight", "ningg": "blogs/ningg", "seeds": "seeds",
}  # fmt: skip
SEQUENCES = 50  # of each kind at most
SAMPLE = min(examples(10), SEQUENCES)
BUILDS = 3
EDITS = 4  # at most, before a build

Found = dict[int, Card]
"""The cards that were read, by their true identity."""


DOUBTS = {Code.AMBIGUOUS_CARD, Code.REWRITTEN_CARD}


@dataclass(slots=True)
class History:
    """A site over a few builds, and how its guids fared.

    `wrong`, `stubs` and `told` hold messages on cards that got another's guid or lost their own:
    without a finding, without one but for cards that never had a note, and with a finding.
    """

    site: Site
    rng: random.Random
    folder: Path
    known: Ledger = field(default_factory=Ledger)
    true: dict[int, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    stubs: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    builds: int = 0

    def begin(self) -> None:
        """Build the posts as they are."""
        corpus = self.read(self.site)
        assert corpus is not None
        self.build(corpus, [])

    def step(self) -> None:
        """Edit some posts and build again; edits by which the reader loses questions are undone."""
        number = self.rng.randint(1, EDITS)
        site, state = copy.deepcopy(self.site), self.rng.getstate()
        editor = self.edited(number)
        if (corpus := self.read(self.site)) is None:
            self.site = site
            self.rng.setstate(state)
            editor = self.edited_one_by_one(number)
            corpus = self.read(self.site)
        assert corpus is not None
        self.build(corpus, editor.done)

    def edited(self, number: int) -> Editor:
        editor = Editor(self.site, self.rng, self.builds)
        for _ in range(number):
            editor.edit()
        return editor

    def edited_one_by_one(self, number: int) -> Editor:
        editor = Editor(self.site, self.rng, self.builds)
        for _ in range(number):
            kept = copy.deepcopy((editor.site, editor.edited, editor.done))
            editor.edit()
            if self.read(editor.site) is None:
                self.counts[f"unrecognised: {editor.done[-1]}"] += 1
                editor.site, editor.edited, editor.done = kept
        self.site = editor.site
        return editor

    def read(self, site: Site) -> Corpus | None:
        """Read the posts; None where what is found is not what the site holds."""
        self.counts["reads"] += 1
        with tempfile.TemporaryDirectory(dir=self.folder) as name:
            corpus = corpus_of(site.write(Path(name) / "blog"))
        found = {p.path: {(c.kind, c.line) for c in cards_of(p)} for p in corpus.posts}
        meant = {p.path: {(kind, line) for _, kind, line in p.cards()} for p in site.posts}
        return corpus if found == meant else None

    def build(self, corpus: Corpus, done: list[str]) -> None:
        """Identify the cards, compare them with their true identities, and keep the ledger."""
        made = ledger.identify(corpus, self.known)
        cards: dict[tuple[str, str, int], Card] = {
            (c.path, c.kind, c.line): c for post in made.posts for c in cards_of(post)
        }
        found: Found = {}
        for post in self.site.posts:
            for uid, kind, line in post.cards():
                found[uid] = cards[post.path, kind, line]
            for piece in post.pieces:
                piece.stub = not found[piece.uid].answered
        assert len(found) == len(cards) == len({card.id for card in cards.values()})
        self.judge(found, [f for f in made.findings if f.code in DOUBTS], done)
        self.known = self.stamped(made)
        self.builds += 1
        same = ledger.identify(corpus, self.known)
        assert same.posts == made.posts, "a build without edits gives other guids"
        assert self.stamped(same) == self.known
        assert ledger.parse(ledger.dump(self.known).encode(), "x") == self.known

    def stamped(self, corpus: Corpus) -> Ledger:
        notes = make_notes(corpus)
        return ledger.stamp(corpus, notes, "t", self.known, NOW + self.builds).ledger

    def judge(self, found: Found, doubts: list[Finding], done: list[str]) -> None:
        """Count the cards that kept their guids; note the others, with a finding or without."""
        known = {entry.guid: entry for entry in self.known.entries()}
        self.counts.update(f"edit: {name}" for name in done)
        self.counts["findings"] += len(doubts)
        for uid, card in found.items():
            expected = self.true.get(uid)
            old = known.get(expected) if expected else None
            what = "new" if old is None else "restored" if old.retired else "kept"
            if self.builds:
                self.counts[what] += 1
            if card.id != expected if old else card.id in known:
                about = _about(card, old, doubts)
                entry = old or known[card.id]
                message = f"{what} {_likeness(card, entry)}\n  after {', '.join(done)}"
                silent = self.wrong if entry.note else self.stubs
                (self.told if about else silent).append(message + "".join(about))
                self.true = {u: guid for u, guid in self.true.items() if guid != card.id}
        self.true |= {uid: card.id for uid, card in found.items()}


def _about(card: Card, old: LedgerEntry | None, doubts: list[Finding]) -> list[str]:
    """Return the findings that name a card, or the guid that it should have kept."""
    return [
        f"\n  {doubt.message}"
        for doubt in doubts
        if (doubt.path, doubt.line) == (card.path, card.line)
        or any((place.path, place.line) == (card.path, card.line) for place in doubt.related)
        or (old and old.guid in doubt.message)
    ]


def _likeness(card: Card, entry: LedgerEntry) -> str:
    answer = sketch(card.answer) if card.answered else ""
    prompts = of_prompts(comparable(card.prompt), comparable(entry.prompt))
    noted = "" if entry.note else " (never had a note)"
    retired = " (retired)" if entry.retired else ""
    return (
        f"{card.kind} “{card.prompt}” in {card.post} ({len(card.answer)} characters)\n  was “"
        f"{entry.prompt}” in {entry.post}{noted}{retired}: prompts {prompts:.2f}, answers "
        f"{of_answers(answer, entry.answer)}"
    )


@cache
def whole(root: Path) -> Site:
    """Return the posts of a folder, which is read once."""
    return site_of(root)


def play(root: Path, seed: int, folder: Path) -> History:
    """Edit two or three posts of a folder at random over a few builds; return the history."""
    rng = random.Random(seed)
    site = copy.deepcopy(whole(root))
    site.posts = rng.sample(site.posts, min(len(site.posts), rng.randint(2, 3)))
    for post in site.posts:
        for piece in post.pieces:
            site.said.setdefault(comparable(piece.prompt), piece.uid)
            site.said.update((comparable(term.name), -term.uid) for term in piece.terms)
    history = History(site, rng, folder)
    history.begin()
    for _ in range(BUILDS):
        history.step()
    return history


@pytest.mark.parametrize("kind", KINDS)
def test_what_survives_an_edit_keeps_its_guid(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    root: Path = request.getfixturevalue("demo" if kind == "demo" else "shared") / KINDS[kind]
    first = list(KINDS).index(kind) * SEQUENCES
    played = [play(root, seed, tmp_path) for seed in range(first, first + SAMPLE)]
    counts = sum((history.counts for history in played), Counter[str]())
    assert [message for history in played for message in history.wrong] == []
    assert [message for history in played for message in history.stubs] == [], "never on a card"
    assert counts["kept"] > 0
    if SIZE != "small":  # two sequences need not hold every kind of edit
        assert min(counts["new"], counts["restored"]) > 0

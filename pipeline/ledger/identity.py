"""Give every question and term of a corpus its guid, from the ledger where it is known there.

Matching stays within a site and a kind, and goes from certain to new:

1. the same post and the same prompt;
2. the same prompt elsewhere in the site: a post that was renamed or split;
3. otherwise a guid made of the content, so that two machines without a ledger agree.

A matcher that finds edited prompts by likeness belongs between 2 and 3: a function of a `_Search`,
like `_same_post` and `_same_prompt`, that settles some of what is still open.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, TypeVar, get_args

from pipeline.findings import Code, Finding, Place
from pipeline.ledger.cards import Card, cards_of, normal
from pipeline.ledger.types import Entry, Kind, Ledger

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Hashable,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from pipeline.ir import Corpus, Post, Question, Term

T = TypeVar("T")

Slot = tuple[str, Kind, int]
"""Names a card within a site: post key, kind, ordinal."""


def identify(
    corpus: Corpus, ledger: Ledger, keep_posts: Collection[tuple[str, str]] = frozenset()
) -> Corpus:
    """Give the corpus with an id on every question and term, and its findings added.

    Entries of `keep_posts` (site key, post key), posts that could not be read in this run, are
    nobody's to take. Ids that the corpus had before do not matter.
    """
    taken = {entry.guid for entry in ledger.entries()}
    ids: dict[tuple[str, Slot], str] = {}
    findings: list[Finding] = []
    for site in sorted({post.site for post in corpus.posts}):
        posts = sorted((post for post in corpus.posts if post.site == site), key=lambda p: p.key)
        entries = [e for e in ledger.site(site).cards if (site, e.post) not in keep_posts]
        for kind in get_args(Kind):
            search = _Search(
                [card for post in posts for card in cards_of(post) if card.kind == kind],
                [entry for entry in entries if entry.kind == kind],
            )
            for matcher in _MATCHERS:
                matcher(search)
            search.settle_rest(taken)
            ids.update(((site, slot), guid) for slot, guid in search.guids.items())
            findings += search.findings
    return replace(
        corpus,
        posts=tuple(_with_ids(post, ids) for post in corpus.posts),
        findings=(*corpus.findings, *findings),
    )


@dataclass(slots=True)
class _Search:
    """The cards and entries of one site and kind that have not found each other yet."""

    cards: list[Card]
    entries: list[Entry]
    guids: dict[Slot, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    nth: dict[Slot, int] = field(init=False)

    def __post_init__(self) -> None:
        # Counted while all cards are here: the ordinal of a card among equals of its post, where
        # stubs come last: a table of contents must not take the guid of what it lists.
        self.nth = {}
        for equals in _grouped(self.cards, _post_and_prompt).values():
            ordered = sorted(equals, key=lambda card: not card.answered)
            self.nth.update((_slot(card), n) for n, card in enumerate(ordered))

    def settle(self, pairs: Iterable[tuple[Card, Entry]]) -> None:
        """Record that each card is the one of its entry."""
        found = {_slot(card): entry.guid for card, entry in pairs}
        used = set(found.values())
        self.guids |= found
        self.cards = [card for card in self.cards if _slot(card) not in found]
        self.entries = [entry for entry in self.entries if entry.guid not in used]

    def settle_rest(self, taken: set[str]) -> None:
        """Give each card that is left a guid of its own, and add that to `taken`."""
        for card in self.cards:
            slot = _slot(card)
            self.guids[slot] = new_guid(card, self.nth[slot], taken)
            taken.add(self.guids[slot])

    def doubt(self, card: Card, message: str, related: Iterable[Place]) -> None:
        """Tell that a match was one of several."""
        self.findings.append(
            Finding.of(
                Code.AMBIGUOUS_CARD, message, card.path, card.line,
                related=tuple(dict.fromkeys(related)),
                hint="Cards were matched in order. Reword equal prompts so that they can be told "
                "apart.",
            )
        )  # fmt: skip


def _same_post(search: _Search) -> None:
    """Match the same prompt in the same post; equals by their order, living cards first.

    Who has a note goes to who is answered, so that no table of contents, whose stubs repeat the
    prompts, takes a schedule. Only where an answer came or went, and nothing else, the order tells.
    """
    entries = _grouped(search.entries, _post_and_prompt)
    pairs: list[tuple[Card, Entry]] = []
    for key, cards in _grouped(search.cards, _post_and_prompt).items():
        known = sorted(entries.get(key, []), key=lambda entry: entry.retired)
        living = sum(not entry.retired for entry in known)
        noted = sum(entry.note > 0 and not entry.retired for entry in known)
        as_many = noted == sum(card.answered for card in cards)
        if living and len(cards) != living and max(len(cards), living) > 1 and not as_many:
            places = [Place(card.path, card.line) for card in cards]
            was = f"{living} of them" if living > 1 else "one"
            search.doubt(
                cards[0],
                f"{len(cards)} cards here ask “{cards[0].prompt}”, where there was {was}.",
                places,
            )
        if len(cards) == living and not as_many:
            pairs += zip(cards, known, strict=False)
        else:
            pairs += _by_notes(cards, known)
    search.settle(pairs)


def _by_notes(cards: Sequence[Card], known: Sequence[Entry]) -> Iterator[tuple[Card, Entry]]:
    """Pair the answered with entries that have a note, stubs with what is left, the living first."""
    noted = sorted(known, key=lambda entry: (not entry.note, entry.retired))
    answered = [card for card in cards if card.answered]
    yield from zip(answered, noted, strict=False)
    rest = sorted(noted[len(answered) :], key=lambda entry: (entry.retired, entry.note > 0))
    yield from zip((card for card in cards if not card.answered), rest, strict=False)


def _same_prompt(search: _Search) -> None:
    """Match the same prompt in another post: the post that shares most prompts with this one."""
    entries = _grouped(search.entries, lambda entry: normal(entry.prompt))
    cards = _grouped(search.cards, lambda card: normal(card.prompt))
    shared = Counter(
        (entry.post, card.post)
        for prompt, equals in cards.items()
        for entry in entries.get(prompt, [])
        for card in {card.post: card for card in equals}.values()
    )
    pairs: list[tuple[Card, Entry]] = []
    for prompt, equals in cards.items():
        pairs += _paired(search, equals, entries.get(prompt, []), shared)
    search.settle(pairs)


def _paired(
    search: _Search,
    cards: Sequence[Card],
    entries: Sequence[Entry],
    shared: Mapping[tuple[str, str], int],
) -> Iterator[tuple[Card, Entry]]:
    """Pair cards and entries of one prompt: living entries first, then likeness of posts, then the
    answered with those that have a note, then order.
    """

    def rank(entry: Entry, card: Card) -> tuple[bool, int, bool]:
        apart = card.answered != (entry.note > 0)
        return (entry.retired, -shared[entry.post, card.post], apart)

    free = {entry.guid: entry for entry in entries}
    waiting = {_slot(card): card for card in cards}
    by_rank = sorted(((e, c) for e in entries for c in cards), key=lambda pair: rank(*pair))
    for entry, card in by_rank:
        if entry.guid not in free or _slot(card) not in waiting:
            continue
        best = rank(entry, card)
        rivals = [e for e in free.values() if e is not entry and rank(e, card) == best]
        claims = [c for c in waiting.values() if c is not card and rank(entry, c) == best]
        # As many in the old post as in the new one is no doubt: their order tells.
        same_post = [e for e in rivals if e.post == entry.post]
        if len(same_post) == sum(c.post == card.post for c in claims):
            rivals = [e for e in rivals if e.post != entry.post]
            claims = [c for c in claims if c.post != card.post]
        if rivals or claims:
            places = [Place(other.post, None) for other in (entry, *rivals)]
            places += [Place(other.path, other.line) for other in claims]
            search.doubt(
                card, f"“{card.prompt}” may be the card of that name in “{entry.post}”.", places
            )
        del free[entry.guid], waiting[_slot(card)]
        yield card, entry


_MATCHERS: tuple[Callable[[_Search], None], ...] = (_same_post, _same_prompt)


def new_guid(card: Card, nth: int, taken: Collection[str]) -> str:
    """Give a guid of 16 letters a-z and digits 2-7 (80 bits of SHA-256) that is not in `taken`.

    `nth` counts equal prompts of the post from 0. A guid is taken where the prompt moved to another
    post, its guid with it, and was written anew in its old place: then a salt is counted up.
    """
    content = [card.site, card.post, card.kind, normal(card.prompt), nth]
    for salt in count():
        digest = hashlib.sha256(json.dumps([*content, salt]).encode()).digest()
        guid = base64.b32encode(digest[:10]).decode().lower()
        if guid not in taken:
            return guid
    raise AssertionError


def _with_ids(post: Post, ids: dict[tuple[str, Slot], str]) -> Post:
    def question(item: Question) -> Question:
        return replace(item, id=ids[post.site, (post.key, "question", item.ordinal)])

    def term(item: Term) -> Term:
        return replace(item, id=ids[post.site, (post.key, "term", item.ordinal)])

    return replace(
        post,
        questions=tuple(map(question, post.questions)),
        terms=tuple(map(term, post.terms)),
    )


def _slot(card: Card) -> Slot:
    return (card.post, card.kind, card.ordinal)


def _post_and_prompt(item: Card | Entry) -> tuple[str, str]:
    return (item.post, normal(item.prompt))


def _grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups

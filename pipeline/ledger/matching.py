"""Find the entry of each card, from certain to likely, within one site and one kind.

1. The same prompt in the same post, then the same id that their author gave them.
2. The same prompt elsewhere, where no other card asks it: a question that moved. Posts that share
   such questions are one post that was renamed, split or merged; so their other cards are compared as if
   they stood in one post, and ids count there too.
3. A prompt or an answer that was edited, in the same post: the pairs with the best total likeness.
4. Elsewhere: the same answer, or a prompt and an answer that are both alike; then equal prompts in their
   order.

What could as well have been matched otherwise is a finding, never a silent guess; the match stands,
since a schedule that is kept can be corrected, and one that is lost cannot.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from . import doubts, likeness
from .assignment import Pair, Scores, assign
from .cards import Card, comparable

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from ..findings import Finding
    from .types import LedgerEntry

T = TypeVar("T")

CardKey = tuple[str, str, int]
"""Names a card within a site: post key, kind, ordinal."""

_WINDOW = 150  # entries that an edited card is compared with, around its place in the post
_LONG = 20  # characters of an answer
_RETIRED = 0.1  # taken from the score of a retired entry
_NUMBER = 0.01  # added for the same number: enough to settle the order of equals


def card_key(card: Card) -> CardKey:
    """Return the name of a card within its site."""
    return (card.post, card.kind, card.ordinal)


@dataclass(slots=True)
class Matching:
    """The cards and entries of one site and kind; `run` leaves in `cards` those that are new."""

    cards: list[Card]
    entries: list[LedgerEntry]
    guids: dict[CardKey, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    family: dict[str, str] = field(default_factory=dict)
    sketches: dict[CardKey, str] = field(default_factory=dict)
    usual: frozenset[str] = frozenset()

    def run(self) -> None:
        """Match what can be matched: fill `guids` and `findings`."""
        said = Counter(entry.answer for entry in self.entries)
        self.usual = frozenset(answer for answer, times in said.items() if times > 1)
        self._match_in_one_post()
        self._match_unique(lambda item: item.anchor and (item.post, item.anchor))
        heirs = self._match_unique(lambda item: comparable(item.prompt))
        heirs |= self._match_unique(lambda item: (comparable(item.prompt), self._answer(item)))
        self.family = _families(heirs)
        self._match_in_families()
        self._match_unique(lambda item: item.anchor and (self._family_of(item), item.anchor))
        self._match_alike(self._family_of, likeness.is_edited)
        self._match_unique(self._long_answer)
        self._match_alike(lambda _: "", likeness.is_edited_and_moved)
        self._match_in_order()

    def _match_in_one_post(self) -> None:
        entries = _grouped(self.entries, _post_and_prompt)
        cards = _grouped(self.cards, _post_and_prompt)
        moved = {
            comparable(card.prompt)
            for card in self.cards
            if card.answered and _post_and_prompt(card) not in entries
        }
        pairs: list[tuple[Card, LedgerEntry]] = []
        for key, equals in cards.items():
            known = entries.get(key, [])
            stubs = not any(card.answered for card in equals)
            if stubs and key[1] in moved and any(entry.note for entry in known):
                continue  # the answer stands elsewhere now, and the schedule belongs to it
            pairs += self._pairs_of_equals(equals, known)
        self._accept(pairs)

    def _match_unique(self, key: Callable[[Card | LedgerEntry], Hashable]) -> set[tuple[str, str]]:
        """Match by a key that one card and one entry have, and no other that is left.

        Return the posts, old and new, of each pair. A retired entry or a stub does not hinder a
        match of others.
        """
        entries = _grouped(self.entries, key)
        pairs: list[tuple[Card, LedgerEntry]] = []
        for mark, cards in _grouped(self.cards, key).items():
            known = entries.get(mark, [])
            living = [entry for entry in known if not entry.retired] or known
            answered = [card for card in cards if card.answered] or cards
            if mark and len(living) == len(answered) == 1:
                pairs.append((answered[0], living[0]))
        self._accept(pairs)
        return {(entry.post, card.post) for card, entry in pairs}

    def _match_in_families(self) -> None:
        """Match the same prompt in posts that were renamed, split or merged."""
        entries = _grouped(self.entries, lambda e: (self._family_of(e), comparable(e.prompt)))
        cards = _grouped(self.cards, lambda c: (self._family_of(c), comparable(c.prompt)))
        self._accept(
            [
                pair
                for key, equals in cards.items()
                if key[0] in self.family
                for pair in self._pairs_of_equals(equals, entries.get(key, []))
            ]
        )

    def _family_of(self, item: Card | LedgerEntry) -> str:
        return self.family.get(item.post, item.post)

    def _pairs_of_equals(
        self, cards: Sequence[Card], known: Sequence[LedgerEntry]
    ) -> Iterator[tuple[Card, LedgerEntry]]:
        """Yield pairs of the cards and entries of one prompt in one post: by answer, then by their order.

        Entries with a note go to cards with an answer, so that no table of contents, whose stubs
        repeat the prompts, takes a schedule. Only where an answer came or went, and nothing else
        changed, the order decides.
        """
        if len(cards) > 1 or len(known) > 1:
            by_answer = list(self._pairs_by_answer(cards, known))
            yield from by_answer
            done = {id(item) for pair in by_answer for item in pair}
            cards = [card for card in cards if id(card) not in done]
            known = [entry for entry in known if id(entry) not in done]
        if not cards or not known:
            return
        known = sorted(known, key=lambda entry: entry.retired)
        living = sum(not entry.retired for entry in known)
        noted = sum(entry.in_deck for entry in known)
        as_many = noted == sum(card.answered for card in cards)
        if living and len(cards) != living and max(len(cards), living) > 1 and not as_many:
            self.findings.append(doubts.asked_more_or_less_often(cards, living))
        if len(cards) == living and not as_many:
            yield from zip(cards, known, strict=False)
        else:
            yield from _pairs_by_notes(cards, known)

    def _pairs_by_answer(
        self, cards: Sequence[Card], known: Sequence[LedgerEntry]
    ) -> Iterator[tuple[Card, LedgerEntry]]:
        """Yield pairs of cards and living entries of one prompt whose answer only these two have."""
        entries = _grouped([entry for entry in known if not entry.retired], self._answer)
        for answer, same in _grouped(cards, self._answer).items():
            if answer and len(same) == len(entries.get(answer, ())) == 1:
                yield same[0], entries[answer][0]

    def _match_alike(self, near: Callable[[Card | LedgerEntry], str], same: likeness.Same) -> None:
        """Match what was edited, by the best total likeness among those for which `near` is the same.

        `same` decides whether a card may be an entry, by the likeness of their prompts and answers.
        """
        entries = _grouped(self.entries, near)
        table: Scores = defaultdict(dict)
        number = {id(entry): n for n, entry in enumerate(self.entries)}
        place = {card_key(card): n for n, card in enumerate(self.cards)}
        for group, cards in _grouped(self.cards, near).items():
            for card, entry in _pairs_to_compare(cards, entries.get(group, [])):
                prompts, answers = self._likeness(card, entry)
                if same(card, entry, prompts, answers):
                    score = (prompts + (prompts if answers is None else answers)) / 2
                    score += (card.number == entry.number) * _NUMBER - entry.retired * _RETIRED
                    table[place[card_key(card)]][number[id(entry)]] = score
        found = assign(table)
        for pair in found:
            self._report_doubt(pair)
        self._accept([(self.cards[pair.one], self.entries[pair.other]) for pair in found])

    def _likeness(self, card: Card, entry: LedgerEntry) -> tuple[float, float | None]:
        prompts = likeness.of_prompts(comparable(card.prompt), comparable(entry.prompt))
        return prompts, likeness.of_answers(self._answer(card), self._answer(entry))

    def _report_doubt(self, pair: Pair) -> None:
        """Report an edited card that may as well be another, or a new one."""
        card, entry = self.cards[pair.one], self.entries[pair.other]
        _, answers = self._likeness(card, entry)
        if pair.rivals or pair.claims:
            rivals = [self.entries[n] for n in pair.rivals]
            claims = [self.cards[n] for n in pair.claims]
            self.findings.append(doubts.as_like_others(card, entry, rivals, claims))
        elif answers is not None and answers < likeness.CHANCE:
            self.findings.append(doubts.another_answer(card, entry))

    def _match_in_order(self) -> None:
        """Match equal prompts that nothing else distinguishes by their order; stubs come last."""
        entries = _by_prompt(self.entries)
        pairs: list[tuple[Card, LedgerEntry]] = []
        for prompt, equals in _by_prompt(self.cards).items():
            cards = sorted(equals, key=lambda card: not card.answered)
            known = sorted(entries.get(prompt, []), key=lambda e: (e.retired, not e.note))
            if not known:
                continue
            self._report_equals([c for c in cards if c.answered], [e for e in known if e.note])
            pairs += zip(cards, known, strict=False)
        self._accept(pairs)

    def _report_equals(self, cards: Sequence[Card], known: Sequence[LedgerEntry]) -> None:
        """Report schedules that went to cards by their order, for want of anything better."""
        known = [entry for entry in known if not entry.retired] or known
        one_post = len({card.post for card in cards}) == len({entry.post for entry in known}) == 1
        if not cards or not known or (len(cards) == len(known) and (one_post or len(known) == 1)):
            return
        self.findings.append(doubts.matched_in_order(cards, known))

    def _answer(self, item: Card | LedgerEntry) -> str:
        """Return the sketch of an answer, "" for a stub or an answer that several entries have."""
        if not isinstance(item, Card):
            return "" if item.answer in self.usual else item.answer
        if card_key(item) not in self.sketches:
            answer = likeness.sketch(item.answer) if item.answered else ""
            self.sketches[card_key(item)] = "" if answer in self.usual else answer
        return self.sketches[card_key(item)]

    def _long_answer(self, item: Card | LedgerEntry) -> str:
        """Return the sketch of an answer, "" where it is so short that chance may repeat it."""
        short = isinstance(item, Card) and len(item.answer) < _LONG
        return "" if short else self._answer(item)

    def _accept(self, pairs: Iterable[tuple[Card, LedgerEntry]]) -> None:
        found = {card_key(card): entry.guid for card, entry in pairs}
        used = set(found.values())
        self.guids |= found
        self.cards = [card for card in self.cards if card_key(card) not in found]
        self.entries = [entry for entry in self.entries if entry.guid not in used]


def _pairs_by_notes(
    cards: Sequence[Card], known: Sequence[LedgerEntry]
) -> Iterator[tuple[Card, LedgerEntry]]:
    """Yield pairs of answered cards with entries that have a note, then of stubs with the rest."""
    noted = sorted(known, key=lambda entry: (not entry.note, entry.retired))
    answered = [card for card in cards if card.answered]
    yield from zip(answered, noted, strict=False)
    rest = sorted(noted[len(answered) :], key=lambda entry: (entry.retired, entry.note > 0))
    yield from zip((card for card in cards if not card.answered), rest, strict=False)


def _pairs_to_compare(
    cards: Sequence[Card], entries: Sequence[LedgerEntry]
) -> Iterator[tuple[Card, LedgerEntry]]:
    """Yield the pairs to compare: all in a post of usual size, in a huge one those at similar places.

    Retired entries have places of their own: they stand behind the living, and may be many more.
    """
    living = [entry for entry in entries if not entry.retired]
    retired = [entry for entry in entries if entry.retired]
    for n, card in enumerate(cards):
        for known in (living, retired):
            at = n * len(known) // len(cards)
            for entry in known[max(0, at - _WINDOW) : at + _WINDOW]:
                yield card, entry


def _families(heirs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return a common name for all posts that took cards from each other, by post."""
    near: dict[str, set[str]] = defaultdict(set)
    for old, new in heirs:
        near[old].add(new)
        near[new].add(old)
    names: dict[str, str] = {}
    for post in sorted(near):
        waiting = [] if post in names else [post]
        while waiting:
            member = waiting.pop()
            names[member] = post
            waiting += [other for other in near[member] if other not in names]
    return names


def _post_and_prompt(item: Card | LedgerEntry) -> tuple[str, str]:
    return (item.post, comparable(item.prompt))


def _by_prompt(items: Iterable[T]) -> dict[str, list[T]]:
    return _grouped(items, lambda item: comparable(item.prompt))  # type: ignore[attr-defined]


def _grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Any, list[T]]:
    groups: dict[Any, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups

"""What an import of the next deck will do in Anki: what `postdeck diff` shows.

`compare` returns a `Diff`. `text.render` shows it to a person; `as_json` gives the same to a
program, with the names of the fields here and the findings of the run. Fields may be added; none
changes its meaning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from pathlib import Path

from ... import codec
from ...html import text_of
from ...ledger import CardChange, ImportChanges
from ...stages import Options, Preview, preview
from .. import report
from .words import ChangedWords, changed_words

SCHEMA = "postdeck-diff/1"
_PICTURE = re.compile(r'<img\b[^<>]*?\ssrc="([^"]*)"')
_SHOWN = ("Question", "Answer")  # fields whose words are compared


@dataclass(frozen=True, slots=True)
class ChangedCard:
    """A card that an import adds, changes or leaves behind.

    `event` is one of `ledger.changes.Event`, None for a card that only stays in another deck than
    the package has it in; `stays_in` is that other deck. `number_before`, `post_before` and
    `prompt_before` are set where they differ now. `fields` names the fields that differ ("Tags"
    too), and `words` holds what differs in the question and the answer; both are None where no
    earlier deck with that content was found. `pictures` are the files of pictures that are in one of
    the two alone.
    """

    guid: str
    kind: str
    event: str | None
    post: str
    number: str
    prompt: str
    number_before: str | None = None
    post_before: str | None = None
    prompt_before: str | None = None
    stays_in: str | None = None
    fields: tuple[str, ...] | None = None
    words: Mapping[str, tuple[ChangedWords, ...]] | None = None
    pictures: tuple[ChangedWords, ...] = ()


@dataclass(frozen=True, slots=True)
class DeckChanges:
    """A deck of Anki, with the cards in it that differ. `shared`: cards of several posts are in it."""

    name: str
    cards: tuple[ChangedCard, ...]
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Diff:
    """What an import changes. `counts` holds how many notes there are of each event; `search` finds
    the retired cards in Anki's browser, "" where there are none. `cards` is the number of cards that
    each learner has of the next deck, and `reversed` that of the reversed ones among them.
    """

    decks: tuple[DeckChanges, ...]
    counts: Mapping[str, int]
    summary: str
    note_type: bool
    search: str
    cards: int
    reversed: int


def compare(options: Options, against: Path | None = None) -> tuple[Preview, Diff | None]:
    """Return the next build, and how it differs from the last one or from the package `against`.

    The latter is None if nothing would be built. Raise emitters.anki.PackageError where `against`
    is no package of ours, and OSError.
    """
    found = preview(options, against)
    return found, _diff_of(found, found.changes) if found.changes else None


def as_json(found: Preview, diff: Diff | None) -> str:
    """Return a comparison as JSON, ending with a newline."""
    return report.document(
        {
            "schema": SCHEMA,
            "diff": codec.to_json(diff) if diff else None,
            "findings": report.for_programs(found.findings),
        }
    )


def _diff_of(found: Preview, changes: ImportChanges) -> Diff:
    by_deck = sorted(changes.cards, key=lambda change: change.deck)
    post = found.field_names.index("Post")
    kept = Counter(deck for deck, _ in {(n.deck, n.fields[post]) for n in found.notes.values()})
    changed = Counter(deck for deck, _ in {(c.deck, c.now.entry.post) for c in by_deck})
    shared = {deck for deck, posts in (kept | changed).items() if posts > 1}
    decks = [
        DeckChanges(name, tuple(_changed_card(change, found) for change in group), name in shared)
        for name, group in groupby(by_deck, key=lambda change: change.deck)
    ]
    cards = sum(len(note.card_decks) for note in found.notes.values())
    return Diff(
        tuple(decks), changes.counts(), changes.summary(), changes.note_type, changes.search, cards,
        sum(bool(note.reverse_deck) for note in found.notes.values()),
    )  # fmt: skip


def _changed_card(change: CardChange, found: Preview) -> ChangedCard:
    entry, before = change.now.entry, change.before.entry if change.before else None
    fields = words = None
    pictures: tuple[ChangedWords, ...] = ()
    note, earlier = found.notes.get(entry.guid), found.earlier.get(entry.guid)
    if note and earlier and change.event == "edited":
        pairs = {
            name: (old, new)
            for name, old, new in zip(found.field_names, earlier.fields, note.fields, strict=True)
            if old != new
        }
        fields = (*pairs, *(["Tags"] if earlier.tags != note.tags else []))
        words = {
            name: changed_words(text_of(pairs[name][0]), text_of(pairs[name][1]))
            for name in _SHOWN
            if name in pairs
        }
        pictures = _pictures("".join(earlier.fields), "".join(note.fields))
    return ChangedCard(
        guid=entry.guid,
        kind=entry.kind,
        event=change.event,
        post=entry.post,
        number=entry.number,
        prompt=entry.prompt,
        number_before=before.number if before and change.renumbered else None,
        post_before=before.post if before and change.moved else None,
        prompt_before=before.prompt if before and change.reworded else None,
        stays_in=change.deck if change.stays else None,
        fields=fields,
        words=words,
        pictures=pictures,
    )


def _pictures(before: str, now: str) -> tuple[ChangedWords, ...]:
    """Return the pictures that are gone and those that are new."""
    old, new = (dict.fromkeys(map(unescape, _PICTURE.findall(html))) for html in (before, now))
    gone = (ChangedWords("gone", name) for name in old if name not in new)
    return (*gone, *(ChangedWords("new", name) for name in new if name not in old))

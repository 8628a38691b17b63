"""Which card is which over time: the ledger `cards.lock.json` and the guids that it keeps.

A learner's schedule hangs on a card's guid, so a guid outlives an edited answer, a renumbering and
a renamed post. `identify` gives every question and term its guid before the corpus is written;
`stamp` comes after the notes are made and tells which of them changed. `changes` tells what that means
for who imports the deck. All are pure: `load` and `save` do the reading and writing.
"""

from pipeline.ledger.cards import Card, cards_of, in_order
from pipeline.ledger.changes import (
    Change,
    Changes,
    Known,
    Shipped,
    changes,
    moved_decks,
    shipped,
)
from pipeline.ledger.file import load, save
from pipeline.ledger.identity import identify
from pipeline.ledger.stamps import Stamp, Stamped, stamp
from pipeline.ledger.text import dump, parse
from pipeline.ledger.types import SCHEMA, Entry, Kind, Ledger, NoteTypeStamp, SiteLedger

__all__ = [
    "SCHEMA",
    "Card",
    "Change",
    "Changes",
    "Entry",
    "Kind",
    "Known",
    "Ledger",
    "NoteTypeStamp",
    "Shipped",
    "SiteLedger",
    "Stamp",
    "Stamped",
    "cards_of",
    "changes",
    "dump",
    "identify",
    "in_order",
    "load",
    "moved_decks",
    "parse",
    "save",
    "shipped",
    "stamp",
]
